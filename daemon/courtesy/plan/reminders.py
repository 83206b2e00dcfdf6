"""What a letter cannot do, each thing at its moment: to answer, to call, to send, to thank, to stay in touch.

Opportunities come from casebook.fold; reminders go on to reconcile.reminders, and by way of mail.calendar to the
owner's calendars. Nothing in one hangs on the instant of planning, so that one that stands goes on standing; only one
whose moment has gone by moves on or goes.
"""

import dataclasses
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime

from courtesy.casebook import opportunity
from courtesy.plan import afterwards, answers, calls, desired, given, keeping, urgency


def reminders(
    one: opportunity.Opportunity, laid: Sequence[desired.Letter], terms: given.Given
) -> Iterator[desired.Reminder]:
    """Yield the reminders of one opportunity that the owner wants. `laid` are the letters that belong in Drafts."""
    wanted = terms.settings.reminders
    for reminder in _all(one, laid, terms):
        if reminder.occasion in wanted.occasions:
            if wanted.kind != "todo":
                yield reminder
            if wanted.kind != "event":
                yield _as_todo(reminder)


def open_(one: opportunity.Opportunity, terms: given.Given) -> bool:
    """Tell whether an opportunity holds an offer that wants an answer."""
    if one.decision and one.decision.decision is opportunity.Decision.ACCEPT:
        return False
    return urgency.urgency(one, terms.now, terms.whose.timezone).level != urgency.NONE


def _all(
    one: opportunity.Opportunity, laid: Sequence[desired.Letter], terms: given.Given
) -> Iterator[desired.Reminder]:
    offer = one.offer
    if offer is None:
        return
    if open_(one, terms):
        yield from answers.answers(one, offer, terms)
        yield from calls.calls(one, offer, None, terms)
    elif one.stage is opportunity.Stage.DECLINED:
        decided = _decided(one, offer)
        answered = afterwards.told(one)
        if not answered:
            yield from calls.calls(one, offer, decided, terms)
        yield from afterwards.afterwards(one, offer, decided, laid, terms)
        if answered and not one.tie:
            yield from keeping.keeping(one, offer, terms)


def _decided(one: opportunity.Opportunity, offer: opportunity.Offer) -> datetime:
    """Return when the owner said no: in so many words to us, else by the mail that they wrote."""
    if one.decision and one.decision.decision is opportunity.Decision.DECLINE:
        return one.decision.at
    return offer.answered_at or offer.last_word_at


def _as_todo(reminder: desired.Reminder) -> desired.Reminder:
    """Return a reminder as a task; a server keeps an event and a task apart, so each has a UID of its own."""
    twin = str(uuid.uuid5(uuid.UUID(reminder.uid), "todo"))
    return dataclasses.replace(reminder, uid=twin, form="todo")
