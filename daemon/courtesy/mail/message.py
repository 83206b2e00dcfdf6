"""A mail as its reader sees it.

Messages come from mail.parse; they go on to reading.read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import overload

from courtesy.mail import address


class Label(StrEnum):
    """What a line of a body is."""

    NEW = "new"
    QUOTED = "quoted"  # an older mail, or its attribution line
    FORWARDED = "forwarded"  # a mail passed on, or its header block
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"  # confidentiality notices, footers of mailing systems


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the body, quote marks stripped, and what it is.

    `wrapped` says that a mail program broke it for width: the sentence goes on in the next line. Where it is False the
    writer ended the line (HTML and flowed text are never wrapped).
    """

    text: str
    label: Label
    wrapped: bool = False


class Lines(Sequence[Line]):
    """The lines of a body, told apart when somebody first asks for one: of most mail a glimpse is enough."""

    __slots__ = ("_glimpse", "_lines", "_tell")

    def __init__(self, glimpse: Callable[[], str], tell: Callable[[], Sequence[Line]]) -> None:
        self._glimpse = glimpse
        self._tell = tell
        self._lines: tuple[Line, ...] | None = None

    @property
    def glimpse(self) -> str:
        """Return the text without telling new from old, at a fraction of the cost."""
        return self._glimpse()

    def _told(self) -> tuple[Line, ...]:
        if self._lines is None:
            self._lines = tuple(self._tell())
        return self._lines

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        """Return a line, or some of them."""
        return self._told()[at]

    def __iter__(self) -> Iterator[Line]:
        """Yield each line."""
        return iter(self._told())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._told())

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same lines."""
        return isinstance(other, Sequence) and self._told() == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the lines."""
        return hash(self._told())


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A calendar object that came with the mail (RFC 5545, 5546).

    `start` and `end` are aware; of an all-day matter they are midnight UTC of the days named.
    """

    method: str  # REQUEST, CANCEL, REPLY, PUBLISH; upper case
    uid: str
    summary: str
    description: str
    location: str
    start: datetime | None
    end: datetime | None
    organizer: address.Address | None
    attendees: tuple[address.Address, ...]
    cancelled: bool
    all_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An attachment that may be read: its text is empty where nothing could be taken from it."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail, parsed.

    `message_id` keeps its angle brackets; where the mail has none (or an unusable one) it is minted from `digest`.
    `date` is aware; where the Date field cannot be read it is the date of arrival, else the epoch.
    """

    message_id: str
    digest: str  # SHA-256 of the bytes, hex
    date: datetime
    sender: address.Address  # From; Sender or an empty address where there is none
    reply_to: tuple[address.Address, ...]
    to: tuple[address.Address, ...]
    cc: tuple[address.Address, ...]
    delivered_to: tuple[str, ...]  # Delivered-To, X-Original-To: which alias was written to
    subject: str  # decoded, white space folded
    in_reply_to: str | None
    references: tuple[str, ...]  # oldest first, In-Reply-To included last
    lines: Sequence[Line]  # the body, HTML as text where there is no text/plain
    invitations: tuple[Invitation, ...]
    documents: tuple[Document, ...]
    bulk: bool  # List-Unsubscribe, List-Id, Precedence: bulk, Auto-Submitted
    automatic: bool  # a bounce, an auto-reply, a delivery report
    authenticated: bool | None  # DMARC (or DKIM) by the receiving server; None where it says nothing
    truncated: bool = False  # only a part of the body was fetched

    @property
    def text(self) -> str:
        """Return what the sender wrote newly, signature included, as one text."""
        return self.part(Label.NEW, Label.SIGNATURE)

    @property
    def glimpse(self) -> str:
        """Return the body as it can be had at once: older mail, footers and remains of markup included."""
        if isinstance(self.lines, Lines):
            return self.lines.glimpse
        return "\n".join([line.text for line in self.lines])

    def part(self, *labels: Label) -> str:
        """Return the lines that bear one of the labels, as one text."""
        return "\n".join([line.text for line in self.lines if line.label in labels])
