"""How a person is greeted: as the owner has greeted them, else as they greet, sign and are spoken of.

A gender or a title is never guessed: where the mail gives none, the greeting does without.
"""

import dataclasses
import itertools
import re
from collections.abc import Mapping, Sequence

from courtesy.casebook import opportunity
from courtesy.plan import personal, salutation

_WORD = re.compile(r"[^\W\d_][\w'’.\-]{0,40}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How they greet where somebody works, for those who have not written themselves."""

    hello: str = ""
    formal: bool = False


def greet(
    person: opportunity.Person,
    words: Mapping[str, str],
    known: personal.Titles,
    house: House | None = None,
    *,
    surname_terms: bool = False,
) -> str:
    """Return the opening line of a letter to a person; `words` are the forms of one language."""
    name = personal.best((person.name, *person.names), known)
    said = salutation.owners(person.greeted, _words_of(person, name), _titles(known), words)
    if said:
        return said
    house = house or House()
    called = _called(person.greeting, name, known)
    hello = salutation.hello(person.greets, words) or ("" if _wrote(person) else house.hello)
    if surname_terms or formal(person, known, house) or (not called and not name.given and name.surname):
        return _formal(name, words, known, hello)
    first = called or personal.given_name(name)
    if not first:
        return words["nameless"]
    neutral = hello if hello in words.get("hellos", "").split("|") else ""
    return f"{neutral} {first}," if neutral else words["first"].format(first=first)


def house(wrote: Sequence[opportunity.Person], words: Mapping[str, str]) -> House:
    """Say how they greet somewhere, from those who have written, the most telling first."""
    hellos = (salutation.hello(one.greets, words) for one in wrote if not one.formal)
    return House(hello=personal.first(hellos), formal=2 * sum(one.formal for one in wrote) > len(wrote))


def is_casual(line: str, words: Mapping[str, str]) -> bool:
    """Tell whether a greeting is one among people who are at ease: "Hi Ann,"."""
    return any(line.startswith(f"{one} ") for one in words.get("casual", "").split("|") if one)


def by_first_name(line: str, person: opportunity.Person, words: Mapping[str, str], known: personal.Titles) -> bool:
    """Tell whether a line of the owner's greets somebody by the first name."""
    said = _greeted(line, person, words, known)
    surname = personal.best((person.name, *person.names), known).surname
    return bool(said) and not any(known.holds(word) or word == surname for word in said)


def by_title(line: str, person: opportunity.Person, words: Mapping[str, str], known: personal.Titles) -> bool:
    """Tell whether a line of the owner's greets somebody by title and name."""
    return any(known.holds(word) for word in _greeted(line, person, words, known))


def _greeted(line: str, person: opportunity.Person, words: Mapping[str, str], known: personal.Titles) -> list[str]:
    name = personal.best((person.name, *person.names), known)
    return salutation.owners(line, _words_of(person, name), _titles(known), words).rstrip(",").split()


def formal(person: opportunity.Person, known: personal.Titles, house: House) -> bool:
    """Tell whether somebody is on surname terms: by their own mail, else by how others speak of them."""
    if person.formal or _greets_by_title(person.greets, known) or _signs_stiffly(person.greeting):
        return True
    if _wrote(person):
        return False
    return house.formal or any(_titled(personal.split(name, known)) for name in person.names if name.strip())


def _wrote(person: opportunity.Person) -> bool:
    return bool(person.language)


def _greets_by_title(line: str, known: personal.Titles) -> bool:
    """Tell whether somebody calls the owner by title and surname: "Chère Madame Adam"."""
    words = line.split()
    return any(known.holds(one) and other[:1].isupper() for one, other in itertools.pairwise(words[:5]))


def _signs_stiffly(signed: str) -> bool:
    """Tell whether somebody signs with an initial and the surname."""
    return bool(re.fullmatch(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.)? ?[^\W\d_][\w'’-]{1,30}", signed.strip()))


def _titled(name: personal.Name) -> bool:
    return bool(name.surname and (name.title or name.chair or name.degree))


def _words_of(person: opportunity.Person, name: personal.Name) -> frozenset[str]:
    """Return the words by which somebody may be called."""
    written = " ".join((*person.names, person.name, person.greeting, name.full))
    return frozenset(word.strip(".,()").lower() for word in written.split())


def _titles(known: personal.Titles) -> frozenset[str]:
    return known.male | known.female | known.degrees | known.chairs | known.others


def call_name(person: opportunity.Person, known: personal.Titles) -> str:
    """Return how others speak of a person: the name they go by, or title and surname where they are formal."""
    name = personal.best((person.name, *person.names), known)
    if not name.surname or not (person.formal or not name.given or name.gender or name.chair or name.degree):
        return name.full
    academic = name.chair or name.degree
    if name.title and personal.bare(name.title) in known.joined:  # "Frau Dr. Low"
        return " ".join(filter(None, (name.title, known.short.get(personal.bare(academic), academic), name.surname)))
    title = academic or name.title
    return f"{title} {name.surname}" if title else name.full


def first_name(person: opportunity.Person, known: personal.Titles) -> str:
    """Return how somebody is spoken of among first names."""
    name = personal.best((person.name, *person.names), known)
    said = salutation.called(person.greeted, _words_of(person, name))
    return said or _called(person.greeting, name, known) or personal.given_name(name) or name.full


def _formal(name: personal.Name, words: Mapping[str, str], known: personal.Titles, hello: str) -> str:
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


def _by_title(name: personal.Name, surname: str, words: Mapping[str, str], known: personal.Titles) -> str:
    if name.chair and "chair" in words:
        return words["chair"].format(chair=name.chair, surname=surname)
    if name.gender and f"formal_{name.gender}" in words:
        before = "".join(f"{known.short.get(personal.bare(one), one)} " for one in (name.chair, name.degree) if one)
        return words[f"formal_{name.gender}"].format(titles=before, surname=surname)
    if name.degree and "degree" in words:
        return words["degree"].format(degree=name.degree, surname=surname, full=name.full)
    if name.title and "titled" in words:
        # A title of another language gives way to this one's.
        ours = personal.bare(name.title) in words["titles"].split()
        title = name.title if ours else words.get(name.gender, name.title)
        return words["titled"].format(title=title, surname=surname)
    return words["full"].format(full=name.full) if name.full else words["nameless"]


def _called(greeting: str, name: personal.Name, known: personal.Titles) -> str:
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
    return personal.given_name(name) if said.lower() in {name.full.lower(), name.given.lower()} else said
