"""The configuration file: each setting a typed field, its default, and a sentence that tells what it does.

The file is TOML; config/courtesy.toml is its annotated sample. ``load`` raises ConfigurationError with every problem at
once, each naming where it stands and how to mend it.
"""

import difflib
import ipaddress
import tomllib
import types
import typing
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from courtesy import errors

Security = Literal["tls", "starttls", "plain"]


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Whose mailbox it is."""

    name: str
    """Your name as it stands under your letters."""
    timezone: str
    """The IANA name of your time zone, for example "Europe/Berlin"."""
    phone: str = ""
    """Your telephone number; stands under letters if given."""
    linkedin: str = ""
    """The address of your LinkedIn profile; stands under letters if given."""


class Imap(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the mailbox. Exactly one of the four ways to the password must be given."""

    host: str
    """The IMAP server."""
    port: int = 993
    """Its port: 993 with tls, 143 with starttls."""
    security: Security = "tls"
    """tls, starttls, or plain; plain is refused unless the host is a loopback address."""
    username: str = ""
    """The log-in name; the address if empty."""
    password_file: str = ""
    """A file of yours alone (mode 0600) whose first line is the password."""
    password_command: str = ""
    """A command that prints the password, for example "pass show mail"."""
    credential: str = ""
    """The name of a systemd credential (LoadCredential=) that holds the password."""
    keyring: bool = False
    """Whether the password lies in the desktop's keyring, under service "courtesy" and your address."""
    ca_file: str = ""
    """The certificate of a private authority that signed the server's."""


class Smtp(msgspec.Struct, frozen=True, kw_only=True):
    """Where notices to yourself are handed in. Nobody else is ever written to."""

    host: str
    """The SMTP submission server."""
    port: int = 587
    """Its port: 465 with tls, 587 with starttls."""
    security: Security = "starttls"
    """tls, starttls, or plain; plain is refused unless the host is a loopback address."""
    username: str = ""
    """The log-in name; the IMAP one if empty."""
    ca_file: str = ""
    """The certificate of a private authority that signed the server's."""


class Mailboxes(msgspec.Struct, frozen=True, kw_only=True):
    """Which mailboxes play which part; an empty one is found by SPECIAL-USE, then by well-known names."""

    inbox: str = "INBOX"
    """Where new mail arrives."""
    drafts: str = ""
    """Where letters are laid."""
    sent: str = ""
    """Where your own mail lies."""
    also: tuple[str, ...] | None = None
    """Further mailboxes to read for context and people; the archive if not given."""
    decisions: str = "Courtesy"
    """The mailbox under which Declined, Accepted and Not an offer are looked for."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One mail account of yours."""

    name: str
    """A name of your choice, for messages and logs."""
    address: str
    """Your address there."""
    aliases: tuple[str, ...] = ()
    """Other addresses whose mail arrives there."""
    imap: Imap
    """How to reach it."""
    smtp: Smtp | None = None
    """Where notices to yourself are handed in; needed only for notices."""
    mailboxes: Mailboxes = Mailboxes()
    """Which mailboxes play which part."""


class Letters(msgspec.Struct, frozen=True, kw_only=True):
    """The letters laid in Drafts."""

    prepare: Literal["offer", "decision"] = "offer"
    """offer: letters lie ready as soon as an offer arrives; decision: only once you have declined."""
    templates: str = ""
    """A directory whose templates win over the packaged ones."""


class Reminders(msgspec.Struct, frozen=True, kw_only=True):
    """The events for your calendar."""

    directory: str = ""
    """A directory with one .ics file for each event (a vdir); STATE/reminders if empty."""
    feed: str = ""
    """A file with all of them; STATE/courtesy.ics if empty."""


class Notices(msgspec.Struct, frozen=True, kw_only=True):
    """Words to you alone."""

    email: bool = False
    """Whether to mail you when an offer needs a prompt response."""


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """How the mailbox is watched."""

    poll: int = 60
    """Seconds between looks where the server has no IDLE."""
    look_back: int = 365
    """Days of old mail that are read the first time."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    owner: Owner
    accounts: tuple[Account, ...]
    letters: Letters = Letters()
    reminders: Reminders = Reminders()
    notices: Notices = Notices()
    watch: Watch = Watch()


def load(path: Path) -> Config:
    """Read and check a configuration file; relative paths in it become absolute. Raises ConfigurationError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise errors.ConfigurationError(
            f"{path}: there is no such file. Write it after the sample (README, “On your own mailbox”), "
            "or name another with --config."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise errors.ConfigurationError(f"{path}: not valid TOML: {error}") from error
    return parse(table, path)


def parse(table: Mapping[str, Any], path: Path) -> Config:
    """Turn a parsed TOML table into a Config; `path` is where it stands. Raises ConfigurationError."""
    problems = list(_problems(table, Config, ""))
    if not problems:
        found = msgspec.convert(table, Config, strict=True)
        problems = list(_doubts(found))
        if not problems:
            return _absolute(found, path.resolve().parent)
    raise errors.ConfigurationError(*(f"{path}: {problem}" for problem in problems))


def _problems(table: Any, kind: Any, where: str) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield f"{where} must be a table, written [{where}]."
        return
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in table.items():
        place = f"{where}.{key}" if where else key
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(fields)}."
            yield f"{place} is not a setting; {hint}"
        else:
            yield from _value_problems(value, fields[key].type, place)
    for name, field in fields.items():
        if field.required and name not in table:
            listed = typing.get_origin(field.type) is tuple and _struct(field.type)
            yield (
                f"{where}.{name} is missing."
                if where
                else f"[[{name}]] is missing."
                if listed
                else f"[{name}] is missing."
            )


def _value_problems(value: Any, kind: Any, place: str) -> Iterator[str]:
    struct = _struct(kind)
    if struct and typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            yield f"{place} must be written [[{place}]]."
        elif not value:
            yield f"[[{place}]] is missing."
        else:
            for number, item in enumerate(value):
                name = item.get("name", number + 1) if isinstance(item, Mapping) else number + 1
                yield from _problems(item, struct, f"{place}[{name}]")
    elif struct:
        yield from _problems(value, struct, place)
    else:
        try:
            msgspec.convert(value, kind, strict=True)
        except msgspec.ValidationError as error:
            yield f"{place}: {error}"


def _struct(kind: Any) -> type[msgspec.Struct] | None:
    """Return the Struct within a field's type, be it itself, optional, or in a tuple."""
    options = typing.get_args(kind) if isinstance(kind, types.UnionType) or typing.get_origin(kind) else (kind,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, msgspec.Struct)), None)


def _doubts(config: Config) -> Iterator[str]:
    if config.owner.timezone not in zoneinfo.available_timezones():
        near = difflib.get_close_matches(config.owner.timezone, zoneinfo.available_timezones(), 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else 'write one such as "Europe/Berlin".'
        yield f"owner.timezone: {config.owner.timezone!r} is no IANA time zone; {hint}"
    if not config.accounts:
        yield "[[accounts]] is missing: name at least one."
    names = [account.name for account in config.accounts]
    yield from (
        f"accounts: two are named {name!r}; give each its own." for name in {n for n in names if names.count(n) > 1}
    )
    for account in config.accounts:
        yield from _account_doubts(account)
    if config.watch.poll < 5:
        yield "watch.poll: at least 5 seconds, to be polite to the server."
    if config.watch.look_back < 0:
        yield "watch.look_back: a number of days, 0 or more."
    if config.notices.email and not any(account.smtp for account in config.accounts):
        yield "notices.email needs an [accounts.smtp] to hand the notice in."


def _account_doubts(account: Account) -> Iterator[str]:
    where = f"accounts[{account.name}]"
    for address in (account.address, *account.aliases):
        if address.count("@") != 1 or address.strip() != address:
            yield f"{where}: {address!r} is no mail address."
    ways = [
        name
        for name, given in (
            ("password_file", account.imap.password_file),
            ("password_command", account.imap.password_command),
            ("credential", account.imap.credential),
            ("keyring", account.imap.keyring),
        )
        if given
    ]
    if len(ways) != 1:
        told = f"{' and '.join(ways)} are given" if ways else "none is given"
        yield f"{where}.imap: give one of password_file, password_command, credential, keyring; {told}."
    for name, server in (("imap", account.imap), ("smtp", account.smtp)):
        if server and server.security == "plain" and not loopback(server.host):
            yield (
                f'{where}.{name}.security: "plain" would show your password to the network; it is refused except '
                f'for a loopback address. Write "tls" or "starttls".'
            )
        if server and not 0 < server.port < 65536:
            yield f"{where}.{name}.port: {server.port} is no port."


def loopback(host: str) -> bool:
    """Tell whether a host name means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _absolute(config: Config, base: Path) -> Config:
    """Make every path in the configuration absolute, against the directory of the file."""

    def resolve(name: str) -> str:
        return str(base / Path(name).expanduser()) if name else ""

    accounts = tuple(
        msgspec.structs.replace(
            account,
            imap=msgspec.structs.replace(
                account.imap, password_file=resolve(account.imap.password_file), ca_file=resolve(account.imap.ca_file)
            ),
            smtp=account.smtp and msgspec.structs.replace(account.smtp, ca_file=resolve(account.smtp.ca_file)),
        )
        for account in config.accounts
    )
    return msgspec.structs.replace(
        config,
        accounts=accounts,
        letters=msgspec.structs.replace(config.letters, templates=resolve(config.letters.templates)),
        reminders=msgspec.structs.replace(
            config.reminders, directory=resolve(config.reminders.directory), feed=resolve(config.reminders.feed)
        ),
    )
