"""Give the owner the notices that are due now, and write down before and after how far each has come.

What is written before a try says when the next one would be: whether the try fails, the process is killed in it, or
the machine goes, the notice is tried again then, under the same Message-ID. Nothing here ever fails a turn.
"""

import asyncio
import dataclasses
import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from courtesy import errors, ports
from courtesy.plan import desired, digest, mint, pace, trouble
from courtesy.reconcile import state
from courtesy.turn import desk, take

log = logging.getLogger(__name__)


async def give(office: desk.Office, offers: Sequence[desired.Notice] | None = None) -> None:
    """Give what is due. `offers` are the notices of the turn just taken; worked out anew where there was none."""
    settings = office.settings.notices
    if not (settings.email or settings.apprise or settings.apprise_file or settings.apprise_command):
        return
    async with office.giving:
        now = office.clock().astimezone(ZoneInfo(office.settings.owner.timezone))
        hours = pace.quiet(settings.quiet)
        wanted = [] if hours and hours.holds(now) else list(_wanted(office, offers, now))
        if wanted:
            ways = await asyncio.to_thread(office.ways)
            tries = list(pace.choose(wanted, office.book.told(), [way.name for way in ways], now, hours))
            await asyncio.gather(*(_by(way, tries, office) for way in ways))


def _wanted(office: desk.Office, offers: Sequence[desired.Notice] | None, now: datetime) -> Iterator[desired.Notice]:
    """Yield every notice whose reason holds now, whether or not it was given before."""
    offers = take.ought(office).notices if offers is None else offers
    yield from offers
    yield from trouble.notices(
        _failing(office), waiting=len(offers), now=now, zone=office.settings.owner.timezone, secret=office.secret
    )
    day = digest.due(office.settings.notices.digest, now)
    if day and {account.name for account in office.settings.accounts} <= {one.account for one in office.book.health()}:
        yield from _digest(office, day, now)  # not before every mailbox was looked at: there is nothing to tell of it


def _failing(office: desk.Office) -> list[trouble.Trouble]:
    """Return the accounts that fail, of those that are watched by the configuration as it is now."""
    known = {account.name for account in office.settings.accounts}
    return [one for one in office.book.failing() if one.account in known]


def _digest(office: desk.Office, day: date, now: datetime) -> Iterator[desired.Notice]:
    """Yield the digest of a day, unless it was given by every way that was tried: it costs a look at everything."""
    rows = [one for one in office.book.told() if one.ident == digest.ident(day, office.secret)]
    if rows and all(one.given for one in rows):
        return
    case = take.case(office)
    unsent = [
        (one.slot.opportunity, one.slot.email, one.subject)
        for one in office.book.drafts()
        if one.state in {state.DraftState.DRAFTED, state.DraftState.EDITED}
    ]
    yield digest.digest(
        case, take.ought(office, case), unsent, _failing(office), day=day, now=now, secret=office.secret
    )


async def _by(way: ports.Way, tries: Sequence[pace.Try], office: desk.Office) -> None:
    """Give by one way, one after the other, until it fails: a way that is down is not tried five times over."""
    for one in tries:
        if one.way == way.name and not await _one(way, one, office):
            return


async def _one(way: ports.Way, one: pace.Try, office: desk.Office) -> bool:
    begun = office.clock()
    row = pace.Told(
        ident=one.notice.ident,
        day=one.day,
        way=way.name,
        at=begun,
        given=False,
        tries=one.tries,
        due=begun + pace.after(one.tries),
    )
    office.book.tell([row])
    word = mint.uid(office.secret, "notice", one.notice.ident, one.day.isoformat())
    try:
        await _said(way, one, word)
    except errors.CourtesyError as error:
        again = begun + pace.after(one.tries, refused=not isinstance(error, errors.TryLater))
        office.book.tell([dataclasses.replace(row, due=again)])
        log.warning(
            "A notice could not be given; trying again.",
            extra={"way": way.name.partition(" ")[0], "why": str(error), "again": again.isoformat(timespec="minutes")},
        )
        return False
    office.book.tell([dataclasses.replace(row, at=office.clock(), given=True)])
    return True


async def _said(way: ports.Way, one: pace.Try, word: str) -> None:
    try:
        await way.give(subject=one.notice.subject, body=one.notice.body, word=word, when=datetime.now(UTC))
    except errors.CourtesyError:
        raise
    except Exception as error:  # an error of ours is no reason to lose a notice
        raise errors.TryLater(f"an error of ours: {errors.where(error)}") from error
