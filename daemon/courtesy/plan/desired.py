"""What ought to stand now: flags, letters in Drafts, reminders, notices.

Desired comes from plan.plan; it goes on to reconcile.diff.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from courtesy.mail import address


class LetterKind(StrEnum):
    """The job that a letter does."""

    DECLINE = "decline"
    THANK_YOU = "thank_you"
    ACKNOWLEDGEMENT = "acknowledgement"
    ASK_TIME = "ask_time"
    HEADS_UP = "heads_up"
    WITHDRAWAL = "withdrawal"
    REFERRAL = "referral"
    KEEPING_IN_TOUCH = "keeping_in_touch"


ANSWERS = frozenset({LetterKind.DECLINE, LetterKind.THANK_YOU})
"""What answers an offer: one letter to each person, whichever of the two it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The place of one letter: there is never more than one draft in it, whatever its text becomes."""

    opportunity: int
    kind: LetterKind
    email: str  # of the recipient, lower case

    @property
    def key(self) -> str:
        """Return the slot as one line."""
        return f"{self.opportunity}/{self.kind}/{self.email}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that ought to lie in Drafts. `message_id` is minted from slot and text: another text, another id."""

    slot: Slot
    account: str
    message_id: str  # with angle brackets
    date: datetime  # aware; the instant of planning, not part of the identity
    sender: address.Address
    to: address.Address
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]  # oldest first; the last one is answered
    body: str  # LF line ends, no line over 998 octets
    language: str
    also: tuple[str, ...] = ()  # other addresses of the same person, lower case
    facts: tuple[tuple[str, str], ...] = ()  # that the text rests on, by name
    asked: datetime | None = None  # when the owner asked for it: it then comes even where it was sent or thrown away
    since: datetime | None = None  # the occasion of a letter that comes again after one that was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    r"""The flags that ought to stand on a message: some of \Flagged, $CourtesyOffer, $CourtesyNow, $CourtesySoon."""

    account: str
    message_id: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """An event (or a task) for the owner's calendar (RFC 5545). `start` is an aware instant, or a date."""

    uid: str
    opportunity: int
    occasion: str  # one of config.Occasion
    summary: str
    description: str
    start: datetime | date
    duration: timedelta
    alarm: timedelta | None  # before the start
    url: str  # mid: of the message concerned (RFC 2392)
    form: str = "event"  # event | todo


AT_ONCE, PRESSING, PLAIN, IDLE = 3, 2, 1, 0
"""How pressing a notice is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A word to the owner alone. `ident` names what it is about, for as long as that lasts."""

    ident: str
    subject: str
    body: str
    pressing: int = PLAIN  # the most pressing is given first
    by: datetime | None = None  # aware; among equals, what ends sooner is given first
    again: bool = True  # whether it is told again, day by day, while it lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A letter that was not fit to be laid down, and what was wrong with it: a sentence each."""

    slot: Slot
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """All that ought to stand."""

    flags: tuple[Flag, ...] = ()
    letters: tuple[Letter, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: tuple[Refusal, ...] = ()
    moot: frozenset[int] = frozenset()  # opportunities in which there is no answer left to give, whatever was written
