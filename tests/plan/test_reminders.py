from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import moments, plan, reminders
from plan import cases

EDT = timezone(timedelta(hours=-4), "EDT")
TEMPLATES = cases.templates()
ANN = cases.person(
    "Ann Low", "recruiter", letter="decline", phone="+1 617 555 0188", talked="the old mill", title="Talent Partner"
)
TOM = cases.person("Tom Becker", "hiring_manager", phone="+1 617 555 0189")


def planned(*people, now=cases.NOW, zone="Europe/Amsterdam", **more):
    whose = owner.Owner(name="Noor Vermeer", addresses=cases.WHOSE.addresses, timezone=zone)
    found = plan.plan(
        cases.case(cases.opp(*people, **more)),
        now=now,
        whose=whose,
        settings=cases.SETTINGS,
        templates=TEMPLATES,
        secret=cases.SECRET,
    )
    return found.reminders


def offered(at=None, **more):
    reply_by = cases.deadline(day=at.date(), at=at, zone_stated=True) if at else cases.deadline()
    return cases.offer(**{"reply_by": reply_by, "extended_at": datetime(2026, 4, 12, 10, tzinfo=EDT), **more})


def test_an_open_offer_has_an_answer_by_and_each_person_with_a_number_a_call():
    found = planned(ANN, TOM, cases.person("Bea Low", "hr"), offer=offered())
    assert [one.occasion for one in found] == ["answer_by", "call", "call"]
    assert "+1 617 555 0188" in found[1].summary


@pytest.mark.parametrize("stage", ["accepted", "declined", "rescinded", "interviewing"])
def test_nothing_is_due_where_no_offer_is_open(stage):
    assert planned(ANN, offer=offered(), stage=opportunity.Stage(stage)) == ()


def test_nothing_is_due_once_the_owner_has_accepted():
    assert planned(ANN, offer=offered(), decision=cases.decided("accept")) == ()


def test_an_answer_is_due_on_the_working_day_before_the_deadline():
    answer = planned(ANN, offer=offered(datetime(2026, 4, 20, 17, tzinfo=EDT)))[0]
    assert answer.start == datetime(2026, 4, 17, 8, tzinfo=UTC)
    assert "Mon 20 Apr, 23:00 (their time: 17:00 EDT)" in answer.summary


def test_a_deadline_that_is_a_day_alone_has_its_answer_due_on_the_working_day_before():
    answer = planned(ANN, offer=offered())[0]
    assert answer.start == datetime(2026, 4, 17, 8, tzinfo=UTC)
    assert answer.summary == "Answer Tarn & Fell’s offer by Mon 20 Apr"


def test_an_answer_is_due_as_late_as_it_must_be_where_the_day_before_has_gone_by():
    until = datetime(2026, 4, 14, 17, tzinfo=EDT)
    answer = planned(ANN, offer=offered(until), now=datetime(2026, 4, 14, 15, tzinfo=EDT))[0]
    assert answer.start == until - timedelta(hours=1)


def test_an_answer_that_is_late_is_due_the_next_morning():
    answer = planned(ANN, offer=offered(datetime(2026, 4, 13, 17, tzinfo=EDT)))[0]
    assert answer.start == datetime(2026, 4, 15, 8, tzinfo=UTC)


def test_an_offer_without_a_deadline_wants_its_answer_within_days():
    answer = planned(ANN, offer=offered(reply_by=None, last_word_at=datetime(2026, 4, 13, 9, tzinfo=UTC)))[0]
    assert answer.start == datetime(2026, 4, 15, 8, tzinfo=UTC)
    assert answer.summary == "Answer Tarn & Fell’s offer"


def test_a_call_is_due_in_their_working_hours():
    call = planned(ANN, offer=offered(datetime(2026, 4, 20, 17, tzinfo=EDT)))[1]
    assert call.start == datetime(2026, 4, 14, 10, tzinfo=EDT)
    assert "10:00 for them, 16:00 for you" in call.description


def test_a_call_is_not_due_on_a_weekend():
    call = planned(ANN, offer=offered(), now=datetime(2026, 4, 17, 21, tzinfo=UTC))[1]
    assert call.start == datetime(2026, 4, 20, 10, tzinfo=EDT)


def test_no_call_is_due_after_the_deadline():
    assert [one.occasion for one in planned(ANN, offer=offered(datetime(2026, 4, 14, 9, tzinfo=EDT)))] == ["answer_by"]


def test_who_extended_the_offer_is_called_first():
    found = planned(TOM, ANN, offer=offered())
    assert "Ann Low" in min(found[1:], key=lambda one: one.start).summary


def test_a_call_has_three_notes_to_speak_from():
    call = planned(ANN, offer=offered())[1]
    notes = [line for line in call.description.splitlines() if line[:2] in {"1.", "2.", "3."}]
    assert len(notes) == 3
    assert "the old mill" in notes[2]


def test_an_answer_says_what_whom_how_and_why_in_their_own_words():
    text = planned(ANN, offer=offered(contradictions=("20 April is a Monday",)))[0].description
    assert "Survey Lead at Tarn & Fell" in text
    assert "Ann Low (Talent Partner, ann.low@there.example, +1 617 555 0188)" in text
    assert "“Please let us know by Monday 20 April.”" in text
    assert "20 April is a Monday" in text


def test_a_reminder_leads_to_the_message():
    assert planned(ANN, offer=offered(message_id="<a%b/c?@there.example>"))[0].url == "mid:a%25b%2Fc%3F@there.example"


def test_a_reminder_keeps_its_uid_when_times_and_texts_change():
    before = planned(ANN, offer=offered())
    after = planned(ANN, offer=offered(datetime(2026, 4, 30, 17, tzinfo=EDT)), role="Another")
    assert [one.uid for one in before] == [one.uid for one in after]
    assert len({one.uid for one in before}) == len(before)


def test_a_reminder_stands_as_it_is_from_turn_to_turn():
    offer = offered(datetime(2026, 4, 20, 17, tzinfo=EDT))
    assert planned(ANN, TOM, offer=offer) == planned(ANN, TOM, offer=offer, now=cases.NOW + timedelta(hours=3))


INSTANTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.integers(-11, 13).map(lambda hours: timezone(timedelta(hours=hours)))


@given(INSTANTS, st.none() | INSTANTS, INSTANTS, ZONES, ZONES)
def test_a_moment_is_never_past_and_never_after_a_deadline_that_is_to_come(since, until, now, mine, theirs):
    answer = moments.answer(since, until, now, mine)
    assert answer >= now
    if until is not None and until - now > timedelta(minutes=20):
        assert answer < until
    call = moments.call(since, until, now, mine, theirs)
    if call is not None:
        assert call >= now
        assert moments.working(call.astimezone(theirs))
        assert 9 <= call.astimezone(theirs).hour <= 17
        assert until is None or call < until


def test_pay_and_start_are_named_as_they_were_given():
    pay = cases.reading.Pay(amount=98000.0, currency="USD", period="year", evidence=cases.evidence())
    start = cases.reading.StartDate(day=date(2026, 5, 4), evidence=cases.evidence())
    one = cases.opp(ANN, offer=offered(pay=pay, start_date=start))
    assert reminders.terms_of(one) == "Survey Lead at Tarn & Fell, 98,000 USD a year, starting Mon 4 May"
