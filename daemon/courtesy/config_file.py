"""The configuration file, read and checked into the values of config.

``load`` raises ConfigurationError with every problem at once, each naming where it stands and how to mend it.
"""

import difflib
import ipaddress
import re
import tomllib
import types
import typing
import urllib.parse
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from courtesy import config, errors

_DESKTOPS = frozenset({"dbus", "glib", "gnome", "kde", "macosx", "qt", "windows"})  # apprise's: no secret in them
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def load(path: Path) -> config.Config:
    """Read and check a configuration file; relative paths in it become absolute. Raises ConfigurationError."""
    return parse(_table(path), path)


def salvage(path: Path) -> tuple[config.Config | None, tuple[str, ...]]:
    """Return what can be used of a configuration file, and every problem of it, for a look at all that is wrong.

    What is no setting, or has a value that it may not have, is left out. None where nothing can be used then.
    """
    try:
        table = _table(path)
    except errors.ConfigurationError as error:
        return None, error.problems
    try:
        return parse(table, path), ()
    except errors.ConfigurationError as error:
        problems = error.problems
    try:
        rest = msgspec.convert(_known(table, config.Config), config.Config, strict=True)
    except msgspec.ValidationError:
        return None, problems
    return _absolute(rest, path.resolve().parent), problems


def _known(table: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return a table without what is no setting, or has a value that it may not have."""
    kept: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        value, struct = table.get(field.name), _struct(field.type)
        if struct and isinstance(value, list):
            items = [_known(item, struct) for item in value if isinstance(item, Mapping)]
            value = [item for item in items if not any(_problems(item, struct, ""))]
        elif struct and isinstance(value, Mapping):
            value = _known(value, struct)
        if field.name in table and not any(_value_problems(value, field.type, "")):
            kept[field.name] = value
    return kept


def _table(path: Path) -> dict[str, Any]:
    """Read a TOML file. Raises ConfigurationError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise errors.ConfigurationError(
            f"{path}: there is no such file. `courtesy init` writes one; or name another with --config."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise errors.ConfigurationError(f"{path}: not valid TOML: {error}") from error


def parse(table: Mapping[str, Any], path: Path) -> config.Config:
    """Turn a parsed TOML table into a Config; `path` is where it stands. Raises ConfigurationError."""
    problems = list(_problems(table, config.Config, ""))
    if not problems:
        found = msgspec.convert(table, config.Config, strict=True)
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


def _doubts(settings: config.Config) -> Iterator[str]:
    if settings.owner.timezone not in zoneinfo.available_timezones():
        near = difflib.get_close_matches(settings.owner.timezone, zoneinfo.available_timezones(), 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else 'write one such as "Europe/Berlin".'
        yield f"owner.timezone: {settings.owner.timezone!r} is no IANA time zone; {hint}"
    if not settings.accounts:
        yield "[[accounts]] is missing: name at least one."
    names = [account.name for account in settings.accounts]
    yield from (
        f"accounts: two are named {name!r}; give each its own." for name in {n for n in names if names.count(n) > 1}
    )
    for account in settings.accounts:
        yield from _account_doubts(account)
    if settings.watch.poll < 5:
        yield "watch.poll: at least 5 seconds, to be polite to the server."
    if settings.watch.look_back < 0:
        yield "watch.look_back: a number of days, 0 or more."
    yield from _reminder_doubts(settings)
    yield from _notice_doubts(settings)


def _account_doubts(account: config.Account) -> Iterator[str]:
    where = f"accounts[{account.name}]"
    for address in (account.address, *account.aliases):
        if address.count("@") != 1 or address.strip() != address:
            yield f"{where}: {address!r} is no mail address."
    yield from _way_doubts(account.imap, f"{where}.imap")
    yield from _client_doubts(account.imap, f"{where}.imap")
    for name, server in (("imap", account.imap), ("smtp", account.smtp)):
        if server and server.security == "plain" and not loopback(server.host):
            yield (
                f'{where}.{name}.security: "plain" would show your password to the network; it is refused except '
                f'for a loopback address. Write "tls" or "starttls".'
            )
        if server and not 0 < server.port < 65536:
            yield f"{where}.{name}.port: {server.port} is no port."


def _way_doubts(ways: config.Imap | config.Caldav, where: str) -> Iterator[str]:
    """Yield a problem unless exactly one way to the password is given."""
    names = ["password_file", "password_command", "credential", "keyring"]
    if isinstance(ways, config.Imap):
        names.append("oauth2")
    given = [name for name in names if getattr(ways, name)]
    if len(given) != 1:
        told = f"{' and '.join(given)} are given" if given else "none is given"
        yield f"{where}: give one of {', '.join(names)}; {told}."


def _client_doubts(ways: config.Imap, where: str) -> Iterator[str]:
    """Yield a problem unless an account with OAuth 2 names one client, and any other none."""
    given = [name for name in ("oauth2_client_id", "oauth2_client_id_env") if getattr(ways, name)]
    if ways.oauth2 and len(given) != 1:
        yield f"{where}: oauth2 needs one of oauth2_client_id, oauth2_client_id_env: register one (see the README)."
    if not ways.oauth2 and (given or ways.oauth2_client_secret_env):
        yield f'{where}: a client is named but no oauth2; write "google" or "microsoft", or take the client away.'


def _reminder_doubts(settings: config.Config) -> Iterator[str]:
    if settings.reminders.email and not any(account.smtp for account in settings.accounts):
        yield "reminders.email needs an [accounts.smtp] to hand the mail in."
    if any(not 0 < months <= 120 for months in settings.reminders.keep_in_touch):
        yield "reminders.keep_in_touch: numbers of months, from 1 to 120."
    dav = settings.reminders.caldav
    if dav is None:
        return
    parts = urllib.parse.urlsplit(dav.url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield f"reminders.caldav.url: {dav.url!r} is no address of a server; write one such as https://dav.example/."
    elif parts.scheme == "http" and not loopback(parts.hostname):
        yield "reminders.caldav.url: http would show your password to the network; write https."
    if not dav.calendar.strip():
        yield "reminders.caldav.calendar: give the calendar a name."
    yield from _way_doubts(dav, "reminders.caldav")


def _notice_doubts(settings: config.Config) -> Iterator[str]:
    notices = settings.notices
    if notices.email and not any(account.smtp for account in settings.accounts):
        yield "notices.email needs an [accounts.smtp] to hand the notice in."
    for number, address in enumerate(notices.apprise, 1):
        if not _without_secret(address):
            yield (
                f"notices.apprise: address {number} may hold a secret, and this file is no place for one; "
                "write it into a file of your own (chmod 600) and name that: apprise_file."
            )
    start, dash, end = notices.quiet.partition("-")
    if notices.quiet and not (dash and _CLOCK.fullmatch(start) and _CLOCK.fullmatch(end) and start != end):
        yield f'notices.quiet: {notices.quiet!r} are no hours; write them as "22:00-07:00".'


def _without_secret(address: str) -> bool:
    """Tell whether an address for apprise is of this machine, so that whoever reads it can do nothing with it."""
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _DESKTOPS or (loopback(parts.hostname or "") and not parts.password)


def loopback(host: str) -> bool:
    """Tell whether a host name means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _absolute(settings: config.Config, base: Path) -> config.Config:
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
        for account in settings.accounts
    )
    dav = settings.reminders.caldav
    return msgspec.structs.replace(
        settings,
        accounts=accounts,
        notices=msgspec.structs.replace(settings.notices, apprise_file=resolve(settings.notices.apprise_file)),
        letters=msgspec.structs.replace(settings.letters, templates=resolve(settings.letters.templates)),
        reminders=msgspec.structs.replace(
            settings.reminders,
            directory=resolve(settings.reminders.directory),
            feed=resolve(settings.reminders.feed),
            caldav=dav
            and msgspec.structs.replace(dav, password_file=resolve(dav.password_file), ca_file=resolve(dav.ca_file)),
        ),
    )
