import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.reading import text
from reading import mails


def split(written: str) -> list[str]:
    return list(text.split(written))


def test_a_sentence_ends_at_its_full_stop():
    assert split("We liked you. The job is yours.") == ["We liked you.", "The job is yours."]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Ana Lim and Mr. Okoye will join.",
        "The salary is approx. 40.000 Euro.",
        "Beginn ist der 5. Mai 2026.",
        "Come at 5 p.m. on Friday.",
        "Acme Ltd. is based in Leeds.",
    ],
)
def test_an_abbreviation_ends_no_sentence(whole):
    assert split(whole) == [whole]


def test_an_hour_may_end_a_sentence():
    assert split("Reply by 5 p.m. We close then.") == ["Reply by 5 p.m.", "We close then."]


def test_lines_that_a_client_wrapped_are_joined():
    written = (
        "We are writing to you because the committee has now come to its decision\n"
        "about the post, and we should like to offer it to you from the first of\nMay."
    )
    assert len(split(written)) == 1


def test_lines_that_the_writer_broke_stay_apart():
    assert split("Position: Miller\nSalary: £30,000\n- flat\n- bread") == [
        "Position: Miller",
        "Salary: £30,000",
        "- flat",
        "- bread",
    ]


def test_a_heading_in_capitals_stays_apart():
    assert (
        split("NORTH MILL LTD\nOffer of employment to Ms Jo Vale of this town, sent by the second post")[0]
        == "NORTH MILL LTD"
    )


@given(st.text(max_size=400))
def test_nothing_but_space_is_lost(written):
    assert "".join("".join(split(written)).split()) == "".join(written.split())


def test_of_a_letter_longer_than_letters_are_beginning_and_end_are_read():
    middle = [f"Line {number} of what nobody reads." for number in range(2_000)]
    said = text.sentences(mails.mail("\n".join(["We offer you the post.", *middle, "Please answer by Friday."])))
    assert said[1].text == "We offer you the post."
    assert said[-1].text == "Please answer by Friday."
    assert len(said) < 500
    assert {one.text for one in said[2:-1]} <= set(middle), "no line is cut"
