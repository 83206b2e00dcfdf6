"""Collections of what people say of an offer's terms, as mail: answer_by.yaml, base_pay.yaml, first_day.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from courtesy.mail import owner
from courtesy.reading import read, reading, rules
from reading import mails

_HELLO = {"en": "Hi Jo,", "de": "Guten Tag,", "fr": "Bonjour,"}
_ZONES = {
    "us": "America/New_York", "west": "America/Los_Angeles", "uk": "Europe/London", "ie": "Europe/Dublin",
    "au": "Australia/Melbourne", "nz": "Pacific/Auckland", "in": "Asia/Kolkata", "za": "Africa/Johannesburg",
    "sg": "Asia/Singapore", "ng": "Africa/Lagos", "ca": "America/Toronto", "ke": "Africa/Nairobi",
    "ae": "Asia/Dubai", "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "fr": "Europe/Paris",
    "qc": "America/Toronto",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """One statement in its mail, and what a careful reader may take from it."""

    said: str
    truths: tuple[str | None, ...]
    reading: reading.Reading


def read_all(name: str, known: rules.Rules) -> Iterator[Told]:
    """Read every statement of a collection in an offer from the country that it names."""
    told = yaml.load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for key, said, truth in told["rows"]:
        wanted = truth if isinstance(truth, list) else [truth]
        yield Told(
            said=said,
            truths=tuple(None if one == "null" else one for one in wanted),
            reading=_read(told["mails"][key], said, _ZONES[key.partition("_")[0]], known),
        )


def _read(frame: dict[str, Any], said: str, zone: str, known: rules.Rules) -> reading.Reading:
    name, hello = frame["sign"].partition("\n")[0], _HELLO[frame["lang"]]
    letter = frame.get("letter")  # where the statement stands in a letter attached, that has a date of its own
    one = mails.mail(
        f"{hello}\n\n{frame['offer']}\n\n{'' if letter else said}",
        attached={"letter.pdf": f"{letter}\n\n{hello}\n\n{frame['offer']}\n\n{said}\n\n{name}"} if letter else None,
        sender=f"{name} <someone@firm.example>",
        subject="Offer",
        signature=frame["sign"],
        date=datetime.fromisoformat(frame["date"]),
    )
    whose = owner.Owner(name=mails.OWNER.name, addresses=mails.OWNER.addresses, timezone=zone)
    return read.wake(one, whose, known)  # in full, whatever kind of mail the words alone would make it
