"""The sentences of a message, each with the place it stands in.

Lines come from mail.message; sentences go on to every other module of this room.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.mail import message

_END = re.compile(r"(?<=[.!?…])[\"”’)\]]?\s+(?=[\"“„«(\[]?[A-ZÀ-ÞŒ0-9¿¡])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence (or one line that stands for itself), white space folded.

    `place` is "subject", "body", "quoted", "forwarded", "signature", "disclaimer", "invitation" or "attachment NAME".
    """

    text: str
    place: str
    index: int                      # its number within its place, from 0

    @property
    def new(self) -> bool:
        """Tell whether the sender of this very message says it (subject, new text, attachment)."""
        return self.place in {"subject", "body"} or self.place.startswith("attachment")


_PLACES = {
    message.Label.NEW: "body",
    message.Label.QUOTED: "quoted",
    message.Label.FORWARDED: "forwarded",
    message.Label.SIGNATURE: "signature",
    message.Label.DISCLAIMER: "disclaimer",
}


def sentences(mail: message.Message) -> tuple[Sentence, ...]:
    """Return all sentences of a message: subject, body by label, attachments, invitations."""
    return tuple(_all(mail))


def _all(mail: message.Message) -> Iterator[Sentence]:
    yield Sentence(text=mail.subject, place="subject", index=0)
    for label, place in _PLACES.items():
        yield from _split(mail.part(label), place)
    for document in mail.documents:
        yield from _split(document.text, f"attachment {document.name}")
    for invitation in mail.invitations:
        yield from _split(f"{invitation.summary}\n{invitation.description}", "invitation")


def _split(block: str, place: str) -> Iterator[Sentence]:
    index = 0
    for paragraph in re.split(r"\n\s*\n", block):
        for piece in _END.split(" ".join(paragraph.split())):
            if piece:
                yield Sentence(text=piece, place=place, index=index)
                index += 1
