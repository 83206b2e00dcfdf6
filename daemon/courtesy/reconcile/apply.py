"""Carry actions out, each written down before and after the server is asked, so that a kill at any point is mended.

Actions come from reconcile.diff. Nothing here decides: what is done again after a kill, diff says.
"""

import dataclasses
import hashlib
import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from courtesy import ports
from courtesy.mail import draft
from courtesy.reconcile import action, missing, state

_FLAGS = ("\\Draft", "\\Seen")  # unseen drafts are shown bold and counted as new mail


class Book(Protocol):
    """What apply writes down; casebook.store answers it."""

    def put_drafts(self, drafts: Iterable[state.Draft]) -> None:
        """Write down, at once, where letters are in their lives."""

    def put_flags(self, flags: Iterable[state.FlagMemory]) -> None:
        """Write down whose flags are."""

    def drop_flags(self, flags: Iterable[state.FlagMemory]) -> None:
        """Forget flags."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What actions are carried out with. `now` is the instant of planning, aware."""

    server: ports.MailServer
    book: Book
    account: str
    drafts: str  # the Drafts mailbox
    uidvalidity: int  # of it
    now: datetime


async def apply(actions: Sequence[action.Action], hands: Hands) -> None:
    """Carry actions out, in order. Raises what the server raises; what was done until then is written down."""
    for kind, some in itertools.groupby(actions, type):
        if kind is action.Lay:
            await _lay([one for one in some if isinstance(one, action.Lay)], hands)
        else:
            for one in some:
                await _one(one, hands)


async def _one(one: action.Action, hands: Hands) -> None:
    match one:
        case action.Clear() | action.Withdraw() | action.Note():
            await _letter(one, hands)
        case action.Raise() | action.Lower() | action.NoteFlags():
            await _flags(one, hands)


async def _letter(one: action.Clear | action.Withdraw | action.Note, hands: Hands) -> None:
    match one:
        case action.Clear():
            await hands.server.delete(hands.drafts, one.uid)
            hands.book.put_drafts([dataclasses.replace(one.draft, stale=None)])
        case action.Withdraw():
            await _withdraw(one, hands)
        case action.Note():
            hands.book.put_drafts([one.draft])


async def _flags(one: action.Raise | action.Lower | action.NoteFlags, hands: Hands) -> None:
    match one:
        case action.Raise():
            await _raise(one, hands)
        case action.Lower():
            await _lower(one, hands)
        case action.NoteFlags():
            hands.book.put_flags(one.flags)


async def _lay(some: Sequence[action.Lay], hands: Hands) -> None:
    """Append letters together, then take away the older texts of those that replace one."""
    data = [draft.serialise(one.letter) for one in some]
    begun = [_begun(one, text, hands) for one, text in zip(some, data, strict=True)]
    hands.book.put_drafts(begun)
    uids = await hands.server.append_all(
        hands.drafts,
        [ports.Letter(data=text, flags=_FLAGS, when=one.letter.date) for one, text in zip(some, data, strict=True)],
    )
    laid = [
        dataclasses.replace(
            one,
            state=state.DraftState.DRAFTED,
            text=dataclasses.replace(one.text, uid=uid, uidvalidity=hands.uidvalidity),
        )
        for one, uid in zip(begun, uids, strict=True)
    ]
    hands.book.put_drafts(laid)
    for one, after in zip(some, laid, strict=True):
        older = one.before.text.uid if one.before is not None and _live(one.before) else one.older
        if older is not None:
            await hands.server.delete(hands.drafts, older)
            hands.book.put_drafts([dataclasses.replace(after, stale=None)])


def _begun(one: action.Lay, data: bytes, hands: Hands) -> state.Draft:
    letter, before = one.letter, one.before
    stale = None if before is None else before.text if _live(before) else before.stale
    return state.Draft(
        slot=letter.slot,
        account=hands.account,
        state=state.DraftState.APPENDING,
        text=state.Text(message_id=letter.message_id, digest=digest(data)),
        subject=letter.subject,
        in_reply_to=letter.in_reply_to,
        laid_at=letter.date.replace(microsecond=0),
        stale=stale if stale and stale.message_id != letter.message_id else None,
        asked=letter.asked,
        since=letter.since,
        facts=missing.told(letter),
    )


def _live(draft: state.Draft) -> bool:
    """Tell whether a text of a letter lies in Drafts."""
    return draft.state in {state.DraftState.DRAFTED, state.DraftState.WITHDRAWING}


async def _withdraw(one: action.Withdraw, hands: Hands) -> None:
    going = dataclasses.replace(one.draft, state=state.DraftState.WITHDRAWING)
    hands.book.put_drafts([going])
    if await hands.server.delete(hands.drafts, one.draft.text.uid):
        hands.book.put_drafts([dataclasses.replace(going, state=one.into)])


async def _raise(one: action.Raise, hands: Hands) -> None:
    hands.book.put_flags(one.flags)
    await hands.server.store(one.placed.mailbox, one.placed.uid, add=[flag.flag for flag in one.flags])
    hands.book.put_flags(dataclasses.replace(flag, state=state.FlagState.OURS) for flag in one.flags)


async def _lower(one: action.Lower, hands: Hands) -> None:
    hands.book.put_flags(one.flags)
    for placed in (one.placed, *one.copies):
        await hands.server.store(placed.mailbox, placed.uid, remove=[flag.flag for flag in one.flags])
    hands.book.drop_flags(one.flags)


def digest(data: bytes) -> str:
    """Return the digest by which a text of ours is known to be as we laid it."""
    return hashlib.sha256(data).hexdigest()
