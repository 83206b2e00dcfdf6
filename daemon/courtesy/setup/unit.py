"""The user's systemd unit: written for where the program and its configuration lie, and started."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from courtesy import app, errors, resources
from courtesy.setup import keep

NAME = "courtesy.service"


def can(environ: Mapping[str, str]) -> bool:
    """Tell whether a service manager of this user answers."""
    return _manager(["show-environment"], environ) == ""


def path(environ: Mapping[str, str]) -> Path:
    """Return where the unit lies."""
    home = Path(environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME") or "/") / ".config")
    return home / "systemd" / "user" / NAME


def text(where: app.Place, environ: Mapping[str, str]) -> str:
    """Return the unit that ships with the program, started as the one that is running now."""
    packaged = (resources.directory("systemd") / NAME).read_text(encoding="utf-8")
    words = [*_program(), *_places(where, environ), "run"]
    return re.sub(r"(?m)^ExecStart=.*$", lambda _: f"ExecStart={' '.join(map(_quoted, words))}", packaged)


def install(where: app.Place, environ: Mapping[str, str]) -> None:
    """Write the unit, start it, and have it start whenever the user logs in. Raises CourtesyError."""
    keep.written(path(environ), text(where, environ))
    for words in (["daemon-reload"], ["enable", NAME], ["restart", NAME]):
        problem = _manager(words, environ)
        if problem:
            raise errors.CourtesyError(f"systemctl --user {' '.join(words)}: {problem}")


def _program() -> list[str]:
    """Return how this program is started: by its own name where it has been, else by the interpreter."""
    begun = Path(sys.argv[0])
    if begun.name == "courtesy":
        found = begun if begun.is_absolute() else shutil.which("courtesy")
        if found and Path(found).exists():
            return [str(found)]
    return [sys.executable, "-m", "courtesy.cli"]


def _places(where: app.Place, environ: Mapping[str, str]) -> Sequence[str]:
    """Return what must be said where configuration and state do not lie where they usually do."""
    home = {key: value for key, value in environ.items() if key == "HOME"}  # as the service manager has it
    usual = app.place(None, None, home)
    given = [("--config", where.configuration, usual.configuration), ("--state", where.state, usual.state)]
    return [word for option, told, always in given if told != always for word in (option, str(told.absolute()))]


def _quoted(word: str) -> str:
    """Quote a word for ExecStart (systemd.service(5), command lines)."""
    plain = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./$-]+", plain):
        return plain
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _manager(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Ask the user's service manager for something; return what went wrong, empty where nothing did."""
    try:
        done = subprocess.run(  # noqa: S603  # systemctl, with words of our own
            ["systemctl", "--user", *words],  # noqa: S607
            capture_output=True, text=True, timeout=60, check=False, env=dict(environ), stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        return str(error) or type(error).__name__
    told = done.stderr.strip().splitlines()
    return (told[-1] if told else f"ended with {done.returncode}") if done.returncode else ""
