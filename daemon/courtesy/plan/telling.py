"""How reminders and notices name an offer, an instant, a person and a message, in words for the owner.

Pure words; what is reminded of stands in answers, calls, afterwards and keeping.
"""

import re
import urllib.parse
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import desired, given, mint
from courtesy.reading import reading

_PERIODS = {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}
_HONORIFICS = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|miss|mme|mlle|m|herr|frau|sir|dame)\b\.?\s+){1,4}", re.IGNORECASE
)
_SEARCH = "https://www.linkedin.com/search/results/people/?keywords="


def reminder(
    one: opportunity.Opportunity,
    occasion: str,
    terms: given.Given,
    *,
    summary: str,
    lines: Iterable[str],
    start: datetime | date,
    message: tuple[str, str],
    duration: timedelta = timedelta(minutes=15),
    alarm: timedelta | None = timedelta(),
    person: str = "",
) -> desired.Reminder:
    """Return a reminder. `message` is the one concerned: its Message-ID, and the subject to search for."""
    message_id, subject = message
    search = [f"Find it: search your mail for “{' '.join(subject.split())}”."] if subject.strip() else []
    return desired.Reminder(
        uid=mint.uid(terms.secret, str(one.id) if one.id else one.anchor, occasion, person),
        opportunity=one.id,
        occasion=occasion,
        summary=summary,
        description="\n".join([*lines, *search]),
        start=start,
        duration=duration,
        alarm=alarm,
        url=mid(message_id),
    )


def whose_offer(one: opportunity.Opportunity) -> str:
    """Name an offer in a few words."""
    if one.company:
        return f"{one.company}{'’' if one.company.endswith('s') else '’s'} offer"
    return f"the offer ({one.role})" if one.role else "the offer"


def terms_of(one: opportunity.Opportunity) -> str:
    """Say in one line what was offered."""
    offer = one.offer
    pieces = [post(one) or "A position"]
    if offer and offer.pay:
        pieces.append(
            f"{offer.pay.amount:,.12g} {offer.pay.currency} {_PERIODS.get(offer.pay.period, offer.pay.period)}"
        )
    if offer and offer.start_date:
        pieces.append(f"starting {day(offer.start_date.day)}")
    return ", ".join(pieces)


def post(one: opportunity.Opportunity) -> str:
    """Name what was offered: the role, and where; empty where neither is known."""
    if one.role and one.company:
        return f"{one.role} at {one.company}"
    return one.role or (f"a position at {one.company}" if one.company else "")


def by(offer: opportunity.Offer, mine: ZoneInfo) -> str:
    """Say by when to answer, to go on with after a noun; empty where that was not said."""
    if offer.reply_by is None:
        return ""
    if offer.reply_by.at is None:
        return f" by {day(offer.reply_by.day)}"
    return f" by {when(offer.reply_by.at, mine)}"


def when(moment: datetime, mine: ZoneInfo) -> str:
    """Say an instant as the owner's clock shows it, and theirs where it shows another."""
    here = moment.astimezone(mine)
    said = f"{day(here)}, {here:%H:%M}"
    if here.utcoffset() == moment.utcoffset():
        return said
    other = "" if here.date() == moment.date() else f"{moment:%a} "
    return f"{said} (their time: {other}{moment:%H:%M} {moment.tzname()})"


def day(one: date) -> str:
    """Say a day in this year or the next."""
    return f"{one:%a} {one.day} {one:%b}"


def contact(person: opportunity.Person) -> str:
    """Name a person and every way to reach them."""
    ways = ", ".join(filter(None, (person.title, mail_to(person), person.phone)))
    return f"{person.name} ({ways})" if ways else person.name


def mail_to(person: opportunity.Person) -> str:
    """Return the address at which a person reads mail; empty where there is none."""
    return (person.email or "") if person.reachable else ""


def how(person: opportunity.Person, one: opportunity.Opportunity) -> str:
    """Say how to reach a person: by mail, else by telephone, else by a search for them."""
    if mail_to(person):
        return f"write to {person.email}"
    return f"call {person.phone}" if person.phone else f"look for them on LinkedIn: {linkedin(person, one)}"


def linkedin(person: opportunity.Person, one: opportunity.Opportunity) -> str:
    """Return the address of a search for a person on LinkedIn; it invites nobody."""
    house = one.agency if one.agency and person.part is reading.Part.RECRUITER else one.company
    words = " ".join(filter(None, (_HONORIFICS.sub("", person.name), re.sub(r"^the\s+", "", house or ""))))
    return _SEARCH + urllib.parse.quote(words)


def mid(message_id: str) -> str:
    """Return the URL of a message (RFC 2392)."""
    return f"mid:{urllib.parse.quote(message_id.strip('<>'), safe='@!$*-._+=')}"


def sentence(text: str) -> str:
    """Return a text in one line, with a full stop."""
    folded = " ".join(text.split())
    return folded if re.search(r"[.!?][”’»\"']?$", folded) else f"{folded}."


def listed(names: Iterable[str]) -> str:
    """Join names as one says them."""
    *first, final = names
    return f"{', '.join(first)} and {final}" if first else final


def named(people: Iterable[opportunity.Person]) -> Iterator[opportunity.Person]:
    """Yield those who can be called by their whole name: a lone word in a sentence may be no name at all."""
    return (one for one in people if " " in one.name.strip() and not one.left)
