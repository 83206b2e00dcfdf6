"""A real submission server (RFC 6409), and what it was handed; it knows one user, robin, whose password is secret."""

import asyncio
import ssl

import aiosmtpd.smtp
import pytest

import dovecot as server_certificates


class Kept:
    """What the server was given, and how it answers."""

    def __init__(self):
        self.envelopes = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd names it)
        if self.answer.startswith("5"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer == "250 OK":
            self.envelopes.append(envelope)
        return self.answer


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"robin" and data.password == b"secret"
    return aiosmtpd.smtp.AuthResult(success=right, handled=False)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    place = tmp_path_factory.mktemp("certificate")
    server_certificates.certificate(place)
    return place


@pytest.fixture
async def submission_server(certificate):
    """Yield a function that starts a submission server and returns its handler and its port."""
    listening = []

    async def start(security, *, offers_starttls=True, wants_log_in=True):
        kept = Kept()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")

        def protocol():
            return aiosmtpd.smtp.SMTP(
                kept,
                hostname="localhost",
                tls_context=context if security == "starttls" and offers_starttls else None,
                authenticator=authenticate,
                auth_require_tls=not wants_log_in or (security == "starttls" and offers_starttls),
                loop=asyncio.get_running_loop(),
            )

        one = await asyncio.get_running_loop().create_server(
            protocol, "127.0.0.1", 0, ssl=context if security == "tls" else None
        )
        listening.append(one)
        return kept, one.sockets[0].getsockname()[1]

    yield start
    for one in listening:
        one.close()
