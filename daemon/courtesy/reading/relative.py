"""Days that are told from another day: "the day before Thanksgiving", "the Friday after Easter", "a week on Monday".

Atoms come from patterns; anchored they go on to joining.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from courtesy.reading import days, holidays, pieces, scene

_BASES = {"date", "monthday", "weekday", "relative"}
_WEEK = 7
_DAY = timedelta(days=1)
_THE = frozenset({"the", "on", "dem", "den", "am", "le"})
_ENDS = re.compile(r"[_>oh]{0,2}(?:[,.()-]|$|@?t)")
_FEW = 3  # tokens between what is told and the day that it is told from: "the Friday before the 20th"


def anchored(found: Sequence[scene.Atom], ground: scene.Ground) -> list[scene.Atom]:
    """Put one day for two atoms, or for a unit and an atom, of which the first is told from the second."""
    result: list[scene.Atom] = []
    owners = {place: atom for atom in found for place in range(atom.first, atom.last + 1)}
    for base in found:
        told = _told(base, owners, ground)
        if told is None:
            result.append(base)
            continue
        while result and result[-1].last >= told.first:
            result.pop()
        result.append(told)
    return sorted((*_recalled(result, ground), *_eves(result, ground)), key=lambda atom: atom.first)


def _recalled(found: Sequence[scene.Atom], ground: scene.Ground) -> Iterator[scene.Atom]:
    """Yield every atom, told from an earlier day where it says so: "we sail on the 20th, so tell me a week before".

    What was named earlier may stand in the sentence before, which the context remembers.
    """
    earlier = ground.context.earlier
    about = False  # whether that was no day in particular: "over the weekend"
    for atom in found:
        yield _recall(atom, earlier, about=about, ground=ground)
        named = atom.kind == "weekday" and earlier is not None and atom.weekday == earlier.weekday()
        if atom.kind in _BASES and not named:
            earlier, about = atom.day, atom.about


def _recall(atom: scene.Atom, earlier: date | None, *, about: bool, ground: scene.Ground) -> scene.Atom:
    if earlier is None:
        return atom
    weekday = atom.weekday if atom.kind == "weekday" else None
    if about and weekday is not None and ground.word(atom.first - 1) in _THE and atom.day <= earlier + _DAY:
        return replace(atom, day=earlier + timedelta(days=(weekday - earlier.weekday()) % _WEEK or _WEEK))
    if not _before_that(atom, ground):
        return atom
    if weekday is not None:
        return replace(atom, day=earlier - timedelta(days=(earlier.weekday() - weekday) % _WEEK or _WEEK))
    if atom.kind == "span" and atom.unit and atom.unit != "hour":
        day = _counted(earlier, atom.count, atom.unit, -1, ground.context)
        return replace(atom, kind="monthday", day=day, unit="", count=0, more=False)
    return atom


def _before_that(atom: scene.Atom, ground: scene.Ground) -> bool:
    """Tell whether "before", "before that" or "before we sail" ends what follows an atom."""
    place = atom.last + 1
    if ground.word(place) not in ground.lexicon.before_that:
        return False
    behind = "".join(token.kind for token in ground.tokens[place + 1 : place + 2 + _FEW])
    return _ENDS.match(behind) is not None


def _eves(found: Sequence[scene.Atom], ground: scene.Ground) -> Iterator[scene.Atom]:
    """Yield the days before one named earlier: "the board meets on Thursday, so answer by noon the day before"."""
    taken = {place for atom in found for place in range(atom.first, atom.last + 1)}
    for place, token in enumerate(ground.tokens):
        if token.kind != "e" or place in taken:
            continue
        before = [atom.day for atom in found if atom.last < place and atom.kind in _BASES]
        earlier = before[-1] if before else ground.context.earlier
        if earlier is not None:
            yield scene.Atom(
                first=place, last=place, start=token.start, end=token.end, kind="relative", day=earlier - _DAY
            )


def _told(base: scene.Atom, owners: Mapping[int, scene.Atom], ground: scene.Ground) -> scene.Atom | None:
    """Return the day that the words before an atom tell from it; None where they tell none."""
    side, place = _side(base, ground)
    tokens, context = ground.tokens, ground.context
    before = base.first - 1
    while before >= 0 and tokens[before].kind in "ho" and base.first - before < _FEW:
        before -= 1
    if before >= 0 and tokens[before].kind == "e" and base.kind in _BASES:
        return _atom(base, base.day - timedelta(days=1), before, tokens)
    if not side or base.kind not in _BASES or place < 0:
        return None
    first = owners.get(place)
    if first is None and tokens[place].kind == "u" and tokens[place].value != "hour":
        day = _counted(base.day, 1, str(tokens[place].value), side, context)
        return _atom(base, day, place, tokens)
    if first is None or first.last != place:
        return None
    if first.kind == "weekday" and first.weekday is not None:
        return _atom(base, _weekday(first.weekday, base, side), first.first, tokens, weekday=first.weekday)
    if first.kind == "span" and first.unit and first.unit != "hour" and not first.more:
        return _atom(base, _counted(base.day, first.count, first.unit, side, context), first.first, tokens)
    return None


def _side(base: scene.Atom, ground: scene.Ground) -> tuple[int, int]:
    """Return -1 where "before" stands before an atom, 1 where "after" does, and the place of the token before that."""
    for place in range(base.first - 1, max(base.first - _FEW, -1), -1):
        word = ground.word(place)
        if word in ground.lexicon.day_before:
            return -1, place - 1
        if word in ground.lexicon.day_after:
            return 1, place - 1
        if ground.tokens[place].kind not in "h@>":
            break
    return 0, -1


def _weekday(number: int, base: scene.Atom, side: int) -> date:
    """Return the weekday nearest before or after a day; of a whole weekend, "the Friday before" is its eve."""
    if base.about and base.day.weekday() == number and side < 0:
        return base.day
    distance = (side * (number - base.day.weekday())) % _WEEK or _WEEK
    return base.day + timedelta(days=side * distance)


def _counted(base: date, count: int, unit: str, side: int, context: days.Context) -> date:
    if unit == "business" and side < 0:
        return holidays.earlier(base, count, context.working)
    return days.span(base, side * count, unit, context)


def _atom(
    base: scene.Atom, day: date, first: int, tokens: Sequence[pieces.Token], weekday: int | None = None
) -> scene.Atom:
    kind = "weekday" if weekday is not None and base.kind != "date" else base.kind
    return replace(
        base, kind=kind, day=day, until=None, first=first, start=tokens[first].start, weekday=weekday, about=False
    )
