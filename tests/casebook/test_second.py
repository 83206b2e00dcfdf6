import pytest

from casebook.entries import case_of, entry, only, process

NORA = "Nora Keane <nora@ormondcare.example>"


def mine(own, *, acts=("thanks",)):
    return entry("me", 21, own=own, acts=acts, to=(NORA,), reply=("o1",))


def theirs(**facts):
    return entry(
        "x1", 22, **{"kind": "offer_followup", "company": "Ormond Care", "sender": NORA, "reply": ("o1", "me")} | facts
    )


def stage(*entries):
    return str(only(case_of(*process(), *entries)).stage)


@pytest.mark.parametrize("acts", [("accepts", "asks_time"), ("accepts", "negotiates")])
def test_a_yes_that_asks_for_time_or_more_is_none_yet(acts):
    assert stage(mine("accept", acts=acts)) == "offered"


def test_a_yes_that_is_not_said_counts_when_it_was_heard():
    assert stage(mine("accept")) == "offered"
    assert stage(mine("accept"), theirs(acts=("acknowledges_accept",))) == "accepted"


def test_a_yes_is_none_where_they_still_wait_for_an_answer():
    assert stage(mine("accept", acts=("accepts",)), theirs(no_deadline=True)) == "offered"


def test_a_no_that_is_not_said_is_none_where_they_still_wait():
    assert stage(mine("decline"), theirs(acts=("extends_deadline",))) == "offered"
    assert stage(mine("decline"), theirs(acts=("acknowledges_decline",))) == "declined"


def test_thanks_that_are_answered_with_a_farewell_were_a_no():
    assert stage(mine("thanks"), theirs(kind="rejection", acts=("rejects",))) == "declined"


def test_a_question_that_is_answered_with_a_no_has_cost_the_offer():
    assert stage(mine("question", acts=("asks",)), theirs(kind="rejection", acts=("rejects",))) == "rescinded"


def test_what_reads_as_a_no_but_gives_time_takes_nothing_back():
    assert stage(theirs(kind="rejection", acts=("rejects",), no_deadline=True)) == "offered"
