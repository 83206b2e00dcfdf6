"""The reminders directory (a vdir: one file an event) and the feed file beside it. Files are the owner's alone."""

import os
import tempfile
from pathlib import Path

_SUFFIX = ".ics"


class Shelf:
    """A directory of ``UID.ics`` files and one feed; see ports.Shelf."""

    def __init__(self, directory: Path, feed: Path) -> None:
        self._directory = directory
        self._feed = feed

    def read(self) -> dict[str, bytes]:
        """Return the objects that lie there, by the UID that the file is named after."""
        if not self._directory.is_dir():
            return {}
        return {path.stem: path.read_bytes() for path in self._directory.glob(f"*{_SUFFIX}") if path.is_file()}

    def write(self, uid: str, data: bytes) -> None:
        """Put an object there."""
        _write(self._directory / f"{uid}{_SUFFIX}", data)

    def remove(self, uid: str) -> None:
        """Take an object away."""
        (self._directory / f"{uid}{_SUFFIX}").unlink(missing_ok=True)

    def feed(self, data: bytes) -> None:
        """Write the feed, if it says anything new."""
        if not self._feed.is_file() or self._feed.read_bytes() != data:
            _write(self._feed, data)


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that a calendar never sees half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
