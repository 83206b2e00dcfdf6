"""The whole turn over one account: fetch, read, record, plan, diff, apply.

A turn compares whole states, so it may be cut off anywhere and taken again. Wired by app, repeated by service.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courtesy import errors, ports
from courtesy.casebook import fold, number, opportunity, store
from courtesy.plan import almanac, desired, plan, trouble
from courtesy.reconcile import action, apply, diff, state
from courtesy.turn import calendars, catch_up, decisions, desk, remarks, snapshot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a turn saw and did (or, in a dry run, would do)."""

    account: str
    read: int
    actions: tuple[action.Action | action.Entry, ...]
    notices: tuple[desired.Notice, ...]


async def noted(at: desk.Desk) -> Report:
    """Take one turn and write down how it went, so that status can tell health from silence."""
    book, name = at.office.book, at.account.name
    try:
        report = await take(at)
    except Exception as error:
        word = str(error) if isinstance(error, errors.CourtesyError) else f"an error of ours: {errors.where(error)}"
        now = at.office.clock()
        book.put_health(store.Health(account=name, at=now, well=False, word=word))
        book.failed(trouble.Trouble(account=name, kind=_kind(error), word=word, since=now, at=now))
        raise
    word = f"{report.read} read, {len(report.actions)} done"
    book.put_health(store.Health(account=name, at=at.office.clock(), well=True, word=word))
    book.well(name)
    return report


def _kind(error: Exception) -> trouble.Kind:
    """Say what a failed turn means to the owner, as service answers it."""
    if isinstance(error, errors.SignInNeeded):
        return trouble.Kind.SIGN_IN
    if isinstance(error, errors.AuthenticationRefused):
        return trouble.Kind.LOG_IN
    stops = isinstance(error, errors.MailboxMissing | errors.ConfigurationError)
    return trouble.Kind.STOPPED if stops else trouble.Kind.LATER


async def take(at: desk.Desk, *, dry: bool = False) -> Report:
    """Take one turn. `dry` carries nothing out. Raises TryLater, AuthenticationRefused, MailboxMissing."""
    await at.server.connect()
    boxes = await at.server.mailboxes()
    count = 0
    for mailbox in watched(boxes, at):
        count += await catch_up.catch_up(at, mailbox)
    lying = await decisions.look(at, boxes)
    async with at.office.planning:
        known = case(at.office)
        want = ought(at.office, known)
        settled = _settled(at.office)
        actions = await _reconcile(at, boxes, want, lying, dry=dry)
        if _settled(at.office) != settled:  # a letter was sent or thrown away: no reminder is to speak of it
            want = ought(at.office, known)
        entries = await calendars.reconcile(at.office, want.reminders, dry=dry)
    if not dry:
        await remarks.remark(at, boxes, known)
        await decisions.make(at, boxes, want)
    return Report(account=at.account.name, read=count, actions=(*actions, *entries), notices=want.notices)


def watched(boxes: ports.Mailboxes, at: desk.Desk) -> list[str]:
    """Return the mailboxes that are read: INBOX first, then what was sent, then those read for context."""
    also = boxes.archives if at.account.mailboxes.also is None else at.account.mailboxes.also
    names = [boxes.inbox, boxes.sent, *also, boxes.junk]
    return list(dict.fromkeys(name for name in names if name))


def case(office: desk.Office) -> opportunity.Case:
    """Return all that the casebook says now, its opportunities numbered."""
    book, corrections = office.book, office.book.corrections()
    folded = fold.fold(
        entries(office, (one.subject for one in corrections)),
        whose=office.whose,
        known=office.rules,
        decisions=book.decisions(),
        corrections=corrections,
        now=office.clock(),
    )
    known = book.numbers()
    numbered, numbers = number.number(folded, known)
    if numbers != known:
        book.number({message_id: one for message_id, one in numbers.items() if known.get(message_id) != one})
    return numbered


def entries(office: desk.Office, named: Iterable[str] = ()) -> list[opportunity.Entry]:
    """Return the messages that a fold needs: those that tell of hiring, and what sleeps near them or is named."""
    return [*office.book.entries(), *office.book.sleepers(named)]


def ought(office: desk.Office, known: opportunity.Case | None = None) -> desired.Desired:
    """Return what ought to stand now, in all accounts; `known` is what the casebook says, where that is at hand."""
    known = known or case(office)
    if not known.opportunities:
        return desired.Desired()
    templates = office.templates()  # while a process is under way they lie ready, for an offer to find them
    requests = office.book.requests()
    if not requests and not any(one.offer for one in known.opportunities):
        return desired.Desired()
    want = plan.plan(
        known,
        now=office.clock(),
        whose=office.whose,
        settings=office.settings,
        templates=templates,
        secret=office.secret,
        settled=_settled(office),
        requests=requests,
        days=almanac.Almanac(
            free=office.rules.dates.calendar,
            atlas=office.rules.dates.atlas,
            country=office.settings.owner.country,
        ),
    )
    for refusal in want.refused:
        log.warning(
            "A letter was not laid down, since it failed the check.",
            extra={"offer": refusal.slot.opportunity, "letter": refusal.slot.kind, "why": "; ".join(refusal.problems)},
        )
    return want


def _settled(office: desk.Office) -> frozenset[str]:
    """Return the letters that the owner has sent or thrown away."""
    done = {state.DraftState.SENT, state.DraftState.REMOVED}
    return frozenset(draft.slot.key for draft in office.book.drafts() if draft.state in done)


async def _reconcile(
    at: desk.Desk, boxes: ports.Mailboxes, want: desired.Desired, lying: decisions.Lying, *, dry: bool
) -> Sequence[action.Action]:
    before = at.office.book.memory(at.account.name)
    there = await snapshot.see(at, boxes, want, before, lying)
    actions = diff.diff(want, there, before)
    if not dry:
        hands = apply.Hands(
            server=at.server,
            book=at.office.book,
            account=at.account.name,
            drafts=boxes.drafts,
            uidvalidity=there.drafts_uidvalidity,
            now=at.office.clock(),
        )
        await apply.apply(actions, hands)
    return actions
