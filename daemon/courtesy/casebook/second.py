"""What the owner's own mail does, on second thoughts: a yes or a no counts when it is said, or when it was heard.

Trails come from casebook.match; they go on to casebook.judge and casebook.people.
"""

from collections.abc import Sequence
from dataclasses import replace

from courtesy.casebook import cues as cue
from courtesy.casebook import offering
from courtesy.mail import message
from courtesy.reading import reading

_OFFERING = frozenset({reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP})
_NO = frozenset({"declines", "withdraws"})
_SOFT = frozenset({reading.Own.THANKS, reading.Own.OTHER, reading.Own.NEGOTIATE})  # what a gentle no may read like
# What a short yes may read like, and one that asks something as well.
_HALF_SAID = frozenset({reading.Own.OTHER, reading.Own.THANKS, reading.Own.SCHEDULE, reading.Own.QUESTION})
_NOT_YET = _NO | {"negotiates", "asks_time", "promises"}
_HEARD_NO = frozenset({"acknowledges_decline", "confirms_withdrawal"})
_HEARD_YES = frozenset({"acknowledges_accept", "paperwork", "esign_completed", "welcomes"})
_WAITS = frozenset({"extends_deadline", "reminds"})
_STILL_ASKS = frozenset({"extends_deadline", "reminds", "explains_terms", "revises", "asks_answer", "keeps_deadline"})
_FEW = 6
_ENDS = frozenset({"rejects", "closes"})
_PLAIN = 4.0  # what must speak for a rejection, where more speaks for its being about the offer


def thoughts(trail: Sequence[cue.Cues]) -> list[cue.Cues]:
    """Return a process with the owner's mail settled in the light of what was answered."""
    offers = {one.message_id for one in trail if not one.own and _offers(one)}
    return [_settled(one, trail[at + 1 :], offers) if one.own else one for at, one in enumerate(trail)]


def _offers(one: cue.Cues) -> bool:
    return one.entry.reading.kind in _OFFERING or offering.among_acquaintances(one) >= offering.ENOUGH


def _settled(one: cue.Cues, after: Sequence[cue.Cues], offers: set[str]) -> cue.Cues:
    read, to_offer = one.entry.reading, not offers.isdisjoint(one.references)
    if to_offer and offers.issuperset(one.references[:1]) and _nods(one):
        read = replace(read, acts=(*read.acts, "accepts"))
    said = settle(read, one.message_id, after, to_offer=to_offer)
    if said is one.entry.reading.own:
        return one
    return replace(one, entry=replace(one.entry, reading=replace(one.entry.reading, own=said)))


def _nods(one: cue.Cues) -> bool:
    """Tell whether a mail is hardly more than a yes: "Yes :)"."""
    said = one.entry.message.part(message.Label.NEW).split()
    return len(said) <= _FEW and "nods" in one.entry.reading.acts and "asks" not in one.entry.reading.acts


def settle(
    read: reading.Reading, message_id: str, after: Sequence[cue.Cues], *, to_offer: bool = False
) -> reading.Own | None:
    """Return what a mail of the owner's does, given everything that came after it.

    `to_offer`: it answers a message that makes an offer or is about one.
    """
    acts = set(read.acts)
    if read.own is reading.Own.ACCEPT:
        return _yes(acts, after, to_offer=to_offer)
    if read.own is reading.Own.DECLINE and not acts & _NO:
        return (
            reading.Own.DECLINE
            if _heard(message_id, after) or not (waited_for(after) or "asks" in acts)
            else reading.Own.OTHER
        )
    if to_offer and read.own in _HALF_SAID and "accepts" in acts and not acts & _NOT_YET:
        heard = _answered(message_id, after, _HEARD_YES)
        if heard or not (read.own is reading.Own.QUESTION or waited_for(after)):
            return reading.Own.ACCEPT
    if read.own in _SOFT and (_heard(message_id, after) or (to_offer and _says_no(acts) and not waited_for(after))):
        return reading.Own.DECLINE
    return read.own


def _yes(acts: set[str], after: Sequence[cue.Cues], *, to_offer: bool) -> reading.Own:
    """Return what a mail that reads as a yes does: one that asks for time or more is none yet."""
    if acts & _NO:
        return reading.Own.DECLINE
    if "asks_time" in acts:
        return reading.Own.ASK_TIME
    if "negotiates" in acts:
        return reading.Own.NEGOTIATE
    heard = any(_HEARD_YES & set(one.entry.reading.acts) for one in after if not one.own)
    said = "accepts" in acts
    # A plain yes to the offer itself stands against a reminder, which may be of papers.
    waiting = any(waits(one, plainly=said and to_offer) for one in after if not one.own)
    if waiting or not (said or heard):
        return reading.Own.QUESTION if "asks" in acts else reading.Own.OTHER
    return reading.Own.ACCEPT


def _says_no(acts: set[str]) -> bool:
    """Tell whether a no among other things is one to the job: who still asks, or promises an answer, has given none."""
    return bool(acts & _NO) and not acts & {"asks", "promises", "asks_time"}


def _heard(message_id: str, after: Sequence[cue.Cues]) -> bool:
    """Tell whether a no was heard: the answer to this very mail takes leave."""
    for one in after:
        if not one.own and one.references[:1] == (message_id,):
            read = one.entry.reading
            acts = set(read.acts)
            leaves = read.kind is reading.Kind.REJECTION and not _goes_on(read)
            return bool(acts & _HEARD_NO) or (leaves and "rescinds" not in acts)
    return False


def _answered(message_id: str, after: Sequence[cue.Cues], acts: frozenset[str]) -> bool:
    """Tell whether an answer to this very mail performs one of some acts."""
    return any(
        one.references[:1] == (message_id,) and not acts.isdisjoint(one.entry.reading.acts)
        for one in after
        if not one.own
    )


def waited_for(after: Sequence[cue.Cues]) -> bool:
    """Tell whether somebody still waits for the owner's answer afterwards: what read like one was none."""
    return any(waits(one) for one in after if not one.own)


def waits(one: cue.Cues, *, plainly: bool = False) -> bool:
    """Tell whether a message of theirs waits for the owner's answer, without making the offer anew.

    `plainly`: it gives the owner time, or names a day.
    """
    read = one.entry.reading
    if one.machine or set(read.acts) & (offering.EXTENDS | offering.LETTER):
        return False
    if plainly and "acknowledges_accept" in read.acts:
        return False  # what they want by a day are papers
    about = read.kind in {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP} or bool(one.references)
    asked = about and read.reply_by is not None and not read.reply_by.soft
    return read.no_deadline or asked or bool(({"extends_deadline"} if plainly else _WAITS) & set(read.acts))


def _goes_on(read: reading.Reading) -> bool:
    terms = read.pay or read.reply_by or read.no_deadline
    return bool(terms) or bool(_STILL_ASKS & set(read.acts))


def takes_back(read: reading.Reading) -> bool:
    """Tell whether an offer is taken back: in so many words, or by what reads as a rejection and says nothing more."""
    if "rescinds" in read.acts:
        # "… or the offer may be withdrawn" is a deadline's other half.
        return read.reply_by is None or bool(_ENDS & set(read.acts))
    refuses = read.kind is reading.Kind.REJECTION or read.scores.get(reading.Kind.REJECTION, 0.0) >= _PLAIN
    return refuses and bool(_ENDS & set(read.acts)) and not _goes_on(read)
