"""An account's IMAP server: ports.MailServer over one connection.

What blocks runs in an executor, one call at a time (login, session, look, change); waiting in IDLE is done on the
event loop (idle). A connection that failed is thrown away: the next call to connect makes a new one.
"""

import asyncio
import contextlib
import imaplib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from datetime import date, datetime
from typing import Any, TypeVar

from courtesy import errors, ports
from courtesy.servers import change, idle, login, look, session, trouble
from courtesy.servers.endpoint import Endpoint as Endpoint  # noqa: PLC0414  # what a Server is made from

T = TypeVar("T")


class Server:
    """One connection to one account's IMAP server."""

    def __init__(self, endpoint: Endpoint, secret: Callable[[], str], executor: Executor) -> None:
        """`secret` returns the password or token; it is called in the executor at every log-in."""
        self._endpoint = endpoint
        self._secret = secret
        self._executor = executor
        self._session: session.Session | None = None
        self._busy = asyncio.Lock()
        self._left: asyncio.Future[Any] | None = None  # what a cancelled call left running in the executor
        self._polls = False  # the server announces IDLE but does not idle

    @property
    def idles(self) -> bool:
        """Whether the server tells of changes by itself; known once connected."""
        return self._session is not None and self._session.can("IDLE") and not self._polls

    def can(self, capability: str) -> bool:
        """Whether the server announces a capability (RFC 9051, section 7.2.2); known once connected."""
        return self._session is not None and self._session.can(capability)

    async def connect(self) -> None:
        """Connect and log in; a second call on a live connection does nothing."""
        async with self._busy:
            await self._settle()
            if self._session is None:
                future = self._executor.submit(login.session_at, self._endpoint, self._secret)
                try:
                    self._session = await asyncio.wrap_future(future)
                except asyncio.CancelledError:
                    future.add_done_callback(_abandon)
                    raise

    async def close(self) -> None:
        """Log out, quietly; what is still under way elsewhere fails."""
        on = self._session
        if on and (self._busy.locked() or self._left):
            on.client.connection.break_off()
        elif on:
            with contextlib.suppress(errors.CourtesyError):
                await self._call(_log_out)
        async with self._busy:
            await self._settle()
            self._drop()

    async def mailboxes(self) -> ports.Mailboxes:
        """Find the mailboxes. Raises MailboxMissing where a configured one does not exist."""
        return await self._call(session.Session.mailboxes)

    async def select(self, mailbox: str) -> ports.MailboxState:
        """Select a mailbox. Raises MailboxMissing."""
        return await self._call(lambda on: on.select(mailbox))

    async def search(self, mailbox: str, *, above: int = 0, since: date | None = None) -> list[int]:
        """Return the UIDs greater than `above` of messages that arrived on or after `since`, ascending."""
        return await self._call(lambda on: look.search(on, mailbox, above, since))

    async def find(self, mailbox: str, message_id: str) -> list[int]:
        """Return the UIDs of the messages with that Message-ID."""
        return await self._call(lambda on: look.find(on, mailbox, message_id))

    async def fetch(self, mailbox: str, uids: Sequence[int]) -> list[ports.Fetched]:
        """Fetch messages in the order of `uids`; of one larger than look.WHOLE what can be read."""
        return await self._call(lambda on: look.fetch(on, mailbox, uids)) if uids else []

    async def headers(self, mailbox: str, uids: Sequence[int] | None = None) -> list[ports.Fetched]:
        """Fetch the header blocks alone (of all messages where `uids` is None)."""
        return await self._call(lambda on: look.headers(on, mailbox, uids)) if uids or uids is None else []

    async def flags(self, mailbox: str, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the flags and keywords of messages."""
        return await self._call(lambda on: look.flags(on, mailbox, uids)) if uids else {}

    async def append(self, mailbox: str, data: bytes, flags: Sequence[str], when: datetime | None) -> int:
        """Append a message and return its UID."""
        return await self._call(lambda on: change.append(on, mailbox, data, flags, when))

    async def append_all(self, mailbox: str, letters: Sequence[ports.Letter]) -> list[int]:
        """Append messages and return their UIDs."""
        return await self._call(lambda on: change.append_all(on, mailbox, letters)) if letters else []

    async def store(self, mailbox: str, uid: int, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and take away flags, and keywords where the mailbox keeps them."""
        await self._call(lambda on: change.store(on, mailbox, uid, add, remove))

    async def delete(self, mailbox: str, uid: int) -> bool:
        """Delete that one message; False where the server cannot delete one without others."""
        return await self._call(lambda on: change.delete(on, mailbox, uid))

    async def create(self, mailbox: str) -> None:
        """Create a mailbox and subscribe to it."""
        await self._call(lambda on: change.create(on, mailbox))

    async def wait(self, mailbox: str, seconds: float) -> bool:
        """Wait until the mailbox changes or the seconds have passed; see ports.MailServer."""
        told = await self._call(lambda on: _told(on, mailbox))
        if told or seconds <= 0:
            return told
        if self.idles:
            started = time.monotonic()
            try:
                return await self._idle(seconds)
            except idle.NotIdling:
                self._polls = True
                seconds -= time.monotonic() - started
        await asyncio.sleep(seconds)
        return await self._call(_asked)

    async def _idle(self, seconds: float) -> bool:
        async with self._busy:
            await self._settle()
            on = self._live()
            waiting = idle.Idle(on.client.connection, on.exists)
            try:
                changed = await waiting.wait(seconds, renew=self._endpoint.renew, deadline=self._endpoint.deadline)
            except idle.Lost as error:
                self._drop()
                raise trouble.lost(error, self._endpoint.host) from error
            except asyncio.CancelledError:
                on.told = on.told or waiting.changed
                raise
            finally:
                on.exists = waiting.exists
            return changed

    async def _call(self, job: Callable[[session.Session], T]) -> T:
        async with self._busy:
            await self._settle()
            running = asyncio.wrap_future(self._executor.submit(_run, self._live(), job))
            try:
                return await asyncio.shield(running)
            except asyncio.CancelledError:
                self._left = running  # a thread cannot be stopped; the next call waits for it
                running.add_done_callback(_heard)
                raise
            except (errors.CourtesyError, imaplib.IMAP4.error, *trouble.BROKEN) as error:
                raise self._translated(error) from error

    async def _settle(self) -> None:
        """Wait for what a cancelled call left running, so that the connection is used by one at a time."""
        if self._left is None:
            return
        await asyncio.wait({self._left})
        left, self._left = self._left, None
        error = None if left.cancelled() else left.exception()
        if error:
            self._translated(error)

    def _translated(self, error: BaseException) -> errors.CourtesyError:
        if isinstance(error, errors.CourtesyError):
            return error
        self._drop()
        if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort):
            return trouble.refused(error, self._endpoint.host, "answer a request")
        return trouble.lost(error, self._endpoint.host)

    def _live(self) -> session.Session:
        if self._session is None:
            raise errors.TryLater(f"There is no connection to {self._endpoint.host}.")
        return self._session

    def _drop(self) -> None:
        on, self._session = self._session, None
        if on:
            with contextlib.suppress(OSError):
                on.client.connection.shutdown()


def _run(on: session.Session, job: Callable[[session.Session], T]) -> T:
    on.client.connection.leave_idle()
    return job(on)


def _told(on: session.Session, mailbox: str) -> bool:
    on.refresh(mailbox)  # not every server tells in IDLE of what happened before
    told, on.told = on.told, False
    return told


def _asked(on: session.Session) -> bool:
    on.client.noop()
    on.gather()
    told, on.told = on.told, False
    return told


def _log_out(on: session.Session) -> None:
    on.client.connection.sock.settimeout(2)  # whoever leaves does not wait long for a goodbye
    on.client.logout()


def _heard(future: asyncio.Future[Any]) -> None:
    if not future.cancelled():
        future.exception()  # asyncio complains of exceptions that nobody has looked at


def _abandon(future: "Future[session.Session]") -> None:
    if not future.cancelled() and not future.exception():
        future.result().client.connection.shutdown()
