"""What the owner was told in the book: how far each notice has come, and which mailboxes cannot be watched."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from courtesy.casebook import file
from courtesy.plan import pace, trouble

_KEPT = timedelta(days=90)


class Told(file.Book):
    """The part of the book that holds notices and what they tell of failures."""

    def told(self) -> list[pace.Told]:
        """Return how far every occasion has come on every way."""
        rows = self._read("SELECT ident, day, way, at, given, tries, due FROM told ORDER BY ident, day, way")
        return [
            pace.Told(
                ident=str(ident),
                day=date.fromisoformat(str(day)),
                way=str(way),
                at=datetime.fromisoformat(str(at)),
                given=bool(given),
                tries=int(tries),
                due=datetime.fromisoformat(str(due)),
            )
            for ident, day, way, at, given, tries, due in rows
        ]

    def tell(self, rows: Iterable[pace.Told]) -> None:
        """Write down how far occasions have come; what is long past is forgotten."""
        with self._write() as db:
            for one in rows:
                db.execute(
                    "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(one.ident, one.day.isoformat(), one.way, one.at.isoformat()),
                        *(int(one.given), one.tries, one.due.isoformat()),
                    ),
                )
                db.execute("DELETE FROM told WHERE day < ?", ((one.day - _KEPT).isoformat(),))

    def failing(self) -> list[trouble.Trouble]:
        """Return the accounts whose last turn failed."""
        rows = self._read("SELECT account, kind, word, since, at FROM failing ORDER BY account")
        return [
            trouble.Trouble(
                account=str(account),
                kind=trouble.Kind(str(kind)),
                word=str(word),
                since=datetime.fromisoformat(str(since)),
                at=datetime.fromisoformat(str(at)),
            )
            for account, kind, word, since, at in rows
        ]

    def failed(self, one: trouble.Trouble) -> None:
        """Write down that a turn failed; since when it does so stays as it is while the kind of failure does."""
        with self._write() as db:
            db.execute(
                "INSERT INTO failing VALUES (?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                " since = CASE kind WHEN excluded.kind THEN since ELSE excluded.since END,"
                " kind = excluded.kind, word = excluded.word, at = excluded.at",
                (one.account, str(one.kind), one.word, one.since.isoformat(), one.at.isoformat()),
            )

    def well(self, account: str) -> None:
        """Write down that a turn succeeded: whatever failed is over."""
        with self._write() as db:
            db.execute("DELETE FROM failing WHERE account = ?", (account,))
