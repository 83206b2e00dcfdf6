"""A provider, a Dovecot that asks it about tokens, and the account of an owner who has agreed."""

import concurrent.futures
from datetime import UTC, datetime, timedelta

import pytest

import dovecot
import provider
from courtesy.servers import grant, imap, tokens

USER = "ida@example.test"


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
