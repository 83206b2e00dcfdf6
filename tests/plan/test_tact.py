"""What a skilled hand finds hard, and a program gets wrong."""

import dataclasses
import re

import pytest

from courtesy.casebook import opportunity
from courtesy.plan import cast, desired, given, plan
from plan import cases

TEMPLATES = cases.templates()
MAILBOXES = {"en": cases.surveyors, "de": cases.opticians, "fr": cases.publishers}


def letters(*opportunities):
    found = plan.plan(
        cases.case(*opportunities),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=TEMPLATES,
        secret=cases.SECRET,
    )
    assert found.refused == ()
    return found.letters


def body(person, **more):
    return letters(cases.opp(person, **more))[0].body


def facts(person, **more):
    terms = given.Given(
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=TEMPLATES,
        secret=cases.SECRET,
        companies=(),
    )
    return cast.part(cases.opp(person, **more), person, desired.LetterKind.DECLINE, terms).facts


def stock(language, *slots):
    """Return all that our sentences say, but for the reasons that the owner may give."""
    return [
        phrase.text
        for slot, some in TEMPLATES.phrases[language].items()
        if not slots or slot.startswith(slots)
        for phrase in some
    ]


def meeting(day, summary="Interview: Noor Vermeer", about=""):
    return opportunity.Meeting(day=day, summary=summary, evidence=cases.evidence(), about=about)


def deed(kind, **more):
    return opportunity.Deed(kind=kind, evidence=cases.evidence(), **more)


DAY = cases.NOW.date().replace(day=3)


@pytest.mark.parametrize("language", MAILBOXES)
def test_every_letter_says_the_no_and_gives_the_same_reason(language):
    because = {"en": "I have to stay near my mother", "de": "Ich bleibe hier bei meiner Mutter", "fr": "je reste ici"}
    found = letters(MAILBOXES[language](decision=cases.decided(because=because[language])))
    assert len(found) >= 8
    for letter in found:
        assert because[language].lower() in letter.body.lower()
        assert TEMPLATES.checks[language].no.search(letter.body)


@pytest.mark.parametrize("language", MAILBOXES)
def test_no_sentence_of_ours_smuggles_in_a_reason(language):
    smuggled = (
        r"\bfit\b|elsewhere|another (?:offer|opportunity|position|role)|accepted (?:an|another)|other plans"
        r"|right for me|anderes angebot|andere stelle|passt nicht|nicht das richtige|ailleurs(?!\.)"
        r"|autre (?:offre|poste|opportunité)"
    )
    for text in stock(language, "any", "decline", "thank_you"):
        assert not re.search(smuggled, text, re.IGNORECASE), text


@pytest.mark.parametrize("language", MAILBOXES)
def test_no_sentence_of_ours_says_that_something_was_the_best(language):
    superlative = (
        r"\b(?:best|greatest|finest|nicest|most (?!of)\w+|favou?rite)\b"
        r"|\b(?:beste[nrsm]?|schönste\w*|tollste\w*|liebste\w*)\b|\b(?:meilleure?s?|le plus|la plus)\b"
    )
    polite = (
        r"(?:all the|very|with|kind) best|best (?:wishes|regards)|my (?:very )?best|beste[nr]? grüße"
        r"|meilleur(?:e?s)? (?:vœux|salutations|pour la suite|d’ici là)|souhaite le meilleur"
    )
    for text in stock(language, "any", "decline", "thank_you"):
        assert not re.search(superlative, re.sub(polite, "", text, flags=re.IGNORECASE), re.IGNORECASE), text


@pytest.mark.parametrize("language", MAILBOXES)
@pytest.mark.parametrize("stage", ["offered", "accepted", "interviewing"])
def test_what_else_the_owner_has_going_changes_no_word(language, stage):
    mine = MAILBOXES[language]()
    other = cases.opp(
        cases.person("Vita Sandoval", "hr"),
        company="Globe Rail",
        role="Signaller",
        number=9,
        stage=opportunity.Stage(stage),
        decision=cases.decided("accept", because="they pay twice as much"),
    )
    assert letters(mine) == tuple(one for one in letters(mine, other) if one.slot.opportunity == mine.id)


def test_two_of_one_first_name_are_told_apart_where_a_letter_speaks_of_them():
    people = (
        cases.person("Ann Low", "hr", letter="decline", greeting="Ann"),
        cases.person("Bea Rhys", "coordinator", deeds=(deed("arranged", day=DAY, other="Tom Reed"),)),
        cases.person("Tom Reed", "interviewer", greeting="Tom"),
        cases.person("Tom Ames", "interviewer", greeting="Tom"),
    )
    by_name = {letter.to.name: letter.body for letter in letters(cases.opp(*people))}
    assert "with Tom Reed on 3 April" in by_name["Bea Rhys"]
    by_name = {letter.to.name: letter.body for letter in letters(cases.opp(*people[:3]))}
    assert "with Tom on 3 April" in by_name["Bea Rhys"]


def test_a_meeting_is_recalled_by_its_day_and_in_their_own_words():
    def said(**more):
        return body(cases.person("Ann Low", "interviewer", meetings=(meeting(DAY, **more),)))

    assert "our interview on 3 April" in said()
    assert "the cook-off on 3 April" in said(summary="Cook-off: N. Vermeer")
    assert "the data jam on 3 April" in said(summary="Data jam: Noor")
    assert "the onsite on 3 April" not in said(summary="Tarn & Fell onsite: Noor")
    assert "the map reading session on 3 April" in said(about="map reading")
    assert "our conversation on 3 April" in said(summary="Noor x Tarn")


def test_in_the_americas_the_month_comes_first():
    person = cases.person("Ann Low", "interviewer", meetings=(meeting(DAY),))
    found = plan.plan(
        cases.case(cases.opp(person)),
        now=cases.NOW,
        whose=dataclasses.replace(cases.WHOSE, timezone="America/Toronto"),
        settings=cases.SETTINGS,
        templates=TEMPLATES,
        secret=cases.SECRET,
    )
    assert "our interview on April 3" in found.letters[0].body


@pytest.mark.parametrize(("language", "said"), [("de", "Gespräch am 3. April"), ("fr", "notre entretien du 3 avril")])
def test_a_day_is_written_as_the_language_writes_it(language, said):
    summary = {"de": "Vorstellungsgespräch", "fr": "Entretien"}[language]
    person = cases.person("Ann Low", "interviewer", meetings=(meeting(DAY, summary=summary),))
    assert said in body(person, language=language)


def test_a_day_long_ago_is_not_named_without_its_year():
    person = cases.person("Ann Low", "interviewer", meetings=(meeting(DAY.replace(year=2025)),))
    assert "our interview" in body(person)
    assert "3 April" not in body(person)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (("hr", deed("took_over", other="Bea Rhys")), r"\bBea\b"),
        (("hr", deed("handed_over", other="Bea Rhys")), r"\bBea took over\b"),
        (("referrer", deed("introduced", other="Bea Rhys")), r"\bBea\b"),
        (
            ("interviewer", deed("gave_time")),
            r"(?:extra|more|few) (?:days|time|more days)|longer (?:to|over)|the time that I needed",
        ),
        (("hr", deed("answered")), r"question"),
        (("hr", deed("prepared")), r"what to expect|what was coming|what came next"),
    ],
)
def test_what_somebody_did_is_thanked_for(person, said):
    part, done = person
    mailbox = cases.opp(
        cases.person("Ann Low", part, deeds=(done,)), cases.person("Bea Rhys", "hr", letter="decline", greeting="Bea")
    )
    by_name = {letter.to.name: letter.body for letter in letters(mailbox)}
    assert re.search(said, by_name["Ann Low"])


def test_the_deadline_that_a_letter_may_name_is_the_current_one():
    person = cases.person("Ann Low", "hr", letter="decline")
    assert facts(person, offer=cases.offer(reply_by=cases.deadline(day=DAY.replace(day=24))))["reply_day"] == (
        "Friday, 24 April"
    )
    assert "reply_day" not in facts(person, offer=cases.offer(reply_by=cases.deadline(day=DAY)))  # passed
    assert "reply_day" not in facts(person, offer=cases.offer(reply_by=None))


@pytest.mark.parametrize("language", MAILBOXES)
@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("esign", r"electronic signature|elektronisch|électronique"),
        ("portal", r"portal|portail"),
        ("check", r"\bchecks\b|Überprüfung|Untersuchungen|vérifications"),
        ("referees", r"referees|Referenz|références"),
        ("room", r"\broom\b|Unterkunft|logement"),
    ],
)
def test_what_lies_ready_is_given_back_in_plain_words_by_the_answer_alone(language, held, said):
    mailbox = MAILBOXES[language](held=(held,))
    declined, *thanked = letters(mailbox)
    assert declined.slot.kind == "decline"
    assert re.search(said, declined.body, re.IGNORECASE)
    assert not any(re.search(said, letter.body, re.IGNORECASE) for letter in thanked)
    assert not re.search(said, letters(MAILBOXES[language]())[0].body, re.IGNORECASE)


@pytest.mark.parametrize("language", MAILBOXES)
def test_an_offer_of_the_present_employer_is_not_answered_as_a_strangers(language):
    for letter in letters(MAILBOXES[language](tie="counter_offer"))[:5]:
        assert not re.search(r"join|look for\b|stay in touch|in Verbindung|rejoindr|contact", letter.body)


def test_a_house_that_nobody_wrote_the_name_of_is_not_named_after_its_domain():
    guessed = (("company", dataclasses.replace(cases.evidence(), rule="domain of sender")),)
    person = cases.person("Ann Low", "hr", letter="decline")
    assert "Tarnfell" not in body(person, company="Tarnfell", evidence=guessed)
    assert "Tarnfell" in body(person, company="Tarnfell")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (
            "Surveyor (nights), Hall 2, North campus and annexe",
            "the Surveyor (?:position|post|job)|position of Surveyor",
        ),
        ("Team Lead, six years", "the Team Lead (?:position|job)"),
        ("Cook Rossi’s", "the Cook (?:position|job)"),
        ("Manager", "the (?:position|job) at Tarn"),
    ],
)
def test_a_role_is_named_as_one_says_it(role, said):
    assert re.search(said, body(cases.person("Ann Low", "hr", letter="decline"), role=role))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Leitung Einkauf", "die Leitung Einkauf bei"),
        ("Projektleitung (m/w/d)", "die Projektleitung bei"),
        ("Leiterin Einkauf", "die Stelle als Leiterin Einkauf bei"),
    ],
)
def test_a_german_post_is_no_person(role, said):
    text = body(cases.person("Ann Low", "hr", letter="decline"), role=role, language="de")
    assert said in text


def test_in_german_no_sentence_has_the_one_who_decides_as_its_subject():
    """{decider} stands in the case in which "an" and "antworten" have it: "Herrn Low bekommt" would be wrong."""
    for phrase in TEMPLATES.phrases["de"]["thank_you.no"]:
        assert "{decider}" not in phrase.text or re.search(r"(?:an|auch|ich) \{decider\}", phrase.text), phrase.text


def test_a_recruiter_of_an_agency_is_not_taken_for_one_of_the_house():
    recruiter = cases.person("Ann Low", "recruiter", letter="thank_you")
    insiders = [cases.person(name, "hr", letter="thank_you") for name in ("Bea Rhys", "Cal Dunn")]
    answer = cases.person("Dee Orr", "hr", letter="decline")
    mailbox = cases.opp(recruiter, *insiders, answer, company="Tarn & Fell", agency="Ridge Search")
    by_name = {letter.to.name: letter.body for letter in letters(mailbox)}
    assert "everyone at Tarn & Fell" not in by_name["Ann Low"]
    assert "Tarn & Fell" in by_name["Ann Low"]
    assert any("everyone at Tarn & Fell" in by_name[name] for name in ("Bea Rhys", "Cal Dunn"))
