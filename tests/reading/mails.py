"""Messages as values, for tests of reading."""

from datetime import UTC, datetime
from typing import Any

from courtesy.mail import address, message, owner

OWNER = owner.Owner(name="Jo Vale", addresses=frozenset({"jo.vale@mailbox.example"}), timezone="Europe/London")
ME = address.Address("Jo Vale", "jo.vale@mailbox.example")


def mail(
    body: str,
    *,
    sender: str = "Ann Reeve <ann@northmill.example>",
    subject: str = "",
    signature: str = "",
    forwarded: str = "",
    attached: dict[str, str] | None = None,
    **more: Any,
) -> message.Message:
    name, _, email = sender.rpartition("<")
    lines = [
        *(message.Line(line, message.Label.NEW) for line in body.split("\n")),
        *(message.Line(line, message.Label.SIGNATURE) for line in signature.split("\n") if signature),
        *(message.Line(line, message.Label.FORWARDED) for line in forwarded.split("\n") if forwarded),
    ]
    told: dict[str, Any] = {
        "message_id": "<1@northmill.example>",
        "digest": "0",
        "date": datetime(2026, 5, 4, 9, tzinfo=UTC),
        "sender": address.Address(name.strip(), email.strip(">")),
        "reply_to": (),
        "to": (ME,),
        "cc": (),
        "delivered_to": (),
        "subject": subject,
        "in_reply_to": None,
        "references": (),
        "lines": tuple(lines),
        "invitations": (),
        "documents": tuple(
            message.Document(name=key, media_type="application/pdf", text=value)
            for key, value in (attached or {}).items()
        ),
        "bulk": False,
        "automatic": False,
        "authenticated": True,
    }
    return message.Message(**(told | more))
