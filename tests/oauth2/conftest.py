"""A provider, a Dovecot that asks it about tokens, and the account of an owner who has agreed."""

import concurrent.futures
import json
import re
import ssl
import subprocess
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

import dovecot
import provider
from courtesy.servers import grant, imap, tokens
from home import Home

USER = "ida@example.test"


class Owner(Home):
    """An owner whose account is with the provider."""

    def __init__(self, dovecot, root, google, certificate, monkeypatch):
        super().__init__(dovecot, root)
        self.google, self.certificate = google, certificate
        (root / "endpoints.toml").write_text(google.table(str(certificate / "cert.pem")))
        monkeypatch.setenv("COURTESY_OAUTH2", str(root / "endpoints.toml"))
        monkeypatch.setenv("OUR_SECRET", provider.SECRET)
        self.user = USER
        self.configure()
        path = root / "courtesy.toml"
        path.write_text(path.read_text().replace('password_file = "password"', (
            f'oauth2 = "google"\noauth2_client_id = "{provider.CLIENT}"\noauth2_client_secret_env = "OUR_SECRET"'
        )))  # fmt: skip

    def add(self, table):
        """Add a table to the configuration."""
        path = self.root / "courtesy.toml"
        path.write_text(f"{path.read_text()}\n{table}\n")

    def start(self, *words):
        return subprocess.Popen(
            self.command("authorise", "home", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def visit(self, address):
        """Open a page as a browser does, following redirections; return the status."""
        trusted = ssl.create_default_context(cafile=str(self.certificate / "cert.pem"))
        try:
            with urllib.request.urlopen(address, context=trusted) as page:
                return page.status
        except urllib.error.HTTPError as error:
            return error.code

    def tokens(self):
        path = self.root / "state" / "tokens" / "home"
        return json.loads(path.read_text()) if path.exists() else None

    def page(self, running):
        """Return the address of the consent page that the verb shows."""
        return next(found[0] for line in running.stderr if (found := re.findall(r"https://\S+", line)))

    def agree(self):
        """Authorise, from the verb to its end."""
        running = self.start()
        assert self.visit(self.page(running)) == 200
        said, _ = running.communicate()
        assert running.returncode == 0
        return said


class Clock:
    """A clock that a test turns."""

    def __init__(self):
        self.now = datetime.now(UTC)

    def __call__(self):
        return self.now

    def pass_(self, **some):
        self.now += timedelta(**some)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    place = tmp_path_factory.mktemp("certificate")
    dovecot.certificate(place)
    return place


@pytest.fixture
def google(certificate):
    with provider.running(certificate, USER) as one:
        yield one


@pytest.fixture
def at(google, certificate):
    """Return the provider as the program knows it."""
    base = f"https://127.0.0.1:{google.port}"
    return grant.Provider(
        name="The provider", authorise=f"{base}/authorise", token=f"{base}/token", device=f"{base}/device",
        scopes=(provider.SCOPE,), extra={}, redirect="127.0.0.1", console="its console",
        ca_file=str(certificate / "cert.pem"),
    )  # fmt: skip


@pytest.fixture
def client():
    return grant.Client(id=provider.CLIENT, secret=provider.SECRET)


@pytest.fixture
def keeper(at, client, clock, tmp_path):
    return tokens.Keeper(account="home", provider=at, client=client, directory=tmp_path / "tokens", clock=clock)


@pytest.fixture
def agreed(google, keeper, clock):
    """Return a keeper that holds what the owner has agreed to."""
    keeper.keep(grant.tokens(google.tokens(), clock()))
    return keeper


@pytest.fixture
def executor():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def owner_at(tmp_path, google, certificate, monkeypatch):
    """Return what makes an owner of a mailbox on a Dovecot."""
    return lambda server: Owner(server, tmp_path, google, certificate, monkeypatch)


@pytest.fixture(params=["oauthbearer", "xoauth2"])
def mailserver(google, request):
    asks = f"http://127.0.0.1:{google.plain_port}/about?access_token="
    with dovecot.running(asks=asks, mechanisms=request.param) as server:
        yield server


@pytest.fixture
def server(mailserver, agreed, executor):
    """Return the owner's mailbox as the program reaches it."""
    where = imap.Endpoint(
        host=mailserver.host, port=mailserver.tls_port, security="tls", username=USER, ca_file=mailserver.ca_file,
        token=True, stale=agreed.forget, authorise=tokens.cure("home"),
    )  # fmt: skip
    return imap.Server(where, agreed.access, executor)
