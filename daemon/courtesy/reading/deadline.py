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
from courtesy.reading import asking, clauses, dates, grammar, language, phrase, reading, text

_STANDS = re.compile(r" (?:d ici le|d ici au|avant le|by the) \d")  # "no pressure, any time before the 10th"
_LONG = 1400  # characters of a sentence that are looked at
_MANY = 20  # days of one sentence that are judged
_SOFT_DAYS = 21  # an envelope's expiry further off is the service's own default
_BACK, _AHEAD = timedelta(days=45), timedelta(days=240)
_PLAIN = {"date": 3, "monthday": 3, "weekday": 2, "relative": 1, "month": 1, "time": 1}
_PLAINLY_ASKED = 5  # what a day weighs that contradicts another part of the mail
_ANSWER = re.compile(r"\s{0,3}(?:re|aw|sv|antw|fwd?|wg|tr|rv)\s{0,2}:", re.IGNORECASE)
_RECKONED = frozenset({"span", "relative", "weekday", "time"})
_SENTENCES = 14  # at the head of a letter, among which its date stands


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
        rules = {name: asking.compile_table(name, table) for name, table in own.items()}
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
    evidence: reading.Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What one message says anew, and all that is needed to read it."""

    mail: message.Message
    known: Grammar
    languages: Sequence[str]
    hints: dates.Hints
    said: Sequence[text.Sentence]
    folded: Sequence[str]  # one for each sentence said

    @property
    def today(self) -> date:
        return self.mail.date.date()

    def rules(self, languages: Sequence[str]) -> asking.Rules:
        """Return the rules of the first language that there are any for, else the English ones."""
        return next((self.known.rules[name] for name in languages if name in self.known.rules), self.known.rules["en"])

    def days(self, one: text.Sentence, anchor: datetime, languages: Sequence[str]) -> Sequence[dates.Found]:
        return dates.find(one.text, anchor, self.known.dates, languages=languages, hints=self.hints)


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> Answer:
    """Return by when a message asks for an answer to an offer."""
    said = clauses.whole((one for one in sentences if one.new), known.dates.atlas)
    folded = [phrase.fold(one.text[:_LONG]) for one in said]
    page = _Page(mail=mail, known=known, languages=languages, hints=hints, said=said, folded=folded)
    page = replace(page, hints=replace(hints, closed=hints.closed | _closed(page)))
    candidates = () if _says(page, "accepted") else tuple(_candidates(page))  # who has accepted owes other things
    best = _best(candidates)
    if best is not None:
        best = replace(best, contradiction=best.contradiction or _contradicted(best, candidates))
    if best is not None and _automated(mail) and _reminds(page):
        best = replace(best, soft=True)
    none, once = _says(page, "none") or _says(page, "clears"), _says(page, "at_once")
    soon = best is not None and not best.soft and 0 <= (best.day - page.today).days <= 1
    return Answer(
        reply_by=best,
        no_deadline=none is not None and best is None,
        reply_at_once=soon or (once is not None and best is None),
        candidates=candidates,
        evidence=best.evidence if best else none or once,
    )


def _candidates(page: _Page) -> Iterator[Candidate]:
    anchors = {place: _anchor(page, place) for place in {one.place for one in page.said}}
    for number, one in enumerate(page.said):
        if page.known.dates.silent(one.text):
            continue
        tongues = clauses.spoken(one.text, page.languages, page.known.tongues)
        same = number > 0 and page.said[number - 1].place in {one.place, "subject"}
        before = page.folded[number - 1] if same else ""
        after, rules = _after(page, number), page.rules(tongues)
        for day in clauses.days(one.text, page.days(one, anchors[one.place], tongues), _MANY):
            seen = asking.marks(day, rules, before=before, after=after)
            if day.found.kind == "relative" and clauses.matches(rules.classes["at_once"], page.folded[number]):
                seen |= {"at_once"}
            candidate = _candidate(page, one, day, seen)
            if candidate is not None:
                yield candidate


def _after(page: _Page, number: int) -> str:
    """Return the sentence after one, folded, where it is of the same place and names no day of its own."""
    if number + 1 >= len(page.said) or page.said[number + 1].place != page.said[number].place:
        return ""
    after = page.said[number + 1]
    return page.folded[number + 1] if page.known.dates.silent(after.text) else ""


def _candidate(page: _Page, one: text.Sentence, day: clauses.Day, seen: frozenset[str]) -> Candidate | None:
    weight = asking.weigh(day, seen) - 2 * (one.place == "subject")
    found = day.found
    if "at_once" in seen and 0 <= (found.day - page.today).days <= 1:
        weight = max(weight, 4)  # "call me today"
    if "asked" in seen and found.kind == "weekday" and found.day > page.today:
        found = _a_week_earlier(found)
    soft = ("vehicle" in seen and not seen & {"strong", "extends"}) or 0 < weight <= asking.BARE
    if one.place == "subject" and found.kind in _RECKONED and _ANSWER.match(page.mail.subject):
        return None  # what an earlier subject reckoned from its own day
    if weight <= 0 or not _timely(found, page.today, past=bool(seen & {"asked", "extends"}), soft=soft):
        return None
    shift = found.length if found.more or asking.shifts(day, seen) else None
    deadline = reading.Deadline(
        day=found.day,
        at=found.at,
        zone_stated=found.zone_stated,
        extended="extends" in seen or shift is not None,
        contradiction=found.contradiction,
        shift_count=shift.count if shift else 0,
        shift_unit=shift.unit if shift else "",
        same_time=" same time" in day.sentence,
        soft=soft,
        evidence=_evidence(page, one, sorted(seen)),
    )
    return Candidate(
        deadline=deadline, weight=weight, place=one.place, reported="asked" in seen, plainness=_PLAIN.get(found.kind, 0)
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


def _anchor(page: _Page, place: str) -> datetime:
    """Return the instant from which a place reckons: an attached letter from its own date."""
    own = [one for one in page.said if one.place == place][:_SENTENCES]
    if place.startswith("attachment"):
        for one in own:
            written = _letter_date(page, one)
            if written is not None:
                return page.mail.date.replace(year=written.year, month=written.month, day=written.day)
    return page.mail.date


def _letter_date(page: _Page, one: text.Sentence) -> date | None:
    """Return the date of a letter where a line is little else than a full date near the mail's own."""
    if len(one.text) > 160:
        return None
    for found in page.days(one, page.mail.date, page.languages):
        rest = one.text[: found.start] + one.text[found.end :]
        plain = found.kind == "date" and found.year_stated and found.at is None
        if plain and abs((found.day - page.today).days) <= 60 and len(rest.split()) <= 12:
            return found.day
    return None


def _closed(page: _Page) -> frozenset[date]:
    """Return the days on which the sender says that their house is closed, or that are not counted."""
    closed: set[date] = set()
    for one, folded in zip(page.said, page.folded, strict=True):
        if page.known.dates.silent(one.text):
            continue
        tongues = clauses.spoken(one.text, page.languages, page.known.tongues)
        if not clauses.matches(page.rules(tongues).classes["closed"], folded):
            continue
        for found in page.days(one, page.mail.date, tongues):
            if found.kind in {"date", "monthday", "weekday"}:
                length = min(((found.until or found.day) - found.day).days, 40)
                closed |= {found.day + timedelta(days=step) for step in range(length + 1)}
    return frozenset(closed)


def _says(page: _Page, name: str) -> reading.Evidence | None:
    """Return where the message says something of a class as a whole."""
    patterns = page.rules(page.languages).classes[name]
    for one, folded in zip(page.said, page.folded, strict=True):
        if clauses.matches(patterns, folded) and not (name == "none" and _STANDS.search(folded)):
            return _evidence(page, one, [name])
    return None


def _reminds(page: _Page) -> bool:
    patterns = page.rules(page.languages).classes["reminds"]
    subject = (folded for one, folded in zip(page.said, page.folded, strict=True) if one.place == "subject")
    return any(clauses.matches(patterns, folded) for folded in subject)


def _automated(mail: message.Message) -> bool:
    local = re.sub(r"[^a-z]", "", mail.sender.local)
    return mail.automatic or local.startswith(("noreply", "donotreply", "notification", "system", "dse"))


def _evidence(page: _Page, one: text.Sentence, names: Sequence[str]) -> reading.Evidence:
    return reading.Evidence(page.mail.message_id, one.place, one.text, "deadline: " + ", ".join(names))
