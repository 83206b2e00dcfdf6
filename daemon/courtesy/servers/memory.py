"""The twin of an IMAP server, in memory: the same contract as servers.imap, for tests, dry runs and the demo.

Several Servers may stand on one Store, as several connections do on one account; they see and wake each other.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from courtesy import errors, ports
from courtesy.servers import discover, look
from courtesy.servers.store import Mailbox, Store

__all__ = ["Server", "Store"]


class Server:
    """One connection to a Store: ports.MailServer."""

    def __init__(self, store: Store, names: discover.Names | None = None) -> None:
        self.account = store
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
        self.account.called("connect", "")
        self._connected = True
        self.account.watch(self, on=True)

    async def close(self) -> None:
        """Log out."""
        self.lose()

    def lose(self) -> None:
        """Break the connection, as a server does that goes down."""
        self._connected = False
        self.account.watch(self, on=False)
        self._news.set()

    def hear(self, mailbox: str) -> None:
        """Be told of a change."""
        self._told.add(mailbox)
        self._news.set()

    async def mailboxes(self) -> ports.Mailboxes:
        """Find the mailboxes."""
        self._enter("mailboxes", "")
        boxes, separator = self.account.mailboxes.items(), self.account.separator
        listed = [discover.Listed(name, box.attributes, separator) for name, box in boxes]
        return discover.mailboxes(listed, self._names, prefix=self.account.prefix)

    async def select(self, mailbox: str) -> ports.MailboxState:
        """Select a mailbox."""
        box = self._open("select", mailbox)
        self._told.discard(mailbox)
        return ports.MailboxState(
            uidvalidity=box.uidvalidity,
            uidnext=box.uidnext,
            exists=len(box.messages),
            keywords=self.account.keywords,
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

    async def append(self, mailbox: str, data: bytes, flags: Sequence[str], when: datetime | None) -> int:
        """Append a message and return its UID."""
        self._open("append", mailbox)
        return self.account.put(self, mailbox, data, flags, when or datetime.now(UTC))

    async def append_all(self, mailbox: str, letters: Sequence[ports.Letter]) -> list[int]:
        """Append messages and return their UIDs."""
        return [await self.append(mailbox, one.data, one.flags, one.when) for one in letters]

    async def store(self, mailbox: str, uid: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and take away flags."""
        self._open("store", mailbox)
        self.account.reflag(self, mailbox, uid, add, remove)

    async def delete(self, mailbox: str, uid: int) -> bool:
        """Delete a message; False where that would delete others."""
        box = self._open("delete", mailbox)
        others = (one for one in box.messages.values() if one.uid != uid)
        if not self.account.uidplus and any(r"\Deleted" in one.flags for one in others):
            return False
        self.account.remove(mailbox, uid, self)
        return True

    async def create(self, mailbox: str) -> None:
        """Create a mailbox."""
        self._enter("create", mailbox)
        if mailbox not in self.account.mailboxes:
            self.account.add(mailbox)

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
        if mailbox not in self.account.mailboxes:
            raise discover.missing(mailbox, self._names)
        return self.account.mailboxes[mailbox]

    def _enter(self, method: str, mailbox: str) -> None:
        self._alive()
        self.account.called(method, mailbox)

    def _alive(self) -> None:
        if not self._connected:
            raise errors.TryLater("There is no connection to the server.")
