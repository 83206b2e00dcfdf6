"""The book that the casebook is kept in: SQLite, one file for each state directory.

Messages (kept), the owner's word (word), what the owner was told (told), and what we did: letters, flags, reminders,
turns. Everything is written in transactions that leave the book whole when the process is killed at any point. Calls
are short and may come from any thread.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from courtesy.casebook import kept, told, word
from courtesy.reconcile import state

Cursor = kept.Cursor
Read = kept.Read

_encode = msgspec.json.Encoder().encode
_drafts = msgspec.json.Decoder(state.Draft)
_reminders = msgspec.json.Decoder(state.ReminderMemory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the last turn of an account went."""

    account: str
    at: datetime
    well: bool
    word: str


class Store(kept.Messages, told.Told, word.Word):
    """The book. ``open`` makes one; ``close`` gives its lock back."""

    def memory(self, account: str) -> state.Memory:
        """Return what we did before in an account."""
        return state.Memory(drafts=tuple(self.drafts(account)), flags=tuple(self._flags(account)))

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

    def reminders(self, place: str | None = None) -> list[state.ReminderMemory]:
        """Return the reminders remembered, of one calendar or of all."""
        rows = self._read("SELECT row FROM entry WHERE ? IS NULL OR place = ? ORDER BY place, uid", place, place)
        return [_reminders.decode(row[0]) for row in rows]

    def put_reminder(self, reminder: state.ReminderMemory) -> None:
        """Write down a reminder."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (reminder.place, reminder.uid, _encode(reminder))
            )

    def health(self) -> list[Health]:
        """Return how the last turn of each account went."""
        rows = self._read("SELECT account, at, well, word FROM health ORDER BY account")
        return [
            Health(account=str(a), at=datetime.fromisoformat(str(at)), well=bool(well), word=str(word))
            for a, at, well, word in rows
        ]

    def drop_health(self, account: str) -> None:
        """Forget how it went."""
        with self._write() as db:
            db.execute("DELETE FROM health WHERE account = ?", (account,))

    def put_health(self, health: Health) -> None:
        """Write down how a turn went."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO health VALUES (?, ?, ?, ?)",
                (health.account, health.at.isoformat(), int(health.well), health.word),
            )
