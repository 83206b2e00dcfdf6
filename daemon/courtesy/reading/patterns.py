"""Patterns over the tokens of a text: what names a day.

Tokens come from grammar; atoms go on to joining. A pattern is a regular expression over the letters of the
tokens' classes (see grammar), with every repetition bounded.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from courtesy.reading import days, grammar, pieces

_NUMBERS = frozenset("cd#")
_NEAR = timedelta(days=45)  # within which "Friday 5" is a day of the month
_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A day as a stretch of tokens names it."""

    first: int  # index of its first token
    last: int  # index of its last token
    start: int  # where in the text
    end: int
    kind: str  # see dates.Found
    day: date
    until: date | None = None
    weekday: int | None = None  # as stated
    year_stated: bool = False
    about: bool = False
    hours: int | None = None  # a span of hours from now
    more: bool = False  # a span beyond a day that stands elsewhere
    count: int = 0  # of a span
    unit: str = ""
    clock: pieces.Clock | None = None
    zone: str | tuple[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """The tokens that one pattern matched, by the names of its groups."""

    match: re.Match[str]
    tokens: Sequence[pieces.Token]
    text: str
    lexicon: grammar.Lexicon
    context: days.Context

    def value(self, name: str) -> int | None:
        """Return the number that the token of a group stands for; None where the group matched nothing."""
        place = self.match.start(name) if name in self.match.re.groupindex else -1
        return int(str(self.tokens[place].value)[:9]) if place >= 0 else None

    def token(self, name: str) -> pieces.Token:
        return self.tokens[self.match.start(name)]

    def word(self, place: int) -> str:
        """Return the token at a place as written, in lower case; empty beyond the ends."""
        if not 0 <= place < len(self.tokens):
            return ""
        return self.text[self.tokens[place].start : self.tokens[place].end].lower()

    def atom(self, kind: str, day: date | None) -> Atom | None:
        if day is None:
            return None
        first, last = self.match.start(), self.match.end() - 1
        while self.tokens[first].kind in "h@(," and first < last:  # "the", "zum", "by" are not part of the name
            first += 1
        while self.tokens[last].kind in ",.(" and last > first:
            last -= 1
        return Atom(
            first=first, last=last, start=self.tokens[first].start, end=self.tokens[last].end, kind=kind, day=day
        )


def _date(scene: _Scene) -> Atom | None:
    """Read "Friday, the 27th of March 2026", "March 12th", "9 to 13 March"."""
    month, day, weekday = scene.value("m"), scene.value("d"), scene.value("w")
    if month is None or day is None or _doubtful(scene):
        return None
    year = scene.value("y") or scene.value("y2")
    found = days.day_of(year, month, day) if year else days.yearless(month, day, weekday, scene.context)
    atom = scene.atom("date", found)
    if atom is None or found is None:
        return None
    end = scene.value("d2")
    until = days.day_of(found.year, month, end) if end else None
    return replace(atom, weekday=weekday, year_stated=bool(year), until=until)


def _doubtful(scene: _Scene) -> bool:
    """Tell whether the month may be a word: "you may 3 times"."""
    token = scene.token("m")
    word = scene.text[token.start : token.end]
    return (
        word in scene.lexicon.doubtful
        and scene.match.start("d") > scene.match.start("m")
        and scene.token("d").kind == "d"
    )


def _numbers(scene: _Scene) -> Atom | None:
    mark, parts = scene.token("q").value
    weekday = scene.value("w")
    if len(parts) < 3 and (mark == "." or (mark == ".." and not scene.lexicon.dotted)):
        return None
    if len(parts) < 3 and mark == "/" and (parts in _FRACTIONS and not _introduced(scene)):
        return None
    atom = scene.atom("date", days.numeric(mark, parts, weekday, scene.context))
    return replace(atom, weekday=weekday, year_stated=len(parts) > 2) if atom else None


def _introduced(scene: _Scene) -> bool:
    """Tell whether a word stands before two numbers that makes them a date, not a fraction."""
    before = scene.match.start("q") - 1
    return before < 0 or scene.tokens[before].kind in "@hbwfsn>"


def _iso(scene: _Scene) -> Atom | None:
    atom = scene.atom("date", days.day_of(*scene.token("i").value))
    return replace(atom, year_stated=True) if atom else None


def _weekday_day(scene: _Scene) -> Atom | None:
    """Read "Wednesday the 22nd", "Friday 16"; a bare number counts only where the weekday agrees."""
    day, weekday = scene.value("d"), scene.value("w")
    if day is None:
        return None
    found = days.monthday(day, weekday, scene.context)
    bare = scene.token("d").kind == "d"
    if found is None or (bare and (found.weekday() != weekday or found > scene.context.today + _NEAR)):
        return None
    atom = scene.atom("monthday", found)
    return replace(atom, weekday=weekday) if atom else None


def _monthday(scene: _Scene) -> Atom | None:
    """Read "the 20th", "zum 15.", "avant le 3"."""
    place = scene.match.start("d")
    token = scene.tokens[place]
    if not scene.text[token.start].isdigit():
        return None
    words = scene.word(scene.match.start())
    tail = place + (2 if scene.match.group().endswith(".") else 1)
    if words not in scene.lexicon.monthday or scene.word(tail) in scene.lexicon.not_monthday:
        return None
    if token.kind == "d" and not scene.match.group().endswith("."):
        follows = _kind(scene.tokens, tail)
        if not scene.lexicon.bare_monthday or follows not in " ,.)(@pP-":
            return None
    return scene.atom("monthday", days.monthday(int(token.value), None, scene.context))


def _kind(tokens: Sequence[pieces.Token], place: int) -> str:
    return tokens[place].kind if place < len(tokens) else " "


def _phrase(scene: _Scene) -> Atom | None:
    """Read "tomorrow", "the end of next week", "Friday of next week"."""
    code: grammar.Code = scene.token("x").value
    weekday = scene.value("w")
    if weekday is not None and code.unit == "week":
        return scene.atom("weekday", days.coded(code._replace(weekday=weekday), scene.context))
    atom = scene.atom("relative", days.coded(code, scene.context))
    return replace(atom, about=code.about, weekday=weekday) if atom else None


def _close(scene: _Scene) -> Atom | None:
    """Read "by close of business": today's."""
    return scene.atom("relative", scene.context.today)


def _weekday(scene: _Scene) -> Atom | None:
    weekday = scene.value("w")
    which = next((letter for letter in "nsl" if letter in scene.match.group()), "")
    if scene.match.group().endswith("u"):
        if scene.token("u").value != "week" or not scene.lexicon.weekday_week:
            return None
        which = "w"
    atom = scene.atom("weekday", days.weekday(weekday or 0, which, scene.context))
    return replace(atom, weekday=weekday) if atom else None


def _span(scene: _Scene) -> Atom | None:
    """Read "within five (5) business days", "two weeks from Monday", "three more days", "two weeks ago"."""
    hours = scene.match.group() == "H"
    unit = "hour" if hours else str(scene.token("u").value)
    count = scene.value("c")
    if count is None:
        count = int(scene.tokens[scene.match.start()].value) if hours else 1
    base, letters = scene.context.today, scene.match.group()
    if scene.value("w") is not None:
        base = days.weekday(scene.value("w") or 0, "", scene.context)
    elif "x" in letters:
        if (
            "o" in letters and scene.token("x").value.unit != "day"
        ):  # "seven days of today", but "two days of next week"
            return None
        base = days.coded(scene.token("x").value, scene.context)
    past = "a" in letters
    day = base if unit == "hour" else days.span(base, -count if past else count, unit, scene.context)
    atom = scene.atom("span", day)
    if atom is None:
        return None
    about = _of_range(scene)
    more = "+" in letters and base == scene.context.today
    atom = replace(atom, more=more, count=count, unit=unit, about=about)
    if unit == "hour":
        ahead = max(-9000, min(-count if past else count, 9000))
        return replace(atom, hours=ahead, day=(scene.context.now + timedelta(hours=ahead)).date())
    return atom


def _of_range(scene: _Scene) -> bool:
    """Tell whether the number is the second of two: "two to three weeks"."""
    place = scene.match.start("c") if "c" in scene.match.re.groupindex else 0
    return place > 1 and scene.tokens[place - 1].kind in "->" and scene.tokens[place - 2].kind in _NUMBERS


def _nth(scene: _Scene) -> Atom | None:
    """Read "the first Monday of November", "the last Friday in May"."""
    count, weekday, month = scene.value("d") or -1, scene.value("w") or 0, scene.value("m") or 1
    if count > 4:
        return None
    year = scene.value("y")
    for one in (year,) if year else (scene.context.today.year, scene.context.today.year + 1):
        end = days.month_end(one, month)
        first, last = end.replace(day=1), end - timedelta(days=(end.weekday() - weekday) % 7)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1)) if count > 0 else last
        if year or day >= scene.context.today:
            atom = scene.atom("date", day)
            return replace(atom, weekday=weekday, year_stated=year is not None) if atom else None
    return None


def _month(scene: _Scene) -> Atom | None:
    """Read "the end of March", "mid-April"."""
    month = scene.value("m") or 1
    some = days.yearless(month, 28, None, scene.context)
    year = scene.value("y") or (some.year if some else scene.context.today.year)
    letter = scene.match.group()[0]
    day = days.month_end(year, month) if letter == "E" else date(year, month, 15 if letter == "M" else 5)
    atom = scene.atom("month", day)
    return replace(atom, about=letter != "E", year_stated=scene.value("y") is not None) if atom else None


Reader = Callable[[_Scene], Atom | None]
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
        (r"(?P<w>w)[.,]{0,2}h{0,2}(?P<d>[dr])\.?", _weekday_day),
        (r"(?P<c>[cd#])-?(?P<u>u)\+?fh?s?(?P<w>w)", _span),
        (r"(?P<c>[cd#])-?(?P<u>u)\+?[fo](?P<x>x)", _span),
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


def atoms(tokens: Sequence[pieces.Token], text: str, lexicon: grammar.Lexicon, context: days.Context) -> list[Atom]:
    """Return the days that the tokens name, in their order; an earlier pattern wins over a later."""
    letters = "".join(token.kind for token in tokens)
    taken = bytearray(len(tokens))
    found: list[Atom] = []
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(letters):
            if any(taken[match.start() : match.end()]):
                continue
            atom = reader(_Scene(match=match, tokens=tokens, text=text, lexicon=lexicon, context=context))
            if atom is not None:
                taken[atom.first : atom.last + 1] = b"\1" * (atom.last + 1 - atom.first)
                found.append(atom)
    return sorted(found, key=lambda atom: atom.first)
