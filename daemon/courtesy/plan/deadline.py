"""When the time to answer an offer runs out, as an instant."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from courtesy.casebook import opportunity
from courtesy.plan import urgency


def passes(offer: opportunity.Offer, zone: str) -> datetime | None:
    """Return the instant at which the deadline has passed; a day alone lasts to its end where they are."""
    if offer.reply_by is None:
        return None
    return offer.reply_by.at or urgency.end_of(offer.reply_by.day, theirs(offer, zone))


def theirs(offer: opportunity.Offer, zone: str) -> tzinfo:
    """Return the zone of those who made the offer, as far as their mail shows it; else the owner's.

    A Date field in UTC is a machine's, not a place's.
    """
    clock = (
        offer.reply_by.at if offer.reply_by and offer.reply_by.at and offer.reply_by.zone_stated else offer.extended_at
    )
    return clock.tzinfo if clock.utcoffset() and clock.tzinfo else ZoneInfo(zone)
