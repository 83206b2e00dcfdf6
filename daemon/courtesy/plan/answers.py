"""The reminders to answer an open offer: ahead of its deadline, and at the last."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import deadline, desired, given, hours, letters, moments, telling

_HALF_HOUR, _DAY = timedelta(minutes=30), timedelta(days=1)


def answers(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> Iterator[desired.Reminder]:
    """Yield the reminder to answer and the one at the deadline, each while there is time."""
    zone = ZoneInfo(terms.whose.timezone)
    lead = hours.answer(one, offer, terms)
    if lead:
        yield telling.reminder(
            one,
            "answer_by",
            terms,
            summary=f"Answer {telling.whose_offer(one)}{_due(offer, terms, zone)}",
            lines=_lines(one, offer, terms),
            start=lead,
            duration=_HALF_HOUR,
            message=(offer.message_id, offer.subject),
        )
    if last := _last(one, offer, terms, lead):
        yield last


def _last(
    one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given, lead: datetime | None
) -> desired.Reminder | None:
    if offer.reply_by is None:
        return None
    zone, mine = ZoneInfo(terms.whose.timezone), hours.mine(terms)
    start: date | None
    if offer.reply_by.at:
        start = moments.last(offer.reply_by.at, terms.now, mine)
        what = "Last half hour" if start == offer.reply_by.at - _HALF_HOUR else "Last good hour"
        if start is None or (lead and start <= lead):
            return None
    else:
        start, what = moments.last_day(offer.reply_by.day, terms.now, mine), "Last day"
        if start is None or (lead and start == lead.astimezone(zone).date()):
            return None  # the lead stands on that day already
    return telling.reminder(
        one,
        "deadline",
        terms,
        summary=f"{what} to answer {telling.whose_offer(one)}{telling.by(offer, zone)}",
        lines=_lines(one, offer, terms),
        start=start,
        duration=_HALF_HOUR if isinstance(start, datetime) else _DAY,
        alarm=timedelta() if isinstance(start, datetime) else None,
        message=(offer.message_id, offer.subject),
    )


def _due(offer: opportunity.Offer, terms: given.Given, zone: ZoneInfo) -> str:
    until = deadline.passes(offer, terms.whose.timezone)
    late = until is not None and until <= terms.now
    return f", which was due{telling.by(offer, zone)}" if late else telling.by(offer, zone)


def _lines(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> Iterator[str]:
    yield f"What: {telling.terms_of(one)}."
    whom = [telling.contact(person) for person in one.people if person.extended_offer]
    yield f"Whom: {'; '.join(whom) or 'whoever wrote the offer'}."
    yield f"How: {_how(one, terms)}"
    yield f"Why: {_why(offer)}"
    yield from (f"Note: {telling.sentence(doubt)}" for doubt in _doubts(offer))


def _how(one: opportunity.Opportunity, terms: given.Given) -> str:
    call = "call first, then " if hours.callable_(one) else ""
    if letters.due(one, terms.settings.letters.prepare):
        return f"{call}write. A letter to each person lies in Drafts, in case your answer is no."
    return f"{call}answer in the thread of the offer."


def _why(offer: opportunity.Offer) -> str:
    if offer.reply_by:
        quoted = " ".join(offer.reply_by.evidence.sentence.split())
        return f"they wrote: “{quoted}”" if quoted else "a deadline was named."
    if offer.reply_at_once:
        return "they asked for an answer at once."
    if offer.answered_at:
        return f"they wait for a yes or a no; you wrote to them last on {telling.day(offer.answered_at)}."
    return f"they have waited since {telling.day(offer.last_word_at)}; the sooner they know, the sooner they can go on."


def _doubts(offer: opportunity.Offer) -> Sequence[str]:
    told = [offer.reply_by.contradiction] if offer.reply_by and offer.reply_by.contradiction else []
    return list(dict.fromkeys([*told, *offer.contradictions]))
