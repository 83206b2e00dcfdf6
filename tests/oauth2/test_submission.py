"""Handing a notice in with an access token, at servers that know one mechanism, the other, or both."""

import asyncio
import base64
import ssl
from datetime import UTC, datetime

import aiosmtpd.smtp
import pytest

from courtesy import config, errors
from courtesy.servers import smtp

USER = "ida@example.test"
NOTICE = {"to": USER, "subject": "An offer wants an answer", "body": "By Friday.\n", "message_id": "<n1@mail.example>"}


class Taking:
    """Takes mail from whoever brings a token that the provider knows; keeps what the client says to a refusal."""

    def __init__(self, google):
        self.google, self.spoken, self.arrived, self.last = google, [], [], None

    async def _judge(self, server, args, start):
        answer = base64.b64decode(args[1]).decode()
        self.spoken.append(args[0])
        token = answer.partition("auth=Bearer ")[2].removesuffix("\1\1")
        if answer.startswith(start) and token in self.google.access:
            return aiosmtpd.smtp.AuthResult(success=True)
        self.last = await server.challenge_auth('{"status":"401"}')
        return aiosmtpd.smtp.AuthResult(success=False, handled=False)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd asks for it by this name
        self.arrived.append(envelope)
        return "250 OK"


class Older(Taking):
    async def auth_XOAUTH2(self, server, args):  # noqa: N802  # aiosmtpd asks for it by this name
        return await self._judge(server, args, f"user={USER}\1")


class Standard(Taking):
    async def auth_OAUTHBEARER(self, server, args):  # noqa: N802  # aiosmtpd asks for it by this name
        return await self._judge(server, args, f"n,a={USER},\1host=127.0.0.1\1port=")


class Both(Older, Standard):
    """As Google's does."""


@pytest.fixture
async def way(google, agreed, certificate):
    """Return how to reach a server, given what it takes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    running = []

    async def make(taking):
        def speak():
            excluded = {"auth_exclude_mechanism": ["LOGIN", "PLAIN"], "auth_require_tls": False}
            return aiosmtpd.smtp.SMTP(taking, **excluded)

        one = await asyncio.get_running_loop().create_server(speak, "127.0.0.1", 0, ssl=context)
        running.append(one)
        port = one.sockets[0].getsockname()[1]
        settings = config.Smtp(host="127.0.0.1", port=port, security="tls", ca_file=str(certificate / "cert.pem"))
        return smtp.Submission(
            settings=settings, username=USER, secret=agreed.access, token=True, timeout=10,
            authorise="run: courtesy authorise home", owner=frozenset({USER}),
        )  # fmt: skip

    yield make
    for one in running:
        one.close()


@pytest.mark.parametrize(
    ("kind", "spoken"), [(Older, "XOAUTH2"), (Standard, "OAUTHBEARER"), (Both, "OAUTHBEARER")]
)  # fmt: skip
async def test_a_notice_is_handed_in_with_a_token(way, google, kind, spoken):
    taking = kind(google)
    await (await way(taking)).send(**NOTICE, when=datetime.now(UTC))
    assert taking.spoken == [spoken]
    assert len(taking.arrived) == 1


async def test_a_token_is_renewed_before_it_is_handed_in(way, google, clock):
    clock.pass_(hours=2)
    google.access.clear()
    await (await way(Older(google))).probe()
    assert google.grants("refresh_token") == 1


@pytest.mark.parametrize(("kind", "last"), [(Older, b""), (Standard, b"\1")])
async def test_a_refused_token_is_told_with_its_cure_once_the_refusal_was_heard_to_its_end(way, google, kind, last):
    taking = kind(google)
    google.access.clear()
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home"):
        await (await way(taking)).probe()
    assert taking.last == last


async def test_leave_taken_back_is_told_before_the_server_is_asked(way, google, clock):
    taking = Older(google)
    clock.pass_(hours=2)
    google.revoke()
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home"):
        await (await way(taking)).probe()
    assert taking.spoken == []
