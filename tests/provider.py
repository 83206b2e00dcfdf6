"""A provider of OAuth 2 for tests: a consent page, the token and device endpoints, and what Dovecot asks about a token.

It is as strict as a real one: a code is good once, for its redirect address, client and verifier alone (PKCE S256);
a refresh token that was taken back, or used after it was replaced, is refused.
"""

import base64
import contextlib
import hashlib
import http.server
import json
import secrets
import ssl
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CLIENT, SECRET = "our-client", "our-client-secret"
SCOPE = "mail"


class Refused(Exception):
    """The provider says no; the word is the error code of RFC 6749 or 8628."""


@dataclass
class Provider:
    """What the provider knows. `lasts` is how long its access tokens are good for, in seconds."""

    user: str
    lasts: int = 3600
    rotates: bool = False  # a new refresh token with every access token, the old one good no more
    broken: bool = False
    port: int = 0
    plain_port: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)  # every form, in its order
    hesitates: tuple[str, ...] = ("authorization_pending", "slow_down")  # what a device is told before it is let in
    visits: list[str] = field(default_factory=list)  # the path of every request
    access: set[str] = field(default_factory=set)  # tokens that open the mailbox
    refresh: set[str] = field(default_factory=set)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    devices: dict[str, list[str]] = field(default_factory=dict)  # what each further question is answered, by code

    def grants(self, kind: str) -> int:
        """Return how often tokens were asked for in a way."""
        return sum(form.get("grant_type", "").endswith(kind) for form in self.asked)

    def revoke(self) -> None:
        """Take the owner's leave back, all of it."""
        self.access.clear()
        self.refresh.clear()

    def agree(self, asked: dict[str, str]) -> str:
        """Return the address to which the browser is sent once the owner has agreed."""
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT
        assert asked["scope"] == SCOPE
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urllib.parse.urlencode({'code': code, 'state': asked['state']})}"

    def answer(self, path: str, form: dict[str, str]) -> dict[str, object]:
        """Answer an endpoint. Raises Refused."""
        self.asked.append(form)
        if form.get("client_id") != CLIENT:
            raise Refused("invalid_client")
        if path == "/device":
            code = secrets.token_urlsafe(16)
            self.devices[code] = list(self.hesitates)
            return {"device_code": code, "user_code": "WDJB-MJHT", "verification_uri": "https://provider.test/device",
                    "expires_in": 900, "interval": 1}  # fmt: skip
        if form.get("client_secret") != SECRET:
            raise Refused("invalid_client")
        return {"authorization_code": self._code, "refresh_token": self._again}.get(
            form["grant_type"], self._device
        )(form)  # fmt: skip

    def _code(self, form: dict[str, str]) -> dict[str, object]:
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if not asked or asked["redirect_uri"] != form["redirect_uri"]:
            raise Refused("invalid_grant")
        if asked["code_challenge"] != base64.urlsafe_b64encode(digest).rstrip(b"=").decode():
            raise Refused("invalid_grant")
        return self.tokens()

    def _again(self, form: dict[str, str]) -> dict[str, object]:
        if form["refresh_token"] not in self.refresh:
            raise Refused("invalid_grant")
        if self.rotates:
            self.refresh.discard(form["refresh_token"])
            return self.tokens()
        given = self.tokens()
        self.refresh.discard(str(given.pop("refresh_token")))
        return given

    def _device(self, form: dict[str, str]) -> dict[str, object]:
        if form["device_code"] not in self.devices:
            raise Refused("expired_token")
        if self.devices[form["device_code"]]:
            raise Refused(self.devices[form["device_code"]].pop(0))
        del self.devices[form["device_code"]]
        return self.tokens()

    def tokens(self) -> dict[str, object]:
        """Make tokens that are good."""
        access, refresh = f"access-{secrets.token_urlsafe(24)}", f"refresh-{secrets.token_urlsafe(24)}"
        self.access.add(access)
        self.refresh.add(refresh)
        return {"access_token": access, "refresh_token": refresh, "expires_in": self.lasts, "token_type": "Bearer"}

    def table(self, ca_file: str, name: str = "google") -> str:
        """Return a file of endpoints for COURTESY_OAUTH2."""
        base = f"https://127.0.0.1:{self.port}"
        return (
            f'[{name}]\nname = "The provider"\nauthorise = "{base}/authorise"\ntoken = "{base}/token"\n'
            f'device = "{base}/device"\nscopes = ["{SCOPE}"]\nredirect = "127.0.0.1"\nconsole = "its console"\n'
            f'ca_file = "{ca_file}"\n'
        )


@contextlib.contextmanager
def running(certificate: Path, user: str) -> Iterator[Provider]:
    """Run a provider: by TLS for the program, and in the clear for a Dovecot beside it, which asks it about tokens."""
    one = Provider(user)

    class Endpoint(http.server.BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            one.visits.append(self.path)
            form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if self.path == "/moved":
                self._sent_on("/token")
                return
            if one.broken:
                self._say(503, {"error": "temporarily_unavailable"})
                return
            try:
                self._say(200, one.answer(self.path, form))
            except Refused as refused:
                self._say(400, {"error": str(refused), "error_description": f"not for {one.user}"})

        def do_GET(self) -> None:
            at = urllib.parse.urlsplit(self.path)
            one.visits.append(at.path)
            asked = dict(urllib.parse.parse_qsl(at.query))
            if at.path == "/about":  # Dovecot's tokeninfo: the token is added to the address
                good = asked.get("access_token") in one.access
                self._say(200 if good else 401, {"email": one.user} if good else {"error": "invalid_token"})
                return
            self._sent_on(one.agree(asked))

        def _sent_on(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _say(self, status: int, answer: dict[str, object]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with contextlib.ExitStack() as stack:
        one.port = stack.enter_context(_served(Endpoint, certificate))
        one.plain_port = stack.enter_context(_served(Endpoint, None))
        yield one


@contextlib.contextmanager
def _served(handler: type, certificate: Path | None) -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
