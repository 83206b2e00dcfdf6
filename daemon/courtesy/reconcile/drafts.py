"""What is to be done about letters. Pure.

First every remembered letter is found again (by Message-ID; by thread and recipient where a client replaced that; among
what was sent); then what became of it is held against what ought to lie there.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence

from courtesy.plan import desired
from courtesy.reconcile import action, missing, state

_OWNERS = {state.DraftState.EDITED, state.DraftState.SENT, state.DraftState.REMOVED}
_ENDED = {state.DraftState.SENT, state.DraftState.REMOVED}
# Kinds that do one job: nobody gets two of them.
_ANSWER = {desired.LetterKind.DECLINE, desired.LetterKind.THANK_YOU, desired.LetterKind.WITHDRAWAL}


def diff(
    letters: Sequence[desired.Letter],
    there: state.Snapshot,
    remembered: Sequence[state.Draft],
    moot: Collection[int] = (),
) -> Iterator[action.Action]:
    """Yield what is to be done about the letters of one account; `moot` opportunities have no answer left to give."""
    wanted = {letter.slot: letter for letter in letters}
    found, others = _find(remembered, there)
    now = [_told(draft, wanted.get(draft.slot)) for draft in found]
    for before, draft in zip(remembered, now, strict=True):
        if draft != before:
            yield action.Note(draft=draft)
        letter = wanted.get(draft.slot)
        if letter and draft.state in _ENDED and _comes_again(letter, draft):
            if letter.asked or not any(_drafted(letter, one) for one in others):
                yield action.Lay(letter=letter, before=draft)
        else:
            yield from _settle(draft, letter, there, moot)
    known = {draft.slot for draft in now}
    for slot, letter in wanted.items():
        if slot not in known and not _in_hand(letter, now) and not any(_drafted(letter, one) for one in others):
            yield action.Lay(letter=letter)


def _told(draft: state.Draft, letter: desired.Letter | None) -> state.Draft:
    """Return a letter with what there is to say of it; a request for what the owner has in hand is answered by that."""
    draft = dataclasses.replace(draft, misses=missing.misses(draft, letter))
    if letter and draft.state is state.DraftState.EDITED:
        return dataclasses.replace(draft, asked=letter.asked or draft.asked, since=letter.since or draft.since)
    return draft


def _comes_again(letter: desired.Letter, draft: state.Draft) -> bool:
    """Tell whether a letter that was sent or thrown away is to lie there once more: asked for, or on a new occasion."""
    if letter.asked and letter.asked != draft.asked:
        return True
    return draft.state is state.DraftState.SENT and letter.since is not None and letter.since != draft.since


def _settle(
    draft: state.Draft, letter: desired.Letter | None, there: state.Snapshot, moot: Collection[int]
) -> Iterator[action.Action]:
    """Yield what is to be done about a letter that was laid, or begun, before."""
    match draft.state, letter:
        case state.DraftState.APPENDING | state.DraftState.WITHDRAWN, desired.Letter():
            yield _again(draft, letter, there)
        case state.DraftState.APPENDING, None:
            yield from _clear(draft, there)
            yield action.Note(draft=dataclasses.replace(draft, state=state.DraftState.WITHDRAWN, stale=None))
        case state.DraftState.DRAFTED | state.DraftState.WITHDRAWING, None:
            yield from _clear(draft, there)
            yield action.Withdraw(draft=dataclasses.replace(draft, stale=None), into=_end(draft, there, moot))
        case state.DraftState.DRAFTED | state.DraftState.WITHDRAWING, desired.Letter() if (
            letter.message_id != draft.text.message_id
        ):
            yield from _clear(draft, there)
            yield action.Lay(letter=letter, before=draft)
        case state.DraftState.WITHDRAWING, desired.Letter():
            yield action.Note(draft=dataclasses.replace(draft, state=state.DraftState.DRAFTED))
        case _:
            yield from _clear(draft, there)


def _again(draft: state.Draft, letter: desired.Letter, there: state.Snapshot) -> action.Action:
    """Return how a letter comes to lie there that was begun or taken away before.

    Where its replacement was interrupted and the older text is what is wanted again, that text is the letter.
    """
    older = next((one.uid for one in _clear(draft, there)), None)
    if older is None or draft.stale is None or draft.stale.message_id != letter.message_id:
        return action.Lay(letter=letter, before=draft, older=older)
    text = dataclasses.replace(draft.stale, uid=older, uidvalidity=there.drafts_uidvalidity)
    return action.Note(draft=dataclasses.replace(draft, state=state.DraftState.DRAFTED, text=text, stale=None))


def _end(draft: state.Draft, there: state.Snapshot, moot: Collection[int]) -> state.DraftState:
    """Return what becomes of a letter of ours that is taken away: sent, where the owner's own words did its job.

    Where the offer was accepted, what the owner wrote to that person was no answer of this kind.
    """
    other = draft.slot.kind in _ANSWER and draft.slot.opportunity in moot
    sent = not other and any(_went_out_as(draft, mail) for mail in there.sent)
    return state.DraftState.SENT if sent else state.DraftState.WITHDRAWN


def _clear(draft: state.Draft, there: state.Snapshot) -> Iterator[action.Clear]:
    """Yield the taking away of an older text that still lies in Drafts as we laid it."""
    for one in there.drafts:
        if draft.stale and one.message_id == draft.stale.message_id and one.uid in there.unchanged:
            yield action.Clear(draft=draft, uid=one.uid)
            return


def _find(remembered: Sequence[state.Draft], there: state.Snapshot) -> tuple[list[state.Draft], Sequence[state.Found]]:
    """Return remembered letters as they are now, and the drafts that are none of them.

    One message is never taken for two letters: those that are missing choose first, then those that ended.
    """
    ours = {message_id for draft in remembered for message_id in draft.message_ids}
    others = [one for one in there.drafts if one.message_id not in ours]
    sent = [mail for mail in there.sent if mail.message_id not in ours]
    now = dict[int, state.Draft]()
    for place in sorted(range(len(remembered)), key=lambda place: _rank(remembered[place], there)):
        draft = now[place] = _found(remembered[place], there, others, sent)
        others = [one for one in others if one.message_id not in draft.message_ids]
        sent = [mail for mail in sent if mail.message_id != draft.sent_as]
    return [now[place] for place in range(len(remembered))], others


def _rank(draft: state.Draft, there: state.Snapshot) -> int:
    if draft.state in _ENDED:
        return 2
    return int(any(one.message_id in draft.message_ids for one in there.drafts))


def _found(
    draft: state.Draft, there: state.Snapshot, others: Sequence[state.Found], sent: Sequence[state.SentMail]
) -> state.Draft:
    """Return a remembered letter as it is now; `others` and `sent` are messages that are no other letter's."""
    if taken := _taken_in_hand(draft, there, others):
        return dataclasses.replace(_taken_over(draft, taken, there), stale=draft.text)
    copies = [one for one in there.drafts if one.message_id == draft.text.message_id]
    if copies:
        return _in_place(draft, copies, there)
    if any(mail.message_id in draft.message_ids for mail in there.sent):
        return dataclasses.replace(draft, state=state.DraftState.SENT)
    if draft.state not in {state.DraftState.WITHDRAWN, state.DraftState.SENT}:
        for other in others:
            if _same_letter(draft, other):
                return _taken_over(draft, other, there)
    if mail := next((mail for mail in sent if _went_out_as(draft, mail)), None):
        return dataclasses.replace(draft, state=state.DraftState.SENT, sent_as=mail.message_id)
    match draft.state:
        case state.DraftState.DRAFTED | state.DraftState.EDITED:
            return dataclasses.replace(draft, state=state.DraftState.REMOVED)
        case state.DraftState.WITHDRAWING:
            return dataclasses.replace(draft, state=state.DraftState.WITHDRAWN)
        case _:
            return draft


def _taken_in_hand(draft: state.Draft, there: state.Snapshot, others: Sequence[state.Found]) -> state.Found | None:
    """Return the older text of a letter if the owner changed it while it was being replaced: theirs then stands."""
    if draft.stale is None or draft.state not in {state.DraftState.APPENDING, state.DraftState.DRAFTED}:
        return None
    if one := _lying(draft.stale.message_id, there.drafts):
        return None if one.uid in there.unchanged else one
    return next((other for other in others if _same_letter(draft, other)), None)


def _in_place(draft: state.Draft, copies: Sequence[state.Found], there: state.Snapshot) -> state.Draft:
    """Return a letter that lies in Drafts under our Message-ID: ours still if its text is, byte for byte.

    Where a copy of the owner's lies beside ours, the letter is theirs, and ours is still to be taken away.
    """
    one = copies[0]
    theirs = next((copy for copy in copies if copy.uid not in there.unchanged), None)
    if theirs is not None:
        taken = _taken_over(draft, theirs, there)
        return dataclasses.replace(taken, stale=draft.text) if draft.text.digest and len(copies) > 1 else taken
    keeps = draft.state is state.DraftState.WITHDRAWING
    return dataclasses.replace(
        draft,
        state=draft.state if keeps else state.DraftState.DRAFTED,
        text=dataclasses.replace(draft.text, uid=one.uid, uidvalidity=there.drafts_uidvalidity),
    )


def _taken_over(draft: state.Draft, one: state.Found, there: state.Snapshot) -> state.Draft:
    """Return a letter whose text is the owner's now."""
    text = state.Text(message_id=one.message_id, digest="", uidvalidity=there.drafts_uidvalidity, uid=one.uid)
    return dataclasses.replace(draft, state=state.DraftState.EDITED, text=text)


def _lying(message_id: str, drafts: Iterable[state.Found]) -> state.Found | None:
    return next((one for one in drafts if one.message_id == message_id), None)


def _same_letter(draft: state.Draft, one: state.Found) -> bool:
    """Tell whether a client may have saved our letter anew as this message: same recipient, same thread or subject."""
    if draft.slot.email not in one.to:
        return False
    if draft.in_reply_to:
        return draft.in_reply_to in (one.in_reply_to, *one.references)
    return one.subject == draft.subject


def _went_out_as(draft: state.Draft, mail: state.SentMail) -> bool:
    """Tell whether a message of the owner's is this letter, sent."""
    if mail.message_id in draft.message_ids:
        return True
    if draft.slot.email not in mail.to or mail.date < draft.laid_at:
        return False
    if draft.in_reply_to and draft.in_reply_to in (mail.in_reply_to, *mail.references):
        return True
    return mail.subject == draft.subject


def _in_hand(letter: desired.Letter, now: Sequence[state.Draft]) -> bool:
    """Tell whether the owner already took a letter that does this job for that person in hand."""
    addresses = {letter.slot.email, *letter.also}
    return any(
        draft.slot.opportunity == letter.slot.opportunity
        and draft.slot.email in addresses
        and _one_job(draft.slot.kind, letter.slot.kind)
        and draft.state in _OWNERS
        and not (draft.state in _ENDED and _comes_again(letter, draft))
        for draft in now
    )


def _one_job(one: desired.LetterKind, other: desired.LetterKind) -> bool:
    return one is other or {one, other} <= _ANSWER


def _drafted(letter: desired.Letter, one: state.Found) -> bool:
    """Tell whether a draft not of ours (the owner's, or another machine's) already does the letter's job."""
    if letter.to.key not in one.to:
        return False
    return one.subject == letter.subject or (
        letter.in_reply_to is not None and letter.in_reply_to in (one.in_reply_to, *one.references)
    )
