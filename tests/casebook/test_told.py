"""What the owner was told, and what fails, in the book."""

import contextlib
import sqlite3
from datetime import UTC, date, datetime, timedelta

from courtesy.casebook import file, ladder, store
from courtesy.plan import pace, trouble

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def told(day, **more):
    fields = {"ident": "a", "way": "mail", "at": NOW, "given": True, "tries": 2, "due": NOW + timedelta(hours=1)}
    return pace.Told(day=day, **{**fields, **more})


def trouble_at(hours, kind=trouble.Kind.LATER):
    at = NOW + timedelta(hours=hours)
    return trouble.Trouble(account="home", kind=kind, word="no route", since=at, at=at)


def test_a_later_try_stands_above_an_earlier_one_and_what_is_long_past_is_forgotten():
    book = store.Store.empty()
    book.tell([told(date(2026, 1, 4)), told(date(2026, 5, 4), given=False), told(date(2026, 5, 4))])
    assert book.told() == [told(date(2026, 5, 4))]


def test_a_failure_lasts_since_it_began_until_a_turn_succeeds_or_it_becomes_another():
    book = store.Store.empty()
    for hours in (0, 1, 2):
        book.failed(trouble_at(hours))
    [one] = book.failing()
    assert (one.since, one.at) == (NOW, NOW + timedelta(hours=2))
    book.failed(trouble_at(3, trouble.Kind.LOG_IN))
    assert book.failing() == [trouble_at(3, trouble.Kind.LOG_IN)]
    book.well("home")
    assert book.failing() == []


def test_a_book_of_an_earlier_shape_knows_what_was_mailed(tmp_path):
    before = next(n for n, step in enumerate(ladder.LADDER) if "CREATE TABLE told" in step)
    with contextlib.closing(sqlite3.connect(tmp_path / file.FILE)) as raw, raw:
        for step in ladder.LADDER[:before]:
            raw.executescript(step)
        raw.execute("INSERT INTO notice VALUES ('a', ?)", (NOW.isoformat(),))
        raw.execute(f"PRAGMA user_version = {before}")
    with contextlib.closing(store.Store.open(tmp_path)) as book:
        [one] = book.told()
    assert (one.ident, one.day, one.way, one.given) == ("a", date(2026, 5, 4), "mail", True)
