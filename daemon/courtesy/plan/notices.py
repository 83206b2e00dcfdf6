"""The word to the owner alone that an offer wants its answer now."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import desired, given, mint, telling, urgency


def notices(
    one: opportunity.Opportunity, urgent: urgency.Urgency, laid: Sequence[desired.Letter], terms: given.Given
) -> Iterator[desired.Notice]:
    """Yield a notice where an answer is wanted now; one for each offer and deadline, however often it is planned."""
    if one.offer is None or urgent.level != urgency.NOW:
        return
    until = one.offer.reply_by.at or one.offer.reply_by.day if one.offer.reply_by else ""
    yield desired.Notice(
        ident=mint.uid(terms.secret, str(one.id) if one.id else one.anchor, "notice", str(until)),
        subject=f"{one.company or one.role or 'An offer'} is waiting for your answer",
        body="\n".join(_lines(one, urgent, laid, terms)) + "\n",
    )


def _lines(
    one: opportunity.Opportunity, urgent: urgency.Urgency, laid: Sequence[desired.Letter], terms: given.Given
) -> Iterator[str]:
    yield f"What: {telling.terms_of(one)}."
    yield from (f"Why: {_capital(reason)}." for reason in urgent.because)
    deadline = one.offer.reply_by if one.offer else None
    if deadline:
        until = (
            telling.when(deadline.at, ZoneInfo(terms.whose.timezone)) if deadline.at else f"{deadline.day:%A %-d %B}"
        )
        yield f"By when: {until}."
    whom = ", ".join(person.name for person in one.people if person.extended_offer)
    yield f"Answer to: {whom or 'whoever wrote the offer'}."
    yield f"What lies ready: {_ready(laid)}"
    if one.id:
        yield f"More: courtesy show {one.id}"


def _ready(laid: Sequence[desired.Letter]) -> str:
    if not laid:
        return "nothing yet; letters are prepared once you have decided."
    return (
        f"{len(laid)} letter{'s' if len(laid) > 1 else ''} in Drafts, in case your answer is no. Nothing has been sent."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")
