"""Which names belong to one day, and which time of day to which day.

Atoms come from patterns; joined and timed they go back to dates.find.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from courtesy.reading import days, grammar, patterns, pieces

_GAP = 4  # tokens that may stand between a day and its time
_JOINING = "@,(-hpPaobs>).E"
_VAGUE_ZONES = {"home", "yours"}
_LOOSE = {"weekday", "relative"}
_MORNING = {"morning", "früh", "morgens", "matin"}
_HOUR = re.compile(r"@(?P<d>d)(?P<u>u)")
_BARE_HOUR = re.compile(r"@(?P<d>d)(?:@?(?=[wxs])|(?=bh?p)|(?<=[wxdrym]@d)(?=[.,)]|$)|(?<=[wxdrym]\)@d)(?=[.,)]|$))")


def joined(found: Sequence[patterns.Atom], tokens: Sequence[pieces.Token]) -> list[patterns.Atom]:
    """Join two names of one day: "next Wednesday, 10/1", "tomorrow (Friday)", "5 April (Sunday)"."""
    result: list[patterns.Atom] = []
    for atom in found:
        before = result[-1] if result else None
        between = "".join(token.kind for token in tokens[before.last + 1 : atom.first]) if before else "_"
        if before and len(between) <= 3 and not between.strip(",(-hp") and _one_day(before, atom):
            result[-1] = _join(before, atom)
        else:
            result.append(atom)
    return result


def _one_day(one: patterns.Atom, other: patterns.Atom) -> bool:
    if one.kind in _LOOSE and one.about:
        return False
    if one.kind in _LOOSE and other.kind in {"date", "monthday"}:
        return abs(one.day - other.day) <= timedelta(days=8) or one.weekday is not None
    if other.kind == "weekday" and other.weekday is not None and one.kind in {"date", "monthday", "relative"}:
        return one.day.weekday() == other.weekday
    return False


def _join(one: patterns.Atom, other: patterns.Atom) -> patterns.Atom:
    sure = other if one.kind in _LOOSE and other.kind not in _LOOSE else one
    weekday = sure.weekday if sure.weekday is not None else (one.weekday if sure is other else other.weekday)
    return replace(sure, first=one.first, last=other.last, start=one.start, end=other.end, weekday=weekday)


def timed(found: Sequence[patterns.Atom], tokens: Sequence[pieces.Token], context: days.Context) -> list[patterns.Atom]:
    """Give each time of day to the day beside it; one that stands alone is a day by itself."""
    result = list(found)
    owners = {place: index for index, atom in enumerate(result) for place in range(atom.first, atom.last + 1)}
    for place, token in enumerate(tokens):
        if token.kind != "t":
            continue
        last, zone = _zone_after(place, tokens)
        index = _beside(place, last, tokens, owners)
        if index is None and len(result) == 1 and result[0].kind != "time" and tokens[place - 1].kind in "@a" and place:
            index = 0  # "within five days, that is no later than by 5 p.m."
        if index is None:
            alone = patterns.Atom(
                first=place, last=last, start=token.start, end=tokens[last].end, kind="time", day=context.today
            )
            result.append(replace(alone, clock=token.value, zone=zone))
        elif result[index].clock is None and result[index].hours is None:
            result[index] = _set_time(result[index], place, last, zone, tokens)
    return [_with_part(atom, tokens) for atom in sorted(result, key=lambda atom: atom.first)]


def _with_part(atom: patterns.Atom, tokens: Sequence[pieces.Token]) -> patterns.Atom:
    """Take in the part of the day beside a day: "close of play on Monday", "Thursday night"."""
    first, last = atom.first, atom.last
    for place in range(last + 1, min(last + 3, len(tokens))):
        if tokens[place].kind in "pP":
            last = place
            break
        if tokens[place].kind not in ",(h@":
            break
    for place in range(first - 1, max(first - 4, -1), -1):
        if tokens[place].kind in "pP":
            first = place
            break
        if tokens[place].kind not in ",@hso":
            break
    return replace(atom, first=first, last=last, start=tokens[first].start, end=tokens[last].end)


def _zone_after(place: int, tokens: Sequence[pieces.Token]) -> tuple[int, str | tuple[str] | None]:
    """Return where a time with its zone ends: "5pm PT", "12:00 our time (CEST)"."""
    last, zone = place, None
    for step in range(place + 1, min(place + _GAP + 2, len(tokens))):
        if tokens[step].kind == "z":
            zone = tokens[step].value if zone is None or zone in _VAGUE_ZONES else zone
            last = step
        elif tokens[step].kind not in "(,h)" or step - last > 2:
            break
    return last, zone


def _beside(first: int, last: int, tokens: Sequence[pieces.Token], owners: Mapping[int, int]) -> int | None:
    """Return the day that stands nearest to a time, with nothing but joining words between."""
    for gap in range(1, _GAP + 2):
        for place, between in (
            (first - gap, tokens[max(0, first - gap + 1) : first]),
            (last + gap, tokens[last + 1 : last + gap]),
        ):
            if place in owners and all(token.kind in _JOINING for token in between):
                return owners[place]
    return None


def _set_time(
    atom: patterns.Atom, first: int, last: int, zone: str | tuple[str] | None, tokens: Sequence[pieces.Token]
) -> patterns.Atom:
    low, high = min(atom.first, first), max(atom.last, last)
    for place in range(high + 1, min(high + 3, len(tokens))):  # "5pm Friday PT"
        if zone is None and tokens[place].kind == "z":
            zone, high = tokens[place].value, place
        elif tokens[place].kind not in "(,":
            break
    clock = tokens[first].value
    return replace(atom, first=low, last=high, start=tokens[low].start, end=tokens[high].end, clock=clock, zone=zone)


def with_times(tokens: list[pieces.Token], text: str, lexicon: grammar.Lexicon) -> list[pieces.Token]:
    """Read "avant 18 heures", "by 5 on Friday" and "until 8 tonight" as times of day."""
    letters = "".join(token.kind for token in tokens)
    taken: dict[int, tuple[int, pieces.Token]] = {}
    for pattern in (_HOUR, _BARE_HOUR):
        for match in pattern.finditer(letters):
            place, end = match.start("d"), match.end("d") + (pattern is _HOUR)
            clock = _hour(tokens, place, text, lexicon, full=pattern is _HOUR)
            if clock is not None:
                taken[place] = (end, pieces.Token("t", clock, tokens[place].start, tokens[end - 1].end))
    if not taken:
        return tokens
    result, place = [], 0
    while place < len(tokens):
        end, token = taken.get(place, (place + 1, tokens[place]))
        result.append(token)
        place = end
    return result


def _hour(
    tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon, *, full: bool
) -> pieces.Clock | None:
    """Return the time of a number that a word such as "by" introduces; `full`: it counts to 24 ("18 heures")."""
    hour = int(tokens[place].value)
    word = text[tokens[place - 1].start : tokens[place - 1].end].lower()
    if full:
        good = word in lexicon.hour_after and tokens[place + 1].value == "hour" and hour < 24
        return pieces.Clock(hour, 0) if good else None
    if hour > 12 or (lexicon.hour_after and word not in lexicon.hour_after):
        return None
    beside = tokens[place + 1] if place + 1 < len(tokens) else None
    late = beside is not None and text[beside.start : beside.end].lower() in lexicon.evening
    if _in_the_morning(tokens[place + 1 : place + 4], text):
        return pieces.Clock(hour, 0)
    return pieces.Clock(hour + 12 if (hour < 8 or late) and hour < 12 else hour, 0)


def _in_the_morning(after: Sequence[pieces.Token], text: str) -> bool:
    """Tell whether an hour is one of the morning: "at 5 tomorrow morning"."""
    return any(text[one.start : one.end].lower() in _MORNING for one in after)
