"""Calendar objects to Invitations (RFC 5545, RFC 5546).

Parts come from mail.parse; invitations go into a Message. What cannot be read is left out.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from courtesy.mail import address, charset, message

_LARGEST = 256 * 1024
_MOST = 20  # events of one calendar that are read
_EXPORT = 500  # so many are a whole calendar, and no invitation
_MOST_PEOPLE = 200
_LONGEST = 20_000


def parse(data: bytes, method: str = "") -> list[message.Invitation]:
    """Return the events of a calendar object; `method` is what the content type says."""
    if len(data) > _LARGEST or not 0 < data.upper().count(b"BEGIN:VEVENT") <= _EXPORT:
        return []
    found: list[message.Invitation] = []
    for calendar in _calendars(data):
        said = _text(calendar, "METHOD") or method
        events = [part for part in calendar.subcomponents if part.name == "VEVENT"][:_MOST]
        found += [one for one in (_invitation(event, said.strip().upper()) for event in events) if one]
    return found[:_MOST]


def _calendars(data: bytes) -> Iterator[Any]:
    """Yield the calendars that can be read. Always from bytes: of text that names a file, the library reads that."""
    import icalendar  # noqa: PLC0415  # three megabytes that a daemon needs only once an invitation has come

    text = charset.decode(data).strip() + "\n"
    try:
        yield from icalendar.Calendar.from_ical(text.encode(), multiple=True)
    except Exception:  # noqa: BLE001  the library raises whatever its parts raise; a broken calendar is no calendar
        return


def _invitation(event: Any, method: str) -> message.Invitation | None:
    try:
        start, end = _when(event, "DTSTART"), _when(event, "DTEND")
        return message.Invitation(
            method=method,
            uid=_text(event, "UID"),
            summary=" ".join(_text(event, "SUMMARY").split()),
            description=_text(event, "DESCRIPTION"),
            location=" ".join(_text(event, "LOCATION").split()),
            start=_instant(start),
            end=_instant(end) or _ended(event, _instant(start)),
            organizer=_person(event.get("ORGANIZER")),
            attendees=_attendees(event),
            cancelled=method == "CANCEL" or _text(event, "STATUS").upper() == "CANCELLED",
            all_day=start is not None and not isinstance(start, datetime),
        )
    except Exception:  # noqa: BLE001  see above: a property is only read, and may only fail, when it is asked for
        return None


def _text(component: Any, name: str) -> str:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return charset.visible(charset.clean(str(value)))[:_LONGEST].strip() if value is not None else ""


def _when(event: Any, name: str) -> datetime | date | None:
    value = event.get(name)
    value = value[0] if isinstance(value, list) and value else value
    try:
        found = getattr(value, "dt", None)
    except Exception:  # noqa: BLE001  a broken property raises whatever it likes
        return None
    return found if isinstance(found, date) else None


def _instant(found: datetime | date | None) -> datetime | None:
    """Return an aware instant; of a day its midnight in UTC, and so of a time without a known zone."""
    if isinstance(found, datetime):
        return found if found.tzinfo and found.utcoffset() is not None else found.replace(tzinfo=UTC)
    return datetime(found.year, found.month, found.day, tzinfo=UTC) if found else None


def _ended(event: Any, start: datetime | None) -> datetime | None:
    length = getattr(event.get("DURATION"), "dt", None)
    return start + length if start is not None and isinstance(length, timedelta) else None


def _attendees(event: Any) -> tuple[address.Address, ...]:
    values = event.get("ATTENDEE") or []
    people = [_person(value) for value in (values if isinstance(values, list) else [values])[:_MOST_PEOPLE]]
    return tuple(dict.fromkeys(person for person in people if person is not None))


def _person(value: Any) -> address.Address | None:
    if value is None:
        return None
    parameters = getattr(value, "params", {})
    if str(parameters.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"}:
        return None
    email = charset.clean(str(value)).strip()
    email = email[7:] if email[:7].lower() == "mailto:" else str(parameters.get("EMAIL", ""))
    name = " ".join(charset.visible(charset.clean(str(parameters.get("CN", "")))).strip("\"' ").split())
    email = "".join(email.split()).strip("<>\"'") if "@" in email else ""
    name = "" if name.lower() == email.lower() else name[:300]
    return address.Address(name, email) if name or email else None
