"""Names in running text, each with the title beside it.

Sentences come from text, by way of named; spans go back there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.reading import capitals, names, placing

_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|dello|di|du|des|van|von|der|den|ter|ten|vom|zu|zum|zur|la|le|y|al|el|bin|ibn|bint"
    r"|af|av|ben|abu|Ní)"
)
_RUN = re.compile(rf"(?<![\w@./&]){capitals.CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{capitals.CAPITAL}){{0,7}}(?!@)")
_NICKNAMED = re.compile(
    r"\b([^\W\d_a-z][\w'’-]{1,15}) (?:\([\"“„‘']|[\"“„‘'(])([^\W\d_a-z]\w{1,14})(?:[\"”“’']\)"
    r"|[\"”“’')]) ([^\W\d_a-z][\w'’-]{1,25})"
)
_LOWER = re.compile(r"(?<![\w@./'’-])[^\W\d_]{3,15}(?![\w@])")


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence, how surely it is one (see capitals), and the title beside it."""

    start: int
    end: int
    until: int  # where the title behind it ends; `end` where there is none
    name: names.Name
    title: str | None
    weight: int


def nicknamed(text: str) -> tuple[str, dict[str, str]]:
    """Take nicknames out of names: 'Ignatius ("Iggy") Romero'. Returns the text and the nickname by whole name."""
    found: dict[str, str] = {}

    def bare(match: re.Match[str]) -> str:
        whole = f"{match[1]} {match[3]}"
        found[names.fold(whole)] = match[2]
        return whole

    return (_NICKNAMED.sub(bare, text) if _NICKNAMED.search(text) else text), found


def find(text: str, words: placing.Words, manner: capitals.Manner) -> list[Span]:
    """Return the names of a sentence in order, none inside the title of another."""
    spans: list[Span] = []
    for run in _RUN.finditer(text):
        for span in _with_capitals(text, run, words, manner):
            inside = bool(spans) and span.start < spans[-1].until
            if not inside or (span.weight >= capitals.GIVEN and not words.titles.has(span.name.given)):
                spans.append(span)
    if manner.lower:
        taken = [(span.start, span.until) for span in spans]
        without = _without_capitals(text, words, manner.known)
        spans += [span for span in without if not any(start <= span.start < end for start, end in taken)]
        spans.sort(key=lambda span: span.start)
    return spans


def _with_capitals(text: str, run: re.Match[str], words: placing.Words, manner: capitals.Manner) -> Iterator[Span]:
    for start, written, weight in capitals.of(text, run, words, manner).places():
        name = names.parse(written, words.names)
        if name and (name.full or len(name.words[0]) > 1):
            title, until = _title(text, start, start + len(written), words)
            yield Span(start, start + len(written), until, name, title, weight)


def _title(text: str, start: int, end: int, words: placing.Words) -> tuple[str | None, int]:
    if (
        text[start - 1 : start] == "("
        and text[end : end + 1] == ")"
        and (title := placing.before(text[: start - 1], words))
    ):
        return title, end + 1  # "the production director (Zbigniew Lis)"
    title, until = placing.after(text, end, words)
    return (title, until) if title else (placing.before(text[:start], words), end)


def _without_capitals(text: str, words: placing.Words, known: frozenset[str]) -> Iterator[Span]:
    """Yield the names of people who do without capitals: "liv (cto) wants to argue"."""
    for match in _LOWER.finditer(text):
        word = names.fold(match.group())
        if match.group()[0].isupper() or not _may_be_a_name(word, words, known):
            continue
        name = names.parse(match.group().title(), words.names)
        title, until = _title(text, match.start(), match.end(), words)
        if name and (word in known or title or word not in words.names.ambiguous):
            weight = capitals.KNOWN if word in known else capitals.GIVEN
            yield Span(match.start(), match.end(), until, name, title, weight)


def _may_be_a_name(word: str, words: placing.Words, known: frozenset[str]) -> bool:
    return word in known or (word in words.names.given and word not in words.stop and not words.titles.has(word))
