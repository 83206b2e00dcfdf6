"""The language that a message is written in, by the little words that each language cannot do without."""

import functools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4000  # characters that tell
_REAL, _SHARE = 8, 0.5  # little words, and their share beside the first language, that make a second one


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The little words of each language."""

    words: Mapping[str, frozenset[str]]


def compile_tables(tables: Mapping[str, Any]) -> Lexicon:
    """Compile the language tables. Raises ValueError naming the file at fault."""
    words: dict[str, frozenset[str]] = {}
    for name, table in tables.items():
        if isinstance(table, Mapping) and "language" in table:
            stopwords = table["language"].get("stopwords")
            if not isinstance(stopwords, str) or not stopwords.split():
                raise ValueError(f"{name}/language.toml: stopwords must be a text of the language's little words")
            words[name] = frozenset(stopwords.split())
    return _lexicon(tuple(words.items()))


@functools.lru_cache(maxsize=8)  # the same words make the same lexicon, by which what is found is kept
def _lexicon(words: tuple[tuple[str, frozenset[str]], ...]) -> Lexicon:
    return Lexicon(dict(words))


def detect(written: str, lexicon: Lexicon, otherwise: str = "en") -> str:
    """Return the language (ISO 639-1) whose little words stand most often in a text."""
    return spoken(written, lexicon, otherwise)[0]


def spoken(written: str, lexicon: Lexicon, otherwise: str = "en") -> tuple[str, ...]:
    """Return the languages of a text, the one that stands most often first; all but it must have a real share."""
    found = Counter(_WORD.findall(written[:_ENOUGH].lower()))
    counts = {name: sum(map(found.__getitem__, words & found.keys())) for name, words in lexicon.words.items()}
    best = max(counts, key=lambda name: (counts[name], name == otherwise), default=otherwise)
    if counts.get(best, 0) <= counts.get(otherwise, 0):
        best = otherwise
    least = max(_REAL, _SHARE * counts.get(best, 0))
    return (best, *(name for name, count in counts.items() if name != best and count >= least))
