"""Which of many patterns may stand in a sentence, told at once from its words.

Patterns come from reading.phrase; an index is built once, with the rules, and asked for every sentence.

A sentence must hold a word of each need of a pattern (see phrase.Phrase). A number with one bit for every pattern says
for a word of whose rarest need it is one; another one, with a bit for every pattern and further need, which of those it
meets. Those of a sentence's words are joined, and what has all its bits may stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtesy.reading import phrase, rarity

_DEPTH = 4  # needs of a pattern that are looked at, its rarest: they rule out nearly all


@dataclass(frozen=True, slots=True)
class Index:
    """The bits of `width` patterns whose rarest need each word meets, and those of further needs, in layers."""

    width: int
    words: frozenset[rarity.Anchor]  # all that stand in the two that follow
    rarest: Mapping[rarity.Anchor, int]
    further: Mapping[rarity.Anchor, int]
    free: int  # the patterns without any need
    met: int  # beforehand: the further needs that patterns do not have

    def candidates(self, words: frozenset[rarity.Anchor]) -> list[int]:
        """Return the numbers of the patterns that the words of a sentence (see phrase.anchors) allow for, in order."""
        held = words & self.words
        standing = self.free
        for word in held:
            if word in self.rarest:
                standing |= self.rarest[word]
        if not standing:
            return []
        met = self.met
        for word in held:
            if word in self.further:
                met |= self.further[word]
        for layer in range(_DEPTH - 1):
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
    width, free, met = len(patterns), 0, 0
    rarest: dict[frozenset[rarity.Anchor], int] = {}
    further: dict[frozenset[rarity.Anchor], int] = {}
    for number, one in enumerate(patterns):
        if one.needs:
            rarest[one.needs[0]] = rarest.get(one.needs[0], 0) | 1 << number
        else:
            free |= 1 << number
        for layer in range(1, _DEPTH):
            bit = 1 << ((layer - 1) * width + number)
            if layer < len(one.needs):
                further[one.needs[layer]] = further.get(one.needs[layer], 0) | bit
            else:
                met |= bit
    words = frozenset[rarity.Anchor]().union(*rarest, *further)
    return Index(width, words, _by_word(rarest), _by_word(further), free, met)


def _by_word(by_need: Mapping[frozenset[rarity.Anchor], int]) -> dict[rarity.Anchor, int]:
    by_word: dict[rarity.Anchor, int] = {}
    for need, bits in by_need.items():
        for word in need:
            by_word[word] = by_word.get(word, 0) | bits
    return by_word


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns that are looked for together."""

    phrases: tuple[phrase.Phrase, ...]
    by_words: Index

    def standing(self, folded: str, end: int | None = None) -> Iterator[phrase.Phrase]:
        """Yield those that stand in a folded sentence, or before a place in it."""
        part = folded[:end]
        for number in self.by_words.candidates(phrase.anchors(folded)):
            if self.phrases[number].search(part):
                yield self.phrases[number]

    def stand(self, folded: str, end: int | None = None) -> bool:
        """Tell whether one of them stands there."""
        held = self.by_words.candidates(phrase.anchors(folded))
        return bool(held) and any(self.phrases[number].search(folded[:end]) for number in held)


def gather(patterns: Iterable[phrase.Phrase]) -> Patterns:
    """Put patterns and their index together."""
    each = tuple(patterns)
    return Patterns(tuple(one.indexed() for one in each), build(each))
