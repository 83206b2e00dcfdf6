"""Beginnings behind which stands what somebody is remembered by, a noun phrase: "your question about", "NAME's story".

Tables come from topic; where a lead ends in a sentence goes back there. A lead is written as words in their order:

    (a|b) (a|b)?    one of these; which may miss        *3      up to three words of any kind
    NAME  NAME's    the person in question              word~   any word that begins so
    <               where the phrase begins, where that is before the end of the lead
    <your           the same, and the phrase is theirs: "your" goes before it
    +a|b            one of these stands somewhere in the sentence
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

NAME = "\ue000"  # stands for the person in question; no text holds it
OTHER = "\ue001"  # stands for anybody else

_PIECE = re.compile(r"\*\d|\([^()]*\)\??|\S+")
_WORD = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+)?|{NAME}")
_GAP = r"(?:,?\s+|(?=[.;:!?)])|\Z)"  # behind a word
_NO_DAY = r"(?!\s+(?:the\s+)?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:tue|wed|thu|fri|sat|sun|mon)\b))"
_COMMON = frozenset({"the", "a", "you", "i", "on", "for", "to", "of", "about", "with", "your", NAME})


@dataclass(frozen=True, slots=True, eq=False)
class Lead:
    """One lead: its expression, the sets of words of which a sentence holds one each, and what goes before a phrase."""

    expression: str
    needs: tuple[frozenset[str], ...]  # the rarest first
    before: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a lead stands in a sentence, where the phrase behind it begins, what goes before it, and its last word."""

    start: int
    at: int
    before: str
    last: str


class Leads:
    """Leads of several languages, indexed by the rarest word of each."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._by_word: dict[str, list[Lead]] = {}
        for source in sources:
            one = compile_lead(source)
            for word in one.needs[0]:
                self._by_word.setdefault(word, []).append(one)

    def find(self, said: str) -> Iterator[Found]:
        """Yield where leads stand in a sentence, the first in it first."""
        words = _words(said)
        held = {one for word in words & self._by_word.keys() for one in self._by_word[word]}
        standing = [one for one in held if all(not need.isdisjoint(words) for need in one.needs)]
        found = {hit for one in standing for hit in _hits(one, said)}
        yield from sorted(found, key=lambda hit: (hit.start, -hit.at, hit.before))


def compile_lead(source: str) -> Lead:
    """Compile one lead. Raises ValueError naming the one that has no word to be found by."""
    pieces: list[str] = []
    needs: list[frozenset[str]] = []
    before = ""
    for piece in _PIECE.findall(source):
        if piece.startswith("+"):
            needs.append(frozenset(piece[1:].lower().split("|")))
        elif piece.startswith("<"):
            pieces.append("(?P<at>)")
            before = piece[1:]
        else:
            pieces.append(_expression(piece))
            needs += _needed(piece)
    if not needs:
        raise ValueError(f"the lead {source!r} has no word of its own")
    marked = "".join(pieces) if "(?P<at>)" in pieces else f"{''.join(pieces)}(?P<at>)"
    return Lead(rf"(?<![\w{NAME}]){marked}", tuple(sorted(needs, key=_cost)), before)


def _expression(piece: str) -> str:
    if piece.startswith("*"):
        return rf"(?:[^\s.;!?{OTHER}]{{1,80}}\s+){{0,{piece[1:]}}}?"
    if piece.startswith("("):
        ways = "|".join(r"\s+".join(_literal(word) for word in one.split()) for one in _ways(piece))
        return rf"(?:(?:{ways}){_GAP})" + ("?" if piece.endswith("?") else "")
    return f"{_literal(piece)}{_GAP}"


def _ways(piece: str) -> Sequence[str]:
    return piece.rstrip("?")[1:-1].split("|")


def _literal(word: str) -> str:
    if word == "NAME":
        return rf"{NAME}(?:['’]s?)?"
    if word == "NAME's":
        return rf"{NAME}['’]s?"
    if word.endswith("~"):
        return re.escape(word[:-1]) + r"\w*"
    return re.escape(word).replace("'", "['’]") + (_NO_DAY if word == "on" else "")


def _needed(piece: str) -> Iterator[frozenset[str]]:
    """Yield a set of words of which a sentence must hold one for a piece to stand in it."""
    if piece.startswith("*") or piece.endswith(")?"):
        return
    ways = _ways(piece) if piece.startswith("(") else [piece]
    words = [_known_by(way) for way in ways]
    if all(words):
        yield frozenset(word for word in words if word)


def _known_by(way: str) -> str:
    """Return the longest whole word of some words; empty where there is none."""
    whole = [word for word in way.lower().replace("’", "'").split() if not word.endswith("~")]
    whole = [NAME if word in {"name", "name's"} else word for word in whole]
    return max(whole, key=len, default="")


def _cost(words: frozenset[str]) -> int:
    return sum(40 if word in _COMMON else 1 for word in words)


@functools.lru_cache(maxsize=256)
def _words(said: str) -> frozenset[str]:
    """Return the words of a sentence, those with an apostrophe in their parts as well: "l'échange" holds "échange"."""
    whole = _WORD.findall(said.lower().replace("’", "'"))
    return frozenset((*whole, *(part for word in whole if "'" in word for part in word.split("'") if part)))


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _hits(one: Lead, said: str) -> Iterator[Found]:
    for match in _compiled(one.expression).finditer(said):
        last = said[: match.start("at")].split()
        yield Found(match.start(), match.start("at"), one.before, last[-1].lower() if last else "")
