"""Reminders to the bytes of iCalendar objects (RFC 5545), one object a file, and a feed of all.

What every calendar shows the same: UTC instants or dates, never a local time that needs its zone beside it; the deed in
the SUMMARY, since many calendars drop alarms. No METHOD, ATTENDEE or ORGANIZER: a reminder must not look like an
invitation, nor be sent to anybody.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import icalendar

_PRODID = "-//Courtesy//Reminders//EN"
_HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{_PRODID}\r\nX-WR-CALNAME:Courtesy\r\n".encode()
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_URL = re.compile(r"[!-~]{1,2000}")


class Reminder(Protocol):
    """What a reminder must have to be written down (plan.desired.Reminder has it)."""

    @property
    def uid(self) -> str:
        """The UID, as minted."""

    @property
    def summary(self) -> str:
        """The deed, in one line."""

    @property
    def description(self) -> str:
        """What helps to do it; LF line ends."""

    @property
    def start(self) -> datetime | date:
        """An aware instant, or a date."""

    @property
    def duration(self) -> timedelta:
        """How long it takes."""

    @property
    def alarm(self) -> timedelta | None:
        """How long before the start to ring."""

    @property
    def url(self) -> str:
        """The message concerned."""


def to_ics(reminder: Reminder, sequence: int, stamp: datetime, *, cancelled: bool = False) -> bytes:
    """Return the VCALENDAR with the one event of a reminder. `stamp` is an aware instant: when it was written."""
    calendar = _calendar()
    calendar.add_component(
        _event(reminder, sequence, stamp.astimezone(UTC).replace(microsecond=0), cancelled=cancelled)
    )
    data: bytes = calendar.to_ical()
    return data


def feed(objects: Iterable[bytes]) -> bytes:
    """Return one VCALENDAR with the events of many, each as it was written."""
    return b"".join((_HEAD, *(event for one in objects for event in _EVENT.findall(one)), b"END:VCALENDAR\r\n"))


def _calendar() -> "icalendar.Calendar":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODID)
    return calendar


def _event(reminder: Reminder, sequence: int, stamp: datetime, *, cancelled: bool) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    event = icalendar.Event()
    event.add("uid", reminder.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("summary", _line(reminder.summary))
    event.add("description", _text(reminder.description))
    if isinstance(reminder.start, datetime):
        start = reminder.start.astimezone(UTC).replace(microsecond=0)
        event.add("dtstart", start)
        event.add("dtend", start + reminder.duration)
    else:
        event.add("dtstart", reminder.start)
        event.add("dtend", reminder.start + max(timedelta(days=reminder.duration.days), timedelta(days=1)))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it takes no time away from anybody who looks for a free hour
    if _URL.fullmatch(reminder.url):
        event.add("url", reminder.url)
    if reminder.alarm is not None and not cancelled:
        event.add_component(_alarm(reminder))
    return event


def _alarm(reminder: Reminder) -> "icalendar.Alarm":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(reminder.summary))
    alarm.add("trigger", -(reminder.alarm or timedelta()))
    return alarm


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:400]


def _text(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))[:8000]
