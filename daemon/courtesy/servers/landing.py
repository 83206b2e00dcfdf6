"""Where the browser lands after the consent page (RFC 8252, section 7.3): on loopback; hears one answer."""

import contextlib
import http.server
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courtesy import errors
from courtesy.servers import grant

_SILENCE = 10.0  # seconds that a connection may say nothing; browsers open some in advance
_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Courtesy</title>'
    '<body style="font-family: sans-serif; margin: 4em auto; max-width: 32em"><p>{}</p></body></html>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A page that is being listened on."""

    port: int
    _heard: "queue.SimpleQueue[str | errors.CourtesyError]"

    def code(self, seconds: float) -> str:
        """Wait for the code. Raises AuthenticationRefused where the owner did not agree, or not in time."""
        try:
            heard = self._heard.get(timeout=seconds)
        except queue.Empty:
            raise errors.AuthenticationRefused("Nobody agreed in time; nothing was changed.") from None
        if isinstance(heard, errors.CourtesyError):
            raise heard
        return heard


@contextlib.contextmanager
def landing(state: str) -> Iterator[Landing]:
    """Listen on loopback, on a free port, until the block is left. What does not bear `state` is refused unheard."""
    heard: queue.SimpleQueue[str | errors.CourtesyError] = queue.SimpleQueue()

    class Page(http.server.BaseHTTPRequestHandler):
        timeout = _SILENCE

        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path != "/":
                self._say(404, "There is nothing here.")
                return
            try:
                code = grant.code(query, state)
            except grant.Stranger as error:
                self._say(400, str(error))
            except errors.CourtesyError as error:
                self._say(200, "You did not agree; nothing was changed. You can close this page.")
                heard.put(error)
            else:
                self._say(200, "Courtesy has its answer, and goes on in the terminal. You can close this page.")
                heard.put(code)

        def _say(self, status: int, words: str) -> None:
            body = _PAGE.format(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Referrer-Policy", "no-referrer")  # the address holds the code
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing: the address holds the code."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        try:
            yield Landing(port=server.server_address[1], _heard=heard)
        finally:
            server.shutdown()
