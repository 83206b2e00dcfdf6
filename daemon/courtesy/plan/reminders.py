"""What a letter cannot do: the hour at which to answer an offer, and the calls.

Opportunities come from casebook.fold; reminders go on to reconcile.diff, and by way of mail.calendar to the owner's
calendar. Nothing in one hangs on the instant of planning, so that one that stands goes on standing.
"""

import re
import urllib.parse
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import deadline, desired, given, letters, mint, moments, particular, urgency

_ANSWER, _CALL = timedelta(minutes=30), timedelta(minutes=15)
_APART = timedelta(minutes=20)
_PERIODS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}


def reminders(one: opportunity.Opportunity, terms: given.Given) -> Iterator[desired.Reminder]:
    """Yield the reminders of one opportunity: none unless it holds an offer that is open."""
    offer = one.offer
    if offer is None or not open_(one, terms):
        return
    yield _answer_by(one, offer, terms)
    callable_ = [person for person in one.people if person.phone and person.letter != "none" and not person.left]
    for place, person in enumerate(sorted(callable_, key=lambda person: (not person.extended_offer, person.name))):
        if call := _call(one, offer, person, place, terms):
            yield call


def open_(one: opportunity.Opportunity, terms: given.Given) -> bool:
    """Tell whether an opportunity holds an offer that wants an answer."""
    if one.decision and one.decision.decision is opportunity.Decision.ACCEPT:
        return False
    return urgency.urgency(one, terms.now, terms.whose.timezone).level != urgency.NONE


def _answer_by(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> desired.Reminder:
    mine = ZoneInfo(terms.whose.timezone)
    until = deadline.passes(offer, terms.whose.timezone)
    return desired.Reminder(
        uid=mint.uid(terms.secret, _key(one), "answer_by"),
        opportunity=one.id,
        occasion="answer_by",
        summary=f"Answer {whose_offer(one)}{_by(offer, mine)}",
        description=_answer_text(one, offer, terms),
        start=moments.answer(offer.last_word_at, until, terms.now, mine),
        duration=_ANSWER,
        alarm=timedelta(),
        url=mid(offer.message_id),
    )


def _call(
    one: opportunity.Opportunity, offer: opportunity.Offer, person: opportunity.Person, place: int, terms: given.Given
) -> desired.Reminder | None:
    mine, theirs = ZoneInfo(terms.whose.timezone), deadline.theirs(offer, terms.whose.timezone)
    until = deadline.passes(offer, terms.whose.timezone)
    slot = moments.call(offer.last_word_at, until, terms.now, mine, theirs)
    if slot is None:
        return None
    start = slot + place * _APART
    if until is not None and start >= until:
        return None
    return desired.Reminder(
        uid=mint.uid(terms.secret, _key(one), "call", (person.email or person.name).lower()),
        opportunity=one.id,
        occasion="call",
        summary=f"Call {person.name}{f' ({one.company})' if one.company else ''}: {person.phone}",
        description="\n".join(_call_text(one, person, start.astimezone(theirs), start.astimezone(mine), terms)),
        start=start,
        duration=_CALL,
        alarm=timedelta(minutes=10),
        url=mid(offer.message_id),
    )


def whose_offer(one: opportunity.Opportunity) -> str:
    """Name an offer in a few words."""
    if one.company:
        return f"{one.company}{'’' if one.company.endswith('s') else '’s'} offer"
    return f"the offer ({one.role})" if one.role else "the offer"


def when(moment: datetime, mine: ZoneInfo) -> str:
    """Say an instant as the owner's clock shows it, and theirs where it shows another."""
    here = moment.astimezone(mine)
    said = f"{here:%a} {here.day} {here:%b}, {here:%H:%M}"
    if here.utcoffset() == moment.utcoffset():
        return said
    day = "" if here.date() == moment.date() else f"{moment:%a} "
    return f"{said} (their time: {day}{moment:%H:%M} {moment.tzname()})"


def mid(message_id: str) -> str:
    """Return the URL of a message (RFC 2392)."""
    return f"mid:{urllib.parse.quote(message_id.strip('<>'), safe='@!$*-._+=')}"


def terms_of(one: opportunity.Opportunity) -> str:
    """Say in one line what was offered."""
    offer = one.offer
    pieces = [one.role or "A position"]
    if one.company:
        pieces[0] += f" at {one.company}"
    if offer and offer.pay:
        pieces.append(
            f"{offer.pay.amount:,.12g} {offer.pay.currency} {_PERIODS.get(offer.pay.period, offer.pay.period)}"
        )
    if offer and offer.start_date:
        pieces.append(f"starting {_day(offer.start_date.day)}")
    return ", ".join(pieces)


def _by(offer: opportunity.Offer, mine: ZoneInfo) -> str:
    if offer.reply_by is None:
        return ""
    if offer.reply_by.at is None:
        return f" by {_day(offer.reply_by.day)}"
    return f" by {when(offer.reply_by.at, mine)}"


def _answer_text(one: opportunity.Opportunity, offer: opportunity.Offer, terms: given.Given) -> str:
    lines = [f"What: {terms_of(one)}."]
    if whom := [_contact(person) for person in one.people if person.extended_offer]:
        lines.append(f"Whom: {'; '.join(whom)}.")
    lines.append(f"How: {_how(one, terms)}")
    if offer.reply_by:
        lines.append(f"Why: {_why(offer.reply_by.evidence.sentence)}")
    lines += [f"Note: {_sentence(doubt)}" for doubt in _doubts(offer)]
    return "\n".join(lines)


def _doubts(offer: opportunity.Offer) -> Sequence[str]:
    told = [offer.reply_by.contradiction] if offer.reply_by and offer.reply_by.contradiction else []
    return list(dict.fromkeys([*told, *offer.contradictions]))


def _how(one: opportunity.Opportunity, terms: given.Given) -> str:
    if one.decision and one.decision.decision is opportunity.Decision.DECLINE:
        return "call first if you can, then send the letters that lie in Drafts."
    if letters.due(one, terms.settings.letters.prepare):
        return "call first if you can. A letter to each person lies in Drafts, in case your answer is no."
    return "call first if you can, then answer in the thread of the offer."


def _why(sentence: str) -> str:
    quoted = " ".join(sentence.split())
    return f"they wrote: “{quoted}”" if quoted else "a deadline was named."


def _contact(person: opportunity.Person) -> str:
    ways = ", ".join(filter(None, (person.title, person.email, person.phone)))
    return f"{person.name} ({ways})" if ways else person.name


def _call_text(
    one: opportunity.Opportunity, person: opportunity.Person, theirs: datetime, mine: datetime, terms: given.Given
) -> Iterator[str]:
    yield f"{_contact(person)}."
    if theirs.utcoffset() != mine.utcoffset():
        yield f"It is {theirs:%H:%M} for them, {mine:%H:%M} for you."
    yield "Notes to speak from:"
    if person.extended_offer:
        yield f"1. Thank them for the offer: {terms_of(one)}."
        yield "2. Say your answer plainly at the beginning; a short true reason is enough."
    else:
        yield "1. Thank them for the time and help that they gave you."
        yield f"2. Tell them your decision on {whose_offer(one)} yourself, before they hear it from others."
    found = particular.particular(person.talked_about, "en", terms.templates.lexicons)
    about = (found.topic or found.event) if found else ""
    yield (
        f"3. Mention {about}, and that you would like to stay in touch."
        if about
        else "3. Say that you would like to stay in touch."
    )


def _sentence(text: str) -> str:
    folded = " ".join(text.split())
    return folded if re.search(r"[.!?]$", folded) else f"{folded}."


def _day(day: object) -> str:
    return f"{day:%a} {day.day} {day:%b}"  # type: ignore[attr-defined]


def _key(one: opportunity.Opportunity) -> str:
    return str(one.id) if one.id else one.anchor
