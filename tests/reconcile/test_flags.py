"""What is done about flags and keywords."""

import pytest

from courtesy.plan import desired
from courtesy.reconcile import action, flags, state

OFFER = "<offer@harbourline.example>"


def want(*names):
    return [desired.Flag(account="home", message_id=OFFER, flags=frozenset(names))]


def there(*names, keywords=True, gone=False):
    placed = {} if gone else {OFFER: state.Placed(mailbox="INBOX", uid=4, flags=frozenset(names))}
    return state.Snapshot(account="home", drafts_uidvalidity=1, placed=placed, keywords=keywords)


def known(flag, into):
    return state.FlagMemory(account="home", message_id=OFFER, flag=flag, state=into)


def diff(wanted, now, before=()):
    return list(flags.diff(wanted, now, before))


def test_a_flag_that_is_due_is_raised():
    [one] = diff(want(r"\Flagged"), there())
    assert isinstance(one, action.Raise)
    assert [flag.flag for flag in one.flags] == [r"\Flagged"]


def test_a_flag_of_ours_that_stands_is_left_alone():
    assert diff(want(r"\Flagged"), there(r"\Flagged"), [known(r"\Flagged", state.FlagState.OURS)]) == []


def test_a_flag_of_ours_no_longer_due_is_taken_away():
    [one] = diff([], there(r"\Flagged"), [known(r"\Flagged", state.FlagState.OURS)])
    assert isinstance(one, action.Lower)


def test_a_flag_that_the_owner_had_set_before_is_theirs_and_stays():
    [note] = diff(want(r"\Flagged"), there(r"\Flagged"))
    assert [flag.state for flag in note.flags] == [state.FlagState.OWNERS]
    assert diff([], there(r"\Flagged"), list(note.flags)) == []


def test_a_flag_that_the_owner_took_off_stays_off():
    [note] = diff(want(r"\Flagged"), there(), [known(r"\Flagged", state.FlagState.OURS)])
    assert diff(want(r"\Flagged"), there(), list(note.flags)) == []


@pytest.mark.parametrize("on", [(), (r"\Flagged",)])
def test_a_kill_while_raising_ends_with_the_flag_raised_and_ours(on):
    before = [known(r"\Flagged", state.FlagState.RAISING)]
    [one] = diff(want(r"\Flagged"), there(*on), before)
    assert isinstance(one, action.NoteFlags if on else action.Raise)


@pytest.mark.parametrize("on", [(), (r"\Flagged",)])
def test_a_kill_while_lowering_ends_with_the_flag_down_and_forgotten(on):
    [one] = diff([], there(*on), [known(r"\Flagged", state.FlagState.LOWERING)])
    assert isinstance(one, action.Lower)


def test_keywords_are_asked_for_only_where_the_server_keeps_them():
    [one] = diff(want(r"\Flagged", "$CourtesyNow"), there(keywords=False))
    assert [flag.flag for flag in one.flags] == [r"\Flagged"]


def test_keywords_are_compared_as_imap_compares_them():
    assert diff(want("$CourtesyNow"), there("$courtesynow"), [known("$CourtesyNow", state.FlagState.OURS)]) == []


@pytest.mark.parametrize("wanted", [[], want(r"\Flagged")])
def test_whose_a_flag_is_stays_remembered_while_its_message_is_out_of_sight(wanted):
    before = [known(r"\Flagged", state.FlagState.OURS)]
    assert diff(wanted, there(gone=True), before) == []
    [lowered] = diff([], there(r"\Flagged"), before)
    assert isinstance(lowered, action.Lower)
    [note] = diff(want(r"\Flagged"), there(), before)
    assert [flag.state for flag in note.flags] == [state.FlagState.OWNERS]
