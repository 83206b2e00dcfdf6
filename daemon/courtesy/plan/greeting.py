"""How a person is greeted: as they sign among first names, by title and surname where they are on such terms.

A gender or a title is never guessed: where the mail gives none, the greeting does without.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courtesy.casebook import opportunity

_MALE = frozenset({"mr", "mister", "herr", "herrn", "hr", "m", "monsieur", "sir"})
_FEMALE = frozenset({"mrs", "ms", "miss", "frau", "fr", "mme", "madame", "mlle", "dame"})
_DEGREES = frozenset({"dr", "doctor", "doktor", "docteur", "dres"})
_CHAIRS = frozenset({"prof", "professor", "professorin", "professeur", "professeure"})
_OTHER = frozenset({"mx", "ing", "dipl", "mag", "lic", "rev", "hon", "maître", "me", "pd", "priv", "doz", "h.c", "hc"})
_TITLES = _MALE | _FEMALE | _DEGREES | _CHAIRS | _OTHER
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "delle",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "des",
        "d'",
        "la",
        "le",
        "les",
        "l'",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "den",
        "der",
        "ter",
        "ten",
        "te",
        "ni",
        "ní",
        "mac",
        "mc",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "y",
        "e",
        "st",
        "st.",
        "o'",
    ]
)
_SUFFIXES = frozenset(
    [
        "phd",
        "ph.d",
        "md",
        "m.d",
        "mba",
        "msc",
        "bsc",
        "ma",
        "ba",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "esq",
        "cpa",
        "dphil",
        "llm",
        "jd",
        "rn",
        "cfa",
        "pmp",
        "frs",
        "obe",
        "mbe",
    ]
)
_NOBODY = frozenset(
    {"the", "team", "talent", "hr", "people", "recruiting", "recruitment", "careers", "das", "die", "équipe"}
)
_ASIDE = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_WORD = re.compile(r"[^\W\d_][\w'’.\-]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name taken apart. `gender` is m or f where a title gives it, else empty."""

    full: str  # without titles and suffixes
    given: str  # empty where only a surname is known
    surname: str  # empty where only a first name is known
    gender: str = ""
    degree: str = ""  # as written: "Dr", "Dr."
    chair: str = ""  # as written: "Professor", "Prof."
    title: str = ""  # Mr, Ms, … as written


def greet(person: opportunity.Person, words: Mapping[str, str]) -> str:
    """Return the opening line of a letter to a person; `words` are the forms of one language."""
    known = best(person.name, *person.names)
    called = _called(person.greeting, known)
    if person.formal or (not called and not known.given and known.surname):
        return _formal(known, words)
    first = called or (known.given if not known.given.endswith(".") else known.full)
    if not first:
        return words["nameless"]
    return words["familiar" if person.familiar and "familiar" in words else "first"].format(first=first)


def call_name(person: opportunity.Person) -> str:
    """Return how others speak of a person: the name they go by, or title and surname where they are formal."""
    known = best(person.name, *person.names)
    if person.formal or not known.given:
        return " ".join(filter(None, (known.title or known.chair or known.degree, known.full)))
    return known.full


def best(*names: str) -> Name:
    """Take the first name apart, and complete it with titles and parts that the other forms give."""
    parsed = [split(name) for name in dict.fromkeys(names) if name.strip()]
    if not parsed:
        return Name(full="", given="", surname="")
    head = next((one for one in parsed if one.given and one.surname), parsed[0])
    if head.given and any(one.surname == head.given and not one.given for one in parsed):  # "Pohl", also "Herr Pohl"
        head = dataclasses.replace(head, given="", surname=head.given)
    # A title counts only for the same surname: "Frau Pohl" says nothing of a Tom Pohle.
    same = [one for one in parsed if not one.surname or not head.surname or one.surname.lower() == head.surname.lower()]
    return Name(
        full=head.full,
        given=head.given,
        surname=head.surname or _first(one.surname for one in same),
        gender=_first(one.gender for one in same),
        degree=_first(one.degree for one in same),
        chair=_first(one.chair for one in same),
        title=_first(one.title for one in same),
    )


def split(name: str) -> Name:
    """Take one written form of a name apart."""
    text = " ".join(_ASIDE.sub(" ", name).replace('"', " ").split())
    last, comma, first = text.partition(",")
    trailing = {_bare(word) for word in first.split()}
    if comma:
        text = last if not trailing or trailing <= _SUFFIXES else f"{first} {last}"
    words = [word.strip(",;") for word in text.split()]
    titles: list[str] = []
    while len(words) > 1 and _is_title(words[0]):
        titles.append(words.pop(0))
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        words.pop()
    given, surname = _halves(words, titled=bool(titles))
    bare = {_bare(title): title for title in titles}
    return Name(
        full=" ".join(words),
        given=given,
        surname=surname,
        gender="m" if bare.keys() & _MALE else "f" if bare.keys() & _FEMALE else "",
        degree=_first(written for key, written in bare.items() if key in _DEGREES),
        chair=_first(written for key, written in bare.items() if key in _CHAIRS),
        title=_first(written for key, written in bare.items() if key in _MALE | _FEMALE or key == "mx"),
    )


def _halves(words: list[str], *, titled: bool) -> tuple[str, str]:
    if len(words) == 1:
        return ("", words[0]) if titled else (words[0], "")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower().replace("’", "'") in _PARTICLES:
        start -= 1
    if start == 1 and titled and words[0].lower() in _PARTICLES:  # "Mr de la Tour"
        return "", " ".join(words)
    surname = " ".join(words[start:])
    return words[0], surname


def _is_title(word: str) -> bool:
    bare = _bare(word)
    # "M" and "Me" are titles only as they are abbreviated: "M. Dupont", "Me Garnier".
    return bare in _TITLES and (bare != "m" or word.endswith(".")) and (bare != "fr" or word.endswith("."))


def _formal(known: Name, words: Mapping[str, str]) -> str:
    """Greet by title and surname, each only where it is given."""
    surname = known.surname or known.full
    if known.chair and "chair" in words:
        return words["chair"].format(chair=known.chair, surname=surname)
    if known.gender and f"formal_{known.gender}" in words:
        titles = " ".join(_short(one) for one in (known.chair, known.degree) if one)
        return words[f"formal_{known.gender}"].format(titles=f"{titles} " if titles else "", surname=surname)
    if known.degree and "degree" in words:
        return words["degree"].format(degree=known.degree, surname=surname, full=known.full)
    if known.title and "titled" in words:
        # A title of another language gives way to this one's.
        title = known.title if _bare(known.title) in words["titles"].split() else words.get(known.gender, known.title)
        return words["titled"].format(title=title, surname=surname)
    return words["full"].format(full=known.full) if known.full else words["nameless"]


def _called(greeting: str, known: Name) -> str:
    """Return a first name as somebody signs it, where it can be one."""
    parts = greeting.strip(" ,.;!–—-").split()
    if not 1 <= len(parts) <= 3 or not all(_WORD.fullmatch(part) for part in parts) or _is_title(parts[0]):
        return ""
    if {part.lower() for part in parts} & _NOBODY:
        return ""
    if len(parts) > 1 and len(parts[-1].rstrip(".")) == 1:  # "Priya M", to be told from another Priya
        parts.pop()
    if known.surname and " ".join(parts).lower() == known.full.lower():
        return known.given if not known.given.endswith(".") else known.full
    # Who signs in small letters is still written to by name.
    return known.given if " ".join(parts).lower() == known.given.lower() else " ".join(parts)


def _short(title: str) -> str:
    return {"professor": "Prof.", "professorin": "Prof.", "doktor": "Dr.", "dr": "Dr.", "prof": "Prof."}.get(
        _bare(title), title
    )


def _bare(word: str) -> str:
    return word.strip(".,()").lower()


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
