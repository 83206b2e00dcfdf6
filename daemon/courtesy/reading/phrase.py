r"""Sentence patterns: a small language for what people write, compiled to expressions that cannot run away.

A pattern is words in the order in which they stand. Both sides are folded alike: lower case, no accents, hyphens and
apostrophes opened, English contractions written out ("you're" is "you are", "job's" is "job s").

    offer you           these words
    {glad}              any wording of the concept `glad`
    (post|job of)       any of these
    {the}?  (so)?       may be missing
    bewerb~             any word that begins so
    #                   a word that begins with a digit
    *4                  up to four words of any kind, within the clause
    ^  $                where the sentence begins and ends
    \$                  the sign of dollars
"""

import functools
import itertools
import operator
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from courtesy.reading import rarity

_CONTRACTED = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"(?<=[a-z])n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"(?<=[a-z])'d\b"), " would"),
    (re.compile(r"\bi'm\b"), "i am"),
)
_STRAIGHT = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "ß": "ss",
        "–": "-",
        "—": "-",
        "‑": "-",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
    }
)
_TOKEN = re.compile(r"\d[\d.,:]*\d\w*|\w+|[?!;,:$£€%&@/|]")
# A bracket of single words is one piece: most are such, and the same ones stand in many patterns.
_PIECE = re.compile(r"\{\w+\}\??|\((?:[^\s(){}|*]+\|)+[^\s(){}|*]+\)\??|\(|\)\??|\||\*\d+|[^\s(){}|]+")
# Accents, which NFKD puts beside their letters.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_NUMBER = frozenset({"#"})
_BEGINS_A_NUMBER = re.compile(r" \d")
_PAIRS = 12  # of words that may stand beside each other, as many as are told apart
CODE = "xx"
"""What code words begin with, which stand for somebody in a sentence (see cues)."""
_CODED = 3  # letters of a code word
_COMMON = 100.0  # what a need costs that most sentences meet which are asked for it: others are looked at first
_STEM = 5  # letters of a beginning by which a pattern such as bewerb~ is indexed
_COST = operator.itemgetter(0)


@functools.lru_cache(maxsize=1024)  # acts, signs, fraud and learned words look at the same sentences
def fold(text: str) -> str:
    """Fold a text to words that patterns are held against, a space before and behind each."""
    text = _straight(text)
    if "'" in text or "cannot" in text:
        for contracted, full in _CONTRACTED:
            text = contracted.sub(full, text)
    return " " + " ".join(_TOKEN.findall(text)) + " "


def _straight(text: str) -> str:
    """Return a text in lower case, without accents and printers' signs."""
    if text.isascii():
        return text.lower().replace("`", "'")
    text = text.translate(_STRAIGHT).lower()
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


@functools.lru_cache(maxsize=256)  # acts, signs and fraud ask of the same sentences
def anchors(folded: str) -> frozenset[rarity.Anchor]:
    """Return what patterns are indexed by: each word of a folded sentence, its first letters, and it with the next."""
    words = folded.split()
    stems = [word[:_STEM] for word in words if len(word) > _STEM]
    number = _NUMBER if _BEGINS_A_NUMBER.search(folded) else ()
    codes = [word[:_CODED] for word in words if word.startswith(CODE)] if f" {CODE}" in folded else ()
    return frozenset(itertools.chain(words, stems, itertools.pairwise(words), number, codes))


@dataclass(frozen=True, slots=True, eq=False)  # one is like no other: indexes are kept by it
class Phrase:
    """One pattern: its source, its expression, and what a sentence must hold for it to stand there.

    Of each of `needs` one word (or two neighbours, see `anchors`) must be there; `anchors` is the place with the rarest
    words (empty: none is known).
    """

    source: str
    expression: str
    anchors: frozenset[str]
    needs: tuple[frozenset[rarity.Anchor], ...] = ()

    def indexed(self) -> "Phrase":
        """Return the pattern without its needs, which an index has taken in: they are most of what it weighs."""
        return Phrase(self.source, self.expression, self.anchors)

    def search(self, folded: str, start: int = 0) -> re.Match[str] | None:
        """Find the pattern in a folded sentence."""
        return _compiled(self.expression).search(folded, start)


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    # Compiling costs more than a daemon's start may take for all patterns, so each waits for its first anchor word.
    return re.compile(expression)


class _Element(NamedTuple):  # thousands are made at every start: a dataclass takes several times as long
    expression: str
    firsts: frozenset[str] | None  # the words it may begin with; None: unknown
    need: frozenset[rarity.Anchor]  # of which it holds one, the rarest such; empty: unknown
    optional: bool
    words: frozenset[str] = frozenset()  # where it is always one of these words; empty: unknown, or of several words
    cost: float = 1.0  # of its need (see rarity)
    ends: bool = False  # where the sentence may have to end with it


class Grammar:
    """Compiles patterns by the concepts of one language."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self._concepts = {name: tuple(wordings) for name, wordings in concepts.items()}
        self._known: dict[str, _Element] = {}
        self._pieces: dict[str, _Element] = {}

    def compile(self, source: str) -> Phrase:
        """Compile one pattern. Raises ValueError saying what is wrong with it."""
        elements = self._sequence(source)
        if not any(not element.optional for element in elements):
            raise ValueError(f"the pattern {source!r} would match anything")
        anchors = [element.firsts for element in elements if element.firsts and not element.optional]
        best = min(anchors, key=rarity.cost, default=frozenset[str]())
        needs = tuple(need for _, need in sorted(_needed(elements), key=_COST))
        return Phrase(source, " " + "".join(element.expression for element in elements), best, needs)

    def _sequence(self, source: str, within: tuple[str, ...] = ()) -> list[_Element]:
        pieces = _PIECE.findall(_opened(source))[::-1]
        alternatives = self._alternatives(pieces, within)
        if pieces or len(alternatives) != 1:
            raise ValueError(f"the pattern {source!r} has a stray {pieces[-1] if pieces else '|'!r}")
        return alternatives[0]

    def _alternatives(self, pieces: list[str], within: tuple[str, ...]) -> list[list[_Element]]:
        """Take alternatives off the end of `pieces` (which run backwards), up to a closing bracket."""
        sequence: list[_Element] = []
        alternatives = [sequence]
        while pieces and pieces[-1] not in {")", ")?"}:
            piece = pieces.pop()
            if piece == "|":
                sequence = []
                alternatives.append(sequence)
            elif piece == "(":
                inner = self._alternatives(pieces, within)
                if not pieces:
                    raise ValueError("a bracket is not closed")
                sequence.append(_either(inner, optional=pieces.pop() == ")?"))
            else:
                sequence.append(self._element(piece, within))
        for one in alternatives:
            _check_end(one)
        return alternatives

    def _element(self, piece: str, within: tuple[str, ...]) -> _Element:
        if piece not in self._pieces:
            self._pieces[piece] = self._built(piece, within)
        return self._pieces[piece]

    def _built(self, piece: str, within: tuple[str, ...]) -> _Element:
        if piece.startswith("{"):
            concept = self._concept(piece.strip("{}?"), within)
            return _either([[concept]], optional=True) if piece.endswith("?") else concept
        if piece.startswith("("):
            words = piece.removesuffix("?")[1:-1].split("|")
            if all(map(str.isalnum, words)):
                return _any_of(words, optional=piece.endswith("?"))
            return _either([[self._element(word, within)] for word in words], optional=piece.endswith("?"))
        if piece.startswith("*"):
            if not piece[1:].isdigit():
                raise ValueError(f"how many words stand for {piece!r}?")
            return _Element(rf"(?:[^ ;?!]+ ){{0,{piece[1:]}}}?", None, frozenset(), optional=True)
        if piece == "^":
            return _Element(r"(?<=\A )", frozenset(), frozenset(), optional=True)
        if piece == "$":
            return _Element(r"\Z", frozenset(), frozenset(), optional=True, ends=True)
        return _word(piece)

    def _concept(self, name: str, within: tuple[str, ...]) -> _Element:
        if name in within:
            raise ValueError(f"the concept {name!r} holds itself")
        if name not in self._concepts:
            raise ValueError(f"there is no concept {name!r}")
        if name not in self._known:
            wordings = [self._sequence(wording, (*within, name)) for wording in self._concepts[name]]
            self._known[name] = _either(wordings, optional=False)
        return self._known[name]


def _check_end(elements: list[_Element]) -> None:
    """Raise ValueError where a sentence would go on behind its end, as it would behind a `$` meant for dollars."""
    for one, following in itertools.combinations(elements, 2):
        if one.ends and not following.optional:
            raise ValueError(f"{following.expression!r} stands behind the end of the sentence ($; dollars are \\$)")


def _opened(source: str) -> str:
    """Fold the words of a pattern as sentences are folded, leaving its own signs alone."""
    text = _straight(source).replace("-", " ")
    if "'" in text:
        for contracted, full in _CONTRACTED:
            text = contracted.sub(full, text)
    return text.replace("'", " ")


def _word(word: str) -> _Element:
    word = word.removeprefix("\\")
    if word.isalnum():
        one = frozenset({word})
        return _Element(f"{word} ", one, one, optional=False, words=one, cost=rarity.cost(one))
    if word == "#":
        return _Element(r"\d[^ ]* ", None, _NUMBER, optional=False, cost=rarity.cost(_NUMBER))
    if word == "#k":
        return _Element(r"\d[^ ]*k? ", None, _NUMBER, optional=False, cost=rarity.cost(_NUMBER))
    if word.endswith("~"):
        stem = word[:-1]
        if len(stem) < _STEM:
            need = frozenset({stem}) if stem.startswith(CODE) and len(stem) == _CODED else frozenset[str]()
            return _Element(re.escape(stem) + "[^ ]* ", None, need, optional=False, cost=_COMMON)
        known = frozenset({stem[:_STEM]})
        return _Element(re.escape(stem) + "[^ ]* ", frozenset({f"{stem[:_STEM]}~"}), known, optional=False)
    if len(word) > 1 and word.endswith("?"):
        both = frozenset({word[:-2], word[:-1]})
        return _Element(re.escape(word[:-2]) + f"{word[-2]}? ", both, both, optional=False, words=both - {""})
    one = frozenset({word})
    return _Element(re.escape(word) + " ", one, one, optional=False, words=one, cost=rarity.cost(one))


def _any_of(words: list[str], *, optional: bool) -> _Element:
    """Return what `_either` makes of plain words, without making an element of each."""
    each = frozenset(words)
    expression = f"(?:{' |'.join(words)} ){'?' if optional else ''}"
    return _Element(expression, each, each, optional, each, rarity.cost(words))


def _either(alternatives: list[list[_Element]], *, optional: bool) -> _Element:
    expressions = ["".join(element.expression for element in elements) for elements in alternatives]
    if not all(expressions):
        raise ValueError("a bracket holds an empty alternative")
    firsts = [_firsts(elements) for elements in alternatives]
    known = frozenset().union(*(first for first in firsts if first)) if None not in firsts else None
    told = [one for one in map(_rarest, alternatives) if one]
    whole = len(told) == len(alternatives)
    need = frozenset[rarity.Anchor]().union(*(anchors for _, anchors in told)) if whole else frozenset[rarity.Anchor]()
    single = [elements[0].words if len(elements) == 1 else frozenset[str]() for elements in alternatives]
    words = frozenset[str]().union(*single) if all(single) else frozenset[str]()
    cost = sum(cost for cost, _ in told)
    ends = any(element.ends for elements in alternatives for element in elements) and not optional
    expression = f"(?:{'|'.join(expressions)}){'?' if optional else ''}"
    return _Element(expression, known, need, optional, words, cost, ends)


def _needed(elements: list[_Element]) -> list[tuple[float, frozenset[rarity.Anchor]]]:
    """Return what a sequence cannot be without, of each set one word or two neighbours; each with its cost."""
    needs = [(element.cost, element.need) for element in elements if element.need and not element.optional]
    for one, following in itertools.pairwise(elements):
        optional = one.optional or following.optional
        if not optional and 0 < len(one.words) * len(following.words) <= _PAIRS:
            pairs = frozenset(itertools.product(one.words, following.words))
            needs.append((rarity.cost_of_pairs(pairs), frozenset[rarity.Anchor](pairs)))
    return needs


def _rarest(elements: list[_Element]) -> tuple[float, frozenset[rarity.Anchor]] | None:
    if len(elements) > 1:
        return min(_needed(elements), key=_COST, default=None)
    only = elements[0]  # as most alternatives are
    return (only.cost, only.need) if only.need and not only.optional else None


def _firsts(elements: list[_Element]) -> frozenset[str] | None:
    """Return the words that a sequence may begin with; None where they are not known."""
    firsts: frozenset[str] = frozenset()
    for element in elements:
        if element.firsts is None:
            return None
        firsts |= element.firsts
        if not element.optional:
            return firsts
    return None
