"""Which letter somebody is still owed: the answer to an offer, thanks, or nothing, since the owner has written already.

Clusters and entries come from casebook.people; letters go back there.
"""

from collections.abc import Sequence

from courtesy.casebook import answering, opportunity, roster
from courtesy.reading import reading

_THANKS = frozenset({reading.Own.THANKS, reading.Own.DECLINE, reading.Own.ACCEPT})


def closed_at(
    entries: Sequence[opportunity.Entry],
    owns: Sequence[bool],
    offered_at: int | None,
    stage: opportunity.Stage | None,
) -> int | None:
    """Return the number of the owner's mail that ended a process; None while it is open."""
    if offered_at is None or stage is opportunity.Stage.OFFERED:
        return None
    return answering.answered_at(entries, owns, offered_at, closed=stage is opportunity.Stage.DECLINED)


def written(
    cluster: roster.Cluster,
    entries: Sequence[opportunity.Entry],
    owns: Sequence[bool],
    *,
    offered_at: int | None,
    closed_at: int | None,
) -> tuple[bool, bool]:
    """Tell whether the owner has answered the offer to somebody, and whether they have thanked them since.

    To be named is no word to somebody: "Huw was very decent"; but "please thank Huw" is.
    """
    answered = thanked = False
    for at, entry in enumerate(entries):
        if not owns[at] or not any(one.sure for one in roster.at(cluster, at)):
            continue
        # Before the offer a word of thanks counts only once all is over: then nothing is left to write.
        since = offered_at is not None and at >= offered_at
        answered = answered or (at == closed_at)
        thanked = thanked or (entry.reading.own in _THANKS and (since or closed_at is not None))
    return answered, thanked


def letter(*, chosen: bool, met: bool, left: bool, done: bool, offered: bool) -> str:
    """Return which letter is still to be written."""
    if not offered or left or done:
        return "none"
    if chosen:
        return "decline"
    return "thank_you" if met else "none"
