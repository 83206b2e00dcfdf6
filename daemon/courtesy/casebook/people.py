"""The people of one opportunity: who they are, how to reach them, what is still to be written to them.

Entries come from casebook.fold; people go on, with the Opportunity, to plan. Pure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from courtesy.casebook import (
    answering,
    appointments,
    between,
    dealings,
    encounters,
    favours,
    opportunity,
    owed,
    parts,
    roster,
    sessions,
    topics,
)
from courtesy.mail import message, owner
from courtesy.reading import grammar, names, phrase, reading
from courtesy.reading import lexicon as lexicons

_WRITTEN = ("from", "to", "cc", "invitation", "signature", "body", "schedule", "handover", "attachment")


def join(
    entries: Sequence[opportunity.Entry],
    *,
    whose: owner.Owner,
    offer_message_id: str | None,
    lexicon: lexicons.Lexicon,
    days: grammar.Grammar | None = None,
    stage: opportunity.Stage | None = None,
) -> tuple[opportunity.Person, ...]:
    """Return the people of one opportunity from its entries in the order of time: who gets the answer comes first.

    While `stage` is "offered" an answer of the owner's has not ended the process: they were asked once more.
    """
    clusters = roster.gather(entries, lexicon)
    owns = [whose.wrote(entry.message.sender.key) for entry in entries]
    offered_at = next((at for at, entry in enumerate(entries) if entry.message.message_id == offer_message_id), None)
    closed_at = owed.closed_at(entries, owns, offered_at, stage)
    chosen = clerk = None
    if offered_at is not None:
        chosen = answering.contact(entries, clusters, offered_at, owns, closed_at, lexicon=lexicon.names)
        clerk = answering.clerk(clusters, offered_at)
    ordered = sorted(clusters, key=lambda cluster: (cluster is not chosen, cluster.seen[0].at))
    schedule = sessions.slots(entries, lexicon)
    appointed = appointments.appointments(entries, owns, days) if days else {}
    people = [
        _person(
            cluster,
            entries,
            owns,
            whose=whose,
            schedule=schedule,
            appointed=appointed,
            offered_at=offered_at,
            closed_at=closed_at,
            lexicon=lexicon,
            chosen=cluster is chosen,
            clerk=cluster is clerk,
        )
        for cluster in ordered
    ]
    houses = parts.agencies(entries)
    met = [parts.at_agency(one, houses) for one in between.between(people, ordered, entries, offered_at)]
    return tuple(parts.with_manager(met, entries, lexicon))


def _person(
    cluster: roster.Cluster,
    entries: Sequence[opportunity.Entry],
    owns: Sequence[bool],
    *,
    whose: owner.Owner,
    schedule: Sequence[sessions.Slot],
    appointed: Mapping[int, date],
    offered_at: int | None,
    closed_at: int | None,
    lexicon: lexicons.Lexicon,
    chosen: bool,
    clerk: bool,
) -> opportunity.Person:
    mentions = [one.mention for one in cluster.seen]
    email = _email(cluster, lexicon.names)
    theirs = [
        at for at in range(len(entries)) if not owns[at] and any(one.source == "from" for one in roster.at(cluster, at))
    ]
    ours = [
        at
        for at in range(len(entries))
        if owns[at] and any(one.source in {"to", "cc"} for one in roster.at(cluster, at))
    ]
    met, left = encounters.met(cluster, theirs, entries), any(one.left for one in mentions)
    answered, thanked = owed.written(cluster, entries, owns, offered_at=offered_at, closed_at=closed_at)
    part = parts.of(cluster, chosen=chosen, extended=offered_at in theirs, wrote=bool(theirs), clerk=clerk)
    hour = sessions.hour(cluster, schedule)
    meetings = _with_session(
        dealings.meetings(cluster, entries, part, appointed, zone=whose.timezone), hour.about if hour else ""
    )
    spoken = topics.topic(cluster, entries, meetings, hour if met else None)
    note = dealings.note(entries, theirs, meetings, offered_at)
    return opportunity.Person(
        name=_name(cluster).text,
        names=tuple(dict.fromkeys(one.name for one in mentions)),
        greeting=_greeting(cluster),
        email=email,
        emails=cluster.emails,
        part=part,
        title=_newest(mentions, "title"),
        phone=_phone(mentions),
        talked_about=spoken[0] if spoken else None,
        talked_about_evidence=spoken[1] if spoken else None,
        extended_offer=chosen,
        met=met,
        left=left,
        reachable=email is not None and not left,
        answered=answered,
        thanked=thanked,
        formal=_formal(entries, theirs, lexicon),
        last_contact=_last(entries, [*theirs, *ours]),
        thread=_thread(entries, theirs, ours),
        thread_subject=entries[max([*theirs, *ours])].message.subject if theirs or ours else "",
        letter=owed.letter(
            chosen=chosen,
            met=met,
            left=left,
            done=answered or (thanked and closed_at is not None),
            offered=offered_at is not None,
        ),
        evidence=_evidence(mentions),
        language=entries[theirs[-1]].reading.language if theirs else "",
        familiar=any(_says(entries[at].message, "familiar", lexicon) for at in theirs[-2:]),
        meetings=meetings,
        deeds=(
            *dealings.deeds(
                cluster, entries, theirs, appointed, offered_at=offered_at, lexicon=lexicon, zone=whose.timezone
            ),
            *([note] if note else ()),
            *favours.favours(entries, theirs, offered_at, whose=whose, lexicon=lexicon),
        ),
        greets=next((line for at in reversed(theirs) if (line := dealings.greeting(entries[at]))), ""),
        greeted=next((line for at in reversed(ours) if (line := dealings.greeting(entries[at]))), ""),
    )


def _with_session(meetings: tuple[opportunity.Meeting, ...], about: str) -> tuple[opportunity.Meeting, ...]:
    return (*meetings[:-1], replace(meetings[-1], about=about)) if meetings and about else meetings


def _name(cluster: roster.Cluster) -> names.Name:
    """Return the fullest form; of several equally full ones that in which they write themselves, else the commonest."""
    count = Counter(one.name.text for one in cluster.seen)

    def weight(one: roster.Seen) -> tuple[int, bool, int, int, int]:
        full = min(2, sum(len(word) > 1 for word in one.name.words))
        return full, one.mention.source == "from", count[one.name.text], -one.at, len(one.name.text)

    name = max(cluster.seen, key=weight).name
    renamed = next((seen.mention.also for seen in reversed(cluster.seen) if seen.mention.also), None)
    return next((form for form in cluster.forms if renamed and form.text.endswith(renamed) and form.full), name)


def _email(cluster: roster.Cluster, lexicon: names.Lexicon) -> str | None:
    """Return the address to write to: that of their own mail before that of an address field, then what a text gives.

    Of several the newest; but an address at the firm before one at a provider where anybody may have one.
    """
    for places in (("from",), ("to", "cc", "invitation"), _WRITTEN):
        ones = (seen.mention for seen in cluster.seen)
        found = [one.email for one in ones if one.email and (one.source in places or one.also)]
        firm = [email for email in found if not lexicon.register.is_free(email.rpartition("@")[2].lower())]
        if found:
            return (firm or found)[-1]
    return None


def _newest(mentions: Sequence[reading.Mention], field: str) -> str | None:
    """Return the newest value of a field, what they sign themselves before what others say."""
    own = [value for one in mentions if one.source == "from" and (value := getattr(one, field))]
    every = [value for one in mentions if (value := getattr(one, field))]
    return str((own or every)[-1]) if every else None


def _phone(mentions: Sequence[reading.Mention]) -> str | None:
    """Return the number in their newest signature; else one that a sentence gives."""
    signed = [one.phone for one in mentions if one.phone and one.source == "from"]
    every = signed or [one.phone for one in mentions if one.phone]
    return every[-1] if every else None


def _greeting(cluster: roster.Cluster) -> str:
    """Return how they sign, newest first; else the name by which the whole opportunity calls them."""
    for one in reversed(cluster.seen):
        if one.mention.signed and len(one.mention.signed.strip(".")) > 1:
            return one.mention.signed
    return ""


def _formal(entries: Sequence[opportunity.Entry], theirs: Sequence[int], lexicon: lexicons.Lexicon) -> bool:
    return bool(theirs) and _says(entries[theirs[-1]].message, "formal", lexicon)


def _says(mail: message.Message, kind: str, lexicon: lexicons.Lexicon) -> bool:
    lines = [line.text for line in mail.lines if line.label is message.Label.NEW and line.text.strip()]
    if kind == "formal":
        return any(kind in lexicon.cues.said(phrase.fold(line)) for line in lines[:2])
    return any(kind in lexicon.cues.said(phrase.fold(line)) for line in lines)


def _last(entries: Sequence[opportunity.Entry], numbers: Sequence[int]) -> datetime | None:
    return max((entries[at].message.date for at in numbers), default=None)


def _thread(entries: Sequence[opportunity.Entry], theirs: Sequence[int], ours: Sequence[int]) -> tuple[str, ...]:
    """Return the References of a letter in their own thread: those of their newest mail and its Message-ID."""
    numbers = theirs or ours
    if not numbers:
        return ()
    mail = entries[numbers[-1]].message
    return (*(one for one in mail.references if one != mail.message_id), mail.message_id)


def _evidence(mentions: Sequence[reading.Mention]) -> tuple[reading.Evidence, ...]:
    return tuple(dict.fromkeys(one.evidence for one in mentions))[:12]
