"""Reminders to the bytes of iCalendar objects (RFC 5545, 7986), one object a file, a feed of all, and what one says.

What every calendar shows the same: UTC instants or dates, never a local time that needs its zone beside it; the deed in
the SUMMARY, since many calendars drop alarms. No METHOD, ATTENDEE or ORGANIZER: a reminder must not look like an
invitation, nor be sent to anybody.
"""

import functools
import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import icalendar

_PRODID = "-//Courtesy//Reminders//EN"
_NAME = "Courtesy"
_HEAD = (
    f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{_PRODID}\r\nNAME:{_NAME}\r\nX-WR-CALNAME:{_NAME}\r\n"
    f"DESCRIPTION:What a letter cannot do: to answer in time\\, to call\\, to th\r\n ank\\, to stay in touch.\r\n"
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"
).encode()
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_COMPONENT = re.compile(rb"^BEGIN:(VTIMEZONE|VEVENT|VTODO)\r\n.*?^END:\1\r\n", re.DOTALL | re.MULTILINE)
_SAID = (
    *("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "PRIORITY", "COMPLETED", "PERCENT-COMPLETE"),
    *("DTSTART", "DTEND", "DUE", "DURATION", "RRULE"),
)
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

    @property
    def form(self) -> str:
        """Return event or todo."""


def to_ics(reminder: Reminder, sequence: int, stamp: datetime) -> bytes:
    """Return the VCALENDAR with the one component of a reminder. `stamp` is an aware instant: when it was written."""
    at = stamp.astimezone(UTC).replace(microsecond=0)
    return _whole(_todo(reminder, sequence, at) if reminder.form == "todo" else _event(reminder, sequence, at))


def cancelled(data: bytes, sequence: int, stamp: datetime) -> bytes:
    """Return an object of ours as cancelled: it says so, and rings no more."""
    (one,) = _components(data)
    one.subcomponents = []
    at = stamp.astimezone(UTC).replace(microsecond=0)
    for name, value in (("STATUS", "CANCELLED"), ("SEQUENCE", sequence), ("DTSTAMP", at), ("LAST-MODIFIED", at)):
        one.pop(name, None)
        one.add(name, value)
    return _whole(one)


def feed(objects: Iterable[bytes]) -> bytes:
    """Return one VCALENDAR with the components of many, each as it was written."""
    whole = b"".join(one.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for one in objects)
    found = sorted(_COMPONENT.finditer(whole), key=lambda hit: hit[1] != b"VTIMEZONE")  # the owner may have given one
    return b"".join((_HEAD, *dict.fromkeys(hit[0] for hit in found), b"END:VCALENDAR\r\n"))


@functools.lru_cache(maxsize=2048)
def said(data: bytes) -> str:
    """Return the digest of what an object says to its reader, however it is written.

    Left out is what servers and clients write of their own accord: time stamps, sequence, marks of a bell that rang.
    """
    try:
        told = [_told(one) for one in _components(data)]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):  # the library's family, for broken objects
        told = [repr(data)]
    return hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()


def instant(start: datetime | date) -> str:
    """Return a start as ISO 8601: an instant in UTC, or a date."""
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(start, datetime) else start.isoformat()


def _components(data: bytes) -> "list[icalendar.Component]":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    whole = icalendar.Calendar.from_ical(data)
    return [one for one in whole.subcomponents if one.name in {"VEVENT", "VTODO"}]


def _told(one: "icalendar.Component") -> str:
    own = [f"{name}:{one[name].to_ical()!r}" for name in _SAID if name in one]
    bells = [repr(bell["TRIGGER"].to_ical()) for bell in one.walk("VALARM") if "TRIGGER" in bell]
    return "\n".join([str(one.name), *own, *sorted(bells)])


def _whole(component: "icalendar.Component") -> bytes:
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    whole = icalendar.Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", _PRODID)
    whole.add_component(component)
    data: bytes = whole.to_ical()
    return data


def _event(reminder: Reminder, sequence: int, stamp: datetime) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    event = icalendar.Event()
    start = _start(reminder)
    event.add("dtstart", start)
    if isinstance(start, datetime):
        event.add("dtend", start + reminder.duration)
    else:
        event.add("dtend", start + max(timedelta(days=reminder.duration.days), timedelta(days=1)))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it takes no time away from anybody who looks for a free hour
    _fill(event, reminder, sequence, stamp)
    if reminder.alarm is not None:
        event.add_component(_alarm(reminder, related="START"))
    return event


def _todo(reminder: Reminder, sequence: int, stamp: datetime) -> "icalendar.Todo":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    todo = icalendar.Todo()
    todo.add("due", _start(reminder))
    todo.add("status", "NEEDS-ACTION")
    _fill(todo, reminder, sequence, stamp)
    if reminder.alarm is not None:
        todo.add_component(_alarm(reminder, related="END"))
    return todo


def _start(reminder: Reminder) -> datetime | date:
    start = reminder.start
    return start.astimezone(UTC).replace(microsecond=0) if isinstance(start, datetime) else start


def _fill(one: "icalendar.Component", reminder: Reminder, sequence: int, stamp: datetime) -> None:
    """Add what events and tasks have in common."""
    one.add("uid", reminder.uid)
    one.add("dtstamp", stamp)
    one.add("last-modified", stamp)
    one.add("sequence", sequence)
    one.add("summary", _line(reminder.summary))
    one.add("description", _text(reminder.description))
    one.add("class", "PRIVATE")  # where a calendar is shared, nobody is to read of an offer in it
    one.add("categories", [_NAME])
    if _URL.fullmatch(reminder.url):
        one.add("url", reminder.url)


def _alarm(reminder: Reminder, *, related: str) -> "icalendar.Alarm":
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once there is an offer

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(reminder.summary))
    alarm.add("trigger", -(reminder.alarm or timedelta()), parameters={"RELATED": related} if related == "END" else {})
    return alarm


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())[:400]


def _text(text: str) -> str:
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))[:8000]
