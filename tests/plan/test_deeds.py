"""Which of somebody's deeds a letter tells."""

import pytest

from courtesy.plan import compose, deeds, phrases
from plan import cases

TEMPLATES = cases.templates()
ALL = {
    **dict.fromkeys(("prepared", "travel", "answered", "called", "gave_time", "frank", "revised"), "yes"),
    "arranged": "the interview",
    "took_over_from": "Bo",
}
USUAL = {
    **dict.fromkeys(("position", "position_at", "post_at", "them", "at", "position_at_to"), "Larder"),
    "greeting": "Hi Bo,",
    "signature": "Noor",
}


def part(*known, language="en", key="bo"):
    facts = {name: ALL[name] for name in known}
    return phrases.Part(key=key, kind="thank_you", language=language, facts={**USUAL, **facts}, familiar=True)


def chosen(*known, told=frozenset(), language="en"):
    found = deeds.chosen(part(*known, language=language), TEMPLATES.phrases[language], told)
    return {slot.partition(".")[2] for slot in found}


@pytest.mark.parametrize("language", sorted(TEMPLATES.languages))
def test_nothing_is_told_of_somebody_who_did_nothing(language):
    assert chosen(language=language) == set()


@pytest.mark.parametrize("language", sorted(TEMPLATES.languages))
@pytest.mark.parametrize("name", sorted(ALL))
def test_every_language_has_a_sentence_for_each_deed_that_is_read(language, name):
    assert chosen(name, language=language) == {name.removesuffix("_from")}


def test_of_many_deeds_those_that_say_most_are_told():
    assert chosen(*ALL) == {"arranged", "took_over"}


def test_what_has_been_told_is_not_told_again():
    assert chosen("gave_time", "answered", told={"gave_time"}) == {"answered"}


def test_deeds_stand_in_a_letter_in_the_order_of_time():
    order = [slot for slot in TEMPLATES.phrases["en"] if deeds.is_deed(slot)]
    sentences = {
        slot: {one.say(ALL, familiar=True) for one in TEMPLATES.phrases["en"][slot] if one.wants <= {*ALL, "deed"}}
        for slot in order
    }
    for key in "abcdef":
        (letter,) = compose.compose(TEMPLATES, [part("gave_time", "answered", "called", key=key)])
        said = phrases.sentences(letter.body)
        told = [slot for one in said for slot, some in sentences.items() if one in some]
        assert len(told) == 2
        assert told == sorted(told, key=order.index)


def test_two_who_did_the_same_are_told_so_in_different_words():
    one, other = compose.compose(TEMPLATES, [part("gave_time", "answered", key=key) for key in "ab"])
    assert "question" in one.body
    shared = set(phrases.sentences(one.body)) & set(phrases.sentences(other.body))
    assert not [sentence for sentence in shared if "time" in sentence or "question" in sentence]
