"""The fuller form of a name that somebody shortened: "Westgate CLC", "Mill St Physio".

Names come from casebook.naming, and go back there.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courtesy.casebook import folding
from courtesy.reading import wording

_WORD = re.compile(r"[^\W_]+")
_LETTERS = 2  # of an acronym at least


@dataclass(frozen=True, slots=True)
class Short:
    """How the words of names are shortened, and the small ones that an acronym leaves out."""

    words: Mapping[str, str]
    small: frozenset[str]

    def fullest(self, name: str, others: Iterable[str]) -> str:
        """Return the other name that says in full what a name says in short; the name itself where none does."""
        mine = _words(name)
        found = (other for other in others if len(_words(other)) >= len(mine) and self._spells(mine, _words(other)))
        return max(found, key=len, default=name)

    def _spells(self, short: Sequence[str], full: Sequence[str]) -> bool:
        """Tell whether words are those of a fuller name, one or more of them shortened."""
        at, shortened = 0, False
        for word in short:
            while at < len(full) and full[at] in self.small and full[at] != word:
                at += 1
            rest = full[at:]
            if not rest:
                return False
            if rest[0] == word:
                at += 1
            elif self.words.get(word) == rest[0]:
                at, shortened = at + 1, True
            elif len(word) >= _LETTERS and (count := self._initials(word, rest)):
                at, shortened = at + count, True
            else:
                return False
        return shortened and at == len(full)

    def _initials(self, word: str, full: Sequence[str]) -> int:
        """Return how many words, small ones left out, an acronym stands for; 0 where it does not."""
        at = 0
        for count, other in enumerate(full, 1):
            if at < len(word) and other[0] == word[at]:
                at += 1
            elif other not in self.small:
                return 0
            if at == len(word):
                return count
        return 0


@functools.lru_cache(maxsize=4)
def compile_words(words: wording.Wording) -> Short:
    """Take the words of all languages. Raises ValueError naming the file at fault."""
    return Short(
        words=words.pairs("houses", "shortened"),
        small=frozenset(folding.plain(word) for word in words.words("houses", "small")),
    )


def _words(name: str) -> list[str]:
    return _WORD.findall(folding.plain(name.replace("'", "").replace("’", "")))
