"""How far a process is: the order of what was said by both sides.

Judged messages come from casebook.judge; the stage goes on to casebook.fold.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from courtesy.casebook import cues as cue
from courtesy.casebook import judge, offering, opportunity, second
from courtesy.reading import reading

Stage = opportunity.Stage
_OPEN = {Stage.OFFERED, Stage.ACCEPTED, Stage.DECLINED, Stage.RESCINDED}
_ANEW = offering.EXTENDS | {"encloses_offer", "revises"}
_GOES_ON_WITH = "extends_deadline explains_terms reminds asks_answer acknowledges_accept paperwork revises"
_GOES_ON = frozenset(_GOES_ON_WITH.split())
_YES = reading.Own.ACCEPT


def stage(
    trail: Sequence[cue.Cues], verdicts: Mapping[str, judge.Verdict], decision: opportunity.OwnerDecision | None
) -> Stage:
    """Return the stage after all messages of a process, and after the owner's decision, which stands above them."""
    now = Stage.APPLIED
    wrote = False  # whether the owner has written since the offer
    said_yes = False  # whether the owner wrote a yes
    plainly = False  # whether an offer was taken back in so many words
    owners = {one.message_id: one.entry.reading.own for one in trail if one.own}
    for one in trail:
        if one.own:
            now = _after_own(now, one.entry.reading.own)
            wrote |= now in _OPEN
            said_yes |= now is Stage.ACCEPTED
            continue
        acts = set(one.entry.reading.acts)
        # What answers the owner's question does not answer a yes; and a machine welcomes everybody.
        if one.machine or owners.get(next(iter(one.references), ""), _YES) not in {_YES, reading.Own.THANKS}:
            acts.discard("acknowledges_accept")
        if second.waits(one, plainly=said_yes):
            acts.discard("acknowledges_accept")
            now = Stage.OFFERED if now is Stage.ACCEPTED else now
        if _signed(one):
            acts.add("acknowledges_accept")
        if not _may_take_leave(one, wrote=wrote):
            acts.discard("acknowledges_decline")
        if now in _OPEN and verdicts[one.message_id].kind is reading.Kind.OFFER_FOLLOWUP:
            if now is Stage.RESCINDED:
                now = _after_taken_back(one.entry.reading, plainly=plainly)
            else:
                now = _after_followup(now, acts, one.entry.reading)
            plainly |= "rescinds" in acts
        else:
            now = _after(now, verdicts[one.message_id].kind)
    return _decided(now, decision)


def _signed(one: cue.Cues) -> bool:
    """Tell whether an e-sign service says that the contract is signed."""
    acts = set(one.entry.reading.acts)
    return one.vendor == "esign" and "esign_completed" in acts and not acts & {"esign_request", "side_document"}


def _may_take_leave(one: cue.Cues, *, wrote: bool) -> bool:
    """Tell whether a message may acknowledge a no: who still offers something does not, nor who has heard nothing."""
    return (wrote or bool(one.references)) and not set(one.entry.reading.acts) & (_ANEW | {"asks_answer"})


def _after(now: Stage, kind: reading.Kind) -> Stage:
    """Return the stage after a message of theirs."""
    if kind is reading.Kind.OFFER:
        return Stage.OFFERED
    if now in _OPEN:
        return now
    if kind is reading.Kind.REJECTION:
        return now if now is Stage.WITHDRAWN else Stage.REJECTED
    if kind in {reading.Kind.INTERVIEW, reading.Kind.OUTREACH} and now is not Stage.WITHDRAWN:
        return Stage.INTERVIEWING
    return now


def _after_followup(now: Stage, acts: set[str], read: reading.Reading) -> Stage:
    """Return the stage after a message about an offer."""
    if now is Stage.DECLINED:
        return Stage.OFFERED if read.kind is reading.Kind.OFFER and acts & _ANEW and "asks_answer" in acts else now
    if second.takes_back(read):
        return Stage.RESCINDED
    if "acknowledges_decline" in acts and now is Stage.OFFERED:
        return Stage.DECLINED
    if "acknowledges_accept" in acts and now is Stage.OFFERED:
        return Stage.ACCEPTED
    return now


def _after_taken_back(read: reading.Reading, *, plainly: bool) -> Stage:
    """Return the stage after a message about an offer that was taken back: whoever goes on with it had not meant it."""
    acts = set(read.acts)
    anew = acts & _ANEW if read.kind is reading.Kind.OFFER or "asks_answer" in acts else set[str]()
    goes_on = anew or (not plainly and acts & (_ANEW | _GOES_ON))
    return Stage.OFFERED if goes_on and not second.takes_back(read) else Stage.RESCINDED


def _after_own(now: Stage, own: reading.Own | None) -> Stage:
    """Return the stage after a message of the owner's."""
    if own is reading.Own.ACCEPT and now in {Stage.OFFERED, Stage.DECLINED}:
        return Stage.ACCEPTED
    if own in {reading.Own.NEGOTIATE, reading.Own.ASK_TIME} and now is Stage.ACCEPTED:
        return Stage.OFFERED
    if own is reading.Own.DECLINE:
        return _after_no(now)
    if own is reading.Own.APPLY and now in {Stage.REJECTED, Stage.WITHDRAWN}:
        return Stage.APPLIED
    return now


def _after_no(now: Stage) -> Stage:
    """Return the stage after the owner's no."""
    if now in {Stage.OFFERED, Stage.ACCEPTED, Stage.DECLINED}:
        return Stage.DECLINED
    return now if now in {Stage.RESCINDED, Stage.REJECTED} else Stage.WITHDRAWN


def _decided(now: Stage, decision: opportunity.OwnerDecision | None) -> Stage:
    if decision is None or now is Stage.RESCINDED:
        return now
    if decision.decision is opportunity.Decision.DECLINE:
        return Stage.DECLINED
    if decision.decision is opportunity.Decision.ACCEPT:
        return Stage.ACCEPTED
    return Stage.OFFERED if now in {Stage.ACCEPTED, Stage.DECLINED} else now


def newest(
    decisions: Iterable[opportunity.OwnerDecision], messages: frozenset[str]
) -> opportunity.OwnerDecision | None:
    """Return the owner's last decision on any message of a process."""
    about = [one for one in decisions if one.message_id in messages]
    return max(about, key=_at, default=None)


def _at(decision: opportunity.OwnerDecision) -> datetime:
    return decision.at
