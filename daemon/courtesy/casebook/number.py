"""The small numbers by which the owner calls opportunities.

Cases come from casebook.fold; the numbers that messages have so far come from casebook.store, and go back there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from courtesy.casebook import opportunity


def number(case: opportunity.Case, known: Mapping[str, int]) -> tuple[opportunity.Case, dict[str, int]]:
    """Give every opportunity a number that lasts, and return the case with the number of every message in it.

    An opportunity keeps the number that any of its messages has, the smallest where it has several (two were one).
    Of two that share a number (one was two) the one with the offer keeps it, else the one that began first.
    """
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for one in sorted(case.opportunities, key=lambda one: one.offer is None):  # stable: the earlier one first
        free = sorted({known[mid] for mid in one.messages if mid in known} - taken)
        if free:
            numbers[one.anchor] = free[0]
            taken.add(free[0])
    fresh = _unused(max(known.values(), default=0))
    for one in case.opportunities:
        if one.anchor not in numbers:
            numbers[one.anchor] = next(fresh)
    numbered = tuple(replace(one, id=numbers[one.anchor]) for one in case.opportunities)
    return replace(case, opportunities=numbered), {mid: one.id for one in numbered for mid in one.messages}


def _unused(highest: int) -> Iterator[int]:
    while True:
        highest += 1
        yield highest
