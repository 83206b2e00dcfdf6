"""The JSON that ``read`` prints of a mail, and what ``status`` prints alike. Pure; fixed by the project's contract."""

from typing import Any

from courtesy.mail import message
from courtesy.reading import reading


def when(deadline: reading.Deadline | None) -> str | None:
    """Return a deadline as an instant with its offset, or as a date alone where no time of day was given."""
    if deadline is None:
        return None
    return deadline.at.isoformat() if deadline.at else deadline.day.isoformat()


def pay(given: reading.Pay | None) -> dict[str, Any] | None:
    """Return base pay; a whole amount without its decimals."""
    if given is None:
        return None
    amount = int(given.amount) if given.amount == int(given.amount) else given.amount
    return {"amount": amount, "currency": given.currency, "period": given.period}


def read(file: str, mail: message.Message, said: reading.Reading) -> dict[str, Any]:
    """Return one line of what ``courtesy read --json`` prints."""
    return {
        "file": file,
        "message_id": mail.message_id,
        "kind": said.kind,
        "own": said.own,
        "confidence": round(said.confidence, 2),
        "language": said.language,
        "company": said.company.value if said.company else None,
        "agency": said.agency.value if said.agency else None,
        "role": said.role.value if said.role else None,
        "reply_by": when(said.reply_by),
        "pay": pay(said.pay),
        "start_date": said.start_date.day.isoformat() if said.start_date else None,
        "people": [
            {
                "name": person.name,
                "email": person.email,
                "role": person.part,
                "title": person.title,
                "phone": person.phone,
            }
            for person in said.people
        ],
        "contradictions": [said.reply_by.contradiction] if said.reply_by and said.reply_by.contradiction else [],
        "because": [because(evidence) for evidence in (*said.because, *said.fraud, *_of_terms(said))],
    }


def _of_terms(said: reading.Reading) -> list[reading.Evidence]:
    """Return where a message names deadline, pay and first day."""
    return [fact.evidence for fact in (said.reply_by, said.pay, said.start_date) if fact is not None]


def because(evidence: reading.Evidence) -> str:
    """Return evidence as one line: the sentence and where it stands."""
    return f"“{evidence.sentence}” ({evidence.place}; {evidence.rule})"
