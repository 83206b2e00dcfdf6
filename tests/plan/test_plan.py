from datetime import timedelta

import pytest

from courtesy import errors, resources
from courtesy.casebook import opportunity
from courtesy.plan import compose, plan
from plan import cases

TEMPLATES = cases.templates()


def planned(*opportunities, now=cases.NOW):
    return plan.plan(
        cases.case(*opportunities),
        now=now,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=TEMPLATES,
        secret=cases.SECRET,
    )


def due_in(hours):
    at = cases.NOW + timedelta(hours=hours)
    return cases.offer(reply_by=cases.deadline(day=at.date(), at=at))


@pytest.mark.parametrize(
    ("hours", "flags"),
    [
        (24, {"\\Flagged", "$CourtesyOffer", "$CourtesyNow"}),
        (100, {"\\Flagged", "$CourtesyOffer", "$CourtesySoon"}),
        (400, {"$CourtesyOffer"}),
    ],
)
def test_an_open_offer_is_flagged_by_how_soon_it_wants_an_answer(hours, flags):
    (flag,) = planned(cases.surveyors(offer=due_in(hours))).flags
    assert (flag.message_id, flag.flags) == ("<offer@there.example>", flags)


@pytest.mark.parametrize("stage", ["accepted", "declined", "rescinded"])
def test_an_offer_that_is_closed_bears_no_flags(stage):
    assert planned(cases.surveyors(offer=due_in(24), stage=opportunity.Stage(stage))).flags == ()


def test_an_offer_that_wants_its_answer_now_is_told_to_the_owner():
    (notice,) = planned(cases.surveyors(offer=due_in(24))).notices
    assert "Tarn & Fell" in notice.subject
    assert "Survey Lead at Tarn & Fell" in notice.body
    assert "Isobel Raeburn" in notice.body
    assert "11 letters in Drafts" in notice.body


def test_a_notice_is_the_same_one_however_often_it_is_planned_and_another_for_another_deadline():
    offer, later = due_in(24), due_in(30)
    idents = [
        planned(cases.surveyors(offer=offer), now=cases.NOW + timedelta(hours=n)).notices[0].ident for n in range(3)
    ]
    assert len(set(idents)) == 1
    assert planned(cases.surveyors(offer=later)).notices[0].ident not in idents


def test_an_offer_that_can_wait_is_not_told():
    assert planned(cases.surveyors(offer=due_in(100))).notices == ()


def test_nothing_stands_for_a_case_without_opportunities():
    found = planned()
    assert (found.flags, found.letters, found.reminders, found.notices, found.refused) == ((), (), (), (), ())


def load(**own):
    return compose.load({**resources.texts(resources.directory("templates")), **own}, resources.tables("letters"))


def body(**own):
    found = plan.plan(
        cases.case(cases.opp(cases.person("Ann Low", "hr", letter="decline", talked="the old mill"))),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=load(**own),
        secret=cases.SECRET,
    )
    return (found.letters[0].body, found.letters[0].subject) if found.letters else found.refused[0].problems


OWN = (
    "Subject: About your offer\n\n{{ greeting }}\n\nThank you for {{ position_at }}; I have decided not to take it. "
    + "I am glad that we met. " * 10
    + "\n\n{{ say.closing }}\n{{ signature }}\n"
)


def test_the_owners_own_template_wins():
    text, subject = body(**{"decline.en.eml.j2": OWN})
    assert subject == "About your offer"
    assert "I am glad that we met." in text


def test_an_own_template_that_fails_the_check_lays_nothing_down():
    assert "it does not say thanks" in body(**{"decline.en.eml.j2": OWN.replace("Thank you for", "So,")})


@pytest.mark.parametrize("text", ["{% if %}", "{{ greeting", "x" * 30_000])
def test_a_template_that_cannot_be_compiled_is_named(text):
    with pytest.raises(errors.ConfigurationError, match=r"decline\.en\.eml\.j2"):
        load(**{"decline.en.eml.j2": text})


def test_phrases_that_are_no_toml_are_named():
    with pytest.raises(errors.ConfigurationError, match=r"phrases\.en\.toml"):
        load(**{"phrases.en.toml": "no = ["})


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ greeting.__class__.__mro__ }}",
        "{{ say.update({}) }}",
        "{% for a in range(99999) %}{{ greeting }}{% endfor %}",
        "{{ 'a' * 1000000 }}",
        "{{ cycler }}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_template_that_asks_for_what_there_is_not_refuses_its_letter_and_no_other(text):
    own = load(**{"decline.en.eml.j2": f"Subject: x\n\n{text}\n"})
    found = plan.plan(
        cases.case(cases.surveyors()),
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=own,
        secret=cases.SECRET,
    )
    assert [refusal.slot.kind for refusal in found.refused] == ["decline"]
    assert len(found.letters) == 10


def test_there_are_letters_in_three_languages():
    assert TEMPLATES.languages == {"en", "de", "fr"}
    assert TEMPLATES.language("fi", "de") == "de"
    assert TEMPLATES.language("", "xx") == "en"
