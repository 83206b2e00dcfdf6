"""What part somebody has in a process: recruiter, manager, interviewer, and what a whole process tells of it.

Clusters and people come from casebook.people and go back there; answering asks for parts too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from courtesy.casebook import opportunity, roster
from courtesy.reading import lexicon as lexicons
from courtesy.reading import names, reading
from courtesy.reading import titles as titling

CLEAR = 0.6
"""How clear a part is that a title, or a word of their own, gives."""

_GUESSED = 0.3
"""How sure the name of an employer is that is only the sender's domain."""

_CHOOSING = frozenset({reading.Part.INTERVIEWER, reading.Part.HIRING_MANAGER})
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENOUGH = 2  # how likely a manager is who is taken for the owner's
_STEM = 5  # letters by which a title speaks of the same work as a post: engineer and engineering


def told(cluster: roster.Cluster) -> tuple[reading.Part | None, float]:
    """Return the part that is said clearest of a person, and how clearly; of two equally clear the newer.

    Who speaks for the owner and is met besides has done more than to refer them; who leads others and is to be met has
    done more than to send the invitation.
    """
    best: tuple[reading.Part | None, float] = (None, 0.0)
    for one in cluster.seen:
        spoken_of = one.mention.source != "from"
        refers = one.mention.part is reading.Part.REFERRER and spoken_of and _sits(cluster)
        sends = (
            one.mention.part is reading.Part.COORDINATOR and spoken_of and not one.mention.title and _chairs(cluster)
        )
        if one.mention.part and one.mention.part_weight >= best[1] and not (refers or sends):
            best = (one.mention.part, one.mention.part_weight)
    return best


def _chairs(cluster: roster.Cluster) -> bool:
    """Tell whether a mail of somebody else says that the owner meets somebody, and theirs that they interviewed."""
    interviewed = any(one.mention.source == "from" and one.mention.part in _CHOOSING for one in cluster.seen)
    announced = any(one.mention.source not in {"from", "to", "cc"} and one.mention.met for one in cluster.seen)
    return interviewed and announced


def _sits(cluster: roster.Cluster) -> bool:
    """Tell whether somebody sits with those who choose: in an invitation, in a schedule, by their title."""
    return any(
        one.mention.source in {"invitation", "schedule"} or (one.mention.title and one.mention.part in _CHOOSING)
        for one in cluster.seen
    )


def of(cluster: roster.Cluster, *, chosen: bool, extended: bool, wrote: bool, clerk: bool) -> reading.Part | None:
    """Return the part of a person.

    `chosen` gets the answer to the offer, who `extended` it wrote it, as a `clerk` for another; `wrote`: they wrote
    at all.
    """
    part, weight = told(cluster)
    if weight >= CLEAR:
        return part
    if clerk:
        return reading.Part.COORDINATOR
    if extended or (chosen and part):
        # Who makes an offer without any title to their name mostly does so because the house is theirs.
        return reading.Part.HIRING_MANAGER if part else reading.Part.EXECUTIVE
    if part is None:
        return reading.Part.HR if wrote else reading.Part.INTERVIEWER
    return part


def agencies(entries: Sequence[opportunity.Entry]) -> frozenset[str]:
    """Return the domains of agencies: those that an agency's name begins as well, and no employer's."""
    agents = {_lead(entry.reading.agency.value) for entry in entries if entry.reading.agency}
    employers = {_lead(one.value) for entry in entries if (one := entry.reading.company) and one.weight > _GUESSED}
    domains = {entry.message.sender.domain for entry in entries}
    return frozenset(one for one in domains if _lead(one) in agents - employers)


def _lead(name: str) -> str:
    """Return the first letters of a firm's name or domain."""
    return "".join(c for c in names.fold(name) if c.isalnum())[:5]


def at_agency(one: opportunity.Person, houses: frozenset[str]) -> opportunity.Person:
    """Return somebody with the part that whoever works at an agency has, whatever their rank there."""
    if one.part is reading.Part.COORDINATOR or houses.isdisjoint(email.rpartition("@")[2] for email in one.emails):
        return one
    return replace(one, part=reading.Part.RECRUITER)


def with_manager(
    people: Sequence[opportunity.Person], entries: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon
) -> Iterator[opportunity.Person]:
    """Yield the people; where nobody is said to be the manager, the likeliest interviewer who leads others is.

    The likeliest is whose title speaks of the same work as the post, and who wrote to the owner.
    """
    titles, work = lexicon.words.titles, _work(entries, lexicon)
    wrote = frozenset(entry.message.sender.email.lower() for entry in entries)
    likely = [_likely(one, work, wrote, titles) for one in people]
    # Whoever speaks for an agency's client decides there; else a manager of something need not be the owner's.
    enough = 1 if agencies(entries) else _ENOUGH
    managed = any(one.part is reading.Part.HIRING_MANAGER for one in people)
    manager = -1 if managed or max(likely, default=0) < enough else likely.index(max(likely))
    for number, one in enumerate(people):
        yield replace(one, part=reading.Part.HIRING_MANAGER) if number == manager else one


def _work(entries: Iterable[opportunity.Entry], lexicon: lexicons.Lexicon) -> frozenset[str]:
    """Return the beginnings of the words that say what the post is about: "process", "indus" (industrial)."""
    posts = {entry.reading.role.value for entry in entries if entry.reading.role}
    return frozenset(stem for post in posts for stem in _stems(post, lexicon.words.titles))


def _stems(phrase: str, titles: titling.Titles) -> Iterator[str]:
    for word in _WORD.findall(names.fold(phrase)):
        if word not in titles.leading:
            yield word[:_STEM]


def _likely(one: opportunity.Person, work: frozenset[str], wrote: frozenset[str], titles: titling.Titles) -> int:
    """Return how likely an interviewer is the manager; 0 for who leads nobody."""
    if one.part is not reading.Part.INTERVIEWER or not one.met or not one.title or not titles.leads(one.title):
        return 0
    alike = not work.isdisjoint(_stems(one.title, titles))
    writes = not wrote.isdisjoint(email.lower() for email in one.emails)
    return 1 + titles.heads(one.title) + 2 * alike + 2 * writes
