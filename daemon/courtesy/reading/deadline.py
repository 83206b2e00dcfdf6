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
from courtesy.reading import dates, grammar, language, phrase, reading, text

_CLASSES = (
    "by", "within", "takes", "expires", "vehicle", "not", "never", "strong", "after", "old", "soft", "context", "extends", "asked", "reminds", "accepted", "grants",
    "none", "clears", "at_once", "closed",
)  # fmt: skip
_OWNERS = {"strong": "not", "never": "not", "after": "not", "clears": "none", "within": "by", "reminds": "asked", "accepted": "asked", "grants": "takes"}
_NARROW = {"not", "soft", "old"}       # judged by the words between commas
_CLAUSAL = {"strong", "never", "expires", "takes"}  # judged by the clause
_OF_MAIL = {"none", "at_once", "closed", "reminds", "accepted"}
_CLAUSE = re.compile(
    r"[;–—]|[.?!]\s|\s[-(]\s?|,? (?:so|because|since|whether|which|after which|and then|damit|weil|ob|car|afin|puis|pour que)(?= )|, (?:as|und|da|si)(?= )|\)"
)
_STANDS = re.compile(r" (?:d ici le|d ici au|avant le|by the) \d")     # "no pressure, any time before the 10th": the date stands
_MERIDIEM = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_LONG = 700         # characters on either side of a day that are looked at
_COMMA = re.compile(r",\s")
_LETTERS = re.compile(r"[^\W\d_]")
_PLAIN = {"date": 3, "monthday": 3, "weekday": 2, "relative": 1, "month": 1, "time": 1}     # how plainly a day is named
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 6        # words that tell a sentence's language
_MANY = 40          # days of one sentence that are judged
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
    tongues: language.Lexicon

    @staticmethod
    def compile(tables: Mapping[str, Any], days: grammar.Grammar) -> "Grammar":
        """Compile config/reading/<language>/deadline.toml. Raises ValueError naming the file at fault."""
        rules = {name: _rules(name, table["deadline"]) for name, table in tables.items() if "deadline" in table}
        return Grammar(dates=days, rules=rules, tongues=language.compile_tables(tables))

    def of(self, languages: Sequence[str]) -> Rules:
        """Return the rules of the first language that there are any for, else the English ones."""
        return next((self.rules[name] for name in languages if name in self.rules), self.rules["en"])


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


def spoken(written: str, languages: Sequence[str], tongues: language.Lexicon) -> tuple[str, ...]:
    """Return the languages of a sentence, its own first; one that is not plainly in another is in the mail's."""
    words = _WORD.findall(written[:_LONG].lower())
    if len(words) < _TELLING:
        return tuple(languages)
    counts = {name: sum(word in little for word in words) for name, little in tongues.words.items()}
    own = max(counts, key=lambda name: counts[name], default="en")
    if own in languages[:1] or counts.get(own, 0) < counts.get(languages[0] if languages else "en", 0) + 2:
        return tuple(languages)
    return (own, *(name for name in languages if name != own))


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> Answer:
    """Return by when a message asks for an answer to an offer."""
    relevant = _whole([one for one in sentences if one.new], known)
    hints = replace(hints, closed=hints.closed | _closed(relevant, mail, known, languages, hints))
    candidates: list[Candidate] = []
    for part in _parts(relevant, mail, known, languages, hints):
        candidates += _candidates(part, mail, known, hints)
    if _says(relevant, mail, known, languages, ("accepted",))[0]:
        candidates = []         # the owner has answered: what is due now is something else
    best = _best(candidates)
    if best is not None and _automated(mail) and _says(relevant[:1], mail, known, languages, ("reminds",))[0]:
        best = replace(best, soft=True)
    none, none_evidence = _says(relevant, mail, known, languages, ("none", "clears"))
    once, once_evidence = _says(relevant, mail, known, languages, ("at_once",))
    today = mail.date.date()
    soon = best is not None and (best.day - today).days <= 1 and not best.soft and best.day >= today
    return Answer(
        reply_by=best,
        no_deadline=none and best is None,
        reply_at_once=(once and best is None) or soon,
        candidates=tuple(candidates),
        evidence=best.evidence if best else (none_evidence if none else once_evidence),
    )


def _whole(sentences: Sequence[text.Sentence], known: Grammar) -> list[text.Sentence]:
    """Put a sentence together again that was cut within a time: "by 5 p.m." and "Eastern Time, after which …"."""
    result: list[text.Sentence] = []
    for one in sentences:
        before = result[-1] if result else None
        if before and before.place == one.place and _MERIDIEM.search(before.text) and _begins_with_zone(one.text, known):
            result[-1] = replace(before, text=f"{before.text} {one.text}")
        else:
            result.append(one)
    return result


def _begins_with_zone(written: str, known: Grammar) -> bool:
    words = re.findall(r"[^\W\d_]+", written[:40])[:2]
    atlas = known.dates.atlas
    joined = " ".join(words).lower()
    return bool(words) and (words[0] in atlas.abbreviations or words[0].lower() in atlas.words or joined in atlas.words or (words[0].lower() in atlas.named and words[-1] == "time"))


def _automated(mail: message.Message) -> bool:
    local = re.sub(r"[^a-z]", "", mail.sender.local)
    return mail.automatic or local.startswith(("noreply", "donotreply", "notification", "system", "dse"))


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


def _candidates(part: _Part, mail: message.Message, known: Grammar, hints: dates.Hints) -> Iterator[Candidate]:
    before = ""
    for one in part.sentences:
        if not known.dates.silent(one.text):
            tongues = spoken(one.text, part.languages, known.tongues)
            found = dates.find(one.text, part.anchor, known.dates, languages=tongues, hints=hints)
            rules = known.of(tongues)
            for day in found[:_MANY]:
                candidate = _candidate(day, found, one, before, mail, rules)
                if candidate is not None:
                    yield candidate
        before = one.text


def _candidate(
    day: dates.Found, found: Sequence[dates.Found], one: text.Sentence, before: str, mail: message.Message, rules: Rules
) -> Candidate | None:
    folded, within, narrow = masked(one.text, day, found), clause(one.text, day, found), clause(one.text, day, found, commas=True)
    marks = frozenset(
        name
        for name in _CLASSES
        if name not in _OF_MAIL and matches(rules.classes[name], narrow if name in _NARROW else within if name in _CLAUSAL else folded)
    )
    asks = 2 if matches(rules.ask, within) else 1 if matches(rules.ask, folded) else 0
    asked_before = bool(before) and matches(rules.ask, phrase.fold(before[-_LONG:]))
    weight = _judge(marks, day, asks=asks, asked_before=asked_before) - 2 * (one.place == "subject")
    if day.kind == "relative" and 0 <= (day.day - mail.date.date()).days <= 1 and matches(rules.classes["at_once"], phrase.fold(one.text[:_LONG])):
        weight = max(weight, 4)     # "call me today"
    if "asked" in marks and day.kind == "weekday" and day.day > mail.date.date():
        day = _a_week_earlier(day)
    if weight <= 0 or not _timely(day, marks, mail.date.date()):
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
        soft="vehicle" in marks and "strong" not in marks,
        evidence=reading.Evidence(mail.message_id, one.place, one.text, "deadline: " + ", ".join(sorted(marks))),
    )
    return Candidate(deadline=deadline, weight=weight, place=one.place, explicit=_PLAIN.get(day.kind, 0))


def _timely(day: dates.Found, marks: frozenset[str], today: date) -> bool:
    """Tell whether a day can be a deadline: ahead, or past where the mail says that it was; an envelope's soon."""
    if "vehicle" in marks and "strong" not in marks and (day.day - today).days > _SOFT_DAYS:
        return False
    past = bool(marks & {"asked", "extends"})
    return (today - _BACK if past else today) <= day.day <= today + _AHEAD


def _judge(marks: frozenset[str], day: dates.Found, *, asks: int, asked_before: bool) -> float:
    """Weigh the marks of a sentence; above nought it names a deadline.

    `asks` is 2 where the day's own clause asks for an answer, 1 where another clause of the sentence does.
    """
    if marks & {"old", "after", "clears", "never"} or ("not" in marks and "strong" not in marks):
        return 0
    if day.kind == "span" and day.shift is None and not marks & {"within", "takes"}:
        return 0
    if day.kind == "time" and not marks & {"strong", "takes", "expires"}:
        return 0
    weight = 0.0
    if "expires" in marks:
        weight = 5
    if "takes" in marks:
        weight = max(weight, 4)
    if asks and "by" in marks:
        weight = max(weight, 5 if asks == 2 or marks & {"strong", "asked"} else 2.5)
    elif asks == 2 and "strong" in marks:
        weight = max(weight, 3)
    if not weight and ("context" in marks and asked_before):
        weight = 3
    if day.shift is not None and "grants" in marks:
        weight = max(weight, 4)
    if weight and "strong" in marks and "asked" not in marks:
        weight += 1
    if day.about and not marks & {"by", "takes"}:
        weight -= 2
    return weight - 2 * ("soft" in marks) - 2 * ("vehicle" in marks)


def _a_week_earlier(day: dates.Found) -> dates.Found:
    week = timedelta(days=7)
    return replace(day, day=day.day - week, at=day.at - week if day.at else None)


def masked(written: str, day: dates.Found, found: Sequence[dates.Found]) -> str:
    """Fold a sentence with the day under judgement written "xday" and every other one "xother"."""
    pieces, end = [], 0
    for other in found:
        pieces += [written[end : other.start], " xday " if other is day else " xother "]
        end = max(end, other.end)
    pieces.append(written[end:])
    whole = "".join(pieces)
    place = whole.index(" xday ")
    return phrase.fold(whole[max(0, place - _LONG) : place + _LONG])


def clause(written: str, day: dates.Found, found: Sequence[dates.Found], *, commas: bool = False) -> str:
    """Fold the clause that a day stands in; with `commas` only what stands between the commas about it."""
    start, end = _bounds(written, day, _CLAUSE)
    if commas:
        low, high = _bounds(written, day, _COMMA)
        while low > start and not _LETTERS.search(written, low, day.start):     # "…, Friday": the words before belong to it
            low = max((cut.end() for cut in _COMMA.finditer(written, start, low - 1)), default=start)
        start, end = max(start, low), min(end, high)
    inside = [other for other in found if other.start >= start and other.end <= end]
    shifted = [replace(other, start=other.start - start, end=other.end - start) for other in inside]
    own = next(new for old, new in zip(inside, shifted, strict=True) if old is day)
    return masked(written[start:end], own, shifted)


def _bounds(written: str, day: dates.Found, cut: re.Pattern[str]) -> tuple[int, int]:
    """Return where the words about a day begin and end; a day alone in brackets belongs to the words before them."""
    first, last = max(0, day.start - _LONG), min(len(written), day.end + _LONG)
    start = max((one.end() for one in cut.finditer(written, first, day.start) if one.end() < day.start), default=first)
    after = cut.search(written, day.end, last)
    return start, after.start() if after else last


def _best(candidates: Sequence[Candidate]) -> reading.Deadline | None:
    """Return the weightiest deadline; of like ones the body's before an attachment's, the plain before the reckoned."""
    if not candidates:
        return None

    def rank(one: Candidate) -> tuple[float, ...]:
        plainly = one.weight + one.explicit * 0.6
        return (not one.deadline.soft, one.place == "body", plainly, one.deadline.at is not None, one.deadline.day.toordinal())

    best = max(candidates, key=rank)
    same = [one.deadline for one in candidates if one.deadline.day == best.deadline.day and one.deadline.at is not None]
    return same[0] if best.deadline.at is None and same else best.deadline


def _says(
    sentences: Iterable[text.Sentence], mail: message.Message, known: Grammar, languages: Sequence[str], classes: Sequence[str]
) -> tuple[bool, reading.Evidence | None]:
    rules = known.of(languages)
    for one in sentences:
        words = set(re.findall(r"[^\W\d_]+", one.text.lower()))
        if rules.cues.isdisjoint(words):
            continue
        folded = phrase.fold(one.text[: 2 * _LONG])
        for name in classes:
            if matches(rules.classes[name], folded) and not (name == "none" and _STANDS.search(folded)):
                return True, reading.Evidence(mail.message_id, one.place, one.text, f"deadline: {name}")
    return False, None


def _closed(
    sentences: Iterable[text.Sentence], mail: message.Message, known: Grammar, languages: Sequence[str], hints: dates.Hints
) -> frozenset[date]:
    """Return the days on which the sender says that their house is closed, or that are not counted."""
    days: set[date] = set()
    for one in sentences:
        if known.dates.silent(one.text):
            continue
        tongues = spoken(one.text, languages, known.tongues)
        if not matches(known.of(tongues).classes["closed"], phrase.fold(one.text[: 2 * _LONG])):
            continue
        for found in dates.find(one.text, mail.date, known.dates, languages=tongues, hints=hints):
            if found.kind in {"date", "monthday", "weekday"}:
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
        owner = _OWNERS.get(key, key)
        sources = table[owner][key] if owner != key else table[owner]["patterns"]
        try:
            classes[key] = tuple(compiler.compile(source) for source in sources)
        except ValueError as error:
            raise ValueError(f"{name}/deadline.toml: {key}: {error}.") from error
    ask = tuple(compiler.compile(source) for source in ("{answer}", "{respond}", "{know}"))
    cues = frozenset(anchor.rstrip("~") for key in ("none", "clears", "at_once", "accepted", "reminds") for one in classes[key] for anchor in one.anchors)
    return Rules(classes=classes, ask=ask, cues=cues)


