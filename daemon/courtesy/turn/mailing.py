"""Reminders by mail to the owner: new, changed and cancelled ones together, as one .ics attached.

What was mailed is remembered as a calendar of its own is; the mail goes before that is written down, so that a kill in
between mails the same once more, under the same Message-ID, and never loses one.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy import ports
from courtesy.mail import calendar
from courtesy.plan import desired
from courtesy.reconcile import action, enter, reminders, state
from courtesy.turn import desk

_PROMPT = frozenset({"answer_by", "deadline", "call", "send"})  # all else waits for a mail a day
_APART = timedelta(days=1)
_GONE = state.ReminderState.GONE
_LAST = "reminders mailed"


class Sent:
    """What was mailed, as a calendar that nobody else writes in."""

    name = "mail"

    def __init__(self, office: desk.Office) -> None:
        self._office = office

    async def look(self) -> dict[str, ports.Lying]:
        """Return what was mailed."""
        known = self._office.book.reminders(self.name)
        return {one.uid: ports.Lying(data=one.data, version="") for one in known if one.state is not _GONE}

    async def put(self, uid: str, data: bytes, over: ports.Lying | None) -> ports.Lying:  # noqa: ARG002
        """Take it as mailed."""
        return ports.Lying(data=data, version="")

    async def remove(self, uid: str, lying: ports.Lying) -> None:
        """Nothing that was mailed can be taken back."""


async def mail(office: desk.Office, post: ports.Post, wanted: Sequence[desired.Reminder]) -> None:
    """Mail what is new, changed or cancelled since the last mail. Raises what the submission server raises."""
    sent, now = Sent(office), office.clock()
    entries = list(reminders.diff(wanted, await sent.look(), office.book.reminders(sent.name), now))
    news = [one for one in entries if _news(one, now)]
    if news and not _waits(news, office, now):
        objects = [_object(one, now) for one in news]
        word = hashlib.sha256("".join(sorted(_ident(one) for one in news)).encode()).hexdigest()[:32]
        await post(_subject(news), "\n\n".join(_told(news, office)) + "\n", calendar.feed(objects), word)
        office.book.remember(_LAST, now.isoformat())
    elif news:
        return
    await enter.enter(entries, sent, office.book, now)


def _news(one: action.Entry, now: datetime) -> bool:
    """Tell whether the owner ought to hear of it: what was cancelled after its hour is no news."""
    if isinstance(one, action.Cancel):
        return one.memory.start > calendar.instant(now)
    return isinstance(one, action.Write)


def _waits(news: Sequence[action.Entry], office: desk.Office, now: datetime) -> bool:
    last = office.book.recall(_LAST)
    prompt = any(_occasion(one) in _PROMPT for one in news)
    return bool(last) and not prompt and now - datetime.fromisoformat(last) < _APART


def _occasion(one: action.Entry) -> str:
    match one:
        case action.Write():
            return one.reminder.occasion
        case action.Cancel() | action.Strike() | action.NoteReminder():
            return one.memory.occasion


def _object(one: action.Entry, now: datetime) -> bytes:
    match one:
        case action.Write():
            return calendar.to_ics(one.reminder, one.sequence, now)
        case action.Cancel():
            return calendar.cancelled(one.lying.data, one.memory.sequence + 1, now)
        case action.Strike() | action.NoteReminder():
            return b""


def _ident(one: action.Entry) -> str:
    return f"{one.reminder.uid} {one.content}" if isinstance(one, action.Write) else f"{one.memory.uid} cancelled"


def _subject(news: Sequence[action.Entry]) -> str:
    first, more = news[0], len(news) - 1
    said = first.reminder.summary if isinstance(first, action.Write) else str(first)
    return f"{said}{f', and {more} more' if more else ''}"


def _told(news: Sequence[action.Entry], office: desk.Office) -> Iterator[str]:
    yield "These reminders belong in your calendar; open the attached file with it."
    zone = ZoneInfo(office.settings.owner.timezone)
    for one in news:
        match one:
            case action.Write():
                start = one.reminder.start
                when = (
                    f"{start.astimezone(zone):%a %d %b %Y, %H:%M}"
                    if isinstance(start, datetime)
                    else f"{start:%a %d %b %Y}"
                )
                yield f"{when}: {one.reminder.summary}\n{one.reminder.description}"
            case action.Cancel() | action.Strike() | action.NoteReminder():
                yield f"No longer: {one.memory.summary}"
