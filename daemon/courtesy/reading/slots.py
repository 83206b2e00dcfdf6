"""Slots of a schedule: which lines are one, and which names stand behind an hour or what it is for.

Sentences and names come from named and judging; answers go back there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from courtesy.reading import wording

_SLOT = re.compile(
    r"\s{0,9}[-*•]?\s{0,9}(?:\w{2,9}\.?,? ){0,3}\d{1,2}(?!\d)",
    re.IGNORECASE,
)


class Span(Protocol):
    """Where a name begins, and where the title behind it ends."""

    @property
    def start(self) -> int:
        """Return where the name begins."""

    @property
    def until(self) -> int:
        """Return where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Patterns of what stands before a name in a schedule, and between two names that are one slot's."""

    timed: re.Pattern[str]
    stage: re.Pattern[str]  # "factory tour (Eng. Paulo Matias)", "System design - Sunniva Aalto"
    joins: re.Pattern[str]

    def is_timed(self, said: str, spans: Sequence[Span], focus: int) -> bool:
        """Tell whether an hour, or what it is for, stands before a name or one it is joined to: "10:45 Noa & Itai"."""
        span, before = spans[focus], spans[focus - 1] if focus else None
        joined = before and span.start - before.until < 6 and self.joins.match(said[before.until : span.start])
        lead = said[: before.start if before and joined else span.start]
        return bool(self.timed.search(lead) or self.stage.search(lead))


def compile_words(words: wording.Wording) -> Slots:
    """Compile the patterns of all languages. Raises ValueError naming the file at fault."""
    hours, meals = words.either("slots", "hours"), words.either("slots", "meals")
    stages, joins = words.either("slots", "stages"), words.either("slots", "joins")
    return Slots(
        timed=re.compile(
            rf"(?<!\d)\d{{1,2}}(?:[:.h]\d{{2}}|\s?{hours}|\s?[ap]m)\s?(?:[ap]\.?m\.?|{hours}|h)?"
            rf"(?:\s(?:{meals}|\w{{2,4}}))?\s?(?:[-–:,]\s?)?\Z",
            re.IGNORECASE,
        ),
        stage=re.compile(rf"\b{stages}(?: \d)?(?:\s\(|\s[-–—]\s)\Z", re.IGNORECASE),
        joins=re.compile(rf"\s?(?:[&+/,]|{joins})\s?(?:{words.either('slots', 'ands')} )?\Z"),
    )


def is_slot(said: str) -> bool:
    """Tell whether a line is a slot of a schedule: "10:00 Hanna Wójcik, Staff Engineer"."""
    return any(c.isdigit() for c in said[:16]) and bool(_SLOT.match(said))
