"""What every message is, judged again with the rest of its process before the eyes.

Trails come from casebook.match; judged messages go on to casebook.stage and casebook.fold.

A reading knows one message; the process tells the rest: nothing is offered out of the blue, what comes after an offer
is about that offer, a pitch that the owner answered is a talk.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from courtesy.casebook import cues as cue
from courtesy.reading import reading

Kind = reading.Kind

_EXTENDING = "extends verbal_offer conditional tentative counter_offer internal_move alternative for_client"
_AFTERWARDS = (
    "refers_offer revises extends_deadline shortens_deadline keeps_deadline reminds rescinds lapses "
    "acknowledges_accept acknowledges_decline explains_terms paperwork esign_completed"
)
_TALKING = (
    "invites_interview schedules confirms reschedules cancels_interview assessment asks_references prepares feedback "
    "hands_over status_update asks_to_complete in_prospect"
)
EXTENDS = frozenset(_EXTENDING.split())
LETTER = frozenset({"esign_request", "encloses_offer"})
AFTER = frozenset(_AFTERWARDS.split())
TALK = frozenset(_TALKING.split())


@dataclass(slots=True)
class Past:
    """What had happened in a process before a message."""

    messages: int = 0  # from the other side
    applied: bool = False
    wrote: bool = False  # the owner wrote, other than to say no
    talks: int = 0
    offered: bool = False
    answered: bool = False  # the owner has said yes or no to the offer
    withdrawn: bool = False
    people: set[str] = field(default_factory=set)  # addresses that have written

    @property
    def under_way(self) -> bool:
        """Tell whether there is a process."""
        return self.applied or self.wrote or self.talks > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The kind that a message has in its process, and what of the process made it another than was read."""

    kind: Kind
    confidence: float
    why: str = ""


def judge(trail: Sequence[cue.Cues], corrected: Mapping[str, Kind]) -> dict[str, Verdict]:
    """Judge every message of one process, in the order of time."""
    first = _first_offer(trail, corrected)
    live = _live(trail)
    past = Past()
    verdicts: dict[str, Verdict] = {}
    for at, one in enumerate(trail):
        mid = one.message_id
        if one.own:
            _remember_own(past, one.entry.reading.own)
            continue
        verdicts[mid] = (
            _corrected(corrected[mid]) if mid in corrected else _one(one, past, first=mid == first, leads=at < live)
        )
        _remember(past, one, verdicts[mid].kind)
    return verdicts


def alone(one: cue.Cues, pretends: str = "") -> Verdict:
    """Judge a message that belongs to no process. `pretends` says why it is not from whom it says it is."""
    if pretends:
        return Verdict(kind=Kind.SCAM, confidence=0.95, why=pretends)
    if one.entry.reading.asleep:
        return Verdict(kind=Kind.OTHER, confidence=one.entry.reading.confidence)
    return _one(one, Past(), first=False, leads=False)


def _one(one: cue.Cues, past: Past, *, first: bool, leads: bool) -> Verdict:
    """Judge a message by what was read in it and by what had happened before."""
    read = one.entry.reading
    if one.entry.message.automatic:
        return Verdict(kind=read.kind, confidence=read.confidence)
    scores = _scores(read)
    if past.offered:
        why = "the offer had been made"
        _after_offer(scores, one, past)
    elif past.under_way or past.messages:
        why = "a process is under way"
        _under_way(scores, one, past, first=first)
    else:
        why = "no process before it"
        _out_of_the_blue(scores, one, leads=leads)
    kind = max(Kind, key=lambda kind: scores[kind])
    confidence = 1 / sum(math.exp(score - scores[kind]) for score in scores.values())
    return Verdict(kind=kind, confidence=confidence, why=why if kind is not read.kind else "")


def _scores(read: reading.Reading) -> dict[Kind, float]:
    """Return what speaks for every kind, in the message itself (log-odds, more or less)."""
    return {kind: read.scores.get(kind, 0.0) for kind in Kind}


def _out_of_the_blue(scores: dict[Kind, float], one: cue.Cues, *, leads: bool) -> None:
    """Weigh a message with nothing before it: a pitch rather than a talk; an offer is suspect."""
    offering = one.entry.reading.kind in {Kind.OFFER, Kind.OFFER_FOLLOWUP}
    if one.entry.reading.fraud and one.entry.reading.kind is not Kind.OTHER:
        scores[Kind.SCAM] += 1.5
    if cue.in_junk(one.entry.mailbox):
        scores[Kind.SCAM] += 5.5 if offering else 2.5
    scores[Kind.OFFER] -= 2.0 if one.entry.reading.acts.count("counter_offer") else 3.0
    scores[Kind.OFFER_FOLLOWUP] -= 4.0
    if offering:
        scores[Kind.OTHER] += 2.0
    if "pitches" in one.entry.reading.acts:
        scores[Kind.OUTREACH] += 1.0
    if leads and not one.entry.message.bulk:
        scores[Kind.OTHER] -= 2.0


def _under_way(scores: dict[Kind, float], one: cue.Cues, past: Past, *, first: bool) -> None:
    """Weigh a message of a process in which nothing has been offered."""
    if first:
        scores[Kind.OFFER] = max(scores[Kind.OFFER], scores[Kind.OFFER_FOLLOWUP]) + 2.0
    else:
        scores[Kind.INTERVIEW] = max(scores[Kind.INTERVIEW], scores[Kind.OFFER], scores[Kind.OFFER_FOLLOWUP]) + 0.5
        scores[Kind.OFFER] -= 6.0
    scores[Kind.OFFER_FOLLOWUP] -= 6.0
    if (past.applied or past.wrote) and not past.withdrawn:
        scores[Kind.INTERVIEW] = max(scores[Kind.INTERVIEW], scores[Kind.OUTREACH])
        scores[Kind.OUTREACH] -= 5.0
    _familiar(scores, one, past, Kind.INTERVIEW)


def _after_offer(scores: dict[Kind, float], one: cue.Cues, past: Past) -> None:
    """Weigh a message after an offer: it is about that offer, unless nothing of hiring is in it."""
    about = max(
        scores[kind] for kind in (Kind.OFFER, Kind.OFFER_FOLLOWUP, Kind.REJECTION, Kind.INTERVIEW, Kind.APPLICATION)
    )
    if _in_thread(one) and not past.answered:
        about = max(about, scores[Kind.OUTREACH])
    for kind in (Kind.OFFER, Kind.REJECTION, Kind.INTERVIEW, Kind.APPLICATION):
        scores[kind] -= 8.0
    scores[Kind.OFFER_FOLLOWUP] = about + 1.0
    _familiar(scores, one, past, Kind.OFFER_FOLLOWUP)


def _familiar(scores: dict[Kind, float], one: cue.Cues, past: Past, kind: Kind) -> None:
    """Weigh who writes: what a person of the process writes to the owner is of the process, few words or many."""
    mail = one.entry.message
    if mail.bulk or one.machine:
        return
    known = bool(past.people & one.addresses)
    if known:
        scores[Kind.SCAM] -= 3.0
    if past.under_way or past.offered:
        scores[Kind.OTHER] -= 1.0
        scores[kind] += 1.5 * (_in_thread(one) or bool(one.domains)) + 1.0 * _in_thread(one)


def _live(trail: Sequence[cue.Cues]) -> int:
    """Return the place of the first message that is beyond doubt part of a process; what stands before leads to it."""
    return next((at for at, one in enumerate(trail) if at and (one.own or one.entry.reading.kind is not Kind.OTHER)), 0)


def _first_offer(trail: Sequence[cue.Cues], corrected: Mapping[str, Kind]) -> str:
    """Return the Message-ID of the message that first extends an offer; empty where none does.

    A weak candidate (an offer in prospect, a wish) gives way to one that is much surer.
    """
    theirs = [one for one in trail if not one.own]
    strengths = {one.message_id: _strength(one) for one in theirs if one.message_id not in corrected}
    strengths |= {one.message_id: 2.0 for one in theirs if corrected.get(one.message_id) is Kind.OFFER}
    best = max(strengths.values(), default=0.0)
    return next((one.message_id for one in theirs if 0 < best - 0.35 <= strengths.get(one.message_id, 0.0)), "")


def _strength(one: cue.Cues) -> float:
    """Say how surely a message extends an offer (0 to 1), given that none was extended before; 0: not at all."""
    read = one.entry.reading
    scores = _scores(read)
    if read.kind not in {Kind.OFFER, Kind.OFFER_FOLLOWUP} or "rescinds" in read.acts:
        return 0.0
    about = scores.pop(Kind.OFFER_FOLLOWUP)
    if read.kind is Kind.OFFER_FOLLOWUP and not _OFFERS & set(read.acts) and scores[Kind.OFFER] < _SOME:
        return 0.0
    if read.kind is Kind.OFFER_FOLLOWUP:
        scores[Kind.OFFER] = max(scores[Kind.OFFER], about - 1.0)
    top = max(scores.values())
    share = math.exp(scores[Kind.OFFER] - top) / sum(math.exp(score - top) for score in scores.values())
    if "esign_request" in read.acts and one.machine:
        share = max(share, 0.8)
    return share if share > 0.3 else 0.0


_OFFERS = EXTENDS | LETTER
_SOME = 3.0  # of weight for an offer, where a message rather speaks of one made before


def _remember(past: Past, one: cue.Cues, kind: Kind) -> None:
    past.messages += 1
    past.applied |= kind is Kind.APPLICATION
    past.talks += kind is Kind.INTERVIEW
    past.offered |= kind is Kind.OFFER
    past.people |= one.addresses


def _remember_own(past: Past, own: reading.Own | None) -> None:
    said_no = own is reading.Own.DECLINE
    past.applied |= own is reading.Own.APPLY
    past.wrote |= not said_no
    past.answered |= past.offered and own in {reading.Own.ACCEPT, reading.Own.DECLINE}
    past.withdrawn |= not past.offered and said_no


def _in_thread(one: cue.Cues) -> bool:
    return bool(one.references)


def _corrected(kind: Kind) -> Verdict:
    return Verdict(kind=kind, confidence=1.0, why="corrected by the owner")
