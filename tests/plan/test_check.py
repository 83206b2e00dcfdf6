import pytest

from courtesy.plan import check
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
