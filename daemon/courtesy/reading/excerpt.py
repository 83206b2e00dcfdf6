"""What of a long text is read: its beginning, its end, and those paragraphs between them that tell something.

Texts come from text.sentences; excerpts go back there. What a paragraph tells is known by its words (language.toml,
dates.toml) and its sums, so that the cost stays linear and what is read of a text bounded, however long it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import gate

_WORD = re.compile(r"[^\W\d_]+")
_SUM = re.compile(r"[$£€¥₹] ?\d|\d ?[€$£]")
_STOP = re.compile(r"[.!?…] (?=\S)")
_STRONG, _FAIR = 2.0, 1.0  # of a word that tells of hiring; names of days and asking words are strong
_ENOUGH = 4.0  # what a paragraph tells that is read
_PIECE = 1200  # characters of a paragraph; a longer one is taken in pieces
_REACH = 1000  # characters in which a better place for a cut is looked for
_LENGTH = 300  # characters that a paragraph weighs by itself where too much tells something


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words by which a paragraph tells something, each with how much."""

    worth: Mapping[str, float]

    def told(self, piece: str) -> float:
        """Return how much a piece of a text tells."""
        found = self.worth.keys() & _WORD.findall(piece.lower())
        return sum(map(self.worth.__getitem__, found)) + _STRONG * bool(_SUM.search(piece))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How many characters are read of a text: at its beginning, at its end, and between them of what tells."""

    beginning: int
    end: int
    between: int


def no_words() -> Words:
    """Return no words: of a long text beginning, end and sums are read."""
    return Words({})


def compile_tables(tables: Mapping[str, Any]) -> Words:
    """Take the words of every language.toml and dates.toml. Raises ValueError naming the file at fault."""
    worth = {word: weight for word, weight in gate.compile_tables(tables).words.items() if weight >= _FAIR}
    for name, table in tables.items():
        asking = table.get("language", {}).get("asking")
        if asking is not None and not isinstance(asking, str):
            raise ValueError(f"{name}/language.toml: asking must be a text of words")
        worth |= dict.fromkeys(((asking or "").split()), _STRONG) | dict.fromkeys(
            _days(table.get("dates", {})), _STRONG
        )
    return Words(worth)


def _days(dates: Mapping[str, Any]) -> Iterator[str]:
    """Yield the single words that name months, days and times of day."""
    for kind in ("months", "weekdays", "days", "times"):
        yield from (word for word in dates.get(kind, {}) if len(word) > 2 and word.isalpha())


def take(written: str, measure: Measure, words: Callable[[], Words]) -> str:
    """Return what of a text is read; `words` is asked for where the text is longer than its measure."""
    if len(written) <= measure.beginning + measure.end:
        return written
    begun = cut(written, measure.beginning)
    ended = cut(written, len(written) - measure.end)
    told = _telling(written[begun:ended], measure.between, words()) if measure.between else ""
    return "\n\n".join(filter(None, (written[:begun], told, written[ended:])))


def cut(written: str, at: int) -> int:
    """Return the best place for a cut before another: between paragraphs, lines, sentences, words."""
    if at >= len(written):
        return len(written)
    near = max(0, at - _REACH)
    for gap in ("\n\n", "\n"):
        if (found := written.rfind(gap, near, at)) > near:
            return found + len(gap)
    stops = list(_STOP.finditer(written, near, at))
    if stops:
        return stops[-1].end()
    found = written.rfind(" ", near, at)
    return found + 1 if found > near else at


def _telling(written: str, most: int, words: Words) -> str:
    """Return the paragraphs that tell something; where they are too many, those that tell most for their length."""
    told = [(start, end, words.told(written[start:end])) for start, end in _pieces(written)]
    telling = [one for one in told if one[2] >= _ENOUGH]
    kept: list[tuple[int, int]] = []
    for start, end, _ in sorted(telling, key=lambda one: one[2] / (_LENGTH + one[1] - one[0]), reverse=True):
        if end - start <= most:
            most -= end - start
            kept.append((start, end))
    return "\n\n".join(written[start:end] for start, end in _joined(sorted(kept)))


def _pieces(written: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(written):
        gap = written.find("\n\n", start, start + _PIECE)
        end = gap + 2 if gap >= 0 else cut(written, start + _PIECE)
        yield start, end
        start = end


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans, those that touch as one."""
    whole: tuple[int, int] | None = None
    for start, end in spans:
        if whole and whole[1] != start:
            yield whole
            whole = None
        whole = (whole[0] if whole else start, end)
    if whole:
        yield whole
