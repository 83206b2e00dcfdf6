"""The machine: the state directory and the casebook in it, the last turns, room on the disk, the service."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from courtesy import config, errors
from courtesy.casebook import file, store
from courtesy.checkup import finding

PLACE = "This machine"
ROOM = 100_000_000  # bytes; a casebook of ten thousand messages takes a third of that
STALE = timedelta(hours=2)  # a daemon looks at least every nine minutes
UNIT = "courtesy.service"
_ASKED = ("LoadState", "ActiveState", "SubState", "Result", "StatusText")


def state(directory: Path) -> finding.Finding:
    """Look at the state directory and the casebook in it, without making either."""
    what = "state"
    if not directory.exists():
        if writable(directory):
            return finding.Finding(place=PLACE, what=what, word=f"{directory} will be made by the first turn.")
        return closed(PLACE, what, directory)
    if not directory.is_dir() or not writable(directory):
        return closed(PLACE, what, directory)
    if directory.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return finding.Finding(
            place=PLACE,
            what=what,
            word=f"Others may look into {directory}.",
            cure=f"chmod 700 {directory}",
            exit_code=1,
        )
    return finding.Finding(place=PLACE, what=what, word=f"{directory} is yours alone.")


def turns(directory: Path, accounts: Sequence[config.Account], now: datetime) -> Iterator[finding.Finding]:
    """Say how the last turn of each account went, and whether that is long ago."""
    if not (directory / file.FILE).exists():
        return
    try:
        book = store.Store.open(directory, exclusive=False)
    except errors.CourtesyError as error:
        yield finding.failed(PLACE, "casebook", error)
        return
    try:
        health = {one.account: one for one in book.health()}
    finally:
        book.close()
    watched = file.holder(directory) is not None
    yield from (_turn(one.name, health.get(one.name), now, watched=watched) for one in accounts)


def _turn(name: str, last: store.Health | None, now: datetime, *, watched: bool) -> finding.Finding:
    what = "last turn"
    if last is None:
        return finding.Finding(place=PLACE, what=what, word=f"{name}: none has been taken yet.")
    told = f"{name}: {last.at:%d %B %Y %H:%M}, {last.word}."
    if not last.well:
        cure = "If it fails still, what is wrong is marked ✗ here; else the next turn will do."
        return finding.Finding(place=PLACE, what=what, word=told, cure=cure)
    if now - last.at > STALE and watched:
        cure = "Something runs, but has taken no turn since. Start it again: systemctl --user restart courtesy"
        return finding.Finding(place=PLACE, what=what, word=told, cure=cure, exit_code=1)
    if now - last.at > STALE:
        return finding.Finding(place=PLACE, what=what, word=told, cure="Nobody watches: start `courtesy run`.")
    return finding.Finding(place=PLACE, what=what, word=told)


def disk(directory: Path, free: int | None = None) -> finding.Finding:
    """Look whether there is room for the casebook; `free` in bytes, asked of the system where it is None."""
    if free is None:
        free = shutil.disk_usage(_there(directory)).free
    if free < ROOM:
        return finding.Finding(
            place=PLACE,
            what="disk",
            word=f"Only {free // 1_000_000} MB are free where {directory} lies.",
            cure=f"Make room, at least {ROOM // 1_000_000} MB, or name another place with --state.",
            exit_code=1,
        )
    size = f"{free / 1e9:.0f} GB" if free >= 1e9 else f"{free // 1_000_000} MB"
    return finding.Finding(place=PLACE, what="disk", word=f"{size} are free.")


def service(directory: Path, environ: Mapping[str, str]) -> finding.Finding:
    """Say whether the service runs: the user's, else the system's."""
    for words in (("systemctl", "--user"), ("systemctl",)):
        said = _properties(words, environ)
        if said.get("LoadState") == "loaded":
            return _unit(" ".join(words), said)
    pid = file.holder(directory)
    if pid:
        return finding.Finding(place=PLACE, what="service", word=f"Courtesy runs, as process {pid}.")
    return finding.Finding(
        place=PLACE,
        what="service",
        word="Not set up: Courtesy watches only as long as `courtesy run` does. README, “As a service”, says how.",
    )


def _properties(words: Sequence[str], environ: Mapping[str, str]) -> dict[str, str]:
    """Ask a service manager about the unit; nothing where there is none."""
    asked = [*words, "show", UNIT, f"--property={','.join(_ASKED)}"]
    try:
        done = subprocess.run(  # noqa: S603  # systemctl, with words of our own
            asked, capture_output=True, text=True, timeout=10, check=False, stdin=subprocess.DEVNULL, env=dict(environ)
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return {}
    return {key: value for key, _, value in (line.partition("=") for line in done.stdout.splitlines())}


def _unit(command: str, said: Mapping[str, str]) -> finding.Finding:
    active, journal = said.get("ActiveState", ""), command.replace("systemctl", "journalctl")
    if active == "active":
        told = said.get("StatusText", "")
        return finding.Finding(place=PLACE, what="service", word=f"Runs. {told}".rstrip())
    if active in {"failed", "activating"} and said.get("Result", "success") != "success":
        return finding.Finding(
            place=PLACE,
            what="service",
            word=f"It has failed ({said['Result']}).",
            cure=f"{journal} -u courtesy -n 30 says why; once mended: {command} restart courtesy",
            exit_code=1,
        )
    if active in {"activating", "reloading"}:
        return finding.Finding(place=PLACE, what="service", word="It is starting.")
    return finding.Finding(
        place=PLACE, what="service", word="Installed, but it does not run.", cure=f"{command} enable --now courtesy"
    )


def writable(path: Path) -> bool:
    """Tell whether a file or directory could be written or made."""
    there = _there(path)
    return os.access(there, os.W_OK | os.X_OK if there.is_dir() else os.W_OK) and (there == path or there.is_dir())


def _there(path: Path) -> Path:
    """Return the path, or the nearest above it that exists."""
    return next((one for one in (path, *path.parents) if one.exists()), path)


def closed(place: str, what: str, path: Path) -> finding.Finding:
    """Return that a place cannot be written."""
    return finding.Finding(
        place=place,
        what=what,
        word=f"{path} cannot be written by this user.",
        cure="Make it yours, or name another place.",
        exit_code=1,
    )
