"""When a thing is best done: on a working day, at an hour that suits both sides, before the deadline.

A moment hangs on what stands in the mail, not on the instant of planning, so that it stays where it is from turn to
turn; only when it has gone by does the next one take its place.
"""

import calendar
import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from courtesy.plan import almanac

DAY = timedelta(days=1)
SHORT = timedelta(hours=48)  # where an offer gives no longer than that, the lead is hours, not a working day
MORNING, AFTERNOON, EVENING = time(10), time(15), time(16, 30)
_LEADS = (timedelta(hours=3), timedelta(hours=1))
_LAST = timedelta(minutes=30)
_CALL = timedelta(minutes=15)
_DAYTIME = (time(21), time(17, 30), time(10))  # at the owner's; the first on the very day alone
_OFFICE_ENDS = time(17)  # a day alone: they will look for the answer before they go home
_CALLS = (time(10), time(14), time(16))  # at theirs; and where none of these is left, every half hour:
_HASTY = tuple(time(hour, minute) for hour in range(9, 17) for minute in (0, 30))
_WAKING = (time(7, 30), time(21, 30))  # at the owner's
_HORIZON = 40  # days to look ahead or back for a working one
_UNANSWERED = (2, 4, 7, 9, 11, 14, 21, 28, 42, 56)  # days on which an offer without a deadline is thought of
_PATIENCE = (7, 14, 28, 56)  # … where they have heard something


def lead(
    since: datetime, until: datetime, now: datetime, mine: almanac.Side, *, close: datetime | None = None
) -> datetime | None:
    """Return when to answer, ahead of the deadline: the working day before, or three hours where that is too early.

    `since` is their newest word, `close` the hour at which the day ends for them (where the deadline is a day alone).
    Where the deadline has gone by, the next hour that there is on a working day.
    """
    end = close or until
    for moment in _before(since, end, now, mine):
        if now < moment < end:
            return moment
    return min(_next(now, hour, mine) for hour in (MORNING, AFTERNOON)) if until <= now else None


def patient(since: datetime, answered: datetime | None, now: datetime, mine: almanac.Side) -> datetime | None:
    """Return when to think of an offer without a deadline: sooner where their word has had no answer at all."""
    begin, days = (answered, _PATIENCE) if answered and answered > since else (since, _UNANSWERED)
    moments = (_next(begin + count * DAY, MORNING, mine) for count in days)
    return next((moment for moment in moments if moment > now), None)


def last(until: datetime, now: datetime, mine: almanac.Side) -> datetime | None:
    """Return the last half hour in which to answer; None where none is left."""
    found = _awake(until - _LAST, now, mine)
    return found if found > now else None


def last_day(day: date, now: datetime, mine: almanac.Side) -> date | None:
    """Return the last working day up to a day, today at the earliest; the day itself where there is none."""
    today = now.astimezone(mine.zone).date()
    if day < today:
        return None
    back = (day - count * DAY for count in range(min((day - today).days, _HORIZON) + 1))
    return next((one for one in back if mine.working(one)), day)


def close_of(day: date, theirs: almanac.Side) -> datetime:
    """Return the end of their working day."""
    return datetime.combine(day, _OFFICE_ENDS, tzinfo=theirs.zone)


def call(
    earliest: datetime, until: datetime | None, mine: almanac.Side, theirs: almanac.Side, *, skip: int = 0
) -> datetime | None:
    """Return when to call: in their working hours, while the owner is awake; None where there is no such hour.

    `skip` passes over so many slots, for calls that follow each other.
    """
    for hours in (_CALLS, _HASTY):
        slots = (slot for slot in _slots(earliest, theirs, hours) if slot > earliest and _fits(slot, mine))
        moment = next(itertools.islice(slots, skip, None), None)
        if moment is not None and (until is None or moment + _CALL <= until):
            return moment
    return None


def after(since: datetime, days: int, at: time, mine: almanac.Side) -> datetime:
    """Return an hour at the owner's, so many days after something, on the next working day."""
    return _next(since + days * DAY, at, mine)


def keeping(last_contact: datetime, months: int, taken: Collection[date], mine: almanac.Side) -> date:
    """Return the day on which to write again, months after the last contact: a working day, and none that is taken."""
    day = _months_later(last_contact.astimezone(mine.zone).date(), months)
    days = (day + count * DAY for count in range(4 * _HORIZON))
    return next((one for one in days if mine.working(one) and one not in taken), day)


def awake(moment: datetime, mine: almanac.Side) -> bool:
    """Tell whether the owner is up."""
    return _WAKING[0] <= moment.astimezone(mine.zone).time() <= _WAKING[1]


def _before(since: datetime, end: datetime, now: datetime, mine: almanac.Side) -> Iterator[datetime]:
    final = end.astimezone(mine.zone) - timedelta(seconds=1)
    if end - since >= SHORT:
        back = (final.date() - count * DAY for count in range(1, _HORIZON))
        if day := next((one for one in back if mine.working(one)), None):
            yield datetime.combine(day, MORNING, tzinfo=mine.zone)
    yield from (_awake(end - before, now, mine) for before in _LEADS)


def _awake(moment: datetime, now: datetime, mine: almanac.Side) -> datetime:
    """Return the latest hour up to a moment at which the owner is awake, on a working day if one is left."""
    here = moment.astimezone(mine.zone)
    if awake(moment, mine) and mine.working(here.date()):
        return moment
    days = [here.date() - count * DAY for count in range(_HORIZON)]
    as_one_would = [(day, at) for day in days if mine.working(day) for at in _DAYTIME[day != here.date() :]]
    as_one_must = [(day, at) for day in days for at in _DAYTIME]
    earlier = (datetime.combine(day, at, tzinfo=mine.zone) for day, at in (*as_one_would, *as_one_must))
    return next((one for one in earlier if now < one <= moment), moment)


def _next(since: datetime, at: time, mine: almanac.Side) -> datetime:
    here = since.astimezone(mine.zone)
    days = (here.date() + count * DAY for count in range(_HORIZON))
    moments = (datetime.combine(day, at, tzinfo=mine.zone) for day in days if mine.working(day))
    return next(moment for moment in moments if moment > since)


def _slots(since: datetime, theirs: almanac.Side, hours: Sequence[time]) -> Iterator[datetime]:
    day = since.astimezone(theirs.zone).date()
    for _ in range(_HORIZON):
        if theirs.working(day):
            yield from (datetime.combine(day, hour, tzinfo=theirs.zone) for hour in hours)
        day += DAY


def _fits(moment: datetime, mine: almanac.Side) -> bool:
    return awake(moment, mine) and mine.working(moment.astimezone(mine.zone).date())


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
