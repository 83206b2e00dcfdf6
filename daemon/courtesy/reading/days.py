"""From what a phrase says to a day: years left out, weekdays, spans.

Phrases come from patterns; days go back to it.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from courtesy.reading import codes, holidays

_PAST = timedelta(days=120)  # a day without a year lies at most so far back, else it is next year's
_NEXT_HOLIDAY = 100  # days ahead in which "the bank holiday" lies
_FRIDAY = 4
_ON = {"w": 7, "f": 14}  # days that "Monday week" and "Monday fortnight" lie beyond Monday
_YEAR = timedelta(days=240)  # a date so near is meant, whatever weekday stands beside it
_FAR = 4000  # no span reaches further


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When a text was written, and how its writer counts."""

    now: datetime
    working: Callable[[date], bool]
    day_first: bool | None
    next_is_near: bool
    earlier: date | None = None  # the day that was named last before the text

    @property
    def today(self) -> date:
        """Return the day on which it was written."""
        return self.now.date()


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a date where there is such a day."""
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def yearless(month: int, day: int, weekday: int | None, context: Context) -> date | None:
    """Return the day of a date without a year: the nearest one, a little way back or ahead, that fits the weekday."""
    years = (context.today.year + step for step in (-1, 0, 1))
    days = [one for one in (day_of(year, month, day) for year in years) if one is not None]
    ahead = [one for one in days if context.today - _PAST <= one]
    best = ahead[0] if ahead else (days[-1] if days else None)
    if weekday is None or best is None or best.weekday() == weekday or context.today <= best < context.today + _YEAR:
        return best
    return next((one for one in ahead[:2] if one.weekday() == weekday), best)


def monthday(day: int, weekday: int | None, context: Context) -> date | None:
    """Return the next day of the month that bears a number (and falls on a weekday); a day just past stays."""
    year, month = context.today.year, context.today.month
    days = []
    for _ in range(8):
        one = day_of(year, month, day)
        if one is not None and one >= context.today:
            days.append(one)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if weekday is None:
        return days[0] if days else None
    fitting = [one for one in days[:3] if one.weekday() == weekday]
    recent = day_of(context.today.year, context.today.month, day)
    if not fitting and recent and recent.weekday() == weekday:
        return recent
    return fitting[0] if fitting else (days[0] if days else None)


def numeric(mark: str, parts: tuple[int, ...], weekday: int | None, context: Context) -> date | None:
    """Return the day of "10/1", "12.3." or "03/04/2026"; the weekday decides, else the country, else what is near."""
    first, second, *rest = parts
    orders = [(second, first), (first, second)]  # (month, day): day first, month first
    if mark.startswith("."):
        orders = orders[:1]
    elif context.day_first is False:
        orders.reverse()
    days = [_numbered(month, day, rest, weekday, context) for month, day in orders]
    real = [one for one in days if one is not None]
    fitting = [one for one in real if weekday is not None and one.weekday() == weekday]
    if fitting or len(real) < 2 or context.day_first is not None or mark == "-":
        return next(iter(fitting or real), None)
    return min(real, key=lambda one: (one < context.today, abs(one - context.today)))


def _numbered(month: int, day: int, rest: list[int], weekday: int | None, context: Context) -> date | None:
    if rest:
        return day_of(rest[0], month, day)
    return yearless(month, day, weekday, context)


def weekday(number: int, which: str, context: Context) -> date:
    """Return the day of a weekday: "" the next one, "s" this, "n" next week's, "l" the last, "w" a week on, "f" two."""
    ahead = (number - context.today.weekday()) % 7
    if which == "l":
        return context.today - timedelta(days=(7 - ahead) % 7 or 7)
    if which == "n" and not context.next_is_near:
        return context.today + timedelta(days=7 - context.today.weekday() + number)
    if which != "s":
        ahead = ahead or 7
    return context.today + timedelta(days=ahead + _ON.get(which, 0))


def coded(code: codes.Code, context: Context) -> date | None:
    """Return the day of a phrase: "the end of next week"; None where a calendar that it needs is not known."""
    today = context.today
    if code.unit == "day":
        return today + timedelta(days=code.steps)
    if code.unit == "week":
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(days=7 * code.steps + max(code.weekday, 0))
        return day + timedelta(days=7) if not code.steps and day < today else day
    if code.unit == "year":
        return date(today.year, 12, 31)
    if code.unit == "holiday":
        day = holidays.named(code.rule, today.year)
        return day if day >= today else holidays.named(code.rule, today.year + 1)
    if code.unit in {"free", "long"}:
        return _free(code.unit, context)
    past = code.unit == "month" and 0 < code.weekday < today.day and not code.steps
    months = today.month - 1 + code.steps + past
    last = month_end(today.year + months // 12, months % 12 + 1)
    return last.replace(day=code.weekday) if code.weekday > 0 else last


def of_week(number: int, context: Context) -> date | None:
    """Return the Monday of a calendar week (ISO 8601), this year's unless it is long past."""
    for year in (context.today.year, context.today.year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        if monday >= context.today - _PAST:
            return monday
    return None


def _free(unit: str, context: Context) -> date | None:
    """Return the next public holiday on a working day, or the last working day before a long weekend."""
    for step in range(1, _NEXT_HOLIDAY):
        day = context.today + timedelta(days=step)
        if day.weekday() > _FRIDAY or context.working(day) or (unit == "long" and day.weekday() not in {0, _FRIDAY}):
            continue
        return holidays.earlier(day, 1, context.working) if unit == "long" else day
    return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def span(base: date, count: int, unit: str, context: Context) -> date:
    """Return the day that lies a span after another."""
    count = max(-_FAR, min(count, _FAR))
    if unit == "business" and count >= 0:
        return holidays.later(base, count, context.working)
    if unit == "month":
        months = base.month - 1 + min(count, 1200)
        year, month = base.year + months // 12, months % 12 + 1
        return min(month_end(year, month), date(year, month, 1) + timedelta(days=base.day - 1))
    days = {"day": 1, "business": 1, "week": 7, "fortnight": 14}[unit]
    return base + timedelta(days=count * days)
