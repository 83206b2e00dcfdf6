"""What letters may recall of what somebody did, in the letter's language."""

import pytest

from corpus import score
from courtesy.casebook import opportunity
from courtesy.plan import recall
from plan import cases


def places(language, *deeds, talked=None):
    person = cases.person("Ana Pires", deeds=deeds, talked=talked)
    return recall.recall(
        person,
        language,
        cases.templates().recalls,
        zone="Europe/Lisbon",
        today=cases.NOW.date(),
        house="Oakline",
        called={},
        declines=False,
    )


def test_praise_of_what_the_two_spoke_of_is_not_told_beside_it():
    praise = deed("praised", "my answers on swab counts")
    assert "praised" not in places("en", praise, talked="swab counts")
    assert places("en", praise, talked="the ice storm")["praised"] == "yes"


def deed(kind, summary=""):
    return opportunity.Deed(kind=kind, summary=summary, evidence=cases.evidence())


@pytest.mark.parametrize(("language", "lunch"), [("en", "the lunch"), ("de", "das Mittagessen"), ("fr", "le déjeuner")])
def test_a_thing_is_named_in_the_language_of_the_letter(language, lunch):
    found = places(language, deed("hosted", "lunch"))
    assert found["hosted"] == "yes"
    assert found["hosted_what"] == lunch


def test_german_names_a_thing_in_the_dative_too():
    assert places("de", deed("sent", "guide"))["sent_what_dat"] == "dem Leitfaden"


def test_what_was_praised_stands_in_a_letter_of_its_language_alone():
    praise = deed("praised", "my answers on swab counts")
    assert places("en", praise)["praised_what"] == "my answers on swab counts"
    assert places("de", praise)["praised_what"] == ""
    assert places("de", praise)["praised"] == "yes"


def test_a_tour_of_nothing_said_names_nothing():
    assert places("en", deed("showed"))["showed_what"] == ""


def test_every_thing_that_is_read_has_a_name_in_every_language():
    things = cases.templates().recalls.things
    assert things["en"].keys() == things["de"].keys() == things["fr"].keys()
    read = {
        what.partition("_")[2]
        for kind, _ in score.known().people.favours.patterns
        if not kind.startswith(("not_", "ask_")) and "_" in (what := kind) and kind.partition("_")[0] in _OF_THINGS
    }
    assert read <= things["en"].keys()


_OF_THINGS = {"hosted", "sent", "flexible"}
