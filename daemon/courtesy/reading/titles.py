"""Titles: which words make one, and what part in a process its bearer plays.

Titles come from signature and spot; parts go on to reading.Mention.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import names, reading

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ORDER = ("hiring_manager", "coordinator", "recruiter", "hr", "executive")
_NOT_TITLES = re.compile(
    r"\A(?:hiring|line|reporting|direct) manager\Z|\Ayour "
    r"|\A(?:new|former|old|first|next|other|our|whole|entire) \w+\Z",
    re.IGNORECASE,
)

_CLINGING = re.compile(
    r"(?:[\s,]{1,9}\+?\(?\d[\d\s().-]{5,20})?(?:[\s,]{1,9}(?:\d{1,2}|tel|tél|mobile|phone|email|e-mail)\.?){1,9}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The words of titles of all languages, folded; `stems` are beginnings of words."""

    words: Mapping[str, frozenset[str]]  # part -> words; "other" for titles that say nothing about the part
    stems: Mapping[str, tuple[str, ...]]
    every: frozenset[str]
    every_stem: tuple[str, ...]
    leading: frozenset[str]  # words of titles whose bearers lead others
    leading_ends: tuple[str, ...]
    heading: frozenset[str]  # of these, those whose bearers lead a whole department
    ends: tuple[str, ...]  # of compounds: produktions-leiter
    departments: frozenset[str]
    conditions: Mapping[str, tuple[Callable[[Sequence[str]], bool], ...]]

    def has(self, word: str) -> bool:
        """Tell whether a folded word stands in titles."""
        return word in self.every or word.startswith(self.every_stem) or word.endswith(self.ends)

    def leads(self, phrase: str) -> bool:
        """Tell whether the bearer of a title leads others: a manager, a head, a director."""
        return any(word in self.leading or word.endswith(self.leading_ends) for word in _words(phrase))

    def heads(self, phrase: str) -> bool:
        """Tell whether the bearer of a title leads a whole department: a head, a director; not any manager."""
        return any(word in self.heading or word.endswith(self.leading_ends) for word in _words(phrase))

    def is_title(self, phrase: str) -> bool:
        """Tell whether a short phrase is a title."""
        words = _words(phrase)
        return 0 < len(words) <= 12 and any(self.has(word) for word in words)

    def is_department(self, phrase: str) -> bool:
        """Tell whether a phrase names a department: it stands for a title in "Tom from Design"."""
        words = _words(phrase)
        return 0 < len(words) <= 3 and all(
            word in self.departments or word in {"and", "und", "et", "&", "the"} for word in words
        )

    def part(self, title: str) -> tuple[reading.Part, float] | None:
        """Return the part that a title speaks for, and how clearly."""
        for piece in (title.partition(",")[0], title):  # "Assistant, People and Culture": the head of it counts first
            words = _words(piece)
            found = next((part for part in _ORDER if self._speaks(part, words)), None)
            if found:
                return reading.Part(found), 0.7 if found != "executive" else 0.6
        words = _words(title)
        return (reading.Part.INTERVIEWER, 0.3) if any(self.has(word) for word in words) else None

    def speaks(self, phrase: str) -> bool:
        """Tell whether a phrase says what part somebody has: "Talent Acquisition"."""
        words = _words(phrase)
        return any(self._speaks(part, words) for part in _ORDER)

    def _speaks(self, part: str, words: Sequence[str]) -> bool:
        listed, stems = self.words.get(part, frozenset()), self.stems.get(part, ())
        return any(word in listed or word.startswith(stems) for word in words) or any(
            condition(words) for condition in self.conditions.get(part, ())
        )


def _words(phrase: str) -> list[str]:
    return [
        part
        for word in _WORD.findall(names.fold(phrase))
        for part in ([word, *word.split("-")] if "-" in word else [word])
    ]


def compile_tables(tables: Sequence[Mapping[str, Any]]) -> Titles:
    """Compile the [titles] of several languages' people.toml."""
    words: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    departments: set[str] = set()
    conditions: dict[str, list[Callable[[Sequence[str]], bool]]] = {}
    every: set[str] = set()
    ends: set[str] = set()
    leading: set[str] = set()
    heading: set[str] = set()
    for table in tables:
        for part, text in table["titles"].items():
            for word in names.fold(text).split():
                if part == "departments":
                    departments.add(word)
                elif part == "leading":
                    leading.add(word)
                elif part == "heading":
                    heading.add(word)
                elif word.startswith("~"):
                    ends.add(word[1:])
                elif condition := _condition(word):
                    conditions.setdefault(part, []).append(condition)
                    every.update(word.partition("!")[0].rstrip("$=").split() if "+" not in word else ())
                else:
                    (stems if word.endswith("~") else words).setdefault(part, set()).add(word.rstrip("~"))
    return Titles(
        words={part: frozenset(found) for part, found in words.items()},
        stems={part: tuple(sorted(found)) for part, found in stems.items()},
        every=frozenset(every - {""}).union(*words.values()),
        every_stem=tuple(sorted(set().union(*stems.values()))) if stems else (),
        leading=frozenset(word for word in leading if not word.startswith("~")),
        leading_ends=tuple(sorted(word[1:] for word in leading if word.startswith("~"))),
        heading=frozenset(heading),
        ends=tuple(sorted(ends)),
        departments=frozenset(departments),
        conditions={part: tuple(found) for part, found in conditions.items()},
    )


def _condition(entry: str) -> Callable[[Sequence[str]], bool] | None:
    """Read an entry that is more than a word: a+b, a!b, a= (alone), a$ (alone, or before whom its bearer serves)."""
    if "+" in entry:
        both = frozenset(entry.split("+"))
        return lambda words: both <= set(words)
    if "!" in entry:
        word, _, without = entry.partition("!")
        return lambda words: word in words and without not in words
    if entry.endswith("="):
        return lambda words: [entry[:-1]] == list(words)
    if entry.endswith("$"):
        word = entry[:-1]
        return lambda words: word in words and (len(words) == 1 or _follows(words, word))
    return None


def _follows(words: Sequence[str], word: str) -> bool:
    """Tell whether a word leads to whom its bearer serves: "assistant to the director", "assistante de direction"."""
    after = words.index(word) + 1
    return after < len(words) and words[after] in {
        "to",
        "de",
        "der",
        "des",
        "von",
        "of",
        "vertriebsleitung",
        "geschaftsfuhrung",
        "geschaftsleitung",
    }


def cleaned(title: str) -> str | None:
    """Return a title without what clings to it; None where nothing of a title is left."""
    title = _CLINGING.sub("", " ".join(title.split()).partition("|")[0]).strip(" \t,;:.|/-–—*•\"'“”")
    if title.count("(") != title.count(")"):
        title = title.replace("(", "").replace(")", "").strip()
    return title if title and not _NOT_TITLES.search(title) else None
