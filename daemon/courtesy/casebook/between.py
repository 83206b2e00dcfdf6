"""What people of one process did with each other for the owner: who took over from whom, who introduced the owner.

Clusters and their people come from casebook.people and go back there with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from courtesy.casebook import opportunity, roster
from courtesy.reading import reading


def between(
    people: Sequence[opportunity.Person],
    clusters: Sequence[roster.Cluster],
    entries: Sequence[opportunity.Entry],
    offered_at: int | None,
) -> Iterator[opportunity.Person]:
    """Yield the people, one for each cluster, with what they did for each other."""
    handed = list(_handed(people, clusters, entries[: (offered_at or 0) + 1]))
    for place, (one, cluster) in enumerate(zip(people, clusters, strict=True)):
        deeds = [deed for number, deed in handed if number == place]
        met = [_with_whom(deed, people, clusters, cluster, entries) for deed in one.deeds]
        yield replace(one, deeds=(*met, *deeds, *_introduced(one, cluster, people, clusters)))


def _handed(
    people: Sequence[opportunity.Person], clusters: Sequence[roster.Cluster], entries: Sequence[opportunity.Entry]
) -> Iterator[tuple[int, opportunity.Deed]]:
    """Yield, by the number of the person, that somebody took over from another, who wrote so."""
    for taker, cluster in enumerate(clusters):
        for seen in cluster.seen:
            told = seen.mention.hand_over and seen.mention.source != "from" and seen.at < len(entries)
            giver = _writer(clusters, seen.at) if told else None
            if giver is not None and giver != taker:
                where = seen.mention.evidence
                yield taker, opportunity.Deed(kind="took_over", other=people[giver].name, evidence=where)
                yield giver, opportunity.Deed(kind="handed_over", other=people[taker].name, evidence=where)
                break


def _introduced(
    one: opportunity.Person,
    cluster: roster.Cluster,
    people: Sequence[opportunity.Person],
    clusters: Sequence[roster.Cluster],
) -> Iterator[opportunity.Deed]:
    """Yield that who referred the owner did so to somebody whom their own mail names."""
    if one.part is not reading.Part.REFERRER:
        return
    wrote = {seen.at for seen in cluster.seen if seen.mention.source == "from"}
    for other, others in zip(people, clusters, strict=True):
        named = next((seen for seen in others.seen if seen.at in wrote), None)
        if other.extended_offer and named and other is not one:
            yield opportunity.Deed(kind="introduced", other=other.name, evidence=named.mention.evidence)


def _with_whom(
    deed: opportunity.Deed,
    people: Sequence[opportunity.Person],
    clusters: Sequence[roster.Cluster],
    arranger: roster.Cluster,
    entries: Sequence[opportunity.Entry],
) -> opportunity.Deed:
    """Name whom the owner met where somebody arranged a meeting with one person."""
    if deed.kind != "arranged":
        return deed
    at = next((n for n, entry in enumerate(entries) if entry.message.message_id == deed.evidence.message_id), -1)
    met = [
        person.name
        for person, cluster in zip(people, clusters, strict=True)
        if cluster is not arranger
        and any(day.day == deed.day for day in person.meetings)
        and any(roster.at(cluster, at))
    ]
    return replace(deed, other=met[0]) if len(met) == 1 else deed


def _writer(clusters: Sequence[roster.Cluster], at: int) -> int | None:
    return next(
        (
            number
            for number, cluster in enumerate(clusters)
            if any(one.source == "from" for one in roster.at(cluster, at))
        ),
        None,
    )
