"""The ways in which the password can be kept, as a table; each stores it, and says what to write into [accounts.imap].

A further way (OAuth 2 is one) is a further line of WAYS.
"""

import contextlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from courtesy import errors

Settings = Mapping[str, str | bool]
COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A password and whose it is; `directory` is where the configuration lies."""

    account: str
    address: str
    password: str
    directory: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to keep a password: the option's word for it, what it is to a person, and how it is done."""

    name: str
    label: str
    ready: Callable[[], bool]  # whether this machine has what it needs
    keep: Callable[[Secret], Settings]  # raises ConfigurationError


def ways() -> list[Way]:
    """Return the ways that this machine has, the usual one first."""
    return [one for one in WAYS if one.ready()]


def written(path: Path, text: str) -> None:
    """Write a file of the owner's alone, whole or not at all. Raises CourtesyError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replaced(path, text)
    except OSError as error:
        raise errors.CourtesyError(f"{path} cannot be written: {error.strerror}.") from error


def _replaced(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _in_a_file(secret: Secret) -> Settings:
    name = f"{secret.account}.password"
    written(secret.directory / name, secret.password + "\n")
    return {"password_file": name}


def _in_the_keyring(secret: Secret) -> Settings:
    import keyring  # noqa: PLC0415  # an extra, for those who use it
    import keyring.errors  # noqa: PLC0415

    try:
        keyring.set_password("courtesy", secret.address, secret.password)
    except keyring.errors.KeyringError as error:
        raise errors.ConfigurationError(f"The keyring did not take the password: {error}") from None
    return {"keyring": True}


def _keyring_is_there() -> bool:
    try:
        import keyring  # noqa: PLC0415
        import keyring.backends.fail  # noqa: PLC0415
    except ImportError:
        return False
    with contextlib.suppress(Exception):  # each backend raises its own
        return keyring.get_keyring().priority >= 1
    return False


def _sealed(secret: Secret) -> Settings:
    """Have systemd encrypt it for this machine (and user); every verb can then have it decrypted again."""
    path = secret.directory / f"{secret.account}.credential"
    label = f"--name=courtesy.{secret.account}"
    sealed = _seal(label, secret.password)
    if sealed is None:
        raise errors.ConfigurationError("systemd-creds did not take the password; keep it in another way.")
    written(path, sealed)
    return {"password_command": shlex.join(["systemd-creds", *_scope(), "decrypt", label, str(path), "-"])}


def _seal(label: str, text: str) -> str | None:
    """Return text as systemd encrypts it; None where it does not."""
    try:
        done = subprocess.run(  # noqa: S603  # systemd's own, with words of ours; the secret goes in by standard input
            ["systemd-creds", *_scope(), "encrypt", label, "-", "-"],  # noqa: S607
            input=text, text=True, capture_output=True, check=False, timeout=30,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _scope() -> list[str]:
    """Return how systemd-creds seals: for the system as root, else for the user, which it can since systemd 256."""
    return [] if os.getuid() == 0 else ["--user"]


def _systemd_seals() -> bool:
    """Tell whether systemd seals on this machine, by having it seal something: it may be too old, or have no key."""
    return _seal("--name=courtesy.trial", "trial") is not None


def _nowhere(secret: Secret) -> Settings:
    raise errors.ConfigurationError(f"No command for {secret.account} was given.")  # the wizard asks for it


WAYS = (
    Way(name="file", label="in a file that only you can read", ready=lambda: True, keep=_in_a_file),
    Way(name="keyring", label="in the keyring of your desktop", ready=_keyring_is_there, keep=_in_the_keyring),
    Way(
        name="credential",
        label="sealed by systemd, so that only this machine can read it",
        ready=_systemd_seals,
        keep=_sealed,
    ),
    Way(
        name=COMMAND,
        label="not at all: a command of yours prints it, such as that of a password manager",
        ready=lambda: True,
        keep=_nowhere,
    ),
)
