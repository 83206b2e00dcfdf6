"""Which of somebody's deeds a letter tells, and how two stand together."""

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
    **dict.fromkeys(("position", "position_at", "post_at", "job", "job_at", "them", "at", "position_at_to"), "Larder"),
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
    found = chosen(*ALL)
    assert len(found) == 4
    assert {"arranged", "took_over"} < found


def test_what_has_been_told_is_not_told_again():
    assert chosen("gave_time", "answered", told={"gave_time"}) == {"answered"}


def told_in(letter, language="en"):
    """Return the deeds that a letter tells, in its order."""
    forms = [phrase for slot, some in TEMPLATES.phrases[language].items() for phrase in marked(slot, some)]
    found = {(letter.body.find(text), deed) for text, deed in forms if text and text in letter.body}
    return list(dict.fromkeys(deed for _, deed in sorted(found)))


def marked(slot, some):
    form, _, deed = slot.partition(".")
    known = [one for one in some if one.wants <= {*ALL, "deed"}] if form in {"deed", *deeds.CLAUSES} else []
    return [(one.say(ALL, familiar=True), deed) for one in known]


def test_deeds_stand_in_a_letter_in_the_order_of_time():
    order = [slot.partition(".")[2] for slot in TEMPLATES.phrases["en"] if deeds.is_deed(slot)]
    for key in "abcdef":
        (letter,) = compose.compose(TEMPLATES, [part("gave_time", "answered", "called", key=key)])
        told = told_in(letter)
        assert len(told) == 3
        assert told == sorted(told, key=order.index)


def test_several_deeds_are_told_in_one_breath():
    slots = TEMPLATES.phrases["en"]
    (letter,) = compose.compose(TEMPLATES, [part("gave_time", "answered")])
    told = [one for one in phrases.sentences(letter.body) if "question" in one]
    assert len(told) == 1
    assert any(word in told[0] for word in ("longer", "extra time"))
    singles = {one.say(ALL, familiar=True) for name in ("answered", "gave_time") for one in slots[f"deed.{name}"]}
    assert not any(text in letter.body for text in singles)


def test_what_a_deed_meant_is_said_to_one_reader_alone():
    slots = TEMPLATES.phrases["en"]
    parts = [part("gave_time", "answered", key=key) for key in "abcdef"]
    found = deeds.clauses(slots, parts, [("deed.answered", "deed.gave_time")] * len(parts))
    meant = [one["meant"] for one in found if "meant" in one]
    assert len(meant) == len(set(meant)) == len(slots["meant.gave_time"])
    assert all("question" in one["did"] and "question" in one["doing"] for one in found)


def test_two_who_did_the_same_are_told_so_in_different_words():
    one, other = compose.compose(TEMPLATES, [part("gave_time", "answered", key=key) for key in "ab"])
    assert "question" in one.body
    shared = set(phrases.sentences(one.body)) & set(phrases.sentences(other.body))
    assert not [sentence for sentence in shared if "time" in sentence or "question" in sentence]
