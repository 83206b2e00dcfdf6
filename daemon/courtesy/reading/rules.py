"""The reading rules: patterns, names and weights from config/reading, each part compiled when first asked for.

Each module of this room names the part of the rules that it needs (``acts.Book``, ``kind.Scales``, …) and compiles it
from the tables; what stands here only gathers them for reading.read. Most mail goes at the gate, which needs little.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from courtesy.reading import (
    acts,
    deadline,
    domains,
    excerpt,
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
    role_words,
    signs,
    start,
    wording,
)


class Rules:
    """All that reading needs to know beforehand.

    `tables` returns those files below config/reading that bear one of the names, nested as they lie. Whatever part is
    asked for raises ValueError naming the file at fault.
    """

    def __init__(self, tables: Callable[[frozenset[str]], Mapping[str, Any]]) -> None:
        self._tables = tables

    def _files(self, *names: str) -> Mapping[str, Any]:
        return self._tables(frozenset(names))

    @functools.cached_property
    def gate(self) -> gate.Gate:
        """The words that tell of hiring."""
        return gate.compile_tables(self._files("language"))

    @functools.cached_property
    def domains(self) -> domains.Register:
        """The domains of vendors and free providers."""
        return domains.compile_tables(self._files("domains"))

    @functools.cached_property
    def language(self) -> language.Lexicon:
        """The little words of each language."""
        return language.compile_tables(self._files("language"))

    @functools.cached_property
    def telling(self) -> excerpt.Words:
        """The words for which the middle of a long text is read."""
        return excerpt.compile_tables(self._files("language", "dates"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are known."""
        return tuple(sorted(self.language.words))

    @functools.cached_property
    def _acts(self) -> tuple[acts.Books, acts.Books, signs.Lexicon]:
        tables = self._files("acts")
        return acts.compile_tables(tables), acts.compile_tables(tables, "own"), signs.compile_tables(tables)

    @property
    def book(self) -> acts.Books:
        """What sentences of others do."""
        return self._acts[0]

    @property
    def own_book(self) -> acts.Books:
        """What sentences of the owner do."""
        return self._acts[1]

    @property
    def signs(self) -> signs.Lexicon:
        """The words by which terms of employment are known."""
        return self._acts[2]

    @functools.cached_property
    def kind(self) -> kind.Scales:
        """What acts and signs speak for in others' mail."""
        return kind.compile_tables(self._files("kinds"))

    @functools.cached_property
    def own(self) -> own.Scales:
        """What acts and signs speak for in the owner's mail."""
        return own.compile_tables(self._files("kinds"))

    @functools.cached_property
    def learned(self) -> Mapping[str, learned.Weights]:
        """What words speak for."""
        return learned.compile_tables(self._files("learned"))

    @functools.cached_property
    def fraud(self) -> fraud.Signals:
        """The signals of fraud."""
        return fraud.compile_tables(self._files("fraud"))

    @functools.cached_property
    def dates(self) -> grammar.Grammar:
        """How days and times are named; the zones, the free days."""
        return grammar.Grammar.compile(self._files("dates", "zones", "holidays"))

    @functools.cached_property
    def deadline(self) -> deadline.Grammar:
        """How an answer is asked for by a day."""
        return deadline.Grammar.compile(self._files("deadline", "language"), self.dates)

    @functools.cached_property
    def pay(self) -> pay.Grammar:
        """How pay is named."""
        return pay.Grammar.compile(self._files("pay"), self.dates.atlas)

    @functools.cached_property
    def start(self) -> start.Grammar:
        """How a first day is named."""
        return start.Grammar.compile(self._files("start", "language"), self.dates)

    @functools.cached_property
    def little(self) -> wording.Wording:
        """The little words of each language, for patterns that are made elsewhere."""
        return wording.Wording(self._files("wording"))

    @functools.cached_property
    def people(self) -> lexicon.Lexicon:
        """How people are named, and what is said of them."""
        return people.compile_tables(self._files("people", "names", "domains", "dates", "wording", "organisations"))

    @functools.cached_property
    def organisation(self) -> firms.Cues:
        """How employers and agencies are named."""
        return firms.compile_tables(self._files("organisations", "roles"), self.people.names.given)

    @functools.cached_property
    def role(self) -> role_words.Titles:
        """How posts are named."""
        return role_words.compile_tables(self._files("roles", "titles"))


def compile_tables(tables: Mapping[str, Any]) -> Rules:
    """Return the rules of tables that were all loaded before, as resources.tables("reading") returns them."""
    return Rules(lambda _: tables)
