"""The week in one word to the owner: offers and their deadlines, letters unsent, people to keep in touch with.

Opportunities come from casebook.fold, what ought to stand from plan.plan; the notice goes on to plan.pace.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import desired, mint, telling, trouble, urgency

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOUR = time(8)
_LATE = timedelta(days=3)  # a machine that was off is told so long afterwards what the week is about
_AHEAD = timedelta(days=14)


def due(day: str, now: datetime) -> date | None:
    """Return the day that a digest is due for: the last one of that name, if it is of late. `now` is the owner's."""
    if day not in _DAYS:
        return None
    back = (now.weekday() - _DAYS.index(day)) % 7
    found = now.date() - timedelta(days=back)
    begun = datetime.combine(found, _HOUR, tzinfo=now.tzinfo)
    return found if begun <= now < begun + _LATE else None


def ident(day: date, secret: bytes) -> str:
    """Return the ident of the digest of a day."""
    return mint.uid(secret, "digest", day.isoformat())


def digest(
    case: opportunity.Case,
    want: desired.Desired,
    unsent: Sequence[tuple[int, str, str]],
    failing: Sequence[trouble.Trouble],
    *,
    day: date,
    now: datetime,
    secret: bytes,
) -> desired.Notice:
    """Return the digest of a day. `unsent` are letters in Drafts: their opportunity, to whom, their subject."""
    zone = str(now.tzinfo)
    offers = [
        (one, level) for one in case.opportunities if (level := urgency.urgency(one, now, zone)).level != urgency.NONE
    ]
    open_ = {one.id for one, _ in offers}
    left = [(_named(case, email), subject) for number, email, subject in unsent if number not in open_]
    touch = [one for one in want.reminders if one.occasion == "keep_in_touch" and _near(one, now)]
    parts = (
        ("Offers that wait for your answer", list(_offers(offers, want, ZoneInfo(zone)))),
        ("Letters that lie unsent in Drafts", [f"to {whom}: {subject}" for whom, subject in left]),
        ("To keep in touch with", [f"{telling.day(_day(one))}: {one.summary}" for one in sorted(touch, key=_day)]),
        ("Mailboxes that cannot be watched", list(_failing(failing, ZoneInfo(zone)))),
    )
    return desired.Notice(
        ident=ident(day, secret),
        subject=_subject(len(offers), len(left), len(touch), len(failing)),
        body="\n\n".join(_body(parts)) + "\n",
        pressing=desired.IDLE,
        again=False,
    )


def _body(parts: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    said = [f"{title}:\n" + "\n".join(f"- {line}" for line in lines) for title, lines in parts if lines]
    yield from said or [
        "No offer is open, no letter lies unsent, and nobody is due for a word from you this fortnight."
    ]
    if not parts[-1][1]:
        yield "Every mailbox of yours is watched."
    yield "courtesy status shows all of it, day by day."


def _subject(offers: int, left: int, touch: int, failing: int) -> str:
    counted = (
        (offers, "offer to answer", "offers to answer"),
        (left, "letter unsent", "letters unsent"),
        (touch, "person to write to", "people to write to"),
        (failing, "mailbox not watched", "mailboxes not watched"),
    )
    said = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
    return f"Your week: {telling.listed(said) if said else 'nothing waits for you'}"


def _offers(
    offers: Sequence[tuple[opportunity.Opportunity, urgency.Urgency]], want: desired.Desired, mine: ZoneInfo
) -> Iterator[str]:
    """Yield a line for each open offer, the sooner deadline first."""
    for one, urgent in sorted(offers, key=lambda each: _deadline(each[0])):
        by = (telling.by(one.offer, mine) if one.offer else "").strip()
        ready = sum(letter.slot.opportunity == one.id for letter in want.letters)
        lies = f" {ready} letter{'s' if ready > 1 else ''} lie{'' if ready > 1 else 's'} ready." if ready else ""
        answer = f"answer {by}" if by else "no deadline was named"
        why = f" {telling.sentence(_capital(urgent.because[0]))}" if by or urgent.level != urgency.CALM else ""
        yield f"{_capital(telling.terms_of(one))}: {answer}.{why}{lies} (courtesy show {one.id})"


def _deadline(one: opportunity.Opportunity) -> date:
    return one.offer.reply_by.day if one.offer and one.offer.reply_by else date.max


def _failing(failing: Sequence[trouble.Trouble], mine: ZoneInfo) -> Iterator[str]:
    for one in failing:
        since = telling.when(one.since.astimezone(mine), mine)
        yield f"“{one.account}”, since {since}; courtesy check says what is wrong."


def _near(one: desired.Reminder, now: datetime) -> bool:
    return now.date() <= _day(one) <= now.date() + _AHEAD


def _day(one: desired.Reminder) -> date:
    return one.start.date() if isinstance(one.start, datetime) else one.start


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(case: opportunity.Case, email: str) -> str:
    people = (person for one in case.opportunities for person in one.people)
    return next((person.name for person in people if (person.email or "").lower() == email), email)
