"""The book: locked, migrated, whole."""

import contextlib
import dataclasses
import sqlite3
import stat
from datetime import UTC, datetime

import pytest

import jobmail
from courtesy import errors
from courtesy.casebook import file, ladder, opportunity, store
from courtesy.mail import parse
from courtesy.reading import reading

NOTHING = opportunity.Case(opportunities=(), messages=())


def entry(data=None, *, relevant=True):
    mail = parse.parse(data or jobmail.offer())
    said = reading.Reading(
        message_id=mail.message_id, kind=reading.Kind.OFFER, confidence=0.9, language="en", relevant=relevant
    )
    return opportunity.Entry(account="home", mailbox="INBOX", message=mail, reading=said)


def cursor(high=5, *, uidvalidity=1):
    return store.Cursor(uidvalidity=uidvalidity, low=1, high=high, complete=True)


@pytest.fixture
def book(tmp_path):
    one = store.Store.open(tmp_path)
    yield one
    one.close()


def test_what_was_written_down_is_there_after_reopening(tmp_path):
    book = store.Store.open(tmp_path)
    book.record("home", "INBOX", cursor(), [store.Read(uid=5, entry=entry(), own=False)])
    book.close()
    again = store.Store.open(tmp_path)
    assert again.entries() == [entry()]
    assert again.cursor("home", "INBOX") == cursor()
    again.close()


def test_of_mail_without_a_trace_of_hiring_the_text_is_not_kept(book):
    book.record("home", "INBOX", cursor(), [store.Read(uid=5, entry=entry(relevant=False), own=False)])
    assert book.entries() == []
    assert [one.message_id for one in book.others(NOTHING)] == [jobmail.OFFER]
    with sqlite3.connect(book._db.execute("PRAGMA database_list").fetchone()[2]) as raw:
        assert b"delighted" not in raw.execute("SELECT message FROM message").fetchone()[0]


def test_a_message_known_already_keeps_what_stands_in_the_book(book):
    book.record("home", "INBOX", cursor(5), [store.Read(uid=5, entry=entry(), own=False)])
    forged = entry(
        jobmail.mail("Nora Quist <nora.quist@harbourline.example>", "Other", "Forged", message_id=jobmail.OFFER)
    )
    book.record("home", "INBOX", cursor(6), [store.Read(uid=6, entry=forged, own=False)])
    assert [one.message.subject for one in book.entries()] == ["Your offer from Harbour Line"]


def test_places_of_an_older_uidvalidity_are_forgotten(book):
    book.record("home", "INBOX", cursor(), [store.Read(uid=5, entry=entry(), own=False)])
    book.record("home", "INBOX", cursor(uidvalidity=2), [store.Read(uid=1, entry=entry(), own=False)])
    assert book.places("home", [jobmail.OFFER]) == [(jobmail.OFFER, "INBOX", 2, 1)]


def test_a_second_daemon_on_one_state_directory_is_refused(tmp_path, book):
    with pytest.raises(errors.CasebookLocked, match="another Courtesy"):
        store.Store.open(tmp_path)


def test_looking_on_needs_no_lock(tmp_path, book):
    store.Store.open(tmp_path, exclusive=False).close()


def test_who_holds_the_book_can_be_found(tmp_path):
    assert file.holder(tmp_path) is None
    book = store.Store.open(tmp_path)
    assert file.holder(tmp_path) is not None
    book.close()
    assert file.holder(tmp_path) is None


def test_files_are_the_owners_alone(tmp_path):
    store.Store.open(tmp_path / "state").close()
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    for path in (tmp_path / "state").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_book_newer_than_the_program_is_refused(tmp_path):
    store.Store.open(tmp_path).close()
    with sqlite3.connect(tmp_path / file.FILE) as raw:
        raw.execute(f"PRAGMA user_version = {len(ladder.LADDER) + 1}")
    with pytest.raises(errors.CasebookUnusable, match="newer"):
        store.Store.open(tmp_path)


def test_an_empty_file_climbs_the_whole_ladder(tmp_path):
    sqlite3.connect(tmp_path / file.FILE).close()
    store.Store.open(tmp_path).close()
    with sqlite3.connect(tmp_path / file.FILE) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == len(ladder.LADDER)


def test_a_file_that_is_no_book_is_a_clear_error_that_names_it(tmp_path):
    (tmp_path / file.FILE).write_bytes(b"this is no database, and long enough to be looked at" * 100)
    with pytest.raises(errors.CasebookUnusable, match=file.FILE):
        store.Store.open(tmp_path)


def test_the_secret_stays_the_same(tmp_path):
    one = store.Store.open(tmp_path)
    secret = one.secret()
    one.close()
    again = store.Store.open(tmp_path)
    assert again.secret() == secret
    again.close()


def test_a_copy_leaves_nothing_behind(book):
    book.copy().correct(opportunity.Correction(subject="<x@y>", field="kind", value="other"))
    assert book.corrections() == []


def test_a_decision_can_be_taken_back(book):
    one = opportunity.OwnerDecision(
        message_id="<x@y>", decision=opportunity.Decision.DECLINE, reason="pay", because="too far", at=datetime.now(UTC)
    )
    book.decide(one)
    assert book.decisions() == [one]
    book.undecide("<x@y>")
    assert book.decisions() == []


def test_looking_on_where_there_is_no_book_makes_none(tmp_path):
    book = store.Store.open(tmp_path / "state", exclusive=False)
    assert book.entries() == []
    book.close()
    assert not (tmp_path / "state").exists()


def test_a_personal_mail_sleeps_until_one_of_hiring_shares_a_tie_with_it(book):
    short = jobmail.mail("Per <per@harbourline.example>", "Friday", "Friday is fine. P", message_id="<p@h.example>")
    sleeping = entry(short)
    sleeping = dataclasses.replace(sleeping, reading=dataclasses.replace(sleeping.reading, asleep=True))
    near = frozenset({"d harbourline.example", "m <p@h.example>"})
    book.record("home", "INBOX", cursor(5), [store.Read(uid=5, entry=sleeping, own=False, ties=near)])
    assert (book.entries(), book.sleepers()) == ([], [])
    assert [one.message_id for one in book.others(NOTHING)] == ["<p@h.example>"]
    awake = store.Read(uid=6, entry=entry(), own=False, ties=frozenset({"d harbourline.example"}))
    book.record("home", "INBOX", cursor(6), [awake])
    assert book.sleepers() == [sleeping]


def test_a_sleeper_that_the_owner_named_is_fetched(book):
    short = jobmail.mail("Per <per@elsewhere.example>", "Friday", "Friday is fine. P", message_id="<p@h.example>")
    sleeping = entry(short)
    sleeping = dataclasses.replace(sleeping, reading=dataclasses.replace(sleeping.reading, asleep=True))
    book.record("home", "INBOX", cursor(5), [store.Read(uid=5, entry=sleeping, own=False)])
    assert book.sleepers(["<p@h.example>"]) == [sleeping]


def test_a_book_of_the_first_shape_keeps_its_reminders(tmp_path):

    row = (
        b'{"uid":"u1","opportunity":2,"state":"ours","sequence":1,"content":"c","data":"QkVHSU4=","summary":"Call Ann",'
        b'"start":"2026-05-06T09:00:00Z"}'
    )
    with contextlib.closing(sqlite3.connect(tmp_path / file.FILE)) as raw, raw:
        raw.executescript(ladder.LADDER[0])
        raw.execute("INSERT INTO reminder VALUES ('u1', ?)", (row,))
        raw.execute("PRAGMA user_version = 1")
    book = store.Store.open(tmp_path)
    [kept] = book.reminders("directory")
    assert (kept.uid, kept.state, kept.sequence, kept.data) == ("u1", "ours", 1, b"BEGIN")
    assert book.reminders("caldav") == []
    book.close()
