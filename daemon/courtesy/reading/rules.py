"""The reading rules: patterns, names and weights from config/reading, compiled once.

Each module of this room names the part of the rules that it needs (``acts.Book``, ``kind.Scales``, …) and compiles it
from the tables; what stands here only gathers them for reading.read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import (
    acts,
    deadline,
    domains,
    firms,
    fraud,
    gate,
    grammar,
    kind,
    language,
    learned,
    lexicon,
    own,
    pay,
    people,
    phrase,
    role_words,
    signs,
    start,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that reading needs to know beforehand."""

    languages: tuple[str, ...]
    book: acts.Books
    own_book: acts.Books
    own: own.Scales
    kind: kind.Scales
    learned: Mapping[str, learned.Weights]
    signs: signs.Lexicon
    domains: domains.Register
    fraud: fraud.Signals
    gate: gate.Gate
    language: language.Lexicon
    organisation: firms.Cues
    role: role_words.Titles
    deadline: deadline.Grammar
    pay: pay.Grammar
    start: start.Grammar
    people: lexicon.Lexicon


def compile_tables(tables: Mapping[str, Any]) -> Rules:
    """Compile the tables that resources.tables("reading") returns. Raises ValueError naming the file at fault."""
    tongues = language.compile_tables(tables)
    book = acts.compile_tables(tables)
    days = grammar.Grammar.compile(tables)
    persons = people.compile_tables(tables)
    rules = Rules(
        languages=tuple(sorted(tongues.words)),
        book=book,
        own_book=acts.compile_tables(tables, "own"),
        own=own.compile_tables(tables),
        kind=kind.compile_tables(tables),
        learned=learned.compile_tables(tables),
        signs=signs.compile_tables(tables),
        domains=domains.compile_tables(tables),
        fraud=fraud.compile_tables(tables),
        gate=gate.compile_tables(tables),
        language=tongues,
        organisation=firms.compile_tables(tables, persons.names.given),
        role=role_words.compile_tables(tables),
        deadline=deadline.Grammar.compile(tables, days),
        pay=pay.Grammar.compile(tables, days.atlas),
        start=start.Grammar.compile(tables, days),
        people=persons,
    )
    phrase.forget()
    return rules
