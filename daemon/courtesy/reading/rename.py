"""The new family name that a message gives somebody: "Frau Grote heißt seit Samstag Wittmann", "Ann Li (was Ross)".

Sentences come from named; names go on to reading.Mention.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import names, placing, spot

_CAPITAL = re.compile(r"(?<![\w@.])[A-ZÀ-ÞŠŽŁ][\w'’]*(?:-[A-ZÀ-ÞŠŽŁ][\w'’]+)?")
_CLAUSE = re.compile(r"[,.;:!?(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """What stands between a name and the new one, and before a former one."""

    said: re.Pattern[str]
    formerly: re.Pattern[str]
    marries: re.Pattern[str]


def compile_tables(tables: Iterable[Mapping[str, Any]]) -> Renames:
    """Compile the [renames] of several languages."""
    phrases: dict[str, list[str]] = {"said": [], "formerly": [], "marries": []}
    for table in tables:
        for kind in phrases:
            phrases[kind] += (r"\s+".join(re.escape(word) for word in one.split()) for one in table["renames"][kind])
    said, formerly, marries = ("|".join(sorted(some, key=len, reverse=True)) for some in phrases.values())
    return Renames(
        said=re.compile(rf",?\s{{1,9}}(?:[\w,]{{1,60}}\s{{1,9}}){{0,4}}?(?:{said})\s+", re.IGNORECASE),
        formerly=re.compile(rf"[(,–-]\s*(?:{formerly})\s+(?=[^\W\d_])", re.IGNORECASE),
        marries=re.compile(rf"\b(?:{marries}|{formerly})\b", re.IGNORECASE),
    )


def new_name(said: str, spans: Sequence[spot.Span], focus: int, renames: Renames, words: placing.Words) -> str | None:
    """Return the family name that the person in focus bears now; None where the sentence gives none."""
    match = renames.said.match(said, spans[focus].end)
    if match is None:
        return None
    clause = _CLAUSE.split(said[match.end() : match.end() + 60], maxsplit=1)[0]
    written = (capital.group() for capital in _CAPITAL.finditer(clause))
    return next((one for one in written if not _is_word(names.fold(one), words)), None)


def former(lines: Iterable[str], name: names.Name, renames: Renames) -> str | None:
    """Return the family name that stands behind a name as the former one: "Ann Li (was Ross)", "Ann Li, née Ross"."""
    for line in lines:
        match = renames.formerly.search(line, 3, 120)
        lead = names.fold(line[: match.start()]) if match else ""
        if match and lead.split()[-1:] == [name.family] and len(lead.split()) < 6:
            family = _CAPITAL.match(line, match.end())
            ends = family and re.match(r"\s*(?:[),|]|\Z)", line[family.end() :])
            if family and ends and names.fold(family.group()) != name.family:
                return family.group()
    return None


def earlier(said: Iterable[str], name: names.Name, renames: Renames) -> str | None:
    """Return the family name that the writer says to have borne: "(Anna Lindqvist until last week)"."""
    own = re.compile(rf"\b{re.escape(name.text.partition(' ')[0])} ({_CAPITAL.pattern})")
    for one in said:
        found = own.search(one) if renames.marries.search(one) else None
        if found and names.fold(found[1]) not in name.words:
            return found[1]
    return None


def _is_word(word: str, words: placing.Words) -> bool:
    return len(word) < 3 or word in words.stop or words.titles.has(word)
