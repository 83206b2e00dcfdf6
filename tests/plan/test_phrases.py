import itertools

import hypothesis
import pytest
from hypothesis import strategies as st

from courtesy.plan import compose, deeds, naming, phrases
from plan import cases

TEMPLATES = cases.templates()
LANGUAGES = sorted(TEMPLATES.languages)
KNOWN = {
    "topic",
    "meeting",
    "meeting_first",
    "meeting_dat",
    "arranged",
    "prepared",
    "wrote_after",
    "took_over_from",
    "handed_to",
    "introduced_to",
    "gave_time",
    "revised",
    "answered",
    "called",
    "internal",
    "counter",
    "released",
    "decider",
    "several",
    "inside",
    "thanking",
    "company",
    "deed",
    "deeds",
    "post",
    *deeds.PLACES,
    *(
        "showed",
        "showed_what",
        "hosted_what",
        "hosted_what_dat",
        "praised",
        "praised_what",
        "sent_what",
        "flexible_what",
        "travel",
    ),
    *("moved", "raised", "chased", "encouraged", "patient", "frank", "personal_word"),
    "reply_day",
    "wanted_day",
    "other_day",
    "looking_for",
    "candidate",
    "candidate_about",
    "candidate_about_first",
    "candidate_contact",
    "event",
    "aside",
    "reason",
    "clause",
    "clause_first",
    "others",
    "role",
    "phone",
    "late",
    "colleague",
    "extended",
    "formal",
    "casual",
    "guide",
    "met",
    "met_day",
    "wrote",
    "met_them",
    "recruiter",
    "hr",
    "hiring_manager",
    "interviewer",
    "coordinator",
    "executive",
    "referrer",
}


def every(language):
    return [(slot, phrase) for slot, some in TEMPLATES.phrases[language].items() for phrase in some]


ROLES = ("met_them", "hiring_manager", "executive", "guide", "coordinator", "referrer")


@pytest.mark.parametrize("language", LANGUAGES)
@hypothesis.given(
    people=st.lists(
        st.tuples(st.sampled_from(ROLES), st.sets(st.sampled_from(("meeting", "arranged", "answered", "prepared")))),
        min_size=2,
        max_size=8,
    ),
    formal=st.booleans(),
)
@hypothesis.settings(deadline=None, max_examples=30)
def test_letters_that_lie_beside_each_other_share_no_sentence(language, people, formal):
    """However alike those are who get them: the same day, the same part, the same deeds."""
    forms = naming.naming(language, "Cook", "Larder", familiar=not formal)
    usual = {**forms, "greeting": "Hello,", "signature": "Noor", "company": "Larder", "met": "yes", "decider": "Ines"}
    parts = []
    for place, (role, known) in enumerate(people):
        facts = {**usual, role: "yes", **dict.fromkeys(known, "the interview on 3 May")}
        facts |= {"formal": "yes"} if formal else {}
        kind = "thank_you" if place else "decline"
        parts.append(phrases.Part(key=f"p{place}", kind=kind, language=language, facts=facts, familiar=not formal))
    letters = compose.compose(TEMPLATES, parts)
    said = [{*phrases.sentences(letter.body.partition("\n\n")[2].rpartition("\n\n")[0])} for letter in letters]
    for one, other in itertools.combinations(said, 2):
        assert not one & other


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_is_one_that_letters_fill(language):
    known = KNOWN | naming.naming(language, "Cook", "Larder", familiar=False).keys()
    for _, phrase in every(language):
        assert phrase.wants | phrase.refuses <= known
        assert phrase.text.count("{") == phrase.text.count("}")
        assert phrase.text.count("[") == phrase.text.count("|") == phrase.text.count("]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_ends_as_a_sentence(language):
    for slot, phrase in every(language):
        kind, _, name = slot.partition(".")
        if kind not in {deeds.SCOPE, *deeds.CLAUSES} and name not in {"closing", "subject"}:
            assert phrase.text.endswith((".", "?", "!", "{meant}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_ways_for_fourteen_people(language):
    slots = TEMPLATES.phrases[language]
    for slot in ("thank_you.no", "thank_you.door", "any.reason"):
        assert len(slots[slot]) >= 14
    thanks = [phrase for phrase in slots["thank_you.thanks"] if not phrase.wants & {"topic", "event"}]
    everybody = {"met", "wrote", *naming.naming(language, "Cook", "Larder", familiar=False)}
    for part in ("met_them", "guide", "coordinator", "executive"):
        assert len([phrase for phrase in thanks if phrase.wants <= everybody | {part}]) >= 14
    assert len([phrase for phrase in thanks if phrase.fits({"referrer", "met", "wrote"})]) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_ours_hurts_or_compares(language):
    known = TEMPLATES.checks[language]
    for _, phrase in every(language):
        assert not known.negative.search(phrase.text)
        assert not known.comparing.search(phrase.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("familiar", [True, False])
@pytest.mark.parametrize("company", ["Larder", None])
@pytest.mark.parametrize("inside", [True, False])
def test_every_opening_says_thanks_and_no_and_every_no_says_no(language, familiar, company, inside):
    known = TEMPLATES.checks[language]
    facts = naming.naming(language, "Cook", company, familiar=familiar, inside=inside) | {"decider": "Ines"}
    slots = TEMPLATES.phrases[language]
    for phrase in slots["decline.opening"]:
        assert known.thanks.search(phrase.say(facts, familiar=familiar))
    for phrase in slots.get("decline.no", slots["decline.opening"]):
        assert known.no.search(phrase.say(facts, familiar=familiar))
    for phrase in TEMPLATES.phrases[language]["thank_you.thanks"]:
        assert known.thanks.search(phrase.text)
    for phrase in TEMPLATES.phrases[language]["thank_you.no"]:
        assert known.no.search(phrase.say(facts, familiar=familiar))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_to_an_offer_names_the_company(language):
    for phrase in TEMPLATES.phrases[language]["decline.opening"]:
        # To those with whom one works the house goes without saying.
        ties = {"colleague", "internal", "counter"}
        assert phrase.wants & {"position_at", "post_at", "job_at", "them", "at", "position_at_to", *ties}


def test_a_phrase_is_fit_only_where_all_it_names_is_known():
    phrase = phrases.parse("(met, !late) You and {name} [did|’d] it.")
    assert phrase.fits(part("key", met="yes", name="Bo").facts.keys())
    assert not phrase.fits(part("key", met="yes").facts.keys())
    assert not phrase.fits(part("key", met="yes", name="Bo", late="yes").facts.keys())
    assert not phrase.fits(part("key", name="Bo").facts.keys())


def test_a_phrase_says_it_formally_or_familiarly():
    phrase = phrases.parse("[I have|I’ve] met {name}.")
    assert phrase.say({"name": "Bo"}, familiar=False) == "I have met Bo."
    assert phrase.say({"name": "Bo"}, familiar=True) == "I’ve met Bo."


def test_what_is_filled_in_is_never_read_as_a_phrase():
    phrase = phrases.parse("At {company}.")
    assert phrase.say({"company": "{role} [a|b]", "role": "x"}, familiar=True) == "At {role} [a|b]."


def test_a_full_stop_or_comma_that_a_name_brings_is_not_doubled():
    phrase = phrases.parse("I join {company}.")
    assert phrase.say({"company": "Acme Inc."}, familiar=True) == "I join Acme Inc."
    assert phrase.say({"company": "a post, Stores,"}, familiar=True) == "I join a post, Stores."


def part(key, **facts):
    return phrases.Part(key=key, kind="decline", language="en", facts=facts, familiar=True)


def test_sentences_are_assigned_so_that_as_many_as_can_have_one():
    choices = [phrases.parse("{a} one."), phrases.parse("Any.")]
    for key in "abcdef":
        said = phrases.share("slot", choices, [part(key, a="A"), part("z")])
        assert sorted(said) == ["A one.", "Any."]


def test_where_sentences_run_out_the_rest_say_nothing_or_begin_again():
    parts = [part(str(n)) for n in range(3)]
    assert sorted(phrases.share("slot", [phrases.parse("One."), phrases.parse("Two.")], parts)) == ["", "One.", "Two."]
    again = phrases.share("slot", [phrases.parse("One."), phrases.parse("Two.")], parts, must=True)
    assert sorted(set(again)) == ["One.", "Two."]


def test_sentences_do_not_end_at_a_title_or_an_initial():
    assert list(phrases.sentences("I met Dr. Low today. It was good.")) == ["I met Dr. Low today.", "It was good."]


def test_what_is_elided_in_french_stands_close():
    assert phrases.parse("Je [vous|t’] en remercie.").say({}, familiar=True) == "Je t’en remercie."


def test_what_a_letter_has_told_of_somebody_it_does_not_tell_again():
    told = [set()]
    some = [phrases.parse("Thank you for {hosted_what}."), phrases.parse("Thank you for your time.")]
    person = [part("bo", hosted_what="the lunch")]
    assert phrases.share("thanks", some, person, told) == ["Thank you for the lunch."]
    assert phrases.share("particular", some, person, told) == ["Thank you for your time."]


def test_the_post_is_named_once_in_a_letter_where_there_is_another_way():
    told = [{"position_at"}]
    some = [phrases.parse("I will not take {position_at}."), phrases.parse("I have decided against it.")]
    for key in "abcdef":
        person = [part(key, position_at="the post at Larder")]
        assert phrases.share("no", some, person, [set(told[0])]) == ["I have decided against it."]
