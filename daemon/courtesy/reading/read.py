"""Message to Reading: the one way into this room.

Messages come from mail.parse; readings go on to casebook.fold.
"""

from courtesy.mail import message, owner
from courtesy.reading import reading, rules


def read(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message by itself."""
    del whose, known
    return reading.Reading(message_id=mail.message_id, kind=reading.Kind.OTHER, confidence=0.0, language="en")
