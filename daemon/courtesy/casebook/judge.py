"""What every message is, judged again with the rest of its process before the eyes.

Trails come from casebook.match; judged messages go on to casebook.stage and casebook.fold.

A reading knows one message; the process tells the rest: nothing is offered out of the blue, what comes after an offer
is about that offer, a pitch that the owner answered is a talk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courtesy.casebook import cues as cue
from courtesy.casebook import opportunity
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
    rejected: bool = False

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
    past = Past()
    verdicts: dict[str, Verdict] = {}
    for one in trail:
        mid = one.message_id
        if one.own:
            _remember_own(past, one.entry.reading.own)
            continue
        verdicts[mid] = _corrected(corrected[mid]) if mid in corrected else _one(one, past, first=first)
        _remember(past, verdicts[mid].kind)
    return verdicts


def alone(one: cue.Cues, pretends: str = "") -> Verdict:
    """Judge a message that belongs to no process. `pretends` says why it is not from whom it says it is."""
    read = one.entry.reading
    if pretends:
        return Verdict(kind=Kind.SCAM, confidence=0.95, why=pretends)
    if read.kind is Kind.OFFER and (read.fraud or _junk(one.entry)):
        return Verdict(kind=Kind.SCAM, confidence=0.9, why="an offer out of the blue")
    return Verdict(kind=read.kind, confidence=read.confidence)


def _one(one: cue.Cues, past: Past, *, first: str) -> Verdict:
    read = one.entry.reading
    if read.kind is Kind.SCAM or one.entry.message.automatic:
        return Verdict(kind=read.kind, confidence=read.confidence)
    if past.offered:
        return _after_offer(one, past)
    if one.message_id == first:
        return _offer(one, past)
    return _before_offer(one, past)


def _offer(one: cue.Cues, past: Past) -> Verdict:
    """Judge what looks like the first offer: suspect where nothing came before it."""
    read, blue = one.entry.reading, not past.messages and not past.under_way
    if blue and (read.fraud or _junk(one.entry)):
        return Verdict(kind=Kind.SCAM, confidence=0.9, why="an offer out of the blue")
    if blue and "pitches" in read.acts and not EXTENDS & set(read.acts):
        return Verdict(kind=Kind.OUTREACH, confidence=0.7, why="no process before it")
    return Verdict(
        kind=Kind.OFFER,
        confidence=max(read.confidence, 0.9 if past.under_way else 0.6),
        why="" if read.kind is Kind.OFFER else "the process before it",
    )


def _before_offer(one: cue.Cues, past: Past) -> Verdict:
    """Judge a message while nothing has been offered."""
    read = one.entry.reading
    kind, why = read.kind, ""
    if kind in {Kind.OFFER, Kind.OFFER_FOLLOWUP}:
        kind, why = (Kind.INTERVIEW, "nothing has been offered yet") if past.under_way or past.messages else (kind, "")
    elif kind is Kind.OUTREACH and (past.applied or past.wrote) and not past.withdrawn:
        kind, why = Kind.INTERVIEW, "a process is under way"
    elif kind is Kind.OTHER and _of_process(one, past):
        kind, why = Kind.INTERVIEW, "written in a process under way"
    elif kind is Kind.INTERVIEW and not past.under_way and not past.messages and "pitches" in read.acts:
        kind, why = Kind.OUTREACH, "no process before it"
    return Verdict(kind=kind, confidence=read.confidence if not why else 0.75, why=why)


def _after_offer(one: cue.Cues, past: Past) -> Verdict:
    """Judge a message after an offer: it is about that offer, unless nothing of hiring is in it."""
    read = one.entry.reading
    if read.kind is Kind.OFFER_FOLLOWUP:
        return Verdict(kind=read.kind, confidence=max(read.confidence, 0.9))
    if read.kind in {Kind.OFFER, Kind.REJECTION}:
        return Verdict(kind=Kind.OFFER_FOLLOWUP, confidence=0.9, why="the offer had been made")
    if read.kind is Kind.OUTREACH and (not _in_thread(one) or past.answered):
        return Verdict(kind=read.kind, confidence=read.confidence)
    if read.kind is Kind.OTHER and not _of_process(one, past):
        return Verdict(kind=read.kind, confidence=read.confidence)
    return Verdict(kind=Kind.OFFER_FOLLOWUP, confidence=0.8, why="the offer had been made")


def _of_process(one: cue.Cues, past: Past) -> bool:
    """Tell whether a message without a sign of hiring is part of a process all the same: a person's, to the owner."""
    mail = one.entry.message
    if mail.bulk or mail.automatic or one.machine:
        return False
    acts = set(one.entry.reading.acts) & (TALK | AFTER | EXTENDS | LETTER | {"thanks"})
    return (past.under_way or past.offered) and (_in_thread(one) or bool(acts))


def _first_offer(trail: Sequence[cue.Cues], corrected: Mapping[str, Kind]) -> str:
    """Return the Message-ID of the message that first extends an offer; empty where none does.

    A weak candidate (an offer in prospect, a wish) gives way to one that is much surer.
    """
    strengths = [(one.message_id, _strength(one)) for one in trail if not one.own and one.message_id not in corrected]
    strengths += [
        (mid, 2.0)
        for mid, kind in corrected.items()
        if kind is Kind.OFFER and any(one.message_id == mid for one in trail)
    ]
    order = {one.message_id: at for at, one in enumerate(trail)}
    best = max((strength for _, strength in strengths), default=0.0)
    likely = [mid for mid, strength in strengths if strength > 0 and strength >= best - 0.35]
    return min(likely, key=order.__getitem__, default="")


def _strength(one: cue.Cues) -> float:
    """Say how surely a message extends an offer, for being the first to speak of one; 0: not at all."""
    read = one.entry.reading
    acts = set(read.acts)
    if read.kind is Kind.OFFER:
        return max(read.confidence, 0.5)
    if read.kind is Kind.OFFER_FOLLOWUP and acts & (EXTENDS | LETTER):
        return 0.6
    if read.kind is Kind.OFFER_FOLLOWUP and acts & {
        "refers_offer",
        "revises",
        "rescinds",
        "extends_deadline",
        "reminds",
    }:
        return 0.3
    return 0.0


def _remember(past: Past, kind: Kind) -> None:
    past.messages += 1
    past.applied |= kind is Kind.APPLICATION
    past.talks += kind is Kind.INTERVIEW
    past.offered |= kind is Kind.OFFER
    past.rejected |= kind is Kind.REJECTION


def _remember_own(past: Past, own: reading.Own | None) -> None:
    said_no = own is reading.Own.DECLINE
    past.applied |= own is reading.Own.APPLY
    past.wrote |= not said_no
    past.answered |= past.offered and own in {reading.Own.ACCEPT, reading.Own.DECLINE}
    past.withdrawn |= not past.offered and said_no


def _in_thread(one: cue.Cues) -> bool:
    return bool(one.references)


def _junk(entry: opportunity.Entry) -> bool:
    return cue.in_junk(entry.mailbox)


def _corrected(kind: Kind) -> Verdict:
    return Verdict(kind=kind, confidence=1.0, why="corrected by the owner")
