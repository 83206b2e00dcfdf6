"""Spans of time as texts write them: "within five (5) business days", "two weeks from Monday", "two weeks ago".

Each function reads what one pattern matched, and is called by patterns.
"""

from dataclasses import replace
from datetime import timedelta

from courtesy.reading import days, scene

_NUMBERS = frozenset("cd#")
_WEEKS = frozenset({"week", "fortnight"})
_EIGHT_DAYS = {8: 7, 14: 14}  # "Freitag in acht Tagen" is a week after Friday


def span(seen: scene.Scene) -> scene.Atom | None:
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


def beyond(seen: scene.Scene) -> scene.Atom | None:
    """Read "Freitag in einer Woche", "Friday in two weeks": so long after the weekday."""
    count, unit = seen.value("c") or 1, str(seen.token("u").value)
    if unit not in _WEEKS and not (unit == "day" and count in _EIGHT_DAYS):
        return None
    count, unit = (_EIGHT_DAYS[count], "day") if unit == "day" else (count, unit)
    weekday = days.weekday(seen.value("w") or 0, "", seen.context)
    return seen.atom("weekday", days.span(weekday, count, unit, seen.context))


def counted(seen: scene.Scene) -> scene.Atom | None:
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
