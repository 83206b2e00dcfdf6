"""Which flags ought to stand on which messages: the offers that are open, and how soon they want an answer."""

from collections.abc import Iterator

from courtesy.casebook import opportunity
from courtesy.plan import desired, urgency

FLAGGED = "\\Flagged"
OFFER, NOW, SOON = "$CourtesyOffer", "$CourtesyNow", "$CourtesySoon"
_URGENT = {urgency.NOW: NOW, urgency.SOON: SOON}


def flags(one: opportunity.Opportunity, level: str) -> Iterator[desired.Flag]:
    r"""Yield the flags on the offer's message; \\Flagged alone is kept by every server."""
    if one.offer is None or level == urgency.NONE:
        return
    due = {FLAGGED, _URGENT[level]} if level in _URGENT else set()
    yield desired.Flag(account=one.offer.account, message_id=one.offer.message_id, flags=frozenset({OFFER, *due}))
