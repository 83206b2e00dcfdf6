"""What people are called: reading a written name; what is known of names beforehand.

Names come from address fields, signatures and running text; they go on to people and, joined, to casebook.people.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import domains

_SPECIAL = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_VIA = re.compile(
    r"\s{1,40}(?:via|über|through|at|@|from|bei|chez|von|of|de la part de|on behalf of|i\.?\s?A\.?)\s+(?=[^\W\d_])"
    r"|\s{0,40}[|/•·–—]|\s{1,40}-\s|\s{0,40}:\s",
    re.IGNORECASE,
)
_NOBLE = re.compile(r"[^\W\d_a-z][\w'’-]{1,20} von (?:(?:der|dem|den) )?[^\W\d_a-z][\w'’-]{1,30}(?=\s*(?:[(\[<,]|\Z))")
BRACKETS = re.compile(r"\s{0,40}[(\[{<][^)\]}>]{0,80}[)\]}>]?\s*")
_QUOTED_NICK = re.compile(r"\s[\"“„‘']([^\W\d_]{2,15})[\"”“’']\s")
_FOR = re.compile(r"\A(?:i\.\s?[AV]\.|ppa\.?|gez\.|p\.\s?o\.|p\.\s?p\.|née?|geb\.)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"-(?:san|sama|sensei|kun|ji|jee|nim|ssi|sahib|saab|bhai|ben|garu)\Z|\s(?:san|sensei|ji|ma['’]?am|sir|madam|sahib"
    r"|saab|garu|bey|hanım|hanim|nim)\Z",
    re.IGNORECASE,
)
DOTTED = frozenset(("col", "maj", "hon", "sr", "fr", "hr", "pr", "me", "ing", "eng", "mag", "pd", "sig"))


def before_via(text: str) -> str:
    """Return what stands before "via Acme"; a first name before "von" is the half of a name: "Ida von Seeheim"."""
    return text if _NOBLE.match(text) else _VIA.split(text, maxsplit=1)[0]


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text in lower case without accents; the Scandinavian, Polish and German letters opened."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.translate(_SPECIAL)
    return (
        text
        if text.isascii()
        else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    )


def _fold_german(text: str) -> str:
    return fold(text.lower().translate(_GERMAN)) if not text.isascii() else fold(text)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and its parts. `words` are folded, without honorific and degrees, in the order given-family."""

    text: str  # cleaned: "Hanna Wójcik"
    honorific: str  # as written: "Dr.", "Frau Prof."; often empty
    words: tuple[str, ...]
    variants: tuple[str, ...]  # the words with German letters opened: "mueller"

    @property
    def full(self) -> bool:
        """Tell whether there are given and family name, initials counted."""
        return len(self.words) > 1

    @property
    def given(self) -> str:
        """Return the first word, folded."""
        return self.words[0] if self.words else ""

    @property
    def family(self) -> str:
        """Return the last word, folded; of a lone word that word."""
        return self.words[-1] if self.words else ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # one is like no other: calls are cached by it
class Lexicon:
    """What is known of names beforehand; words are folded."""

    given: frozenset[str]
    ambiguous: frozenset[str]
    places: frozenset[str]
    honorifics: frozenset[str]
    weak_honorifics: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    nicknames: Mapping[str, frozenset[int]]
    groups: frozenset[str]
    houses: frozenset[str]
    group_words: frozenset[str]
    firms: frozenset[str]
    surnames: frozenset[str]  # family names that are words of titles or places too
    agencies: tuple[str, ...]  # parts of the domains of those who recruit for others
    register: domains.Register

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two given names can be one person's: equal, initial and name, nickname and name."""
        if one == other:
            return True
        short, long = sorted((one.strip("."), other.strip(".")), key=len)
        if len(short) == 1:
            return long.startswith(short)
        return bool(self.nicknames.get(one, frozenset()) & self.nicknames.get(other, frozenset()))


def compile_table(table: Mapping[str, Any], register: domains.Register) -> Lexicon:
    """Compile config/reading/names.toml. Raises KeyError where a group is missing."""
    folded = fold.__wrapped__  # what is known of names need not be remembered besides

    def words(key: str) -> frozenset[str]:
        return frozenset(folded(word).strip(".") for word in table[key].split())

    nicknames: dict[str, set[int]] = {}
    for number, line in enumerate(table["nicknames"].strip().splitlines()):
        for word in line.split():
            nicknames.setdefault(folded(word), set()).add(number)
    given = words("given") | frozenset(nicknames)
    return Lexicon(
        given=given,
        ambiguous=(words("ambiguous") | words("places")) & given,
        places=words("places"),
        honorifics=words("honorifics"),
        weak_honorifics=words("weak_honorifics"),
        suffixes=words("suffixes"),
        particles=words("particles"),
        nicknames={word: frozenset(lines) for word, lines in nicknames.items()},
        groups=words("groups"),
        houses=words("houses"),
        group_words=words("group_words"),
        firms=words("firms"),
        surnames=words("surnames"),
        agencies=tuple(table["agencies"].split()),
        register=register,
    )


@functools.lru_cache(maxsize=1024)  # few people write most of a mailbox
def parse(text: str, lexicon: Lexicon) -> Name | None:
    """Read a name as an address field, a signature or a list writes it; None where no word is left."""
    text = _QUOTED_NICK.sub(" ", f" {text} ")
    text = _FOR.sub("", BRACKETS.sub(" ", text).strip())
    text = before_via(text.strip()).strip(" \t\"'“”„,;.*_<>")
    text = _BEHIND.sub("", text)
    text = _given_first(text, lexicon)
    written = [word for word in text.split() if any(c.isalpha() for c in word)]
    lead = 0
    while lead < len(written) - 1 and _is_honorific(written[lead], lexicon, after=lead > 0):
        lead += 1
    rest = written[lead:]
    while len(rest) > 1 and _is_suffix(rest, lexicon):
        rest.pop()
    rest = [word.strip(',;"“”') for word in rest]
    words = tuple(word for word in (fold(part).strip(".'-") for piece in rest for part in _opened(piece)) if word)
    if not words:
        return None
    if lead and all(word in lexicon.particles for word in words[:-1]):  # "Mr de la Tour": a family name alone
        words = words[-1:]
    return Name(
        " ".join(rest),
        " ".join(written[:lead]),
        words,
        tuple(word for piece in rest for part in _opened(piece) if (word := _fold_german(part).strip(".'-")))[
            -len(words) :
        ],
    )


def _is_suffix(words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether the last word is a degree: a known one, or capitals behind two words that are not."""
    last = words[-1].strip(".,")
    if fold(last).replace(".", "") in lexicon.suffixes:
        return True
    return len(words) > 2 and len(last) > 2 and last.isupper() and not words[0].isupper()


def _opened(piece: str) -> list[str]:
    """Return one written word's parts: "J.R." is two, "Carrow-Smith" and "O'Brien" are one each."""
    return [part for part in piece.split(".") if part] if "." in piece.rstrip(".") else [piece]


def _is_honorific(word: str, lexicon: Lexicon, *, after: bool) -> bool:
    bare = fold(word).strip(".")
    if after and word.endswith(".") and word.islower():  # "Dr. med.", "Dr. rer. nat.", "Dipl.-Ing. agr."
        return True
    if bare in DOTTED and not word.endswith("."):  # "Col Brady" is short for Colin
        return False
    return bare in lexicon.honorifics and (word.endswith(".") or len(bare) > 1) and word[:1].isupper()


def _given_first(text: str, lexicon: Lexicon) -> str:
    """Turn "Wójcik, Hanna" and "WÓJCIK Hanna" round; of "Hanna Wójcik, Acme" drop what follows the comma."""
    before, comma, after = text.partition(",")
    if comma:
        first = fold(after.split()[0]).strip(".") if after.split() else ""
        if (
            len(before.split()) <= 2
            and (first in lexicon.given or len(first) == 1)
            and fold(before.split()[0] if before.split() else "") not in lexicon.given - {first}
        ):
            return f"{after.strip()} {before.strip()}"
        if first in lexicon.suffixes or not first:
            return text
        if len(before.split()) == 1 and len(after.split()) == 1 and first not in lexicon.group_words:
            return f"{after.strip()} {before.strip()}"
        return before
    words = text.split()
    shouted = 0
    while (
        shouted < len(words) and words[shouted].replace("-", "").replace("'", "").isalpha() and words[shouted].isupper()
    ):
        shouted += 1
    if (
        0 < shouted < len(words) <= shouted + 2
        and len("".join(words[:shouted])) > 2
        and words[shouted][:1].isupper()
        and len(words[shouted].strip(".")) > 1
    ):
        return " ".join([*words[shouted:], *(_lowered(word, lexicon) for word in words[:shouted])])
    return text.title() if len(text) > 3 and text.isupper() and " " in text else text


def _lowered(word: str, lexicon: Lexicon) -> str:
    return word.lower() if fold(word) in lexicon.particles else word.title()
