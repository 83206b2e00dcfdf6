"""Where a password comes from: a file, a command, a systemd credential or the keyring.

It never stands in the configuration. The addresses for apprise are secrets as well, and come in the same ways.
"""

import shlex
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from courtesy import config, errors


class Ways(Protocol):
    """The settings that say where a password lies; exactly one of them is given."""

    @property
    def password_file(self) -> str:
        """A file."""

    @property
    def password_command(self) -> str:
        """A command."""

    @property
    def credential(self) -> str:
        """A systemd credential."""


def password(account: config.Account, environ: Mapping[str, str]) -> str:
    """Return the password of an account. Raises ConfigurationError naming what is wrong and how to mend it."""
    return _found(account.imap, f"accounts[{account.name}].imap", account.address, environ)


def calendars(settings: config.Caldav, environ: Mapping[str, str]) -> str:
    """Return the password of the owner's calendar. Raises ConfigurationError naming what is wrong."""
    return _found(settings, "reminders.caldav", settings.username, environ)


def pushes(settings: config.Notices) -> tuple[str, ...]:
    """Return every address for apprise, each a secret. Raises ConfigurationError, which tells none of them."""
    texts: list[str] = []
    if settings.apprise_file:
        texts.append(_text("notices", "apprise_file", Path(settings.apprise_file), "the addresses, one a line,"))
    if settings.apprise_command:
        texts.append(_printed("notices.apprise_command", settings.apprise_command))
    lines = (line.strip() for text in texts for line in text.splitlines())
    return (*settings.apprise, *(line for line in lines if line and not line.startswith("#")))


def _found(ways: Ways, place: str, user: str, environ: Mapping[str, str]) -> str:
    if ways.password_file:
        text = _text(place, "password_file", Path(ways.password_file), "the password")
        return _one_line(place, text, ways.password_file)
    if ways.credential:
        directory = environ.get("CREDENTIALS_DIRECTORY")
        if not directory:
            raise errors.ConfigurationError(
                f"{place}.credential: no credentials are passed to this process. "
                f"Add LoadCredential={ways.credential}:FILE to the unit, or use password_file."
            )
        path = Path(directory) / ways.credential
        return _one_line(place, _text(place, "credential", path, "the password", private=False), str(path))
    if ways.password_command:
        text = _printed(f"{place}.password_command", ways.password_command)
        return _one_line(place, text, "what password_command prints")
    return _from_keyring(place, user)


def _text(place: str, key: str, path: Path, holds: str, *, private: bool = True) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise errors.ConfigurationError(
            f"{place}: there is no such file: {path}. Put {holds} there, for you alone (mode 0600)."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"{place}.{key}: {path} cannot be read: {error}") from error
    if private and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise errors.ConfigurationError(
            f"{place}.{key}: others may read {path}. Mend it with: chmod 600 {shlex.quote(str(path))}"
        )
    return text


def _printed(place: str, command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # the owner's own command, split, without a shell
            shlex.split(command), capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise errors.ConfigurationError(f"{place}: {error}") from error
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise errors.ConfigurationError(f"{place} ended with {done.returncode}: {told[-1] if told else 'no word'}")
    return done.stdout


def _from_keyring(place: str, user: str) -> str:
    try:
        import keyring  # noqa: PLC0415  # an extra, heavy, and only for those who use it
    except ImportError:
        raise errors.ConfigurationError(
            f"{place}.keyring: the keyring package is not installed. Mend it with: pip install 'courtesy[keyring]'"
        ) from None
    try:
        found = keyring.get_password("courtesy", user)
    except Exception as error:  # each backend raises its own
        raise errors.ConfigurationError(f"{place}.keyring: {error}") from error
    if not found:
        raise errors.ConfigurationError(
            f"{place}.keyring: no password there. Store it with: keyring set courtesy {user}"
        )
    return str(found)


def _one_line(place: str, text: str, where: str) -> str:
    first = text.splitlines()[0] if text else ""
    if not first:
        raise errors.ConfigurationError(f"{place}: {where} is empty; the password is its first line.")
    return first
