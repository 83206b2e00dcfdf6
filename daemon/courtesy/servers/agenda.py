"""The twin of a CalDAV calendar in memory, for tests and dry runs: the same answers, no socket."""

import hashlib
import itertools
import re

from courtesy import errors, ports

_UID = re.compile(rb"^UID:([^\r\n]+)", re.MULTILINE)


class Store:
    """What a server keeps; `objects` is None until the calendar is made. ``away`` lets every call fail."""

    def __init__(self) -> None:
        self.objects: dict[str, ports.Lying] | None = None
        self.away = False
        self._number = itertools.count(1)

    def write(self, uid: str, data: bytes) -> ports.Lying:
        """Write an object as a client of the owner's does, over whatever lies there."""
        self.objects = self.objects or {}
        version = f'"{next(self._number)}-{hashlib.sha256(data).hexdigest()[:8]}"'
        self.objects[uid] = ports.Lying(data=data, version=version)
        return self.objects[uid]

    def delete(self, uid: str) -> None:
        """Delete an object as a client of the owner's does."""
        (self.objects or {}).pop(uid, None)


class Calendar:
    """One connection to it; see ports.Calendar."""

    name = "caldav"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def look(self) -> dict[str, ports.Lying] | None:
        """Return the objects that lie there, by UID; None where there is no such calendar."""
        self._reach()
        return None if self._store.objects is None else dict(self._store.objects)

    async def put(self, uid: str, data: bytes, over: ports.Lying | None) -> ports.Lying:
        """Put an object there; raises Overtaken where something else lies there than `over`."""
        self._reach()
        told = _UID.search(data)
        if told is None or told[1].decode() != uid:
            raise errors.CourtesyError("An object without its UID was refused.")
        self._match(uid, over)
        return self._store.write(uid, data)

    async def remove(self, uid: str, lying: ports.Lying) -> None:
        """Take an object away; raises Overtaken where it was changed meanwhile."""
        self._reach()
        if uid in (self._store.objects or {}):
            self._match(uid, lying)
            self._store.delete(uid)

    def _reach(self) -> None:
        if self._store.away:
            raise errors.TryLater("The calendar is out of reach.")

    def _match(self, uid: str, over: ports.Lying | None) -> None:
        lies = (self._store.objects or {}).get(uid)
        if (lies.version if lies else None) != (over.version if over else None):
            raise errors.Overtaken(f"{uid} was changed meanwhile.")
