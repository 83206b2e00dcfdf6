"""What is done about reminders."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from courtesy.plan import desired
from courtesy.reconcile import action, reminders, state

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


def known(into=state.ReminderState.OURS, one=ONE, data=b"as written", sequence=0):
    return state.ReminderMemory(
        uid="a1",
        opportunity=1,
        state=into,
        sequence=sequence,
        content=reminders.content(one),
        data=data,
        summary="",
        start="",
    )


def diff(wanted, files, before):
    return list(reminders.diff(wanted, files, before))


def test_a_reminder_that_is_due_is_written():
    [one] = diff([ONE], {}, [])
    assert (type(one), one.sequence) == (action.Write, 0)


def test_a_reminder_that_stands_is_left_alone():
    assert diff([ONE], {"a1": b"as written"}, [known()]) == []


def test_a_reminder_whose_facts_changed_is_moved_and_not_doubled():
    [one] = diff([MOVED], {"a1": b"as written"}, [known()])
    assert (type(one), one.sequence, one.reminder.uid) == (action.Write, 1, "a1")


def test_a_reminder_no_longer_due_is_taken_away_and_may_come_back():
    [one] = diff([], {"a1": b"as written"}, [known()])
    assert isinstance(one, action.Strike)
    [again] = diff([ONE], {}, [known(state.ReminderState.GONE)])
    assert (type(again), again.sequence) == (action.Write, 1)


@pytest.mark.parametrize("files", [{}, {"a1": b"moved to Tuesday by the owner"}])
@pytest.mark.parametrize("wanted", [[], [ONE], [MOVED]])
def test_a_reminder_that_the_owner_changed_or_deleted_is_theirs_for_ever(files, wanted):
    [note] = diff(wanted, files, [known()])
    assert note.memory.state is state.ReminderState.OWNERS
    assert diff(wanted, files, [note.memory]) == []


def test_a_kill_before_the_file_was_written_ends_with_the_file_written():
    [one] = diff([ONE], {}, [known(state.ReminderState.WRITING)])
    assert (type(one), one.sequence) == (action.Write, 0)


def test_a_kill_after_the_file_was_written_ends_with_nothing_written_again():
    [note] = diff([ONE], {"a1": b"as written"}, [known(state.ReminderState.WRITING)])
    assert note.memory.state is state.ReminderState.OURS


@pytest.mark.parametrize("files", [{}, {"a1": b"as written"}])
def test_a_kill_amid_taking_away_is_no_deletion_by_the_owner(files):
    [one] = diff([], files, [known(state.ReminderState.WRITING)])
    assert isinstance(one, action.Strike)
