"""Short processes, read and folded as the program does it, held against what a careful reader says of them."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml

from courtesy.casebook import fold, match, opportunity, remember, second
from courtesy.mail import owner, parse
from courtesy.reading import read, rules

OWNER = owner.Owner(name="Robin Vale", addresses=frozenset({"robin.vale@mailbox.example"}), timezone="Europe/London")
_ME = "Robin Vale <robin.vale@mailbox.example>"
_START = datetime(2026, 3, 3, 10, tzinfo=UTC)
_NOW = _START + timedelta(days=75)


def score(name: str, known: rules.Rules) -> tuple[dict[str, float], list[str]]:
    """Return every figure (0 to 1) over a collection, and what was missed."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[str] = []
    for row in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")):
        for figure, want, said in compared(row, known):
            asked[figure] += 1
            right[figure] += want == said
            if want != said:
                misses.append(f"{figure}: {row['what']}: {want}, said {said}")
    return {figure: right[figure] / asked[figure] for figure in asked}, misses


def compared(row: Mapping[str, Any], known: rules.Rules) -> Iterator[tuple[str, Any, Any]]:
    """Yield a figure, what is wanted and what is said; mail goes by its number."""
    entries = entries_of(row["mail"], known)
    owns = settled(entries, known)
    numbers = {one.message.message_id: at for at, one in enumerate(entries, 1)}
    case = fold.fold(entries, whose=OWNER, known=known, now=_NOW)
    left = {numbers[one.offer.message_id]: one for one in case.opportunities if one.offer}
    taken: list[opportunity.Opportunity] = []
    for want in row["processes"]:
        found = _found(want["mail"], case.opportunities, numbers)
        offer = numbers[found.offer.message_id] if found and found.offer else 0
        left.pop(offer, None)
        yield "offer", want["offer"], offer
        yield "stage", want["stage"], str(found.stage) if found else None
        inside = {numbers[one] for one in found.messages} if found else set()
        strange = {at for other in row["processes"] if other is not want for at in other["mail"]}
        yield "mail", want["mail"], sorted(inside & (set(want["mail"]) | strange))
        for at, own in want.get("own", {}).items():
            yield "own", own, owns.get(entries[at - 1].message.message_id)
        taken += [found] if found else []
    yield "offers from nowhere", [], sorted(left)


def settled(entries: Sequence[opportunity.Entry], known: rules.Rules) -> dict[str, str]:
    """Return what each mail of the owner's does, by Message-ID, with its process before the eyes."""
    every = [remember.gather(one, OWNER, known.domains) for one in entries]
    matched = match.match(every, known, lambda one: one)
    thoughts = (one for trail in matched.trails for one in second.thoughts(trail.cues) if one.own)
    return {one.message_id: str(one.entry.reading.own) for one in thoughts}


def _found(
    mail: Sequence[int], found: Sequence[opportunity.Opportunity], numbers: Mapping[str, int]
) -> opportunity.Opportunity | None:
    """Return the process that holds most of some mail."""
    best = max(found, key=lambda one: len({numbers[mid] for mid in one.messages} & set(mail)), default=None)
    return best if best and {numbers[mid] for mid in best.messages} & set(mail) else None


def entries_of(mail: Sequence[Mapping[str, Any]], known: rules.Rules) -> list[opportunity.Entry]:
    """Read the mail of one row."""
    made: list[EmailMessage] = []
    for at, one in enumerate(mail):
        made.append(_mail(at, one, made))
    entries = []
    for one in made:
        message = parse.parse(one.as_bytes())
        mailbox = "Sent" if OWNER.wrote(message.sender.key) else "INBOX"
        said = read.read(message, OWNER, known)
        entries.append(opportunity.Entry(account="a", mailbox=mailbox, message=message, reading=said))
    return entries


def _mail(at: int, one: Mapping[str, Any], earlier: Sequence[EmailMessage]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = _ME if one["from"] == "me" else one["from"]
    mail["To"] = one.get("to", _ME)
    mail["Date"] = one.get("at") or _START + timedelta(days=one["day"], minutes=at)
    mail["Message-ID"] = f"<{hashlib.sha256(f'{at}{one}'.encode()).hexdigest()[:20]}@test.example>"
    answered = earlier[one["re"] - 1] if "re" in one else None
    if answered is not None:
        subject = str(answered["Subject"])
        mail["Subject"] = subject if subject.startswith("Re: ") else f"Re: {subject}"
        mail["In-Reply-To"] = answered["Message-ID"]
        mail["References"] = f"{answered.get('References', '')} {answered['Message-ID']}".strip()
    else:
        mail["Subject"] = one["subject"]
    mail.set_content(one["say"] + "\n")
    if "letter" in one:
        mail.add_attachment(one["letter"], filename="letter.txt")
    return mail
