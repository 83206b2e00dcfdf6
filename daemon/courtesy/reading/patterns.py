"""Patterns over the tokens of a text: what names a day.

Tokens come from grammar; atoms go on to joining. A pattern is a regular expression over the letters of the
tokens' classes (see grammar), with every repetition bounded.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from courtesy.reading import codes, days, holidays, pieces, scene

_NUMBERS = frozenset("cd#")
_NEAR = timedelta(days=45)  # within which "Friday 5" is a day of the month
_MOST_WORKING = 20  # working days of a month that are counted
_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7)}


def _date(seen: scene.Scene) -> scene.Atom | None:
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


def _numbers(seen: scene.Scene) -> scene.Atom | None:
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


def _iso(seen: scene.Scene) -> scene.Atom | None:
    atom = seen.atom("date", days.day_of(*seen.token("i").value))
    return replace(atom, year_stated=True) if atom else None


def _weekday_day(seen: scene.Scene) -> scene.Atom | None:
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


def _monthday(seen: scene.Scene) -> scene.Atom | None:
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


def _phrase(seen: scene.Scene) -> scene.Atom | None:
    """Read "tomorrow", "the end of next week", "Friday of next week"."""
    code: codes.Code = seen.token("x").value
    weekday = seen.value("w")
    if weekday is not None and seen.word(seen.match.start() + 1) in seen.lexicon.day_before:
        return None  # "the Friday before Easter" is for relative to read
    if weekday is not None and code.unit == "week":
        return seen.atom("weekday", days.coded(code._replace(weekday=weekday), seen.context))
    first = code.unit == "month" and code.weekday > 0 and not code.about  # "the 1st of next month"
    atom = seen.atom("monthday" if first else "relative", days.coded(code, seen.context))
    return replace(atom, about=code.about, weekday=weekday) if atom else None


def _close(seen: scene.Scene) -> scene.Atom | None:
    """Read "by close of business": today's."""
    return seen.atom("relative", seen.context.today)


def _weekday(seen: scene.Scene) -> scene.Atom | None:
    weekday = seen.value("w")
    which = next((letter for letter in "nsl" if letter in seen.match.group()), "")
    if seen.match.group().endswith("u"):
        if seen.token("u").value not in {"week", "fortnight"} or not seen.lexicon.weekday_week:
            return None
        which = "w" if seen.token("u").value == "week" else "f"
    atom = seen.atom("weekday", days.weekday(weekday or 0, which, seen.context))
    return replace(atom, weekday=weekday) if atom else None


def _span(seen: scene.Scene) -> scene.Atom | None:
    """Read "within five (5) business days", "two weeks from Monday", "three more days", "two weeks ago"."""
    hours = seen.match.group() == "H"
    unit = "hour" if hours else str(seen.token("u").value)
    count = seen.value("c")
    if count is None:
        count = int(seen.tokens[seen.match.start()].value) if hours else 1
    base, letters = seen.context.today, seen.match.group()
    if "@" in letters and seen.word(seen.match.start("on")) not in seen.lexicon.week_on:
        return None
    if seen.value("w") is not None:
        base = days.weekday(seen.value("w") or 0, "", seen.context)
    elif "x" in letters:
        if "o" in letters and seen.token("x").value.unit != "day":  # "seven days of today", but "two days of next week"
            return None
        base = days.coded(seen.token("x").value, seen.context) or base
    past = "a" in letters
    day = base if unit == "hour" else days.span(base, -count if past else count, unit, seen.context)
    atom = seen.atom("span", day)
    if atom is None:
        return None
    about = _of_range(seen)
    more = "+" in letters and base == seen.context.today
    if base != seen.context.today and not past:  # "a week on Tuesday" is a day, whatever is asked by it
        atom = replace(atom, kind="weekday")
    atom = replace(atom, more=more, count=count, unit=unit, about=about)
    if unit == "hour":
        ahead = max(-9000, min(-count if past else count, 9000))
        return replace(atom, hours=ahead, day=(seen.context.now + timedelta(hours=ahead)).date())
    return atom


def _counted(seen: scene.Scene) -> scene.Atom | None:
    """Read "the fifth business day after today", "the third day following this letter"."""
    unit, count = str(seen.token("u").value), seen.value("c")
    if unit not in {"day", "business"} or count is None:
        return None
    base = seen.context.today
    if seen.match.start("x") >= 0:
        base = days.coded(seen.token("x").value, seen.context) or base
    return seen.atom("monthday", days.span(base, count, unit, seen.context))


def _of_range(seen: scene.Scene) -> bool:
    """Tell whether the number is the second of two: "two to three weeks"."""
    place = seen.match.start("c") if "c" in seen.match.re.groupindex else 0
    return place > 1 and seen.tokens[place - 1].kind in "->" and seen.tokens[place - 2].kind in _NUMBERS


def _nth(seen: scene.Scene) -> scene.Atom | None:
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


def _nth_working(seen: scene.Scene) -> scene.Atom | None:
    """Read "the first working day of April", "the last business day in May"."""
    if seen.token("u").value != "business":
        return None
    count, month = seen.value("d") or 0, seen.value("m") or 1
    some = days.yearless(month, 28, None, seen.context)
    year = seen.value("y") or (some.year if some else seen.context.today.year)
    if count > _MOST_WORKING:
        return None
    end, working = days.month_end(year, month), seen.context.working
    last = holidays.earlier(end + timedelta(days=1), 1, working)
    return seen.atom("date", holidays.later(end.replace(day=1) - timedelta(days=1), count, working) if count else last)


def _week(seen: scene.Scene) -> scene.Atom | None:
    """Read "KW 12", "Ende KW 12", "semaine 14": the Monday of the week, its Friday where its end is meant."""
    if "u" in seen.match.group() and not (seen.lexicon.week_number and seen.token("u").value == "week"):
        return None
    monday = days.of_week(seen.value("d") or 0, seen.context)
    if monday is None:
        return None
    friday = monday + timedelta(days=4)
    atom = seen.atom("date", friday if "E" in seen.match.group() else monday)
    return replace(atom, until=friday) if atom else None


def _month(seen: scene.Scene) -> scene.Atom | None:
    """Read "the end of March", "mid-April"."""
    month = seen.value("m") or 1
    some = days.yearless(month, 28, None, seen.context)
    year = seen.value("y") or (some.year if some else seen.context.today.year)
    letter = seen.match.group()[0]
    day = days.month_end(year, month) if letter == "E" else date(year, month, 15 if letter == "M" else 5)
    atom = seen.atom("month", day)
    return replace(atom, about=letter != "E", year_stated=seen.value("y") is not None) if atom else None


Reader = Callable[[scene.Scene], scene.Atom | None]
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            r"(?:(?P<w>w)[.,]{0,2})?h?(?P<d>[dr])\.?[->@]h?(?:w[.,]?h?)?(?P<d2>[dr])\.?o?(?P<m>m)[.,]{0,2}(?P<y>y)?",
            _date,
        ),
        (r"(?:(?P<w>w)[.,(]{0,2})?h?(?P<d>[dr])\.?-?o?h?(?P<m>m)(?:[.,-]{0,2}(?P<y>y)|-(?P<y2>d))?", _date),
        (r"(?:(?P<w>w)[.,(]{0,2})?h?(?P<m>m)\.?h?(?P<d>[dr])(?:[->](?P<d2>[dr]))?(?:[.,]{0,2}(?P<y>y))?", _date),
        (r"(?:(?P<w>w)[.,(]{0,2}h?)?(?P<q>q)", _numbers),
        (r"h?(?:(?P<d>r)|l)(?P<w>w)[o@]h?(?P<m>m)[.,]?(?P<y>y)?", _nth),
        (r"(?P<i>i)", _iso),
        (r"h?(?:(?P<d>r)|l)(?P<u>u)[o@]h?(?P<m>m)[.,]?(?P<y>y)?", _nth_working),
        (r"E?[oh]{0,2}k\.?(?P<d>[d#])", _week),
        (r"E?[oh]{0,2}(?P<u>u)(?P<d>d)(?![uw])", _week),
        (r"(?P<w>w)[.,]{0,2}h{0,2}(?P<d>[dr])\.?", _weekday_day),
        (r"(?P<c>[cd#])(?:\([cd#]\))?-?(?P<u>u)\+?fh?s?(?P<w>w)", _span),
        (r"(?P<c>[cd#])-?(?P<u>u)(?P<on>@)(?P<w>w)", _span),
        (r"(?P<c>[cd#])(?:\([cd#]\))?-?(?P<u>u)\+?[fo](?P<x>x)", _span),
        (r"h?(?P<c>r)(?P<u>u)f(?P<x>x)?", _counted),
        (r"a?\+?(?P<c>[cd#])(?:\([cd#]\))?\+?-?(?P<u>u)\+?a?", _span),
        (r"\+(?P<u>u)", _span),
        (r"H", _span),
        (r"E[oh]{0,2}(?P<m>m)[.,]?(?P<y>y)?", _month),
        (r"[BM]-?[oh]{0,2}(?P<m>m)", _month),
        (r"(?P<w>w)[,o@]{0,2}(?P<x>x)", _phrase),
        (r"(?P<x>x)[,@]{0,2}(?P<w>w)", _phrase),
        (r"(?P<x>x)", _phrase),
        (r"(?P<w>w)(?P<u>u)", _weekday),
        (r"[nsl](?P<w>w)", _weekday),
        (r"(?P<w>w)[nsl]?", _weekday),
        (r"h(?P<d>[dr])\.?", _monthday),
        (r"@(?P<d>[dr])\.?", _monthday),
        (r"(?<![wxdrmqiy])(?<![wxdrmqiy],)@h?P(?![,@h(sonlE]{0,4}[wxdrmqi])", _close),
    )
)


def atoms(ground: scene.Ground) -> list[scene.Atom]:
    """Return the days that the tokens name, in their order; an earlier pattern wins over a later."""
    letters = "".join(token.kind for token in ground.tokens)
    taken = bytearray(len(letters))
    found: list[scene.Atom] = []
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(letters):
            if any(taken[match.start() : match.end()]):
                continue
            seen = scene.Scene(
                match=match, tokens=ground.tokens, text=ground.text, lexicon=ground.lexicon, context=ground.context
            )
            atom = reader(seen)
            if atom is not None:
                taken[atom.first : atom.last + 1] = b"\1" * (atom.last + 1 - atom.first)
                found.append(atom)
    return sorted(found, key=lambda atom: atom.first)
