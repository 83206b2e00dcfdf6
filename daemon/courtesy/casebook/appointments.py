"""The day of a meeting that a mail asks the owner to, where no invitation for the calendar came with it.

Entries come from casebook.people; days go back there, to the people that the mail names. Only a day that stands alone
and plainly counts: a mail that names two, or one that was moved later, tells nothing for certain.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from courtesy.casebook import opportunity
from courtesy.mail import message
from courtesy.reading import dates, grammar, reading

_ASKS = frozenset({"invites_interview", "schedules", "confirms"})
_MOVED = frozenset({"reschedules", "cancels_interview"})
_AHEAD = timedelta(days=60)
_UNTIL = re.compile(  # behind which a day bounds something, and is not the day itself
    r"(?:\b(?:by|before|until|till|since|from|after|no later than|of|bis|vor|vom|ab|seit|nach|avant|du|depuis|après)"
    r"|d['’]ici|\bjusqu['’]au)\W{0,3}(?:\w{1,15}\W{1,3}){0,2}\Z"
    r"|\d(?:st|nd|rd|th)?\.?\s?(?:or|and|oder|und|ou|et|/|-|–)\s?\Z",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a day in which such a word counts
_TO_YOU = re.compile(
    r"\?|\b(?:you|your|sie|ihnen|ihre?n?|du|dich|dir|euch|vous|votre|vos|te|toi|interviews?|entretien|gespräch\w*)\b",
    re.IGNORECASE,
)


def appointments(
    entries: Sequence[opportunity.Entry], owns: Sequence[bool], known: grammar.Grammar
) -> Mapping[int, date]:
    """Return, by the number of the entry, the day on which its mail asks the owner to come, where it has passed."""
    found: dict[int, date] = {}
    until = entries[-1].message.date.date() if entries else date.min
    for at, entry in enumerate(entries):
        asks = entry.reading.kind is reading.Kind.INTERVIEW and bool(_ASKS & set(entry.reading.acts))
        if owns[at] or not asks or entry.message.invitations:
            continue
        day = _only(entry, known)
        if day is not None and day <= until and not _moved(entries, at, day, known):
            found[at] = day
    return found


def _only(entry: opportunity.Entry, known: grammar.Grammar) -> date | None:
    """Return the day that a mail names for a meeting, if it is the only day to come that stands in it."""
    mail = entry.message
    named: set[date | None] = set()
    for line in (entry.message.subject, *_paragraphs(mail)):
        for one in dates.find(line, mail.date, known, languages=(entry.reading.language,)):
            if one.until is not None or one.about or one.kind != "date":
                named |= {None} if one.until is not None else set()
            elif mail.date.date() <= one.day <= mail.date.date() + _AHEAD:
                bounds = _UNTIL.search(line[max(0, one.start - _NEAR) : one.start]) or not _TO_YOU.search(line)
                named.add(None if bounds else one.day)
    return next(iter(named)) if len(named) == 1 else None


def _paragraphs(mail: message.Message) -> list[str]:
    """Return what was written newly, with the lines joined that a mail program broke."""
    found: list[str] = []
    open_ = False
    for line in mail.lines:
        if line.label is not message.Label.NEW:
            continue
        if open_:
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
        open_ = line.wrapped
    return found


def _moved(entries: Sequence[opportunity.Entry], at: int, day: date, known: grammar.Grammar) -> bool:
    """Tell whether a meeting was put off by a word, or an answer named another day for it."""
    asked = entries[at].message.message_id
    for one in entries[at + 1 :]:
        if one.message.date.date() > day:
            return False
        if _MOVED & set(one.reading.acts):
            return True
        if asked in one.message.references and any(other != day for other in _named(one, known)):
            return True
    return False


def _named(entry: opportunity.Entry, known: grammar.Grammar) -> Iterator[date]:
    mail = entry.message
    for line in _paragraphs(mail):
        for one in dates.find(line, mail.date, known, languages=(entry.reading.language,)):
            if one.kind in {"date", "weekday"} and mail.date.date() < one.day <= mail.date.date() + _AHEAD:
                yield one.day
