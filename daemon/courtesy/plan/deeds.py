"""What somebody did for the owner, told in one breath: "set up the interview, answered my questions and called me".

The clauses stand in phrases.<language>.toml under [did], in the order of time; a sentence takes them as {did}.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from courtesy.plan import mint, naming, phrases

SCOPE = "did"
_FEWEST, _MOST = 2, 3  # of one deed alone there are sentences of its own


@dataclass(frozen=True, slots=True)
class Breath:
    """Clauses joined, and the facts that they tell; empty where there are fewer than two."""

    said: str = ""
    tells: frozenset[str] = frozenset()


def breath(
    part: phrases.Part, slots: Mapping[str, Sequence[phrases.Phrase]], told: AbstractSet[str] = frozenset()
) -> Breath:
    """Tell in one breath what a person did that their letter has not told yet."""
    chosen = [clause for slot, clauses in slots.items() if (clause := _clause(slot, clauses, part, told))]
    if len(chosen) < _FEWEST:
        return Breath()
    weighty = sorted(chosen, key=lambda clause: -clause.weight)[:_MOST]
    kept = [clause for clause in chosen if clause in weighty]
    said = [clause.say(part.facts, familiar=part.familiar) for clause in kept]
    return Breath(naming.listed(said, part.language), frozenset().union(*(clause.tells() for clause in kept)))


def _clause(
    slot: str, clauses: Sequence[phrases.Phrase], part: phrases.Part, told: AbstractSet[str]
) -> phrases.Phrase | None:
    scope, _, name = slot.partition(".")
    fitting = [one for one in clauses if one.fits(part.facts.keys(), told)] if scope == SCOPE else []
    return fitting[mint.choice(part.key, name) % len(fitting)] if fitting else None
