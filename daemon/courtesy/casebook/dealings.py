"""What somebody did in a process that a letter to them may recall: they met the owner, arranged it, gave more time.

Entries and clusters come from casebook.people; what is found goes on in a Person to plan. Nothing that is only reported
counts: a meeting stands in an invitation whose hour has passed, a deed in a mail of the person's own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity, roster
from courtesy.mail import message
from courtesy.reading import lexicon as lexicons
from courtesy.reading import phrase, reading

_HELD = "held_"
_ACTS = {"extends_deadline": "gave_time", "revises": "revised"}
_MOVED = frozenset({"reschedules", "cancels_interview"})
_LONGEST_GREETING = 80
_AND_ME = re.compile(r"\b(?:and|with) (?:me|myself)\b|\b(?:und|mit) (?:mir|ich)\b|\bet moi\b", re.IGNORECASE)
_NAMING = frozenset({"schedule", "body"})  # sources of a name that a mail says the owner will meet
_BUSINESS = frozenset({reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP, reading.Kind.INTERVIEW, reading.Kind.REJECTION})
_ARRANGING = frozenset({reading.Part.COORDINATOR, reading.Part.RECRUITER, reading.Part.HR})


def meetings(
    cluster: roster.Cluster,
    entries: Sequence[opportunity.Entry],
    part: reading.Part | None,
    appointed: Mapping[int, date],
    *,
    zone: str,
) -> tuple[opportunity.Meeting, ...]:
    """Return the meetings of the owner with somebody that had begun when the last word was written, one for each day.

    Who arranges meetings by their `part` is not taken to have come to one because they sent its invitation.
    """
    found = {
        day: opportunity.Meeting(day=day, summary=entries[at].message.subject, evidence=_tells(entries[at], day))
        for at, day in appointed.items()
        if _is_asked_for(cluster, entries[at], at, sends_only=part in _ARRANGING)
    }
    found |= {
        day: opportunity.Meeting(day=day, summary=invited.summary, evidence=_stands(entries[at], invited, day))
        for at, invited in _held(entries)
        if (day := _day(invited, zone))
        and _took_part(cluster, entries[at], (at, invited), sends_only=part in _ARRANGING)
    }
    return tuple(found[day] for day in sorted(found))


def deeds(
    cluster: roster.Cluster,
    entries: Sequence[opportunity.Entry],
    theirs: Sequence[int],
    appointed: Mapping[int, date],
    *,
    offered_at: int | None,
    lexicon: lexicons.Lexicon,
    zone: str,
) -> tuple[opportunity.Deed, ...]:
    """Return what somebody did for the owner in mail of their own (`theirs`), each kind once, as it was last done."""
    called = [] if offered_at is None else _called([entries[at] for at in theirs if at >= offered_at], lexicon)
    every = [
        *_asked(cluster, entries, theirs, appointed),
        *_arranged(cluster, entries, theirs, zone),
        *_prepared([entries[at] for at in theirs if offered_at is not None and at < offered_at]),
        *_written(entries, theirs, offered_at),
        *called,
    ]
    newest = {one.kind: one for one in every}
    return tuple(newest.values())


def greeting(entry: opportunity.Entry) -> str:
    """Return the first line that the writer of a message wrote, where it can be a greeting."""
    lines = (line.text.strip() for line in entry.message.lines if line.label is message.Label.NEW)
    first = next((line for line in lines if line), "")
    return first if len(first) <= _LONGEST_GREETING else ""


def _held(entries: Sequence[opportunity.Entry]) -> Iterator[tuple[int, message.Invitation]]:
    """Yield the newest invitation of each event that has taken place as it was last announced."""
    until = entries[-1].message.date
    newest: dict[str, tuple[int, message.Invitation]] = {}
    for at, entry in enumerate(entries):
        for invited in entry.message.invitations:
            if invited.method != "REPLY":
                newest[invited.uid or f"{at}"] = (at, invited)
    for at, invited in newest.values():
        if invited.start is not None and not invited.cancelled and invited.start <= until:
            later = (entry for entry in entries[at + 1 :] if entry.message.date < invited.start)
            # Moved by a word alone: then the day of the invitation is not the day on which they met.
            if not any(_MOVED & set(entry.reading.acts) and not entry.message.invitations for entry in later):
                yield at, invited


def _took_part(
    cluster: roster.Cluster, entry: opportunity.Entry, held: tuple[int, message.Invitation], *, sends_only: bool
) -> bool:
    at, invited = held
    if not any(one.source == "invitation" and one.met for one in roster.at(cluster, at)):
        return False
    return not sends_only or not _sends(cluster, entry, invited) or _parties(invited) <= 2


def _sends(cluster: roster.Cluster, entry: opportunity.Entry, invited: message.Invitation) -> bool:
    organizer = invited.organizer.email.lower() if invited.organizer else ""
    return bool({organizer, entry.message.sender.email.lower()} & set(cluster.emails))


def _parties(invited: message.Invitation) -> int:
    people = {one.email.lower() for one in (*invited.attendees, invited.organizer) if one}
    return len(people)


def _is_asked_for(cluster: roster.Cluster, entry: opportunity.Entry, at: int, *, sends_only: bool) -> bool:
    """Tell whether a mail that asks the owner to a meeting asks them to meet somebody."""
    mentions = list(roster.at(cluster, at))
    if any(one.source == "from" for one in mentions):
        return not sends_only or not _names_others(cluster, entry, at) or bool(_AND_ME.search(entry.message.text))
    return any(one.source in _NAMING and one.met and one.sure for one in mentions)


def _names_others(cluster: roster.Cluster, entry: opportunity.Entry, at: int) -> bool:
    mine = list(roster.at(cluster, at))
    return any(one.source in _NAMING and one.met and one not in mine for one in entry.reading.people)


def _asked(
    cluster: roster.Cluster, entries: Sequence[opportunity.Entry], theirs: Sequence[int], appointed: Mapping[int, date]
) -> Iterator[opportunity.Deed]:
    """Yield that somebody asked the owner to meet others, by a mail that names the day."""
    for at, day in appointed.items():
        if at in theirs and _names_others(cluster, entries[at], at):
            where = _tells(entries[at], day)
            yield opportunity.Deed(kind="arranged", day=day, summary=entries[at].message.subject, evidence=where)


def _tells(entry: opportunity.Entry, day: date) -> reading.Evidence:
    return reading.Evidence(entry.message.message_id, "body", f"{entry.message.subject} ({day})", "meeting")


def _arranged(
    cluster: roster.Cluster, entries: Sequence[opportunity.Entry], theirs: Sequence[int], zone: str
) -> Iterator[opportunity.Deed]:
    for at, invited in _held(entries):
        day = _day(invited, zone)
        if at in theirs and day and _sends(cluster, entries[at], invited) and _parties(invited) > 2:
            where = _stands(entries[at], invited, day)
            yield opportunity.Deed(kind="arranged", day=day, summary=invited.summary, evidence=where)


def _written(
    entries: Sequence[opportunity.Entry], theirs: Sequence[int], offered_at: int | None
) -> Iterator[opportunity.Deed]:
    asked = {
        entry.message.message_id: entry
        for at, entry in enumerate(entries)
        if at not in theirs and entry.reading.own is reading.Own.QUESTION
    }
    for at in theirs:
        entry = entries[at]
        for act, kind in _ACTS.items():
            # Before there is an offer nothing of it can be put off or put better.
            if act in entry.reading.acts and offered_at is not None and at > offered_at:
                yield opportunity.Deed(kind=kind, evidence=_says(entry, act))
        if entry.message.in_reply_to in asked:
            yield opportunity.Deed(kind="answered", evidence=_says(entry, "answers a question of the owner's"))


def _prepared(theirs: Iterable[opportunity.Entry]) -> Iterator[opportunity.Deed]:
    """Yield that somebody told the owner beforehand what to expect of a meeting."""
    for entry in theirs:
        if entry.reading.kind is reading.Kind.INTERVIEW and "prepares" in entry.reading.acts:
            yield opportunity.Deed(kind="prepared", evidence=_says(entry, "prepares"))


def note(
    entries: Sequence[opportunity.Entry],
    theirs: Sequence[int],
    met: Sequence[opportunity.Meeting],
    offered_at: int | None,
) -> opportunity.Deed | None:
    """Return the mail that somebody wrote to the owner after they had met, before there was an offer."""
    for entry in (entries[at] for at in theirs if met and (offered_at is None or at < offered_at)):
        later = entry.message.date.date() >= met[-1].day
        own = entry.reading.kind not in _BUSINESS and not entry.message.invitations and not entry.message.automatic
        if later and own:
            return opportunity.Deed(kind="wrote_after", evidence=_says(entry, "writes after a meeting"))
    return None


def _called(theirs: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon) -> Iterator[opportunity.Deed]:
    """Yield that somebody spoke of the offer by telephone, where their mail says so."""
    for entry in theirs:
        for line in _lines(entry):
            if "telephoned" in lexicon.cues.said(phrase.fold(line)):
                where = reading.Evidence(entry.message.message_id, "body", line, "telephoned")
                yield opportunity.Deed(kind="called", evidence=where)


def held(entries: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon) -> tuple[str, ...]:
    """Return what lies ready on the other side, from their mail since the offer: esign, portal, check, referees, room.

    Where the answer is no, it is to be given back.
    """
    kinds = {kind for entry in entries for line in _lines(entry) for kind in lexicon.cues.said(phrase.fold(line))}
    return tuple(sorted(kind.removeprefix(_HELD) for kind in kinds if kind.startswith(_HELD)))


def _lines(entry: opportunity.Entry) -> Iterator[str]:
    return (line.text for line in entry.message.lines if line.label is message.Label.NEW and line.text.strip())


def _day(invited: message.Invitation, zone: str) -> date | None:
    """Return the day of a meeting as its owner's calendar shows it."""
    if invited.start is None or invited.all_day:
        return invited.start.date() if invited.start else None
    return invited.start.astimezone(ZoneInfo(zone)).date()


def _stands(entry: opportunity.Entry, invited: message.Invitation, day: date) -> reading.Evidence:
    return reading.Evidence(entry.message.message_id, "invitation", f"{invited.summary} ({day})", "meeting")


def _says(entry: opportunity.Entry, rule: str) -> reading.Evidence:
    found = next((one for one in entry.reading.because if one.rule == rule), None)
    return found or reading.Evidence(entry.message.message_id, "body", entry.message.subject, rule)
