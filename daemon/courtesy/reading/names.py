"""What people are called: reading a written name, telling two forms of one name from two people.

Names come from address fields, signatures and running text; they go on to people and, joined, to casebook.people.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.mail import address
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
_APART = re.compile(r"[^\w']+|_")
_VIA = re.compile(
    r"\s+(?:via|über|through|at|@|from|bei|chez|von|of|de la part de|on behalf of|i\.?\s?A\.?)\s+(?=[^\W\d_])"
    r"|\s*[|/•·–—]\s*|\s+-\s+|\s*:\s+",
    re.IGNORECASE,
)
_NOBLE = re.compile(r"[^\W\d_a-z][\w'’-]{1,20} von (?:(?:der|dem|den) )?[^\W\d_a-z][\w'’-]{1,30}(?=\s*(?:[(\[<,]|\Z))")
_BRACKETS = re.compile(r"\s*[(\[{<][^)\]}>]{0,80}[)\]}>]?\s*")
_QUOTED_NICK = re.compile(r"\s[\"“„‘']([^\W\d_]{2,15})[\"”“’']\s")
_FOR = re.compile(r"\A(?:i\.\s?[AV]\.|ppa\.?|gez\.|p\.\s?o\.|p\.\s?p\.|née?|geb\.)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"-(?:san|sama|sensei|kun|ji|jee|nim|ssi|sahib|saab|bhai|ben|garu)\Z|\s(?:san|sensei|ji|ma['’]?am|sir|madam|sahib"
    r"|saab|garu|bey|hanım|hanim|nim)\Z",
    re.IGNORECASE,
)
_NICKNAMED = re.compile(
    r"\b([^\W\d_a-z][\w'’-]{1,15}) (?:\([\"“„‘']|[\"“„‘'(])([^\W\d_a-z]\w{1,14})(?:[\"”“’']\)"
    r"|[\"”“’')]) ([^\W\d_a-z][\w'’-]{1,25})"
)
DOTTED = frozenset(("col", "maj", "hon", "sr", "fr", "hr", "pr", "me", "ing", "eng", "mag", "pd", "sig"))
_LOCAL_PARTS = re.compile(r"[^\W\d_]+")


def _before_via(text: str) -> str:
    """Return what stands before "via Acme"; a first name before "von" is the half of a name: "Ida von Seeheim"."""
    return text if _NOBLE.match(text) else _VIA.split(text, maxsplit=1)[0]


@functools.lru_cache(maxsize=16384)
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


def nicknamed(text: str) -> tuple[str, dict[str, str]]:
    """Take nicknames out of names: 'Ignatius ("Iggy") Romero'. Returns the text and the nickname by whole name."""
    found: dict[str, str] = {}

    def bare(match: re.Match[str]) -> str:
        whole = f"{match[1]} {match[3]}"
        found[fold(whole)] = match[2]
        return whole

    return (_NICKNAMED.sub(bare, text) if _NICKNAMED.search(text) else text), found


@functools.lru_cache(maxsize=4096)  # few people write most of a mailbox
def parse(text: str, lexicon: Lexicon) -> Name | None:
    """Read a name as an address field, a signature or a list writes it; None where no word is left."""
    text = _QUOTED_NICK.sub(" ", f" {text} ")
    text = _FOR.sub("", _BRACKETS.sub(" ", text).strip())
    text = _before_via(text.strip()).strip(" \t\"'“”„,;.*_<>")
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


def same(one: Name, other: Name, lexicon: Lexicon) -> bool:
    """Tell whether two names with family name can be one person's."""
    if not (one.full and other.full):
        return False
    if set(one.words) == set(other.words) or set(one.variants) == set(other.variants):
        return True
    families = {one.family, one.variants[-1]} & {other.family, other.variants[-1]}
    short, long = sorted((one.family, other.family), key=len)
    related = families or (len(short) == 1 and long.startswith(short)) or _share_half(one.family, other.family)
    if related and (lexicon.alike(one.given, other.given) or _begins(one.given, other.given)):
        # Of one family name, "Sukh" and "Sukhjinder", "Margo" and "Marguerite" are hardly two people.
        return True
    few, many = sorted((set(one.words), set(other.words)), key=len)
    return len(few) > 1 and few < many and all(len(word) > 1 for word in few)


def _begins(one: str, other: str) -> bool:
    """Tell whether one given name is the beginning of the other, or four letters of both are the same."""
    short, long = sorted((one, other), key=len)
    return (len(short) > 3 and short[:4] == long[:4]) or (len(short) > 2 and long.startswith(short))


def _share_half(one: str, other: str) -> bool:
    """Tell whether one family name is half of the other: Carrow and Carrow-Smith."""
    return one != other and ("-" in one) != ("-" in other) and bool(set(one.split("-")) & set(other.split("-")))


def called(lone: Name, whole: Name, lexicon: Lexicon) -> bool:
    """Tell whether a lone word may be how the bearer of a whole name is called: "Bill", "Mrs Tibbs", "Priya"."""
    word = lone.words[0]
    if lone.honorific and (word == whole.family or word in whole.variants[-1:]):
        return True
    if len(word) > 1 and word.isalpha() is False and word in whole.words:
        return True
    return len(word) > 1 and (lexicon.alike(word, whole.given) or (word in whole.words[:-1] and len(word) > 2))


def fits(local: str, name: Name) -> bool:
    """Tell whether the local part of an address is made of a name: wosei, b.osei, osei.william, williamo."""
    plain = "".join(c for c in fold(local) if c.isalpha())
    if not name.full or len(plain) < 3:
        return False
    for words in (name.words, name.variants):
        first, last = words[0].replace("-", "").replace("'", ""), words[-1].replace("-", "").replace("'", "")
        if (
            plain in {first + last, last + first, first[:1] + last, last + first[:1], first + last[:1], last}
            and len(last) > 1
        ):
            return True
    return False


def of_address(one: address.Address, lexicon: Lexicon) -> Name | None:
    """Return the name of the person at an address, from its local part where no name stands beside it."""
    if one.name and "@" not in one.name:
        return parse(one.name, lexicon)
    parts = _LOCAL_PARTS.findall(one.local.partition("+")[0])
    if len(parts) < 2 or any(len(part) < 2 for part in parts):
        return None
    return parse(" ".join(part.title() for part in parts[:3]), lexicon)


def is_relay(one: address.Address, lexicon: Lexicon) -> bool:
    """Tell whether what is sent to an address reaches a system and not a person."""
    bare = one.local.replace("-", "").replace("_", "").replace(".", "")
    if (
        "noreply" in bare
        or "donotreply" in bare
        or bare in {"mailerdaemon", "postmaster", "nepasrepondre", "keineantwort", "bittenichtantworten"}
    ):
        return True
    return bool(lexicon.register.vendor(one.domain))


@functools.lru_cache(maxsize=4096)
def is_group(one: address.Address, lexicon: Lexicon) -> bool:
    """Tell whether an address is a team's, a room's, a list's: by its display-name, else by its local part."""
    words = [fold(word) for word in _APART.split(one.name) if word] if "@" not in one.name else []
    bare = [word for word in words if word not in lexicon.honorifics]
    local = [part for part in re.split(r"[._\-+\d]+", one.local) if part]
    shared = one.local in lexicon.groups or bool(local and local[0] in lexicon.groups)
    if bare:
        named = _before_via(one.name)
        first = [fold(word) for word in _APART.split(_BRACKETS.sub(" ", named)) if word]
        if any(word in lexicon.group_words for word in first) or (first and first[-1] in lexicon.firms):
            return True
        if not shared or any(word in lexicon.given for word in first):
            return False
        # "Brída Fallon <accounts@fallonelectrical.example>": a whole name that is not the firm's.
        person = 2 <= len(first) <= 3 and one.local in lexicon.houses and first[0] not in one.domain
        return not (person and all(word[:1].isupper() for word in named.split()))
    return shared


def tokens(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of several texts."""
    return frozenset(fold(word) for text in texts for word in _APART.split(text) if word)
