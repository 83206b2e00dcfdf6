"""What words, acts and signs speak for, as learned (tests/learning/train.py), beside what the rules make of a message.

It fills in where no rule sees anything and weighs what the rules see: a sum of weights, one line a feature in
config/reading/learned.txt.
"""

import functools
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from courtesy.reading import phrase, text

SCALE = 0.3  # log-odds that a point of the scores is
# What the rules' own weights, set by hand, count beside what is learned. Counting in full they cost mail that nobody
# had seen (kind .858 of 811 messages; a third: .893), counting a third two offers of thirteen in mailboxes held back.
RULES = 2 / 3
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
_DIGITS = 24  # bits of one label's sum, one of them its sign
GREATEST = 2_000
"""Hundredths that a word may weigh: the words of a mail (_MOST) cannot sum to more than a label's digits hold."""


class Told(NamedTuple):
    """What words speak for: how many of them are known, and the sum of their weights (see `_packed`)."""

    known: int = 0
    summed: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """For each word what it speaks for, in hundredths, as written: a number for each label."""

    labels: tuple[str, ...]
    words: Mapping[str, str]

    def told(self, words: Iterable[str]) -> Told:
        """Return what words speak for, for `weigh` to go on from."""
        known = [_packed(self.words[word]) for word in frozenset(words) & self.words.keys()]
        return Told(len(known), sum(known))

    def weigh(self, words: Iterable[str], beside: Told = Told()) -> dict[str, float]:  # noqa: B008 -- a frozen value
        """Return what the words of a message speak for together, in the measure of the rules' own weights."""
        found = self.told(words)
        much = part(found.known + beside.known) / (100 * SCALE)
        sums = _opened(found.summed + beside.summed, len(self.labels))
        return {label: much * total for label, total in zip(self.labels, sums, strict=True)}


@functools.lru_cache(maxsize=8192)  # of all that are known, few stand in somebody's mail: none is packed beforehand
def _packed(weights: str) -> int:
    """Return the weights of a word as one number, in which each label has its own digits.

    So a mail's few hundred words are summed at once.
    """
    return sum(int(weight) << _DIGITS * place for place, weight in enumerate(weights.split()))


def _opened(packed: int, width: int) -> Iterator[int]:
    half, whole = 1 << _DIGITS - 1, 1 << _DIGITS
    for _ in range(width):
        weight = (packed + half) % whole - half
        yield weight
        packed = (packed - weight) >> _DIGITS


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
    words: dict[str, str] = {}
    labels: tuple[str, ...] = ()
    for number, line in enumerate(tables.get("learned", {}).get("text", "").splitlines(), 1):
        if line.startswith("["):
            name, _, listed = line[1:].partition("] ")
            labels = tuple(listed.split())
            words = {}
            boxes[name] = Weights(labels, words)
        elif line:
            word, _, weights = line.partition("\t")
            if weights.count(" ") != len(labels) - 1:
                raise ValueError(
                    f"learned.txt: line {number} must hold {len(labels)} weights; run tests/learning/train.py"
                )
            words[word] = weights
    return boxes
