"""Dates of the calendar as texts write them: "Friday, the 27th of March", "12.3.", "the 20th", "KW 12", "mid-April".

Each function reads what one pattern matched, and is called by patterns.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from courtesy.reading import days, holidays, pieces, scene

_NEAR = timedelta(days=45)  # within which "Friday 5" is a day of the month
_MOST_WORKING = 20  # working days of a month that are counted
_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7)}


def full(seen: scene.Scene) -> scene.Atom | None:
    """Read "Friday, the 27th of March 2026", "March 12th", "9 to 13 March"."""
    month, day, weekday = seen.value("m"), seen.value("d"), seen.value("w")
    if month is None or day is None or _doubtful(seen):
        return None
    year = seen.value("y") or seen.value("y2")
    found = days.day_of(year, month, day) if year else days.yearless(month, day, weekday, seen.context)
    atom = seen.atom("date", found)
    if atom is None or found is None:
        return None
    end = seen.value("d2")
    until = days.day_of(found.year, month, end) if end else None
    return replace(atom, weekday=weekday, year_stated=bool(year), until=until)


def _doubtful(seen: scene.Scene) -> bool:
    """Tell whether the month may be a word: "you may 3 times"."""
    token = seen.token("m")
    word = seen.text[token.start : token.end]
    return (
        word in seen.lexicon.doubtful and seen.match.start("d") > seen.match.start("m") and seen.token("d").kind == "d"
    )


def numeric(seen: scene.Scene) -> scene.Atom | None:
    """Read "12/3", "12.03.2026", "Fri 3/12"."""
    mark, parts = seen.token("q").value
    weekday = seen.value("w")
    if len(parts) < 3 and (mark == "." or (mark == ".." and not seen.lexicon.dotted)):
        return None
    if len(parts) < 3 and mark == "/" and (parts in _FRACTIONS and not _introduced(seen)):
        return None
    atom = seen.atom("date", days.numeric(mark, parts, weekday, seen.context))
    return replace(atom, weekday=weekday, year_stated=len(parts) > 2) if atom else None


def _introduced(seen: scene.Scene) -> bool:
    """Tell whether a word stands before two numbers that makes them a date, not a fraction."""
    before = seen.match.start("q") - 1
    return before < 0 or seen.tokens[before].kind in "@hbwfsn>"


def iso(seen: scene.Scene) -> scene.Atom | None:
    """Read "2026-03-12"."""
    atom = seen.atom("date", days.day_of(*seen.token("i").value))
    return replace(atom, year_stated=True) if atom else None


def weekday_day(seen: scene.Scene) -> scene.Atom | None:
    """Read "Wednesday the 22nd", "Friday 16"; a bare number counts only where the weekday agrees."""
    day, weekday = seen.value("d"), seen.value("w")
    if day is None:
        return None
    found = days.monthday(day, weekday, seen.context)
    bare = seen.token("d").kind == "d"
    if found is None or (bare and (found.weekday() != weekday or found > seen.context.today + _NEAR)):
        return None
    atom = seen.atom("monthday", found)
    return replace(atom, weekday=weekday) if atom else None


def monthday(seen: scene.Scene) -> scene.Atom | None:
    """Read "the 20th", "zum 15.", "avant le 3"."""
    place = seen.match.start("d")
    token = seen.tokens[place]
    if not seen.text[token.start].isdigit():
        return None
    words = seen.word(seen.match.start())
    tail = place + (2 if seen.match.group().endswith(".") else 1)
    if words not in seen.lexicon.monthday or seen.word(tail) in seen.lexicon.not_monthday:
        return None
    if token.kind == "d" and not seen.match.group().endswith("."):
        follows = _kind(seen.tokens, tail)
        if not seen.lexicon.bare_monthday or follows not in " ,.)(@pP-":
            return None
    return seen.atom("monthday", days.monthday(int(token.value), None, seen.context))


def _kind(tokens: Sequence[pieces.Token], place: int) -> str:
    return tokens[place].kind if place < len(tokens) else " "


def nth_weekday(seen: scene.Scene) -> scene.Atom | None:
    """Read "the first Monday of November", "the last Friday in May"."""
    count, weekday, month = seen.value("d") or -1, seen.value("w") or 0, seen.value("m") or 1
    if count > 4:
        return None
    year = seen.value("y")
    for one in (year,) if year else (seen.context.today.year, seen.context.today.year + 1):
        end = days.month_end(one, month)
        first, last = end.replace(day=1), end - timedelta(days=(end.weekday() - weekday) % 7)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1)) if count > 0 else last
        if year or day >= seen.context.today:
            atom = seen.atom("date", day)
            return replace(atom, weekday=weekday, year_stated=year is not None) if atom else None
    return None


def nth_working_day(seen: scene.Scene) -> scene.Atom | None:
    """Read "the first working day of April", "the last business day in May", "the twentieth day of March"."""
    count, month = seen.value("d") or 0, seen.value("m") or 1
    some = days.yearless(month, 28, None, seen.context)
    if seen.token("u").value == "day" and count:
        return seen.atom("date", days.yearless(month, count, None, seen.context))
    if seen.token("u").value != "business":
        return None
    year = seen.value("y") or (some.year if some else seen.context.today.year)
    if count > _MOST_WORKING:
        return None
    end, working = days.month_end(year, month), seen.context.working
    last = holidays.earlier(end + timedelta(days=1), 1, working)
    return seen.atom("date", holidays.later(end.replace(day=1) - timedelta(days=1), count, working) if count else last)


def numbered_week(seen: scene.Scene) -> scene.Atom | None:
    """Read "KW 12", "Ende KW 12", "semaine 14": the Monday of the week, its Friday where its end is meant."""
    if "u" in seen.match.group() and not (seen.lexicon.week_number and seen.token("u").value == "week"):
        return None
    monday = days.of_week(seen.value("d") or 0, seen.context)
    if monday is None:
        return None
    friday = monday + timedelta(days=4)
    atom = seen.atom("date", friday if "E" in seen.match.group() else monday)
    return replace(atom, until=friday) if atom else None


def part_of_month(seen: scene.Scene) -> scene.Atom | None:
    """Read "the end of March", "mid-April"."""
    month = seen.value("m") or 1
    some = days.yearless(month, 28, None, seen.context)
    year = seen.value("y") or (some.year if some else seen.context.today.year)
    letter = seen.match.group()[0]
    day = days.month_end(year, month) if letter == "E" else date(year, month, 15 if letter == "M" else 5)
    atom = seen.atom("month", day)
    return replace(atom, about=letter != "E", year_stated=seen.value("y") is not None) if atom else None
