"""How soon an offer needs an answer, and why.

Opportunities come from casebook.fold; the level goes on to flags, reminders and to `status`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.reading import reading

NOW, SOON, CALM, NONE = "now", "soon", "calm", "none"
_RANK = {NOW: 2, SOON: 1}

PRESSING = timedelta(hours=48)  # a deadline so near needs an answer now
NEAR = timedelta(days=7)  # … and so near, soon
LAPSED = timedelta(days=3)  # an offer that ran out so long ago is no longer open
WAITING = timedelta(days=3)  # a word left without an answer for so long wants one soon


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """now | soon | calm | none, and a sentence for each reason."""

    level: str
    because: tuple[str, ...]


def urgency(one: opportunity.Opportunity, now: datetime, zone: str) -> Urgency:
    """Say how soon an opportunity needs the owner's answer. `zone` is the owner's, for dates whose zone is unknown."""
    offer = one.offer
    if offer is None:
        return Urgency(level=NONE, because=("no offer yet",))
    if one.stage is not opportunity.Stage.OFFERED:
        return Urgency(level=NONE, because=(f"the offer is {one.stage}",))
    until = due(offer, zone)
    if until is not None and now - until > LAPSED:
        return Urgency(level=NONE, because=(f"expired {_span(now - until)} ago{_quote(offer.reply_by)}",))
    reasons = sorted(_reasons(offer, until, now), key=lambda reason: -_RANK[reason[0]])
    if reasons:
        return Urgency(level=reasons[0][0], because=tuple(sentence for _, sentence in reasons))
    return Urgency(level=CALM, because=(_calm(offer, until, now),))


def _reasons(offer: opportunity.Offer, due: datetime | None, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield (level, sentence) for everything that makes the answer urgent."""
    if due is not None and due - now <= NEAR:
        level = NOW if due - now <= PRESSING else SOON
        when = f"deadline in {_span(due - now)}" if due >= now else f"deadline passed {_span(now - due)} ago"
        yield level, when + _quote(offer.reply_by)
    # An answer "by tomorrow" that was not given stays pressing for as long as an offer outlives its deadline.
    if offer.reply_at_once is not None and due is None:
        overdue = now - offer.reply_at_once > timedelta(days=1) + LAPSED
        yield (SOON if overdue else NOW), f"an answer was asked for at once, on {offer.reply_at_once:%A %-d %B}"
    if offer.answered_at is None and now - offer.last_word_at >= WAITING:
        yield (
            SOON,
            f"their message of {offer.last_word_at:%A %-d %B} has had no answer for {_days(now - offer.last_word_at)}",
        )


def _calm(offer: opportunity.Offer, due: datetime | None, now: datetime) -> str:
    if due is None:
        return "no deadline"
    return f"deadline in {_span(due - now)}{_quote(offer.reply_by)}"


def due(offer: opportunity.Offer, zone: str) -> datetime | None:
    """Return the instant at which the deadline passes; a date alone lasts to the end of that day where they are."""
    if offer.reply_by is None:
        return None
    return offer.reply_by.at or end_of(offer.reply_by.day, _theirs(offer, zone))


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the last instant of a day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)


def _theirs(offer: opportunity.Offer, zone: str) -> tzinfo:
    # A Date field in UTC is a machine's, not a place's.
    offset = offer.extended_at.utcoffset()
    return offer.extended_at.tzinfo if offset and offer.extended_at.tzinfo else ZoneInfo(zone)


def _span(distance: timedelta) -> str:
    hours = distance.total_seconds() / 3600
    if hours < 48:
        whole = round(hours)
        return "under an hour" if whole < 1 else f"{whole} hour{'s' if whole > 1 else ''}"
    return _days(distance)


def _days(distance: timedelta) -> str:
    whole = round(distance.total_seconds() / 86400)
    return f"{whole} day{'s' if whole != 1 else ''}"


def _quote(deadline: reading.Deadline | None) -> str:
    return f": “{deadline.evidence.sentence.strip()}”" if deadline and deadline.evidence.sentence else ""
