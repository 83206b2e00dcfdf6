"""Which message of a process first extends the offer.

Trails come from casebook.match; the answer goes to casebook.judge.

What was read in a message is only half of it: the talks before it, the terms in it, the owner's answer to it and what
is said of an offer later weigh as much. A promise of an offer gives way to the offer.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from courtesy.casebook import cues as cue
from courtesy.reading import reading

_EXTENDING = "extends verbal_offer conditional tentative counter_offer internal_move alternative for_client"
EXTENDS = frozenset(_EXTENDING.split())
LETTER = frozenset({"esign_request", "encloses_offer"})
_PLAINLY = frozenset({"extends", "verbal_offer", "encloses_offer", "alternative"})
_RATHER_NOT = frozenset({"rescinds", "to_others", "reports_own"})
_SPEAKS_OF_IT = frozenset(
    {"refers_offer", "rescinds", "lapses", "reminds", "extends_deadline", "shortens_deadline", "keeps_deadline"}
)
_ANSWERS = {
    reading.Own.ACCEPT: 3.5,
    reading.Own.NEGOTIATE: 3.0,
    reading.Own.ASK_TIME: 3.0,
    reading.Own.DECLINE: 1.5,
}
_SOON = timedelta(days=14)  # within which an offer is spoken of again
_SPELT_OUT = -3.5  # the least log-odds of a message that, after talks, names both pay and first day
_CLEAR = 7.0  # log-odds from which a message is an offer whatever comes after it
_FAR = -10.0  # log-odds below which a message is of something else: a paid exercise, with a day for it
_NEAR = 2.0  # … and how much less than the surest one may have that names no terms and got no answer
_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_HIRING = {reading.Kind.APPLICATION, reading.Kind.INTERVIEW, reading.Kind.OUTREACH, reading.Kind.REJECTION}
_CARRIERS = {"hiring", "esign"}
_DECIDED = 2.0
ENOUGH = 3.5  # what together is an offer: a decision and pay, a decision and a question
_OF_SOMETHING_ELSE = {
    "in_prospect",
    "other_offer",
    "to_others",
    "rejects",
    "closes",
    "reserve",
    "keeps_on_file",
    "reports_own",
}
_MORE_TALKS = {"invites_interview", "schedules", "assessment", "asks_references"}


def first(trail: Sequence[cue.Cues], corrected: Mapping[str, reading.Kind]) -> str:
    """Return the Message-ID of the message that first extends an offer; empty where none does."""
    answers = {one.references[0]: one.entry.reading.own for one in reversed(trail) if one.own and one.references}
    found: list[tuple[float, bool, str]] = []  # log-odds, whether terms or an answer bear it out, Message-ID
    talked = wrote = hiring = False
    for at, one in enumerate(trail):
        mid, read = one.message_id, one.entry.reading
        if one.own:
            wrote |= read.own is not reading.Own.DECLINE
            hiring |= read.own is reading.Own.APPLY or "applies" in read.acts
        elif mid in corrected:
            found.append((99.0 if corrected[mid] is reading.Kind.OFFER else -9.0, True, mid))
        else:
            weight = _weigh(one, answers.get(mid), talked=talked, known=talked or hiring)
            weight += 1.5 * (talked and _spoken_of(trail[at + 1 :], one))
            # Where the owner never wrote a word, nothing is offered that does not read like an offer.
            weight -= 2.0 * (not wrote and read.kind not in _OFFERING and among_acquaintances(one) < ENOUGH)
            found.append((weight, _borne_out(one, answers.get(mid)), mid))
            personal = not one.machine and not one.entry.message.bulk
            met = read.kind is reading.Kind.INTERVIEW or "invites_interview" in read.acts
            talked |= (met and not one.entry.message.bulk) or (hiring and wrote and personal)
            hiring |= read.kind in _HIRING
    best = max((weight for weight, _, _ in found), default=0.0)
    return next(
        (mid for weight, borne, mid in found if weight > 0 and (borne or weight >= min(_CLEAR, best - _NEAR))), ""
    )


def _borne_out(one: cue.Cues, answer: reading.Own | None) -> bool:
    """Tell whether more than words makes a message the offer: terms, the owner's answer, a request to sign."""
    read, acts = one.entry.reading, set(one.entry.reading.acts)
    signing = _notice(one) and "reminds" not in acts
    named = read.pay is not None or (read.start_date is not None and bool(acts & _PLAINLY) and "hands_over" not in acts)
    return named or signing or answer in _ANSWERS


def _weigh(one: cue.Cues, answer: reading.Own | None, *, talked: bool, known: bool) -> float:
    """Say what speaks for a message's being the offer, more than for all else that it may be (log-odds)."""
    read, acts = one.entry.reading, set(one.entry.reading.acts)
    # What looks like fraud by itself is none from those with whom the owner has talked.
    if one.entry.message.automatic or (read.kind is reading.Kind.SCAM and not (talked and one.domains)):
        return -9.0
    # Who asks for an answer and names a day says to whom else the post may go; it is offered to the owner all the same.
    bound = talked and bool(acts & EXTENDS) and read.reply_by is not None
    weight = margin(read, trusted=talked and bool(one.domains)) - (1.5 if bound else 5.0) * len(acts & _RATHER_NOT)
    if _notice(one):
        weight = max(weight, 1.5)
    if not known:
        return weight
    if not talked:
        weight -= 2.0
    weight += _ANSWERS.get(answer, 0.0) if answer else 0.0
    if talked:
        if read.pay is not None and read.start_date is not None:
            weight = max(weight, _SPELT_OUT)
        # A sum in words that do nothing is a wager's, or the price of lunch.
        weight += 1.0 + terms(read) if acts or one.machine or read.kind is reading.Kind.OFFER else 0.0
        # After talks, words that give somebody a job are meant: a "no" beside them is of something else.
        meant = acts & _PLAINLY and "in_prospect" not in acts
        weight += 1.5 * len(acts & (EXTENDS | LETTER | {"asks_answer"})) if meant else 0.0
        if (said := among_acquaintances(one)) >= ENOUGH and weight > _FAR:
            weight = max(weight, said - 2.0)
    if acts & {"rejects", "closes"} and not terms(read):
        weight -= 2.5
    return weight - 2.0 * ("in_prospect" in acts) - 3.0 * ("hands_over" in acts and read.pay is None)


def _notice(one: cue.Cues) -> bool:
    """Tell whether a system says that an offer lies there, to be looked at, signed or answered."""
    acts = set(one.entry.reading.acts)
    if not one.machine:
        return False
    about = one.entry.reading.kind in _OFFERING
    beside = "side_document" in acts and "encloses_offer" not in acts
    return ("esign_request" in acts and not beside) or (one.vendor in _CARRIERS and about and "asks_answer" in acts)


def among_acquaintances(one: cue.Cues) -> float:
    """Say how much a person's words make an offer after talks that would be none from a stranger.

    "Boss says yes, 15 an hour, ok?" Nobody decides for the owner and names pay, or asks for a yes, nor names a sum and
    asks for a yes, but to offer; unless it is about the next talk.
    """
    read, acts = one.entry.reading, set(one.entry.reading.acts)
    if one.machine or one.entry.message.bulk or acts & _OF_SOMETHING_ELSE:
        return 0.0
    decided = _DECIDED if "favours" in acts else 1.5 * bool(acts & _PLAINLY) or 1.0 * ("feedback" in acts)
    asks = 1.5 * (bool(acts & {"asks_answer", "asks_yes"}) or read.reply_by is not None)
    talks = bool(acts & _MORE_TALKS)
    priced = read.pay is not None or "names_sum" in acts
    if not decided and (talks or not asks or not priced):
        return 0.0
    return decided + asks + 2.0 * priced + 1.5 * (read.start_date is not None) - talks * (0.5 if priced else 1.5)


def margin(read: reading.Reading, *, trusted: bool = False) -> float:
    """Say how far an offer leads all else in the reading itself; what speaks of an offer may be the offer."""
    scores = {kind: read.scores.get(kind, 0.0) for kind in reading.Kind}
    followup = scores.pop(reading.Kind.OFFER_FOLLOWUP)
    offer = scores.pop(reading.Kind.OFFER)
    if trusted:
        del scores[reading.Kind.SCAM]
    if read.kind is reading.Kind.OFFER_FOLLOWUP and set(read.acts) & (EXTENDS | LETTER) - {"for_client"}:
        offer = max(offer, followup - 1.0)
    return offer - max(scores.values())


def terms(read: reading.Reading) -> float:
    """Say how much of a job's terms a message names; a day for an answer alone may be an interview's."""
    if read.pay is None:
        return 0.5 * (read.start_date is not None)
    firm = read.reply_by is not None and not read.reply_by.soft
    return 1.5 + 1.5 * (read.start_date is not None) + 1.0 * firm


def _spoken_of(later: Sequence[cue.Cues], one: cue.Cues) -> bool:
    """Tell whether an offer is soon spoken of as made."""
    until = one.entry.message.date + _SOON
    return any(
        not after.own
        and after.entry.reading.kind is reading.Kind.OFFER_FOLLOWUP
        and bool(_SPEAKS_OF_IT & set(after.entry.reading.acts))
        for after in later
        if after.entry.message.date <= until
    )
