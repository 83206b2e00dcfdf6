"""What stands of an offer's terms once all that was said of them is taken together.

Judged trails come from casebook.judge; terms go on to casebook.fold.

A deadline moves: the newest word of somebody with standing counts. A machine's reminder never outranks a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from courtesy.casebook import cues as cue
from courtesy.casebook import judge, meant, offering, opportunity
from courtesy.mail import message, owner
from courtesy.reading import days, holidays, reading

_LEAST = 0.5  # part of a pay told before that a new one has at least
_VOIDS = frozenset({"voids", "lapses"})
_WEEKDAYS = holidays.counting({}, None)  # whose holidays count is not known here
_RENEWS = offering.EXTENDS | {"encloses_offer", "revises"}
_REFUSES = {"keeps_deadline", "shortens_deadline", "rejects", "closes", "rescinds"}
_NO = {"rejects", "closes", "rescinds"}
_ASKS = frozenset({"asks_answer", "reminds", "asks", "asks_to_complete", "esign_request", "schedules"})
_NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")


@dataclass(slots=True)
class _Standing:
    """The deadline that stands so far, and who set it."""

    deadline: reading.Deadline | None = None
    by_person: bool = False
    asked: reading.Deadline | None = None  # by which the owner asked to be allowed to answer
    awaited: bool = False  # the owner asked for time last, and has no answer yet
    told: tuple[str, ...] = ()


def offer(
    trail: Sequence[cue.Cues], verdicts: Mapping[str, judge.Verdict], first: cue.Cues, whose: owner.Owner
) -> opportunity.Offer:
    """Fold the terms of the offer that `first` extended."""
    since = [one for one in trail[trail.index(first) :] if one.own or _about(one, verdicts) or _goes_on(one, first)]
    deadline, told = reply_by(since)
    last = last_word(since, first)
    return opportunity.Offer(
        message_id=first.message_id,
        account=first.entry.account,
        mailbox=first.entry.mailbox,
        extended_at=first.entry.message.date,
        reply_by=deadline,
        reply_at_once=at_once(since),
        pay=_pay(since) or _pay(trail),
        start_date=_start(since) or _start(trail),
        last_word_at=last.entry.message.date,
        answered_at=answered(trail, last),
        written_to=written_to(first.entry.message, whose),
        contradictions=told,
        subject=first.entry.message.subject,
        asked_time_at=max((one.entry.message.date for one in since if _asks_time(one)), default=None),
    )


def _asks_time(one: cue.Cues) -> bool:
    return one.own and one.entry.reading.own is reading.Own.ASK_TIME


def _about(one: cue.Cues, verdicts: Mapping[str, judge.Verdict]) -> bool:
    return verdicts[one.message_id].kind in {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}


def _goes_on(one: cue.Cues, first: cue.Cues) -> bool:
    """Tell whether whoever made the offer writes on, in words that tell nothing of it: "Monday, then?"."""
    return one.sender == first.sender and bool(one.references) and not one.machine


def reply_by(since: Sequence[cue.Cues]) -> tuple[reading.Deadline | None, tuple[str, ...]]:
    """Return the deadline that stands, and the contradictions that the owner ought to see."""
    now = _Standing()
    for one in since:
        if one.own:
            now.asked = one.entry.reading.reply_by or now.asked
            now.awaited = _asks_time(one) or one.entry.reading.reply_by is not None
        else:
            _hear(now, one)
    contradiction = (now.deadline.contradiction,) if now.deadline and now.deadline.contradiction else ()
    return now.deadline, (*now.told, *contradiction)


def _hear(now: _Standing, one: cue.Cues) -> None:
    """Take in what a message of theirs says of the deadline."""
    read = one.entry.reading
    acts = set(read.acts)
    if _gives_way(now, one):
        now.told = (*now.told, *(_against(now.deadline, read.reply_by) if one.machine else ()))
        return
    if read.reply_by is not None:
        now.deadline, now.by_person = _moved(now.deadline, read.reply_by), not one.machine
    elif read.no_deadline or acts & _VOIDS or (_renews(read) and _over(now.deadline, one.entry.message.date)):
        now.deadline, now.by_person = None, not one.machine
    elif not one.machine and not _REFUSES & acts and (said := _meant(now, one)) is not None:
        now.deadline, now.by_person = said, True
    now.awaited = now.awaited and one.machine


def _gives_way(now: _Standing, one: cue.Cues) -> bool:
    """Tell whether what a message says of a day gives way to what stands.

    A machine's reminder does to a person's day, the expiry of an envelope to what somebody stated, and so does a later
    day in a mail that is not of the offer: "tell the landlord by the 20th".
    """
    read, stands = one.entry.reading, now.deadline
    said = read.reply_by
    reminder = one.machine and read.kind is not reading.Kind.OFFER and not one.entry.message.documents
    if reminder and now.by_person:
        return True
    if said is None or stands is None:
        return False
    beside = read.kind is reading.Kind.OTHER and not said.extended and said.day > stands.day
    return (said.soft and not stands.soft) or (beside and now.by_person)


def _meant(now: _Standing, one: cue.Cues) -> reading.Deadline | None:
    """Return the deadline that a mail means without asking by a day, in the light of what stands."""
    read = one.entry.reading
    said = meant.deadline(read, now.deadline, now.asked, awaited=now.awaited, today=one.entry.message.date.date())
    if (
        said is None
        and now.asked is not None
        and ("extends_deadline" in read.acts or (now.awaited and "assents" in read.acts))
    ):
        return replace(now.asked, extended=True)
    return said


def _against(stands: reading.Deadline | None, said: reading.Deadline | None) -> tuple[str, ...]:
    """Return what to tell the owner of a machine's day that is not taken for the deadline."""
    if stands is None or said is None or stands.day == said.day:
        return ()
    return (f"an automatic message says {said.day:%A %-d %B}: “{said.evidence.sentence.strip()}”",)


def _renews(read: reading.Reading) -> bool:
    """Tell whether a message makes the offer anew."""
    about = read.kind in {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
    return about and bool(_RENEWS & set(read.acts)) and not _NO & set(read.acts)


def _over(deadline: reading.Deadline | None, at: datetime) -> bool:
    """Tell whether a deadline had passed: whoever speaks of the offer after it does not hold the owner to it."""
    if deadline is None:
        return False
    return at > deadline.at if deadline.at else at.date() > deadline.day


def _moved(earlier: reading.Deadline | None, said: reading.Deadline) -> reading.Deadline:
    """Return the deadline as said; where it is told from the earlier one, counted from there."""
    if earlier is None:
        return said
    if said.shift_unit == "hour" and said.shift_count:
        at = earlier.at + timedelta(hours=said.shift_count) if earlier.at else None
        return replace(said, at=at, day=at.date()) if at else said
    if said.shift_count:
        context = days.Context(now=_noon(earlier.day), working=_WEEKDAYS, day_first=None, next_is_near=True)
        said = replace(said, day=days.span(earlier.day, said.shift_count, said.shift_unit, context), at=None)
        return _at_time_of(earlier, said)
    return _at_time_of(earlier, said) if said.same_time else said


def _at_time_of(earlier: reading.Deadline, said: reading.Deadline) -> reading.Deadline:
    """Return a deadline at the time of day of an earlier one, where that had one."""
    if earlier.at is None:
        return said
    return replace(said, at=datetime.combine(said.day, earlier.at.timetz()), zone_stated=earlier.zone_stated)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def at_once(since: Sequence[cue.Cues]) -> datetime | None:
    """Return when an answer "today or tomorrow" was last asked for, unless a later word gave time."""
    asked: datetime | None = None
    for one in since:
        read = one.entry.reading
        if one.own:
            continue
        if read.reply_at_once:
            asked = one.entry.message.date
        elif read.reply_by is not None or read.no_deadline or "extends_deadline" in read.acts:
            asked = None
    return asked


def last_word(since: Sequence[cue.Cues], first: cue.Cues) -> cue.Cues:
    """Return their newest message that wants an answer from the owner."""
    return next((one for one in reversed(since) if not one.own and not one.machine and _wants_answer(one)), first)


def _wants_answer(one: cue.Cues) -> bool:
    read = one.entry.reading
    if one.entry.message.automatic or one.entry.message.bulk:
        return False
    asks = "?" in one.entry.message.part(message.Label.NEW)
    return asks or read.kind is reading.Kind.OFFER or _sets_day(read) or bool((_ASKS | _RENEWS) & set(read.acts))


def _sets_day(read: reading.Reading) -> bool:
    """Tell whether a message asks for an answer by a day; one that gives the time asked for waits for none yet."""
    return read.reply_by is not None and not read.reply_by.extended


def answered(trail: Sequence[cue.Cues], last: cue.Cues) -> datetime | None:
    """Return when the owner last wrote to them after their last word."""
    return max(
        (one.entry.message.date for one in trail if one.own and one.entry.message.date > last.entry.message.date),
        default=None,
    )


def written_to(mail: message.Message, whose: owner.Owner) -> str:
    """Return the owner's address that a message came to; empty where it does not show."""
    named = [one.key for one in (*mail.to, *mail.cc)] + [email.lower() for email in mail.delivered_to]
    return next((email for email in named if whose.wrote(email)), "")


def _pay(trail: Sequence[cue.Cues]) -> reading.Pay | None:
    """Return the pay as it was told last; what is not half of what was told before is some other sum."""
    told = [found for one in trail if not one.own and (found := one.entry.reading.pay)]
    if not told:
        return None
    last, like = told[-1], [one for one in told if (one.currency, one.period) == (told[-1].currency, told[-1].period)]
    most = max(like, key=lambda one: one.amount)
    return last if last.amount >= most.amount * _LEAST else most


def _start(trail: Sequence[cue.Cues]) -> reading.StartDate | None:
    """Return the first day as last said; "06/08" is the day named before where one reading of it is."""
    said = [found for one in trail if not one.own and (found := one.entry.reading.start_date)]
    if not said:
        return None
    newest = said[-1]
    other = days.day_of(newest.day.year, newest.day.day, newest.day.month)
    numeric = _NUMERIC.search(newest.evidence.rule) is not None
    return next((one for one in said[:-1] if numeric and one.day == other), newest)
