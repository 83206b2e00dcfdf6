"""What we remember having done, and what is there now: two of the three sides that diff compares.

Memory comes from casebook.store, a Snapshot from turn (by way of servers); both go on to reconcile.diff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from courtesy.plan import desired


class DraftState(StrEnum):
    """Where a letter is in its life. Appending and withdrawing are written down before the server is asked."""

    APPENDING = "appending"
    DRAFTED = "drafted"
    EDITED = "edited"
    SENT = "sent"
    REMOVED = "removed"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of a letter: its Message-ID, the SHA-256 of its bytes as laid (empty: the owner's text), its place."""

    message_id: str
    digest: str
    uidvalidity: int = 0  # 0 while not known
    uid: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter as remembered."""

    slot: desired.Slot
    account: str
    state: DraftState
    text: Text
    subject: str
    in_reply_to: str | None
    laid_at: datetime
    stale: Text | None = None  # an older text of the same letter, still to be taken away
    sent_as: str = ""  # the Message-ID under which it went out, where a client gave it another
    asked: datetime | None = None  # the owner's newest request that it answers
    since: datetime | None = None  # the occasion on which it was laid, where it comes again and again
    facts: tuple[tuple[str, str], ...] = ()  # that our last text rested on, by name
    misses: tuple[str, ...] = ()  # what has changed since the owner took the text in hand: a sentence each
    warnings: tuple[str, ...] = ()  # what the check says of the owner's text: a sentence each

    @property
    def message_ids(self) -> tuple[str, ...]:
        """Return the Message-IDs under which texts of this letter may lie in Drafts or Sent."""
        stale = (self.stale.message_id,) if self.stale else ()
        return (self.text.message_id, *stale, *filter(None, (self.sent_as,)))


class FlagState(StrEnum):
    """Whose a flag is. Raising and lowering are written down before the server is asked."""

    RAISING = "raising"
    OURS = "ours"
    LOWERING = "lowering"
    OWNERS = "owners"  # the owner set it, or took ours off: not ours to touch


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagMemory:
    """A flag as remembered."""

    account: str
    message_id: str
    flag: str
    state: FlagState


class ReminderState(StrEnum):
    """Whose a reminder is."""

    WRITING = "writing"  # new or changed; written down before the calendar is asked
    OURS = "ours"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"  # stands there as such for a while
    REMOVING = "removing"
    GONE = "gone"  # taken away by us; may come back
    OWNERS = "owners"  # changed by the owner
    DELETED = "deleted"  # by the owner: it comes back nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderMemory:
    """A reminder as remembered in one calendar.

    `data` is the iCalendar object as it lies there (or is about to), `was` the one that it replaces, `content` the
    digest of what we wanted to say.
    """

    place: str = "directory"  # ports.Calendar.name
    uid: str
    opportunity: int
    state: ReminderState
    sequence: int
    content: str
    data: bytes
    summary: str
    start: str  # ISO 8601, an instant in UTC or a date
    was: bytes = b""
    cancelled_at: datetime | None = None
    occasion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A message in Drafts, as its header tells it."""

    uid: int
    message_id: str
    to: frozenset[str]  # lower case
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A message of the owner's that went out."""

    message_id: str
    to: frozenset[str]  # lower case; To and Cc
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a message lies now and the flags on it."""

    mailbox: str
    uid: int
    flags: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One account as it is now, as far as it concerns us."""

    account: str
    drafts_uidvalidity: int
    drafts: tuple[Found, ...] = ()
    unchanged: frozenset[int] = frozenset()  # UIDs in Drafts whose bytes are as we laid them
    sent: tuple[SentMail, ...] = ()
    placed: Mapping[str, Placed] = field(default_factory=dict)
    copies: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)  # further ones, in the decision mailboxes
    keywords: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What we did before in one account."""

    drafts: tuple[Draft, ...] = ()
    flags: tuple[FlagMemory, ...] = ()
