"""Which of many patterns may stand in a sentence, told at once from its words.

Patterns come from reading.phrase; an index is built once, with the rules, and asked for every sentence.

A sentence must hold a word of each need of a pattern (see phrase.Phrase). A number with one bit for every pattern and
need says for a word which needs it meets; those of a sentence's words are joined, and what has all its bits may stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courtesy.reading import phrase

_DEPTH = 4  # needs of a pattern that are looked at, its rarest: they rule out nearly all


@dataclass(frozen=True, slots=True)
class Index:
    """The bits of the needs that each word meets, in layers of `width` patterns: their first needs, their second."""

    width: int
    met: int  # beforehand: the needs that patterns do not have
    by_word: Mapping[str, int]

    def candidates(self, words: frozenset[str]) -> list[int]:
        """Return the numbers of the patterns that the words of a sentence (see phrase.anchors) allow for, in order."""
        met = self.met
        for word in words & self.by_word.keys():
            met |= self.by_word[word]
        standing = met & ((1 << self.width) - 1)
        for layer in range(1, _DEPTH):
            standing &= met >> layer * self.width
        return _numbers(standing)


def _numbers(bits: int) -> list[int]:
    """Return the places of the bits that are set, the lowest first."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def build(patterns: Sequence[phrase.Phrase]) -> Index:
    """Build the index of patterns, which it knows by their places in the sequence."""
    width, met = len(patterns), 0
    by_need: dict[frozenset[str], int] = {}
    for number, one in enumerate(patterns):
        for layer in range(_DEPTH):
            bit = 1 << (layer * width + number)
            if layer < len(one.needs):
                by_need[one.needs[layer]] = by_need.get(one.needs[layer], 0) | bit
            else:
                met |= bit
    by_word: dict[str, int] = {}
    for need, bits in by_need.items():
        for word in need:
            by_word[word] = by_word.get(word, 0) | bits
    return Index(width, met, by_word)
