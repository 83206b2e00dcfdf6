"""What every message is, judged again with the rest of its process before the eyes.

Trails come from casebook.match; judged messages go on to casebook.stage and casebook.fold.

A reading knows one message; the process tells the rest: nothing is offered out of the blue, what comes after an offer
is about that offer, a pitch that the owner answered is a talk.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, offering, suspect
from courtesy.mail import message
from courtesy.reading import reading

Kind = reading.Kind
_A_JOB = 0.7  # the weight from which a title is one
_OF_OTHER_THINGS = {"other_offer", "advertises", "to_others", "reports_own"}
_PLAIN = 6.0
_ANSWERED = 9.0  # what it speaks against fraud that the owner took it up
_NO = {"rejects", "closes", "keeps_on_file", "reserve", "to_others"}
_SAID = 4.0  # what must speak for a rejection that no sentence pronounces
_FAINT = 0.6  # of what is read in a message that by itself tells nothing of hiring
_FLOOR = 0.3  # what a message without any sign weighs for the process it stands in


@dataclass(slots=True)
class Past:
    """What had happened in a process before a message."""

    messages: int = 0  # from the other side
    hiring: bool = False  # … and one of them about hiring
    applied: bool = False
    wrote: bool = False  # the owner wrote, other than to say no
    talks: int = 0
    offered: bool = False
    answered: bool = False  # the owner has said yes or no to the offer
    withdrawn: bool = False
    at_work: bool = False
    familiar: bool = False  # the mailbox holds other mail with the same organisation
    people: set[str] = field(default_factory=set)  # addresses that have written
    domains: set[str] = field(default_factory=set)  # … and organisations

    def knows(self, one: cue.Cues) -> bool:
        """Tell whether somebody of another house than the owner's writes, who has written before."""
        return bool(self.people & one.addresses) and not self.at_work

    @property
    def under_way(self) -> bool:
        """Tell whether there is a process."""
        return self.applied or (not self.at_work and self.hiring and (self.wrote or self.talks > 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The kind that a message has in its process, and what of the process made it another than was read."""

    kind: Kind
    confidence: float
    why: str = ""


def judge(
    trail: Sequence[cue.Cues],
    corrected: Mapping[str, Kind],
    *,
    at_work: bool = False,
    known: bool = False,
    familiar: bool = False,
) -> dict[str, Verdict]:
    """Judge every message of one process, in the order of time.

    `at_work`: it is at the owner's present employer; `known`: the employer is known from another process; `familiar`:
    the mailbox holds other mail with the same organisation.
    """
    first = offering.first(trail, corrected)
    answered = _answered(trail)
    past = Past(at_work=at_work, familiar=familiar, wrote=known, hiring=known)
    verdicts: dict[str, Verdict] = {}
    for one in trail:
        mid = one.message_id
        if one.own:
            _remember_own(past, one.entry.reading.own)
            continue
        verdicts[mid] = (
            _corrected(corrected[mid])
            if mid in corrected
            else _one(one, past, first=mid == first, leads=mid in answered)
        )
        _remember(past, one, verdicts[mid].kind)
    return verdicts


def _answered(trail: Sequence[cue.Cues]) -> frozenset[str]:
    """Return the messages that led to more: something of the process answers them, or their writer goes on with it."""
    answered: set[str] = set()
    later: set[str] = set()
    for one in reversed(trail):
        if one.sender and one.sender in later:
            answered.add(one.message_id)
        if one.own or one.entry.reading.kind is not Kind.OTHER:
            answered.update(one.references)
            later.add(one.sender)
    return frozenset(answered)


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
    scores = _scores(read, asleep=one.woken)
    if past.offered:
        why = "the offer had been made"
        _after_offer(scores, one, past)
    elif past.under_way or past.hiring:
        why = "a process is under way"
        _under_way(scores, one, past, first=first)
    else:
        why = "no process before it"
        _out_of_the_blue(scores, one, past)
    if leads and read.kind is Kind.SCAM and suspect.doubtful(one):
        scores[Kind.SCAM] -= _ANSWERED
    if leads and not one.entry.message.bulk and not past.at_work:
        scores[Kind.OTHER] -= 2.0
        scores[Kind.OUTREACH] = max(scores[Kind.OUTREACH], _FLOOR + 0.2) if not past.messages else scores[Kind.OUTREACH]
    kind = max(Kind, key=lambda kind: scores[kind])
    confidence = 1 / sum(math.exp(score - scores[kind]) for score in scores.values())
    return Verdict(kind=kind, confidence=confidence, why=why if kind is not read.kind else "")


def _scores(read: reading.Reading, *, asleep: bool) -> dict[Kind, float]:
    """Return what speaks for every kind, in the message itself (log-odds, more or less)."""
    return {kind: read.scores.get(kind, 0.0) * (_FAINT if asleep else 1.0) for kind in Kind}


def _out_of_the_blue(scores: dict[Kind, float], one: cue.Cues, past: Past) -> None:
    """Weigh a message with nothing before it: a pitch rather than a talk; an offer is suspect."""
    offering_kind = one.entry.reading.kind in {Kind.OFFER, Kind.OFFER_FOLLOWUP}
    if one.entry.reading.fraud and one.entry.reading.kind is not Kind.OTHER:
        scores[Kind.SCAM] += 1.5
    if folding.in_junk(one.entry.mailbox):
        scores[Kind.SCAM] += 5.5 if offering_kind else 2.5
    # Nobody gives a job away to a stranger; an employer of today does, in person, and says for how much.
    read = one.entry.reading
    if _in_person(one, past):
        scores[Kind.OFFER] -= 0.5
    else:
        scores[Kind.OFFER] = min(scores[Kind.OFFER] - 8.0, 0.0)
        scores[Kind.OFFER_FOLLOWUP] = min(scores[Kind.OFFER_FOLLOWUP] - 6.0, 1.0)
        scores[Kind.OTHER] += 2.0 * offering_kind
        job = read.role is not None and read.role.weight >= _A_JOB and bool(offering.EXTENDS & set(read.acts))
        scores[Kind.SCAM] += 2.5 * (job and offering_kind and not one.vendor and "pitches" not in read.acts)
    if "pitches" in read.acts and read.kind in {Kind.OUTREACH, Kind.INTERVIEW, Kind.OTHER}:
        scores[Kind.OUTREACH] += 1.0


def _in_person(one: cue.Cues, past: Past) -> bool:
    """Tell whether an offer with no process before it is meant all the same.

    It comes from a person, to whom the owner is no stranger, or it names both pay and first day.
    """
    read, acts = one.entry.reading, set(one.entry.reading.acts)
    mail = one.entry.message
    passed_on = any(line.label is message.Label.FORWARDED for line in mail.lines)
    if read.kind is not Kind.OFFER or mail.bulk or one.machine or passed_on or not acts & offering.EXTENDS:
        return False
    if read.pay is not None and read.start_date is not None:
        return not acts & {"to_others", "reports_own"}
    known = past.wrote or one.housemate or (past.familiar and bool(one.domains))
    plain = read.pay is not None or bool({"counter_offer", "internal_move"} & acts) or _asks_plainly(read)
    return known and plain and not acts & _OF_OTHER_THINGS


def _asks_plainly(read: reading.Reading) -> bool:
    """Tell whether a message hardly can be anything but an offer, and asks for a yes or no."""
    return "asks_answer" in read.acts and offering.margin(read) >= _PLAIN


def _under_way(scores: dict[Kind, float], one: cue.Cues, past: Past, *, first: bool) -> None:
    """Weigh a message of a process in which nothing has been offered."""
    if first:
        scores[Kind.OFFER] = max(scores[Kind.OFFER], scores[Kind.OFFER_FOLLOWUP], *scores.values()) + 0.5
    else:
        scores[Kind.INTERVIEW] = max(scores[Kind.INTERVIEW], scores[Kind.OFFER] - 1, scores[Kind.OFFER_FOLLOWUP] - 1)
        scores[Kind.OFFER] -= 6.0
    scores[Kind.OFFER_FOLLOWUP] -= 6.0
    if past.talks and not _NO & set(one.entry.reading.acts) and scores[Kind.REJECTION] < _SAID:
        # Nobody is turned down without a word of it: what has the ring of a no is about the talks.
        scores[Kind.INTERVIEW] = max(scores[Kind.INTERVIEW], scores[Kind.REJECTION])
        scores[Kind.REJECTION] -= 2.0
    if (past.applied or past.wrote) and not past.withdrawn:
        scores[Kind.INTERVIEW] = max(scores[Kind.INTERVIEW], scores[Kind.OUTREACH])
        scores[Kind.OUTREACH] -= 5.0
    _familiar(scores, one, past, Kind.INTERVIEW)


def _after_offer(scores: dict[Kind, float], one: cue.Cues, past: Past) -> None:
    """Weigh a message after an offer: it is about that offer, unless nothing of hiring is in it."""
    hiring = (Kind.OFFER, Kind.OFFER_FOLLOWUP, Kind.REJECTION, Kind.INTERVIEW, Kind.APPLICATION)
    about = max(scores[kind] for kind in hiring)
    if (_in_thread(one) or past.knows(one)) and not past.answered:
        about = max(about, scores[Kind.OUTREACH])
    if past.at_work and not _in_thread(one):
        about -= 2.0  # colleagues write of other offers
    for kind in hiring:
        scores[kind] -= 8.0
    scores[Kind.OFFER_FOLLOWUP] = about + 1.0
    _familiar(scores, one, past, Kind.OFFER_FOLLOWUP)


def _familiar(scores: dict[Kind, float], one: cue.Cues, past: Past, kind: Kind) -> None:
    """Weigh who writes: what a person of the process writes to the owner is of the process, few words or many."""
    mail = one.entry.message
    if one.vendor in {"hiring", "esign"} and (past.under_way or past.offered):
        scores[Kind.OTHER] -= 2.5
        scores[Kind.SCAM] -= 4.0
        scores[kind] = max(scores[kind], _FLOOR)
    if mail.bulk or one.machine:
        return
    if past.people & one.addresses or one.domains & past.domains:
        scores[Kind.SCAM] -= 4.0 + 4.0 * bool(one.domains)
    if past.under_way or past.offered:
        # What a colleague writes may be of anything, save in the thread itself.
        near = _in_thread(one) or (bool(one.domains) and not past.at_work)
        scores[Kind.OTHER] -= 1.0 + 1.5 * near + (4.0 if past.offered else 1.5) * _in_thread(one)
        scores[Kind.OTHER] -= 4.0 * (past.offered and past.knows(one))  # who talked with the owner waits for the answer
        # Between the two, an offer of something else is a part of this one: a benefit, a lift, a room for the night.
        scores[Kind.OTHER] -= 4.0 * (near and "other_offer" in one.entry.reading.acts)
        scores[kind] = max(scores[kind], _FLOOR) + one.woken


def _remember(past: Past, one: cue.Cues, kind: Kind) -> None:
    past.messages += 1
    past.hiring |= kind not in {Kind.OTHER, Kind.SCAM}
    past.applied |= kind is Kind.APPLICATION
    past.talks += kind is Kind.INTERVIEW
    past.offered |= kind is Kind.OFFER
    past.people |= one.addresses
    past.domains |= one.domains


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
