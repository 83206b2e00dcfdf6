"""Which of somebody's deeds a letter tells: those that say most, in the order of time.

The sentences stand in phrases.<language>.toml under [deed], a slot for each deed.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from courtesy.plan import phrases

SCOPE = "deed"
_MOST = 2


def chosen(part: phrases.Part, slots: Mapping[str, Sequence[phrases.Phrase]], told: AbstractSet[str]) -> frozenset[str]:
    """Return the slots of the deeds that a letter tells, of all that it has not told yet."""
    worth = {slot: _worth(some, part, told) for slot, some in slots.items() if is_deed(slot)}
    best = sorted((slot for slot in worth if worth[slot]), key=lambda slot: -worth[slot])
    return frozenset(best[:_MOST])


def is_deed(slot: str) -> bool:
    """Tell whether a slot holds the sentences of a deed."""
    return slot.partition(".")[0] == SCOPE


def _worth(some: Sequence[phrases.Phrase], part: phrases.Part, told: AbstractSet[str]) -> int:
    return max((one.weight for one in some if one.fits(part.facts.keys(), told)), default=0)
