"""The owner's decisions made in a mail client: an offer copied or moved into a decision mailbox.

Below the mailbox that the setting ``decisions`` names (Courtesy) lie ``Declined``, ``Accepted`` and ``Not an offer``,
made once, when the first open offer is seen; what the owner deletes of them stays away. What has come there since the
last look is a decision; what has been taken out again takes it back. A mailbox below ``Declined`` may name the reason:
``Declined/Other offer``.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtesy import config, errors, ports
from courtesy.casebook import opportunity, store
from courtesy.mail import parse
from courtesy.plan import desired
from courtesy.turn import desk

log = logging.getLogger(__name__)

_REASONS = {"pay", "counter offer", "other offer", "role", "location", "timing", "personal"}
_TRIES = 3  # of making a mailbox that the server will not have

Lying = Mapping[str, Mapping[int, str]]
"""What lies in the decision mailboxes: mailbox -> UID -> Message-ID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What lying in a mailbox says of an offer."""

    decision: opportunity.Decision | None  # None: it is no offer
    reason: str | None = None


def meaning(mailbox: str, named: config.Mailboxes, separator: str) -> Meaning | None:
    """Return what lying in a mailbox says, or None where it is no decision mailbox.

    `mailbox` is its name without the prefix of the personal namespace.
    """
    path = [part.casefold() for part in (mailbox.split(separator) if separator else [mailbox])]
    for name, decision in _kinds(named):
        parts = [part.casefold() for part in name.split("/")]
        match path[len(parts) :]:
            case [] if path == parts:
                return Meaning(decision=decision)
            case [below] if path[: len(parts)] == parts and decision is opportunity.Decision.DECLINE:
                reason = " ".join(below.replace("-", " ").replace("_", " ").split())
                return Meaning(decision=decision, reason=reason.replace(" ", "_") if reason in _REASONS else None)
            case _:
                continue
    return None


def _kinds(named: config.Mailboxes) -> Iterator[tuple[str, opportunity.Decision | None]]:
    """Yield the decision mailboxes, their levels parted by slashes."""
    if not named.decisions:
        return
    for name, decision in (
        (named.declined, opportunity.Decision.DECLINE),
        (named.accepted, opportunity.Decision.ACCEPT),
        (named.not_an_offer, None),
    ):
        if name:
            yield f"{named.decisions}/{name}", decision


def names(named: config.Mailboxes, boxes: ports.Mailboxes) -> list[str]:
    """Return the decision mailboxes as this server calls them; none where its mailboxes have no levels."""
    if not boxes.separator:
        return []
    return [boxes.prefix + name.replace("/", boxes.separator) for name, _ in _kinds(named)]


async def make(at: desk.Desk, boxes: ports.Mailboxes, want: desired.Desired) -> None:
    """Make the decision mailboxes that were never made, once there is an open offer in this account."""
    if not any(flag.account == at.account.name for flag in want.flags):
        return
    book, key = at.office.book, f"decision mailboxes/{at.account.name}"
    tried: dict[str, int] = json.loads(book.recall(key) or "{}")
    for name in names(at.account.mailboxes, boxes):
        if tried.get(name, 0) >= _TRIES:
            continue
        try:
            if name not in boxes.all:
                await at.server.create(name)
            tried[name] = _TRIES
        except errors.TryLater as error:  # a decision can be given by command; no turn fails for want of a mailbox
            log.warning("A mailbox for decisions could not be made.", extra={"mailbox": name, "why": str(error)})
            tried[name] = tried.get(name, 0) + 1
        book.remember(key, json.dumps(tried))


async def look(at: desk.Desk, boxes: ports.Mailboxes) -> Lying:
    """Write down what has come into the decision mailboxes since the last look, and what has been taken out.

    Returns what lies there.
    """
    found: dict[str, dict[int, str]] = {}
    lying = {}
    for mailbox in boxes.all:
        what = meaning(_below(mailbox, boxes), at.account.mailboxes, boxes.separator)
        if what is not None:
            there = {one.uid: parse.envelope(one.data).message_id for one in await at.server.headers(mailbox)}
            found[mailbox] = there
            lying[mailbox] = (what, set(there.values()), _before(at, mailbox))
    for what, now, before in lying.values():  # first: a message may have moved from one to another
        _take_back(at.office.book, what, sorted(before - now))
    for mailbox, (what, now, before) in lying.items():
        _take_down(at, what, sorted(now - before))
        if now != before:
            at.office.book.remember(_key(at, mailbox), json.dumps(sorted(now)))
    return found


def _below(mailbox: str, boxes: ports.Mailboxes) -> str:
    """Return the name without a personal namespace's prefix ("INBOX.Courtesy" on Courier)."""
    prefix = boxes.prefix or f"{boxes.inbox}{boxes.separator}"
    return mailbox.removeprefix(prefix) if boxes.separator else mailbox


def _key(at: desk.Desk, mailbox: str) -> str:
    return f"lying/{at.account.name}/{mailbox}"


def _before(at: desk.Desk, mailbox: str) -> set[str]:
    return set(json.loads(at.office.book.recall(_key(at, mailbox)) or "[]"))


def _take_back(book: store.Store, what: Meaning, message_ids: Sequence[str]) -> None:
    """Take back what lying there said, unless the owner has said something else since."""
    decided = {one.message_id: one.decision for one in book.decisions()}
    for message_id in message_ids:
        if what.decision is None:
            book.uncorrect(message_id, "kind")
        elif decided.get(message_id) is what.decision:
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
