"""Where a password comes from: a file, a command, a systemd credential or the keyring.

It never stands in the configuration.
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


def _found(ways: Ways, place: str, user: str, environ: Mapping[str, str]) -> str:
    if ways.password_file:
        return _from_file(place, Path(ways.password_file), private=True)
    if ways.credential:
        directory = environ.get("CREDENTIALS_DIRECTORY")
        if not directory:
            raise errors.ConfigurationError(
                f"{place}.credential: no credentials are passed to this process. "
                f"Add LoadCredential={ways.credential}:FILE to the unit, or use password_file."
            )
        return _from_file(place, Path(directory) / ways.credential, private=False)
    if ways.password_command:
        return _from_command(place, ways.password_command)
    return _from_keyring(place, user)


def _from_file(place: str, path: Path, *, private: bool) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise errors.ConfigurationError(
            f"{place}: there is no such file: {path}. Put the password there, as its first line, "
            "for you alone (mode 0600)."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"{place}: the password cannot be read: {error}") from error
    if private and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise errors.ConfigurationError(
            f"{place}.password_file: others may read {path}. Mend it with: chmod 600 {shlex.quote(str(path))}"
        )
    return _one_line(place, text, str(path))


def _from_command(place: str, command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # the owner's own command, split, without a shell
            shlex.split(command), capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise errors.ConfigurationError(f"{place}.password_command: {error}") from error
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise errors.ConfigurationError(
            f"{place}.password_command ended with {done.returncode}: {told[-1] if told else 'no word'}"
        )
    return _one_line(place, done.stdout, "what password_command prints")


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
