"""What is done about reminders in one calendar."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from courtesy import ports
from courtesy.mail import calendar
from courtesy.plan import desired
from courtesy.reconcile import action, reminders, state

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ONE = desired.Reminder(
    uid="a1",
    opportunity=1,
    occasion="answer_by",
    summary="Answer Harbour Line",
    description="…",
    start=datetime(2026, 5, 6, 9, tzinfo=UTC),
    duration=timedelta(minutes=30),
    alarm=None,
    url="mid:x@y",
)
MOVED = dataclasses.replace(ONE, start=datetime(2026, 5, 8, 9, tzinfo=UTC))
State = state.ReminderState
WRITTEN, BEFORE = calendar.to_ics(ONE, 1, NOW), calendar.to_ics(MOVED, 0, NOW)
CANCELLED = calendar.cancelled(WRITTEN, 2, NOW)
OTHER = WRITTEN.replace(b"Harbour Line", b"Harbour Line (with Jo)")
GIVEN_UP = {State.OWNERS, State.DELETED}


def known(into=State.OURS, one=ONE, data=WRITTEN, **more):
    return state.ReminderMemory(
        uid="a1",
        opportunity=1,
        state=into,
        content=reminders.content(one),
        data=data,
        summary="",
        start=calendar.instant(one.start),
        **{"sequence": 1, **more},
    )


def lying(data):
    return {"a1": ports.Lying(data=data, version="v")} if data else {}


def diff(wanted, data, before, now=NOW):
    return list(reminders.diff(wanted, lying(data), before, now))


def test_a_reminder_that_is_due_is_written():
    [one] = diff([ONE], None, [])
    assert (type(one), one.sequence, one.lying) == (action.Write, 0, None)


def test_a_reminder_that_stands_is_left_alone():
    assert diff([ONE], WRITTEN, [known()]) == []


def test_a_reminder_whose_facts_changed_is_moved_and_not_doubled():
    [one] = diff([MOVED], WRITTEN, [known()])
    assert (type(one), one.sequence, one.reminder.uid, one.lying.data) == (action.Write, 2, "a1", WRITTEN)


def test_a_reminder_no_longer_due_stands_as_cancelled_for_a_day_and_then_goes():
    [one] = diff([], WRITTEN, [known()])
    assert isinstance(one, action.Cancel)
    cancelled = known(State.CANCELLED, data=CANCELLED, cancelled_at=NOW)
    assert diff([], CANCELLED, [cancelled], NOW + timedelta(hours=23)) == []
    [gone] = diff([], CANCELLED, [cancelled], NOW + timedelta(hours=24))
    assert isinstance(gone, action.Strike)


@pytest.mark.parametrize(
    ("data", "before"), [(CANCELLED, known(State.CANCELLED, data=CANCELLED)), (None, known(State.GONE))]
)
def test_a_reminder_that_we_took_away_comes_back_when_it_is_due_again(data, before):
    [again] = diff([ONE], data, [before])
    assert (type(again), again.sequence) == (action.Write, 2)


@pytest.mark.parametrize("wanted", [[], [ONE], [MOVED]])
@pytest.mark.parametrize(("data", "into"), [(None, State.DELETED), (OTHER, State.OWNERS)])
def test_a_reminder_that_the_owner_changed_or_deleted_is_theirs_for_ever(wanted, data, into):
    [note] = diff(wanted, data, [known()])
    assert note.memory.state is into
    assert diff(wanted, data, [note.memory]) == []
    assert diff(wanted, data, [note.memory], NOW + timedelta(days=9)) == []


def test_a_reminder_that_the_owner_changed_and_then_deleted_is_one_they_deleted():
    [note] = diff([ONE], None, [known(State.OWNERS)])
    assert note.memory.state is State.DELETED


@pytest.mark.parametrize("data", [None, OTHER, WRITTEN])
@pytest.mark.parametrize("into", GIVEN_UP)
@pytest.mark.parametrize("wanted", [[], [MOVED]])
def test_what_the_owner_has_taken_over_is_never_written_again(data, into, wanted):
    assert all(isinstance(one, action.NoteReminder) for one in diff(wanted, data, [known(into)]))


def test_marks_that_a_client_adds_when_a_bell_rang_are_no_change_of_the_owners():
    rung = WRITTEN.replace(b"END:VEVENT", b"X-MOZ-LASTACK:20260506T090000Z\r\nSEQUENCE:7\r\nEND:VEVENT")
    assert diff([ONE], rung, [known()]) == []


def test_an_object_that_a_server_wrote_in_its_own_way_is_still_ours():
    lines = WRITTEN.replace(b"\r\n ", b"").split(b"\r\n")
    head, own, tail = lines[:4], lines[4:-3], lines[-3:]
    assert diff([ONE], b"\r\n".join([*head, *reversed(own), *tail]), [known()]) == []


def test_a_calendar_that_is_not_there_is_no_deletion():
    [again] = reminders.diff([ONE], None, [known()], NOW)
    assert isinstance(again, action.Write)
    assert list(reminders.diff([ONE], None, [known(State.DELETED)], NOW)) == []
    assert list(reminders.diff([ONE], None, [known(State.OWNERS)], NOW)) == []


def test_what_is_under_way_is_left_alone_for_a_while():
    at_it = ONE.start + timedelta(minutes=20)
    assert diff([], WRITTEN, [known()], at_it) == []
    assert diff([MOVED], WRITTEN, [known()], at_it) == []
    assert diff([MOVED], WRITTEN, [known()], ONE.start + timedelta(hours=2)) != []


def test_what_lies_there_already_by_another_way_is_not_written_over():
    [ours] = diff([ONE], calendar.to_ics(ONE, 4, NOW), [])
    assert ours.memory.state is State.OURS
    [owners] = diff([ONE], OTHER, [])
    assert owners.memory.state is State.OWNERS


# Killed, or cut off, between writing down and being told that it was done.


def test_cut_off_before_it_was_written_it_is_written_again():
    [one] = diff([ONE], None, [known(State.WRITING)])
    assert (type(one), one.sequence) == (action.Write, 1)
    [one] = reminders.diff([ONE], None, [known(State.WRITING)], NOW)  # not even the calendar had been made
    assert (type(one), one.sequence) == (action.Write, 1)
    [one] = diff([ONE], BEFORE, [known(State.WRITING, was=BEFORE)])
    assert (type(one), one.sequence, one.lying.data) == (action.Write, 1, BEFORE)


def test_cut_off_after_it_was_written_nothing_is_written_again():
    [note] = diff([ONE], WRITTEN, [known(State.WRITING)])
    assert note.memory.state is State.OURS


def test_cut_off_and_no_longer_wanted_it_is_cancelled():
    for data in (WRITTEN, BEFORE):
        entries = diff([], data, [known(State.WRITING, was=BEFORE)])
        assert isinstance(entries[-1], action.Cancel)
    [note] = diff([], None, [known(State.WRITING)])
    assert note.memory.state is State.GONE


@pytest.mark.parametrize("into", [State.WRITING, State.CANCELLING, State.REMOVING])
def test_cut_off_and_changed_by_the_owner_since_it_is_theirs(into):
    data = CANCELLED if into is State.REMOVING else WRITTEN
    [note] = diff([ONE], OTHER, [known(into, data=data, was=BEFORE)])
    assert note.memory.state is State.OWNERS


@pytest.mark.parametrize("into", [State.WRITING, State.CANCELLING])
def test_cut_off_amid_a_change_and_deleted_by_the_owner_since_it_is_not_revived(into):
    [note] = diff([ONE], None, [known(into, was=BEFORE)])
    assert note.memory.state is State.DELETED


def test_cut_off_amid_cancelling_it_is_cancelled_whether_that_was_done_or_not():
    [again] = diff([], WRITTEN, [known(State.CANCELLING, data=CANCELLED, was=WRITTEN)])
    assert isinstance(again, action.Cancel)
    [note] = diff([], CANCELLED, [known(State.CANCELLING, data=CANCELLED, was=WRITTEN)])
    assert (note.memory.state, note.memory.cancelled_at) == (State.CANCELLED, NOW)


def test_cut_off_amid_taking_away_is_no_deletion_by_the_owner():
    [note] = diff([], None, [known(State.REMOVING, data=CANCELLED)])
    assert note.memory.state is State.GONE
    removing = known(State.REMOVING, data=CANCELLED, cancelled_at=NOW - timedelta(days=2))
    [again] = diff([], CANCELLED, [removing])
    assert isinstance(again, action.Strike)
