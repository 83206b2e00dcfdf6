"""The messages in the book: those that tell of hiring, those that sleep until others wake them, traces of the rest."""

import dataclasses
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from courtesy.casebook import file, opportunity
from courtesy.mail import message
from courtesy.reading import reading
from courtesy.reconcile import state

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

_encode = msgspec.json.Encoder(enc_hook=tuple).encode  # of what it does not know: the lines of a message
_messages = msgspec.json.Decoder(message.Message)
_readings = msgspec.json.Decoder(reading.Reading)


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


class Messages(file.Book):
    """The part of the book that holds messages."""

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

    def others(self, beside: opportunity.Case) -> list[opportunity.Judged]:
        """Return the messages of others of which a case says nothing, as they were read by themselves."""
        judged = {one.message_id for one in beside.messages}
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
            if message_id not in judged
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
