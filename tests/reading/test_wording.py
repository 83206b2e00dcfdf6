import re

import pytest

from courtesy import resources
from courtesy.reading import people, wording


def words(**told: object) -> wording.Wording:
    return wording.Wording(
        {"en": {"wording": {"part": told}}, "xx": {"wording": {"part": {"words": "und"}}}, "zones": {}}
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("with|thanks to", "thanks to"),
        ("behaviou?ral", "behavioral"),
        ("(the )?end", "end"),
        ("last (week|*day)", "last Sunday"),
        ("walk~", "walkabout"),
        ("that's", "that’s"),
        ("am #", "am 12"),
        ("i.e.", "i.e."),
        ("with", "und"),
    ],
)
def test_words_are_said_as_they_are_written_in_the_table(told, said):
    assert re.fullmatch(words(words=told).either("part", "words"), said)


def test_what_no_language_has_words_for_is_never_said():
    assert not re.search(words().either("part", "nothing"), "anything at all")


@pytest.mark.parametrize("told", ["(a|b", "a)", "", "(a )?", "a|", 3, ["a"]])
def test_a_fault_in_the_words_names_file_and_entry(told):
    with pytest.raises(ValueError, match=r"en/wording\.toml: part\.words"):
        words(words=told).either("part", "words")


@pytest.mark.parametrize("told", ["a", {"a": 3}])
def test_a_fault_in_pairs_of_words_names_file_and_entry(told):
    with pytest.raises(ValueError, match=r"en/wording\.toml: \[part\.pairs\]"):
        words(pairs=told).pairs("part", "pairs")


def test_a_further_language_is_told_by_its_words_alone():
    """Norwegian has no file of its own; with one, a name behind its "med" is led to, and its pronouns are no name."""
    tables = resources.tables("reading")
    tables["nb"]["wording"] = {"around": {"leads": "med"}, "signature": {"pronouns": "hun|han"}}
    known = people.compile_tables(tables).words
    before = people.compile_tables(resources.tables("reading")).words
    assert known.around.lead("snakk med ", known.titles) == "med "
    assert before.around.lead("snakk med ", before.titles) is None
    assert known.below.lead("Kari Dahl (hun)").strip() == "Kari Dahl"
