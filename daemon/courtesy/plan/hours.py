"""The hours of one offer: when to call whoever made it, and when to answer, by both sides' clocks.

moments says when a thing is best done; what is known of the offer and its people is put to it here.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import almanac, deadline, given, moments

_WAITS = timedelta(days=7)  # after which a call about a no would come too late to be a courtesy
_TALK = timedelta(minutes=30)  # from the call to the letter
_SPARE = timedelta(hours=1)  # that the letter must be ahead of the deadline


def mine(terms: given.Given) -> almanac.Side:
    """Return the owner's side."""
    return terms.days.owners(ZoneInfo(terms.whose.timezone))


def theirs(offer: opportunity.Offer, phone: str | None, terms: given.Given) -> almanac.Side:
    """Return the side of those who made the offer, or of whoever has that number."""
    owners = ZoneInfo(terms.whose.timezone)
    currency = offer.pay.currency if offer.pay else ""
    clocks = [offer.extended_at]
    if offer.reply_by and offer.reply_by.at and offer.reply_by.zone_stated:
        clocks.insert(0, offer.reply_by.at)
    told = any(clock.utcoffset() for clock in clocks)  # a clock in UTC is a machine's
    found = terms.days.theirs(phone, clocks, currency, owners)
    return found or terms.days.side(deadline.theirs(offer, terms.whose.timezone), None, sure=told)


def answer(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> datetime | None:
    """Return when to answer, ahead of the deadline, and after the call where one is due on that day."""
    lead = _lead(offer, terms)
    called = [call(offer, person, None, 0, terms) for person in callable_(one)[:1]]
    talked = called[0] + _TALK if called and called[0] else None
    until = deadline.passes(offer, terms.whose.timezone)
    if lead is None or talked is None or talked <= lead or (until and terms.now < until < talked + _SPARE):
        return lead
    zone = mine(terms).zone
    same_day = talked.astimezone(zone).date() == lead.astimezone(zone).date()
    return talked if same_day and moments.awake(talked, mine(terms)) else lead


def call(
    offer: opportunity.Offer, person: opportunity.Person, decided: datetime | None, place: int, terms: given.Given
) -> datetime | None:
    """Return when to call somebody: once it is decided, soon; else on the day on which to answer."""
    ours, there = mine(terms), theirs(offer, person.phone, terms)
    until = deadline.passes(offer, terms.whose.timezone)
    if decided:
        late = terms.now - decided > _WAITS
        return None if late else moments.call(max(decided, terms.now), None, ours, there, skip=place)
    lead = _lead(offer, terms)
    if lead is None:
        return moments.call(terms.now, until, ours, there, skip=place)
    morning = lead.astimezone(there.zone).replace(hour=9, minute=0)
    earliest = max(offer.last_word_at, terms.now, morning)
    gone_by = until is not None and until <= terms.now
    return moments.call(earliest, None if gone_by else until, ours, there, skip=place)


def callable_(one: opportunity.Opportunity) -> list[opportunity.Person]:
    """Return those who made the offer and can be called, in the order in which to call them."""
    whom = [person for person in one.people if person.extended_offer and person.phone and not person.left]
    return sorted((person for person in whom if person.letter != "none"), key=lambda person: person.name)


def _lead(offer: opportunity.Offer, terms: given.Given) -> datetime | None:
    until = deadline.passes(offer, terms.whose.timezone)
    if until is None:
        return moments.patient(offer.last_word_at, offer.answered_at, terms.now, mine(terms))
    by_day = offer.reply_by is not None and offer.reply_by.at is None
    close = moments.close_of(offer.reply_by.day, theirs(offer, None, terms)) if by_day and offer.reply_by else None
    return moments.lead(offer.last_word_at, until, terms.now, mine(terms), close=close)
