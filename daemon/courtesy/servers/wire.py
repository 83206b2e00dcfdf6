"""The connection beneath imapclient: our own socket, our own read buffer, no log of what passes through.

imaplib reads through a buffered file, out of which a push cannot be got back before IDLE, and which fails for good
after one timeout; imapclient sets its debug level to 5, which hands every body to `logging`. Both are mended here.
"""

import contextlib
import functools
import imaplib
import socket
import ssl
from typing import Any

import imapclient

from courtesy import errors, ports

CHUNK = 65536
LONGEST_LINE = 16 << 20  # a SEARCH response over a million messages; imaplib's own limit is reached at 140,000
LONGEST_LITERAL = 64 << 20
_WITHOUT_TEXT = (b" OK\r\n", b" NO\r\n", b" BAD\r\n")  # imaplib insists on a text after these; not every server does


class Connection(imaplib.IMAP4):
    """An imaplib connection whose socket can be lent to the event loop while it idles."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, timeouts: imapclient.SocketTimeout
    ) -> None:
        self.context = context
        self.connect_timeout: float = timeouts.connect
        self.read_timeout: float = timeouts.read
        self._buffer, self._at = b"", 0
        self.idle_tag: bytes | None = None  # an IDLE that was left without waiting for its end
        self.done_sent = False
        super().__init__(host, port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect; with TLS from the first byte where there is a context."""
        del timeout  # imaplib's default says None, ours is self.connect_timeout
        self.host, self.port = host, port
        plain = socket.create_connection((host, port), self.connect_timeout)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # commands go out in pieces: 40 ms each
            _keep_alive(plain)
            self.sock = self.context.wrap_socket(plain, server_hostname=host) if self.context else plain
        except BaseException:
            plain.close()
            raise

    def upgrade(self, context: ssl.SSLContext) -> None:
        """Go over to TLS by STARTTLS (RFC 9051, 6.2.1). Raises IMAP4.abort where the server is not sincere."""
        if "STARTTLS" not in self.capabilities:
            raise self.abort("no STARTTLS")
        status, _ = self._simple_command("STARTTLS")
        if status != "OK":
            raise self.abort("STARTTLS refused")
        if self.unread():
            raise self.abort("text after STARTTLS")  # somebody put in responses of his own before TLS began
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.untagged_responses.clear()
        self._get_capabilities()

    def read(self, size: int) -> bytes:
        """Return `size` bytes."""
        if size > LONGEST_LITERAL:
            raise self.abort("literal too large")
        if len(self._buffer) - self._at >= size:
            self._at += size
            return self._buffer[self._at - size : self._at]
        parts = [self.unread()]
        missing = size - len(parts[0])
        while missing > 0:
            part = self._receive(max(missing, CHUNK))
            parts.append(part)
            missing -= len(part)
        if missing < 0:
            self._buffer, parts[-1] = part[missing:], part[:missing]
        return b"".join(parts)

    def readline(self) -> bytes:
        """Return a line with its CRLF."""
        end = self._buffer.find(b"\n", self._at)
        if end < 0:
            end = self._read_up_to_a_line()
        start, self._at = self._at, end + 1
        line = self._buffer[start : self._at]
        return line[:-2] + b" \r\n" if line.endswith(_WITHOUT_TEXT) else line

    def _read_up_to_a_line(self) -> int:
        parts = [self.unread()]
        length = len(parts[0])
        while True:
            part = self._receive(CHUNK)
            parts.append(part)
            if (end := part.find(b"\n")) >= 0:
                self._buffer = b"".join(parts)
                return length + end
            length += len(part)
            if length > LONGEST_LINE:
                raise self.abort("line too long")

    def unread(self, data: bytes = b"") -> bytes:
        """Return what has been received and not been read yet, and put `data` in its place."""
        rest = self._buffer[self._at :]
        self._buffer, self._at = data, 0
        return rest

    def _receive(self, size: int) -> bytes:
        data = self.sock.recv(min(size, 1 << 20))
        if not data:
            raise self.abort("connection closed by the server")
        return data

    def shutdown(self) -> None:
        """Close the socket."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def break_off(self) -> None:
        """Make whoever reads in another thread fail at once."""
        with contextlib.suppress(OSError, ValueError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # SSLSocket's own would take TLS from under the reader

    def start(self, *command: str) -> bytes:
        """Send a command and return its tag."""
        tag: bytes = self._command(*command)
        return tag

    def finish(self, tag: bytes, kind: str) -> list[Any]:
        """Wait for the end of a command, return its untagged responses of one kind; raises IMAP4.error for NO."""
        status, data = self._command_complete(kind, tag)
        responses = self.untagged_responses.pop(kind, [])
        if status != "OK":
            raise self.error(data[-1])
        return list(responses)

    def start_append(self, mailbox: bytes, letter: ports.Letter) -> bytes:
        """Send an APPEND with a non-synchronising literal (RFC 7888) and return its tag."""
        tag: bytes = self._new_tag()
        name = b'"' + mailbox.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        date = imaplib.Time2Internaldate(letter.when).encode()
        flags = " ".join(letter.flags).encode()
        head = b"%b APPEND %b (%b) %b {%d+}\r\n" % (tag, name, flags, date, len(letter.data))
        self.send(head + letter.data + b"\r\n")
        return tag

    def ended(self, tag: bytes) -> tuple[str, str]:
        """Wait for the end of a command; return its status and text, whatever they are."""
        try:
            status, data = self._command_complete("APPEND", tag)
        except self.abort:
            raise
        except self.error as error:  # BAD
            return "BAD", str(error)
        text = data[-1]
        return status, text.decode("ascii", "replace") if isinstance(text, bytes) else str(text)

    def begin_idle(self) -> bytes:
        """Return the tag for an IDLE that servers.idle is about to send."""
        self.idle_tag, self.done_sent = self._new_tag(), False
        assert self.idle_tag  # noqa: S101
        return self.idle_tag

    def end_idle(self) -> None:
        """Take note that the tagged response to IDLE has come."""
        self.tagged_commands.pop(self.idle_tag or b"", None)
        self.idle_tag = None

    def leave_idle(self) -> None:
        """End an IDLE that was broken off by cancellation."""
        if self.idle_tag is None:
            return
        tag, self.idle_tag = self.idle_tag, None
        if not self.done_sent:
            self.send(b"DONE\r\n")
        self._get_tagged_response(tag)

    def _log(self, line: str) -> None:
        """Keep nothing; imaplib would keep the last ten lines, LOGIN among them."""

    def _mesg(self, text: str, secs: float | None = None) -> None:
        """Say nothing."""


class Client(imapclient.IMAPClient):  # type: ignore[misc]  # imapclient has no types
    """An imapclient over such a connection, names of mailboxes as bytes."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, *, connect_timeout: float, read_timeout: float
    ) -> None:
        self._connection_context = context
        timeout = imapclient.SocketTimeout(connect=connect_timeout, read=read_timeout)
        super().__init__(host, port, ssl=context is not None, ssl_context=context, timeout=timeout)
        self.connection.debug = 0
        self.connection.__dict__.pop("_mesg", None)  # imapclient's, which logs
        self.folder_encode = False

    @property
    def connection(self) -> Connection:
        """The connection."""
        return self._imap  # type: ignore[no-any-return]

    def _create_IMAP4(self) -> Connection:  # noqa: N802  # imapclient's hook
        return Connection(self.host, self.port, self._connection_context, self._timeout)

    def upgrade(self, context: ssl.SSLContext) -> None:
        """Go over to TLS; what was said before does not count."""
        self.connection.upgrade(context)
        self._cached_capabilities: tuple[bytes, ...] | None = tuple(
            name.encode() for name in self.connection.capabilities
        )

    def forget_capabilities(self) -> None:
        """Ask again what the server can do, now that it knows who we are."""
        self._cached_capabilities = None

    def command(self, name: str, *arguments: str) -> list[Any]:
        """Send a command, return what imaplib gathered; raises IMAP4.error for NO and BAD."""
        status, data = self.connection._simple_command(name, *arguments)  # noqa: SLF001
        if status != "OK":
            raise self.connection.error(data[-1])
        return list(data)


@functools.cache
def context(ca_file: str) -> ssl.SSLContext:
    """Return the one context for all connections that trust the system's authorities, or those in `ca_file`."""
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:
        raise errors.ConfigurationError(
            f"accounts.imap.ca_file: {ca_file} is not a file of certificates in PEM ({error.strerror or error})."
        ) from error


def quoted(text: str) -> str:
    """Return text without control characters as a quoted string (RFC 9051, 4.3)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _keep_alive(plain: socket.socket) -> None:
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", 120), ("TCP_KEEPINTVL", 30), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, option):
            plain.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
