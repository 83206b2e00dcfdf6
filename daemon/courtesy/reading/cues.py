"""What sentences say of the people in them: patterns of config/reading/*/people.toml, indexed by a word of each.

A sentence comes with the person in question written as one code word and all others as another; kinds of cue go on to
people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import capitals, index, phrase, spot

_NAME, _OTHER = f"{phrase.CODE}n", f"{phrase.CODE}o"
_STEM = 5  # letters of a beginning by which phrase indexes patterns such as recruit~
_MOST = 14
"""Names of a sentence that are looked at one by one; a longer list is no sentence."""

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns of all languages: those about a person, those that the writer says of themselves."""

    patterns: tuple[tuple[str, phrase.Phrase], ...]  # each with its kind
    by_words: index.Index

    def said(self, folded: str) -> dict[str, str]:
        """Return the kinds of cue that a folded sentence gives, each with the pattern that saw it."""
        held = self.by_words.candidates(phrase.anchors(folded))
        standing = [self.patterns[number] for number in held if self.patterns[number][1].search(folded)]
        if len(standing) > 1:
            places = _anchors(folded)
            standing.sort(key=lambda one: min((places.get(word, _LAST) for word in one[1].anchors), default=_LAST))
        found: dict[str, str] = {}
        for kind, one in standing:
            found.setdefault(kind, one.source)
        return found


def _anchors(folded: str) -> dict[str, int]:
    """Return where the anchors of a sentence stand, so that the same pattern is always the first."""
    found: dict[str, int] = {}
    for place, word in enumerate(folded.split()):
        found.setdefault(word, 2 * place)
        if len(word) >= _STEM:
            found.setdefault(f"{word[:_STEM]}~", 2 * place + 1)
    return found


def compile_tables(tables: Iterable[Mapping[str, Any]]) -> Cues:
    """Compile the [concepts] and [patterns] of several languages. Raises ValueError naming the pattern at fault."""
    patterns: list[tuple[str, phrase.Phrase]] = []
    for table in tables:
        grammar = phrase.Grammar(
            {name: [_coded(one) for one in wordings] for name, wordings in table["concepts"].items()}
        )
        for kind, sources in table["patterns"].items():
            patterns += [(kind, grammar.compile(_coded(source))) for source in sources]
    by_words = index.build([one for _, one in patterns])
    return Cues(tuple((kind, one.indexed()) for kind, one in patterns), by_words)


def _coded(source: str) -> str:
    # The index goes by the other words of a pattern first: code words stand in every sentence about somebody.
    # A gap never reaches past another person: the sign behind the code word of the others ends a clause.
    return source.replace("NAME", f"{_NAME}~").replace("OTHER", f"{_OTHER}~ ;")


def about(text: str, spans: Sequence[spot.Span], focus: int) -> str:
    """Return a sentence folded for Cues.said, with one of its names in focus."""
    pieces, at = [], 0
    for number, span in enumerate(spans):
        if number != focus and span.weight < capitals.DOUBTFUL:
            continue  # what is hardly a name must not end a clause
        pieces += [text[at : span.start], f" {_NAME}" if number == focus else f" {_OTHER} ; "]
        at = span.until if span.title else span.end  # a title is no part of what is said
    pieces.append(text[at:])
    return phrase.fold("".join(pieces).replace("),", ") ;"))  # a bracket in a list ends what is said of one


def foci(spans: Sequence[spot.Span]) -> range:
    """Return the numbers of the names that are worth a look each."""
    return range(min(len(spans), _MOST))


def plain(text: str) -> str:
    """Return a sentence folded for Cues.said, with nobody in focus."""
    return phrase.fold(text)
