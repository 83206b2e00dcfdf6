"""What words, acts and signs speak for, as learned (tests/learning/train.py), beside what the rules make of a message.

It fills in where no rule sees anything and weighs what the rules see: a sum of weights, one line a feature in
config/reading/learned.txt.
"""

import functools
import itertools
import math
import re
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import phrase, text

SCALE = 0.3  # how much a point of the rules' weights counts beside what is learned
_USUAL = 60  # known features of a short mail; of a longer one their sum means less
_MOST = 6000  # characters that are looked at
_NUMBER = re.compile(r"\d[^ ]*")
_SMALL = frozenset(["a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "as", "by", "is", "it", "s"])
_DAYS_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi "
    "samedi dimanche"
)
_DAYS = frozenset(_DAYS_WORDS.split())
_MONTHS_WORDS = (
    "january february march april june july august september october november december januar februar "
    "marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre "
    "novembre decembre"
)
_MONTHS = frozenset(_MONTHS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Weights:
    """For each word where its row begins in `held`: what it speaks for, in hundredths, in the order of `labels`."""

    labels: tuple[str, ...]
    words: Mapping[str, int]
    held: "array[int]"

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """Return what the words of a message speak for together, in the measure of the rules' own weights."""
        width = len(self.labels)
        known = [self.held[at : at + width] for at in map(self.words.__getitem__, frozenset(words) & self.words.keys())]
        sums = map(sum, zip(*known, strict=True)) if known else itertools.repeat(0, width)
        much = part(len(known)) / (100 * SCALE)
        return {label: much * total for label, total in zip(self.labels, sums, strict=True)}


def part(known: int) -> float:
    """Return how much of the sum counts where so many features are known."""
    return min(1.0, math.sqrt(_USUAL / known)) if known else 0.0


def words(said: Iterable[text.Sentence]) -> frozenset[str]:
    """Return the words and pairs of neighbouring words that the new sentences of a message hold."""
    found = set[str]()
    left = _MOST
    for sentence in said:
        if not sentence.new or left <= 0:
            continue
        left -= len(sentence.text)
        tokens = [_plain(token) for token in phrase.fold(sentence.text).split()]
        found.update(set(tokens) - _SMALL)
        found.update(map(" ".join, itertools.pairwise(tokens)))
        if sentence.place == "subject":
            found.update(f"subject {token}" for token in tokens)
    return frozenset(found)


@functools.lru_cache(maxsize=8192)  # a language has few words
def _plain(token: str) -> str:
    if token[0].isdigit():
        return "#k" if token.endswith("k") else "#"
    if token in _DAYS:
        return "@day"
    return "@month" if token in _MONTHS else token


def compile_tables(tables: Mapping[str, Any]) -> dict[str, Weights]:
    """Compile config/reading/learned.txt: a heading for each box, then a line for each word. Raises ValueError."""
    boxes: dict[str, Weights] = {}
    words, held = dict[str, int](), array("h")
    for number, line in enumerate(tables.get("learned", {}).get("text", "").splitlines(), 1):
        if line.startswith("["):
            name, _, listed = line[1:].partition("] ")
            words, held = {}, array("h")
            boxes[name] = Weights(tuple(listed.split()), words, held)
        elif line:
            word, _, weights = line.partition("\t")
            words[word] = len(held)
            held.extend(map(int, weights.split()))
            width = len(boxes[name].labels)
            if len(held) - words[word] != width:
                raise ValueError(f"learned.txt: line {number} must hold {width} weights; run tests/learning/train.py")
    return boxes
