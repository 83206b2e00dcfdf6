"""What somebody did, told in one breath."""

import pytest

from courtesy.plan import deeds, phrases
from plan import cases

TEMPLATES = cases.templates()
ALL = {
    **dict.fromkeys(("prepared", "travel", "answered", "called", "gave_time", "frank", "revised"), "yes"),
    "arranged": "the interview",
    "took_over_from": "Bo",
}


def breath(*known, told=frozenset(), language="en"):
    part = phrases.Part(
        key="bo", kind="thank_you", language=language, facts={name: ALL[name] for name in known}, familiar=True
    )
    return deeds.breath(part, TEMPLATES.phrases[language], told)


def test_one_deed_alone_makes_no_list():
    assert breath("answered") == deeds.Breath()


def test_deeds_are_told_in_the_order_of_time():
    said = breath("gave_time", "arranged", "answered").said
    places = [said.index(word) for word in ("interview", "questions", "decide")]
    assert places == sorted(places)
    assert " and " in said


def test_what_has_been_told_is_not_told_again():
    assert "decide" not in breath("gave_time", "arranged", "answered", told={"gave_time"}).said
    assert breath("gave_time", "answered", told={"gave_time"}) == deeds.Breath()


def test_of_many_deeds_those_that_say_most_are_told():
    one = breath(*ALL)
    assert len(one.tells) == 3
    assert {"arranged", "took_over_from"} <= one.tells


@pytest.mark.parametrize("language", sorted(TEMPLATES.languages))
def test_nothing_is_told_of_somebody_who_did_nothing(language):
    assert breath(language=language) == deeds.Breath()
    assert breath("answered", language=language) == deeds.Breath()


@pytest.mark.parametrize("language", sorted(TEMPLATES.languages))
def test_every_language_has_a_clause_for_each_deed_that_is_read(language):
    slots = TEMPLATES.phrases[language]
    told = {name for slot, some in slots.items() if slot.startswith("did.") for one in some for name in one.wants}
    assert set(ALL) <= told
