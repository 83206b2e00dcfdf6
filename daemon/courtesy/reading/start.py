"""On which day an offered job begins.

Sentences come from text; the day goes on to reading.Reading. The words are data: config/reading/<language>/start.toml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from courtesy.mail import message
from courtesy.reading import clauses, dates, grammar, index, language, phrase, reading, text, volumes

_EARLIEST, _LATEST = timedelta(days=-3), timedelta(days=900)
_MANY = 40
_PLAIN = {"date": 2.0, "monthday": 1.5, "weekday": 0.5}
_TO = re.compile(r"to|until|till|through|thru|[-–—]|bis|bis zum|au|jusqu'au|jusqu’au")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The patterns of one language."""

    sure: index.Patterns  # whatever else stands about the day
    begins: index.Patterns
    label: index.Patterns  # at the head of a sentence: "Start date – 4 May"
    maybe: index.Patterns  # counts where nothing else is said: "the season starts on 20 April"
    alone: index.Patterns
    other: index.Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of every language, the grammar of dates, and what tells the languages apart."""

    dates: grammar.Grammar
    rules: Mapping[str, Rules]
    tongues: language.Lexicon

    @staticmethod
    def compile(tables: Mapping[str, Any], days: grammar.Grammar) -> "Grammar":
        """Compile config/reading/<language>/start.toml. Raises ValueError naming the file at fault."""
        own = {name: table["start"] for name, table in tables.items() if "start" in table}
        rules = volumes.Volumes(own, _rules)
        return Grammar(dates=days, rules=rules, tongues=language.compile_tables(tables))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    start: reading.StartDate
    weight: float


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    languages: Sequence[str] = ("en",),
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> reading.StartDate | None:
    """Return the first day of the job that a message names; None where it names a month alone, or none."""
    candidates = [found for one in sentences if one.new for found in _of_sentence(one, mail, known, languages, hints)]
    best = max(candidates, key=lambda one: one.weight, default=None)
    return best.start if best else None


def _of_sentence(
    one: text.Sentence, mail: message.Message, known: Grammar, languages: Sequence[str], hints: dates.Hints
) -> Iterator[_Candidate]:
    if known.dates.silent(one.text):
        return
    tongues = clauses.spoken(one.text, languages, known.tongues)
    rules = next((known.rules[name] for name in tongues if name in known.rules), known.rules["en"])
    found = dates.find(one.text, mail.date, known.dates, languages=tongues, hints=hints)
    for day in clauses.days(one.text, found, _MANY):
        if day.found.kind not in _PLAIN or day.found.about:
            continue
        weight = _weigh(day, rules) or 0.7 * _opens_a_term(day.found, found, one.text, rules, day)
        forward = _forward(day.found, mail.date.date())
        if weight <= 0 or forward is None:
            continue
        evidence = reading.Evidence(mail.message_id, one.place, one.text, f"start: {day.found.text}")
        weight += _PLAIN[day.found.kind] + (one.place == "body") * 0.3
        yield _Candidate(start=reading.StartDate(day=forward, evidence=evidence), weight=weight)


def _weigh(day: clauses.Day, rules: Rules) -> float:
    if rules.sure.stand(day.piece) or rules.label.stand(day.sentence):
        return 3
    if rules.maybe.stand(day.piece):
        return 0.1
    if rules.other.stand(day.piece):
        return 0
    if rules.begins.stand(day.piece):
        return 3
    if rules.begins.stand(day.clause):
        return 2
    return 1 if rules.alone.stand(day.piece) else 0


def _opens_a_term(
    found: dates.Found, others: Sequence[dates.Found], written: str, rules: Rules, day: clauses.Day
) -> bool:
    """Tell whether a day and a later one are the ends of a contract: "13 April to 9 October 2026"."""
    if found.at is not None or found.kind != "date" or rules.other.stand(day.clause):
        return False
    return any(
        other.kind == "date"
        and found.end <= other.start <= found.end + 14
        and _TO.fullmatch(written[found.end : other.start].strip(" ,."))
        and timedelta(days=20) < other.day - found.day < timedelta(days=1200)
        for other in others
    )


def _forward(day: dates.Found, today: date) -> date | None:
    """Return the day, in the year to come where the mail names none and it has passed."""
    own = day.day
    if own < today + _EARLIEST and not day.year_stated and day.kind == "date":
        own = replace(day, day=_next_year(own)).day
    return own if today + _EARLIEST <= own <= today + _LATEST else None


def _next_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=365)


def _rules(name: str, table: Mapping[str, Any]) -> Rules:
    compiler = phrase.Grammar({})
    try:
        return Rules(
            sure=index.gather(map(compiler.compile, table["begins"]["sure"])),
            begins=index.gather(map(compiler.compile, table["begins"]["patterns"])),
            label=index.gather(map(compiler.compile, table["begins"]["label"])),
            maybe=index.gather(map(compiler.compile, table["begins"]["maybe"])),
            alone=index.gather(map(compiler.compile, table["begins"]["alone"])),
            other=index.gather(map(compiler.compile, table["not"]["patterns"])),
        )
    except ValueError as error:
        raise ValueError(f"{name}/start.toml: {error}.") from error
