"""Whose the domains in a mailbox are: an employer's, an agency's, a job board's, or a host of mailboxes.

Cues come from casebook.cues; match asks here once for the whole mailbox.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, trail
from courtesy.reading import reading

_SPEAKS = 3
_FEW = 3  # at most one writer in so many writes of hiring from a host of mailboxes
_OFFERS = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_PROCESS = {reading.Kind.INTERVIEW, reading.Kind.APPLICATION, reading.Kind.REJECTION, reading.Kind.OUTREACH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """Domains from which no employer writes: `agencies` are those of agencies, job boards and hosts together."""

    agencies: frozenset[str]
    hosts: frozenset[str]


def survey(every: Sequence[cue.Cues]) -> Houses:
    """Return whose the domains in a mailbox are: what comes from one of these is no employer's by its address."""
    spoken: dict[str, set[str]] = defaultdict(set)
    clients: dict[str, set[str]] = defaultdict(set)  # firms of other names that a domain surely speaks for
    for_others: Counter[str] = Counter()  # messages that speak for somebody else
    for_itself: Counter[str] = Counter()
    homes = {one.home for one in every if not one.own and one.home in one.domains}
    for one in every:
        if one.own or one.home not in one.domains:
            continue
        firm = one.company if one.company and one.company_weight >= trail.SURE else ""
        if firm:
            spoken[one.home].add(firm)
        if firm and one.company_weight >= trail.FIRM and one.entry.reading.kind in _PROCESS | _OFFERS:
            clients[one.home] |= {firm} if not folding.named_in(one.home, firm) else set()
        for_itself[one.home] += bool(firm) and folding.named_in(one.home, firm)
        elsewhere = "for_client" in one.entry.reading.acts and any(
            folding.named_in(home, firm) for home in homes - {one.home}
        )
        # Who speaks for somebody who writes too is an agency, however often it names itself.
        for_others[one.home] += _SPEAKS if elsewhere else bool(one.agency)
    boards = {domain for domain, names in spoken.items() if len(names) > 2 and not for_itself[domain]}
    boards |= {domain for domain, names in clients.items() if len(names) > 1 and len(names) > for_itself[domain]}
    speakers = {domain for domain, count in for_others.items() if count > for_itself[domain]}
    hosts = {domain for domain in _hosts(every) if not for_itself[domain]}
    return Houses(agencies=frozenset(boards | speakers | hosts), hosts=frozenset(hosts))


def _hosts(every: Iterable[cue.Cues]) -> frozenset[str]:
    """Return domains at which several people have their mailboxes, and of which nobody says that they work there."""
    writers: dict[str, set[str]] = defaultdict(set)
    hiring: dict[str, set[str]] = defaultdict(set)
    houses: set[str] = set()  # where one writes of hiring and has a colleague read along
    for one in every:
        if not one.own and one.home in one.domains and not one.entry.message.bulk and not one.machine:
            writers[one.home].add(one.writer)
            if one.entry.reading.kind in _PROCESS:
                hiring[one.home].add(one.writer)
                if sum(email.endswith(one.home) for email in one.addresses) > 1:
                    houses.add(one.home)
    return frozenset(
        domain
        for domain, names in writers.items()
        if len(names) > 1 and domain not in houses and len(hiring[domain]) * _FEW <= len(names)
    )
