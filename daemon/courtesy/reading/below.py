"""The patterns by which what stands under a mail is told: pronouns, numbers, legal forms, what a telephone adds.

Words come from wording and organisations.toml; asked by signature and undersigned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy.reading import wording

PARTS = re.compile(r"\s{0,40}(?:\||•|·|\s/{1,2}\s|\t|\s{2,40}|\s[–—-]\s|⋅|▪|\s:\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """Patterns of the lines of a signature."""

    pronouns: re.Pattern[str]
    attached: re.Pattern[str]  # "People Partner, Saltcellar Group"
    origin: re.Pattern[str]  # "Ann from Saltcellar"
    sent_from: re.Pattern[str]
    phone_label: re.Pattern[str]
    legal: re.Pattern[str]
    shortened: re.Pattern[str]

    def lead(self, line: str, around: str = " ()*_,") -> str:
        """Return the first piece of a line, without pronouns."""
        return PARTS.split(self.pronouns.sub("", line).strip(around), maxsplit=1)[0]


def compile_words(words: wording.Wording, legal: Sequence[str]) -> Below:
    """Compile the patterns of all languages; `legal` are legal forms. Raises ValueError naming the file at fault."""

    def of(name: str) -> str:
        return words.either("signature", name)

    forms = "|".join(re.escape(form) for form in legal)
    return Below(
        pronouns=re.compile(rf"\({of('pronouns')}\b[^)]{{0,30}}\)|\b{of('pronoun_pairs')}(?:/\w+)?\b", re.IGNORECASE),
        attached=re.compile(rf"^(.{{1,60}}?)\s*(?:,| {of('at')} | @ | - )\s*(.{{2,60}})$"),
        origin=re.compile(rf"\s{of('from')}\s|[(|,/]"),
        sent_from=re.compile(rf"\s*(?:{of('sent_from')}|--)", re.IGNORECASE),
        phone_label=re.compile(rf"^\W*{of('phones')}\b[\s.:]*$", re.IGNORECASE),
        legal=re.compile(rf"\b(?:{forms})\b\.?", re.IGNORECASE),
        shortened=re.compile(rf"\b\w\.\w\.$|\b{of('shortened')}\.$", re.IGNORECASE),
    )
