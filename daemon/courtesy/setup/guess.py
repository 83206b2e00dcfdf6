"""Guesses at what the system knows of its user: time zone and name."""

import contextlib
import os
import pwd
import subprocess
import zoneinfo
from collections.abc import Mapping
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
_NOBODYS = frozenset({"UTC", "Etc/UTC", "Universal", "Zulu", "GMT", "UCT", "Etc/GMT"})  # what a server is set to


def timezone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """Return the IANA name of the system's time zone; empty where it names none, or one that nobody lives in."""
    told = environ.get("TZ", "").removeprefix(":")
    with contextlib.suppress(OSError):
        told = told or str(localtime.resolve())
    name = told.rpartition("zoneinfo/")[2]
    return name if name in zoneinfo.available_timezones() and name not in _NOBODYS else ""


def name(environ: Mapping[str, str]) -> str:
    """Return the user's name as git or the system has it; empty where neither knows one."""
    return _of_git(environ) or _of_the_system()


def _of_git(environ: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "--global", "user.name"],  # noqa: S607  # whichever git the owner has
            capture_output=True, text=True, timeout=5, check=False, env=dict(environ), stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return ""
    return done.stdout.strip()


def _of_the_system() -> str:
    with contextlib.suppress(KeyError):
        told = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
        if " " in told:  # else it is a log-in name such as “root”
            return told
    return ""
