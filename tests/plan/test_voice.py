"""The owner's own words: how letters sound as [voice] says, and templates of the owner's on trial."""

import re

import pytest

from courtesy import config, resources
from courtesy.plan import compose, plan, trial
from plan import cases

TEXTS = resources.texts(resources.directory("templates"))
TABLES = resources.tables("letters")
TEMPLATES = cases.templates()


def settings(**voice):
    return config.Config(owner=cases.SETTINGS.owner, accounts=cases.SETTINGS.accounts, voice=config.Voice(**voice))


def letters(mailbox=None, **voice):
    found = plan.plan(
        cases.case(mailbox or cases.surveyors()),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=settings(**voice),
        templates=TEMPLATES,
        secret=cases.SECRET,
    )
    assert found.refused == ()
    return [letter.body for letter in found.letters]


def test_the_packaged_letters_stand_their_trial_however_the_owner_wants_them_to_sound():
    for tone in ("", "formal", "warm"):
        for length in ("short", "usual", "full"):
            assert list(trial.problems(TEMPLATES, settings(tone=tone, length=length))) == []


def test_a_formal_voice_has_no_contractions_where_a_warm_one_has():
    assert not any(re.search(r"\b(?:I’m|I’ve|won’t|I’d)\b", body) for body in letters(tone="formal"))
    assert any(re.search(r"\b(?:I’m|I’ve|won’t|I’d)\b", body) for body in letters(tone="warm"))


def test_short_letters_are_shorter_and_full_ones_longer():
    short, usual, full = (sum(map(len, letters(length=length))) for length in ("short", "usual", "full"))
    assert short < usual < full


def test_the_owners_opening_begins_and_their_closing_ends_every_letter():
    bodies = letters(opening={"en": "I hope that you are well."}, closing={"en": "With a wave,"})
    assert all(body.split("\n\n")[1].startswith("I hope that you are well. ") for body in bodies)
    assert all("\n\nWith a wave,\nNoor Vermeer" in body for body in bodies)


def test_what_begins_small_after_a_german_greeting_begins_a_sentence_behind_the_owners_opening():
    for body in letters(cases.opticians(), opening={"de": "ich hoffe, es geht gut."}):
        first = body.split("\n\n")[1].removeprefix("ich hoffe, es geht gut. ")
        assert first[0].isupper()


def test_a_forbidden_word_stands_in_no_letter():
    assert any("wish" in body for body in letters())
    assert not any("wish" in body.lower() for body in letters(forbidden=("wish",)))


def test_a_forbidden_word_that_cannot_be_done_without_is_told():
    found = list(trial.problems(TEMPLATES, settings(forbidden=("thank", "grateful", "appreciate"))))
    assert any("it does not say thanks" in one for one in found)


def owners(name, text):
    return compose.load(TEXTS | {name: text}, TABLES)


def test_a_template_of_the_owners_wins():
    own = owners(
        "decline.en.eml.j2",
        "Subject: My answer\n\n{{ greeting }}\n\nthank you for everything, but no: I will not be accepting the post at "
        "{{ company }}. " + "I mean it kindly. " * 14 + "\n\n{{ closing }}\n{{ signature }}\n",
    )
    assert list(trial.problems(own, settings())) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Subject: x\n\n{{ greeting }}\n\n{{ nobody }}\n\n{{ signature }}\n", "'nobody' is undefined"),
        ("Subject: x\n\n{{ greeting }}\n\nDear [name]\n\n{{ signature }}\n", "not filled"),
        ("Subject: x\n\nHello you,\n\n{{ say.opening }}\n\n{{ signature }}\n", "greeting"),
        ("Subject: x\n\n{{ greeting }}\n\n{{ say.particular }}\n\n{{ signature }}\n", "the answer is no"),
        ("{{ greeting }}\n\n{{ say.opening }}\n\n{{ signature }}\n", "no subject"),
        ("Subject: x\n\n{{ greeting.__class__ }}\n\n{{ signature }}\n", "cannot be filled in"),
    ],
)
def test_what_is_wrong_with_a_template_of_the_owners_is_told(text, told):
    found = list(trial.problems(owners("decline.en.eml.j2", text), settings()))
    assert any(told in one and one.startswith("decline.en.eml.j2, to ") for one in found)
