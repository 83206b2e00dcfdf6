"""Working days: weekends and public holidays by country.

The rules come from config/reading/holidays.toml; dates.find counts business days by them.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The free days of one country."""

    weekend: frozenset[int] = frozenset({5, 6})
    fixed: tuple[tuple[int, int], ...] = ()  # month, day
    easter: tuple[int, ...] = ()  # days from Easter Sunday
    nth: tuple[str, ...] = ()
    days: frozenset[date] = frozenset()
    shift: str = ""  # "monday", "near" or empty


Calendar = Mapping[str, Rules]


def compile_tables(tables: Mapping[str, Any]) -> Calendar:
    """Compile config/reading/holidays.toml. Raises ValueError where a rule cannot be understood."""
    calendar = {code: _rules(code, row) for code, row in tables.items()}
    for code, rules in calendar.items():
        try:
            free(rules, 2026)
        except (KeyError, ValueError) as error:
            raise ValueError(f"holidays.toml: {code}: {error}.") from error
    return calendar


def free(rules: Rules, year: int) -> frozenset[date]:
    """Return the public holidays of a year, those moved off a weekend included."""
    days = {date(year, month, day) for month, day in rules.fixed}
    days = _shifted(days, rules)
    days |= {easter(year) + timedelta(days=offset) for offset in rules.easter}
    days |= {_nth(rule, year) for rule in rules.nth}
    return frozenset(days | {day for day in rules.days if day.year == year})


def counting(
    calendar: Calendar, country: str | None, closed: AbstractSet[date] = frozenset()
) -> Callable[[date], bool]:
    """Return a function that tells whether a day is a working day in a country; `closed` are further free days."""
    rules = calendar.get(country or "", Rules())
    years: dict[int, frozenset[date]] = {}

    def working(day: date) -> bool:
        if day.weekday() in rules.weekend or day in closed:
            return False
        if day.year not in years:
            years[day.year] = free(rules, day.year)
        return day not in years[day.year]

    return working


def later(day: date, count: int, working: Callable[[date], bool]) -> date:
    """Return the `count`-th working day after a day, which itself is not counted."""
    for _ in range(min(count, 400)):
        day += _DAY
        while not working(day):
            day += _DAY
    return day


def earlier(day: date, count: int, working: Callable[[date], bool]) -> date:
    """Return the `count`-th working day before a day, which itself is not counted."""
    for _ in range(min(count, 400)):
        day -= _DAY
        while not working(day):
            day -= _DAY
    return day


def easter(year: int) -> date:
    """Return Easter Sunday (the Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def named(rule: str, year: int) -> date:
    """Return the day of a rule in a year: "12-25", "11 thu 4", "easter+1"."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[len("easter") :]))
    if " " in rule:
        return _nth(rule, year)
    return date(year, int(rule[:2]), int(rule[3:]))


def _rules(code: str, row: Mapping[str, Any]) -> Rules:
    try:
        return Rules(
            weekend=frozenset(row.get("weekend", (5, 6))),
            fixed=tuple((int(text[:2]), int(text[3:])) for text in row.get("fixed", ())),
            easter=tuple(row.get("easter", ())),
            nth=tuple(row.get("nth", ())),
            days=frozenset(date.fromisoformat(text) for text in row.get("days", ())),
            shift=row.get("shift", ""),
        )
    except ValueError as error:
        raise ValueError(f"holidays.toml: {code}: {error}.") from error


def _shifted(days: set[date], rules: Rules) -> set[date]:
    if not rules.shift:
        return days
    kept = {day for day in days if day.weekday() not in rules.weekend}
    for day in sorted(days - kept):
        if rules.shift == "near" and day.weekday() == 5:
            kept.add(day - _DAY)
            continue
        moved = day
        while moved.weekday() in rules.weekend or moved in kept:
            moved += _DAY
        kept.add(moved)
    return kept


def _nth(rule: str, year: int) -> date:
    """Return the day of a rule: "11 thu 4", "05 mon -1", "05 mon before 25", "06 fri from 19"."""
    month, name, *rest = rule.split()
    weekday = _WEEKDAYS[name]
    if rest[0] == "before":
        day = date(year, int(month), int(rest[1])) - _DAY
        return day - timedelta(days=(day.weekday() - weekday) % 7)
    if rest[0] == "from":
        day = date(year, int(month), int(rest[1]))
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    count = int(rest[0])
    if count > 0:
        day = date(year, int(month), 1)
        return day + timedelta(days=(weekday - day.weekday()) % 7 + 7 * (count - 1))
    day = (date(year, int(month), 28) + timedelta(days=4)).replace(day=1) - _DAY
    return day - timedelta(days=(day.weekday() - weekday) % 7)
