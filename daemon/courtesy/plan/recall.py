"""What a letter may recall of one person: what the two spoke of, where they met, what the person did.

Facts come with a Person from casebook; places for sentences go on to cast. What is not known is empty.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courtesy.casebook import opportunity
from courtesy.plan import days, particular
from courtesy.reading import reading

INTERVIEWERS = frozenset({reading.Part.INTERVIEWER, reading.Part.HIRING_MANAGER})
GUIDES = frozenset({reading.Part.RECRUITER, reading.Part.HR})
_TALKERS = INTERVIEWERS | {None, reading.Part.EXECUTIVE}
_LONG_AGO = 300  # days after which a day without its year would be taken for another one


@dataclass(frozen=True, slots=True)
class Meetings:
    """What meetings are called: for each kind the words it is known by, and how a language says it to whom."""

    kinds: tuple[tuple[re.Pattern[str], Mapping[str, Sequence[str]]], ...]

    def name(self, summary: str, language: str) -> tuple[str, str]:
        """Return what a meeting is called to who was there, and to who arranged it."""
        for seen, said in self.kinds:
            if language in said and seen.search(summary):
                return said[language][0], said[language][1]
        return "", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What recalling takes of the data in config/letters."""

    lexicons: Mapping[str, particular.Lexicon]
    meetings: Meetings
    days: Mapping[str, Mapping[str, Any]]  # language -> the table [days]


def words(tables: Mapping[str, Any]) -> Words:
    """Compile the tables of config/letters."""
    return Words(
        lexicons={name: particular.lexicon(one["particular"]) for name, one in tables.items() if "particular" in one},
        meetings=Meetings(tuple((_any_of(one["seen"]), one) for one in tables["meetings"]["kinds"])),
        days={name: one["days"] for name, one in tables.items() if "days" in one},
    )


def recall(
    person: opportunity.Person, language: str, known: Words, *, zone: str, today: date, declines: bool
) -> dict[str, str]:
    """Return the places that tell something of one person."""
    found = particular.particular(person.talked_about, language, known.lexicons) or particular.Particular()
    # Who interviewed is thanked for the conversation; who helped is thanked for the help, and the talk comes after it.
    talked = declines or person.part in _TALKERS
    deeds = {one.kind: one for one in person.deeds}
    arranged = deeds.pop("arranged", None)
    return {
        "topic": found.topic if talked else "",
        "aside": "" if talked else found.topic,
        "event": found.event if talked else "",
        **_met(person, language, known, zone=zone, today=today),
        "arranged": _dated(arranged.summary, arranged.day, language, known, (1, zone, today)) if arranged else "",
        **dict.fromkeys(deeds, "yes"),
    }


def _met(person: opportunity.Person, language: str, known: Words, *, zone: str, today: date) -> dict[str, str]:
    if not person.meetings:
        return {}
    last = person.meetings[-1]
    named = _dated(last.summary, last.day, language, known, (0, zone, today))
    return {
        "meeting": named,
        "meeting_first": named[:1].upper() + named[1:],
    }


def _dated(summary: str, day: date | None, language: str, known: Words, form: tuple[int, str, date]) -> str:
    """Name a meeting with its day: "our interview on 12 February"."""
    to_whom, zone, today = form
    name = known.meetings.name(summary, language)[to_whom]
    if not name or day is None or abs((today - day).days) > _LONG_AGO:
        return name
    table = known.days[language]
    return f"{name} {table['on'].format(day=days.day(day, table, zone))}"


def _any_of(seen: Sequence[str]) -> re.Pattern[str]:
    """Match one of these words; where none is given, anything."""
    if not seen:
        return re.compile("")
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in seen)})(?!\w)", re.IGNORECASE)
