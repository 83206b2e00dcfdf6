"""Which words look like a name and are what somebody comes from, what they speak of, or half of the house's name.

Spans come from named and go back there.
"""

import re
from collections.abc import Sequence

from courtesy.reading import capitals, names, page, slots, spot

_FROM = re.compile(r" (?:from|in|of|at|aus|vom|von|de|du) ")
_WITH = re.compile(r" (?:with|w/|mit|avec) ")
_PARTNER = re.compile(r"\b([^\W\d_]{2,20}) (?:&|and|und|et) \Z")


def is_one(said: str, spans: Sequence[spot.Span], number: int, of: page.Page) -> bool:
    """Tell whether a name in a sentence is nobody's."""
    alone = spans[number].weight <= capitals.LONE
    return (alone and (_is_unit(said, spans, number) or _is_subject(said, spans, number))) or _is_half(
        said, spans[number], of
    )


def _is_unit(said: str, spans: Sequence[spot.Span], number: int) -> bool:
    """Tell whether somebody is from there: "Dr Prather from Sociology"."""
    return number > 0 and _FROM.fullmatch(said[spans[number - 1].end : spans[number].start]) is not None


def _is_subject(said: str, spans: Sequence[spot.Span], number: int) -> bool:
    """Tell whether somebody is to speak of it: "11:00 Coding with Arjun Patel"."""
    behind = spans[number + 1] if number + 1 < len(spans) else None
    if behind is None or behind.weight < capitals.GIVEN or not slots.is_slot(said):
        return False
    return _WITH.fullmatch(said[spans[number].end : behind.start]) is not None


def _is_half(said: str, span: spot.Span, of: page.Page) -> bool:
    """Tell whether a word spells the writer's domain with the one before it: "Halyard & Finch Leeds"."""
    partner = _PARTNER.search(said[: span.start])
    label = "".join(c for c in of.domain.partition(".")[0] if c.isalnum())
    return partner is not None and names.fold(partner[1]) + span.name.words[0] == label
