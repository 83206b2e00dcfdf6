"""Who speaks for an employer in a process: agencies, halls, headhunters, by their domains and their names.

Cues come from casebook.cues; asked by naming.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courtesy.casebook import cues as cue
from courtesy.casebook import folding

_GUESSED = 0.3  # of a name that only the domain gives
_CHANCE = 5  # letters of a label that may stand in a name by chance
_SURE = 0.9  # of an employer's name beside an agency's
_SURELY = 100  # an agency that names its client beside itself is one, however often it writes of itself


@dataclass(frozen=True, slots=True)
class Speakers:
    """The domains and folded names of those who speak for an employer."""

    domains: frozenset[str]
    names: frozenset[str]
    houses: frozenset[str]  # the other domains of the process

    def bear(self, name: str) -> bool:
        """Tell whether a folded name is that of one of them, and of no house that writes itself."""
        if any(folding.named_in(domain, name) for domain in self.houses):
            return False
        return any(folding.named_in(domain, name) for domain in self.domains) or any(
            folding.same_company(name, other) for other in self.names
        )


def speakers(cues: Sequence[cue.Cues], agencies: frozenset[str]) -> Speakers:
    """Return who speaks for the employer; `agencies` are domains that the whole mailbox shows to be agencies'."""
    theirs = [one for one in cues if not one.own]
    here = frozenset(domain for one in theirs for domain in one.domains)
    domains = (here & agencies) | _homes(theirs)
    names = {one.agency for one in theirs if one.agency and (one.home in domains or not _named_after(one))}
    return Speakers(domains, frozenset(names), here - domains)


def _homes(theirs: Iterable[cue.Cues]) -> set[str]:
    """Return the domains that in this process are an agency's, oftener than a house's that writes of itself."""
    for_others: Counter[str] = Counter()
    for_itself: Counter[str] = Counter()
    hired: set[str] = set()
    for one in theirs:
        named = bool(one.company) and one.company_weight > _GUESSED
        own = named and folding.named_in(one.home, one.company)
        elsewhere = named and not own and one.company_weight >= _SURE
        if one.agency and _named_after(one):
            hired.add(one.home)
            for_others[one.home] += _SURELY if elsewhere else 1
        for_others[one.home] += elsewhere
        for_itself[one.home] += own
    return {home for home in hired if for_others[home] >= for_itself[home]}


def _named_after(one: cue.Cues) -> bool:
    """Tell whether the agency that a message gives is the sender's own house."""
    label = folding.label(one.home)
    run = one.agency.replace(" ", "")
    return bool(one.home) and (folding.named_in(one.home, one.agency) or (len(label) > _CHANCE and label in run))
