"""Keeping in touch with the people of an offer that was declined: months after the last contact, person by person.

A contact in the mailbox, from either side, begins the months anew. Each person has one reminder, which goes from one
distance to the next; who deletes it from the calendar stops it for good.
"""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import desired, given, moments, particular, telling
from courtesy.reading import reading

_RANKS = (reading.Part.HIRING_MANAGER, reading.Part.INTERVIEWER, reading.Part.EXECUTIVE, reading.Part.REFERRER)


def keeping(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> Iterator[desired.Reminder]:
    """Yield the next reminder of each person whom the owner met, each on a day of their own."""
    for place, person in enumerate(sorted(_people(one), key=_rank)):
        if kept := _next(one, offer, person, place, terms):
            yield kept


def _people(one: opportunity.Opportunity) -> Iterator[opportunity.Person]:
    for person in telling.named(one.people):
        arranged = person.part is reading.Part.COORDINATOR and not person.talked_about and not person.extended_offer
        if person.met and not arranged:
            yield person


def _rank(person: opportunity.Person) -> tuple[bool, int, str]:
    part = _RANKS.index(person.part) if person.part in _RANKS else len(_RANKS)
    return (not person.extended_offer, part, person.name)


def _next(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    person: opportunity.Person,
    place: int,
    terms: given.Given,
) -> desired.Reminder | None:
    mine = terms.days.owners(ZoneInfo(terms.whose.timezone))
    last = max(filter(None, (person.last_contact, offer.answered_at if person.answered else None, offer.extended_at)))
    today = terms.now.astimezone(mine.zone).date()
    for months in sorted(terms.settings.reminders.keep_in_touch):
        day = moments.keeping(last, months, place, mine)
        if day >= today:
            break
    else:
        return None
    own = (person.thread[-1], person.thread_subject) if person.thread else (offer.message_id, offer.subject)
    return telling.reminder(
        one,
        "keep_in_touch",
        terms,
        person=(person.email or person.name).lower(),
        summary=f"Write to {person.name}{f' ({one.company})' if one.company else ''}: how are things?",
        lines=_lines(one, person, f"{telling.day(last)} {last.year}", months, terms),
        start=day,
        duration=timedelta(days=1),
        alarm=None,
        message=own,
    )


def _lines(
    one: opportunity.Opportunity, person: opportunity.Person, last: str, months: int, terms: given.Given
) -> Iterator[str]:
    found = particular.particular(person.talked_about, "en", terms.templates.lexicons)
    topic = found.topic if found else ""
    yield f"What: a few lines{f', about {topic} perhaps' if topic else ''}; news of yours, a question about theirs."
    yield f"Whom: {telling.contact(person)}."
    yield f"How: {telling.how(person, one)}."
    yield f"Why: your last contact was on {last}, {months} month{'s' if months != 1 else ''} before this day."
    yield "Every mail between you begins the months anew. Delete this event if you want no more of them."
