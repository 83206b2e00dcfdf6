"""When a thing is best done, whatever the zones, the holidays and the deadline."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from courtesy.plan import almanac, moments

INSTANTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.integers(-11, 13).map(lambda hours: timezone(timedelta(hours=hours)))
HOLIDAY = date(2026, 6, 10)
SIDES = st.builds(
    almanac.Side,
    zone=ZONES,
    working=st.sampled_from(
        [lambda day: day.weekday() < 5 and day != HOLIDAY, lambda day: day.weekday() not in {4, 5}]
    ),
)


def awake(moment, side):
    return 7 <= moment.astimezone(side.zone).hour <= 21


@given(INSTANTS, INSTANTS, INSTANTS, SIDES)
def test_an_answer_is_never_due_in_the_past_nor_after_a_deadline_that_is_to_come(since, until, now, mine):
    lead = moments.lead(since, until, now, mine)
    if lead is not None:
        assert lead > now
        assert until <= now or lead < until


@given(INSTANTS, INSTANTS, INSTANTS, SIDES)
def test_an_answer_is_due_on_a_working_day_unless_none_is_left(since, until, now, mine):
    for moment in (moments.lead(since, until, now, mine), moments.last(until, now, mine)):
        if moment is not None and not mine.working(moment.astimezone(mine.zone).date()):
            day, end = now.astimezone(mine.zone), moment.astimezone(mine.zone).date()
            left = [day + timedelta(days=count) for count in range(1, (end - day.date()).days)]
            assert not any(mine.working(one.date()) for one in left)


@given(INSTANTS, st.none() | INSTANTS, SIDES, SIDES, st.integers(0, 4))
def test_a_call_suits_both_sides(earliest, until, mine, theirs, skip):
    call = moments.call(earliest, until, mine, theirs, skip=skip)
    if call is not None:
        assert call > earliest
        assert theirs.working(call.astimezone(theirs.zone).date())
        assert mine.working(call.astimezone(mine.zone).date())
        assert 9 <= call.astimezone(theirs.zone).hour < 17
        assert awake(call, mine)
        assert until is None or call < until


@given(INSTANTS, st.none() | INSTANTS, INSTANTS, SIDES)
def test_an_offer_without_a_deadline_is_thought_of_on_a_working_morning_to_come(since, answered, now, mine):
    moment = moments.patient(since, answered, now, mine)
    if moment is not None:
        assert moment > now
        assert mine.working(moment.date())


@given(INSTANTS, SIDES, SIDES)
def test_calls_that_follow_each_other_are_apart(earliest, mine, theirs):
    starts = [moments.call(earliest, None, mine, theirs, skip=skip) for skip in range(4)]
    known = [one for one in starts if one]
    assert known == sorted(set(known))


@given(INSTANTS, st.integers(1, 36), st.integers(0, 12), SIDES)
def test_keeping_in_touch_is_on_a_working_day_of_its_own_after_as_many_months(contact, months, people, mine):
    taken = []
    for _ in range(people + 1):
        taken.append(moments.keeping(contact, months, taken, mine))
    day = taken[-1]
    assert mine.working(day)
    assert len(set(taken)) == len(taken)
    apart = (day.year - contact.year) * 12 + day.month - contact.month
    assert months - 1 <= apart <= months + 2


@given(INSTANTS, INSTANTS, SIDES)
def test_the_last_day_is_never_gone_by(day, now, mine):
    found = moments.last_day(day.date(), now, mine)
    today = now.astimezone(mine.zone).date()
    assert found is None if day.date() < today else today <= found <= day.date()


def test_three_months_after_the_end_of_november_are_the_end_of_february():
    side = almanac.Side(zone=UTC, working=lambda _: True)
    assert moments.keeping(datetime(2026, 11, 30, 9, tzinfo=UTC), 3, (), side) == date(2027, 2, 28)
