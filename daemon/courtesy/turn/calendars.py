"""Bring the owner's calendars to the reminders that ought to stand: the directory, those on servers, the mail.

Each is compared by itself, with what is remembered of it. What the owner deleted in one is wanted in none. A calendar
that is out of reach is told of in the book's health and tried again in the next turn; no turn fails for it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtesy import errors, ports
from courtesy.casebook import store
from courtesy.mail import calendar
from courtesy.plan import desired
from courtesy.reconcile import action, enter, reminders, state
from courtesy.turn import desk, mailing

log = logging.getLogger(__name__)

_State = state.ReminderState


async def reconcile(office: desk.Office, wanted: Sequence[desired.Reminder], *, dry: bool) -> list[action.Entry]:
    """Do in every calendar what is to be done, and return it; `dry` does nothing. Raises nothing of a server's."""
    if not wanted and not office.book.reminders():
        return []
    places = [await _look(one, office) for one in (office.shelf, *office.calendars)]
    deleted = _deleted(office, places)
    want = [one for one in wanted if one.uid not in deleted]
    done: list[action.Entry] = []
    for place in places:
        entries = [] if place.word else list(_diff(place, want, office))
        word = place.word or ("" if dry else await _enter(entries, place.calendar, office))
        done += entries
        if not dry and place.calendar is not office.shelf:
            _note(place.calendar, word or f"{len(entries)} done", office, well=not word)
    if not dry:
        _forget(office)
        await _feed(office)
        await _mailed(office, want)
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A calendar and what lies in it; `word` says why that could not be seen."""

    calendar: ports.Calendar
    lying: Mapping[str, ports.Lying] | None = None
    word: str = ""


async def _look(one: ports.Calendar, office: desk.Office) -> _Place:
    try:
        return _Place(calendar=one, lying=await one.look())
    except Exception as error:  # noqa: BLE001  # raised again where it is no server's
        return _Place(calendar=one, word=_word(error, one, office))


async def _enter(entries: Sequence[action.Entry], into: ports.Calendar, office: desk.Office) -> str:
    try:
        await enter.enter(entries, into, office.book, office.clock())
    except Exception as error:  # noqa: BLE001  # raised again where it is no server's
        return _word(error, into, office)
    return ""


def _word(error: Exception, one: ports.Calendar, office: desk.Office) -> str:
    """Say why a server's calendar was left as it is; what goes wrong on this machine is raised."""
    if one is office.shelf:
        raise error
    known = isinstance(error, errors.CourtesyError)
    word = str(error) if known else f"an error of ours: {errors.where(error)}"
    log.warning("The calendar was left as it is; it is tried again.", extra={"calendar": one.name, "why": word})
    return word


def _diff(place: _Place, want: Sequence[desired.Reminder], office: desk.Office) -> Iterator[action.Entry]:
    remembered = office.book.reminders(place.calendar.name)
    return reminders.diff(want, place.lying, remembered, office.clock())


def _deleted(office: desk.Office, places: Sequence[_Place]) -> frozenset[str]:
    """Return what the owner has deleted in any calendar, now or before."""
    known = [one for one in office.book.reminders() if one.state is _State.DELETED]
    seen = [entry for place in places if not place.word for entry in _diff(place, (), office)]
    noted = [one.memory for one in seen if isinstance(one, action.NoteReminder)]
    return frozenset(one.uid for one in (*known, *noted) if one.state is _State.DELETED)


def _note(one: ports.Calendar, word: str, office: desk.Office, *, well: bool) -> None:
    office.book.put_health(store.Health(account=health(one), at=office.clock(), well=well, word=word))


def _forget(office: desk.Office) -> None:
    """Forget the health of calendars that reminders are kept in no more."""
    known = {health(one) for one in office.calendars}
    for row in office.book.health():
        if row.account.startswith("calendar (") and row.account not in known:
            office.book.drop_health(row.account)


def health(one: ports.Calendar) -> str:
    """Return the name under which the health of a calendar is written down."""
    return f"calendar ({one.name})"


async def _feed(office: desk.Office) -> None:
    """Write the feed from what lies in the reminders directory and is known to us."""
    remembered = office.book.reminders(office.shelf.name)
    if not remembered:
        return
    lying = await office.shelf.look() or {}
    known = [memory for memory in remembered if memory.state is not _State.GONE]
    office.shelf.feed(calendar.feed([lying[memory.uid].data for memory in known if memory.uid in lying]))


async def _mailed(office: desk.Office, wanted: Sequence[desired.Reminder]) -> None:
    """Mail the owner what is new, if they want that; what cannot be mailed now is mailed in a later turn."""
    if office.post is None:
        return
    try:
        await mailing.mail(office, office.post, wanted)
    except errors.CourtesyError as error:
        log.warning("The reminders could not be mailed; tried again in the next turn.", extra={"why": str(error)})
