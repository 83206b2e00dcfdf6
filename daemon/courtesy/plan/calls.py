"""The calls: to whoever made the offer, before the letter goes, and to whom no letter can reach.

Each comes with the number, the hour for them, and three lines to speak from: thanks, the no and its reason, the open
door.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import almanac, desired, given, hours, moments, particular, reason, telling

_ALARM = timedelta(minutes=10)


def calls(
    one: opportunity.Opportunity, offer: opportunity.Offer, decided: datetime | None, terms: given.Given
) -> Iterator[desired.Reminder]:
    """Yield a call to each who made the offer: once it is decided, else on the day on which to answer."""
    for place, person in enumerate(hours.callable_(one)):
        if start := hours.call(offer, person, decided, place, terms):
            yield _call(one, offer, person, start, terms)


def thanks(
    one: opportunity.Opportunity, offer: opportunity.Offer, decided: datetime, terms: given.Given
) -> Iterator[desired.Reminder]:
    """Yield a call to each whom only a telephone reaches, a day after the no."""
    whom = [person for person in silent(one) if person.phone and not person.extended_offer]
    for place, person in enumerate(sorted(whom, key=lambda person: person.name)):
        theirs = hours.theirs(offer, person.phone, terms)
        start = moments.call(decided + moments.DAY, None, hours.mine(terms), theirs, skip=place)
        if start and start > terms.now:
            yield telling.reminder(
                one,
                "thank",
                terms,
                person=person.name.lower(),
                summary=f"Thank {person.name}{_of(one)}: {person.phone}",
                lines=_text(one, person, _hour(start, theirs, terms), _thanks(one, person, terms)),
                start=start,
                alarm=_ALARM,
                message=(offer.message_id, offer.subject),
            )


def silent(one: opportunity.Opportunity) -> list[opportunity.Person]:
    """Return those whom the owner has met and has yet to thank, and whom no letter can reach."""
    return [
        person
        for person in telling.named(one.people)
        if person.met and not person.reachable and person.letter != "none"
    ]


def _call(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    person: opportunity.Person,
    start: datetime,
    terms: given.Given,
) -> desired.Reminder:
    side = hours.theirs(offer, person.phone, terms)
    return telling.reminder(
        one,
        "call",
        terms,
        person=(person.email or person.name).lower(),
        summary=f"Call {person.name}{_of(one)}: {person.phone}",
        lines=_text(one, person, _hour(start, side, terms), _notes(one, person, terms)),
        start=start,
        alarm=_ALARM,
        message=(offer.message_id, offer.subject),
    )


def _hour(start: datetime, theirs: almanac.Side, terms: given.Given) -> str:
    """Say what the clocks show then: theirs where it is known, and the owner's where it differs."""
    there, here = start.astimezone(theirs.zone), start.astimezone(ZoneInfo(terms.whose.timezone))
    if not theirs.sure:
        return f"It is {here:%H:%M} for you; where they are is not known."
    same = here.utcoffset() == there.utcoffset()
    return f"It is {there:%H:%M} for them{'' if same else f', {here:%H:%M} for you'}."


def _text(one: opportunity.Opportunity, person: opportunity.Person, hour: str, notes: Iterator[str]) -> Iterator[str]:
    yield f"Whom: {telling.contact(person)}."
    yield f"How: call {person.phone}. {hour}"
    yield f"Why: {_why(one, person)}"
    yield "Notes to speak from:"
    yield from (f"{number}. {note}" for number, note in enumerate(notes, 1))


def _why(one: opportunity.Opportunity, person: opportunity.Person) -> str:
    if person.extended_offer:
        return f"they made you {telling.whose_offer(one)}; an answer by voice comes before the letter."
    return "they gave you their time, and no address of theirs is known that a letter could go to."


def _notes(one: opportunity.Opportunity, person: opportunity.Person, terms: given.Given) -> Iterator[str]:
    yield f"Thank them for the offer: {telling.terms_of(one)}."
    given_reason = reason.places(one.decision, "en", terms.templates)["reason"]
    if one.decision and one.decision.decision is opportunity.Decision.DECLINE:
        yield f"Say no in the first minute, and why: {given_reason or 'a short true reason is enough'}."
    else:
        yield "Say your answer at the beginning; if it is no, a short true reason is enough."
    yield _door(person, terms)


def _thanks(one: opportunity.Opportunity, person: opportunity.Person, terms: given.Given) -> Iterator[str]:
    yield "Thank them for the time that they gave you."
    yield f"Tell them that you have decided against {telling.whose_offer(one)}, before they hear it from others."
    yield _door(person, terms)


def _door(person: opportunity.Person, terms: given.Given) -> str:
    found = particular.particular(person.talked_about, "en", terms.templates.lexicons)
    about = (found.topic or found.event) if found else ""
    mention = f"Mention {about}; leave" if about else "Leave"
    return f"{mention} the door open: you would like to stay in touch, and to hear of what they do next."


def _of(one: opportunity.Opportunity) -> str:
    return f" ({one.company})" if one.company else ""
