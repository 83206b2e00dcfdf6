"""Who gets the answer to an offer.

Clusters come from roster by way of casebook.people; the chosen one goes back there.
"""

from collections.abc import Sequence

from courtesy.casebook import opportunity, roster
from courtesy.reading import reading

ANSWERS = frozenset({reading.Own.DECLINE, reading.Own.ACCEPT})
_HIRES = frozenset({reading.Part.RECRUITER, reading.Part.HR, reading.Part.HIRING_MANAGER, reading.Part.EXECUTIVE})


def contact(
    entries: Sequence[opportunity.Entry],
    clusters: Sequence[roster.Cluster],
    offered_at: int,
    owns: Sequence[bool],
    until: int | None,
) -> roster.Cluster | None:
    """Return the person who is to get the answer: who extended the offer, unless a later word names somebody else.

    `until` is the number of the owner's mail that answered it, if any: what is said after that asks for no answer.
    """
    chosen = _extender(clusters, offered_at, owns, len(entries))
    for at in range(offered_at, len(entries) if until is None else until):
        if owns[at]:
            continue
        named = [
            cluster
            for cluster in clusters
            if any(one.answer_to and one.source != "from" for one in roster.at(cluster, at))
        ]
        writer = _writer(clusters, at)
        if writer is not None and any(one.answer_to for one in roster.at(writer, at) if one.source == "from"):
            chosen = writer  # "she would like your answer to come through me"
        elif named:
            chosen = chosen if chosen in named else named[0]
        elif (heir := _heir(clusters, at, writer, chosen)) is not None:
            chosen = heir
    if chosen is not None and _gone(chosen):
        chosen = _last_writer(clusters, owns, len(entries)) or chosen
    return chosen


def answered_at(entries: Sequence[opportunity.Entry], owns: Sequence[bool], offered_at: int) -> int | None:
    """Return the number of the owner's mail that answered the offer; None where none did or they offered anew."""
    found = None
    for at in range(offered_at, len(entries)):
        if owns[at] and entries[at].reading.own in ANSWERS:
            found = at
        elif (
            found is not None and entries[found].reading.own is reading.Own.DECLINE and _anew(entries[at], own=owns[at])
        ):
            found = None
    return found


def _anew(entry: opportunity.Entry, *, own: bool) -> bool:
    """Tell whether a mail of theirs offers once more."""
    return not own and (
        entry.reading.kind is reading.Kind.OFFER or bool({"revises", "extends"} & set(entry.reading.acts))
    )


def _writer(clusters: Sequence[roster.Cluster], at: int) -> roster.Cluster | None:
    return next((cluster for cluster in clusters if any(one.source == "from" for one in roster.at(cluster, at))), None)


def _extender(clusters: Sequence[roster.Cluster], at: int, owns: Sequence[bool], count: int) -> roster.Cluster | None:
    """Return who extended the offer: its writer; for a system's letter whom it names, else who dealt with it last."""
    writer = _writer(clusters, at)
    if writer is not None:
        return _signer(clusters, at, writer) or writer
    named = [cluster for cluster in clusters if any(one.sure and one.source != "cc" for one in roster.at(cluster, at))]
    hiring = [cluster for cluster in named if part(cluster)[0] in _HIRES]
    if hiring or named:
        return (hiring or named)[0]
    before = [
        cluster
        for number in range(at, -1, -1)
        if not owns[number] and (cluster := _writer(clusters, number)) is not None and not _gone(cluster)
    ]
    recruiting = [cluster for cluster in before if part(cluster)[0] in {reading.Part.RECRUITER, reading.Part.HR}]
    after = [
        cluster
        for number in range(at, count)
        if not owns[number] and (cluster := _writer(clusters, number)) is not None
    ]
    return next(iter([*recruiting, *before, *after]), None)


def _signer(clusters: Sequence[roster.Cluster], at: int, writer: roster.Cluster) -> roster.Cluster | None:
    """Return who signed the letter that an assistant sends, where the owner has had mail from them."""
    if part(writer)[0] is not reading.Part.COORDINATOR:
        return None
    for cluster in clusters:
        signs = any(one.evidence.rule == "people.signer" for one in roster.at(cluster, at))
        if signs and cluster is not writer and any(seen.mention.source == "from" for seen in cluster.seen):
            return cluster
    return None


def _heir(
    clusters: Sequence[roster.Cluster], at: int, writer: roster.Cluster | None, chosen: roster.Cluster | None
) -> roster.Cluster | None:
    """Return who takes over: named by the one who hands over, or the writer who says so."""
    taken = next(
        (
            cluster
            for cluster in clusters
            if any(one.hand_over and one.source != "from" and not one.not_met for one in roster.at(cluster, at))
        ),
        None,
    )
    if taken is not None and taken is not writer and (writer is None or writer is chosen or chosen is None):
        return taken
    if writer is not None and any(one.hand_over for one in roster.at(writer, at) if one.source == "from"):
        return writer
    return None


def _gone(cluster: roster.Cluster) -> bool:
    return any(one.mention.left for one in cluster.seen)


def _last_writer(clusters: Sequence[roster.Cluster], owns: Sequence[bool], count: int) -> roster.Cluster | None:
    for at in range(count - 1, -1, -1):
        writer = _writer(clusters, at)
        if not owns[at] and writer is not None and not _gone(writer):
            return writer
    return None


def part(cluster: roster.Cluster) -> tuple[reading.Part | None, float]:
    """Return the part that speaks clearest for a person; of two equally clear the newer."""
    best: tuple[reading.Part | None, float] = (None, 0.0)
    for one in cluster.seen:
        if one.mention.part and one.mention.part_weight >= best[1]:
            best = (one.mention.part, one.mention.part_weight)
    return best
