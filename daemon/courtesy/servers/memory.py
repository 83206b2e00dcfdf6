"""The twin of an IMAP server, in memory: the same contract as servers.imap, for tests, dry runs and the demo.

Several Servers may stand on one Store, as several connections do on one account; they see and wake each other.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from courtesy import errors, ports
from courtesy.servers import discover, look

SPECIAL_USE = {"Drafts": r"\Drafts", "Sent": r"\Sent", "Archive": r"\Archive", "Junk": r"\Junk", "Trash": r"\Trash"}


@dataclass(slots=True)
class Mailbox:
    """A mailbox and its messages by UID."""

    uidvalidity: int
    attributes: frozenset[str] = frozenset()  # lower case, as `\\drafts`
    uidnext: int = 1
    messages: dict[int, ports.Fetched] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True, eq=False)
class Store:
    """One account's mailboxes, and what its server is able to do.

    `called` is called with the name of each method and its mailbox before anything is done: what it raises is raised.
    """

    keywords: bool = True
    uidplus: bool = True
    separator: str = "/"
    prefix: str = ""
    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    called: Callable[[str, str], None] = lambda _method, _mailbox: None
    _watching: set["Server"] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with INBOX and the usual mailboxes."""
        if not self.mailboxes:
            self.add("INBOX")
            for name, use in SPECIAL_USE.items():
                self.add(self.prefix + name, use)

    def add(self, name: str, *attributes: str) -> Mailbox:
        """Create a mailbox."""
        lowered = frozenset(attribute.lower() for attribute in attributes)
        self.mailboxes[name] = Mailbox(uidvalidity=1_000_000 + len(self.mailboxes), attributes=lowered)
        return self.mailboxes[name]

    def deliver(
        self, data: bytes, mailbox: str = "INBOX", *, flags: Collection[str] = (), when: datetime | None = None
    ) -> int:
        """Put a message into a mailbox, wake whoever waits, and return its UID."""
        return self.put(None, mailbox, data, flags, when or datetime.now(UTC))

    def put(self, author: "Server | None", mailbox: str, data: bytes, flags: Collection[str], when: datetime) -> int:
        """Put a message into a mailbox."""
        box = self.mailboxes[mailbox]
        uid, box.uidnext = box.uidnext, box.uidnext + 1
        kept = frozenset(flag for flag in flags if self.keeps(flag))
        box.messages[uid] = ports.Fetched(uid=uid, flags=kept, arrived=when, data=_crlf(data), truncated=False)
        self.tell(author, mailbox)
        return uid

    def flag(self, mailbox: str, uid: int, *, add: Collection[str] = (), remove: Collection[str] = ()) -> None:
        """Change flags, as the owner's mail client does."""
        self.reflag(None, mailbox, uid, add, remove)

    def reflag(
        self, author: "Server | None", mailbox: str, uid: int, add: Collection[str], remove: Collection[str]
    ) -> None:
        """Change flags."""
        box = self.mailboxes[mailbox]
        if one := box.messages.get(uid):
            flags = (one.flags | {flag for flag in add if self.keeps(flag)}) - set(remove)
            box.messages[uid] = replace(one, flags=flags)
            self.tell(author, mailbox)

    def remove(self, mailbox: str, uid: int, author: "Server | None" = None) -> None:
        """Delete a message."""
        if self.mailboxes[mailbox].messages.pop(uid, None):
            self.tell(author, mailbox)

    def move(self, mailbox: str, uid: int, to: str) -> int:
        """Move a message to another mailbox and return its new UID."""
        one = self.mailboxes[mailbox].messages[uid]
        self.remove(mailbox, uid)
        return self.put(None, to, one.data, one.flags, one.arrived)

    def renumber(self, mailbox: str) -> None:
        """Give the mailbox a new UIDVALIDITY and its messages new UIDs."""
        old = self.mailboxes[mailbox]
        fresh = Mailbox(uidvalidity=old.uidvalidity + 1000, attributes=old.attributes)
        for one in old.messages.values():
            fresh.messages[fresh.uidnext] = replace(one, uid=fresh.uidnext)
            fresh.uidnext += 1
        self.mailboxes[mailbox] = fresh
        self.disconnect()

    def disconnect(self) -> None:
        """Break every connection."""
        for server in list(self._watching):
            server.lose()

    def keeps(self, flag: str) -> bool:
        """Whether a flag can be stored."""
        return self.keywords or flag.startswith("\\")

    def tell(self, author: "Server | None", mailbox: str) -> None:
        """Wake the other connections that look at a mailbox."""
        for server in self._watching:
            if server is not author:
                server.hear(mailbox)

    def watch(self, server: "Server", *, on: bool) -> None:
        """Begin or cease to tell a connection of changes."""
        (self._watching.add if on else self._watching.discard)(server)


class Server:
    """One connection to a Store: ports.MailServer."""

    def __init__(self, store: Store, names: discover.Names | None = None) -> None:
        self.store_ = store
        self._names = names or discover.Names()
        self._connected = False
        self._told: set[str] = set()
        self._news = asyncio.Event()

    @property
    def idles(self) -> bool:
        """Always: connections on one Store wake each other."""
        return True

    async def connect(self) -> None:
        """Connect."""
        self.store_.called("connect", "")
        self._connected = True
        self.store_.watch(self, on=True)

    async def close(self) -> None:
        """Log out."""
        self.lose()

    def lose(self) -> None:
        """Break the connection, as a server does that goes down."""
        self._connected = False
        self.store_.watch(self, on=False)
        self._news.set()

    def hear(self, mailbox: str) -> None:
        """Be told of a change."""
        self._told.add(mailbox)
        self._news.set()

    async def mailboxes(self) -> ports.Mailboxes:
        """Find the mailboxes."""
        self._enter("mailboxes", "")
        boxes, separator = self.store_.mailboxes.items(), self.store_.separator
        listed = [discover.Listed(name, box.attributes, separator) for name, box in boxes]
        return discover.mailboxes(listed, self._names, prefix=self.store_.prefix)

    async def select(self, mailbox: str) -> ports.MailboxState:
        """Select a mailbox."""
        box = self._open("select", mailbox)
        self._told.discard(mailbox)
        return ports.MailboxState(
            uidvalidity=box.uidvalidity,
            uidnext=box.uidnext,
            exists=len(box.messages),
            keywords=self.store_.keywords,
            read_only=False,
        )

    async def search(self, mailbox: str, *, above: int = 0, since: date | None = None) -> list[int]:
        """Return UIDs, ascending."""
        box = self._open("search", mailbox)
        self._told.discard(mailbox)
        return [
            uid
            for uid, one in sorted(box.messages.items())
            if uid > above and (since is None or one.arrived.date() >= since)
        ]

    async def find(self, mailbox: str, message_id: str) -> list[int]:
        """Return the UIDs of the messages with that Message-ID."""
        box = self._open("find", mailbox)
        wanted = message_id.strip()
        if not wanted.strip("<> "):
            return []
        return [uid for uid, one in sorted(box.messages.items()) if look.identifier(one.data) == wanted]

    async def fetch(self, mailbox: str, uids: Sequence[int]) -> list[ports.Fetched]:
        """Fetch messages."""
        box = self._open("fetch", mailbox)
        return [box.messages[uid] for uid in uids if uid in box.messages]

    async def headers(self, mailbox: str, uids: Sequence[int] | None = None) -> list[ports.Fetched]:
        """Fetch header blocks."""
        box = self._open("headers", mailbox)
        if uids is None:
            self._told.discard(mailbox)
        wanted = sorted(box.messages) if uids is None else uids
        return [
            replace(one, data=one.data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", truncated=True)
            for one in (box.messages[uid] for uid in wanted if uid in box.messages)
        ]

    async def flags(self, mailbox: str, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return flags."""
        box = self._open("flags", mailbox)
        return {uid: box.messages[uid].flags for uid in uids if uid in box.messages}

    async def append(self, mailbox: str, data: bytes, flags: Sequence[str], when: datetime) -> int:
        """Append a message and return its UID."""
        self._open("append", mailbox)
        return self.store_.put(self, mailbox, data, flags, when)

    async def store(self, mailbox: str, uid: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and take away flags."""
        self._open("store", mailbox)
        self.store_.reflag(self, mailbox, uid, add, remove)

    async def delete(self, mailbox: str, uid: int) -> bool:
        """Delete a message; False where that would delete others."""
        box = self._open("delete", mailbox)
        others = (one for one in box.messages.values() if one.uid != uid)
        if not self.store_.uidplus and any(r"\Deleted" in one.flags for one in others):
            return False
        self.store_.remove(mailbox, uid, self)
        return True

    async def create(self, mailbox: str) -> None:
        """Create a mailbox."""
        self._enter("create", mailbox)
        if mailbox not in self.store_.mailboxes:
            self.store_.add(mailbox)

    async def wait(self, mailbox: str, seconds: float) -> bool:
        """Wait until the mailbox changes or the seconds have passed."""
        self._open("wait", mailbox)
        try:
            async with asyncio.timeout(max(seconds, 0)):
                while mailbox not in self._told:
                    self._news.clear()
                    await self._news.wait()
                    self._alive()
        except TimeoutError:
            return False
        self._told.discard(mailbox)
        return True

    def _open(self, method: str, mailbox: str) -> Mailbox:
        self._enter(method, mailbox)
        if mailbox not in self.store_.mailboxes:
            raise discover.missing(mailbox, self._names)
        return self.store_.mailboxes[mailbox]

    def _enter(self, method: str, mailbox: str) -> None:
        self._alive()
        self.store_.called(method, mailbox)

    def _alive(self) -> None:
        if not self._connected:
            raise errors.TryLater("There is no connection to the server.")


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
