"""See what stands now in one account, as far as it concerns us: one of the three sides that reconcile.diff compares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from courtesy import ports
from courtesy.mail import parse
from courtesy.plan import desired
from courtesy.reconcile import apply, state
from courtesy.turn import decisions, desk


async def see(
    at: desk.Desk, boxes: ports.Mailboxes, want: desired.Desired, before: state.Memory, lying: decisions.Lying
) -> state.Snapshot:
    """Return the account as it is now: Drafts, what was sent, flags on the messages that concern us.

    `lying` is what lies in the decision mailboxes, which are not read as others are.
    """
    flagged = await _flagged(at, boxes, want, before, lying)
    there = await at.server.select(boxes.drafts)
    fetched = await at.server.headers(boxes.drafts) if there.exists else []
    found = [_found(one) for one in fetched]
    sent = at.office.book.sent(at.account.name, min(draft.laid_at for draft in before.drafts)) if before.drafts else []
    return state.Snapshot(
        account=at.account.name,
        drafts_uidvalidity=there.uidvalidity,
        drafts=tuple(found),
        unchanged=await _unchanged(at, boxes.drafts, there.uidvalidity, found, before.drafts),
        sent=tuple(sent),
        placed=flagged.placed,
        copies={message_id: tuple(copies) for message_id, copies in flagged.copies.items()},
        keywords=flagged.keywords,
    )


def _found(one: ports.Fetched) -> state.Found:
    head = parse.envelope(one.data)
    return state.Found(
        uid=one.uid,
        message_id=head.message_id,
        to=frozenset(address.key for address in (*head.to, *head.cc)),
        subject=head.subject,
        in_reply_to=head.in_reply_to,
        references=head.references,
    )


async def _unchanged(
    at: desk.Desk, mailbox: str, uidvalidity: int, found: Sequence[state.Found], drafts: Sequence[state.Draft]
) -> frozenset[int]:
    """Return the UIDs of texts of ours that lie there byte for byte as laid.

    A message never changes under its UID (RFC 9051, section 2.3.1.1), so only what stands under another one is fetched.
    """
    texts = {text.message_id: text for draft in drafts for text in (draft.text, draft.stale) if text and text.digest}
    same, doubtful = set(), []
    for one in found:
        if text := texts.get(one.message_id):
            if (text.uidvalidity, text.uid) == (uidvalidity, one.uid):
                same.add(one.uid)
            else:
                doubtful.append(one.uid)
    if doubtful:
        digests = {text.digest for text in texts.values()}
        same |= {one.uid for one in await at.server.fetch(mailbox, doubtful) if apply.digest(one.data) in digests}
    return frozenset(same)


@dataclass(slots=True)
class _Flagged:
    """Where messages lie and the flags on them; `copies` lie in the decision mailboxes beside."""

    placed: dict[str, state.Placed] = field(default_factory=dict)
    copies: dict[str, list[state.Placed]] = field(default_factory=dict)
    keywords: bool = True


async def _flagged(
    at: desk.Desk, boxes: ports.Mailboxes, want: desired.Desired, before: state.Memory, lying: decisions.Lying
) -> _Flagged:
    """Find the messages that bear or ought to bear flags, INBOX first; tell too whether keywords can be kept."""
    concerned = {flag.message_id for flag in want.flags if flag.account == at.account.name}
    concerned |= {memory.message_id for memory in before.flags}
    by_mailbox = _places(at, concerned, lying)
    found = _Flagged()
    for mailbox in sorted(by_mailbox, key=lambda name: (name != boxes.inbox, name)):
        if mailbox not in boxes.all and mailbox != boxes.inbox:
            continue
        state_there = await at.server.select(mailbox)
        found.keywords = found.keywords and state_there.keywords
        flags = await at.server.flags(mailbox, sorted(by_mailbox[mailbox]))
        for uid, on in flags.items():
            message_id, place = by_mailbox[mailbox][uid], state.Placed(mailbox=mailbox, uid=uid, flags=on)
            if found.placed.setdefault(message_id, place) is not place and mailbox in lying:
                found.copies.setdefault(message_id, []).append(place)
    return found


def _places(at: desk.Desk, concerned: Iterable[str], lying: decisions.Lying) -> dict[str, dict[int, str]]:
    """Return where the messages concerned were read, or lie decided: mailbox -> UID -> Message-ID."""
    found: dict[str, dict[int, str]] = {}
    wanted = frozenset(concerned)
    for message_id, mailbox, _, uid in at.office.book.places(at.account.name, sorted(wanted)):
        if mailbox not in lying:
            found.setdefault(mailbox, {})[uid] = message_id
    for mailbox, there in lying.items():
        here = {uid: message_id for uid, message_id in there.items() if message_id in wanted}
        if here:
            found[mailbox] = here
    return found
