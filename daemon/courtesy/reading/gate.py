"""The cheap look that lets a message without a trace of hiring go, before anything costly is done.

Messages come from mail.parse; only what passes is read by the rest of this room.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.mail import message, owner
from courtesy.reading import domains

_WORD = re.compile(r"[^\W\d_]{2,}")
_READ = 20_000  # characters that are looked at
_READ_OF_MANY = 8_000  # of mass mail: what it is shows soon
_NOTICE, _BEGINNING, _TOLD = (
    1500,
    250,
    2.0,
)  # letters of a machine's notice and of its beginning, and what that must tell
_SHORT = 2500  # letters of a short mail


@dataclass(frozen=True, slots=True)
class Gate:
    """Words that tell of hiring, each with what it counts; a message needs 2 (3 from a mailing list)."""

    words: Mapping[str, float]


def compile_tables(tables: Mapping[str, Any]) -> Gate:
    """Compile the gate words of each language.toml. Raises ValueError naming the entry at fault."""
    words: dict[str, float] = {}
    for name, table in tables.items():
        if not isinstance(table, Mapping) or "language" not in table:
            continue
        gate = table["language"].get("gate", {})
        for key, listed in gate.items():
            weight = {"strong": 2.0, "fair": 1.0, "weak": 0.5}.get(key)
            if weight is None or not isinstance(listed, str):
                raise ValueError(f"{name}/language.toml: gate.{key} must be a text under strong, fair or weak")
            words.update({word: max(weight, words.get(word, 0)) for word in listed.split()})
    return Gate(words)


def passes(mail: message.Message, gate: Gate, known: domains.Register, whose: owner.Owner) -> bool:
    """Tell whether a message may have to do with hiring."""
    if any(one.attendees for one in mail.invitations) or known.vendor(mail.sender.domain):
        return True
    if not (mail.sender.email or mail.to or mail.cc):  # nobody to nobody: a file that is no mail
        return False
    written = _written(mail)
    if _told(written, gate) >= _asked(mail, len(written), whose):
        return True
    # What a machine acknowledges is short, and says at once what it is about.
    notice = (mail.bulk or mail.automatic) and len(written) < _NOTICE
    return notice and _told(written[:_BEGINNING], gate) >= _TOLD


def _told(written: str, gate: Gate) -> float:
    """Return how much the words of a text tell of hiring."""
    return sum(gate.words[word] for word in gate.words.keys() & set(_WORD.findall(written.lower())))


def _written(mail: message.Message) -> str:
    read = _READ_OF_MANY if mail.bulk else _READ
    return f"{mail.subject}\n{mail.glimpse[:read]}" + "".join(
        f"\n{one.name}\n{one.text[:read]}" for one in mail.documents
    )


def _asked(mail: message.Message, length: int, whose: owner.Owner) -> float:
    """Return how much must tell of hiring: nothing in a short mail to the owner, more the longer a mail is."""
    if mail.bulk or mail.automatic:
        return 6.0 + length / 2500
    if whose.wrote(mail.sender.email) or any(whose.wrote(one.email) for one in (*mail.to, *mail.cc)):
        return 0.0 if length < _SHORT else min(2.0 + (length - _SHORT) / 800, 5.0)
    if any(map(whose.wrote, mail.delivered_to)):  # by way of a list, an alias that nobody told us of, or Bcc
        return min(2.0 + length / 2500, 5.0)
    return 6.0 + length / 2500
