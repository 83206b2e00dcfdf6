"""The file that the book is kept in: locked against a second daemon, of the newest shape, written in transactions.

The foundation of casebook.store; with it the only room that knows SQL.
"""

import fcntl
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

from courtesy import errors
from courtesy.casebook import ladder

FILE = "casebook.sqlite3"


class Book:
    """The book. ``open`` makes one; ``close`` gives its lock back."""

    def __init__(self, connection: sqlite3.Connection, lock: IO[str] | None = None) -> None:
        self._db = connection
        self._held = lock
        self._guard = threading.RLock()

    @classmethod
    def open(cls, directory: Path, *, exclusive: bool = True) -> Self:
        """Open (or make) the book in a state directory.

        `exclusive` takes the lock that keeps a second daemon away; without it, where there is no book yet, an empty one
        in memory is returned and nothing is made. Raises CasebookLocked or CasebookUnusable.
        """
        path = directory / FILE
        if not exclusive and not path.exists():
            return cls.empty()
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _lock(directory / "lock") if exclusive else None
        path.touch(mode=0o600)
        try:
            connection = _connect(str(path))
            _climb(connection)
        except sqlite3.DatabaseError as error:
            raise errors.CasebookUnusable(
                f"{path}: {error}. Move it away to begin a new one; drafts and reminders stay as they are."
            ) from error
        return cls(connection, lock)

    @classmethod
    def empty(cls) -> Self:
        """Return an empty book in memory."""
        connection = _connect(":memory:")
        _climb(connection)
        return cls(connection)

    def copy(self) -> Self:
        """Return a copy in memory, for a turn that must leave nothing behind."""
        connection = _connect(":memory:")
        with self._guard:
            self._db.backup(connection)
        return type(self)(connection)

    def close(self) -> None:
        """Close the book."""
        with self._guard:
            self._db.close()
            if self._held is not None:
                self._held.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._guard, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db

    def _read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard:
            return self._db.execute(sql, values).fetchall()

    def secret(self) -> bytes:
        """Return the secret that idents are minted with; made with the book, the same ever after."""
        with self._write() as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES ('secret', ?)", (secrets.token_bytes(32),))
        return bytes(self._read("SELECT value FROM meta WHERE key = 'secret'")[0][0])

    def remember(self, key: str, value: str) -> None:
        """Keep a word under a key."""
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value.encode()))

    def recall(self, key: str) -> str:
        """Return the word kept under a key, empty where there is none."""
        rows = self._read("SELECT value FROM meta WHERE key = ?", key)
        return bytes(rows[0][0]).decode() if rows else ""


def _lock(path: Path) -> IO[str]:
    path.touch(mode=0o600)
    handle = path.open("r+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise errors.CasebookLocked(
            f"{path}: another Courtesy is using this state directory; stop it first, or name another with --state."
        ) from None
    handle.seek(0)
    handle.truncate()
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    return handle


def holder(directory: Path) -> int | None:
    """Return the process that holds the book in a state directory, or None."""
    try:
        with (directory / "lock").open() as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return int(handle.read().strip() or 0) or None
    except (OSError, ValueError):
        return None
    return None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # a lost last transaction is done again; a torn one cannot be
    connection.execute("PRAGMA cache_size = -1024")
    return connection


def _climb(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(ladder.LADDER):
        raise errors.CasebookUnusable(
            f"The casebook was written by a newer Courtesy (version {version}; this one knows {len(ladder.LADDER)}). "
            "Use the newer program, or name another state directory with --state."
        )
    for number, step in enumerate(ladder.LADDER[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
