"""The week in one word to the owner, and the word that a mailbox is not watched."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import strategies

from courtesy.casebook import opportunity
from courtesy.plan import desired, digest, pace, trouble
from courtesy.plan import plan as planning
from plan import cases

HOME = ZoneInfo("Europe/Amsterdam")
NOW = cases.NOW.astimezone(HOME)  # a Tuesday
FAILING = trouble.Trouble(
    account="work", kind=trouble.Kind.LATER, word="no route", since=NOW - timedelta(hours=3), at=NOW
)


def planned(case):
    return planning.plan(
        case,
        now=cases.NOW,
        whose=cases.WHOSE,
        settings=cases.SETTINGS,
        templates=cases.templates(),
        secret=cases.SECRET,
    )


def told(*opportunities, unsent=(), failing=(), reminders=()):
    case = cases.case(*opportunities)
    want = dataclasses.replace(planned(case), reminders=reminders)
    return digest.digest(case, want, unsent, failing, day=NOW.date(), now=NOW, secret=cases.SECRET)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 4, 13, 7, 59, tzinfo=HOME), None),
        (datetime(2026, 4, 13, 8, 0, tzinfo=HOME), date(2026, 4, 13)),
        (datetime(2026, 4, 15, 23, 0, tzinfo=HOME), date(2026, 4, 13)),
        (datetime(2026, 4, 17, 9, 0, tzinfo=HOME), None),
    ],
)
def test_it_is_due_on_its_day_at_eight_and_for_some_days_if_the_machine_was_off(at, day):
    assert digest.due("monday", at) == day


def test_without_a_day_it_is_never_due():
    assert not any(digest.due("", NOW + timedelta(days=n)) for n in range(8))


def test_it_tells_offers_with_the_sooner_deadline_first_and_what_lies_ready():
    soon = cases.surveyors(offer=cases.offer(reply_by=cases.deadline(day=date(2026, 4, 16))))
    later = cases.opticians(offer=cases.offer(reply_by=cases.deadline(day=date(2026, 4, 24))))
    notice = told(later, soon)
    assert notice.subject == "Your week: 2 offers to answer"
    assert notice.body.index("Tarn & Fell: answer by Thu 16 Apr") < notice.body.index("Optik Seeheim GmbH: answer by")
    assert "11 letters lie ready" in notice.body


def test_it_tells_letters_unsent_by_name_people_to_write_to_and_mailboxes_that_fail():
    done = cases.opp(
        cases.person("Ana Reyes", "hr", letter="decline"),
        stage=opportunity.Stage.DECLINED,
        decision=cases.decided(),
    )
    reminder = desired.Reminder(
        uid="u",
        opportunity=1,
        occasion="keep_in_touch",
        summary="Write to Ana Reyes: how are things?",
        description="",
        start=date(2026, 4, 20),
        duration=timedelta(days=1),
        alarm=None,
        url="",
    )
    far = dataclasses.replace(reminder, start=date(2026, 7, 1), summary="Write to somebody in summer")
    notice = told(
        done, unsent=[(1, "ana.reyes@there.example", "Re: Offer")], failing=[FAILING], reminders=(far, reminder)
    )
    assert notice.subject == "Your week: 1 letter unsent, 1 person to write to and 1 mailbox not watched"
    for line in ("to Ana Reyes: Re: Offer", "Mon 20 Apr: Write to Ana Reyes", "“work”, since Tue 14 Apr, 07:30;"):
        assert f"- {line}" in notice.body
    assert "summer" not in notice.body


def test_letters_of_an_offer_that_is_open_are_no_letters_unsent():
    assert "unsent" not in told(cases.surveyors(), unsent=[(1, "x@there.example", "Re: Offer")]).body


def test_a_week_in_which_nothing_waits_is_told_as_that_and_that_all_is_watched():
    notice = told()
    assert notice.subject == "Your week: nothing waits for you"
    assert "Every mailbox of yours is watched." in notice.body


@pytest.mark.parametrize("kind", trouble.Kind)
def test_trouble_is_told_with_what_why_by_when_what_to_do_and_what_lies_ready(kind):
    one = dataclasses.replace(FAILING, kind=kind)
    (notice,) = trouble.notices([one], waiting=2, now=NOW, zone=str(HOME), secret=b"x")
    assert "“work”" in notice.subject
    for word in ("What: ", "Why: no route.", "By when: ", "What to do: ", "What lies ready: ", "2 offers want"):
        assert word in notice.body
    assert "UTC" not in notice.body


def test_a_laptop_that_slept_for_a_night_has_not_failed_for_a_night():
    one = dataclasses.replace(FAILING, since=NOW - timedelta(hours=9), at=NOW - timedelta(hours=8, minutes=50))
    assert not list(trouble.notices([one], waiting=0, now=NOW, zone=str(HOME), secret=b"x"))


def test_an_offer_whose_deadline_has_passed_is_told_as_late():
    at = cases.NOW - timedelta(hours=5)
    late = cases.surveyors(offer=cases.offer(reply_by=cases.deadline(day=at.date(), at=at)))
    (notice,) = planned(cases.case(late)).notices
    assert "was due on" in notice.subject
    assert "That has passed" in notice.body
    assert notice.pressing < desired.AT_ONCE


@hypothesis.given(strategies.times(), strategies.times(), strategies.datetimes())
def test_quiet_hours_and_the_hours_around_them_make_up_the_day(start, end, at):
    hypothesis.assume(start != end)
    moment = at.replace(tzinfo=UTC)
    assert pace.Quiet(start=start, end=end).holds(moment) != pace.Quiet(start=end, end=start).holds(moment)


def test_quiet_hours_hold_over_midnight_until_their_end():
    night = pace.quiet("22:00-07:00")
    held = [hour for hour in range(24) if night.holds(datetime.combine(NOW.date(), time(hour), tzinfo=HOME))]
    assert held == [0, 1, 2, 3, 4, 5, 6, 22, 23]


def test_an_offer_of_a_house_that_is_not_named_is_told_by_who_made_it():
    nameless = cases.surveyors(company=None, offer=cases.offer(reply_by=cases.deadline(day=NOW.date())))
    (notice,) = planned(cases.case(nameless)).notices
    assert notice.subject.startswith("Isobel Raeburn wants your answer by Tue 14 Apr")


def test_an_offer_without_a_deadline_says_so_once():
    body = told(cases.surveyors(offer=cases.offer(reply_by=None, answered_at=NOW))).body
    assert body.lower().count("no deadline") == 1
