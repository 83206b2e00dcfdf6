"""What the last fold worked out, kept for the next: turn after turn folds nearly the same book.

Asked by casebook.fold. Still pure: a result is taken again only for exactly equal input.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy.casebook import cues as cue
from courtesy.casebook import opportunity, people
from courtesy.mail import message, owner
from courtesy.reading import domains, read, reading, rules


@dataclass(frozen=True, slots=True)
class _Sleeper:
    """A message to be read in full; found again by its digest, taken only if all of it is equal."""

    mail: message.Message
    whose: owner.Owner
    known: rules.Rules

    def __hash__(self) -> int:
        return hash(self.mail.digest)

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, _Sleeper) and self.known is other.known and self.whose == other.whose
        return same and isinstance(other, _Sleeper) and self.mail == other.mail


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry whose ties are to be gathered; found again by its digest, taken only if all of it is equal."""

    entry: opportunity.Entry
    whose: owner.Owner
    register: domains.Register
    woken: bool

    def __hash__(self) -> int:
        return hash(self.entry.message.digest)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Told) or self.register is not other.register or self.woken != other.woken:
            return False
        return self.whose == other.whose and (self.entry is other.entry or self.entry == other.entry)


@dataclass(frozen=True, slots=True)
class _Process:
    """A process whose people are to be joined; found again by its messages, taken only if all of it is equal."""

    entries: tuple[opportunity.Entry, ...]
    offer_message_id: str | None
    whose: owner.Owner
    known: rules.Rules
    stage: opportunity.Stage | None

    def __hash__(self) -> int:
        return hash(tuple(entry.message.digest for entry in self.entries))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Process) or self.known is not other.known:
            return False
        mine = (self.offer_message_id, self.whose, self.stage, self.entries)
        return mine == (other.offer_message_id, other.whose, other.stage, other.entries)


def wake(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read a message in full that was let go by itself."""
    return _wake(_Sleeper(mail, whose, known))


def gather(
    entry: opportunity.Entry, whose: owner.Owner, register: domains.Register, *, woken: bool = False
) -> cue.Cues:
    """Gather what ties a message to others."""
    return _gather(_Told(entry, whose, register, woken))


def join(
    entries: Sequence[opportunity.Entry],
    offer_message_id: str | None,
    whose: owner.Owner,
    known: rules.Rules,
    stage: opportunity.Stage | None = None,
) -> tuple[opportunity.Person, ...]:
    """Return the people of one process that is at `stage`."""
    return _join(_Process(tuple(entries), offer_message_id, whose, known, stage))


@functools.lru_cache(maxsize=1024)
def _wake(one: _Sleeper) -> reading.Reading:
    return read.wake(one.mail, one.whose, one.known)


@functools.lru_cache(maxsize=1024)
def _gather(one: _Told) -> cue.Cues:
    return cue.gather(one.entry, one.whose, one.register, woken=one.woken)


@functools.lru_cache(maxsize=256)
def _join(one: _Process) -> tuple[opportunity.Person, ...]:
    return people.join(
        one.entries,
        whose=one.whose,
        offer_message_id=one.offer_message_id,
        lexicon=one.known.people,
        days=one.known.start.dates,
        stage=one.stage,
    )
