import pytest

from courtesy.plan import reason
from plan import cases

TEMPLATES = cases.templates()


def of(language="en", **decision):
    return reason.places(cases.decided(**decision), language, TEMPLATES)


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("I have taken a post nearer home.", "I have taken a post nearer home"),
        ("because I stay where I am", "I stay where I am"),
        ("The hours do not suit us", "the hours do not suit us"),
        ("London is too far", "London is too far"),
        ("I took another offer. It is closer to home.", "I took another offer; it is closer to home"),
        ("too far\n  from home", "too far from home"),
    ],
)
def test_what_the_owner_said_becomes_one_clause(said, clause):
    assert reason.clause(said, "en", TEMPLATES.lexicons["en"].own) == clause


def test_a_german_sentence_keeps_its_capital_after_a_colon():
    assert reason.clause("Der Weg ist zu weit.", "de", TEMPLATES.lexicons["de"].own) == "Der Weg ist zu weit"


def test_the_owners_own_words_go_before_the_kind_of_reason():
    assert of(because="I stay where I am", reason="pay")["reason"] == "I stay where I am"


def test_what_is_no_clause_is_not_built_into_a_sentence():
    assert of(because="the distance")["clause"] == ""
    assert of(because="I stay")["clause"] == "I stay"
    assert of(because="I stay. It is nearer.")["clause"] == ""


@pytest.mark.parametrize(
    "decision", [{}, {"decision": "undecided", "reason": "pay"}, {"decision": "accept", "because": "I like it"}]
)
def test_no_reason_is_found_where_there_is_none_for_a_no(decision):
    assert set(of(**decision).values()) == {""}


def test_every_kind_of_reason_is_known_in_every_language():
    for language in TEMPLATES.languages:
        for kind in ("pay", "counter_offer", "other_offer", "role", "location", "timing", "personal"):
            assert of(language, reason=kind)["reason"]


def test_a_reason_in_another_language_is_not_put_into_a_letter():
    assert of("fr", because="I want to be closer to the children")["reason"] == ""
