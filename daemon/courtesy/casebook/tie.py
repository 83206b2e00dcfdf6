"""What may tie a message to others: its thread, addresses, organisations, names, subject, each as a short key.

A person's mail that tells nothing of hiring by itself sleeps in the book (casebook.store) under these keys, and is
fetched for a fold only where a message of hiring shares one. Pure.
"""

from courtesy.casebook import cues, opportunity
from courtesy.mail import owner
from courtesy.reading import domains


def ties(entry: opportunity.Entry, whose: owner.Owner, register: domains.Register) -> frozenset[str]:
    """Return the keys of a message."""
    one = cues.gather(entry, whose, register)
    return frozenset(
        (
            *(f"m {message_id}" for message_id in (one.message_id, *one.references)),
            *(f"a {address}" for address in one.addresses),
            *(f"d {domain}" for domain in one.domains),
            *(f"n {name}" for name in one.names),
            *((f"s {one.subject}",) if one.subject else ()),
        )
    )
