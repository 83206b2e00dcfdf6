import pytest

from courtesy.plan import particular
from plan import cases

LEXICONS = cases.templates().lexicons


def of(text, language="en"):
    return particular.particular(text, language, LEXICONS)


@pytest.mark.parametrize(
    "phrase",
    [
        "the assay pipeline",
        "distributed systems",
        "how to shard dispatch",
        "teaching statistics to people who fear it",
        "Swiss typography",
        "why birds nest in gutters",
        "event sourcing, yes or no",
    ],
)
def test_a_noun_phrase_is_what_a_conversation_was_about(phrase):
    assert of(phrase) == particular.Particular(topic=phrase)


@pytest.mark.parametrize(
    ("phrase", "event"),
    [
        ("lunch", "the lunch"),
        ("the tour of the foundry", "the tour of the foundry"),
        ("panel on 3 May", "the panel on 3 May"),
        ("The walk round the labs", "the walk round the labs"),
    ],
)
def test_an_event_is_thanked_for_and_not_talked_about(phrase, event):
    assert of(phrase) == particular.Particular(event=event)


@pytest.mark.parametrize(
    "phrase",
    [
        None,
        "",
        "   ",
        "...",
        "we should talk",
        "and the boats",
        "the boats of",
        "the boats. The mill",
        "her two informants",
        "he said so",
        "the salary band",
        "your parental leave",
        "https://there.example",
        "boats\nBcc: x",
        "{{ secret }}",
        "the (old mill",
        "<b>boats</b>",
        "x" * 200,
        "one two three four five six seven eight nine ten eleven twelve thirteen boats long",
        "I",
        "it was great",
        "next steps",
        "the other candidates",
        "is good",
    ],
)
def test_what_does_not_fit_or_might_hurt_is_left_out(phrase):
    assert of(phrase) is None


def test_a_phrase_in_another_language_than_the_letter_is_left_out():
    assert of("die Umstellung der Fertigung") is None
    assert of("the move of the mill", "de") is None
    assert of("la refonte du catalogue", "en") is None


@pytest.mark.parametrize("phrase", ["der Umbau der Lager", "dem Umbau", "unserem Lager", "Ihr Lager"])
def test_a_german_phrase_that_cannot_stand_in_the_accusative_is_left_out(phrase):
    assert of(phrase, "de") is None


@pytest.mark.parametrize("phrase", ["die Umstellung der Fertigung", "den Umbau der Lager", "Linsen für die Raumfahrt"])
def test_a_german_phrase_that_can_is_taken(phrase):
    assert of(phrase, "de") == particular.Particular(topic=phrase)


@pytest.mark.parametrize("phrase", ["la refonte du catalogue", "l’accessibilité des livres", "les couvertures"])
def test_a_french_phrase_is_taken_with_its_article(phrase):
    assert of(phrase, "fr") == particular.Particular(topic=phrase)


@pytest.mark.parametrize("phrase", ["du catalogue", "elle et son chien", "l’offre"])
def test_a_french_phrase_that_does_not_fit_is_left_out(phrase):
    assert of(phrase, "fr") is None


def test_a_clause_that_says_which_may_have_its_own_her():
    phrase = "the customer who closes her books in a laundromat"
    assert of(phrase) == particular.Particular(topic=phrase)
    assert of("her books") is None


def test_of_what_is_the_owners_one_talks_though_it_were_an_event():
    assert of("my demo of the plotter") == particular.Particular(topic="my demo of the plotter")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_nouns_alone_are_left_out_where_the_language_does_not_write_them_so(language):
    assert of("cold chain audits", language) is None


def test_a_german_noun_may_stand_alone():
    assert of("Dachbegrünung", "de") == particular.Particular(topic="Dachbegrünung")


@pytest.mark.parametrize("phrase", ["how I found the gap in your temperature log", "de-escalating carbapenems"])
def test_what_the_owner_did_may_be_spoken_of_and_a_hyphen_makes_no_french_word(phrase):
    assert of(phrase) == particular.Particular(topic=phrase)
