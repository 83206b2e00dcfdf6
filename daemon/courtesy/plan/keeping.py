"""Keeping in touch with the people of an offer that was declined: months after the last contact, person by person.

A contact in the mailbox, from either side, begins the months anew. Each person has one reminder, which goes from one
distance to the next; who deletes it from the calendar stops it for good.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from courtesy.casebook import opportunity
from courtesy.plan import desired, given, hours, moments, particular, telling
from courtesy.reading import reading

_DUE = timedelta(days=14)  # for so long a letter lies ready once its day has come
_RANKS = (reading.Part.HIRING_MANAGER, reading.Part.INTERVIEWER, reading.Part.EXECUTIVE, reading.Part.REFERRER)


def keeping(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> Iterator[desired.Reminder]:
    """Yield the next reminder of each person whom the owner met, each on a day of their own."""
    taken: set[date] = set()
    for person in sorted(_people(one), key=_rank):
        last = _last_contact(offer, person)
        months, day = _next(last, taken, terms)
        if months:
            taken.add(day)
            yield _kept(one, offer, person, (months, day), terms)


def due(
    one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given
) -> Iterator[tuple[opportunity.Person, datetime]]:
    """Yield whom it is time to write to, and since when: a distance from the last contact came of late."""
    mine = hours.mine(terms)
    today = terms.now.astimezone(mine.zone).date()
    for person in _people(one):
        last = _last_contact(offer, person)
        days = (moments.keeping(last, months, (), mine) for months in terms.settings.reminders.keep_in_touch)
        if fallen := [day for day in days if timedelta() <= today - day < _DUE]:
            yield person, datetime.combine(max(fallen), time(), tzinfo=mine.zone)


def _people(one: opportunity.Opportunity) -> Iterator[opportunity.Person]:
    for person in telling.named(one.people):
        arranged = person.part is reading.Part.COORDINATOR and not person.talked_about and not person.extended_offer
        if person.met and not arranged:
            yield person


def _rank(person: opportunity.Person) -> tuple[bool, int, str]:
    part = _RANKS.index(person.part) if person.part in _RANKS else len(_RANKS)
    return (not person.extended_offer, part, person.name)


def _last_contact(offer: opportunity.Offer, person: opportunity.Person) -> datetime:
    return max(filter(None, (person.last_contact, offer.answered_at if person.answered else None, offer.extended_at)))


def _next(last: datetime, taken: Collection[date], terms: given.Given) -> tuple[int, date]:
    """Return the next of the owner's distances, and its day; 0 where all have gone by."""
    mine = hours.mine(terms)
    today = terms.now.astimezone(mine.zone).date()
    for months in sorted(terms.settings.reminders.keep_in_touch):
        day = moments.keeping(last, months, taken, mine)
        if day >= today:
            return months, day
    return 0, today


def _kept(
    one: opportunity.Opportunity,
    offer: opportunity.Offer,
    person: opportunity.Person,
    when: tuple[int, date],
    terms: given.Given,
) -> desired.Reminder:
    months, day = when
    last = _last_contact(offer, person)
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
