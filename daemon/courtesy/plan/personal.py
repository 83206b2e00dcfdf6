"""A personal name taken apart: its titles, what one is called, the name of the family.

Names come as mail writes them; greeting and circle take the parts.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_ASIDE = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The words around a name, in small letters."""

    male: frozenset[str]
    female: frozenset[str]
    degrees: frozenset[str]
    chairs: frozenset[str]
    others: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    joined: frozenset[str]  # titles that stand before an academic one: Frau Dr. Low
    nobody: frozenset[str]  # what a mailbox signs with, not a person
    short: Mapping[str, str]  # how German puts a title before a surname

    def holds(self, word: str) -> bool:
        """Tell whether a word is a title; some are only as they are abbreviated ("M. Dupont")."""
        forms = {bare(word), word.lower()}
        return any(forms & group for group in (self.male, self.female, self.degrees, self.chairs, self.others))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name taken apart. `gender` is m or f where a title gives it, else empty."""

    full: str  # without titles and suffixes
    given: str  # empty where only a surname is known
    surname: str  # empty where only a first name is known
    gender: str = ""
    degree: str = ""  # as written: "Dr", "Dr."
    chair: str = ""  # as written: "Professor", "Prof."
    title: str = ""  # Mr, Ms, … as written


def titles(table: Mapping[str, Any]) -> Titles:
    """Build the titles from config/letters/titles.toml."""
    groups = {name: frozenset(text.split()) for name, text in table.items() if isinstance(text, str)}
    return Titles(short=dict(table.get("short", {})), **groups)


def best(names: Iterable[str], known: Titles) -> Name:
    """Take the first name apart, and complete it with titles and parts that the other forms give."""
    names = [name for name in dict.fromkeys(names) if name.strip()]
    parsed = [split(name, known) for name in names]
    if not parsed:
        return Name(full="", given="", surname="")
    head = next((one for one in parsed if one.given and one.surname), parsed[0])
    if not head.surname and any(
        one.surname == head.given and not one.given for one in parsed
    ):  # "Pohl", also "Herr Pohl"
        head = dataclasses.replace(head, given="", surname=head.given)
    # A title counts only for the same surname: "Frau Pohl" says nothing of a Tom Pohle.
    same = [one for one in parsed if not (one.surname and head.surname) or one.surname.lower() == head.surname.lower()]
    return dataclasses.replace(
        head,
        surname=head.surname or first(one.surname for one in same),
        gender=first(one.gender for one in same),
        degree=first(one.degree for one in (*same, *_by_given(names, head, known))),
        chair=first(one.chair for one in same),
        title=first(one.title for one in same),
    )


def split(name: str, known: Titles) -> Name:
    """Take one written form of a name apart."""
    words = [word.strip(",;") for word in _ordered(name, known).split()]
    before: list[str] = []
    while len(words) > 1 and known.holds(words[0]):
        before.append(words.pop(0))
    while len(words) > 1 and bare(words[-1]) in known.suffixes:
        words.pop()
    given, surname = _halves(words, known, titled=bool(before))
    return Name(
        full=" ".join(words),
        given=given,
        surname=surname,
        gender="m" if _among(before, known.male) else "f" if _among(before, known.female) else "",
        degree=_among(before, known.degrees),
        chair=_among(before, known.chairs),
        title=_among(before, known.male | known.female | {"mx"}),
    )


def bare(word: str) -> str:
    """Return a word as it is looked up."""
    return word.strip(".,()").lower()


def _by_given(names: Iterable[str], head: Name, known: Titles) -> Iterator[Name]:
    """Yield the forms in which a title stands before the first name alone: "Dr Ann"."""
    parsed = (split(name, known) for name in names)
    return (one for one in parsed if not one.given and one.surname == head.given)


def _ordered(name: str, known: Titles) -> str:
    """Put "Low, Ann" in the order of speech, and drop what stands in brackets or after a comma as a degree."""
    text = " ".join(_ASIDE.sub(" ", name).replace('"', " ").split())
    last, comma, first = text.partition(",")
    if not comma:
        return text
    return last if {bare(word) for word in first.split()} <= known.suffixes else f"{first} {last}"


def _halves(words: list[str], known: Titles, *, titled: bool) -> tuple[str, str]:
    if len(words) == 1:
        return ("", words[0]) if titled else (words[0], "")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().replace("’", "'") in known.particles:
        start -= 1
    if start == 1 and titled and words[0].lower() in known.particles:  # "Mr de la Tour"
        return "", " ".join(words)
    return words[0], " ".join(words[start:])


def given_name(name: Name) -> str:
    """Return the first name; where it is only an initial, the whole name."""
    first = name.full if name.given.endswith(".") else name.given
    return first.title() if first.islower() else first  # who writes in small letters is still greeted by name


def _among(words: Iterable[str], group: frozenset[str]) -> str:
    return first(word for word in words if bare(word) in group or word.lower() in group)


def first(values: Iterable[str]) -> str:
    """Return the first that is not empty."""
    return next((value for value in values if value), "")
