"""Which letters there is an occasion for beside the answer to an offer and the thanks that go with it.

Opportunities come from casebook.fold, the owner's requests from the book; occasions go on to letters. A kind comes of
itself only where [letters] kinds names it; what the owner asked for is wanted until its job is done, or gone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import circle, deadline, desired, given, keeping, urgency

_FRESH = timedelta(days=3)  # an offer older than that is thanked for by the answer itself
_STALE = timedelta(days=60)  # a process in which nobody wrote for so long is not live
_LATEST = timedelta(days=21)  # nobody asks for more time than that
_RECENT = timedelta(days=30)  # who accepted longer ago has told the others, or is looking anew
_THANKING = desired.LetterKind.ACKNOWLEDGEMENT
_LIVE = frozenset({opportunity.Stage.APPLIED, opportunity.Stage.INTERVIEWING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A letter of a kind to a person of an opportunity; `extra` is what stands in it beside (see cast.part)."""

    anchor: str  # of the opportunity
    kind: desired.LetterKind
    person: opportunity.Person
    extra: Mapping[str, str] = field(default_factory=dict)
    asked: datetime | None = None  # when the owner asked for it, if they did
    since: datetime | None = None  # when it arose, where it arises again and again

    def to(self, whose: owner.Owner) -> str:
        """Return the address it goes to, in small letters; empty where there is none."""
        return (circle.address(self.person, whose) or "").lower()


def occasions(
    every: Sequence[opportunity.Opportunity], terms: given.Given, requests: Iterable[opportunity.Request]
) -> tuple[Occasion, ...]:
    """Return each letter that there is an occasion for once, what the owner asked for first."""
    arisen = {_key(one, terms): one for one in _arisen(every, terms)}
    found: dict[tuple[str, str, str], Occasion] = {}
    for one in _asked(every, terms, requests):
        known = arisen.get(_key(one, terms))
        found.setdefault(_key(one, terms), replace(one, extra={**known.extra, **one.extra}) if known else one)
    kinds = frozenset(terms.settings.letters.kinds)
    for key, one in arisen.items():
        if one.kind in kinds:
            found.setdefault(key, one)
    asking = {anchor for anchor, kind, _ in found if kind == desired.LetterKind.ASK_TIME}
    thanks_already = {key for key, one in found.items() if one.kind is _THANKING and not one.asked and key[0] in asking}
    return tuple(one for key, one in found.items() if key[2] and key not in thanks_already)


def _key(one: Occasion, terms: given.Given) -> tuple[str, str, str]:
    return one.anchor, one.kind, one.to(terms.whose)


def contact(one: opportunity.Opportunity, terms: given.Given) -> opportunity.Person | None:
    """Return whom a letter about the whole process goes to: who made the offer, else who wrote last."""
    reached = [person for person in one.people if circle.address(person, terms.whose)]
    made = [person for person in reached if person.extended_offer]
    return max(made or reached, key=lambda person: (_last(person), person.name), default=None)


def _asked(
    every: Sequence[opportunity.Opportunity], terms: given.Given, requests: Iterable[opportunity.Request]
) -> Iterator[Occasion]:
    for request in reversed(list(requests)):
        one = next((one for one in every if request.message_id in one.messages), None)
        if one is None:
            continue
        person = _addressed(one, request.email) if request.email else contact(one, terms)
        kind = desired.LetterKind(request.kind)
        if person is not None and _makes_sense(one, person, kind, request):
            yield Occasion(anchor=one.anchor, kind=kind, person=person, extra=dict(request.extra), asked=request.at)


def _makes_sense(
    one: opportunity.Opportunity,
    person: opportunity.Person,
    kind: desired.LetterKind,
    request: opportunity.Request,
) -> bool:
    """Tell whether a letter that was asked for still has a job to do."""
    match kind:
        case desired.LetterKind.ACKNOWLEDGEMENT:
            return _undecided(one) and not _after(one.offer.answered_at if one.offer else None, request)
        case desired.LetterKind.ASK_TIME:
            return _undecided(one) and not _after(one.offer.asked_time_at if one.offer else None, request)
        case desired.LetterKind.HEADS_UP | desired.LetterKind.WITHDRAWAL:
            return one.stage in _LIVE
        case desired.LetterKind.KEEPING_IN_TOUCH:
            return not _after(person.last_contact, request)
        case _:
            return True


def _after(done: datetime | None, request: opportunity.Request) -> bool:
    return done is not None and done > request.at


def _undecided(one: opportunity.Opportunity) -> bool:
    decision = one.decision.decision if one.decision else opportunity.Decision.UNDECIDED
    return one.stage is opportunity.Stage.OFFERED and decision is opportunity.Decision.UNDECIDED


def _addressed(one: opportunity.Opportunity, email: str) -> opportunity.Person | None:
    return next((person for person in one.people if email in {mail.lower() for mail in person.emails}), None)


def _arisen(every: Sequence[opportunity.Opportunity], terms: given.Given) -> Iterator[Occasion]:
    """Yield what would be courteous now, whether or not the owner wants it laid of itself."""
    open_ = [one for one in every if _open(one, terms)]
    under_way = [one for one in every if live(one, terms)]
    for one in open_:
        yield from _acknowledgement(one, terms)
        yield from _more_time(one, [*open_, *under_way], terms)
    if open_:
        yield from _heads_up(open_, under_way, terms)
    if any(_taken(one, terms) for one in every):
        for one in under_way:
            yield from _to_contact(one, desired.LetterKind.WITHDRAWAL, terms)
    for one in every:
        yield from _in_touch(one, terms)


def _acknowledgement(one: opportunity.Opportunity, terms: given.Given) -> Iterator[Occasion]:
    offer = one.offer
    if offer and offer.answered_at is None and terms.now - offer.extended_at <= _FRESH:
        yield from _to_contact(one, desired.LetterKind.ACKNOWLEDGEMENT, terms)


def _more_time(
    one: opportunity.Opportunity, others: Sequence[opportunity.Opportunity], terms: given.Given
) -> Iterator[Occasion]:
    """Yield the asking for time: the deadline is under two days away, or comes before another process can end."""
    until = deadline.passes(one.offer, terms.whose.timezone) if one.offer else None
    if one.offer is None or one.offer.asked_time_at or until is None or until <= terms.now:
        return
    later = _later_days([other for other in others if other is not one], until, terms)
    waiting = any(other.offer is None and other.stage is opportunity.Stage.INTERVIEWING for other in others)
    told = one.offer.reply_by is not None and one.offer.reply_by.extended
    if until - terms.now <= urgency.PRESSING or (
        not told and (later or (waiting and until - terms.now < urgency.NEAR))
    ):
        extra = {"wanted_day": min(later).isoformat()} if later else {}
        yield from _to_contact(one, desired.LetterKind.ASK_TIME, terms, extra)


def _later_days(others: Sequence[opportunity.Opportunity], until: datetime, terms: given.Given) -> list[date]:
    """Return the days until which other offers stand open, where they are later but not too late to ask for."""
    days = (other.offer.reply_by.day for other in others if other.offer and other.offer.reply_by)
    return [day for day in days if until.date() < day <= (terms.now + _LATEST).date()]


def _heads_up(
    open_: Sequence[opportunity.Opportunity], under_way: Sequence[opportunity.Opportunity], terms: given.Given
) -> Iterator[Occasion]:
    days = [one.offer.reply_by.day for one in open_ if one.offer and one.offer.reply_by]
    ahead = [day for day in days if day >= terms.now.date()]
    extra = {"other_day": min(ahead).isoformat()} if ahead else {}
    for one in under_way:
        if one.stage is opportunity.Stage.INTERVIEWING:
            yield from _to_contact(one, desired.LetterKind.HEADS_UP, terms, extra)


def _in_touch(one: opportunity.Opportunity, terms: given.Given) -> Iterator[Occasion]:
    if one.offer is None or one.tie or not (_declined(one) or one.stage is opportunity.Stage.RESCINDED):
        return
    for person, since in keeping.due(one, one.offer, terms):
        yield Occasion(anchor=one.anchor, kind=desired.LetterKind.KEEPING_IN_TOUCH, person=person, since=since)


def _to_contact(
    one: opportunity.Opportunity,
    kind: desired.LetterKind,
    terms: given.Given,
    extra: Mapping[str, str] | None = None,
) -> Iterator[Occasion]:
    person = contact(one, terms)
    if person is not None:
        yield Occasion(anchor=one.anchor, kind=kind, person=person, extra=extra or {})


def _open(one: opportunity.Opportunity, terms: given.Given) -> bool:
    if one.offer is None or not _undecided(one) or one.tie:
        return False
    return urgency.urgency(one, terms.now, terms.whose.timezone).level != urgency.NONE


def live(one: opportunity.Opportunity, terms: given.Given) -> bool:
    """Tell whether a process without an offer is under way, so that its people are owed a word."""
    person = contact(one, terms)
    if one.offer is not None or one.stage not in _LIVE or person is None or not _took_part(one):
        return False
    return terms.now - _last(person) <= _STALE


def _took_part(one: opportunity.Opportunity) -> bool:
    """Tell whether the owner is in a process: one in which they were only written to owes nobody a word."""
    return one.stage is opportunity.Stage.APPLIED or any(person.met or person.greeted for person in one.people)


def _taken(one: opportunity.Opportunity, terms: given.Given) -> bool:
    """Tell whether an offer was accepted of late."""
    if one.offer is None or one.stage is not opportunity.Stage.ACCEPTED:
        return False
    told = one.decision is not None and one.decision.decision is opportunity.Decision.ACCEPT
    at = one.decision.at if one.decision and told else one.offer.answered_at or one.offer.last_word_at
    return terms.now - at <= _RECENT


def _declined(one: opportunity.Opportunity) -> bool:
    decided = one.decision is not None and one.decision.decision is opportunity.Decision.DECLINE
    return decided or one.stage is opportunity.Stage.DECLINED


def _last(person: opportunity.Person) -> datetime:
    return person.last_contact or _LONG_AGO


_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
