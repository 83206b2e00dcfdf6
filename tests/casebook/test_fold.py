from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.entries import START, case_of, entry, only, process
from courtesy.casebook import opportunity

NORA = "Nora Keane <nora@ormondcare.example>"


def reply(mid, day, own, **facts):
    return entry(mid, day, own=own, to=(NORA,), reply=("o1",), **facts)


def answer(mid, day, **facts):
    facts = {"kind": "offer_followup", "company": "Ormond Care", "sender": NORA} | facts
    return entry(mid, day, **facts)


def test_an_offer_carries_its_terms():
    one = only(case_of(*process()))
    assert (one.company, one.role, one.stage) == ("Ormond Care", "Staff Nurse", "offered")
    assert (one.offer.reply_by.day, one.offer.pay.amount, one.offer.start_date.day) == (
        date(2026, 4, 3),
        41000.0,
        date(2026, 5, 4),
    )
    assert one.offer.written_to == "aoife@postbox.example"
    assert {fact for fact, _ in one.evidence} == {"company", "role", "reply_by", "pay", "start_date"}


@pytest.mark.parametrize(
    ("own", "stage"), [("accept", "accepted"), ("decline", "declined"), ("ask_time", "offered"), ("thanks", "offered")]
)
def test_the_owners_answer_settles_the_stage(own, stage):
    assert only(case_of(*process(), reply("me", 21, own))).stage == stage


def test_a_no_before_any_offer_is_a_withdrawal():
    assert only(case_of(*process()[:2], entry("me", 6, own="decline", to=(NORA,), reply=("i1",)))).stage == "withdrawn"


def test_an_offer_taken_back_is_rescinded():
    assert only(case_of(*process(), answer("r1", 24, acts=("rescinds",)))).stage == "rescinded"


def test_an_offer_made_again_stands_again():
    one = only(
        case_of(*process(), answer("r1", 24, acts=("rescinds",)), answer("o2", 28, kind="offer", acts=("extends",)))
    )
    assert one.stage == "offered"


def test_a_rejected_process_that_is_opened_again_goes_on():
    case = case_of(
        *process()[:2],
        entry("r1", 7, kind="rejection", company="Ormond Care", sender=NORA),
        entry("i2", 9, kind="interview", company="Ormond Care", sender=NORA),
    )
    assert only(case).stage == "interviewing"


def test_a_later_deadline_moves_the_first():
    assert only(
        case_of(*process(), answer("x1", 22, due=date(2026, 4, 8), acts=("extends_deadline",)))
    ).offer.reply_by.day == date(2026, 4, 8)


def test_a_deadline_may_be_taken_away():
    assert only(case_of(*process(), answer("x1", 22, no_deadline=True))).offer.reply_by is None


def test_a_machines_reminder_does_not_outrank_a_person():
    robot = answer("x2", 23, sender="Ormond via Lever <robot@hire.lever.co>", due=date(2026, 3, 26), acts=("reminds",))
    case = case_of(*process(), answer("x1", 22, no_deadline=True), robot)
    assert only(case).offer.reply_by is None


def test_a_machines_reminder_of_another_day_is_told():
    robot = answer("x2", 23, sender="Ormond via Lever <robot@hire.lever.co>", due=date(2026, 3, 26), acts=("reminds",))
    offer = only(case_of(*process(), answer("x1", 22, due=date(2026, 4, 8)), robot)).offer
    assert offer.reply_by.day == date(2026, 4, 8)
    assert "Thursday 26 March" in offer.contradictions[0]


def test_who_made_the_offer_is_heard_in_their_thread_whatever_a_short_mail_reads_like():
    asks = answer("x1", 22, kind="other", reply=("o1",), body="What do you think?")
    assert only(case_of(*process(), asks)).offer.last_word_at == asks.message.date


def test_time_given_at_the_owners_request_waits_for_no_answer():
    given = answer("x1", 22, due=date(2026, 4, 8), acts=("extends_deadline",))
    granted = replace(given, reading=replace(given.reading, reply_by=replace(given.reading.reply_by, extended=True)))
    offer = only(case_of(*process(), reply("me", 21, "ask_time", due=date(2026, 4, 8)), granted)).offer
    assert offer.answered_at is not None


def test_a_numeric_first_day_is_the_one_named_before_where_it_may_be():
    named = answer("x1", 22, start=date(2026, 6, 8), acts=("revises",))
    again = answer("x2", 23, start=date(2026, 8, 6), acts=("paperwork",))
    numeric = replace(
        again.reading.start_date, evidence=replace(again.reading.start_date.evidence, rule="start: 06/08/2026")
    )
    again = replace(again, reading=replace(again.reading, start_date=numeric))
    assert only(case_of(*process(), named, again)).offer.start_date.day == date(2026, 6, 8)


def test_a_yes_to_the_day_that_the_owner_asked_for_is_the_deadline():
    case = case_of(
        *process(), reply("me", 21, "ask_time", due=date(2026, 4, 10)), answer("x1", 22, acts=("extends_deadline",))
    )
    assert only(case).offer.reply_by.day == date(2026, 4, 10)


def test_terms_follow_the_newest_word():
    one = only(case_of(*process(), answer("x1", 22, pay=43500.0, start=date(2026, 5, 18), acts=("revises",))))
    assert (one.offer.pay.amount, one.offer.start_date.day) == (43500.0, date(2026, 5, 18))


def test_a_later_sum_that_is_not_half_the_pay_is_some_other_sum():
    told = only(case_of(*process())).offer.pay.amount
    one = only(case_of(*process(), answer("x1", 22, pay=told / 10)))
    assert one.offer.pay.amount == told


def test_their_last_word_is_the_newest_that_wants_an_answer():
    case = case_of(
        *process(),
        answer("x1", 22, body="What do you think?"),
        answer("x2", 23, body="The staff canteen has a new menu."),
    )
    offer = only(case).offer
    assert offer.last_word_at == START + timedelta(days=22)
    assert offer.answered_at is None


def test_an_answer_after_the_last_word_is_seen():
    offer = only(case_of(*process(), reply("me", 21, "question"))).offer
    assert offer.answered_at == START + timedelta(days=21)


def test_the_owners_decision_stands_above_the_mail():
    decision = opportunity.OwnerDecision(
        message_id="<o1@test.example>",
        decision=opportunity.Decision.DECLINE,
        reason="pay",
        because=None,
        at=START + timedelta(days=30),
    )
    one = only(case_of(*process(), reply("me", 21, "accept"), decisions=(decision,)))
    assert one.stage == "declined"
    assert one.decision == decision


def test_a_decision_taken_back_leaves_the_offer_open():
    at = START + timedelta(days=30)
    decisions = [
        opportunity.OwnerDecision(
            message_id="<o1@test.example>", decision=kind, reason=None, because=None, at=at + timedelta(hours=hour)
        )
        for hour, kind in enumerate((opportunity.Decision.DECLINE, opportunity.Decision.UNDECIDED))
    ]
    assert only(case_of(*process(), decisions=decisions)).stage == "offered"


def correction(mid, field, value):
    return opportunity.Correction(subject=f"<{mid}@test.example>", field=field, value=value)


def test_what_the_owner_says_is_no_offer_is_none():
    case = case_of(*process(), corrections=(correction("o1", "kind", "other"),))
    assert all(one.offer is None for one in case.opportunities)


def test_what_the_owner_says_is_an_offer_is_one():
    case = case_of(
        *process()[:2],
        entry("y1", 9, kind="other", sender=NORA, reply=("i1",)),
        corrections=(correction("y1", "kind", "offer"),),
    )
    assert only(case).offer.message_id == "<y1@test.example>"


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2026-04-20", date(2026, 4, 20), None),
        ("2026-04-20T17:00:00+00:00", date(2026, 4, 20), datetime(2026, 4, 20, 17, tzinfo=UTC)),
    ],
)
def test_a_deadline_that_the_owner_gives_stands(value, day, at):
    case = case_of(
        *process(), answer("x1", 22, due=date(2026, 4, 8)), corrections=(correction("o1", "reply_by", value),)
    )
    assert (only(case).offer.reply_by.day, only(case).offer.reply_by.at) == (day, at)


def test_names_that_the_owner_gives_stand():
    one = only(
        case_of(
            *process(),
            corrections=(correction("o1", "company", "Ormond Homes"), correction("a1", "role", "Senior Nurse")),
        )
    )
    assert (one.company, one.role) == ("Ormond Homes", "Senior Nurse")


def test_what_comes_later_is_not_known_yet():
    assert only(case_of(*process(), now=START + timedelta(days=10))).offer is None


@given(st.permutations(range(3)))
def test_any_order_gives_the_same_case(order):
    entries = process()
    assert case_of(*(entries[at] for at in order)) == case_of(*entries)


@pytest.mark.parametrize("tie", ["counter_offer", "internal_move"])
def test_an_offer_of_todays_employer_tells_the_tie(tie):
    offered = entry(
        "o2", 20, kind="offer", sender="Nora Keane <nora@ormondcare.example>", acts=("extends", tie), pay=4e4
    )
    assert only(case_of(*process()[:-1], offered)).tie == tie
    assert only(case_of(*process())).tie == ""


def test_what_may_be_taken_back_if_nobody_answers_is_not_taken_back():
    reminder = answer("r1", 24, acts=("rescinds", "reminds"), due=date(2026, 4, 3))
    assert only(case_of(*process(), reminder)).stage == "offered"


def test_an_offer_that_ends_in_a_no_is_rescinded():
    withdrawn = answer("r1", 24, kind="rejection", acts=("rejects",))
    assert only(case_of(*process(), withdrawn)).stage == "rescinded"


def test_what_merely_has_the_ring_of_a_no_takes_no_offer_back():
    assert only(case_of(*process(), answer("r1", 24, kind="rejection"))).stage == "offered"


def test_nobody_hears_a_no_before_the_owner_has_written():
    assert only(case_of(*process(), answer("r1", 24, acts=("acknowledges_decline",)))).stage == "offered"
    heard = answer("r1", 24, acts=("acknowledges_decline",), reply=("me",))
    assert only(case_of(*process(), reply("me", 21, "other"), heard)).stage == "declined"


def test_a_gentle_no_to_the_offer_is_a_no():
    assert only(case_of(*process(), reply("me", 21, "thanks", acts=("declines", "thanks")))).stage == "declined"
    waits = answer("r1", 22, acts=("extends_deadline",), due=date(2026, 4, 9))
    asked = reply("me", 21, "thanks", acts=("declines", "thanks"))
    assert only(case_of(*process(), asked, waits)).stage == "offered"
