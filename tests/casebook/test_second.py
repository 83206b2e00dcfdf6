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


def test_a_yes_beside_a_question_counts_when_it_was_heard():
    said = mine("question", acts=("accepts", "asks"))
    assert stage(said) == "offered"
    assert stage(said, theirs(acts=("welcomes",))) == "accepted"


def test_hardly_more_than_a_nod_to_the_offer_itself_is_a_yes():
    nod = entry("me", 21, own="other", acts=("nods",), to=(NORA,), reply=("o1",), body="Yes :)")
    assert stage(nod) == "accepted"
    long = entry(
        "me", 21, own="other", acts=("nods",), to=(NORA,), reply=("o1",), body="Yes, I saw the letter. More soon."
    )
    assert stage(long) == "offered"


@pytest.mark.parametrize("act", ["asks", "promises", "asks_time"])
def test_who_still_asks_or_promises_an_answer_has_not_said_no(act):
    assert stage(mine("negotiate", acts=("declines", "negotiates"))) == "declined"
    assert stage(mine("negotiate", acts=("declines", "negotiates", act))) == "offered"


def test_a_plain_yes_stands_against_a_reminder_that_may_be_of_papers():
    assert stage(mine("accept", acts=("accepts",)), theirs(acts=("reminds",))) == "accepted"
    assert stage(mine("accept"), theirs(acts=("reminds",))) == "offered"
