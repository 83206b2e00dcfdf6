"""On every mailbox, as it is and once all is declined: each reminder is to come, on a working day, and complete."""

import dataclasses
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from corpus import render, score
from courtesy import config, resources
from courtesy.casebook import number, opportunity
from courtesy.mail import calendar, owner
from courtesy.plan import almanac, compose, plan

TEMPLATES = compose.load(resources.texts(resources.directory("templates")), resources.tables("letters"))


def days():
    dates = score.known().deadline.dates
    return almanac.Almanac(free=dates.calendar, atlas=dates.atlas)


@pytest.fixture(scope="module", params=render.names())
def told(request):
    scenario, case = score.told(request.param)
    return scenario, number.number(case, {})[0]


def declined(case, now):
    """Return the case after the owner has turned down every open offer."""
    return dataclasses.replace(
        case,
        opportunities=tuple(
            dataclasses.replace(
                one,
                stage=opportunity.Stage.DECLINED,
                decision=opportunity.OwnerDecision(
                    message_id=one.offer.message_id, decision=opportunity.Decision.DECLINE, reason="role", because=None,
                    at=now,
                ),
            )
            if one.offer and one.stage is opportunity.Stage.OFFERED
            else one
            for one in case.opportunities
        ),
    )  # fmt: skip


def planned(scenario, case):
    who = scenario.owner
    imap = config.Imap(host="127.0.0.1", password_file="password")
    settings = config.Config(
        owner=config.Owner(name=who["name"], timezone=who["timezone"]),
        accounts=(config.Account(name="a", address=who["email"], imap=imap),),
    )
    whose = owner.Owner(name=who["name"], addresses=frozenset({who["email"]}), timezone=who["timezone"])
    return plan.plan(
        case, now=scenario.now, whose=whose, settings=settings, templates=TEMPLATES, secret=b"corpus", days=days()
    ).reminders


def every(told):
    scenario, case = told
    return [*planned(scenario, case), *planned(scenario, declined(case, scenario.now))]


def test_every_reminder_is_to_come_and_on_a_working_day(told):
    scenario, _ = told
    zone = ZoneInfo(scenario.owner["timezone"])
    side = days().owners(zone)
    today = scenario.now.astimezone(zone).date()
    for one in every(told):
        timed = isinstance(one.start, datetime)
        day = one.start.astimezone(zone).date() if timed else one.start
        assert one.start > scenario.now if timed else day >= today, one
        left = [today.fromordinal(number) for number in range(today.toordinal() + 1, day.toordinal())]
        assert side.working(day) or not any(map(side.working, left)), one
        assert not timed or 7 <= one.start.astimezone(zone).hour < 22, one


def test_every_reminder_says_for_whom_how_and_why_and_where_to_look(told):
    for one in every(told):
        lines = one.description.splitlines()
        for word in ("Whom: ", "How: ", "Why: "):
            [first, *_] = [line.removeprefix(word) for line in lines if line.startswith(word)]
            assert len(first) > 3, one
        assert one.url.startswith("mid:"), one
        assert one.summary.strip() == one.summary
        assert "None" not in one.summary + one.description
        calendar.to_ics(one, 0, told[0].now)


def test_no_reminder_is_there_twice(told):
    for reminders in (planned(*told), planned(told[0], declined(told[1], told[0].now))):
        assert len({one.uid for one in reminders}) == len(reminders)
        assert len({(one.opportunity, one.occasion, one.summary) for one in reminders}) == len(reminders)


def test_every_open_offer_has_a_reminder_to_answer_and_who_made_it_is_called_where_there_is_a_number(told):
    scenario, case = told
    reminders = planned(scenario, case)
    for one in case.opportunities:
        if one.stage is not opportunity.Stage.OFFERED or not one.offer:
            continue
        until = one.offer.reply_by.day if one.offer.reply_by else None
        if until and (scenario.now.date() - until).days > 2:
            continue  # run out
        mine = {reminder.occasion for reminder in reminders if reminder.opportunity == one.id}
        assert mine & {"answer_by", "deadline"}, one.company
        if any(person.extended_offer and person.phone for person in one.people):
            assert "call" in mine, one.company


def test_once_declined_every_offer_has_a_call_letters_to_send_and_nobody_left_without_thanks(told):
    scenario, case = told
    after = declined(case, scenario.now)
    reminders = planned(scenario, after)
    for one in after.opportunities:
        if not (one.decision and one.offer and one.decision.at == scenario.now):
            continue
        mine = [reminder for reminder in reminders if reminder.opportunity == one.id]
        occasions = {reminder.occasion for reminder in mine}
        if any(person.letter != "none" and person.reachable for person in one.people):
            assert "send" in occasions, one.company
        thanked = " ".join(reminder.summary for reminder in mine if reminder.occasion == "thank")
        for person in one.people:
            owed = person.met and not person.left and person.letter != "none"
            silent = owed and " " in person.name and not person.reachable
            assert not silent or person.name in thanked or person.extended_offer, person.name
