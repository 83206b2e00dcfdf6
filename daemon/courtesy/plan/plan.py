"""From all that the casebook says, and an instant, to all that ought to stand.

Opportunities come from casebook.fold; Desired goes on to reconcile.diff.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import (
    almanac,
    compose,
    desired,
    flags,
    given,
    letters,
    notices,
    occasions,
    reminders,
    spelling,
    urgency,
)
from courtesy.reading import reading


def plan(
    case: opportunity.Case,
    *,
    now: datetime,
    whose: owner.Owner,
    settings: config.Config,
    templates: compose.Templates,
    secret: bytes,
    written: Collection[str] = (),
    settled: Collection[str] = (),
    days: almanac.Almanac | None = None,
    requests: Iterable[opportunity.Request] = (),
) -> desired.Desired:
    """Say what ought to stand. `written` holds the keys of letter slots that are done with, whatever the case says.

    `settled` holds those of letters that the owner has sent or thrown away, of which no reminder speaks again;
    `requests` are the letters that the owner asked for.
    """
    honest = [one for one in case.opportunities if not _fraud(one, case)]
    terms = given.Given(
        now=now,
        whose=whose,
        settings=settings,
        templates=spelling.of_zone(templates, whose.timezone),
        secret=secret,
        companies=tuple(dict.fromkeys(one.company for one in case.opportunities if one.company)),
        days=days or almanac.Almanac(),
        settled=settled,
    )
    found = occasions.occasions(honest, terms, requests)
    return _together(
        _one(one, terms, written, [which for which in found if which.anchor == one.anchor]) for one in honest
    )


def _one(
    one: opportunity.Opportunity,
    terms: given.Given,
    written: Collection[str],
    further: Sequence[occasions.Occasion],
) -> desired.Desired:
    """Say what ought to stand for one opportunity."""
    urgent = urgency.urgency(one, terms.now, terms.whose.timezone)
    drawn = [letter for letter in letters.letters(one, terms, further) if letter.slot.key not in written]
    laid = tuple(letter for letter in drawn if isinstance(letter, desired.Letter))
    answers = tuple(letter for letter in laid if letter.slot.kind in desired.ANSWERS)
    wanted = urgent.level if reminders.open_(one, terms) else urgency.NONE
    return desired.Desired(
        flags=tuple(flags.flags(one, wanted)),
        letters=laid,
        reminders=tuple(reminders.reminders(one, answers, terms)),
        notices=tuple(notices.notices(one, urgent, answers, terms)) if wanted != urgency.NONE else (),
        refused=tuple(letter for letter in drawn if isinstance(letter, desired.Refusal)),
        moot=frozenset({one.id}) if letters.moot(one) else frozenset(),
    )


def _together(parts: Iterable[desired.Desired]) -> desired.Desired:
    every = list(parts)
    return desired.Desired(
        flags=tuple(flag for part in every for flag in part.flags),
        letters=tuple(letter for part in every for letter in part.letters),
        reminders=tuple(reminder for part in every for reminder in part.reminders),
        notices=tuple(notice for part in every for notice in part.notices),
        refused=tuple(refusal for part in every for refusal in part.refused),
        moot=frozenset(number for part in every for number in part.moot),
    )


def _fraud(one: opportunity.Opportunity, case: opportunity.Case) -> bool:
    """Tell whether the offer of an opportunity came by a message that is taken for a fraud."""
    if one.offer is None:
        return False
    return any(
        judged.message_id == one.offer.message_id and judged.kind is reading.Kind.SCAM for judged in case.messages
    )
