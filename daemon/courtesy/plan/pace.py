"""Which notices are given now: once, then daily at most while they last, none in quiet hours, five a day at most.

Pure: notices come from plan.notices and plan.digest, what was given before from the casebook; turn.give gives them.
An *occasion* is one giving of a notice, named by its ident and the day on which it began. It goes by every way that
the owner wants; a way that failed is tried again for the same occasion, at growing distances.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from courtesy.plan import desired

MOST = 5  # occasions a day
_FOR_NEWS = 2  # of them, kept for what was never given: what is told again must not use them up
_APART = timedelta(days=1)
_FIRST = timedelta(minutes=2)  # until the first of the further tries; each distance is twice the one before
_LONGEST = timedelta(hours=6)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How far one occasion has come on one way. Instants are aware."""

    ident: str
    day: date  # on which the occasion began, by the owner's clock
    way: str
    at: datetime  # of the last try; where `given`, of the giving
    given: bool
    tries: int
    due: datetime  # when to try again


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """A notice to be given now, by one way."""

    notice: desired.Notice
    day: date
    way: str
    tries: int  # this one among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours in which nothing is given, by the owner's clock; they may go past midnight."""

    start: time
    end: time

    def holds(self, now: datetime) -> bool:
        """Tell whether they hold at an instant, given in the owner's zone."""
        clock = now.time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def quiet(text: str) -> Quiet | None:
    """Read quiet hours such as "22:00-07:00"; None where none are wanted. Raises ValueError."""
    if not text.strip():
        return None
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(text)
    return Quiet(start=time.fromisoformat(start.strip()), end=time.fromisoformat(end.strip()))


def choose(
    wanted: Iterable[desired.Notice], told: Sequence[Told], ways: Sequence[str], now: datetime, hours: Quiet | None
) -> Iterator[Try]:
    """Yield what is to be given now, the most pressing first. `now` is in the owner's zone."""
    if hours and hours.holds(now):
        return
    today = {(one.ident, one.day) for one in told if one.at.astimezone(now.tzinfo).date() == now.date()}
    known = {one.ident for one in told if one.given}
    for notice in sorted(wanted, key=lambda one: (one.ident in known, -one.pressing, one.by or _NEVER, one.ident)):
        past = [one for one in told if one.ident == notice.ident]
        day = _occasion(notice, past, ways, now)
        tries = list(_tries(notice, day, past, ways, now)) if day else []
        most = MOST - (_FOR_NEWS if notice.ident in known else 0)
        if tries and ((notice.ident, day) in today or len(today) < most):
            today.add((notice.ident, tries[0].day))
            yield from tries


def after(tries: int, *, refused: bool = False) -> timedelta:
    """Return how long to wait after so many tries; what was refused for good is left alone for longest."""
    return _LONGEST if refused else min(_LONGEST, _FIRST * 2 ** min(tries - 1, 10))


def _occasion(notice: desired.Notice, past: Sequence[Told], ways: Sequence[str], now: datetime) -> date | None:
    """Return the day of the occasion that is under way or begins now; None where all was said for today."""
    if not past:
        return now.date()
    day = max(one.day for one in past)
    latest = [one for one in past if one.day == day]
    given = [one.at for one in latest if one.given]
    # One that was never given goes on; one that was left a day ago is another matter by now, and begins anew.
    old = now - max(given or [one.at for one in latest]) >= _APART and now.date() > day
    if old and (notice.again or not given):
        return now.date()
    done = {one.way for one in latest if one.given}
    return day if any(way not in done for way in ways) else None


def _tries(
    notice: desired.Notice, day: date, past: Sequence[Told], ways: Sequence[str], now: datetime
) -> Iterator[Try]:
    by_way = {one.way: one for one in past if one.day == day}
    for way in ways:
        before = by_way.get(way)
        if before is None or (not before.given and before.due <= now):
            yield Try(notice=notice, day=day, way=way, tries=(before.tries if before else 0) + 1)
