"""The JSON that ``status`` prints. Pure; what it looks like is fixed (the project's contract)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from courtesy.casebook import opportunity
from courtesy.cli import shape
from courtesy.plan import urgency
from courtesy.reconcile import state

_STAND = frozenset({state.ReminderState.WRITING, state.ReminderState.OURS, state.ReminderState.OWNERS})
_STATES = {state.DraftState.APPENDING: None, state.DraftState.WITHDRAWING: "withdrawn"}


def status(
    case: opportunity.Case,
    drafts: Sequence[state.Draft],
    reminders: Sequence[state.ReminderMemory],
    others: Sequence[opportunity.Judged],
    *,
    now: datetime,
    zone: str,
) -> dict[str, Any]:
    """Return what ``courtesy status --json`` prints."""
    numbers = {one.anchor: one.id for one in case.opportunities}
    return {
        "as_of": now.isoformat(),
        "opportunities": [
            _opportunity(
                one,
                urgency.urgency(one, now, zone),
                [draft for draft in drafts if draft.slot.opportunity == one.id],
                [memory for memory in reminders if memory.opportunity == one.id],
            )
            for one in case.opportunities
        ],
        "messages": [
            {
                "message_id": judged.message_id,
                "mailbox": judged.mailbox,
                "kind": judged.kind,
                "opportunity_id": numbers.get(judged.anchor) if judged.anchor else None,
                "confidence": round(judged.confidence, 2),
            }
            for judged in [*case.messages, *others]
        ],
    }


def _opportunity(
    one: opportunity.Opportunity,
    pressing: urgency.Urgency,
    drafts: Sequence[state.Draft],
    reminders: Sequence[state.ReminderMemory],
) -> dict[str, Any]:
    offer = one.offer
    return {
        "id": one.id,
        "company": one.company,
        "agency": one.agency,
        "role": one.role,
        "stage": one.stage,
        "offer_message_id": offer.message_id if offer else None,
        "reply_by": shape.when(offer.reply_by) if offer else None,
        "reply_by_message_id": offer.reply_by.evidence.message_id if offer and offer.reply_by else None,
        "urgency": pressing.level,
        "because": list(pressing.because),
        "pay": shape.pay(offer.pay) if offer else None,
        "start_date": offer.start_date.day.isoformat() if offer and offer.start_date else None,
        "contradictions": list(offer.contradictions) if offer else [],
        "decision": one.decision.decision if one.decision else None,
        "people": [_person(person) for person in one.people],
        "drafts": [_draft(draft) for draft in drafts if draft.state is not state.DraftState.APPENDING],
        "reminders": [
            {"uid": memory.uid, "summary": memory.summary, "start": memory.start} for memory in _standing(reminders)
        ],
    }


def _standing(reminders: Sequence[state.ReminderMemory]) -> Iterable[state.ReminderMemory]:
    """Return the reminders that stand in any calendar, each once, however many calendars it stands in."""
    stand = [memory for memory in reminders if memory.place != "mail" and memory.state in _STAND]
    return {(memory.summary, memory.start): memory for memory in reversed(stand)}.values()


def _person(person: opportunity.Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "role": person.part,
        "title": person.title,
        "phone": person.phone,
        "talked_about": person.talked_about,
        "letter": person.letter,
    }


def _draft(draft: state.Draft) -> dict[str, Any]:
    return {
        "message_id": draft.text.message_id,
        "to": [draft.slot.email],
        "letter": draft.slot.kind,
        "subject": draft.subject,
        "state": _STATES.get(draft.state) or draft.state,
        "misses": list(draft.misses),
        "warnings": list(draft.warnings) if draft.state is state.DraftState.EDITED else [],
    }
