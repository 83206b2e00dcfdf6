"""All readings together, and the owner's own words, to opportunities.

Entries come from casebook.store; the case goes on to plan. Pure: the same entries give the same case in any order.
"""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from courtesy.casebook import cues as cue
from courtesy.casebook import (
    dealings,
    folding,
    fuller,
    judge,
    match,
    naming,
    opportunity,
    remember,
    second,
    stage,
    terms,
)
from courtesy.casebook import trail as trails
from courtesy.mail import owner
from courtesy.reading import reading, rules


def fold(
    entries: Sequence[opportunity.Entry],
    *,
    whose: owner.Owner,
    known: rules.Rules,
    decisions: Sequence[opportunity.OwnerDecision] = (),
    corrections: Sequence[opportunity.Correction] = (),
    now: datetime,
) -> opportunity.Case:
    """Say what a mailbox holds at an instant: its opportunities, and what every message in it is."""
    register = known.domains
    kinds = _kinds(corrections)
    every = [remember.gather(_corrected(entry, kinds), whose, register) for entry in _in_order(entries, now)]
    matched = match.match(every, known, functools.partial(_wake, whose=whose, known=known))
    said = (decisions, corrections)
    folded = [_fold(trail, (matched.agencies, every), (whose, known), kinds, said) for trail in matched.trails]
    judged = {one.message_id: one for _, messages in folded for one in messages}
    for one in every:
        if not one.own and one.message_id not in judged:  # what still sleeps is nothing of hiring
            judged[one.message_id] = _judged(one, judge.alone(one, matched.pretenders.get(one.message_id, "")), None)
    return opportunity.Case(
        opportunities=tuple(found for found, _ in folded),
        messages=tuple(judged[one.message_id] for one in every if one.message_id in judged),
    )


def _wake(one: cue.Cues, *, whose: owner.Owner, known: rules.Rules) -> cue.Cues:
    """Read a message in full that proves to be part of a process."""
    full = remember.wake(one.entry.message, whose, known)
    return remember.gather(replace(one.entry, reading=full), whose, known.domains, woken=True)


def _in_order(entries: Iterable[opportunity.Entry], now: datetime) -> list[opportunity.Entry]:
    """Return the entries that bear on hiring in the order of time, one for each message."""
    relevant = (entry for entry in entries if entry.reading.relevant and entry.message.date <= now)
    once: dict[str, opportunity.Entry] = {}
    for entry in sorted(
        relevant,
        key=lambda one: (one.message.date, one.message.message_id, *_place(one)),
    ):
        once.setdefault(entry.message.message_id, entry)
    return list(once.values())


def _place(entry: opportunity.Entry) -> tuple[bool, str, str]:
    """Prefer, of one message in several mailboxes, the one that is not suspected spam."""
    return folding.in_junk(entry.mailbox), entry.account, entry.mailbox


def _kinds(corrections: Iterable[opportunity.Correction]) -> dict[str, reading.Kind]:
    return {
        one.subject: reading.Kind(one.value)
        for one in corrections
        if one.field == "kind" and one.value in set(reading.Kind)
    }


def _corrected(entry: opportunity.Entry, kinds: Mapping[str, reading.Kind]) -> opportunity.Entry:
    kind = kinds.get(entry.message.message_id)
    return entry if kind is None else replace(entry, reading=replace(entry.reading, kind=kind, confidence=1.0))


def _fold(
    trail: trails.Trail,
    around: tuple[frozenset[str], Sequence[cue.Cues]],
    reader: tuple[owner.Owner, rules.Rules],
    kinds: Mapping[str, reading.Kind],
    said: tuple[Sequence[opportunity.OwnerDecision], Sequence[opportunity.Correction]],
) -> tuple[opportunity.Opportunity, list[opportunity.Judged]]:
    """Fold one process; `around` it are the domains of agencies and all messages of the mailbox."""
    cues, (decisions, corrections), (whose, known) = second.thoughts(trail.cues), said, reader
    verdicts = judge.judge(cues, kinds, at_work=trail.at_work, known=trail.known, familiar=trail.familiar)
    anchor = cues[0].message_id
    messages = tuple(one.message_id for one in cues)
    first = next((one for one in cues if not one.own and verdicts[one.message_id].kind is reading.Kind.OFFER), None)
    decision = stage.newest(decisions, frozenset(messages))
    offered = terms.offer(cues, verdicts, first, whose) if first else None
    short = fuller.compile_words(known.little)
    company = naming.company(trail, verdicts, *around, short)
    role = naming.role(cues, verdicts, company)
    agency = naming.agency(one for one in cues if not one.own)
    newest = next((one.entry for one in reversed(cues) if not one.own), None)
    reached = stage.stage(cues, verdicts, decision)
    entries = [one.entry for one in cues]
    found = opportunity.Opportunity(
        anchor=anchor,
        id=0,
        company=company.value if company else None,
        agency=agency,
        role=role.value if role else None,
        stage=reached,
        language=_language(cues, first),
        offer=offered,
        decision=decision,
        people=remember.join(entries, first.message_id if first else None, whose, known, reached),
        messages=messages,
        evidence=tuple(_evidence(offered, company, role)),
        tie=_tie(first),
        account=newest.account if newest else "",
        written_to=terms.written_to(newest.message, whose) if newest else "",
        held=_held(cues, first, known),
    )
    judged = [_judged(one, verdicts[one.message_id], anchor) for one in cues if not one.own]
    return _owners_word(found, corrections), judged


def _held(cues: Sequence[cue.Cues], first: cue.Cues | None, known: rules.Rules) -> tuple[str, ...]:
    since = cues[cues.index(first) :] if first else ()
    return dealings.held([one.entry for one in since if not one.own], known.people)


def _tie(first: cue.Cues | None) -> str:
    """Say how the owner is tied to who made the offer already, where it is the present employer."""
    acts = first.entry.reading.acts if first else ()
    return next((act for act in ("counter_offer", "internal_move") if act in acts), "")


def _judged(one: cue.Cues, verdict: judge.Verdict, anchor: str | None) -> opportunity.Judged:
    because = one.entry.reading.because
    if verdict.why:
        because = (
            reading.Evidence(message_id=one.message_id, place="process", sentence=verdict.why, rule="process"),
            *because,
        )
    return opportunity.Judged(
        message_id=one.message_id,
        mailbox=one.entry.mailbox,
        kind=verdict.kind,
        confidence=verdict.confidence,
        anchor=anchor,
        because=because,
    )


def _language(cues: Sequence[cue.Cues], first: cue.Cues | None) -> str:
    """Return the language they write: the offer's, where a person wrote it, else that of most of their mail."""
    if first is not None and not first.machine:
        return first.entry.reading.language
    spoken = Counter(one.entry.reading.language for one in cues if not one.own and not one.machine) or Counter(
        one.entry.reading.language for one in cues
    )
    return max(spoken, key=lambda language: (spoken[language], language))


def _evidence(
    offered: opportunity.Offer | None, company: reading.Text | None, role: reading.Text | None
) -> Iterable[tuple[str, reading.Evidence]]:
    if company:
        yield "company", company.evidence
    if role:
        yield "role", role.evidence
    if offered:
        for name, fact in (("reply_by", offered.reply_by), ("pay", offered.pay), ("start_date", offered.start_date)):
            if fact is not None:
                yield name, fact.evidence


def _owners_word(
    one: opportunity.Opportunity, corrections: Iterable[opportunity.Correction]
) -> opportunity.Opportunity:
    """Set what the owner has corrected; it stands above all that was read."""
    for said in corrections:
        if said.subject not in one.messages:
            continue
        if said.field == "company":
            one = replace(one, company=said.value)
        elif said.field == "role":
            one = replace(one, role=said.value)
        elif said.field == "reply_by" and one.offer is not None:
            one = replace(one, offer=replace(one.offer, reply_by=_deadline(said), reply_at_once=None))
    return one


def _deadline(said: opportunity.Correction) -> reading.Deadline | None:
    """Read a deadline as the owner gives it: a date, an instant, or nothing where there is none."""
    evidence = reading.Evidence(message_id=said.subject, place="owner", sentence=said.value, rule="the owner's word")
    if len(said.value) == len("2026-03-27"):
        return reading.Deadline(day=date.fromisoformat(said.value), evidence=evidence)
    if not said.value or said.value == "none":
        return None
    at = datetime.fromisoformat(said.value)
    return reading.Deadline(day=at.date(), at=at, zone_stated=True, evidence=evidence)
