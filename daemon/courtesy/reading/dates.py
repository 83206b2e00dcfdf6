"""Every day, time and span that a text names, resolved against the day on which it was written.

Sentences come from text; what is found goes on to deadline and start.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from courtesy.reading import clock, days, grammar, holidays, joining, patterns, relative, scene, zones

_LONGEST = 20_000  # characters of one sentence that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time: "three business days"."""

    count: int
    unit: str  # hour | day | business | week | fortnight | month


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of sender and reader beside the text."""

    country: str | None = None  # the sender's, ISO 3166-1 alpha-2
    region: str = ""  # the part of the country with holidays of its own: "GB-NIR"
    day_first: bool | None = None  # 3/12 is the third of December; None: as the country has it
    reader: tzinfo | None = None  # the zone meant by "your time"
    closed: frozenset[date] = frozenset()  # further days on which the sender does not work
    earlier: date | None = None  # the day that the sentence before names last


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A day that a text names. `at` is set where a time of day (or a span of hours) was given."""

    start: int  # where in the text
    end: int
    text: str
    kind: str  # date | weekday | monthday | relative | span | time | month
    day: date
    at: datetime | None = None
    until: date | None = None  # the last day of a range
    year_stated: bool = False
    zone_stated: bool = False
    about: bool = False  # names no day in particular: "early next week"
    contradiction: str = ""
    length: Length | None = None  # of a span
    more: bool = False  # the span is to be added to a day that another message names


def find(
    text: str,
    anchor: datetime,
    known: grammar.Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: Hints = Hints(),
) -> tuple[Found, ...]:
    """Return the days that a text names, in its order. `anchor` is when it was written, in the writer's own zone."""
    text = text[:_LONGEST]
    if known.silent(text) or not 1980 < anchor.year < 2200:
        return ()
    return _find(text, anchor, known, tuple(languages), hints)


@functools.lru_cache(maxsize=256)  # deadline and start look at the same sentences
def _find(
    text: str, anchor: datetime, known: grammar.Grammar, languages: tuple[str, ...], hints: Hints
) -> tuple[Found, ...]:
    lexicon = known.lexicon(languages)
    home = zones.home(anchor, known.atlas, hints.country)
    context = days.Context(
        now=anchor.astimezone(home),
        working=holidays.counting(known.calendar, hints.region or hints.country, hints.closed),
        day_first=_day_first(hints, known, languages),
        next_is_near=lexicon.next_is_near,
        earlier=hints.earlier,
    )
    tokens = clock.with_times(grammar.tokens(text, known, lexicon), text, lexicon)
    ground = scene.Ground(tokens=tokens, text=text, lexicon=lexicon, context=context)
    atoms = joining.joined(relative.anchored(patterns.atoms(ground), ground), tokens)
    return tuple(_found(atom, text, context, hints, known) for atom in joining.timed(atoms, ground))


def _day_first(hints: Hints, known: grammar.Grammar, languages: Sequence[str]) -> bool | None:
    if hints.day_first is not None:
        return hints.day_first
    country = known.atlas.country(hints.country)
    if country is not None:
        return country.day_first
    return None if "en" in languages[:1] else True


def _found(atom: scene.Atom, text: str, context: days.Context, hints: Hints, known: grammar.Grammar) -> Found:
    found = Found(
        start=atom.start,
        end=atom.end,
        text=text[atom.start : atom.end],
        kind=atom.kind,
        day=atom.day,
        until=atom.until,
        year_stated=atom.year_stated,
        about=atom.about,
        contradiction=_contradiction(atom, text),
        length=Length(count=atom.count, unit=atom.unit) if atom.unit else None,
        more=atom.more,
    )
    if atom.hours is not None:
        at = (context.now.astimezone(UTC) + timedelta(hours=atom.hours)).astimezone(context.now.tzinfo)
        return replace(found, day=at.date(), at=at)
    if atom.clock is None:
        return found
    zone, stated = _zone(atom.zone, context, hints, known)
    at = datetime.combine(atom.day, time(atom.clock.hour, atom.clock.minute), zone)
    if atom.kind == "time" and at <= context.now:
        at += timedelta(days=1)
    return replace(found, day=at.date(), at=at, zone_stated=stated)


def _zone(
    name: str | tuple[str] | None, context: days.Context, hints: Hints, known: grammar.Grammar
) -> tuple[tzinfo, bool]:
    """Return the zone of a time, and whether the text states it."""
    home = context.now.tzinfo or UTC
    if name is None:
        return home, False
    if isinstance(name, tuple):
        return zones.zone(zones.stated(name[0], known.atlas, hints.country)), True
    if name == "home":
        return home, True
    if name == "yours":
        return hints.reader or home, True
    return zones.zone(name), True


def _contradiction(atom: scene.Atom, text: str) -> str:
    if atom.weekday is None or atom.weekday == atom.day.weekday():
        return ""
    return f"“{text[atom.start : atom.end]}” is a {atom.day:%A}"
