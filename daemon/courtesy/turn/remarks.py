"""What the check says of letters that the owner took in hand: noted in the book, for status and show to tell.

Their texts are fetched in each turn, since the owner may have written on; nothing is ever done to them.
"""

import dataclasses
from collections.abc import Sequence

from courtesy import ports
from courtesy.casebook import opportunity
from courtesy.mail import message, parse
from courtesy.plan import desired, edited, given
from courtesy.reconcile import state
from courtesy.turn import desk

_WRITTEN = (message.Label.NEW, message.Label.SIGNATURE)


async def remark(at: desk.Desk, boxes: ports.Mailboxes, case: opportunity.Case) -> None:
    """Look at each edited letter of an account, and write down what is worth a second look."""
    memory = at.office.book.memory(at.account.name)
    taken = {draft.text.uid: draft for draft in memory.drafts if draft.state is state.DraftState.EDITED}
    if not taken:
        return
    at.office.book.put_drafts(
        dataclasses.replace(draft, warnings=warnings)
        for one in await at.server.fetch(boxes.drafts, sorted(taken))
        if (warnings := look(parse.parse(one.data), (draft := taken[one.uid]).slot, case, at.office)) != draft.warnings
    )


def look(mail: message.Message, slot: desired.Slot, case: opportunity.Case, office: desk.Office) -> tuple[str, ...]:
    """Return a sentence for everything in a letter of the owner's that is worth a second look."""
    one = next((one for one in case.opportunities if one.id == slot.opportunity), None)
    if one is None:
        return ()
    return edited.warnings(
        one, slot, mail.part(*_WRITTEN), terms(office), others=case, mail=_correspondence(one, office)
    )


def terms(office: desk.Office) -> given.Given:
    """Return what a letter is looked at with, by itself."""
    return given.Given(
        now=office.clock(),
        whose=office.whose,
        settings=office.settings,
        templates=office.templates(),
        secret=office.secret,
        companies=(),
    )


def _correspondence(one: opportunity.Opportunity, office: desk.Office) -> str:
    """Return all the text of a process, in which a fact may stand."""
    known = {entry.message.message_id: entry.message for entry in _entries(one, office)}
    told = [known[message_id] for message_id in one.messages if message_id in known]
    return "\n".join(text for mail in told for text in (mail.subject, *(line.text for line in mail.lines)))


def _entries(one: opportunity.Opportunity, office: desk.Office) -> Sequence[opportunity.Entry]:
    return [*office.book.entries(), *office.book.sleepers(one.messages)]
