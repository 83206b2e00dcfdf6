"""What is left to do once an offer is declined: send what lies unsent, thank, recommend, connect."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from courtesy.casebook import opportunity
from courtesy.plan import calls, deadline, desired, given, hours, moments, telling

_UNSENT = (1, 3, 7)  # days after the no on which letters that lie in Drafts are thought of
_MOST = 12  # people in one reminder


def afterwards(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    decided: datetime,
    laid: Sequence[desired.Letter],
    terms: given.Given,
) -> Iterator[desired.Reminder]:
    """Yield what is to be done after the no, each thing once, at its hour; what has gone by is let go."""
    yield from _send(one, offer, decided, laid, terms)
    yield from calls.thanks(one, offer, decided, terms)
    yield from _thank(one, offer, decided, terms)
    if not one.tie:  # who stays in the house needs neither
        yield from _recommend(one, offer, decided, terms)
        if told(one):  # who has not heard of it yet would wonder
            yield from _connect(one, offer, max(decided, offer.answered_at or decided), terms)


def told(one: opportunity.Opportunity) -> bool:
    """Tell whether those who made the offer have had their answer: where we were not told of the no, a mail was it."""
    return one.decision is None or any(person.letter == "none" for person in one.people if person.extended_offer)


def _send(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    decided: datetime,
    laid: Sequence[desired.Letter],
    terms: given.Given,
) -> Iterator[desired.Reminder]:
    unsent = [letter.to.name or letter.to.email for letter in laid if letter.slot.key not in terms.settled]
    start = _unsent(offer, decided, terms)
    if not unsent or start is None:
        return
    yield telling.reminder(
        one,
        "send",
        terms,
        summary=f"Send the {'letters' if len(unsent) > 1 else 'letter'} about {telling.whose_offer(one)}",
        lines=(
            f"What: {len(unsent)} letter{'s lie' if len(unsent) > 1 else ' lies'} unsent in Drafts.",
            f"Whom: {telling.listed(unsent)}.",
            "How: open Drafts, read each letter, change what you like, send it.",
            f"Why: you decided on {telling.day(decided)}; they can look for somebody else once they know.",
        ),
        start=start,
        message=(offer.message_id, offer.subject),
    )


def _unsent(offer: opportunity.Offer, decided: datetime, terms: given.Given) -> datetime | None:
    """Return when to send: a day after the no, or before the deadline where that comes sooner."""
    mine = hours.mine(terms)
    until = deadline.passes(offer, terms.whose.timezone)
    dates = [moments.after(decided, days, moments.MORNING, mine) for days in _UNSENT]
    if until and decided < until < dates[0] and (last := moments.last(until, terms.now, mine)):
        return last
    return next((one for one in dates if one > terms.now), None)


def _thank(
    one: opportunity.Opportunity, offer: opportunity.Offer, decided: datetime, terms: given.Given
) -> Iterator[desired.Reminder]:
    whom = [person for person in calls.silent(one) if not person.phone][:_MOST]
    start = _hour(decided, 1, moments.AFTERNOON, terms)
    if not whom or start is None:
        return
    yield telling.reminder(
        one,
        "thank",
        terms,
        summary=f"Thank {telling.listed(person.name for person in whom)}{f' ({one.company})' if one.company else ''}",
        lines=(
            "What: a few words of thanks to each; no address of theirs is known that a letter could go to.",
            *(f"Whom: {telling.contact(person)}, on LinkedIn: {telling.linkedin(person, one)}" for person in whom),
            "How: a message there, or ask whoever made the offer to pass your thanks on.",
            "Why: they gave you their time, and everybody else gets a letter.",
        ),
        start=start,
        message=(offer.message_id, offer.subject),
    )


def _recommend(
    one: opportunity.Opportunity, offer: opportunity.Offer, decided: datetime, terms: given.Given
) -> Iterator[desired.Reminder]:
    whom = next((p for p in telling.named(one.people) if p.extended_offer and (p.reachable or p.phone)), None)
    start = _hour(decided, 1, moments.EVENING, terms)
    if whom is None or start is None or not one.role:
        return
    yield telling.reminder(
        one,
        "recommend",
        terms,
        summary=f"Do you know somebody for {telling.post(one)}?",
        lines=(
            "What: think for a minute of somebody who would be right for it; ask them first.",
            f"Whom: {telling.contact(whom)}.",
            f"How: {telling.how(whom, one)}. Name somebody only if you would work with them yourself.",
            "Why: they must begin their search again; a good name helps more than any thanks.",
        ),
        start=start,
        message=(offer.message_id, offer.subject),
    )


def _connect(
    one: opportunity.Opportunity, offer: opportunity.Offer, decided: datetime, terms: given.Given
) -> Iterator[desired.Reminder]:
    whom = [person for person in telling.named(one.people) if person.met][:_MOST]
    start = _hour(decided, 3, moments.AFTERNOON, terms)
    if not whom or start is None:
        return
    yield telling.reminder(
        one,
        "connect",
        terms,
        summary=f"Connect with whom you met{f' at {one.company}' if one.company else ''}",
        lines=(
            "What: ask whom you would like to hear of again whether they want to connect.",
            *(f"Whom: {person.name}: {telling.linkedin(person, one)}" for person in whom),
            "How: each link is a search on LinkedIn, nothing more; write a line of your own with the request.",
            "Why: they know you now, and jobs change hands.",
        ),
        start=start,
        duration=timedelta(minutes=20),
        message=(offer.message_id, offer.subject),
    )


def _hour(decided: datetime, days: int, at: time, terms: given.Given) -> datetime | None:
    mine = hours.mine(terms)
    start = moments.after(decided, days, at, mine)
    return start if start > terms.now else None
