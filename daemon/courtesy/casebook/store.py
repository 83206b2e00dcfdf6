"""The book that the casebook is kept in: SQLite, one file for each state directory. The only room that knows SQL.

Everything is written in transactions that leave the book whole when the process is killed at any point. A second daemon
on the same book is refused by a lock. Calls are short and may come from any thread.
"""

import dataclasses
import fcntl
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from courtesy import errors
from courtesy.casebook import ladder, opportunity
from courtesy.mail import message
from courtesy.reading import reading
from courtesy.reconcile import state

FILE = "casebook.sqlite3"

_NOTHING, _AWAKE, _ASLEEP = 0, 1, 2  # what a message tells of hiring: nothing; something; maybe, seen with others
_MOST_SLEEPERS = 2000  # that one fold is given

_NEAR = f"""
    WITH near (message_id) AS (
        SELECT DISTINCT theirs.message_id FROM message JOIN tie AS ours USING (message_id)
        JOIN tie AS theirs ON theirs.key = ours.key WHERE message.depth = {_AWAKE}),
    thread (message_id) AS (
        SELECT DISTINCT theirs.message_id FROM near JOIN tie AS ours USING (message_id)
        JOIN tie AS theirs ON theirs.key = ours.key WHERE ours.key BETWEEN 'm ' AND 'm!')
    SELECT account, mailbox, message, reading FROM message WHERE depth = {_ASLEEP} AND message_id IN (
        SELECT message_id FROM near UNION SELECT message_id FROM thread UNION SELECT value FROM json_each(?))
    ORDER BY date DESC LIMIT ?
"""  # noqa: S608  # two numbers of ours

_encode = msgspec.json.Encoder().encode
_messages = msgspec.json.Decoder(message.Message)
_readings = msgspec.json.Decoder(reading.Reading)
_drafts = msgspec.json.Decoder(state.Draft)
_reminders = msgspec.json.Decoder(state.ReminderMemory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a mailbox has been read: every UID from `low` to `high`; `complete` when nothing older is wanted."""

    uidvalidity: int
    low: int
    high: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A message read: its UID, whether the owner wrote it, and the keys to find it by while it sleeps."""

    uid: int
    entry: opportunity.Entry
    own: bool
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the last turn of an account went."""

    account: str
    at: datetime
    well: bool
    word: str


class Store:
    """The book. ``open`` makes one; ``close`` gives its lock back."""

    def __init__(self, connection: sqlite3.Connection, lock: IO[str] | None = None) -> None:
        self._db = connection
        self._held = lock
        self._guard = threading.RLock()

    @classmethod
    def open(cls, directory: Path, *, exclusive: bool = True) -> "Store":
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
    def empty(cls) -> "Store":
        """Return an empty book in memory."""
        connection = _connect(":memory:")
        _climb(connection)
        return cls(connection)

    def copy(self) -> "Store":
        """Return a copy in memory, for a turn that must leave nothing behind."""
        connection = _connect(":memory:")
        with self._guard:
            self._db.backup(connection)
        return Store(connection)

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

    # -- itself ----------------------------------------------------------------------------------------------------

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

    # -- messages --------------------------------------------------------------------------------------------------

    def cursor(self, account: str, mailbox: str) -> Cursor | None:
        """Return how far a mailbox has been read."""
        rows = self._read(
            "SELECT uidvalidity, low, high, complete FROM cursor WHERE account = ? AND mailbox = ?", account, mailbox
        )
        return (
            msgspec.convert(
                dict(zip(("uidvalidity", "low", "high", "complete"), rows[0], strict=True)), Cursor, strict=False
            )
            if rows
            else None
        )

    def record(self, account: str, mailbox: str, cursor: Cursor, batch: Sequence[Read]) -> None:
        """Write down a batch of messages and how far that brings us, at once.

        A message known already keeps what stands in the book. Of one without a trace of hiring the text is not kept.
        """
        with self._write() as db:
            for one in batch:
                message_id = one.entry.message.message_id
                new = db.execute(
                    "INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _message_row(one)
                ).rowcount
                if new:
                    db.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?)", [(key, message_id) for key in one.ties])
                db.execute(
                    "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?)",
                    (account, mailbox, cursor.uidvalidity, one.uid, message_id),
                )
            db.execute(
                "DELETE FROM place WHERE account = ? AND mailbox = ? AND uidvalidity <> ?",
                (account, mailbox, cursor.uidvalidity),
            )
            db.execute(
                "INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?, ?)",
                (account, mailbox, cursor.uidvalidity, cursor.low, cursor.high, int(cursor.complete)),
            )

    def reread(self, again: Iterable[tuple[str, reading.Reading]]) -> None:
        """Replace readings, by Message-ID, with those of newer rules."""
        with self._write() as db:
            db.executemany(
                "UPDATE message SET reading = ?, kind = ?, confidence = ?, depth = ? WHERE message_id = ?",
                [(_encode(r), str(r.kind), r.confidence, _depth(r), message_id) for message_id, r in again],
            )

    def entries(self, *, asleep: bool = False) -> list[opportunity.Entry]:
        """Return every message with a trace of hiring, oldest first; those asleep too if asked for."""
        rows = self._read(
            "SELECT account, mailbox, message, reading FROM message WHERE depth IN (?, ?) ORDER BY date, message_id",
            _AWAKE,
            _ASLEEP if asleep else _AWAKE,
        )
        return [_entry(row) for row in rows]

    def sleepers(self, named: Iterable[str] = ()) -> list[opportunity.Entry]:
        """Return the messages asleep that share a key with one awake, those of their threads, and those named by id."""
        rows = self._read(_NEAR, json.dumps(sorted(named)), _MOST_SLEEPERS)
        return [_entry(row) for row in rows]

    def others(self) -> list[opportunity.Judged]:
        """Return the messages of others that by themselves tell nothing of hiring, as they were read."""
        rows = self._read(
            "SELECT message_id, mailbox, kind, confidence FROM message WHERE depth <> ? AND own = 0 ORDER BY date",
            _AWAKE,
        )
        return [
            opportunity.Judged(
                message_id=str(message_id),
                mailbox=str(mailbox),
                kind=reading.Kind(str(kind)),
                confidence=float(confidence),
                anchor=None,
                because=(),
            )
            for message_id, mailbox, kind, confidence in rows
        ]

    def sent(self, account: str, since: datetime) -> list[state.SentMail]:
        """Return the owner's own messages in an account since an instant."""
        rows = self._read(
            "SELECT message FROM message WHERE own = 1 AND account = ? AND date >= ?", account, _instant(since)
        )
        return [_sent(_messages.decode(row[0])) for row in rows]

    def places(self, account: str, message_ids: Iterable[str]) -> list[tuple[str, str, int, int]]:
        """Return (Message-ID, mailbox, UIDVALIDITY, UID) of every place of the messages in an account."""
        found: list[tuple[str, str, int, int]] = []
        for message_id in message_ids:
            found += [
                (message_id, str(mailbox), int(uidvalidity), int(uid))
                for mailbox, uidvalidity, uid in self._read(
                    "SELECT mailbox, uidvalidity, uid FROM place"
                    " WHERE account = ? AND message_id = ? ORDER BY uid DESC",
                    account,
                    message_id,
                )
            ]
        return found

    def counts(self) -> dict[str, int]:
        """Return how many messages have been read, by account."""
        return {str(a): int(n) for a, n in self._read("SELECT account, COUNT(*) FROM message GROUP BY account")}

    # -- the owner's word ------------------------------------------------------------------------------------------

    def decisions(self) -> list[opportunity.OwnerDecision]:
        """Return the owner's decisions."""
        rows = self._read("SELECT message_id, decision, reason, because, at FROM decision ORDER BY at")
        names = ("message_id", "decision", "reason", "because", "at")
        return [msgspec.convert(dict(zip(names, row, strict=True)), opportunity.OwnerDecision) for row in rows]

    def decide(self, decision: opportunity.OwnerDecision) -> None:
        """Write down a decision; a later one on the same message stands above it."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)",
                (
                    decision.message_id,
                    str(decision.decision),
                    decision.reason,
                    decision.because,
                    decision.at.isoformat(),
                ),
            )

    def undecide(self, message_id: str) -> None:
        """Strike a decision."""
        with self._write() as db:
            db.execute("DELETE FROM decision WHERE message_id = ?", (message_id,))

    def corrections(self) -> list[opportunity.Correction]:
        """Return the owner's corrections."""
        rows = self._read("SELECT subject, field, value FROM correction ORDER BY subject, field")
        return [opportunity.Correction(subject=str(s), field=str(f), value=str(v)) for s, f, v in rows]

    def correct(self, correction: opportunity.Correction) -> None:
        """Write down a correction; a later one of the same field stands above it."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO correction VALUES (?, ?, ?)",
                (correction.subject, correction.field, correction.value),
            )

    def uncorrect(self, subject: str, field: str) -> None:
        """Strike a correction."""
        with self._write() as db:
            db.execute("DELETE FROM correction WHERE subject = ? AND field = ?", (subject, field))

    def numbers(self) -> dict[str, int]:
        """Return the opportunity's number of every numbered message."""
        return {str(m): int(n) for m, n in self._read("SELECT message_id, opportunity FROM number")}

    def number(self, numbers: Mapping[str, int]) -> None:
        """Write down the numbers of opportunities, by message."""
        with self._write() as db:
            db.executemany("INSERT OR REPLACE INTO number VALUES (?, ?)", list(numbers.items()))

    # -- what we did -----------------------------------------------------------------------------------------------

    def memory(self, account: str) -> state.Memory:
        """Return what we did before in an account."""
        return state.Memory(
            drafts=tuple(self.drafts(account)), flags=tuple(self._flags(account)), reminders=tuple(self.reminders())
        )

    def drafts(self, account: str | None = None) -> list[state.Draft]:
        """Return the letters remembered, of one account or of all."""
        rows = self._read("SELECT row FROM draft WHERE ? IS NULL OR account = ? ORDER BY slot", account, account)
        return [_drafts.decode(row[0]) for row in rows]

    def put_drafts(self, drafts: Iterable[state.Draft]) -> None:
        """Write down, at once, where letters are in their lives."""
        with self._write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)",
                [(one.slot.key, one.account, str(one.state), _encode(one)) for one in drafts],
            )

    def _flags(self, account: str) -> list[state.FlagMemory]:
        rows = self._read("SELECT account, message_id, flag, state FROM flag WHERE account = ?", account)
        return [
            state.FlagMemory(account=str(a), message_id=str(m), flag=str(f), state=state.FlagState(str(s)))
            for a, m, f, s in rows
        ]

    def put_flags(self, flags: Iterable[state.FlagMemory]) -> None:
        """Write down whose flags are."""
        with self._write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO flag VALUES (?, ?, ?, ?)",
                [(f.account, f.message_id, f.flag, str(f.state)) for f in flags],
            )

    def drop_flags(self, flags: Iterable[state.FlagMemory]) -> None:
        """Forget flags."""
        with self._write() as db:
            db.executemany(
                "DELETE FROM flag WHERE account = ? AND message_id = ? AND flag = ?",
                [(f.account, f.message_id, f.flag) for f in flags],
            )

    def reminders(self) -> list[state.ReminderMemory]:
        """Return the reminders remembered."""
        return [_reminders.decode(row[0]) for row in self._read("SELECT row FROM reminder ORDER BY uid")]

    def put_reminder(self, reminder: state.ReminderMemory) -> None:
        """Write down a reminder."""
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO reminder VALUES (?, ?)", (reminder.uid, _encode(reminder)))

    def notified(self, ident: str) -> datetime | None:
        """Return when the owner was given that notice."""
        rows = self._read("SELECT at FROM notice WHERE ident = ?", ident)
        return datetime.fromisoformat(str(rows[0][0])) if rows else None

    def put_notice(self, ident: str, at: datetime) -> None:
        """Write down that the owner was given a notice."""
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO notice VALUES (?, ?)", (ident, at.isoformat()))

    def health(self) -> list[Health]:
        """Return how the last turn of each account went."""
        rows = self._read("SELECT account, at, well, word FROM health ORDER BY account")
        return [
            Health(account=str(a), at=datetime.fromisoformat(str(at)), well=bool(well), word=str(word))
            for a, at, well, word in rows
        ]

    def put_health(self, health: Health) -> None:
        """Write down how a turn went."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO health VALUES (?, ?, ?, ?)",
                (health.account, health.at.isoformat(), int(health.well), health.word),
            )


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


def _message_row(one: Read) -> tuple[object, ...]:
    mail, read = one.entry.message, one.entry.reading
    if not read.relevant:
        mail = dataclasses.replace(mail, lines=(), documents=(), invitations=())
    return (
        mail.message_id,
        one.entry.account,
        one.entry.mailbox,
        _instant(mail.date),
        int(one.own),
        _depth(read),
        str(read.kind),
        read.confidence,
        _encode(mail),
        _encode(read),
    )


def _depth(read: reading.Reading) -> int:
    return (_ASLEEP if read.asleep else _AWAKE) if read.relevant else _NOTHING


def _entry(row: tuple[Any, ...]) -> opportunity.Entry:
    account, mailbox, mail, read = row
    return opportunity.Entry(
        account=account, mailbox=mailbox, message=_messages.decode(mail), reading=_readings.decode(read)
    )


def _instant(moment: datetime) -> str:
    """Return an instant as text that sorts as instants do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _sent(mail: message.Message) -> state.SentMail:
    return state.SentMail(
        message_id=mail.message_id,
        to=frozenset(a.key for a in (*mail.to, *mail.cc)),
        subject=mail.subject,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        date=mail.date,
    )
