"""A text as tokens, what a pattern over them matched, and the day that it names.

Tokens come from grammar; patterns reads a Scene and makes an Atom of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from courtesy.reading import days, grammar, pieces


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
class Ground:
    """A text as tokens, the words of its language, and when it was written."""

    tokens: Sequence[pieces.Token]
    text: str
    lexicon: grammar.Lexicon
    context: days.Context

    def word(self, place: int) -> str:
        """Return the token at a place as written, in lower case; empty beyond the ends."""
        if not 0 <= place < len(self.tokens):
            return ""
        return self.text[self.tokens[place].start : self.tokens[place].end].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Ground):
    """The tokens that one pattern matched, by the names of its groups."""

    match: re.Match[str]

    def value(self, name: str) -> int | None:
        """Return the number that the token of a group stands for; None where the group matched nothing."""
        place = self.match.start(name) if name in self.match.re.groupindex else -1
        return int(str(self.tokens[place].value)[:9]) if place >= 0 else None

    def token(self, name: str) -> pieces.Token:
        """Return the token of a group."""
        return self.tokens[self.match.start(name)]

    def atom(self, kind: str, day: date | None) -> Atom | None:
        """Return the matched tokens as the name of a day, without the words before it that join it to others."""
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
