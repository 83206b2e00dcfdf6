"""Who gets the answer to an offer.

Clusters come from roster by way of casebook.people; the chosen one goes back there.
"""

import math
from collections.abc import Sequence

from courtesy.casebook import opportunity, parts, roster
from courtesy.reading import bearer, names, reading

ANSWERS = frozenset({reading.Own.DECLINE, reading.Own.ACCEPT})
_OF_THE_OFFER = frozenset({"extends", "extends_deadline", "asks_answer"})
_HIRES = frozenset({reading.Part.RECRUITER, reading.Part.HR, reading.Part.HIRING_MANAGER, reading.Part.EXECUTIVE})


def contact(
    entries: Sequence[opportunity.Entry],
    clusters: Sequence[roster.Cluster],
    offered_at: int,
    owns: Sequence[bool],
    until: int | None,
    *,
    lexicon: names.Lexicon,
) -> roster.Cluster | None:
    """Return the person who is to get the answer: who extended the offer, unless a later word names somebody else.

    `until` is the number of the owner's mail that answered it, if any: what is said after that asks for no answer.
    """
    sender = entries[offered_at].message.sender
    system = bearer.is_relay(sender, lexicon) or bearer.is_group(sender, lexicon)
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
        elif system and at > offered_at and writer is not None and _speaks_of_it(entries[at]):
            chosen = writer  # a person, where the offer itself came from a system
    if chosen is not None and _gone(chosen):
        chosen = _last_writer(clusters, owns, len(entries)) or chosen
    return chosen


def _speaks_of_it(entry: opportunity.Entry) -> bool:
    """Tell whether a mail makes the offer, puts it off, or asks for the answer."""
    return entry.reading.kind is reading.Kind.OFFER or not _OF_THE_OFFER.isdisjoint(entry.reading.acts)


def answered_at(
    entries: Sequence[opportunity.Entry], owns: Sequence[bool], offered_at: int, *, closed: bool = False
) -> int | None:
    """Return the number of the owner's mail that answered the offer; None where none did or they offered anew.

    Where all is known to be `closed`, only what gives terms anew is an offer made once more.
    """
    found = None
    for at in range(offered_at, len(entries)):
        if owns[at] and entries[at].reading.own in ANSWERS:
            found = at
        elif found is not None and not owns[at] and entries[found].reading.own is reading.Own.DECLINE:
            found = None if _anew(entries[at].reading, closed=closed) else found
    return found


def _anew(read: reading.Reading, *, closed: bool) -> bool:
    """Tell whether a mail of theirs offers once more."""
    offers = read.kind is reading.Kind.OFFER or bool({"revises", "extends"} & set(read.acts))
    return offers and (not closed or bool(read.pay or read.reply_by))


def _writer(clusters: Sequence[roster.Cluster], at: int) -> roster.Cluster | None:
    return next((cluster for cluster in clusters if any(one.source == "from" for one in roster.at(cluster, at))), None)


def _extender(clusters: Sequence[roster.Cluster], at: int, owns: Sequence[bool], count: int) -> roster.Cluster | None:
    """Return who extended the offer: its writer; for a system's letter whom it names, else who dealt with it last."""
    writer = _writer(clusters, at)
    if writer is not None:
        return principal(clusters, at) or writer
    named = [cluster for cluster in clusters if any(one.sure and one.source != "cc" for one in roster.at(cluster, at))]
    hiring = [cluster for cluster in named if parts.told(cluster)[0] in _HIRES]
    if hiring or named:
        return (hiring or named)[0]
    before = [
        cluster
        for number in range(at, -1, -1)
        if not owns[number] and (cluster := _writer(clusters, number)) is not None and not _gone(cluster)
    ]
    recruiting = [cluster for cluster in before if parts.told(cluster)[0] in {reading.Part.RECRUITER, reading.Part.HR}]
    after = [
        cluster
        for number in range(at, count)
        if not owns[number] and (cluster := _writer(clusters, number)) is not None
    ]
    return next(iter([*recruiting, *before, *after]), None)


def principal(clusters: Sequence[roster.Cluster], at: int) -> roster.Cluster | None:
    """Return for whom the writer of an offer only writes, whom the owner has had mail from.

    The signer of the letter that an assistant sends; whom a wife, a son, a clerk bids to answer without a name.
    """
    writer = _writer(clusters, at)
    if writer is None:
        return None
    others = [one for one in clusters if one is not writer and _first(one) < at]
    which, weight = parts.told(writer)
    if which is reading.Part.COORDINATOR or weight < parts.CLEAR:
        for one in others:
            if any(mention.evidence.rule == "people.signer" for mention in roster.at(one, at)):
                return one
    if any(one.for_other for one in roster.at(writer, at) if one.source == "from"):
        near = [one for one in others if _akin(one, writer)]
        return max(near, key=lambda one: max(seen.at for seen in one.seen if seen.at < at), default=None)
    return None


def clerk(clusters: Sequence[roster.Cluster], at: int) -> roster.Cluster | None:
    """Return the writer of an offer who only writes for another."""
    return _writer(clusters, at) if principal(clusters, at) else None


def _first(cluster: roster.Cluster) -> float:
    """Return the number of the first entry that somebody wrote; infinite where they wrote none."""
    return min((seen.at for seen in cluster.seen if seen.mention.source == "from"), default=math.inf)


def _akin(one: roster.Cluster, other: roster.Cluster) -> bool:
    """Tell whether two are of one firm or one family."""
    firms = {email.rpartition("@")[2] for email in one.emails} & {email.rpartition("@")[2] for email in other.emails}
    families = {form.family for form in one.forms if form.full} & {form.family for form in other.forms if form.full}
    return bool(firms or families)


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
