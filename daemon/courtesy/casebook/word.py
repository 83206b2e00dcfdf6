"""The owner's word in the book: decisions, corrections, letters asked for, and the numbers that opportunities go by."""

import json
from collections.abc import Mapping
from datetime import datetime

import msgspec

from courtesy.casebook import file, opportunity


class Word(file.Book):
    """The part of the book that holds the owner's word."""

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

    def requests(self) -> list[opportunity.Request]:
        """Return the letters that the owner asked for, the oldest first."""
        rows = self._read("SELECT message_id, kind, email, extra, at FROM request ORDER BY at")
        return [
            opportunity.Request(
                message_id=str(message_id),
                kind=str(kind),
                email=str(email),
                extra=tuple((str(name), str(value)) for name, value in json.loads(str(extra))),
                at=datetime.fromisoformat(str(at)),
            )
            for message_id, kind, email, extra, at in rows
        ]

    def request(self, one: opportunity.Request) -> None:
        """Write down that the owner asked for a letter; a later word on the same letter stands above it."""
        with self._write() as db:
            db.execute(
                "INSERT OR REPLACE INTO request VALUES (?, ?, ?, ?, ?)",
                (one.message_id, one.kind, one.email, json.dumps(one.extra), one.at.isoformat()),
            )

    def numbers(self) -> dict[str, int]:
        """Return the opportunity's number of every numbered message."""
        return {str(m): int(n) for m, n in self._read("SELECT message_id, opportunity FROM number")}

    def number(self, numbers: Mapping[str, int]) -> None:
        """Write down the numbers of opportunities, by message."""
        with self._write() as db:
            db.executemany("INSERT OR REPLACE INTO number VALUES (?, ?)", list(numbers.items()))
