"""Names of employers that only a domain gives, and when a written name stands in for one.

Asked by casebook.naming: "moorinstitut.example" is the Institut für Moorökologie, as it calls itself in its own mail.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from courtesy.casebook import cues as cue
from courtesy.reading import reading, spelt

RULE = "domain of sender"  # see reading.organisation
_ALIKE = 0.6
_WRITTEN = 0.4  # of a name by which a house is called in its own mail


def without(named: Mapping[str, Sequence[reading.Text]], cues: Sequence[cue.Cues], *, spelled: bool) -> frozenset[str]:
    """Return the folded names without what only a domain gives, where a written one stands in for it.

    That is a name that the domain spells, or one that is written from there; the latter not where mail elsewhere has
    one that is `spelled` so.
    """
    written = [text.value for forms in named.values() for text in forms if text.evidence.rule != RULE]
    homes = {} if spelled else _homes(cues, guessed=False)
    told = frozenset[str]().union(*(homes.get(name, ()) for name in named))
    guessed = _homes(cues, guessed=True)
    return frozenset(
        name
        for name, forms in named.items()
        if any(text.evidence.rule != RULE for text in forms)
        or not (guessed.get(name, frozenset()) <= told or _is_spelt(name, written))
    )


def _is_spelt(name: str, written: Sequence[str]) -> bool:
    return any(spelt.alike(value, name.replace(" ", "")) >= _ALIKE for value in written)


def _homes(cues: Sequence[cue.Cues], *, guessed: bool) -> dict[str, frozenset[str]]:
    """Return from which domains each name is given, guessed or written; what the owner writes is written to them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in cues:
        text = one.entry.reading.company
        if text and one.company and (text.evidence.rule == RULE) == guessed and (guessed or text.weight >= _WRITTEN):
            found[one.company] |= {one.home} if guessed else one.domains
    return {name: frozenset(domains) for name, domains in found.items()}
