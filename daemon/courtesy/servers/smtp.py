"""Mail a notice to the owner, and to nobody else, by message submission (RFC 6409).

The only place in the program that sends mail. It refuses every recipient that is not one of the owner's own addresses.
"""

import asyncio
import base64
import contextlib
import email.message
import email.policy
import email.utils
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

import aiosmtplib

from courtesy import config, errors
from courtesy.servers import bearer

_FIELDS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The way to one submission server. `owner` holds every address of the owner's, in lower case."""

    settings: config.Smtp
    username: str
    secret: Callable[[], str]  # a password or, with `token`, an access token; blocks, and is asked at each log-in
    owner: frozenset[str]
    token: bool = False
    authorise: str = ""  # what the owner is to do where a token is refused
    timeout: float = 30.0

    async def send(
        self, *, to: str, subject: str, body: str, message_id: str, when: datetime, calendar: bytes = b""
    ) -> None:
        """Mail a notice from the owner to the owner, with a calendar object attached where one is given.

        The same `message_id` again is the same notice again: a mailbox that drops doubles shows it once.
        Raises TryLater, AuthenticationRefused, or CourtesyError where the server refuses the notice for good.
        """
        if to.lower() not in self.owner:
            raise errors.CourtesyError("Refused to write to somebody who is not the owner.")
        data = notice(to=to, subject=subject, body=body, message_id=message_id, when=when, calendar=calendar)
        async with self._session() as client:
            await client.sendmail(to, [to], data)

    async def probe(self) -> None:
        """Connect, log in and leave again; raises as `send` does."""
        async with self._session():
            pass

    @contextlib.asynccontextmanager
    async def _session(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """Hold a connection that is logged in, and say of every failure what should happen next."""
        place = f"{self.settings.host}:{self.settings.port}"
        try:
            async with self._client() as client:
                await self._log_in(client)
                yield client
        except aiosmtplib.SMTPAuthenticationError as error:
            if error.code == 454:  # RFC 4954, section 4: a temporary failure of the server's
                raise errors.TryLater(f"{place}: {_told(error)}") from error
            told = f"{place}: the log-in was refused: {_told(error)}"
            if self.token:
                raise errors.SignInNeeded(f"{told}; {self.authorise}") from error
            raise errors.AuthenticationRefused(told) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused(place, error.recipients[0]) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _refused(place, error) from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise errors.TryLater(f"{place}: {error}") from error

    def _client(self) -> aiosmtplib.SMTP:
        security = self.settings.security
        return aiosmtplib.SMTP(
            hostname=self.settings.host,
            port=self.settings.port,
            use_tls=security == "tls",
            start_tls=security == "starttls",  # True insists on it; None would go on in the clear without it
            tls_context=None if security == "plain" else context(self.settings.ca_file),
            timeout=self.timeout,
            local_hostname="[127.0.0.1]",  # neither a look-up nor the name of the owner's machine
        )

    async def _log_in(self, client: aiosmtplib.SMTP) -> None:
        """Log in where the server asks for it; a relay on the same machine often does not."""
        if client.is_ehlo_or_helo_needed:
            await client.ehlo()
        if client.supports_extension("auth"):
            secret = await asyncio.to_thread(self.secret)
            if self.token:
                await self._bear(client, secret)
            else:
                await client.login(self.username, secret)

    async def _bear(self, client: aiosmtplib.SMTP, token: str) -> None:
        """Log in with an access token (RFC 4954, section 4, with an initial response)."""
        mechanism = bearer.chosen(client.server_auth_methods)
        answer = bearer.answer(mechanism, self.username, token, self.settings.host, self.settings.port)
        said = await client.execute_command(b"AUTH", mechanism.encode(), base64.b64encode(answer.encode()))
        if said.code == aiosmtplib.SMTPStatus.auth_continue:  # why it is refused, at more length than is told here
            said = await client.execute_command(base64.b64encode(bearer.REFUSED[mechanism]))
        if said.code != aiosmtplib.SMTPStatus.auth_successful:
            raise aiosmtplib.SMTPAuthenticationError(said.code, said.message)


def context(ca_file: str) -> ssl.SSLContext:
    """Return the settings of a TLS connection that verifies its peer, against `ca_file` alone where it is given."""
    made = ssl.create_default_context(cafile=ca_file or None)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def notice(*, to: str, subject: str, body: str, message_id: str, when: datetime, calendar: bytes = b"") -> bytes:
    """Return a notice as the bytes of a message, header fields exactly those that are set here."""
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = made["To"] = to
    made["Subject"] = _one_line(subject)
    made["Date"] = email.utils.format_datetime(when)
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(body, cte="quoted-printable")
    if calendar:  # an attachment, with no method: it is the owner's to take, and no invitation
        made.add_attachment(calendar, "text", "calendar", cte="base64", filename="reminders.ics")
    data = made.as_bytes()
    written = {line.partition(b":")[0].decode() for line in _unfolded(data.partition(b"\r\n\r\n")[0])}
    if written != (_FIELDS - {"Content-Transfer-Encoding"} if calendar else _FIELDS):
        raise errors.CourtesyError("Refused to mail a notice whose header came out otherwise than meant.")
    return data


def _one_line(text: str) -> str:
    """Make text that comes from mail fit for a header field: EmailMessage would decode an encoded-word in it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split()).replace("=?", "= ?")


def _unfolded(header: bytes) -> list[bytes]:
    return [line for line in header.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]


def _refused(place: str, error: aiosmtplib.SMTPResponseException) -> errors.CourtesyError:
    kind = errors.TryLater if 400 <= error.code < 500 else errors.CourtesyError
    return kind(f"{place}: the notice was refused: {_told(error)}")


def _told(error: aiosmtplib.SMTPResponseException) -> str:
    return f"{error.code} {_one_line(error.message)[:200]}"
