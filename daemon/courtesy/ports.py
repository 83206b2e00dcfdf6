r"""What the program asks of the world, as protocols; ``servers`` answers them, ``servers.memory`` is the shipped twin.

Names are RFC 9051's. A mailbox is named by its decoded name (never modified UTF-7). All fetching peeks: no call sets
``\Seen``. Any call may raise TryLater (out of reach; connect again) or AuthenticationRefused.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

Extract = Callable[[str, bytes], str]
"""From media type and bytes of an attachment to its text; empty where there is none."""


Post = Callable[[str, str, bytes, str], Awaitable[None]]
"""Mail the owner: subject, body, an iCalendar object to attach, a word to mint the Message-ID of."""


class Way(Protocol):
    """A way on which the owner, and nobody else, is given a notice."""

    @property
    def name(self) -> str:
        """Return the name under which what went that way is remembered; it holds no secret."""

    async def give(self, *, subject: str, body: str, word: str, when: datetime) -> None:
        """Give a notice; the same `word` again is the same notice again, where the way can tell.

        Raises TryLater, or another CourtesyError where trying again soon would not help.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    """The mailboxes that play a part; a name is empty where none was found."""

    inbox: str
    drafts: str
    sent: str
    archives: tuple[str, ...]  # read for context
    junk: str
    trash: str
    separator: str  # hierarchy delimiter
    all: tuple[str, ...]  # every selectable mailbox
    prefix: str = ""  # of the personal namespace ("INBOX." on some servers): new mailboxes go below it


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxState:
    """What SELECT said."""

    uidvalidity: int
    uidnext: int  # one above the highest UID there is, found by search where the server does not say
    exists: int
    keywords: bool  # PERMANENTFLAGS holds \\*
    read_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A message as fetched: whole, or its readable parts alone where it is large (`truncated`)."""

    uid: int
    flags: frozenset[str]
    arrived: datetime  # INTERNALDATE, aware
    data: bytes
    truncated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to be appended: its bytes with CRLF line ends, its flags, its INTERNALDATE (aware)."""

    data: bytes
    flags: tuple[str, ...]
    when: datetime


class MailServer(Protocol):
    """One connection to one account's IMAP server. Not for use by two tasks at once."""

    @property
    def idles(self) -> bool:
        """Whether the server tells of changes by itself (IDLE); known once connected."""

    async def connect(self) -> None:
        """Connect and log in; a second call on a live connection does nothing."""

    async def close(self) -> None:
        """Log out, quietly and at once; a call that is under way in the executor fails instead of keeping us."""

    async def mailboxes(self) -> Mailboxes:
        """Find the mailboxes: configured names first, then SPECIAL-USE, then well-known names."""

    async def select(self, mailbox: str) -> MailboxState:
        """Select a mailbox. Raises MailboxMissing."""

    async def search(self, mailbox: str, *, above: int = 0, since: date | None = None) -> list[int]:
        """Return the UIDs greater than `above` of messages that arrived on or after `since`, ascending."""

    async def find(self, mailbox: str, message_id: str) -> list[int]:
        """Return the UIDs of the messages with that Message-ID."""

    async def fetch(self, mailbox: str, uids: Sequence[int]) -> list[Fetched]:
        """Fetch messages in the order of `uids`; one that has gone meanwhile is left out."""

    async def headers(self, mailbox: str, uids: Sequence[int] | None = None) -> list[Fetched]:
        """Fetch the header blocks alone (of all messages where `uids` is None)."""

    async def flags(self, mailbox: str, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the flags and keywords of messages; one that has gone is left out."""

    async def append(self, mailbox: str, data: bytes, flags: Sequence[str], when: datetime | None) -> int:
        """Append a message and return its UID (found by Message-ID where the server has no UIDPLUS).

        Its INTERNALDATE is `when`, or what the server's clock says where that is None.
        """

    async def append_all(self, mailbox: str, letters: Sequence[Letter]) -> list[int]:
        """Append messages in one go where the server can, and return their UIDs; a failure may leave some appended."""

    async def store(self, mailbox: str, uid: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and take away flags and keywords."""

    async def delete(self, mailbox: str, uid: int) -> bool:
        """Delete that one message; False where the server cannot delete one without others (no UIDPLUS)."""

    async def create(self, mailbox: str) -> None:
        """Create a mailbox and subscribe to it."""

    async def wait(self, mailbox: str, seconds: float) -> bool:
        """Wait in IDLE (or without it, sleep) until the mailbox changes or the seconds have passed.

        True if the server told of a change. Takes no thread while it waits. A push that came before or together with
        the continuation counts. Raises TryLater when the connection is lost.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A calendar object as it lies in a calendar, and the version (ETag) that it has there."""

    data: bytes
    version: str


class Calendar(Protocol):
    """A place where reminders lie, one object for each UID. Any call may raise TryLater."""

    @property
    def name(self) -> str:
        """Return the name under which what was done there is remembered."""

    async def look(self) -> Mapping[str, Lying] | None:
        """Return the objects that lie there, by UID; None where there is no such calendar (yet, or any more)."""

    async def put(self, uid: str, data: bytes, over: Lying | None) -> Lying:
        """Put an object there over what lies there, whole or not at all; return it as it lies there now.

        Makes the calendar where there is none. Raises Overtaken where something else lies there than `over`.
        """

    async def remove(self, uid: str, lying: Lying) -> None:
        """Take an object away; one that has gone already is well. Raises Overtaken where something else lies there."""


class Shelf(Calendar, Protocol):
    """Where reminders lie as files: a directory with one object a file, and one feed of all."""

    def feed(self, data: bytes) -> None:
        """Write the feed, if it says anything new."""
