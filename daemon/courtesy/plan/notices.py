"""The word to the owner alone that an offer wants its answer now: what, why, by when, and what lies ready.

One for each offer and deadline, however often it is planned; plan.pace says when it is given.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import desired, given, mint, telling, urgency

_LAST = timedelta(days=1)  # before the deadline: nothing presses more


def notices(
    one: opportunity.Opportunity, urgent: urgency.Urgency, laid: Sequence[desired.Letter], terms: given.Given
) -> Iterator[desired.Notice]:
    """Yield a notice where an answer is wanted now."""
    if one.offer is None or urgent.level != urgency.NOW:
        return
    until = one.offer.reply_by.at or one.offer.reply_by.day if one.offer.reply_by else ""
    end = urgency.due(one.offer, terms.whose.timezone)
    near = end is not None and timedelta() <= end - terms.now <= _LAST
    yield desired.Notice(
        ident=mint.uid(terms.secret, str(one.id) if one.id else one.anchor, "notice", str(until)),
        subject=_subject(one, one.offer, end, terms),
        body="\n".join(_lines(one, one.offer, urgent, laid, terms)) + "\n",
        pressing=desired.AT_ONCE if near else desired.PRESSING,
        by=end,
    )


def _subject(one: opportunity.Opportunity, offer: opportunity.Offer, end: datetime | None, terms: given.Given) -> str:
    asking = (person.name for person in one.people if person.extended_offer)
    who = one.company or next(asking, "") or "An offer"
    if end is None:
        return f"{who} wants your answer at once"
    by = telling.by(offer, ZoneInfo(terms.whose.timezone))
    if end < terms.now:
        return f"{who} still waits for your answer; it was due{by.replace(' by ', ' on ', 1)}"
    return f"{who} wants your answer{by}"


def _lines(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    urgent: urgency.Urgency,
    laid: Sequence[desired.Letter],
    terms: given.Given,
) -> Iterator[str]:
    yield f"What: {_capital(telling.terms_of(one))}."
    yield from (f"Why: {telling.sentence(_capital(reason))}" for reason in urgent.because)
    yield f"By when: {_until(offer, terms)}."
    whom = [telling.contact(person) for person in one.people if person.extended_offer]
    yield f"Answer to: {telling.listed(whom) if whom else 'Whoever wrote the offer'}."
    if offer.subject.strip():
        yield f"Find it: search your mail for “{' '.join(offer.subject.split())}”."
    yield f"What lies ready: {_ready(laid, terms)}"
    if one.id:
        yield (
            f"Once you know: courtesy accept {one.id}, or courtesy decline {one.id}; "
            f"courtesy show {one.id} tells all about it."
        )
    yield "You are told once a day at most, until you have answered or decided."


def _until(offer: opportunity.Offer, terms: given.Given) -> str:
    end = urgency.due(offer, terms.whose.timezone)
    if end is None:
        return "As soon as you can; they named no date"
    by = telling.by(offer, ZoneInfo(terms.whose.timezone)).removeprefix(" by ")
    return f"{by}. That has passed: answer today, late is better than never" if end < terms.now else by


def _ready(laid: Sequence[desired.Letter], terms: given.Given) -> str:
    if laid:
        said = "1 letter" if len(laid) == 1 else f"{len(laid)} letters"
        return f"{said} in Drafts, in case your answer is no. Nothing has been sent."
    if terms.settings.letters.prepare == "decision":
        return "Nothing yet; letters are written once you decline."
    return "No letter; the answer is yours to write."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
