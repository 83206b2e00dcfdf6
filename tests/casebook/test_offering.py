from datetime import date

import pytest

from casebook.entries import case_of, entry, kinds, process

NORA = "Nora Keane <nora@ormondcare.example>"
TALK = process()[:2]


def first(case):
    return next((mid for mid, kind in kinds(case).items() if kind == "offer"), None)


def said(mid, day, **facts):
    return entry(mid, day, **{"kind": "interview", "company": "Ormond Care", "sender": NORA} | facts)


def test_a_word_of_an_offer_to_come_gives_way_to_the_letter():
    hint = said("h1", 9, kind="offer", acts=("extends", "hands_over"), confidence=0.6)
    assert first(case_of(*process(), hint)) == "o1"


def test_two_lines_with_the_pay_are_the_offer_though_a_letter_follows():
    lines = said("h1", 9, kind="offer", acts=("extends",), pay=40000.0, confidence=0.7)
    assert first(case_of(*process(), lines)) == "h1"


@pytest.mark.parametrize("own", ["accept", "negotiate", "ask_time"])
def test_what_the_owner_answers_like_an_offer_was_one(own):
    lines = said("h1", 9, kind="other", acts=("extends",), confidence=0.6)
    case = case_of(*TALK, lines, entry("me", 10, own=own, to=(NORA,), reply=("h1",)))
    assert first(case) == "h1"


def test_terms_after_talks_are_an_offer_however_it_is_worded():
    terms = said("h1", 9, kind="other", pay=40000.0, start=date(2026, 5, 4), due=date(2026, 4, 1), confidence=0.6)
    assert first(case_of(*TALK, terms)) == "h1"


def test_terms_in_an_advertisement_are_none():
    advert = said("h1", 0, kind="outreach", pay=40000.0, start=date(2026, 5, 4), acts=("pitches",))
    assert first(case_of(advert)) is None


def test_an_offer_to_somebody_else_is_none():
    talk = said("h1", 9, kind="offer", acts=("extends", "to_others"))
    assert first(case_of(*TALK, talk)) is None


def test_a_bare_offer_from_a_stranger_is_none():
    letter = entry(
        "h1",
        0,
        kind="offer",
        company="Spire Lettings",
        sender="Lettings <let@spirelettings.example>",
        acts=("extends",),
    )
    assert kinds(case_of(letter)) == {"h1": "other"}


def counter_offer(**facts):
    una = {"company": "Lee House", "sender": "Una <una@leehouse.example>", "acts": ("extends", "counter_offer")}
    return entry("h1", 9, **{"kind": "offer", "pay": 52000.0} | una | facts)


def test_a_counter_offer_by_the_employer_of_today_needs_no_process_before_it():
    roster = entry("c1", 1, kind="other", sender="Ita <ita@leehouse.example>")
    assert kinds(case_of(roster, counter_offer())) == {"c1": "other", "h1": "offer"}


def test_a_counter_offer_by_a_stranger_is_of_another_thing():
    assert kinds(case_of(counter_offer())) == {"h1": "other"}


def test_an_offer_out_of_the_blue_that_names_pay_and_first_day_is_one():
    assert kinds(case_of(counter_offer(acts=("extends",), start=date(2026, 5, 4)))) == {"h1": "offer"}


def test_an_offer_from_a_private_address_without_a_process_is_none():
    letter = entry(
        "h1",
        0,
        kind="offer",
        company="Brisk Ltd",
        sender="Niamh <niamh@postbox.example>",
        pay=34000.0,
        acts=("extends",),
    )
    assert kinds(case_of(letter)) == {"h1": "other"}


@pytest.mark.parametrize(
    ("acts", "pay"), [(("favours",), 40000.0), (("favours", "asks_yes"), None), (("asks_yes", "names_sum"), None)]
)
def test_a_decision_with_pay_or_a_question_is_an_offer_after_talks_alone(acts, pay):
    words = said("h1", 9, kind="other", acts=acts, pay=pay)
    assert first(case_of(*TALK, entry("me", 6, own="thanks", to=(NORA,), reply=("i1",)), words)) == "h1"
    assert first(case_of(words)) is None


@pytest.mark.parametrize("act", ["in_prospect", "other_offer", "to_others", "closes"])
def test_a_decision_that_is_of_something_else_offers_nothing(act):
    words = said("h1", 9, kind="other", acts=("favours", "asks_yes", act), pay=40000.0)
    assert first(case_of(*TALK, entry("me", 6, own="thanks", to=(NORA,), reply=("i1",)), words)) is None


def test_a_sum_asked_about_before_the_next_talk_is_no_offer():
    words = said("h1", 9, acts=("asks_yes", "names_sum", "schedules"), pay=40000.0)
    assert first(case_of(*TALK, words)) is None


def notice(**facts):
    return said("n1", 9, **{"sender": "Ormond Care <ormondcare@myworkday.com>", "acts": ("asks_answer",)} | facts)


def test_a_systems_task_to_answer_an_offer_is_the_offer_where_none_was_made():
    assert first(case_of(*TALK, notice(kind="offer_followup"))) == "n1"
    assert first(case_of(*process(), notice(kind="offer_followup"))) == "n1"


def test_a_promise_of_secrecy_to_sign_is_no_offer():
    sign = {"kind": "other", "sender": "DocuSign <dse@docusign.net>", "subject": "Nora Keane sent you a document"}
    assert first(case_of(*TALK, notice(**sign, acts=("esign_request",)))) == "n1"
    assert first(case_of(*TALK, notice(**sign, acts=("esign_request", "side_document")))) is None
