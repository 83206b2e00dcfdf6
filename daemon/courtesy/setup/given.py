"""What was said on the command line; None where nothing was, and so is asked."""

from dataclasses import dataclass

SECURITIES = ("tls", "starttls", "plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Every answer that set-up needs, as far as it has been given. Each field's option has its name."""

    address: str | None = None
    name: str | None = None
    timezone: str | None = None
    phone: str | None = None
    account: str | None = None
    imap_host: str | None = None
    imap_port: int | None = None
    imap_security: str | None = None
    username: str | None = None
    smtp_host: str | None = None
    smtp_port: int | None = None
    smtp_security: str | None = None
    ca_file: str | None = None
    password: str | None = None  # from standard input or the environment, never from the arguments
    password_command: str | None = None
    keep: str | None = None
    notices: bool | None = None
    service: bool | None = None
    existing: str | None = None
