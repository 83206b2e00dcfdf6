"""The reading rules: patterns, names and weights from config/reading, compiled once.

Each module of this room names the part of the rules that it needs (``dates.Grammar``, ``people.Lexicon``, …) and
compiles it from the tables; what stands here only gathers them for reading.read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that reading needs to know beforehand."""

    languages: tuple[str, ...]


def compile_tables(tables: Mapping[str, Any]) -> Rules:
    """Compile the tables that resources.tables("reading") returns. Raises ValueError naming the file at fault."""
    return Rules(languages=tuple(sorted(name for name, table in tables.items() if "dates" in table)))
