"""The reading rules: patterns, names and weights from config/reading, compiled once.

Each module of this room names the part of the rules that it needs (``acts.Book``, ``kind.Scales``, …) and compiles it
from the tables; what stands here only gathers them for reading.read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import acts, domains, fraud, gate, kind, language, organisation, own, role, signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that reading needs to know beforehand."""

    languages: tuple[str, ...]
    acts: acts.Book
    own_acts: acts.Book
    own: own.Scales
    kind: kind.Scales
    signs: signs.Lexicon
    domains: domains.Register
    fraud: fraud.Signals
    gate: gate.Gate
    language: language.Lexicon
    organisation: organisation.Cues
    role: role.Titles


def compile_tables(tables: Mapping[str, Any]) -> Rules:
    """Compile the tables that resources.tables("reading") returns. Raises ValueError naming the file at fault."""
    lexicon = language.compile(tables)
    return Rules(
        languages=tuple(sorted(lexicon.words)),
        acts=acts.compile(tables),
        own_acts=acts.compile(tables, "own"),
        own=own.compile(tables),
        kind=kind.compile(tables),
        signs=signs.compile(tables),
        domains=domains.compile(tables),
        fraud=fraud.compile(tables),
        gate=gate.compile(tables),
        language=lexicon,
        organisation=organisation.compile(tables),
        role=role.compile(tables),
    )
