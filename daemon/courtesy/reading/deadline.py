"""By when a message asks for an answer to an offer.

Sentences come from text; the answer goes on to reading.Reading. Which sentences ask is asking's to say; what stands
here chooses among them: who says it, where, how plainly, and whether it still holds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from courtesy.mail import message
from courtesy.reading import asking, clauses, dates, grammar, language, reading, sheet, text, volumes

_STANDS = re.compile(r" (?:d ici le|d ici au|avant le|by the) \d")  # "no pressure, any time before the 10th"
_MANY = 20  # days of one sentence that are judged
_SOFT_DAYS = 21  # an envelope's expiry further off is the service's own default
_BACK, _AHEAD = timedelta(days=45), timedelta(days=240)
_PLAIN = {"date": 3, "monthday": 3, "weekday": 2, "relative": 1, "month": 1, "time": 1}
_PLAINLY_ASKED = 5  # what a day weighs that contradicts another part of the mail
_ANSWER = re.compile(r"\s{0,3}(?:re|aw|sv|antw|fwd?|wg|tr|rv)\s{0,2}:", re.IGNORECASE)
_RECKONED = frozenset({"span", "relative", "weekday", "time"})
_Marked = tuple[text.Sentence, clauses.Day, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of every language, the grammar of dates, and what tells the languages apart."""

    dates: grammar.Grammar
    rules: Mapping[str, asking.Rules]
    tongues: language.Lexicon

    @staticmethod
    def compile(tables: Mapping[str, Any], days: grammar.Grammar) -> "Grammar":
        """Compile config/reading/<language>/deadline.toml. Raises ValueError naming the file at fault."""
        own = {name: table["deadline"] for name, table in tables.items() if "deadline" in table}
        rules = volumes.Volumes(own, asking.compile_table)
        return Grammar(dates=days, rules=rules, tongues=language.compile_tables(tables))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A day that may be the deadline, and how much speaks for it."""

    deadline: reading.Deadline
    weight: float
    place: str
    reported: bool  # as asked for earlier
    plainness: int  # how plainly the day is named: 3 a date, 0 a span


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a message says of the time for an answer."""

    reply_by: reading.Deadline | None = None
    no_deadline: bool = False  # says that there is none, or takes an earlier one away
    reply_at_once: bool = False  # wants an answer today or tomorrow
    candidates: tuple[Candidate, ...] = ()
    days: tuple[reading.Day, ...] = ()  # further days ahead that it names, where it asks by none
    evidence: reading.Evidence | None = None


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> Answer:
    """Return by when a message asks for an answer to an offer."""
    page = sheet.lay(sentences, mail, known.dates, known.rules, known.tongues, languages=languages, hints=hints)
    marked = () if _says(page, "accepted") else tuple(_marked(page))  # who has accepted owes other things
    candidates = tuple(found for one in marked if (found := _candidate(page, *one)) is not None)
    best = _best(candidates)
    if best is not None:
        best = replace(best, contradiction=best.contradiction or _contradicted(best, candidates))
    if best is not None and _automated(mail) and _reminds(page):
        best = replace(best, soft=True)
    none, once = _says(page, "none") or _says(page, "clears"), _says(page, "at_once")
    if none is not None and best is not None and best.soft:
        best = None  # a link runs out, or a day was only named: who says that there is no hurry means it
    soon = best is not None and not best.soft and 0 <= (best.day - page.today).days <= 1
    return Answer(
        reply_by=best,
        no_deadline=none is not None and best is None,
        reply_at_once=soon or (once is not None and best is None),
        candidates=candidates,
        days=tuple(_named(page, marked)) if best is None else (),
        evidence=best.evidence if best else none or once,
    )


def _marked(page: sheet.Sheet) -> Iterator[_Marked]:
    """Yield every day that a message names, with its sentence and the classes that it bears."""
    anchors = {place: sheet.anchor(page, place) for place in {one.place for one in page.said}}
    for number, one in enumerate(page.said):
        if page.grammar.silent(one.text):
            continue
        tongues = page.spoken(one)
        same = number > 0 and page.said[number - 1].place in {one.place, "subject"}
        before = page.folded[number - 1] if same else ""
        anchor = anchors[one.place]
        after, rules = _after(page, number, anchor), page.rules(tongues)
        found = page.days(one, anchor, tongues, page.named_before(number, anchor, tongues))
        for day in clauses.days(one.text, found, _MANY):
            seen = asking.marks(day, rules, before=before, after=after if day.found is found[-1] else "")
            if day.found.kind == "relative" and rules.classes["at_once"].stand(page.folded[number]):
                seen |= {"at_once"}
            yield one, day, seen


def _named(page: sheet.Sheet, marked: Sequence[_Marked]) -> Iterator[reading.Day]:
    """Yield the days ahead that the body names, in its order; spans are none, they count from who knows when."""
    for one, day, seen in marked:
        ahead = 0 <= (day.found.day - page.today).days <= _AHEAD.days
        if one.place == "body" and ahead and day.found.length is None and day.found.kind != "time":
            yield reading.Day(
                deadline=_deadline(page, one, day, seen),
                asks=bool(seen & {"asks", "asks_near"}),
                denied="old" in seen,
                taken=bool(seen & {"not", "never", "after"}) and "strong_here" not in seen,
            )


def _after(page: sheet.Sheet, number: int, anchor: datetime) -> str:
    """Return the sentence after one, folded, where it is of the same place and names no day of its own."""
    if number + 1 >= len(page.said) or page.said[number + 1].place != page.said[number].place:
        return ""
    after = page.said[number + 1]
    return "" if page.days(after, anchor, page.spoken(after)) else page.folded[number + 1]


def _candidate(page: sheet.Sheet, one: text.Sentence, day: clauses.Day, seen: frozenset[str]) -> Candidate | None:
    weight = asking.weigh(day, seen) - 2 * (one.place == "subject")
    found = day.found
    if "at_once" in seen and 0 <= (found.day - page.today).days <= 1 and not seen & {"old", "never", "clears"}:
        weight = max(weight, 4)  # "call me today"
    if "asked" in seen and found.kind == "weekday" and found.day > page.today:
        found = _a_week_earlier(found)
    soft = ("vehicle" in seen and not seen & {"strong", "extends"}) or 0 < weight <= asking.BARE
    if one.place == "subject" and found.kind in _RECKONED and _ANSWER.match(page.mail.subject):
        return None  # what an earlier subject reckoned from its own day
    past = bool(seen & {"asked", "extends"})
    if weight <= 0 or not _timely(found, page.today, past=past, soft=soft):
        return None
    if found.at is not None and found.at <= page.mail.date and not past:
        return None  # "at noon today the council announced", in the evening
    deadline = replace(_deadline(page, one, replace(day, found=found), seen), soft=soft)
    return Candidate(
        deadline=deadline, weight=weight, place=one.place, reported="asked" in seen, plainness=_PLAIN.get(found.kind, 0)
    )


def _deadline(page: sheet.Sheet, one: text.Sentence, day: clauses.Day, seen: frozenset[str]) -> reading.Deadline:
    found = day.found
    shift = found.length if found.more or asking.shifts(day, seen) else None
    return reading.Deadline(
        day=found.day,
        at=found.at,
        zone_stated=found.zone_stated,
        extended="extends" in seen or shift is not None,
        contradiction=found.contradiction,
        shift_count=shift.count if shift else 0,
        shift_unit=shift.unit if shift else "",
        same_time=" same time" in day.sentence,
        evidence=page.evidence(one, sorted(seen)),
    )


def _timely(found: dates.Found, today: date, *, past: bool, soft: bool) -> bool:
    """Tell whether a day can be a deadline: ahead, or past where the mail says that it was; an envelope's soon."""
    if soft and (found.day - today).days > _SOFT_DAYS:
        return False
    return (today - _BACK if past else today) <= found.day <= today + _AHEAD


def _a_week_earlier(found: dates.Found) -> dates.Found:
    week = timedelta(days=7)
    return replace(found, day=found.day - week, at=found.at - week if found.at else None)


def _best(candidates: Sequence[Candidate]) -> reading.Deadline | None:
    """Return the weightiest deadline; of like ones the body's before an attachment's, the plain before the reckoned."""
    if not candidates:
        return None

    def rank(one: Candidate) -> tuple[float, ...]:
        own = one.deadline
        plainly = one.weight + one.plainness * 0.6
        return (not own.soft, one.place == "body", not one.reported, plainly, own.at is not None, own.day.toordinal())

    best = max(candidates, key=rank).deadline
    timed = [one.deadline for one in candidates if one.deadline.day == best.day and one.deadline.at is not None]
    return timed[0] if best.at is None and timed else best


def _contradicted(best: reading.Deadline, candidates: Sequence[Candidate]) -> str:
    """Return what another part of the mail says, where that plainly asks by another day: "the letter: 12 March"."""
    if best.extended or best.soft:
        return ""
    for one in candidates:
        own = one.deadline
        plain = one.weight >= _PLAINLY_ASKED and not own.soft and not own.extended and not one.reported
        if plain and own.day != best.day and one.place not in {best.evidence.place, "subject"}:
            return f"{one.place} says {own.day:%A %-d %B}: “{own.evidence.sentence.strip()}”"
    return ""


def _says(page: sheet.Sheet, name: str) -> reading.Evidence | None:
    """Return where the message says something of a class as a whole."""
    patterns = page.rules(page.languages).classes[name]
    for one, folded in zip(page.said, page.folded, strict=True):
        if patterns.stand(folded) and not (name == "none" and _STANDS.search(folded)):
            return page.evidence(one, [name])
    return None


def _reminds(page: sheet.Sheet) -> bool:
    patterns = page.rules(page.languages).classes["reminds"]
    subject = (folded for one, folded in zip(page.said, page.folded, strict=True) if one.place == "subject")
    return any(patterns.stand(folded) for folded in subject)


def _automated(mail: message.Message) -> bool:
    local = re.sub(r"[^a-z]", "", mail.sender.local)
    return mail.automatic or local.startswith(("noreply", "donotreply", "notification", "system", "dse"))
