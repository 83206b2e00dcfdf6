import dataclasses
import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.plan import cast, check, phrases, plan
from courtesy.reading import reading
from plan import cases

TEMPLATES = cases.templates()
MAILBOXES = {"en": cases.surveyors, "de": cases.opticians, "fr": cases.publishers}
REASONS = (
    cases.decided("undecided"),
    cases.decided(),
    *(
        cases.decided(reason=kind)
        for kind in ("pay", "counter_offer", "other_offer", "role", "location", "timing", "personal")
    ),
    cases.decided(because="I have taken a post nearer home"),
    cases.decided(because="the hours. They do not suit my family."),
)


def desired(*opportunities, prepare="offer", messages=(), **more):
    return plan.plan(
        opportunity.Case(opportunities=opportunities, messages=messages),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=config.Config(
            owner=cases.SETTINGS.owner, accounts=cases.SETTINGS.accounts, letters=config.Letters(prepare=prepare)
        ),
        templates=TEMPLATES,
        secret=cases.SECRET,
        **more,
    )


def said(letter):
    """Return the sentences of a letter between its greeting and its close."""
    text = letter.body.partition("\n")[2].removesuffix(cast.signature(cases.SETTINGS.owner) + "\n")
    return list(phrases.sentences(text))[:-1]


def one_person(person, **more):
    return next(iter(desired(cases.opp(person, **more)).letters))


@pytest.mark.parametrize("language", MAILBOXES)
@pytest.mark.parametrize("decision", REASONS, ids=lambda one: f"{one.reason} {one.because}")
def test_every_letter_passes_the_check_and_none_shares_a_sentence_with_another(language, decision):
    mailbox = MAILBOXES[language](decision=decision)
    found = desired(mailbox)
    assert found.refused == ()
    assert len(found.letters) == sum(person.reachable for person in mailbox.people)
    for one, other in itertools.combinations(found.letters, 2):
        assert not set(said(one)) & set(said(other))


@pytest.mark.parametrize("language", MAILBOXES)
@pytest.mark.parametrize(
    "role", ["Counsel, Tenancy", "Counsel , Tenancy", "Fitter (nights), Hall 2,", "Head of Yard, a. i."]
)
def test_commas_in_a_role_leave_no_gap_in_any_letter(language, role):
    one = dataclasses.replace(MAILBOXES[language](), role=role)
    said = desired(one)
    assert said.refused == ()
    assert not any(re.search(r",\s*[,.](?!\.)|\s[,.](?:\s|$)", letter.body) for letter in said.letters)


@pytest.mark.parametrize("language", MAILBOXES)
def test_no_letter_says_one_sentence_twice(language):
    for letter in desired(MAILBOXES[language]()).letters:
        assert len(set(said(letter))) == len(said(letter))


@pytest.mark.parametrize("language", MAILBOXES)
def test_letters_are_as_long_as_people_like_them(language):
    for letter in desired(MAILBOXES[language]()).letters:
        text = letter.body.partition("\n")[2].removesuffix(cast.signature(cases.SETTINGS.owner) + "\n")
        least, most = {"decline": (60, 180), "thank_you": (40, 120)}[letter.slot.kind]
        assert least <= check.count(text) <= most


@pytest.mark.parametrize("language", MAILBOXES)
def test_every_number_and_every_name_in_a_letter_stands_in_the_input(language):
    mailbox = MAILBOXES[language]()
    known = repr(mailbox) + repr(cases.SETTINGS)
    every = [phrase.text for slot in TEMPLATES.phrases[language].values() for phrase in slot]
    stock = " ".join(re.sub(r"\[([^|\]]*)\|([^|\]]*)\]", form, text) for text in every for form in (r"\1", r"\2"))
    stock += " ".join(text for table in TEMPLATES.words[language].values() for text in table.values())
    for letter in desired(mailbox).letters:
        for word in re.findall(r"\d[\d.,:]*|\b[A-ZÀ-Ý][\w’]+", letter.body):
            assert word in known or word.removeprefix("d’") in known or word in stock


@pytest.mark.parametrize("language", MAILBOXES)
def test_the_same_input_gives_the_same_letters(language):
    mailbox = MAILBOXES[language]()
    again = cases.templates()
    other = plan.plan(
        cases.case(mailbox),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=again,
        secret=cases.SECRET,
    )
    assert desired(mailbox).letters == other.letters


@pytest.mark.parametrize("language", MAILBOXES)
def test_when_one_letter_has_been_sent_the_others_stay_as_they_are(language):
    mailbox = MAILBOXES[language]()
    before = {letter.slot: letter for letter in desired(mailbox).letters}
    for place, person in enumerate(mailbox.people):
        done = {"answered": True} if person.letter == "decline" else {"thanked": True}
        written = cases.changed(person, letter="none", **done)
        rest = cases.changed(mailbox, people=(*mailbox.people[:place], written, *mailbox.people[place + 1 :]))
        after = {letter.slot: letter for letter in desired(rest).letters}
        assert after.items() <= before.items()


def test_another_text_has_another_message_id_in_the_same_slot():
    plain, reasoned = cases.surveyors(), cases.surveyors(decision=cases.decided(reason="pay"))
    one, other = desired(plain).letters[0], desired(reasoned).letters[0]
    assert one.slot == other.slot
    assert one.message_id != other.message_id


def test_a_minted_message_id_looks_like_any_clients_and_depends_on_the_secret():
    letter = desired(cases.surveyors()).letters[0]
    assert re.fullmatch(
        r"<[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@post\.example>", letter.message_id
    )


@pytest.mark.parametrize("stage", ["accepted", "rescinded", "rejected", "interviewing", "applied"])
def test_nothing_is_written_where_there_is_nothing_to_turn_down(stage):
    assert desired(cases.surveyors(stage=opportunity.Stage(stage))).letters == ()


def test_nothing_is_written_once_the_owner_has_accepted():
    assert desired(cases.surveyors(decision=cases.decided("accept"))).letters == ()


def test_nothing_is_written_to_a_fraud():
    judged = opportunity.Judged(
        message_id="<offer@there.example>",
        mailbox="INBOX",
        kind=reading.Kind.SCAM,
        confidence=0.9,
        anchor=None,
        because=(),
    )
    assert desired(cases.surveyors(), messages=(judged,)).letters == ()


def test_with_prepare_decision_nothing_lies_ready_before_the_owner_declines():
    assert desired(cases.surveyors(), prepare="decision").letters == ()
    assert desired(cases.surveyors(decision=cases.decided()), prepare="decision").letters


def test_after_a_decline_by_hand_the_thanks_are_still_due():
    mailbox = cases.surveyors(stage=opportunity.Stage.DECLINED)
    answered = cases.changed(mailbox.people[0], letter="none", answered=True)
    found = desired(cases.changed(mailbox, people=(answered, *mailbox.people[1:])), prepare="decision")
    assert {letter.slot.kind for letter in found.letters} == {"thank_you"}


def test_nobody_without_a_usable_address_is_written_to():
    person = cases.person
    people = (
        person("Ann Low", "hr", reachable=False),
        person("Ben Low", "hr", left=True),
        person("Cy Low", "hr", email="not an address"),
        person("Di Low", "hr", letter="none"),
        person("Noor Vermeer", "hr", email="noor@post.example"),
        person("Tarn Benefits", "hr", email="benefits@there.example"),
    )
    assert desired(cases.opp(*people)).letters == ()


def test_who_bears_the_name_of_the_house_is_still_a_person():
    assert one_person(cases.person("Tarn Lindqvist", "hr", email="tarn.lindqvist@there.example")).to.name


def test_two_people_behind_one_address_get_one_letter():
    people = (
        cases.person("Ann Low", "hr", email="both@there.example"),
        cases.person("Ben Low", "hr", email="Both@there.example"),
    )
    assert len(desired(cases.opp(*people)).letters) == 1


def test_slots_that_are_done_with_are_left_out():
    every = desired(cases.surveyors()).letters
    rest = desired(cases.surveyors(), written={every[0].slot.key}).letters
    assert rest == every[1:]


def test_a_letter_goes_from_the_address_that_they_wrote_to():
    letter = one_person(cases.person("Ann Low", "hr"), offer=cases.offer(written_to="n.vermeer@work.example"))
    assert (letter.sender.name, letter.sender.email) == ("Noor Vermeer", "n.vermeer@work.example")


def test_a_letter_goes_from_the_accounts_address_where_theirs_is_not_the_owners():
    letter = one_person(cases.person("Ann Low", "hr"), offer=cases.offer(written_to="list@there.example"))
    assert letter.sender.email == "noor@post.example"


def test_a_letter_answers_the_newest_message_of_the_persons_own_thread():
    letter = one_person(cases.person("Ann Low", "hr", thread_subject="AW: RE: Fwd: Re[2]: Our talk"))
    assert letter.subject == "Re: Our talk"
    assert letter.in_reply_to == "<b@there.example>"
    assert letter.references == ("<a@there.example>", "<b@there.example>")


def test_a_letter_without_a_thread_has_a_subject_of_its_own():
    letter = one_person(cases.person("Ann Low", "hr", thread=False))
    assert letter.subject
    assert not letter.subject.startswith("Re:")
    assert letter.in_reply_to is None
    assert letter.references == ()


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Offer",
        "RE: Offer",
        "AW: Offer",
        "Réf : Offer",
        "SV: Re: Offer",
        "Fwd: Offer",
        "WG: AW: Offer",
        "TR : Offer",
        "Offer",
    ],
)
def test_marks_of_answering_are_not_heaped_up(subject):
    assert cast.reply_subject(subject) == "Re: Offer"


def test_a_subject_that_begins_with_a_word_like_a_mark_is_kept():
    assert cast.reply_subject("Response to your application") == "Re: Response to your application"
    assert cast.reply_subject("Interview: Monday") == "Re: Interview: Monday"


def test_no_reason_is_given_where_the_owner_gave_none():
    for language, mailbox in MAILBOXES.items():
        reasons = [phrase.text.partition("{")[0] for phrase in TEMPLATES.phrases[language]["any.reason"]]
        for letter in desired(mailbox(decision=cases.decided())).letters:
            assert not any(lead and lead in letter.body for lead in reasons)


def test_the_owners_reason_stands_in_every_letter():
    for letter in desired(cases.surveyors(decision=cases.decided(because="I have taken a post nearer home."))).letters:
        assert "taken a post nearer home" in letter.body


def test_a_reason_in_another_language_than_the_letter_gives_way_to_its_kind():
    decision = cases.decided(because="I want to be closer to the children of my sister", reason="location")
    for letter in desired(cases.opticians(decision=decision)).letters:
        assert "children" not in letter.body
        assert "Arbeitsort" in letter.body


def test_no_other_process_is_named_in_a_letter():
    other = cases.opp(cases.person("Ann Low", "hr"), company="Globe Rail", number=9)
    topic = cases.person("Bea Low", "interviewer", talked="the signals of Globe Rail")
    found = desired(cases.opp(topic), other)
    assert [letter.slot.opportunity for letter in found.letters] == [9]
    assert found.refused[0].problems == ("it names Globe Rail, of another process",)


def test_those_without_an_address_are_thanked_through_the_one_who_is_answered():
    people = (
        cases.person("Ann Low", "hr", letter="decline"),
        cases.person("Tom Becker", "interviewer", reachable=False, email=None, emails=()),
        cases.person("Priya Sen", "interviewer", reachable=False, email=None, emails=()),
    )
    people = (people[0], *(cases.changed(person, email=None) for person in people[1:]))
    letter = next(iter(desired(cases.opp(*people)).letters))
    assert "Priya Sen and Tom Becker" in letter.body


def test_more_time_that_was_given_is_acknowledged():
    person = cases.person("Ann Low", "hr", letter="decline")
    letter = one_person(person, offer=cases.offer(reply_by=cases.deadline(extended=True)))
    said_of_it = [phrase.text for phrase in TEMPLATES.phrases["en"]["decline.kindness"] if "extended" in phrase.wants]
    assert any(sentence in letter.body for sentence in said_of_it)


def test_a_late_answer_says_sorry_once():
    person = cases.person("Ann Low", "hr", letter="decline")
    letter = one_person(person, offer=cases.offer(reply_by=cases.deadline(day=cases.NOW.date().replace(day=12))))
    assert len(re.findall(r"sorry|forgive|apologise", letter.body)) == 1


def test_a_letter_is_written_in_the_persons_language_where_it_is_known():
    letter = one_person(cases.person("Ann Low", "hr", language="fr"))
    assert letter.language == "fr"
    assert "Bonjour" in letter.body


def test_a_language_without_templates_falls_back_on_english():
    assert one_person(cases.person("Ann Low", "hr"), language="fi").language == "en"


def test_german_says_sie_unless_they_write_du():
    sie, du = (
        cases.person("Ann Low", "hr", greeting="Ann"),
        cases.person("Bea Low", "hr", greeting="Bea", familiar=True),
    )
    one, other = desired(cases.opp(sie, du, language="de")).letters
    assert re.search(r"\b(?:Sie|Ihnen|Ihre?)\b", one.body)
    assert re.search(r"\b(?:du|dich|dir|deine?)\b", other.body)
    assert not re.search(r"\b(?:Sie|Ihnen|Ihre?)\b", other.body.partition("\n")[2])


ROLES = st.sampled_from(
    [
        None,
        "Welder",
        "Sous chef",
        "Analyst, Stores",
        "Lead (Data)",
        "Head of the Data Office",
        "The Editor",
        "Technical Lead - Data",
        "Ingénieur H/F",
        "Köchin (m/w/d)",
    ]
)
COMPANIES = st.sampled_from(
    [None, "Acme Inc.", "The Larder", "Brot & Sohn GmbH", "d’Arcy", "Bellini’s", "A (B) Ltd.", "Sonne e.V."]
)
TOPICS = st.sampled_from(
    [
        None,
        None,
        "boats",
        "the old mill",
        "die Brücken",
        "la cuisine",
        "lunch",
        "how to bake",
        "your move",
        "the pay",
        "x" * 300,
    ]
)
PARTS = st.sampled_from([None, *(part.value for part in reading.Part)])


@st.composite
def crowds(draw):
    count = draw(st.integers(1, 14))
    people = [
        cases.person(
            f"Name{place} Surname{place}",
            draw(PARTS) if place % 2 else draw(PARTS.filter(lambda part: part != "referrer")),
            talked=draw(TOPICS),
            formal=draw(st.booleans()),
            familiar=draw(st.booleans()),
            greeting=draw(st.sampled_from(["", f"N{'x' * place}"])),
            email=f"p{place}@there.example",
            letter="decline" if place == 0 else "thank_you",
            thread=draw(st.booleans()),
            met=place % 3 != 1 or draw(st.booleans()),
        )
        for place in range(count)
    ]
    return cases.opp(
        *people,
        company=draw(COMPANIES),
        role=draw(ROLES),
        language=draw(st.sampled_from(["en", "de", "fr"])),
        decision=draw(st.sampled_from(REASONS)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowds())
def test_whoever_they_are_each_gets_a_letter_of_their_own(crowd):
    found = desired(crowd)
    assert found.refused == ()
    assert len(found.letters) == len(crowd.people)
    for one, other in itertools.combinations(found.letters, 2):
        assert not set(said(one)) & set(said(other))
    for letter in found.letters:
        assert not re.search(r",[.,;:]|\.\.|\s[.,]|  ", letter.body)


def test_the_whole_of_a_long_title_stands_in_the_answer_to_the_offer_alone():
    role = "Technical Lead, Data and Analytics"
    people = (cases.person("Ann Low", "hr", letter="decline"), *(cases.person(f"Bo{n} Low", "hr") for n in range(9)))
    answer, *thanks = desired(cases.opp(*people, role=role)).letters
    assert role in answer.body
    assert not any(role in letter.body for letter in thanks)


@pytest.mark.parametrize("language", MAILBOXES)
@pytest.mark.parametrize("tie", ["counter_offer", "internal_move"])
def test_nobody_hopes_to_meet_those_again_with_whom_the_owner_works(language, tie):
    partings = {
        re.sub(r"\[([^|\]]*)\|([^|\]]*)\]", form, phrase.text)
        for kind in ("decline", "thank_you")
        for phrase in TEMPLATES.phrases[language][f"{kind}.door"]
        for form in (r"\1", r"\2")
        if not phrase.wants & {"colleague", "internal", "counter"} and "{" not in phrase.text
    }
    mailbox = MAILBOXES[language](tie=tie)
    found = desired(dataclasses.replace(mailbox, people=mailbox.people[:5]))
    assert found.letters
    assert found.refused == ()
    assert partings
    assert not any(parting in letter.body for letter in found.letters for parting in partings)
