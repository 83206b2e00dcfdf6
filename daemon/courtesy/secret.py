"""Where an account's password comes from: a file, a command, a systemd credential or the keyring.

It never stands in the configuration.
"""

import shlex
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

from courtesy import config, errors


def password(account: config.Account, environ: Mapping[str, str]) -> str:
    """Return the password of an account. Raises ConfigurationError naming what is wrong and how to mend it."""
    imap = account.imap
    if imap.password_file:
        return _from_file(account.name, Path(imap.password_file), private=True)
    if imap.credential:
        directory = environ.get("CREDENTIALS_DIRECTORY")
        if not directory:
            raise errors.ConfigurationError(
                f"accounts[{account.name}].imap.credential: no credentials are passed to this process. "
                f"Add LoadCredential={imap.credential}:FILE to the unit, or use password_file."
            )
        return _from_file(account.name, Path(directory) / imap.credential, private=False)
    if imap.password_command:
        return _from_command(account.name, imap.password_command)
    return _from_keyring(account)


def _from_file(name: str, path: Path, *, private: bool) -> str:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"accounts[{name}].imap: the password cannot be read: {error}") from error
    if private and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise errors.ConfigurationError(
            f"accounts[{name}].imap.password_file: others may read {path}. "
            f"Mend it with: chmod 600 {shlex.quote(str(path))}"
        )
    return _one_line(name, text, str(path))


def _from_command(name: str, command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # the owner's own command, split, without a shell
            shlex.split(command), capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise errors.ConfigurationError(f"accounts[{name}].imap.password_command: {error}") from error
    if done.returncode:
        told = done.stderr.strip().splitlines()
        raise errors.ConfigurationError(
            f"accounts[{name}].imap.password_command ended with {done.returncode}: {told[-1] if told else 'no word'}"
        )
    return _one_line(name, done.stdout, "what password_command prints")


def _from_keyring(account: config.Account) -> str:
    try:
        import keyring  # noqa: PLC0415  # an extra, heavy, and only for those who use it
    except ImportError:
        raise errors.ConfigurationError(
            f"accounts[{account.name}].imap.keyring: the keyring package is not installed. "
            "Mend it with: pip install 'courtesy[keyring]'"
        ) from None
    try:
        found = keyring.get_password("courtesy", account.address)
    except Exception as error:  # each backend raises its own
        raise errors.ConfigurationError(f"accounts[{account.name}].imap.keyring: {error}") from error
    if not found:
        raise errors.ConfigurationError(
            f"accounts[{account.name}].imap.keyring: no password there. "
            f"Store it with: keyring set courtesy {account.address}"
        )
    return str(found)


def _one_line(name: str, text: str, where: str) -> str:
    first = text.splitlines()[0] if text else ""
    if not first:
        raise errors.ConfigurationError(f"accounts[{name}].imap: {where} is empty; the password is its first line.")
    return first
