"""Bring the owner's calendars to the reminders that ought to stand: the directory, those on servers, the mail.

Each is compared by itself, with what is remembered of it. What the owner deleted in one is wanted in none. A calendar
that is out of reach is told of in the book's health and tried again in the next turn; no turn fails for it.
"""

import logging
from collections.abc import Sequence

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
    done: list[action.Entry] = []
    while True:
        deleted = _deleted(office)
        for one in (office.shelf, *office.calendars):
            done += await _one(one, office, wanted, dry=dry)
        if dry or _deleted(office) == deleted:  # else: what was found deleted in one goes from the others at once
            break
    if not dry:
        await _feed(office)
        await _mailed(office, [one for one in wanted if one.uid not in deleted])
    return done


def health(calendar_: ports.Calendar) -> str:
    """Return the name under which the health of a calendar is written down."""
    return f"calendar ({calendar_.name})"


async def _one(
    into: ports.Calendar, office: desk.Office, wanted: Sequence[desired.Reminder], *, dry: bool
) -> Sequence[action.Entry]:
    if into is office.shelf:
        return await _bring(into, office, wanted, dry=dry)
    now, word = office.clock(), ""
    entries: Sequence[action.Entry] = ()
    try:
        entries = await _bring(into, office, wanted, dry=dry)
    except errors.CourtesyError as error:
        word = str(error)
    except Exception as error:  # noqa: BLE001  # whatever a server answers, the letters are laid
        word = f"an error of ours: {errors.where(error)}"
    if word:
        log.warning("The calendar was left as it is; it is tried again.", extra={"calendar": into.name, "why": word})
    if not dry:
        well = store.Health(account=health(into), at=now, well=not word, word=word or f"{len(entries)} done")
        office.book.put_health(well)
    return entries


async def _bring(
    into: ports.Calendar, office: desk.Office, wanted: Sequence[desired.Reminder], *, dry: bool
) -> Sequence[action.Entry]:
    remembered = office.book.reminders(into.name)
    if not wanted and not remembered:
        return ()
    elsewhere = {one.uid for one in office.book.reminders() if one.state is _State.DELETED and one.place != into.name}
    want = [one for one in wanted if one.uid not in elsewhere]
    entries = list(reminders.diff(want, await into.look(), remembered, office.clock()))
    if not dry:
        await enter.enter(entries, into, office.book, office.clock())
    return entries


def _deleted(office: desk.Office) -> frozenset[str]:
    return frozenset(one.uid for one in office.book.reminders() if one.state is _State.DELETED)


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
