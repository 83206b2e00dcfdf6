"""What a letter may recall of one person: what the two spoke of, where they met, what the person did.

Facts come with a Person from casebook; places for sentences go on to cast. What is not known is empty.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from courtesy.casebook import opportunity
from courtesy.plan import days, particular
from courtesy.reading import reading

INTERVIEWERS = frozenset({reading.Part.INTERVIEWER, reading.Part.HIRING_MANAGER})
GUIDES = frozenset({reading.Part.RECRUITER, reading.Part.HR})
_TALKERS = INTERVIEWERS | {None, reading.Part.EXECUTIVE}
_MET, _ARRANGED, _DATIVE = range(3)  # the forms in which a language names a meeting
_TITLE = re.compile(r"[A-Z]?[a-z]+(?:-[a-z]+)?(?: [a-z]+(?:-[a-z]+)?){0,2}")
_BREAK = re.compile(r"\s{0,9}[:|/(,\u2013\u2014]|\s-\s")
_OTHERS = {"took_over": "took_over_from", "handed_over": "handed_to", "introduced": "introduced_to"}
_OF_THINGS = frozenset({"hosted", "sent", "flexible"})  # deeds whose summary is a word of [things]
_OF_PHRASES = frozenset({"showed", "praised"})  # … is a noun phrase of the mail
_LONG_AGO = 300  # days after which a day without its year would be taken for another one


@dataclass(frozen=True, slots=True)
class Meetings:
    """What meetings are called: for each kind the words it is known by, and how a language says it to whom."""

    kinds: tuple[tuple[re.Pattern[str], Mapping[str, Sequence[str]]], ...]

    def name(self, summary: str, language: str) -> Sequence[str]:
        """Return what a meeting is called to who was there, to who arranged it, and in further cases."""
        return next((said[language] for seen, said in self.kinds if language in said and seen.search(summary)), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What recalling takes of the data in config/letters."""

    lexicons: Mapping[str, particular.Lexicon]
    meetings: Meetings
    days: Mapping[str, Mapping[str, Any]]  # language -> the table [days]
    things: Mapping[str, Mapping[str, Sequence[str]]]  # language -> the table [things]: lunch -> its forms


def words(tables: Mapping[str, Any]) -> Words:
    """Compile the tables of config/letters."""
    return Words(
        lexicons={name: particular.lexicon(one["particular"]) for name, one in tables.items() if "particular" in one},
        meetings=Meetings(tuple((_any_of(one["seen"]), one) for one in tables["meetings"]["kinds"])),
        days={name: one["days"] for name, one in tables.items() if "days" in one},
        things={name: one.get("things", {}) for name, one in tables.items() if "days" in one},
    )


def recall(
    person: opportunity.Person,
    language: str,
    known: Words,
    *,
    zone: str,
    today: date,
    house: str,
    called: Mapping[str, str],
    declines: bool,
) -> dict[str, str]:
    """Return the places that tell something of one person; `called` says how a letter speaks of the others there."""
    found = particular.particular(person.talked_about, language, known.lexicons) or particular.Particular()
    # Who interviewed is thanked for the conversation; who helped is thanked for the help, and the talk comes after it.
    talked = declines or person.part in _TALKERS
    deeds = {one.kind: one for one in person.deeds if not _says_again(one, found)}
    others = {place: called.get(deeds[kind].other, "") for kind, place in _OTHERS.items() if kind in deeds}
    arranged = deeds.pop("arranged", None)
    return {
        "topic": found.topic if talked else "",
        "aside": "" if talked else found.topic,
        "event": found.event if talked else "",
        **_met(person, language, known, zone=zone, today=today, house=house),
        "arranged": _dated(arranged, language, known, (_ARRANGED, zone, today, house), called) if arranged else "",
        **others,
        **dict.fromkeys(deeds, "yes"),
        **dict(_whats(deeds.values(), language, known)),
    }


def _says_again(one: opportunity.Deed, found: particular.Particular) -> bool:
    """Tell whether a deed is about what the two spoke of: praise of "my answers on slate" beside "slate"."""
    told = (found.topic or found.event).lower()
    if not told or not one.summary or one.kind not in _OF_PHRASES:
        return False
    return told in one.summary.lower() or one.summary.lower() in told


def _whats(deeds: Iterable[opportunity.Deed], language: str, known: Words) -> Iterator[tuple[str, str]]:
    """Yield what deeds were about, in the words of the letter: `sent_what`, and `sent_what_dat` where cases differ."""
    for one in deeds:
        if one.kind in _OF_THINGS:
            forms = known.things[language].get(one.summary, ())
            yield from zip((f"{one.kind}_what", f"{one.kind}_what_dat"), forms, strict=False)
        elif one.kind in _OF_PHRASES:
            found = particular.particular(one.summary, language, known.lexicons) or particular.Particular()
            yield f"{one.kind}_what", found.topic or found.event


def _met(
    person: opportunity.Person, language: str, known: Words, *, zone: str, today: date, house: str
) -> dict[str, str]:
    if not person.meetings:
        return {}
    last = person.meetings[-1]
    named, dative = (_dated(last, language, known, (case, zone, today, house)) for case in (_MET, _DATIVE))
    return {
        "meeting": named,
        "meeting_dat": dative,
        "meeting_first": named[:1].upper() + named[1:],
    }


def _dated(
    one: opportunity.Meeting | opportunity.Deed,
    language: str,
    known: Words,
    form: tuple[int, str, date, str],
    called: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Name a meeting with its day, and whom the owner met there: "the interview with Ann Low on 12 February"."""
    case, zone, today, house = form
    name = _own_words(one, known.lexicons[language], house) or _case(known.meetings.name(one.summary, language), case)
    if name and isinstance(one, opportunity.Deed) and called.get(one.other):
        name = f"{name} {known.days[language]['with']} {called[one.other]}"
    if not name or one.day is None or abs((today - one.day).days) > _LONG_AGO:
        return name
    table = known.days[language]
    return f"{name} {table['on'].format(day=days.day(one.day, table, zone))}"


def _own_words(one: opportunity.Meeting | opportunity.Deed, known: particular.Lexicon, house: str) -> str:
    """Return their own name for a meeting where it can stand in the letter: "the data jam", "the design session"."""
    if not known.article:
        return ""
    if isinstance(one, opportunity.Meeting) and one.about:
        return f"{known.article} {one.about} session"
    words = one.summary.split()
    apart = {word.lower() for word in house.split()}
    while words and words[0].lower() in apart:  # the house goes without saying
        words.pop(0)
    first = _BREAK.split(" ".join(words), maxsplit=1)[0].strip()
    last = first.rpartition(" ")[2].lower()
    fits = " " in first and _TITLE.fullmatch(first) and last in known.events
    return f"{known.article} {first.lower()}" if fits else ""


def _case(forms: Sequence[str], case: int) -> str:
    return forms[case] if case < len(forms) else ""


def _any_of(seen: Sequence[str]) -> re.Pattern[str]:
    """Match one of these words; where none is given, anything."""
    if not seen:
        return re.compile("")
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in seen)})(?!\w)", re.IGNORECASE)
