"""The reminders directory (a vdir: one file an event) and the feed file beside it. Files are the owner's alone."""

import hashlib
import os
import tempfile
from pathlib import Path

from courtesy import errors, ports

_SUFFIX = ".ics"


class Shelf:
    """A directory of ``UID.ics`` files and one feed; see ports.Shelf."""

    name = "directory"

    def __init__(self, directory: Path, feed: Path) -> None:
        self._directory = directory
        self._feed = feed

    async def look(self) -> dict[str, ports.Lying] | None:
        """Return the objects that lie there, by the UID that the file is named after; None where no directory is."""
        if not self._directory.is_dir():
            return None
        return {path.stem: _lying(path.read_bytes()) for path in self._directory.glob(f"*{_SUFFIX}") if path.is_file()}

    async def put(self, uid: str, data: bytes, over: ports.Lying | None) -> ports.Lying:
        """Put an object there; raises Overtaken where something else lies there than `over`."""
        path = self._directory / f"{uid}{_SUFFIX}"
        _check(path, over)
        write(path, data)
        return _lying(data)

    async def remove(self, uid: str, lying: ports.Lying) -> None:
        """Take an object away; raises Overtaken where it was changed meanwhile."""
        path = self._directory / f"{uid}{_SUFFIX}"
        if path.is_file():
            _check(path, lying)
            path.unlink(missing_ok=True)

    def feed(self, data: bytes) -> None:
        """Write the feed, if it says anything new."""
        if not self._feed.is_file() or self._feed.read_bytes() != data:
            write(self._feed, data)


def _lying(data: bytes) -> ports.Lying:
    return ports.Lying(data=data, version=hashlib.sha256(data).hexdigest())


def _check(path: Path, over: ports.Lying | None) -> None:
    lies = path.read_bytes() if path.is_file() else None
    if lies != (over.data if over else None):
        raise errors.Overtaken(f"{path.name} was changed meanwhile.")


def write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that nobody sees half a file, nor anybody else any of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
