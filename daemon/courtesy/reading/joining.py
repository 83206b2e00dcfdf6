"""Which names belong to one day, and which time of day to which day.

Atoms come from patterns; joined and timed they go back to dates.find.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from courtesy.reading import pieces, scene

_GAP = 4  # tokens that may stand between a day and its time
_JOINING = "@,(-hpPaobs>).E"
_VAGUE_ZONES = {"home", "yours"}
_LOOSE = {"weekday", "relative"}
_EVENING = range(1, 12)  # hours that "in the evening" puts after noon …
_TAKEN_LATE = range(13, 20)  # … and those that had been taken for the afternoon's: "5:00 in the morning"


def joined(found: Sequence[scene.Atom], tokens: Sequence[pieces.Token]) -> list[scene.Atom]:
    """Join two names of one day: "next Wednesday, 10/1", "tomorrow (Friday)", "5 April (Sunday)"."""
    result: list[scene.Atom] = []
    for atom in found:
        before = result[-1] if result else None
        between = "".join(token.kind for token in tokens[before.last + 1 : atom.first]) if before else "_"
        if before and len(between) <= 3 and not between.strip(",(-hp") and _one_day(before, atom):
            result[-1] = _join(before, atom)
        else:
            result.append(atom)
    return result


def _one_day(one: scene.Atom, other: scene.Atom) -> bool:
    if one.kind in _LOOSE and one.about:
        return False
    if one.kind in _LOOSE and other.kind in {"date", "monthday"}:
        return abs(one.day - other.day) <= timedelta(days=8) or one.weekday is not None
    if other.kind == "weekday" and other.weekday is not None and one.kind in {"date", "monthday", "relative"}:
        return one.day.weekday() == other.weekday
    return False


def _join(one: scene.Atom, other: scene.Atom) -> scene.Atom:
    sure = other if one.kind in _LOOSE and other.kind not in _LOOSE else one
    weekday = sure.weekday if sure.weekday is not None else (one.weekday if sure is other else other.weekday)
    return replace(sure, first=one.first, last=other.last, start=one.start, end=other.end, weekday=weekday)


def timed(found: Sequence[scene.Atom], ground: scene.Ground) -> list[scene.Atom]:
    """Give each time of day to the day beside it; one that stands alone is a day by itself."""
    result, tokens = list(found), ground.tokens
    owners = {place: index for index, atom in enumerate(result) for place in range(atom.first, atom.last + 1)}
    for place, token in enumerate(tokens):
        if token.kind != "t":
            continue
        last, zone = _zone_after(place, tokens)
        index = _beside(place, last, tokens, owners)
        if index is None and len(result) == 1 and result[0].kind != "time" and tokens[place - 1].kind in "@a" and place:
            index = 0  # "within five days, that is no later than by 5 p.m."
        if index is None:
            alone = scene.Atom(
                first=place, last=last, start=token.start, end=tokens[last].end, kind="time", day=ground.context.today
            )
            result.append(replace(alone, clock=token.value, zone=zone))
        elif result[index].clock is None and result[index].hours is None:
            result[index] = _set_time(result[index], place, last, zone, tokens)
    whole = [_with_part(atom, tokens) for atom in sorted(result, key=lambda atom: atom.first)]
    return [_in_part(atom, ground) for atom in whole]


def _with_part(atom: scene.Atom, tokens: Sequence[pieces.Token]) -> scene.Atom:
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


def _in_part(atom: scene.Atom, ground: scene.Ground) -> scene.Atom:
    """Put an hour into the part of the day beside it: "8 o'clock on Thursday evening", "5:00 tomorrow morning"."""
    if atom.clock is None:
        return atom
    inside = range(atom.first, atom.last + 1)
    words = {ground.word(place) for place in inside if ground.tokens[place].kind in "px"}
    hour, minute = atom.clock
    if hour in _EVENING and words & ground.lexicon.evening:
        return replace(atom, clock=pieces.Clock(hour + 12, minute))
    if hour in _TAKEN_LATE and words & ground.lexicon.morning:
        return replace(atom, clock=pieces.Clock(hour - 12, minute))
    return atom


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
    atom: scene.Atom, first: int, last: int, zone: str | tuple[str] | None, tokens: Sequence[pieces.Token]
) -> scene.Atom:
    low, high = min(atom.first, first), max(atom.last, last)
    for place in range(high + 1, min(high + 3, len(tokens))):  # "5pm Friday PT"
        if zone is None and tokens[place].kind == "z":
            zone, high = tokens[place].value, place
        elif tokens[place].kind not in "(,":
            break
    clock = tokens[first].value
    return replace(atom, first=low, last=high, start=tokens[low].start, end=tokens[high].end, clock=clock, zone=zone)
