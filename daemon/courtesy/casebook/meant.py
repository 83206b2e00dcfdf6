"""Which day a follow-up means that asks by none: "Wednesday works", "scratch Friday, tonight", "the 13th, no later".

Readings come from casebook.terms, and so does what stood before: the deadline, and the day that the owner asked for.
Only beside these does such a day tell anything.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from courtesy.reading import reading


def deadline(
    read: reading.Reading,
    stands: reading.Deadline | None,
    asked: reading.Deadline | None,
    *,
    awaited: bool,
    today: date,
) -> reading.Deadline | None:
    """Return the deadline that a follow-up means; None where it means none.

    `asked` is the day that the owner asked for, `awaited` tells that it answers the owner, who asked for time.
    """
    clear = [one.deadline for one in read.days if not one.denied and not one.taken]
    echoed = [one.deadline for one in read.days if not one.denied and (one.asks or not one.taken)]
    if asked is not None and any(one.day == asked.day for one in echoed):
        return replace(_timed(asked, echoed), extended=True)
    kept = stands is not None and any(one.day == stands.day for one in echoed)
    denied = stands is not None and any(one.denied and one.deadline.day == stands.day for one in read.days)
    later = [one for one in clear if one.day > today or one.at is not None]  # "I saw your note today"
    if clear and not kept and (denied or (awaited and later)):
        said = _timed((clear if denied else later)[-1], clear)
        return replace(said, extended=stands is None or said.day > stands.day)
    if stands is not None and stands.at is None:
        asking = [one.deadline for one in read.days if one.asks and not one.denied]
        return next((one for one in asking if one.day == stands.day and one.at is not None), None)
    return None


def _timed(day: reading.Deadline, said: Sequence[reading.Deadline]) -> reading.Deadline:
    """Return a day with the time of day that the mail gives it elsewhere: "Wednesday works, so 5pm on the 18th"."""
    if day.at is not None:
        return day
    return next((one for one in said if one.day == day.day and one.at is not None), day)
