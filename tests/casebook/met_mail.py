"""Mail in which people are named, read as the program reads it, held against whom a careful reader finds there."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml

from courtesy.casebook import opportunity, people
from courtesy.mail import owner, parse
from courtesy.reading import read, reading, rules

OWNER = owner.Owner(name="Jo Vale", addresses=frozenset({"jo.vale@mailbox.example"}), timezone="Europe/London")
_START = datetime(2026, 3, 3, 10, tzinfo=UTC)
_ASKED = ("title", "phone", "email", "part", "letter")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Somebody whom a careful reader finds; an empty field is not asked."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    part: str = ""
    letter: str = ""  # none: the program may find them or not, but writes to them neither way


def score(name: str, known: rules.Rules) -> tuple[dict[str, float], list[str]]:
    """Return every figure (0 to 1) over a collection, and what was missed."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    for row in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")):
        wanted = [Wanted(**dict(zip(("name", *_ASKED), _fields(one), strict=False))) for one in row["who"]]
        label = (row.get("thread") or [row])[0]["from"]
        misses += [f"{label}: {miss}" for miss in _compare(wanted, people_of(row, known), count)]
    figures = {"precision": count["hit"] / count["said"], "recall": count["hit"] / count["wanted"]}
    return figures | {one: count[one] / count[f"{one} asked"] for one in _ASKED if count[f"{one} asked"]}, misses


def _fields(one: str) -> list[str]:
    return [part.strip() for part in one.split("|")]


def people_of(row: Mapping[str, Any], known: rules.Rules) -> Sequence[opportunity.Person]:
    """Return the people whom the program finds in a row of a collection."""
    thread = row.get("thread") or [row]
    entries = [_entry(at, one, known) for at, one in enumerate(thread)]
    offers = (entry.message.message_id for entry, one in zip(entries, thread, strict=True) if one.get("offer"))
    return people.join(entries, whose=OWNER, offer_message_id=next(offers, None), lexicon=known.people)


def _entry(at: int, one: Mapping[str, Any], known: rules.Rules) -> opportunity.Entry:
    mail = EmailMessage()
    mail["From"], mail["To"] = one["from"], one.get("to", "Jo Vale <jo.vale@mailbox.example>")
    mail["Subject"] = one.get("subject", "Interview")
    mail["Date"] = _START + timedelta(days=at)
    mail["Message-ID"] = f"<{hashlib.sha256(f'{at}{one}'.encode()).hexdigest()[:20]}@test.example>"
    if "cc" in one:
        mail["Cc"] = one["cc"]
    mail.set_content(one["say"] + "\n")
    if "invitation" in one:
        mail.make_mixed()
        mail.add_attachment(
            _invitation(one["invitation"]).encode(), maintype="text", subtype="calendar", params={"method": "REQUEST"}
        )
    message = parse.parse(mail.as_bytes())
    own = OWNER.wrote(message.sender.key)
    said = read.wake(message, OWNER, known)  # in full, whatever kind of mail the words alone would make it
    assert isinstance(said, reading.Reading)
    return opportunity.Entry(account="a", mailbox="Sent" if own else "INBOX", message=message, reading=said)


def _invitation(one: Mapping[str, Any]) -> str:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1@test.example",
        "DTSTAMP:20260303T090000Z", "DTSTART:20260310T090000Z", "DTEND:20260310T100000Z", f"SUMMARY:{one['summary']}",
        f"DESCRIPTION:{one.get('description', '')}", _party("ORGANIZER", one["organizer"]),
        *(_party("ATTENDEE", attendee) for attendee in one["attendees"]), "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def _party(field: str, value: str) -> str:
    return f"{field}:{value}" if value.startswith("mailto:") else f"{field};{value}"


def _compare(wanted: Sequence[Wanted], found: Sequence[opportunity.Person], count: Counter[str]) -> Iterator[str]:
    left = [one for one in found if one.met]
    for want in sorted(wanted, key=lambda one: -len(one.name)):
        hit = next((one for one in left if any(_same(want.name, name) for name in (one.name, *one.names))), None)
        if hit is not None:
            left.remove(hit)
        if want.letter == "none":
            if hit is not None and hit.letter != "none":
                count["said"] += 1
                yield f"{want.name} is written to: {hit.letter}"
            continue
        count["wanted"] += 1
        if hit is None:
            yield f"{want.name} is missing"
            continue
        count["said"] += 1
        count["hit"] += 1
        for field in _ASKED:
            asked = getattr(want, field)
            if not asked:
                continue
            right = _alike(field, asked, str(getattr(hit, field) or ""))
            count[f"{field} asked"] += 1
            count[field] += right
            if not right:
                yield f"{field} of {want.name}: {asked}, said {getattr(hit, field)}"
    count["said"] += len(left)
    yield from (f"{one.name} is nobody met" for one in left)


def _same(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _words(text: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else " " for c in plain.casefold()).split()
    return frozenset(word for word in kept if word not in {"dr", "mr", "mrs", "ms", "miss", "herr", "frau", "m", "mme"})


def _alike(field: str, wanted: str, said: str) -> bool:
    if field == "phone":
        return [c for c in wanted if c.isdigit()] == [c for c in said if c.isdigit()]
    if field == "title":
        return _same(wanted, said)
    return wanted.casefold() == said.casefold()
