"""Whether the owner met or dealt with somebody, after all that the mail of a process says of it.

Clusters come from casebook.people; the answer goes back there.
"""

from collections.abc import Sequence

from courtesy.casebook import opportunity, roster
from courtesy.reading import reading

_OFFERS = frozenset({reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP})
_THINKS = "people.opines"  # whoever was excused may be happy with the owner all the same


def met(cluster: roster.Cluster, theirs: Sequence[int], entries: Sequence[opportunity.Entry]) -> bool:
    """Tell whether the owner met or dealt with somebody: their own mail says so (`theirs`), else the last word on it.

    An invitation that still names who has been said not to come takes nothing back, nor does what they think.
    """
    if theirs:
        return True
    known = excused = False
    for one in cluster.seen:
        weak = one.mention.source == "invitation" or one.mention.evidence.rule.startswith(_THINKS)
        if one.mention.not_met:
            known, excused = False, excused or one.mention.source != "invitation"
        elif one.mention.met and not (excused and weak) and not _only_if(one, entries):
            known, excused = True, False
    return known


def _only_if(one: roster.Seen, entries: Sequence[opportunity.Entry]) -> bool:
    """Tell whether an offer tells of somebody what would be if the owner came; on a trial day it would be now."""
    return one.mention.supposed and entries[one.at].reading.kind in _OFFERS
