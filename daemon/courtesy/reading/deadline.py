"""By when an answer to an offer is asked.

Sentences come from text; the answer goes on to reading.Reading.

A sentence names a deadline where a day in it bears a word such as "by", and an answer, a signature or the life of the
offer is what the sentence speaks of. Which words those are is data (config/reading/<language>/deadline.toml); each
class of patterns there is a mark that `_judge` weighs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from courtesy.mail import message
from courtesy.reading import dates, grammar, phrase, reading, text

_CLASSES = ("by", "takes", "expires", "vehicle", "not", "strong", "after", "old", "soft", "context", "extends", "asked", "none", "clears", "at_once", "closed")
_CLAUSE = re.compile(r"[;:–—]|\s[-(]\s?|,? (?:so|because|since|whether|which|as|after which|and then|und|da|damit|weil|ob|car|afin|puis|si|pour que)(?= )|\)")
_LONG = 700         # characters on either side of a day that are looked at
_SOFT_DAYS = 10     # an envelope's expiry further off is the service's own default
_BACK, _AHEAD = timedelta(days=45), timedelta(days=240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The patterns of one language, by class, and the words without which none of them can match."""

    classes: Mapping[str, tuple[phrase.Phrase, ...]]
    ask: tuple[phrase.Phrase, ...]
    cues: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of every language, and the grammar of dates."""

    dates: grammar.Grammar
    rules: Mapping[str, Rules]

    @staticmethod
    def compile(tables: Mapping[str, Any], days: grammar.Grammar) -> "Grammar":
        """Compile config/reading/<language>/deadline.toml. Raises ValueError naming the file at fault."""
        rules = {name: _rules(name, table["deadline"]) for name, table in tables.items() if "deadline" in table}
        return Grammar(dates=days, rules=rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A day that may be the deadline, and how much speaks for it."""

    deadline: reading.Deadline
    weight: float
    place: str
    explicit: int                   # how plainly the day is named: 3 a date, 0 a span


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a message says of the time for an answer."""

    reply_by: reading.Deadline | None = None
    no_deadline: bool = False       # says that there is none, or takes an earlier one away
    reply_at_once: bool = False     # wants an answer today or tomorrow
    candidates: tuple[Candidate, ...] = ()
    evidence: reading.Evidence | None = None    # of no_deadline or reply_at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The sentences of one place (body, one attachment), and the instant from which they reckon."""

    place: str
    sentences: Sequence[text.Sentence]
    anchor: datetime
    languages: Sequence[str] = field(default=("en",))


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> Answer:
    """Return by when a message asks for an answer to an offer."""
    rules = next((known.rules[name] for name in languages if name in known.rules), known.rules["en"])
    relevant = [one for one in sentences if one.new]
    hints = replace(hints, closed=hints.closed | _closed(relevant, mail, known, rules, languages, hints))
    candidates: list[Candidate] = []
    for part in _parts(relevant, mail, known, languages, hints):
        candidates += _candidates(part, mail, known, rules, hints)
    best = _best(candidates)
    none, none_evidence = _says(relevant, mail, rules, ("none", "clears"))
    once, once_evidence = _says(relevant, mail, rules, ("at_once",))
    today = mail.date.date()
    soon = best is not None and (best.day - today).days <= 1 and not best.soft and best.day >= today
    return Answer(
        reply_by=best,
        no_deadline=none and best is None,
        reply_at_once=(once and best is None) or soon,
        candidates=tuple(candidates),
        evidence=best.evidence if best else (none_evidence if none else once_evidence),
    )


def _parts(
    sentences: Sequence[text.Sentence], mail: message.Message, known: Grammar, languages: Sequence[str], hints: dates.Hints
) -> Iterator[_Part]:
    places: dict[str, list[text.Sentence]] = {}
    for one in sentences:
        places.setdefault(one.place, []).append(one)
    for place, own in places.items():
        anchor = mail.date
        if place.startswith("attachment"):
            anchor = _letter_date(own, mail, known, languages, hints) or anchor
        yield _Part(place=place, sentences=own, anchor=anchor, languages=languages)


def _letter_date(
    sentences: Sequence[text.Sentence], mail: message.Message, known: Grammar, languages: Sequence[str], hints: dates.Hints
) -> datetime | None:
    """Return the date at the head of a letter: the first short line that is little else than a full date."""
    for one in sentences[:14]:
        if len(one.text) > 160:
            continue
        for found in dates.find(one.text, mail.date, known.dates, languages=languages, hints=hints):
            rest = one.text[: found.start].rsplit("  ", 1)[-1] + one.text[found.end :]
            near = abs((found.day - mail.date.date()).days) <= 60
            if found.kind == "date" and found.year_stated and near and len(rest.split()) <= 12 and found.at is None:
                return mail.date.replace(year=found.day.year, month=found.day.month, day=found.day.day)
    return None


def _candidates(part: _Part, mail: message.Message, known: Grammar, rules: Rules, hints: dates.Hints) -> Iterator[Candidate]:
    before = ""
    for one in part.sentences:
        found = dates.find(one.text, part.anchor, known.dates, languages=part.languages, hints=hints)
        if found:
            for day in found:
                candidate = _candidate(day, found, one, before, mail, rules)
                if candidate is not None:
                    yield candidate
        before = one.text


def _candidate(
    day: dates.Found, found: Sequence[dates.Found], one: text.Sentence, before: str, mail: message.Message, rules: Rules
) -> Candidate | None:
    today = mail.date.date()
    folded = _masked(one.text, day, found)
    narrow = clause(one.text, day, found)
    marks = frozenset(name for name in _CLASSES if name not in {"none", "at_once", "closed"} and matches(rules.classes[name], narrow if name in {"not", "strong", "soft"} else folded))
    asks = matches(rules.ask, folded)
    weight = _judge(marks, asks=asks, asked_before=bool(before) and matches(rules.ask, phrase.fold(before[-_LONG:])), subject=one.place == "subject")
    if day.about and "by" not in marks and "takes" not in marks:
        weight -= 2
    if not today - _BACK <= day.day <= today + _AHEAD or weight <= 0:
        return None
    if day.day < today and "asked" in marks and day.kind == "weekday":
        weight += 0
    if "asked" in marks and day.kind == "weekday" and day.day > today:
        day = _a_week_earlier(day)
    if day.day < today and "asked" not in marks and "extends" not in marks:
        return None
    soft = "vehicle" in marks and "strong" not in marks
    if soft and (day.day - today).days > _SOFT_DAYS:
        return None
    deadline = reading.Deadline(
        day=day.day,
        at=day.at,
        zone_stated=day.zone_stated,
        extended="extends" in marks,
        contradiction=day.contradiction,
        shift_count=day.shift.count if day.shift else 0,
        shift_unit=day.shift.unit if day.shift else "",
        same_time=" same time" in folded,
        soft=soft,
        evidence=reading.Evidence(mail.message_id, one.place, one.text, "deadline: " + ", ".join(sorted(marks))),
    )
    explicit = {"date": 3, "monthday": 3, "weekday": 2, "relative": 1, "month": 1, "time": 1}.get(day.kind, 0)
    return Candidate(deadline=deadline, weight=weight - 2 * soft, place=one.place, explicit=explicit)


def _judge(marks: frozenset[str], *, asks: bool, asked_before: bool, subject: bool) -> float:
    """Weigh the marks of a sentence; above nought it names a deadline."""
    if "old" in marks or "after" in marks or "clears" in marks:
        return 0
    if "not" in marks and "strong" not in marks:
        return 0
    weight = 0.0
    if "expires" in marks:
        weight = 5
    if "takes" in marks:
        weight = max(weight, 4)
    if asks and "by" in marks:
        weight = max(weight, 5)
    elif asks and "strong" in marks:
        weight = max(weight, 3)
    if not weight and "context" in marks and asked_before:
        weight = 3
    if "strong" in marks and weight:
        weight += 1
    if "soft" in marks:
        weight -= 2
    return weight - (2 if subject else 0)


def _a_week_earlier(day: dates.Found) -> dates.Found:
    week = timedelta(days=7)
    return replace(day, day=day.day - week, at=day.at - week if day.at else None)


def _masked(written: str, day: dates.Found, found: Sequence[dates.Found]) -> str:
    """Fold a sentence with the day under judgement written "xday" and every other one "xother"."""
    pieces, end = [], 0
    for other in found:
        pieces += [written[end : other.start], " xday " if other is day else " xother "]
        end = other.end
    pieces.append(written[end:])
    whole = "".join(pieces)
    place = whole.index(" xday ")
    return phrase.fold(whole[max(0, place - _LONG) : place + _LONG])


def clause(written: str, day: dates.Found, found: Sequence[dates.Found]) -> str:
    """Fold the clause that a day stands in."""
    start, end = 0, len(written)
    low = max(0, day.start - _LONG)
    for cut in _CLAUSE.finditer(written, low, day.start):
        start = cut.end()
    cut = _CLAUSE.search(written, day.end, min(len(written), day.end + _LONG))
    if cut:
        end = cut.start()
    inside = [other for other in found if other.start >= start and other.end <= end]
    shifted = [replace(other, start=other.start - start, end=other.end - start) for other in inside]
    own = next(new for old, new in zip(inside, shifted, strict=True) if old is day)
    return _masked(written[start:end], own, shifted)


def _best(candidates: Sequence[Candidate]) -> reading.Deadline | None:
    """Return the weightiest deadline; of like ones the body's before an attachment's, the plain before the reckoned."""
    if not candidates:
        return None

    def rank(one: Candidate) -> tuple[float, ...]:
        return (not one.deadline.soft, one.place == "body", one.weight + one.explicit * 0.6, one.deadline.at is not None)

    best = max(candidates, key=rank)
    same = [one.deadline for one in candidates if one.deadline.day == best.deadline.day and one.deadline.at is not None]
    return same[0] if best.deadline.at is None and same else best.deadline


def _says(
    sentences: Iterable[text.Sentence], mail: message.Message, rules: Rules, classes: Iterable[str]
) -> tuple[bool, reading.Evidence | None]:
    for one in sentences:
        words = set(re.findall(r"[^\W\d_]+", one.text.lower()))
        if rules.cues.isdisjoint(words):
            continue
        folded = phrase.fold(one.text[: 2 * _LONG])
        for name in classes:
            if matches(rules.classes[name], folded):
                return True, reading.Evidence(mail.message_id, one.place, one.text, f"deadline: {name}")
    return False, None


def _closed(
    sentences: Iterable[text.Sentence], mail: message.Message, known: Grammar, rules: Rules, languages: Sequence[str], hints: dates.Hints
) -> frozenset[date]:
    """Return the days on which the sender says that their house is closed, or that are not counted."""
    days: set[date] = set()
    for one in sentences:
        if matches(rules.classes["closed"], phrase.fold(one.text[: 2 * _LONG])):
            for found in dates.find(one.text, mail.date, known.dates, languages=languages, hints=hints):
                last = found.until or found.day
                days |= {found.day + timedelta(days=step) for step in range(min((last - found.day).days, 40) + 1)}
    return frozenset(days)


def matches(phrases: Iterable[phrase.Phrase], folded: str) -> bool:
    words = phrase.anchors(folded)
    return any((not one.anchors or not one.anchors.isdisjoint(words)) and one.search(folded) for one in phrases)


def _rules(name: str, table: Mapping[str, Any]) -> Rules:
    concepts = table["concepts"]
    compiler = phrase.Grammar(concepts)
    classes: dict[str, tuple[phrase.Phrase, ...]] = {}
    for key in _CLASSES:
        owner = {"strong": "not", "after": "not", "clears": "none"}.get(key, key)
        sources = table[owner][key] if owner != key else table[owner]["patterns"]
        try:
            classes[key] = tuple(compiler.compile(source) for source in sources)
        except ValueError as error:
            raise ValueError(f"{name}/deadline.toml: {key}: {error}.") from error
    ask = tuple(compiler.compile(source) for source in ("{answer}", "{respond}", "{know}"))
    cues = frozenset(anchor.rstrip("~") for key in ("none", "clears", "at_once") for one in classes[key] for anchor in one.anchors)
    return Rules(classes=classes, ask=ask, cues=cues)


