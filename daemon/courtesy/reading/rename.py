"""The new family name that a sentence gives somebody: "Frau Grote heißt seit Samstag Wittmann".

Sentences come from named; names go on to reading.Mention.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from courtesy.reading import names, placing, spot

_CAPITAL = re.compile(r"(?<![\w@.])[A-ZÀ-ÞŠŽŁ][\w'’]*(?:-[A-ZÀ-ÞŠŽŁ][\w'’]+)?")
_CLAUSE = re.compile(r"[,.;:!?(]")


def compile_tables(tables: Iterable[Mapping[str, Any]]) -> re.Pattern[str]:
    """Compile the [renames] of several languages: what stands between a name and the new one."""
    said = [
        r"\s+".join(re.escape(word) for word in one.split()) for table in tables for one in table["renames"]["said"]
    ]
    return re.compile(rf",?\s+(?:[\w,]+\s+){{0,4}}?(?:{'|'.join(said)})\s+", re.IGNORECASE)


def new_name(
    said: str, spans: Sequence[spot.Span], focus: int, renames: re.Pattern[str], words: placing.Words
) -> str | None:
    """Return the family name that the person in focus bears now; None where the sentence gives none."""
    match = renames.match(said, spans[focus].end)
    if match is None:
        return None
    clause = _CLAUSE.split(said[match.end() : match.end() + 60], maxsplit=1)[0]
    written = (capital.group() for capital in _CAPITAL.finditer(clause))
    return next((one for one in written if not _is_word(names.fold(one), words)), None)


def _is_word(word: str, words: placing.Words) -> bool:
    return len(word) < 3 or word in words.stop or words.titles.has(word)
