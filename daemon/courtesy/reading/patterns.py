"""Patterns over the tokens of a text: what names a day.

Tokens come from grammar; atoms go on to joining. A pattern is a regular expression over the letters of the
tokens' classes (see grammar), with every repetition bounded.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from courtesy.reading import calendar_days, codes, days, scene, spans

Reader = Callable[[scene.Scene], scene.Atom | None]


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


_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            r"(?:(?P<w>w)[.,]{0,2})?h?(?P<d>[dr])\.?(?:[->@]h?|h{1,2})(?:w[.,]?h?)?(?P<d2>[dr])\.?o?(?P<m>m)[.,]{0,2}(?P<y>y)?",
            calendar_days.full,
        ),
        (
            r"(?:(?P<w>w)[.,(]{0,2})?h?(?P<d>[dr])\.?-?o?h?(?P<m>m)(?:[.,-]{0,2}(?P<y>y)|-(?P<y2>d))?",
            calendar_days.full,
        ),
        (
            r"(?:(?P<w>w)[.,(]{0,2})?h?(?P<m>m)\.?h?(?P<d>[dr])(?:[->](?P<d2>[dr]))?(?:[.,]{0,2}(?P<y>y))?",
            calendar_days.full,
        ),
        (r"(?:(?P<w>w)[.,(]{0,2}h?)?(?P<q>q)", calendar_days.numeric),
        (r"h?(?:(?P<d>r)|l)(?P<w>w)[o@]h?(?P<m>m)[.,]?(?P<y>y)?", calendar_days.nth_weekday),
        (r"(?P<i>i)", calendar_days.iso),
        (r"h?(?:(?P<d>r)|l)(?P<u>u)[o@]h?(?P<m>m)[.,]?(?P<y>y)?", calendar_days.nth_working_day),
        (r"E?[oh]{0,2}k\.?(?P<d>[d#])", calendar_days.numbered_week),
        (r"E?[oh]{0,2}(?P<u>u)(?P<d>d)(?![uw])", calendar_days.numbered_week),
        (r"(?P<w>w)[.,]{0,2}h{0,2}(?P<d>[dr])\.?", calendar_days.weekday_day),
        (r"(?P<c>[cd#])(?:\([cd#]\))?-?(?P<u>u)\+?fh?s?(?P<w>w)", spans.span),
        (r"(?P<c>[cd#])-?(?P<u>u)(?P<on>@)(?P<w>w)", spans.span),
        (r"(?P<w>w)b(?P<c>[cd])(?P<u>u)", spans.beyond),
        (r"(?P<c>[cd#])(?:\([cd#]\))?-?(?P<u>u)\+?[fo](?P<x>x)", spans.span),
        (r"h?(?P<c>r)(?P<u>u)f(?P<x>x)?", spans.counted),
        (r"a?\+?(?P<c>[cd#])(?:\([cd#]\))?\+?-?(?P<u>u)\+?a?", spans.span),
        (r"\+(?P<u>u)", spans.span),
        (r"H", spans.span),
        (r"E[oh]{0,2}(?P<m>m)[.,]?(?P<y>y)?", calendar_days.part_of_month),
        (r"[BM]-?[oh]{0,2}(?P<m>m)", calendar_days.part_of_month),
        (r"(?P<w>w)[,o@]{0,2}(?P<x>x)", _phrase),
        (r"(?P<x>x)[,@]{0,2}(?P<w>w)", _phrase),
        (r"(?P<x>x)", _phrase),
        (r"(?P<w>w)(?P<u>u)", _weekday),
        (r"[nsl](?P<w>w)", _weekday),
        (r"(?P<w>w)[nsl]?", _weekday),
        (r"h(?P<d>[dr])\.?", calendar_days.monthday),
        (r"@(?P<d>[dr])\.?", calendar_days.monthday),
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
