"""Which of somebody's deeds a letter tells: those that say most, in the order of time.

The sentences stand in phrases.<language>.toml: under [deed] one slot for each deed, under [two] those that tell two
deeds at once, made of the clauses under [did], [doing] and [meant].
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from courtesy.plan import phrases

SCOPE = "deed"
TWO = "two.deeds"
_MOST = 2
CLAUSES = ("did", "doing")  # forms of a deed that may come again in another sentence
_FORMS = (*CLAUSES, "meant")
PLACES = ("one", "two")

Slots = Mapping[str, Sequence[phrases.Phrase]]


def chosen(part: phrases.Part, slots: Slots, told: AbstractSet[str]) -> tuple[str, ...]:
    """Return the slots of the deeds that a letter tells, of all that it has not told yet, in the order of time."""
    worth = {slot: _worth(some, part, told) for slot, some in slots.items() if is_deed(slot)}
    best = sorted((slot for slot in worth if worth[slot]), key=lambda slot: -worth[slot])[:_MOST]
    return tuple(slot for slot in worth if slot in best)


def is_deed(slot: str) -> bool:
    """Tell whether a slot holds the sentences of a deed."""
    return slot.partition(".")[0] == SCOPE


def clauses(slots: Slots, parts: Sequence[phrases.Part], picked: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return for each part the places of [two]: did_one, did_two, doing_one, …, from the two deeds picked for it.

    No two parts are given the same `meant`, which is a sentence of its own; what no clause is left for is missing.
    """
    found: list[dict[str, str]] = [{} for _ in parts]
    for form in _FORMS:
        for deed in dict.fromkeys(slot for some in picked for slot in some):
            mine = [n for n, some in enumerate(picked) if deed in some]
            slot = f"{form}.{deed.partition('.')[2]}"
            texts = phrases.share(slot, slots.get(slot, ()), [parts[n] for n in mine], must=form in CLAUSES)
            for n, text in zip(mine, texts, strict=True):
                if text:
                    found[n][f"{form}_{PLACES[picked[n].index(deed)]}"] = text
    return found


def tells(slots: Iterable[str], known: Slots, part: phrases.Part) -> frozenset[str]:
    """Return all that the sentences of these deeds would tell of a person."""
    return frozenset({SCOPE}).union(
        *(one.tells() for slot in slots for one in known[slot] if one.fits(part.facts.keys()))
    )


def _worth(some: Sequence[phrases.Phrase], part: phrases.Part, told: AbstractSet[str]) -> int:
    return max((one.weight for one in some if one.fits(part.facts.keys(), told)), default=0)
