"""From an endpoint to a session: connect, TLS, log in. Never a password over a line that anybody can read."""

import contextlib
import imaplib
import ssl
from collections.abc import Callable

from courtesy import __version__, errors
from courtesy.servers import bearer, endpoint, session, trouble, wire

_LOOPBACK = ("127.", "::1", "localhost")


def session_at(where: endpoint.Endpoint, secret: Callable[[], str]) -> session.Session:
    """Connect and log in. Raises TryLater, AuthenticationRefused or ConfigurationError.

    A token may have been taken back before its time: where one is refused, a fresh one is tried, once.
    """
    said = secret()
    try:
        return _session(where, said)
    except errors.AuthenticationRefused:
        if not where.token:
            raise
        where.stale(said)
        again = secret()
        if again == said:
            raise
    return _session(where, again)


def _session(where: endpoint.Endpoint, secret: str) -> session.Session:
    client = _connect(where)
    try:
        _log_in(client, where, secret)
        _introduce(client)
        return session.Session(client, where.host, where.names)
    except BaseException:
        client.connection.shutdown()
        raise


def _connect(where: endpoint.Endpoint) -> wire.Client:
    if where.security == "plain" and not where.host.startswith(_LOOPBACK):
        raise errors.ConfigurationError('accounts.imap.security: "plain" is for loopback addresses only; use "tls".')
    context = wire.context(where.ca_file) if where.security != "plain" else None
    try:
        client = wire.Client(
            where.host,
            where.port,
            context if where.security == "tls" else None,
            connect_timeout=where.connect_timeout,
            read_timeout=where.read_timeout,
        )
    except (imaplib.IMAP4.error, *trouble.BROKEN) as error:
        raise trouble.unreachable(error, where.host, where.port) from error
    if where.security == "starttls" and context:
        try:
            _upgrade(client, where, context)
        except BaseException:
            client.connection.shutdown()
            raise
    return client


def _upgrade(client: wire.Client, where: endpoint.Endpoint, context: ssl.SSLContext) -> None:
    try:
        client.upgrade(context)
    except imaplib.IMAP4.error as error:
        raise errors.TryLater(
            f"{where.host}:{where.port} offers no STARTTLS that can be trusted, so nothing was said to it; "
            'use security = "tls" with port 993, or ask whether somebody on the way takes STARTTLS away.'
        ) from error
    except trouble.BROKEN as error:
        raise trouble.unreachable(error, where.host, where.port) from error


def _log_in(client: wire.Client, where: endpoint.Endpoint, secret: str) -> None:
    try:
        if where.token:
            _bear(client, where, secret)
        elif _login_will_do(client, where.username, secret):
            client.connection.login(wire.quoted(where.username), secret)
        elif client.has_capability("AUTH=PLAIN"):
            _authenticate(client, "PLAIN", f"\0{where.username}\0{secret}")
        else:
            raise errors.AuthenticationRefused(_no_way(client, where))
    except (imaplib.IMAP4.abort, *trouble.BROKEN) as error:
        if isinstance(error, imaplib.IMAP4.abort) and trouble.TEMPORARY.search(str(error)):
            raise trouble.login(error, where.host, where.username, secret) from None
        raise trouble.lost(error, where.host) from None  # not `from error`: a traceback may hold what was sent
    except imaplib.IMAP4.error as error:
        raise trouble.login(error, where.host, where.username, secret, token=where.authorise) from None
    client.forget_capabilities()


def _login_will_do(client: wire.Client, username: str, password: str) -> bool:
    """LOGIN is understood everywhere, but takes ASCII alone and can be turned off."""
    return (
        (username + password).isascii()
        and (username + password).isprintable()
        and not (client.has_capability("LOGINDISABLED"))
    )


def _no_way(client: wire.Client, where: endpoint.Endpoint) -> str:
    if client.has_capability("LOGINDISABLED"):
        return (
            f'{where.host} takes no password on this connection; use security = "tls" or "starttls", '
            "or oauth2 where the provider asks for it."
        )
    return f"{where.host} takes passwords of ASCII characters only (no AUTHENTICATE PLAIN); choose another password."


def _bear(client: wire.Client, where: endpoint.Endpoint, token: str) -> None:
    mechanism = bearer.chosen(["OAUTHBEARER"] if client.has_capability("AUTH=OAUTHBEARER") else [])
    answer = bearer.answer(mechanism, where.username, token, where.host, where.port)
    _authenticate(client, mechanism, answer, bearer.REFUSED[mechanism])


def _authenticate(client: wire.Client, mechanism: str, answer: str, refused: bytes = b"") -> None:
    answers = iter([answer.encode()])
    client.connection.authenticate(mechanism, lambda _: next(answers, refused))  # to hear why it was refused


def _introduce(client: wire.Client) -> None:
    """Say our name where names are exchanged (RFC 2971): some providers let no mailbox be opened before."""
    if client.has_capability("ID"):
        with contextlib.suppress(imaplib.IMAP4.error):
            client.id_({"name": "courtesy", "version": __version__})
