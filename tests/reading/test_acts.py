import re

import pytest

from courtesy import resources
from courtesy.reading import acts, text
from reading import mails


def done(written: str, known, languages=("en",)) -> set[str]:
    mail = mails.mail(written)
    return {hit.act for hit in acts.perform(text.sentences(mail), known.book, languages) if hit.strength > 0.55}


@pytest.mark.parametrize(
    "written",
    [
        "We are delighted to offer you the position of Miller.",
        "The job's yours if you want it.",
        "You're hired!",
        "Would you come and be our Head of Dairy?",
        "The trustees voted to appoint you.",
        "You were successful in your application for the vacancy of Lock Keeper.",
        "It's a yes from all of us.",
        "They'd like to bring you on as Bookkeeper.",
    ],
)
def test_an_offer_is_somebody_with_standing_telling_you_that_you_may_have_the_job(written, known):
    assert "extends" in done(written, known) or "for_client" in done(written, known)


@pytest.mark.parametrize(
    "written",
    [
        "We would have loved to offer you the position.",
        "We are not able to offer you the position.",
        "Whether we offer you the position is decided on Monday.",
        "We offered the position to another candidate.",
        "We are pleased to offer you the position of your choice in our sale, 30% off with the code MAY.",
        "Passing the test does not constitute an offer of employment.",
    ],
)
def test_the_words_of_an_offer_alone_are_none(written, known):
    assert "extends" not in done(written, known)


def test_a_negated_offer_is_a_no(known):
    assert "rejects" in done("I'm afraid we are not able to offer you the post.", known)


def test_an_offer_that_would_have_been_is_one_in_prospect_or_a_no(known):
    assert done("We would have loved to offer you the job.", known) & {"in_prospect", "rejects"}


@pytest.mark.parametrize(
    ("written", "act"),
    [
        ("Wir freuen uns, Ihnen die Stelle als Müllerin anbieten zu können.", "extends"),
        ("Leider müssen wir Ihnen mitteilen, dass wir uns für eine andere Bewerberin entschieden haben.", "rejects"),
        ("Wir laden Sie herzlich zu einem Gespräch am Montag ein.", "invites_interview"),
    ],
)
def test_german_is_heard_in_german_mail(written, act, known):
    assert act in done(written, known, ("de",))


@pytest.mark.parametrize(
    ("written", "act"),
    [
        ("Nous avons le plaisir de vous proposer le poste de meunière.", "extends"),
        ("Nous ne pouvons malheureusement pas donner suite à votre candidature.", "rejects"),
        ("Seriez-vous disponible jeudi pour un premier entretien ?", "invites_interview"),
    ],
)
def test_french_is_heard_in_french_mail(written, act, known):
    assert act in done(written, known, ("fr",))


def test_what_was_quoted_or_passed_on_is_not_done_by_the_sender(known):
    mail = mails.mail("See below.", forwarded="We are delighted to offer you the position of Miller.")
    assert not acts.perform(text.sentences(mail), known.book)


def test_the_names_of_acts_are_those_that_are_explained():
    explained = re.findall(r"^ {4}([a-z_]+) {2,}\S", (acts.__doc__ or "").partition("Of the owner")[0], re.MULTILINE)
    assert set(explained) == set(acts.NAMES)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"dances": {"strong": ["a b"]}}, "xx/acts.toml: acts.dances is not an act"),
        ({"extends": {"strong": ["{nobody}"]}}, "xx/acts.toml: acts.extends: there is no concept 'nobody'"),
        ({"extends": {"strong": ["a b"], "unless": ["rain"]}}, "acts.extends names the guard 'rain'"),
        ({"extends": {"mighty": ["a b"]}}, "acts.extends has a key 'mighty'"),
    ],
)
def test_a_fault_in_the_patterns_names_file_and_entry(entry, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        acts.compile_tables({"xx": {"acts": {"acts": entry}}})["xx"]


@pytest.mark.parametrize("section", ["acts", "own"])
def test_the_patterns_of_every_language_compile(section):
    books = acts.compile_tables(resources.tables("reading"), section)
    compiled = {language: books[language] for language in books}
    assert all(compiled[language].rules for language in ("en", "de", "fr"))


def test_what_is_not_to_be_passed_on_is_no_rejection(known):
    assert "rejects" not in done("Geben Sie diese Nachricht bitte nicht weiter.", known, ("de",))
    assert "rejects" in done("Wir können Sie leider nicht weiter berücksichtigen.", known, ("de",))


@pytest.mark.parametrize(
    "written",
    [
        "Could you match $34 an hour?",
        "Would the district be able to go up to $61,000?",
        "I was hoping for $2,900 a month.",
        "Might you raise it to £31,500?",
    ],
)
def test_a_sum_is_asked_for_in_whatever_money(written, known):
    hits = acts.perform(text.sentences(mails.mail(written)), known.own_book, ("en",))
    assert "negotiates" in {hit.act for hit in hits}


def test_the_end_of_a_sentence_is_no_sum(known):
    assert "negotiates" not in {
        hit.act
        for hit in acts.perform(text.sentences(mails.mail("I'll do the early round then.")), known.own_book, ("en",))
    }
