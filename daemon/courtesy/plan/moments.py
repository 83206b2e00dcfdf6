"""When a thing is best done: on a working day, at an hour that suits both sides, before the deadline.

A moment hangs on what stands in the mail, not on the instant of planning, so that it stays where it is from turn to
turn; only when it has gone by does the next one take its place.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo

DAY = timedelta(days=1)
_LEAD = time(10)  # the working day before a deadline, at the owner's
_LAST_HOURS = (timedelta(hours=3), timedelta(hours=1), timedelta(minutes=20))
_CALLS = (time(10), time(14), time(16))  # at theirs
_WAKING = (time(7, 30), time(21, 30))  # at the owner's
_HORIZON = 21  # days to look ahead
_GRACE = timedelta(days=2)  # after which an offer without a deadline wants its answer


def answer(since: datetime, until: datetime | None, now: datetime, mine: tzinfo) -> datetime:
    """Return when to answer: the morning of the working day before the deadline, or as late as it must be.

    `since` is their newest word. Where the deadline has gone by, the next morning is the best there is.
    """
    if until is None:
        return next(moment for moment in _mornings(since + _GRACE, mine) if moment >= now)
    for moment in _before(until, mine):
        if now <= moment < until:
            return moment
    return next(moment for moment in _mornings(now, mine) if moment >= now)


def call(since: datetime, until: datetime | None, now: datetime, mine: tzinfo, theirs: tzinfo) -> datetime | None:
    """Return when to call: in their working hours, while the owner is awake; None where there is no such hour."""
    earliest = max(since, now)
    for moment in _slots(earliest, theirs):
        if moment < earliest:
            continue
        if until is not None and moment + timedelta(minutes=15) > until:
            return None
        if _WAKING[0] <= moment.astimezone(mine).time() <= _WAKING[1]:
            return moment
    return None


def working(moment: datetime) -> bool:
    """Tell whether a day is from Monday to Friday."""
    return moment.weekday() < 5


def _before(until: datetime, mine: tzinfo) -> Iterator[datetime]:
    last = until - timedelta(seconds=1)  # in their zone; a day alone lasts to midnight, and its last second is in it
    day = last
    while True:
        day -= DAY
        if working(day):
            break
    yield datetime.combine(day.date(), _LEAD, tzinfo=mine)
    yield datetime.combine(last.date(), time(9), tzinfo=mine)
    yield from (until - lead for lead in _LAST_HOURS)


def _mornings(since: datetime, mine: tzinfo) -> Iterator[datetime]:
    day = since.astimezone(mine)
    while True:
        if working(day):
            yield datetime.combine(day.date(), _LEAD, tzinfo=mine)
        day += DAY


def _slots(since: datetime, theirs: tzinfo) -> Iterator[datetime]:
    day = since.astimezone(theirs)
    for _ in range(_HORIZON):
        if working(day):
            yield from (datetime.combine(day.date(), hour, tzinfo=theirs) for hour in _CALLS)
        day += DAY
