"""When each further letter has its occasion, to whom it goes, and when it no longer has."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.plan import desired, plan
from plan import cases

Kind = desired.LetterKind
TEMPLATES = cases.templates()
ALL = tuple(kind.value for kind in Kind)


def planned(*every, kinds=None, requests=(), now=cases.NOW):
    settings = cases.SETTINGS
    if kinds is not None:
        settings = cases.changed_settings(letters=config.Letters(kinds=kinds))
    return plan.plan(
        cases.case(*every), now=now, whose=cases.WHOSE, settings=settings, templates=TEMPLATES, secret=cases.SECRET,
        requests=requests,
    )  # fmt: skip


def written(*every, **more):
    """Return the letters beside answers and thanks: (number of the opportunity, kind, first word of the address)."""
    found = planned(*every, **more)
    assert found.refused == ()
    return sorted(
        (one.slot.opportunity, one.slot.kind, one.slot.email.split(".")[0].split("@")[0])
        for one in found.letters
        if one.slot.kind not in desired.ANSWERS
    )


def offered(**more):
    return cases.opp(
        cases.person("Isobel Raeburn", "recruiter", letter="decline"),
        cases.person("Bao Tranter", "interviewer"),
        **more,
    )


def gil(**more):
    fields = {"letter": "none", "greeting": "Gil", "email": "gil.amado@fathom.example"}
    return cases.person("Gil Amado", "recruiter", **{**fields, **more})


def live(number=7, **more):
    fields = {
        "company": "Fathom Maps", "number": number, "offer": None, "stage": opportunity.Stage.INTERVIEWING,
        "messages": (f"<m{number}@fathom.example>",),
    }  # fmt: skip
    return cases.opp(
        gil(),
        **{**fields, **more},
    )


def asked(kind, one, email="", *, at=cases.NOW, **extra):
    return opportunity.Request(
        message_id=one.messages[-1], kind=kind.value, email=email, extra=tuple(extra.items()), at=at
    )


def pressing(**more):
    return cases.offer(reply_by=cases.deadline(day=date(2026, 4, 15), at=datetime(2026, 4, 15, 15, tzinfo=UTC)), **more)


def accepted(days=1):
    said = cases.changed(cases.decided("accept"), at=cases.NOW - timedelta(days=days))
    return offered(stage=opportunity.Stage.ACCEPTED, decision=said)


def test_by_default_an_open_offer_brings_nothing_but_the_answer_and_the_thanks():
    assert written(offered(offer=pressing()), live()) == []


def test_a_fresh_offer_is_acknowledged_to_who_made_it():
    assert written(offered(), kinds=ALL) == [(1, Kind.ACKNOWLEDGEMENT, "isobel")]


def test_an_offer_is_acknowledged_once_and_while_it_is_fresh():
    answered = offered(offer=cases.offer(answered_at=cases.NOW - timedelta(hours=3)))
    assert written(answered, kinds=ALL) == []
    assert written(offered(offer=cases.offer(extended_at=cases.NOW - timedelta(days=4))), kinds=ALL) == []


def test_time_is_asked_for_under_two_days_and_thanks_come_with_it_in_one_letter():
    assert written(offered(offer=pressing()), kinds=ALL) == [(1, Kind.ASK_TIME, "isobel")]


def test_time_is_asked_for_where_another_process_needs_more_than_there_is():
    assert (1, Kind.ASK_TIME, "isobel") in written(offered(), live(), kinds=ALL)


def test_time_is_not_asked_for_twice_nor_once_it_has_run_out():
    assert written(offered(offer=pressing(asked_time_at=cases.NOW)), kinds=("ask_time",)) == []
    late = cases.NOW + timedelta(days=2)
    assert written(offered(offer=pressing()), kinds=("ask_time",), now=late) == []


def test_each_live_process_is_told_of_an_offer_and_never_whose_it_is():
    found = planned(offered(), live(), kinds=("heads_up",))
    [letter] = found.letters
    assert (letter.slot.opportunity, letter.slot.email) == (7, "gil.amado@fathom.example")
    assert "Tarn" not in letter.body
    assert "20 April" in letter.body or "April 20" in letter.body


@pytest.mark.parametrize(
    "over",
    [
        {"stage": opportunity.Stage.REJECTED},
        {"stage": opportunity.Stage.WITHDRAWN},
        {"people": (gil(last_contact=cases.NOW - timedelta(days=90)),)},
        {"people": (gil(met=False),)},
    ],
)  # fmt: skip
def test_nobody_is_told_whose_process_is_over_asleep_or_never_began(over):
    quiet = cases.changed(live(), **over)
    assert written(offered(), quiet, kinds=("heads_up",)) == []
    assert written(accepted(), quiet) == []


def test_once_an_offer_is_accepted_the_live_processes_are_left_and_nobody_gets_a_no_for_the_one_accepted():
    assert written(accepted(), live(), live(8, stage=opportunity.Stage.APPLIED)) == [
        (7, Kind.WITHDRAWAL, "gil"), (8, Kind.WITHDRAWAL, "gil"),
    ]  # fmt: skip
    found = planned(accepted(), live())
    assert not [one for one in found.letters if one.slot.kind in desired.ANSWERS]
    assert found.moot == {1}


def test_an_offer_accepted_long_ago_ends_no_process_of_today():
    assert written(accepted(days=90), live()) == []


def test_a_letter_that_is_asked_for_comes_whatever_the_settings_say():
    one = offered()
    assert written(one, requests=[asked(Kind.ACKNOWLEDGEMENT, one)]) == [(1, Kind.ACKNOWLEDGEMENT, "isobel")]
    assert written(one, requests=[asked(Kind.KEEPING_IN_TOUCH, one, "bao.tranter@there.example")]) == [
        (1, Kind.KEEPING_IN_TOUCH, "bao")
    ]


def test_who_is_introduced_stands_in_the_letter_that_introduces_them():
    one = offered()
    request = asked(Kind.REFERRAL, one, candidate="Ines Moreau", candidate_contact="ines@post.example")
    [letter] = [letter for letter in planned(one, requests=[request]).letters if letter.slot.kind is Kind.REFERRAL]
    assert "Ines Moreau" in letter.body
    assert "ines@post.example" in letter.body


def test_the_day_that_the_owner_names_is_the_day_that_is_asked_for():
    one = offered(offer=pressing())
    [letter] = [
        letter
        for letter in planned(one, requests=[asked(Kind.ASK_TIME, one, wanted_day="2026-04-24")]).letters
        if letter.slot.kind is Kind.ASK_TIME
    ]
    assert "24" in letter.body


def test_a_letter_that_was_asked_for_goes_when_its_job_is_done():
    one = offered(offer=cases.offer(answered_at=cases.NOW + timedelta(hours=1)))
    request = asked(Kind.ACKNOWLEDGEMENT, one)
    assert written(one, requests=[request], now=cases.NOW + timedelta(hours=2)) == []
    gone = offered(stage=opportunity.Stage.DECLINED, decision=cases.decided())
    assert written(gone, requests=[asked(Kind.ASK_TIME, gone)]) == []
    assert written(live(stage=opportunity.Stage.WITHDRAWN), requests=[asked(Kind.WITHDRAWAL, live())]) == []


def test_an_answer_is_written_on_request_before_the_decision_and_never_once_the_offer_is_accepted():
    one = offered()
    settings = cases.changed_settings(letters=config.Letters(prepare="decision"))
    request = asked(Kind.DECLINE, one, "isobel.raeburn@there.example")

    def kinds(one):
        found = plan.plan(
            cases.case(one), now=cases.NOW, whose=cases.WHOSE, settings=settings, templates=TEMPLATES,
            secret=cases.SECRET, requests=[request],
        )  # fmt: skip
        return [letter.slot.kind for letter in found.letters]

    assert kinds(one) == [Kind.DECLINE]
    assert kinds(accepted()) == []


def test_a_letter_asked_for_anew_bears_an_id_of_its_own():
    one = offered()
    ids = {
        letter.message_id
        for minutes in (0, 5)
        for letter in planned(
            one, requests=[asked(Kind.ACKNOWLEDGEMENT, one, at=cases.NOW + timedelta(minutes=minutes))]
        ).letters
        if letter.slot.kind is Kind.ACKNOWLEDGEMENT
    }
    assert len(ids) == 2


def test_a_letter_asked_for_changes_no_word_of_the_answers_beside_it():
    one = cases.surveyors()
    plain = {letter.slot: letter.body for letter in planned(one).letters}
    more = planned(one, requests=[asked(Kind.ACKNOWLEDGEMENT, one), asked(Kind.ASK_TIME, one)]).letters
    assert {letter.slot: letter.body for letter in more if letter.slot in plain} == plain


def told(**more):
    people = tuple(
        cases.person(name, part, letter="none", answered=True, last_contact=cases.NOW - timedelta(days=3), **kind)
        for name, part, kind in (
            ("Isobel Raeburn", "recruiter", {"extended_offer": True}), ("Bao Tranter", "interviewer", {}),
        )
    )  # fmt: skip
    return cases.opp(*people, stage=opportunity.Stage.DECLINED, decision=cases.decided(), **more)


def test_a_letter_to_keep_in_touch_is_ready_on_the_day_of_its_reminder_and_gone_some_weeks_later():
    kinds = ("keeping_in_touch",)
    assert written(told(), kinds=kinds) == []
    months_later = cases.NOW + timedelta(days=92)
    assert {name for _, _, name in written(told(), kinds=kinds, now=months_later)} == {"isobel", "bao"}
    assert written(told(), kinds=kinds, now=months_later + timedelta(days=30)) == []


def test_the_next_letter_to_keep_in_touch_is_another_one():
    kinds = ("keeping_in_touch",)
    first, second = (
        planned(told(), kinds=kinds, now=cases.NOW + timedelta(days=days)).letters[0] for days in (92, 183)
    )
    assert first.slot == second.slot
    assert first.message_id != second.message_id
    assert first.since < second.since


def test_nobody_gets_two_answers_whatever_was_asked_for():
    one = offered()
    request = asked(Kind.THANK_YOU, one, "isobel.raeburn@there.example")
    kinds = [letter.slot.kind for letter in planned(one, requests=[request]).letters if "isobel" in letter.slot.email]
    assert kinds == [Kind.DECLINE]
