"""What reading people needs to know beforehand, gathered.

Compiled by people.compile_tables; handed to people.mentions and casebook.people.join.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from courtesy.reading import cues, names, placing, reading, rename, topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Names, titles, patterns and sign-offs of all languages."""

    names: names.Lexicon
    words: placing.Words
    favours: cues.Cues  # what the writer did for the owner, read by casebook.favours
    cues: cues.Cues
    signoffs: frozenset[str]
    topics: topic.Leads
    renames: rename.Renames
    months: Mapping[str, int]

    def part(self, title: str | None) -> tuple[reading.Part | None, float]:
        """Return the part that a title speaks for, and how clearly; None and 0 without one."""
        found = self.words.titles.part(title) if title else None
        return found or (None, 0.0)
