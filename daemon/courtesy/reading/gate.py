"""The cheap look that lets a message without a trace of hiring go, before anything costly is done.

Messages come from mail.parse; only what passes is read by the rest of this room. A short mail to the owner always does.
Of a longer one some stretch of about a page must tell of hiring: whoever writes of it says so within a few sentences,
while a magazine has a word of it here and there.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.mail import message, owner
from courtesy.reading import domains

_CODEC = "cp1252"  # holds whatever gate words are written with
_APART = bytes(code if bytes([code]).decode(_CODEC, "replace").isalpha() else 32 for code in range(256))
_READ = 20_000  # characters that are looked at
_READ_OF_MANY = 8_000  # of mass mail: what it is shows soon
_NOTICE = 1500  # letters of a machine's notice
_BEGINNING, _TOLD = 250, 2.0  # letters of its beginning, and what they must tell
_HALF = 800  # letters of half a stretch
_SHORT = 2 * _HALF  # letters of a short mail
_LONG = 2500


@dataclass(frozen=True, slots=True)
class Gate:
    """Words that tell of hiring, each with what it counts."""

    words: Mapping[str, float]

    def told(self, written: str) -> float:
        """Return how much a text tells of hiring."""
        return self._worth(self._words(written))

    def densest(self, written: str) -> float:
        """Return how much that stretch of a text tells that tells most."""
        halves = [self._words(written[at : at + _HALF]) for at in range(0, len(written), _HALF)]
        return max(self._worth(one | following) for one, following in itertools.pairwise([*halves, set()]))

    def _words(self, written: str) -> set[str]:
        # What is no letter is made a space: at a third of what an expression costs.
        letters = written.lower().encode(_CODEC, "replace").translate(_APART)
        return self.words.keys() & letters.decode(_CODEC).split()

    def _worth(self, found: set[str]) -> float:
        return sum(map(self.words.__getitem__, found))


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
    asked = _asked(mail, len(written), whose)
    if gate.told(written) >= asked and (len(written) < _SHORT or gate.densest(written) >= asked):
        return True
    # What a machine acknowledges is short, and says at once what it is about.
    notice = (mail.bulk or mail.automatic) and len(written) < _NOTICE
    return notice and gate.told(written[:_BEGINNING]) >= _TOLD


def _written(mail: message.Message) -> str:
    read = _READ_OF_MANY if mail.bulk else _READ
    return f"{mail.subject}\n{mail.glimpse[:read]}" + "".join(
        f"\n{one.name}\n{one.text[:read]}" for one in mail.documents
    )


def _asked(mail: message.Message, length: int, whose: owner.Owner) -> float:
    """Return how much must tell of hiring: nothing in a short mail to the owner, more in a longer or a mass mail."""
    much = 6.0 + min(length, _SHORT) / 2500
    if mail.bulk or mail.automatic:
        return much
    if whose.wrote(mail.sender.email) or any(whose.wrote(one.email) for one in (*mail.to, *mail.cc)):
        return 0.0 if length < _SHORT else 4.0 if length < _LONG else 5.0
    if any(map(whose.wrote, mail.delivered_to)):  # by way of a list, an alias that nobody told us of, or Bcc
        return min(2.0 + length / 2500, 5.0)
    return much
