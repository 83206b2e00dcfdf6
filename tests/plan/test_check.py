import dataclasses

import pytest

from courtesy.plan import check, desired, edited, given
from plan import cases

WORDS = cases.templates().checks["en"]
GOOD = (
    "Hi Ann,\n\nThank you for the offer of the post at Larder. I have decided not to accept it.\n\n"
    "I enjoyed our conversation about boats, and I learned a good deal from it. I hope you find somebody for the "
    "position soon, and I wish you "
    "well with the search.\n\nIt would be good to stay in touch; I will follow your work with interest.\n\n"
    "Best wishes,\nNoor Vermeer\n"
)


def problems(body=GOOD, kind="decline", **more):
    plain = {
        "kind": kind,
        "greeting": "Hi Ann,",
        "company": "Larder",
        "signature": "Noor Vermeer",
        "strangers": ("Globe Rail",),
        "own_words": (),
    }
    return list(check.problems(body, check.Facts(**{**plain, **more}), WORDS))


def test_a_good_letter_has_no_problems():
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Hi Ann,", "Hi Bob,", "greeting"),
        ("Larder", "Ladder", "name Larder"),
        ("boats", "{{ topic }}", "not filled"),
        ("boats", "[topic]", "not filled"),
        ("boats", "None", "not filled"),
        ("boats", "Globe Rail", "another process"),
        ("Thank you for", "I have read", "thanks"),
        ("decided not to accept it", "read it", "the answer is no"),
        ("boats", "your boring boats", "belittles"),
        ("interest", "interest, unlike others", "compares"),
        ("Noor Vermeer", "Nora", "owner's name"),
        ("interest", "interest" + " and more" * 70, "words"),
    ],
)
def test_what_a_reader_would_stumble_over_is_told(old, new, told):
    assert any(told in problem for problem in problems(GOOD.replace(old, new)))


def test_a_no_that_comes_late_is_told():
    late = GOOD.replace(" I have decided not to accept it.", "").replace(
        "It would be good", "I have decided not to accept it. It would be good"
    )
    assert problems(late) == ["it does not say clearly, near its beginning, that the answer is no"]


def test_a_short_letter_is_told():
    assert problems("Hi Ann,\n\nThank you, but I will not accept. Larder is good.\n\nNoor Vermeer\n") == [
        "it has 10 words; 60 to 180 are good"
    ]


def test_the_owners_own_reason_is_theirs_to_choose():
    assert problems(GOOD.replace("boats", "the pay is bad"), own_words=("the pay is bad",)) == []


def test_a_company_whose_name_looks_like_a_gap_is_no_gap():
    assert problems(GOOD.replace("Larder", "Larder [UK]"), company="Larder [UK]") == []


def test_an_opportunity_of_the_same_house_is_no_stranger():
    assert problems(GOOD, strangers=("Lard",)) == []


KNOWN = "We spoke of boats on 3 April. The offer of the post at Larder is open until 24 April. Noor Vermeer"


def warnings(body=GOOD, kind="decline", traceable="", **more):
    plain = {
        "kind": kind,
        "greeting": "Hi Ann,",
        "company": "Larder",
        "signature": "Noor Vermeer",
        "strangers": ("Globe Rail", "Vita Sandoval"),
        "own_words": (),
        "names": ("Ann", "Low"),
    }
    return list(check.warnings(body, check.Facts(**{**plain, **more}), WORDS, traceable))


def test_an_owners_letter_may_greet_and_sign_as_they_like():
    assert warnings(GOOD.replace("Hi Ann,", "Dear Ms Low,").replace("Noor Vermeer", "Noor")) == []
    assert warnings("Ann -\n\nthank you, but no: I will not accept. All the best to you at Larder.\n\nNoor") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Hi Ann,", "Hi Bob,", "does not greet Ann Low"),
        ("boats", "[topic]", "not filled"),
        ("Thank you for", "I have read", "thanks"),
        ("decided not to accept it", "read it", "the answer is no"),
        ("boats", "your boring boats", "belittles"),
        ("interest", "interest, since the other offer was a better offer", "compares"),
        ("boats", "Globe Rail", "another process"),
        ("boats", "Vita Sandoval", "another process"),
        ("boats", "boats again", "never want"),
        ("Noor Vermeer", "Bob", "your name"),
        ("interest", "interest" + " and more" * 70, "words"),
        ("boats", "the 5 May", "5"),
        ("boats", "our friend Theodora", "Theodora"),
    ],
)
def test_the_owner_is_told_what_a_reader_would_stumble_over(old, new, told):
    found = warnings(GOOD.replace(old, new), traceable=KNOWN, forbidden=("again",))
    assert any(told in warning for warning in found)


def test_what_stands_in_their_mail_is_no_invention():
    assert warnings(GOOD.replace("boats", "boats on 3 April, Larder’s own"), traceable=KNOWN) == []


def test_a_withdrawal_must_say_so():
    text = "Hi Ann,\n\nThank you for your time. {}\n\nNoor Vermeer\n"
    assert any("withdrawn" in one for one in warnings(text.format("I liked it."), kind="withdrawal"))
    assert warnings(text.format("I would like to withdraw my application."), kind="withdrawal") == []


def case_with(*others):
    mine = cases.opp(cases.person("Ann Low", "hr", letter="decline"), company="Larder")
    return mine, cases.case(mine, *others)


def test_a_letter_of_the_owners_is_held_against_all_that_the_casebook_knows():
    mine, whole = case_with(
        cases.opp(cases.person("Vita Sandoval", "hr"), company="Globe Rail", number=9),
        cases.opp(cases.person("Ann Low", "hr"), company="Larder", number=10),
    )
    terms = given.Given(
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=cases.templates(),
        secret=cases.SECRET,
        companies=(),
    )
    slot = desired.Slot(opportunity=1, kind=desired.LetterKind.DECLINE, email="ann.low@there.example")
    assert edited.warnings(mine, slot, GOOD, terms, others=whole, mail=KNOWN) == ()
    told = edited.warnings(mine, slot, GOOD.replace("boats", "Vita Sandoval"), terms, others=whole)
    assert told == ("it names Vita Sandoval, of another process",)
    elsewhere = dataclasses.replace(slot, email="nobody@there.example")
    assert edited.warnings(mine, elsewhere, GOOD, terms) == ("it goes to nobody who is known from this process",)
