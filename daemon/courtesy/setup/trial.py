"""Try the log-in, and say in plain words what went wrong with it."""

import asyncio
import concurrent.futures
import enum
import socket
import ssl
from dataclasses import dataclass

from courtesy import app, config, errors, ports
from courtesy.lookup import providers
from courtesy.servers import imap, trouble


class Fault(enum.Enum):
    """Whose fault it is that nobody was logged in."""

    PASSWORD = enum.auto()
    SERVER = enum.auto()
    CERTIFICATE = enum.auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why nobody was logged in, in sentences for a person; `error` is what it came from."""

    fault: Fault
    words: str
    error: errors.CourtesyError


def log_in(account: config.Account, password: str, provider: providers.Provider | None) -> ports.Mailboxes | Trouble:
    """Log in and look which mailboxes there are."""
    try:
        return asyncio.run(_mailboxes(account, password))
    except errors.CourtesyError as error:
        return _trouble(error, account, provider)


def hand_in(account: config.Account, password: str) -> str:
    """Log in where notices would be handed in; return what went wrong, empty where nothing did."""
    if account.smtp is None:
        return "No server is known there."
    try:
        asyncio.run(app.way_out(account, account.smtp, lambda: password).probe())
    except errors.CourtesyError as error:
        return str(error)
    return ""


async def _mailboxes(account: config.Account, password: str) -> ports.Mailboxes:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        server = imap.Server(app.endpoint(account), lambda: password, pool)
        try:
            await server.connect()
            return await server.mailboxes()
        finally:
            await server.close()


def _trouble(error: errors.CourtesyError, account: config.Account, provider: providers.Provider | None) -> Trouble:
    host, port, cause = account.imap.host, account.imap.port, error.__cause__
    if isinstance(error, errors.AuthenticationRefused):
        return Trouble(fault=Fault.PASSWORD, words=_refused(account, provider), error=error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Trouble(fault=Fault.CERTIFICATE, words=_certificate(cause, host), error=error)
    return Trouble(fault=Fault.SERVER, words=_unreachable(cause, host, port) or str(error), error=error)


def _refused(account: config.Account, provider: providers.Provider | None) -> str:
    user = account.imap.username or account.address
    words = f"{account.imap.host} did not accept this password for {user}."
    if provider and provider.steps:
        return f"{words}\n{provider.name} wants {provider.password}; the steps stand above."
    return (
        f"{words}\nMany providers want an app password here, which you make in the security settings of your account "
        "(look for “app passwords”, or for passwords for mail programs). Some must be told first to allow IMAP."
    )


def _certificate(cause: ssl.SSLCertVerificationError, host: str) -> str:
    """Say what is wrong with a certificate, by OpenSSL's reason (X509_V_ERR_*)."""
    if cause.verify_code in trouble.OUT_OF_TIME:
        return (
            f"The certificate of {host} has run out, so nobody can tell whether it is {host} that answers. "
            "Whoever runs the server must renew it. (Or is the clock of this machine wrong?)"
        )
    if cause.verify_code in trouble.OF_ANOTHER:
        return f"What answers at {host} shows the certificate of another server. Is the name right?"
    return (
        f"The certificate of {host} is signed by nobody that this machine trusts, so it may be anybody who answers. "
        "If the server is your own, or your company's, you have (or get) a file with the authority that signed it."
    )


def _unreachable(cause: BaseException | None, host: str, port: int) -> str:
    if isinstance(cause, socket.gaierror):
        return f"There is no server called {host}, or this machine has no network."
    if isinstance(cause, ConnectionRefusedError):
        return f"{host} is there, but no mail server listens at its port {port}."
    if isinstance(cause, TimeoutError):
        return f"{host} does not answer at port {port}. Is the name right, and does a firewall let you there?"
    if isinstance(cause, ssl.SSLError):
        return f"What listens at {host}, port {port}, does not speak TLS. The usual port is 993."
    return ""
