"""The sample mailbox as mail: sample.toml rendered to MIME, dated so that every deadline lies just ahead.

Messages go on to a mail server (cli.demo puts them there).
"""

import email.message
import email.policy
import email.utils
import hashlib
import re
import tomllib
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.headerregistry import Address
from pathlib import Path
from typing import Any

import icalendar

from courtesy.demo import pdf

TIMEZONE = "Europe/London"
OWNER = "Robin Halloran"
ADDRESS = "robin@halloran.example"
PHONE = "+44 7700 900862"

_PLACEHOLDER = re.compile(r"\{([+-]\d{1,3}) (day|date|weekday|month)\}")
_SHOWN = {"day": "{0:%A} {0.day} {0:%B}", "date": "{0.day} {0:%B}", "weekday": "{0:%A}", "month": "{0:%B %Y}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A message of the sample and where it lies."""

    mailbox: str
    data: bytes
    when: datetime
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    """What rendering one message needs to know of the others."""

    people: Mapping[str, str]
    told: Mapping[str, Mapping[str, Any]]
    now: datetime  # in the owner's zone

    def when(self, told: Mapping[str, Any]) -> datetime:
        if "hours" in told:
            return self.now + timedelta(hours=told["hours"])
        return self.at(told["day"], told["at"])

    def at(self, day: int, clock: str) -> datetime:
        return datetime.combine(working_day(self.now.date(), day), time.fromisoformat(clock), self.now.tzinfo)

    def person(self, name: str) -> Address:
        shown, address = email.utils.parseaddr(self.people.get(name, name))
        return Address(shown, addr_spec=address)

    def message_id(self, told: Mapping[str, Any]) -> str:
        digest = hashlib.sha256(f"{told['id']} {self.now.date()}".encode()).hexdigest()[:24]
        return f"<{digest}@{self.person(told['from']).domain}>"

    def references(self, told: Mapping[str, Any]) -> list[str]:
        """Return the ids of the thread above a message, oldest first."""
        above = self.told.get(told.get("re", ""))
        return [*self.references(above), self.message_id(above)] if above else []

    def subject(self, told: Mapping[str, Any]) -> str:
        above = self.told.get(told.get("re", ""))
        if not above:
            return self.filled(told["subject"])
        return f"Re: {self.subject(above).removeprefix('Re: ')}"

    def filled(self, text: str) -> str:
        """Put days in the place of {+4 day} and its like."""

        def shown(found: re.Match[str]) -> str:
            return _SHOWN[found[2]].format(working_day(self.now.date(), int(found[1])))

        return _PLACEHOLDER.sub(shown, text.strip() + "\n")


def messages(now: datetime) -> list[Sample]:
    """Return the sample mailbox as it is at an instant, oldest message first."""
    table = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
    told = {one["id"]: one for one in table["message"]}
    book = _Book(table["people"], told, now.astimezone(zoneinfo.ZoneInfo(TIMEZONE)))
    return sorted((_render(one, book) for one in told.values()), key=lambda one: one.when)


def working_day(today: date, count: int) -> date:
    """Return the working day that is `count` working days from today (from Friday, on a weekend)."""
    day = today - timedelta(days=max(0, today.weekday() - 4))
    weeks, rest = divmod(day.weekday() + count, 5)
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=rest)


def _render(told: Mapping[str, Any], book: _Book) -> Sample:
    when, mailbox = book.when(told), told.get("mailbox", "INBOX")
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = book.person(told["from"])
    made["To"] = [book.person(name) for name in told["to"]]
    if "cc" in told:
        made["Cc"] = [book.person(name) for name in told["cc"]]
    made["Subject"] = book.subject(told).strip()
    made["Date"] = email.utils.format_datetime(when)
    made["Message-ID"] = book.message_id(told)
    if above := book.references(told):
        made["In-Reply-To"] = above[-1]
        made["References"] = " ".join(above)
    if told.get("bulk"):
        made["List-Unsubscribe"] = f"<https://{book.person(told['from']).domain}/unsubscribe>"
    _fill(made, told, book)
    seen = mailbox == "Sent" or book.now - when > timedelta(days=1)
    return Sample(mailbox=mailbox, data=made.as_bytes(), when=when, flags=("\\Seen",) if seen else ())


def _fill(made: email.message.EmailMessage, told: Mapping[str, Any], book: _Book) -> None:
    """Add the body, an invitation as an alternative to it, and a letter attached."""
    if "html" in told:
        made.set_content(f"<html><body>\n{book.filled(told['html'])}</body></html>\n", subtype="html")
    else:
        made.set_content(book.filled(told["text"]) + "".join(_quoted(told, book)))
    if "invitation" in told:
        calendar = _invitation(told, book).decode()
        made.add_alternative(calendar, subtype="calendar", params={"method": "REQUEST"})
    if "pdf" in told:
        page = pdf.page(book.filled(told["pdf"]["text"]))
        made.add_attachment(page, maintype="application", subtype="pdf", filename=told["pdf"]["name"])


def _quoted(told: Mapping[str, Any], book: _Book) -> Iterator[str]:
    if not told.get("quote"):
        return
    above = book.told[told["re"]]
    yield f"\nOn {book.when(above):%a, %d %b %Y at %H:%M}, {book.person(above['from'])} wrote:\n"
    text = above.get("text") or re.sub(r"<[^<>]{0,200}>", "", above["html"])
    yield from (f"> {line}".rstrip() + "\n" for line in book.filled(text).splitlines())


def _invitation(told: Mapping[str, Any], book: _Book) -> bytes:
    asked = told["invitation"]
    start = book.at(asked["day"], asked["at"])
    event = icalendar.Event()
    event.add("uid", book.message_id(told).strip("<>"))
    event.add("dtstamp", book.when(told).astimezone(zoneinfo.ZoneInfo("UTC")))
    event.add("dtstart", start.astimezone(zoneinfo.ZoneInfo("UTC")))
    event.add("dtend", (start + timedelta(minutes=asked["minutes"])).astimezone(zoneinfo.ZoneInfo("UTC")))
    event.add("summary", asked["summary"])
    event.add("location", asked["location"])
    event.add("organizer", _calendar_user(book.person(told["from"])))
    for name in asked["attendees"]:
        event.add("attendee", _calendar_user(book.person(name)))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Sample//Sample//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _calendar_user(person: Address) -> icalendar.vCalAddress:
    user = icalendar.vCalAddress(f"mailto:{person.addr_spec}")
    user.params["CN"] = person.display_name
    return user
