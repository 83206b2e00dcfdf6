"""Which of somebody's deeds a letter tells: those that say most, in the order of time.

The sentences stand in phrases.<language>.toml: under [deed] one slot for each deed, for those of whom one is told;
under [together] those that tell several in one breath, made of the clauses under [did], [doing] and [meant].
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from courtesy.plan import naming, phrases

SCOPE = "deed"
TOGETHER = "together.deeds"
CLAUSES = ("did", "doing")  # forms of a deed that may come again in another sentence
PLACES = (*CLAUSES, "meant")
_MOST = 4

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
    """Return for each part the places of [together], from the deeds picked for it.

    `did` and `doing` list them all as one says it; `meant` says of the last what it meant, to one reader alone, since
    that is a sentence of its own. What the language has no clause for is missing.
    """
    found: list[dict[str, str]] = [{} for _ in parts]
    for form in CLAUSES:
        said = _said(form, slots, parts, picked)
        for n, part in enumerate(parts):
            texts = [said.get((n, deed), "") for deed in picked[n]]
            if all(texts):
                found[n][form] = naming.listed(texts, part.language)
    for (n, _), text in _said("meant", slots, parts, [some[-1:] for some in picked]).items():
        found[n] |= {"meant": text} if text else {}
    return found


def tells(slots: Iterable[str], known: Slots, part: phrases.Part) -> frozenset[str]:
    """Return all that the sentences of these deeds would tell of a person."""
    return frozenset({SCOPE}).union(
        *(one.tells() for slot in slots for one in known[slot] if one.fits(part.facts.keys()))
    )


def _said(
    form: str, slots: Slots, parts: Sequence[phrases.Part], picked: Sequence[Sequence[str]]
) -> dict[tuple[int, str], str]:
    """Return the clause of each deed of each part in a form, by the part's place and the deed's slot."""
    found: dict[tuple[int, str], str] = {}
    for deed in dict.fromkeys(slot for some in picked for slot in some):
        mine = [n for n, some in enumerate(picked) if deed in some]
        slot = f"{form}.{deed.partition('.')[2]}"
        texts = phrases.share(slot, slots.get(slot, ()), [parts[n] for n in mine], must=form in CLAUSES)
        found |= {(n, deed): text for n, text in zip(mine, texts, strict=True)}
    return found


def _worth(some: Sequence[phrases.Phrase], part: phrases.Part, told: AbstractSet[str]) -> int:
    return max((one.weight for one in some if one.fits(part.facts.keys(), told)), default=0)
