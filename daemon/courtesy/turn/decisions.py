"""The owner's decisions made in a mail client: an offer copied or moved into a decision mailbox.

Below the mailbox that the setting ``decisions`` names (Courtesy), ``Declined``, ``Accepted`` and ``Not an offer`` are
looked at where they exist. What has come there since the last look is a decision; what has been taken out again takes
it back. Of ``Declined`` a sub-mailbox may name the reason: ``Declined/Other offer``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy import ports
from courtesy.casebook import opportunity, store
from courtesy.mail import parse
from courtesy.turn import desk

_REASONS = {"pay", "counter offer", "other offer", "role", "location", "timing", "personal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What lying in a mailbox says of an offer."""

    decision: opportunity.Decision | None  # None: it is no offer
    reason: str | None = None


def meaning(mailbox: str, root: str, separator: str) -> Meaning | None:
    """Return what lying in a mailbox says, or None where it is no decision mailbox."""
    path = mailbox.split(separator) if separator else [mailbox]
    below = root.split("/")
    if [part.lower() for part in path[: len(below)]] != [part.lower() for part in below]:
        return None
    match [part.lower() for part in path[len(below) :]]:
        case ["declined"]:
            return Meaning(decision=opportunity.Decision.DECLINE)
        case ["declined", reason] if reason in _REASONS:
            return Meaning(decision=opportunity.Decision.DECLINE, reason=reason.replace(" ", "_"))
        case ["accepted"]:
            return Meaning(decision=opportunity.Decision.ACCEPT)
        case ["not an offer"]:
            return Meaning(decision=None)
        case _:
            return None


async def look(at: desk.Desk, boxes: ports.Mailboxes) -> None:
    """Write down what has come into the decision mailboxes since the last look, and what has been taken out."""
    lying = {}
    for mailbox in boxes.all:
        what = meaning(_below(mailbox, boxes), at.account.mailboxes.decisions, boxes.separator)
        if what is not None:
            found = {parse.envelope(one.data).message_id for one in await at.server.headers(mailbox)}
            lying[mailbox] = (what, found, _before(at, mailbox))
    for what, now, before in lying.values():  # first: a message may have moved from one to another
        _take_back(at.office.book, what, sorted(before - now))
    for mailbox, (what, now, before) in lying.items():
        _take_down(at, what, sorted(now - before))
        if now != before:
            at.office.book.remember(_key(at, mailbox), json.dumps(sorted(now)))


def _below(mailbox: str, boxes: ports.Mailboxes) -> str:
    """Return the name without a personal namespace's prefix ("INBOX.Courtesy" on Courier)."""
    prefix = f"{boxes.inbox}{boxes.separator}"
    return mailbox.removeprefix(prefix) if boxes.separator else mailbox


def _key(at: desk.Desk, mailbox: str) -> str:
    return f"lying/{at.account.name}/{mailbox}"


def _before(at: desk.Desk, mailbox: str) -> set[str]:
    return set(json.loads(at.office.book.recall(_key(at, mailbox)) or "[]"))


def _take_back(book: store.Store, what: Meaning, message_ids: Sequence[str]) -> None:
    for message_id in message_ids:
        if what.decision is None:
            book.uncorrect(message_id, "kind")
        else:
            book.undecide(message_id)


def _take_down(at: desk.Desk, what: Meaning, message_ids: Sequence[str]) -> None:
    for message_id in message_ids:
        if what.decision is None:
            at.office.book.correct(opportunity.Correction(subject=message_id, field="kind", value="other"))
        else:
            at.office.book.decide(
                opportunity.OwnerDecision(
                    message_id=message_id,
                    decision=what.decision,
                    reason=what.reason,
                    because=None,
                    at=at.office.clock(),
                )
            )
