"""Whose the domains in a mailbox are: an employer's, an agency's, a job board's, or a host of mailboxes.

Cues come from casebook.cues; match asks here once for the whole mailbox.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, trail
from courtesy.reading import reading

_PROCESS = {reading.Kind.INTERVIEW, reading.Kind.APPLICATION, reading.Kind.REJECTION, reading.Kind.OUTREACH}


def agencies(every: Sequence[cue.Cues]) -> frozenset[str]:
    """Return the domains of agencies and job boards: what comes from there speaks for employers of other names."""
    spoken: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()  # whose name stands in their domain
    others: set[str] = set()
    for one in every:
        if one.own or one.home not in one.domains:
            continue
        if one.agency:
            (named if folding.named_in(one.home, one.agency) else others).add(one.home)
        if one.company and one.company_weight >= trail.SURE:
            spoken[one.home].add(one.company)
    bears = {domain for domain, names in spoken.items() if any(folding.named_in(domain, name) for name in names)}
    boards = {domain for domain, names in spoken.items() if len(names) > 2}
    return frozenset((named | others | boards | _hosts(every)) - bears)


def _hosts(every: Iterable[cue.Cues]) -> frozenset[str]:
    """Return domains at which several people have their mailboxes, and of which nobody says that they work there."""
    writers: dict[str, set[str]] = defaultdict(set)
    hiring: set[str] = set()
    for one in every:
        if not one.own and one.home in one.domains and not one.entry.message.bulk and not one.machine:
            writers[one.home].add(one.writer)
            if one.entry.reading.kind in _PROCESS:
                hiring.add(one.home)
    return frozenset(domain for domain, names in writers.items() if len(names) > 1) - hiring
