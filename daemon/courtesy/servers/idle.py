"""Waiting in IDLE (RFC 2177) on the event loop: no thread, no polling, no time spent while nothing happens.

For as long as it lasts the socket is ours and not imaplib's: its unread bytes are taken over before and given back
after, so that no push is lost at either end.
"""

import asyncio
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from courtesy.servers import wire

SOONEST = 1.0  # an IDLE that the server ends sooner than that is none
LONGEST = 1 << 20
_LITERAL = re.compile(rb"\{(\d{1,9})\}$")
_COUNT = re.compile(rb"\* (\d{1,10}) ([A-Z]+)", re.IGNORECASE)


class Lost(ConnectionError):  # as errors are named here
    """The connection broke while idling."""


class NotIdling(Exception):  # it is no error of the server's
    """The server does not idle, whatever it announces."""


@dataclass(slots=True)
class Lines:
    """Bytes as they arrive, put together to lines; a literal and what follows it belong to its line."""

    rest: bytes = b""
    _end: int = 0  # where to look for the end of the line: behind the literals found so far

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that are complete now, without CRLF."""
        self.rest += data
        while len(self.rest) >= self._end and (end := self.rest.find(b"\r\n", self._end)) >= 0:
            literal = _LITERAL.search(self.rest, self._end, end)
            if literal:
                self._end = end + 2 + int(literal[1])
                continue
            line, self.rest, self._end = self.rest[:end], self.rest[end + 2 :], 0
            yield line


@dataclass(slots=True)
class Idle:
    """One stay in IDLE. `exists` is how many messages the mailbox had, and has."""

    connection: wire.Connection
    exists: int
    changed: bool = False
    _lines: Lines = field(default_factory=Lines)
    _tag: bytes = b""
    _accepted: bool = False  # the server has sent its continuation
    _ended: bytes = b""  # the tagged response
    _failure: Exception | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, seconds: float, *, renew: float, deadline: float) -> bool:
        """Idle until the mailbox changes or the seconds have passed. Raises Lost or NotIdling.

        IDLE is renewed every `renew` seconds; the server has `deadline` seconds to answer each time.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        self._take()
        try:
            while True:
                begun = loop.time()
                self._send(self._begin())
                await self._until(lambda: self._accepted or self._ended, deadline)
                await self._quiet(min(renew, until - loop.time()))
                await self._finish(deadline, early=loop.time() - begun < SOONEST)
                if self.changed or loop.time() >= until:
                    return self.changed
        finally:
            self._give_back()

    def _take(self) -> None:
        loop, sock = asyncio.get_running_loop(), self.connection.sock
        sock.settimeout(0)
        loop.add_reader(sock.fileno(), self._readable)
        self._read_lines(self.connection.unread())

    def _give_back(self) -> None:
        sock = self.connection.sock
        if sock.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(sock.fileno())
            sock.settimeout(self.connection.read_timeout)
        self.connection.unread(self._lines.rest)
        if self._ended:
            self.connection.end_idle()

    def _begin(self) -> bytes:
        self._accepted, self._ended = False, b""
        self._tag = self.connection.begin_idle()
        return self._tag + b" IDLE\r\n"

    async def _quiet(self, seconds: float) -> None:
        """Return when there is news, or after the seconds."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self._until(lambda: self.changed or self._ended, None)
        except TimeoutError:
            return

    async def _finish(self, deadline: float, *, early: bool) -> None:
        if not self._ended:
            self.connection.done_sent = True
            self._send(b"DONE\r\n")
            await self._until(lambda: self._ended, deadline)
        self.connection.end_idle()
        accepted = self._ended[len(self._tag) + 1 :][:2].upper() == b"OK"
        if not self.changed and (not accepted or (early and not self.connection.done_sent)):
            raise NotIdling

    async def _until(self, happened: Callable[[], object], deadline: float | None) -> None:
        try:
            async with asyncio.timeout(deadline):
                while not happened():
                    self._news.clear()
                    if self._failure:
                        raise self._failure
                    await self._news.wait()
        except TimeoutError:
            raise Lost("it has stopped answering") from None

    def _send(self, data: bytes) -> None:
        try:
            self.connection.sock.send(data)  # so short that it fits, or the connection is dead
        except (OSError, ValueError) as error:
            raise Lost(str(error)) from error
        self._readable()  # TLS may hold bytes that the event loop does not see

    def _readable(self) -> None:
        try:
            while data := self.connection.sock.recv(16384):
                self._read_lines(data)
            self._fail(Lost("closed by the server"))
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except (OSError, ValueError) as error:
            self._fail(Lost(str(error)))

    def _fail(self, failure: Exception) -> None:
        self._failure = self._failure or failure
        asyncio.get_running_loop().remove_reader(self.connection.sock.fileno())
        self._news.set()

    def _read_lines(self, data: bytes) -> None:
        for line in self._lines.feed(data):
            self._hear(line)
        if len(self._lines.rest) > LONGEST:
            self._fail(Lost("line too long"))
        self._news.set()

    def _hear(self, line: bytes) -> None:
        if line.startswith(b"+"):
            self._accepted = True
        elif self._tag and line.startswith(self._tag + b" "):
            self._ended = line
        elif line[:6].upper() == b"* BYE ":
            self._fail(Lost("the server said goodbye"))
        elif line[:11].upper() == b"* VANISHED ":
            self.changed = True
        elif counted := _COUNT.match(line):
            self._count(int(counted[1]), counted[2].upper())

    def _count(self, number: int, kind: bytes) -> None:
        """Take in a change; the same EXISTS again is only a sign of life, as some servers send it."""
        if kind == b"EXISTS":
            self.changed = self.changed or number != self.exists
            self.exists = number
        elif kind == b"EXPUNGE":
            self.changed = True
            self.exists -= 1
        elif kind == b"FETCH":
            self.changed = True
