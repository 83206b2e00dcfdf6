"""Single statements put into mail, read as the program reads it: what is remembered of whom they tell of."""

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml

from courtesy import resources
from courtesy.casebook import opportunity, people
from courtesy.mail import owner, parse
from courtesy.reading import read, rules

OWNER = owner.Owner(name="Jo Vale", addresses=frozenset({"jo.vale@mailbox.example"}), timezone="Europe/London")
MARA = "Mara Okoye <mara.okoye@fjordworks.example>"
JO = "Jo Vale <jo.vale@mailbox.example>"
_SIGNED = "\n\nKind regards,\nMara Okoye\nHead of Operations, Fjordworks"
_OFFER = "I am delighted to offer you the position of Surveyor. Please let us know your decision by Friday 27 March."
_PANEL = "You will meet Ingrid Moe, our Head of Design, on Tuesday at ten."
_MEETING = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:one
DTSTAMP:20260303T090000Z
DTSTART:{day:%Y%m%dT%H%M%SZ}
SUMMARY:Interview: Jo Vale
ORGANIZER;CN="Mara Okoye":mailto:mara.okoye@fjordworks.example
ATTENDEE;CN="Jo Vale":mailto:jo.vale@mailbox.example
ATTENDEE;CN="Ingrid Moe":mailto:ingrid.moe@fjordworks.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
_START = datetime(2026, 3, 3, 10, tzinfo=UTC)


def rows(name: str) -> Any:
    """Return the statements of a collection."""
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))


@functools.cache
def known() -> rules.Rules:
    """Return the reading rules, compiled once."""
    return rules.compile_tables(resources.tables("reading"))


def topic(row: Mapping[str, Any]) -> str | None:
    """Return what is remembered of the person in question that a statement tells of."""
    said = _own(row["say"]) if row["by"] == "own" else _theirs(row["say"])
    found = _people([_theirs(_PANEL, day=0), said], None)
    wanted = row.get("who", "Mara Okoye")
    return next((one.talked_about for one in found if one.name == wanted), None)


def announced(row: Mapping[str, Any], *, held: bool = True) -> str | None:
    """Return what is remembered where a statement announces it; `held`: the two met afterwards."""
    said, last = _theirs(row["say"]), _theirs("Thank you for coming.", day=9)
    said.make_mixed()
    day = _START + timedelta(days=3 if held else 30)
    said.add_attachment(_MEETING.format(day=day).encode(), maintype="text", subtype="calendar")
    found = _people([_theirs(_PANEL, day=0), said, last], None)
    wanted = row.get("who", "Mara Okoye")
    return next((one.talked_about for one in found if one.name == wanted), None)


def favours(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what Mara Okoye did, by kind, in a mail before the offer, in one after it, or in the offer itself."""
    asked = [_own(row["asked"], day=0)] if "asked" in row else []
    said = _theirs(row["say"], day=9 if row.get("after") else 1, answers=asked[0] if asked else None)
    offer = _theirs(_OFFER, day=6)
    entries = [*asked, offer, said] if row.get("after") else [*asked, said, offer]
    found = _people(entries, offer["Message-ID"])
    mara = next(one for one in found if one.name == "Mara Okoye")
    return {one.kind: one.summary for one in mara.deeds}


def _people(mails: Sequence[EmailMessage], offered: str | None) -> Sequence[opportunity.Person]:
    entries = list(_entries(mails))
    return people.join(entries, whose=OWNER, offer_message_id=offered, lexicon=known().people)


def _entries(mails: Sequence[EmailMessage]) -> Iterator[opportunity.Entry]:
    for one in mails:
        message = parse.parse(one.as_bytes())
        box = "Sent" if OWNER.wrote(message.sender.key) else "INBOX"
        yield opportunity.Entry(account="a", mailbox=box, message=message, reading=read.wake(message, OWNER, known()))


def _own(say: str, day: int = 1) -> EmailMessage:
    return _mail(JO, MARA, f"Dear Mara,\n\n{say}\n\nBest wishes,\nJo Vale", day)


def _theirs(say: str, day: int = 1, answers: EmailMessage | None = None) -> EmailMessage:
    mail = _mail(MARA, JO, f"Dear Jo,\n\n{say}{_SIGNED}", day)
    if answers:
        mail["In-Reply-To"] = mail["References"] = answers["Message-ID"]
    return mail


def _mail(sender: str, to: str, body: str, day: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Surveyor"
    mail["Date"] = _START + timedelta(days=day)
    mail["Message-ID"] = f"<{hashlib.sha256(f'{day}{body}'.encode()).hexdigest()[:20]}@fjordworks.example>"
    mail.set_content(f"{body}\n")
    return mail
