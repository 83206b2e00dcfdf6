from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from courtesy.casebook import opportunity
from courtesy.plan import urgency
from courtesy.reading import reading

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
DUBLIN = "Europe/Dublin"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def one(stage="offered", due=None, *, at_once=None, last=NOW - DAY, answered=None, sent=NOW - 5 * DAY, bare=False):
    offer = opportunity.Offer(
        message_id="<o@test.example>",
        account="personal",
        mailbox="INBOX",
        extended_at=sent,
        reply_by=due,
        reply_at_once=at_once,
        pay=None,
        start_date=None,
        last_word_at=last,
        answered_at=answered,
        written_to="",
        contradictions=(),
    )
    return opportunity.Opportunity(
        anchor="<a@test.example>",
        id=1,
        company="Ormond Care",
        agency=None,
        role=None,
        stage=opportunity.Stage(stage),
        language="en",
        offer=None if bare else offer,
        decision=None,
        people=(),
        messages=(),
        evidence=(),
    )


def due(when):
    evidence = reading.Evidence(message_id="<o@test.example>", place="body", sentence="by noon on Friday", rule="test")
    if isinstance(when, datetime):
        return reading.Deadline(day=when.date(), at=when, evidence=evidence)
    return reading.Deadline(day=when, evidence=evidence)


def level(what):
    return urgency.urgency(what, NOW, DUBLIN).level


@pytest.mark.parametrize(
    ("distance", "want"),
    [
        (-3 * DAY - HOUR, "none"),
        (-3 * DAY, "now"),
        (-HOUR, "now"),
        (48 * HOUR, "now"),
        (49 * HOUR, "soon"),
        (7 * DAY, "soon"),
        (7 * DAY + HOUR, "calm"),
    ],
)
def test_a_deadline_presses_the_more_the_nearer_it_is(distance, want):
    assert level(one(due=due(NOW + distance))) == want


def test_a_day_alone_lasts_until_its_end():
    assert level(one(due=due(date(2026, 3, 21)))) == "now"
    assert level(one(due=due(date(2026, 3, 22)))) == "soon"


def test_a_day_alone_ends_where_the_sender_is():
    honolulu = timezone(timedelta(hours=-10))
    assert level(one(due=due(date(2026, 3, 21)), sent=datetime(2026, 3, 15, 9, tzinfo=honolulu))) == "soon"


@pytest.mark.parametrize(
    "stage", ["applied", "interviewing", "accepted", "declined", "rejected", "rescinded", "withdrawn"]
)
def test_what_is_no_open_offer_needs_nothing(stage):
    assert level(one(stage, due(NOW + HOUR))) == "none"


def test_where_nothing_is_offered_nothing_is_urgent():
    assert level(one(bare=True)) == "none"


def test_an_answer_asked_for_at_once_is_wanted_now():
    assert level(one(at_once=NOW - 10 * HOUR)) == "now"


def test_a_word_unanswered_for_three_days_wants_an_answer_soon():
    assert level(one(last=NOW - 3 * DAY)) == "soon"
    assert level(one(last=NOW - 3 * DAY + HOUR)) == "calm"
    assert level(one(last=NOW - 6 * DAY, answered=NOW - 5 * DAY)) == "calm"


def test_the_reason_quotes_the_sentence_of_the_deadline():
    assert urgency.urgency(one(due=due(NOW + 7 * DAY)), NOW, DUBLIN).because == (
        "deadline in 7 days: “by noon on Friday”",
    )


def test_every_reason_is_told_the_most_pressing_first():
    said = urgency.urgency(one(due=due(NOW + 2 * HOUR), last=NOW - 4 * DAY), NOW, DUBLIN)
    assert [reason.split(":")[0].split(" of ")[0] for reason in said.because] == [
        "deadline in 2 hours",
        "their message",
    ]
