"""An account's mailboxes in memory, and what the owner's mail client does to them; memory.Server stands on it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from courtesy import ports

SPECIAL_USE = {"Drafts": r"\Drafts", "Sent": r"\Sent", "Archive": r"\Archive", "Junk": r"\Junk", "Trash": r"\Trash"}


class Watcher(Protocol):
    """A connection that is told what others do."""

    def hear(self, mailbox: str) -> None:
        """Be told of a change."""

    def lose(self) -> None:
        """Lose the connection."""


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
    _watching: set[Watcher] = field(default_factory=set)

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

    def put(self, author: Watcher | None, mailbox: str, data: bytes, flags: Collection[str], when: datetime) -> int:
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
        self, author: Watcher | None, mailbox: str, uid: int, add: Collection[str], remove: Collection[str]
    ) -> None:
        """Change flags."""
        box = self.mailboxes[mailbox]
        if one := box.messages.get(uid):
            flags = (one.flags | {flag for flag in add if self.keeps(flag)}) - set(remove)
            box.messages[uid] = replace(one, flags=flags)
            self.tell(author, mailbox)

    def remove(self, mailbox: str, uid: int, author: Watcher | None = None) -> None:
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

    def tell(self, author: Watcher | None, mailbox: str) -> None:
        """Wake the other connections that look at a mailbox."""
        for server in self._watching:
            if server is not author:
                server.hear(mailbox)

    def watch(self, server: Watcher, *, on: bool) -> None:
        """Begin or cease to tell a connection of changes."""
        (self._watching.add if on else self._watching.discard)(server)


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
