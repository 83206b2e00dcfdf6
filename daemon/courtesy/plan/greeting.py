"""How a person is greeted: as the owner has greeted them, else as they greet, sign and are spoken of.

A gender or a title is never guessed: where the mail gives none, the greeting does without.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from courtesy.casebook import opportunity
from courtesy.plan import salutation

_ASIDE = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]{0,40}")


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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How they greet where somebody works, for those who have not written themselves."""

    hello: str = ""
    formal: bool = False


def greet(
    person: opportunity.Person,
    words: Mapping[str, str],
    known: Titles,
    house: House | None = None,
    *,
    surname_terms: bool = False,
) -> str:
    """Return the opening line of a letter to a person; `words` are the forms of one language."""
    name = best((person.name, *person.names), known)
    said = salutation.owners(person.greeted, _words_of(person, name), _titles(known), words)
    if said:
        return said
    house = house or House()
    called = _called(person.greeting, name, known)
    hello = salutation.hello(person.greets, words) or ("" if _wrote(person) else house.hello)
    if surname_terms or formal(person, known, house) or (not called and not name.given and name.surname):
        return _formal(name, words, known, hello)
    first = called or _first_name(name)
    if not first:
        return words["nameless"]
    neutral = hello if hello in words.get("hellos", "").split("|") else ""
    return f"{neutral} {first}," if neutral else words["first"].format(first=first)


def house(wrote: Sequence[opportunity.Person], words: Mapping[str, str]) -> House:
    """Say how they greet somewhere, from those who have written, the most telling first."""
    hellos = (salutation.hello(one.greets, words) for one in wrote if not one.formal)
    return House(hello=_first(hellos), formal=2 * sum(one.formal for one in wrote) > len(wrote))


def is_casual(line: str, words: Mapping[str, str]) -> bool:
    """Tell whether a greeting is one among people who are at ease: "Hi Ann,"."""
    return any(line.startswith(f"{one} ") for one in words.get("casual", "").split("|") if one)


def by_first_name(line: str, person: opportunity.Person, words: Mapping[str, str], known: Titles) -> bool:
    """Tell whether a line of the owner's greets somebody by the first name."""
    said = _greeted(line, person, words, known)
    surname = best((person.name, *person.names), known).surname
    return bool(said) and not any(known.holds(word) or word == surname for word in said)


def by_title(line: str, person: opportunity.Person, words: Mapping[str, str], known: Titles) -> bool:
    """Tell whether a line of the owner's greets somebody by title and name."""
    return any(known.holds(word) for word in _greeted(line, person, words, known))


def _greeted(line: str, person: opportunity.Person, words: Mapping[str, str], known: Titles) -> list[str]:
    name = best((person.name, *person.names), known)
    return salutation.owners(line, _words_of(person, name), _titles(known), words).rstrip(",").split()


def formal(person: opportunity.Person, known: Titles, house: House) -> bool:
    """Tell whether somebody is on surname terms: by their own mail, else by how others speak of them."""
    if person.formal or _greets_by_title(person.greets, known) or _signs_stiffly(person.greeting):
        return True
    if _wrote(person):
        return False
    return house.formal or any(_titled(split(name, known)) for name in person.names if name.strip())


def _wrote(person: opportunity.Person) -> bool:
    return bool(person.language)


def _greets_by_title(line: str, known: Titles) -> bool:
    """Tell whether somebody calls the owner by title and surname: "Chère Madame Adam"."""
    words = line.split()
    return any(known.holds(one) and other[:1].isupper() for one, other in itertools.pairwise(words[:5]))


def _signs_stiffly(signed: str) -> bool:
    """Tell whether somebody signs with an initial and the surname."""
    return bool(re.fullmatch(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.)? ?[^\W\d_][\w'’-]{1,30}", signed.strip()))


def _titled(name: Name) -> bool:
    return bool(name.surname and (name.title or name.chair or name.degree))


def _words_of(person: opportunity.Person, name: Name) -> frozenset[str]:
    """Return the words by which somebody may be called."""
    written = " ".join((*person.names, person.name, person.greeting, name.full))
    return frozenset(word.strip(".,()").lower() for word in written.split())


def _titles(known: Titles) -> frozenset[str]:
    return known.male | known.female | known.degrees | known.chairs | known.others


def call_name(person: opportunity.Person, known: Titles) -> str:
    """Return how others speak of a person: the name they go by, or title and surname where they are formal."""
    name = best((person.name, *person.names), known)
    if not name.surname or not (person.formal or not name.given or name.gender or name.chair or name.degree):
        return name.full
    academic = name.chair or name.degree
    if name.title and bare(name.title) in known.joined:  # "Frau Dr. Low"
        return " ".join(filter(None, (name.title, known.short.get(bare(academic), academic), name.surname)))
    title = academic or name.title
    return f"{title} {name.surname}" if title else name.full


def first_name(person: opportunity.Person, known: Titles) -> str:
    """Return how somebody is spoken of among first names."""
    name = best((person.name, *person.names), known)
    said = salutation.called(person.greeted, _words_of(person, name))
    return said or _called(person.greeting, name, known) or _first_name(name) or name.full


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
        surname=head.surname or _first(one.surname for one in same),
        gender=_first(one.gender for one in same),
        degree=_first(one.degree for one in (*same, *_by_given(names, head, known))),
        chair=_first(one.chair for one in same),
        title=_first(one.title for one in same),
    )


def _by_given(names: Iterable[str], head: Name, known: Titles) -> Iterator[Name]:
    """Yield the forms in which a title stands before the first name alone: "Dr Ann"."""
    parsed = (split(name, known) for name in names)
    return (one for one in parsed if not one.given and one.surname == head.given)


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


def _formal(name: Name, words: Mapping[str, str], known: Titles, hello: str) -> str:
    """Greet by title and surname, each only where it is given, with their own hello where it is not a casual one."""
    surname = name.surname or name.full
    line = _by_title(name, surname, words, known)
    plain = next((one for one in words.get("solemn", "").split("|") if one and line.startswith(f"{one} ")), "")
    if hello in words.get("casual", "").split("|") or not plain:
        return line
    if hello in words.get("hellos", "").split("|"):
        return f"{hello} {line.removeprefix(plain).lstrip()}"
    gendered = {"f": words.get("dear_f", ""), "m": words.get("dear_m", "")}.get(name.gender, "")
    close = hello and hello in {words.get("dear_f"), words.get("dear_m")} and gendered
    return f"{gendered} {line.removeprefix(plain).lstrip()}" if close else line


def _by_title(name: Name, surname: str, words: Mapping[str, str], known: Titles) -> str:
    if name.chair and "chair" in words:
        return words["chair"].format(chair=name.chair, surname=surname)
    if name.gender and f"formal_{name.gender}" in words:
        before = "".join(f"{known.short.get(bare(one), one)} " for one in (name.chair, name.degree) if one)
        return words[f"formal_{name.gender}"].format(titles=before, surname=surname)
    if name.degree and "degree" in words:
        return words["degree"].format(degree=name.degree, surname=surname, full=name.full)
    if name.title and "titled" in words:
        # A title of another language gives way to this one's.
        title = name.title if bare(name.title) in words["titles"].split() else words.get(name.gender, name.title)
        return words["titled"].format(title=title, surname=surname)
    return words["full"].format(full=name.full) if name.full else words["nameless"]


def _called(greeting: str, name: Name, known: Titles) -> str:
    """Return a first name as somebody signs it, where it can be one."""
    parts = greeting.strip(" ,.;!–—-").split()
    if not 1 <= len(parts) <= 3 or not all(_WORD.fullmatch(part) for part in parts) or known.holds(parts[0]):
        return ""
    if {part.lower() for part in parts} & known.nobody:
        return ""
    if len(parts) > 1 and len(parts[-1].rstrip(".")) == 1:  # "Priya M", to be told from another Priya
        parts.pop()
    if len(parts) > 1 and name.surname and " ".join(parts).endswith(f" {name.surname}"):  # "Sepp Low", of Josef Low
        return " ".join(parts).removesuffix(name.surname).strip()
    said = " ".join(parts)
    # Who signs with the whole name is still greeted by the first.
    return _first_name(name) if said.lower() in {name.full.lower(), name.given.lower()} else said


def _first_name(name: Name) -> str:
    """Return the first name; where it is only an initial, the whole name."""
    first = name.full if name.given.endswith(".") else name.given
    return first.title() if first.islower() else first  # who writes in small letters is still greeted by name


def _among(words: Iterable[str], group: frozenset[str]) -> str:
    return _first(word for word in words if bare(word) in group or word.lower() in group)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
