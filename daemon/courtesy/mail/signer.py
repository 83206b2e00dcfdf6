"""How a sender can be known at the foot of a mail, and what looks like anybody's name.

Senders come from mail.header; mail.signature asks.
"""

import re

from courtesy.mail import address, phrases

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+){0,9}\.?")
_KISSES = re.compile(r"(?:^|\s)[xX]{1,6}(?=\s|$)")
_BEFORE_NAME = re.compile(rf"(?:(?:{phrases.ON_BEHALF})[ :]{{1,4}})", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s{0,40}(?:[|,(/·•–—\t]|//)|\s-\s|\s(?:at|from|@|bei|chez)\s")
_SALUTATION = re.compile(rf"(?:{phrases.SALUTATIONS})\b", re.IGNORECASE)
_TEAM = re.compile(r"(?:the|your|team|ihr|euer|dein|das|l['’]équipe|votre|el|il|het)\b", re.IGNORECASE)
_TEAM_WORDS = re.compile(
    r"\b(?:team|desk|crew|équipe|equipo|gruppe|abteilung|office|committee|department)\b", re.IGNORECASE
)
_JOB = re.compile(rf"\b(?:{phrases.JOBS})\b", re.IGNORECASE)
_LINKS = frozenset({"&", "and", "und", "et", "the", "of", "at", "for", "für"})
_HONORIFICS = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "capt", "rev", "herr", "frau", "mme", "sra"}
)


class Names:
    """The words by which one sender can be known; `person` is False where the address is that of an office."""

    def __init__(self, sender: address.Address) -> None:
        local = [word for word in re.split(r"[^a-z]+", sender.local.partition("+")[0]) if len(word) > 2]
        self.person = phrases.ROLES.isdisjoint(local)
        named = [word.lower().strip(".") for word in _WORD.findall(sender.name)]
        words = [*named, *(word for word in local if word not in phrases.ROLES)]
        self.words = frozenset(word for word in words if word not in phrases.TITLES)
        self._beginnings = tuple({word[:3] for word in self.words})
        self.initials = frozenset(word[0] for word in self.words)

    def in_line(self, line: str) -> bool:
        """Tell whether a line is the sender's name, a part of it or initials, and at most a title after it."""
        if len(line) > 12 and not self._near(line.lower()):
            return False
        head = _name_in(line)
        found = [word.lower().strip(".") for word in _WORD.findall(head)]
        found = [word for word in found if word not in phrases.TITLES and word not in phrases.PARTICLES]
        if not found or len(found) > 5:
            return False
        letters = "".join(found)
        if len(letters) <= 2:
            return len(head) <= 5 and all(letter in self.initials for letter in letters)
        known = sum(self._knows(word) for word in found)
        return known >= 1 and known + sum(word in self.initials for word in found) == len(found)

    def _near(self, low: str) -> bool:
        """Tell cheaply whether a line may hold one of the words, or the beginning of one."""
        for beginning in self._beginnings:  # noqa: SIM110  any() takes three times as long
            if beginning in low:
                return True
        return False

    def _knows(self, word: str) -> bool:
        return word in self.words or (len(word) > 2 and any(name.startswith(word) for name in self.words))


def name_like(line: str) -> bool:
    """Tell whether a line could be somebody's name, with a title after it perhaps."""
    bare = line.strip()
    if not bare or len(bare) > 80 or bare[-1] in "?:;" or salutation(bare):
        return False
    head = _name_in(bare)
    if ":" in head:
        return False
    if not head.isascii() and not any(letter.isupper() for letter in head):
        return 0 < len(head) <= 12 and head.isalpha()  # a script without capitals
    words = head.split()
    if not 1 <= len(words) <= 6 or not any(word[0].isupper() for word in words):
        return False
    return all(_part_of_name(word) for word in words)


def titled(line: str) -> bool:
    """Tell whether a line is a name with an honorific before it."""
    return name_like(line) and line.split(maxsplit=1)[0].lower().strip(".(") in _HONORIFICS


def name_and_title(line: str) -> bool:
    """Tell whether a line is a full name and, after a comma or a bar, a title."""
    head = _name_in(line)
    rest = line.strip()[len(head) :].strip(" ,|/-–—·")
    words = head.split()
    if len(line) > 80 or not rest or rest[-1] in ".!?:;" or not 2 <= len(words) <= 4 or not name_like(line):
        return False
    return all(word[0].isupper() and not (word.isupper() and len(word) > 3) and word[-1].isalpha() for word in words)


def single(line: str) -> bool:
    """Tell whether a line is one word that could be a first name."""
    bare = line.strip()
    return 2 <= len(bare) <= 14 and bare.isalpha() and bare[0].isupper() and bare[1:].islower()


def team(line: str) -> bool:
    """Tell whether a line signs for several: `The Northwind talent team`."""
    bare = line.strip()
    return len(bare) <= 60 and bare[-1:] not in ".!?:" and bool(_TEAM.match(bare) and _TEAM_WORDS.search(bare))


def job(line: str) -> bool:
    """Tell whether a line is what somebody is."""
    return len(line) <= 80 and line[:1].isupper() and line.rstrip()[-1:] not in ".!?:" and _JOB.search(line) is not None


def salutation(line: str) -> bool:
    """Tell whether a line greets."""
    return _SALUTATION.match(line.lstrip()) is not None


def _name_in(line: str) -> str:
    """Return what of a line would be the name: no kisses, brackets, `i. A.` before it, or title after it."""
    bare = line.strip().lstrip("-–—~/( *_")
    before = _BEFORE_NAME.match(bare)
    bare = bare[before.end() :] if before else bare
    if "x" in bare or "X" in bare:
        bare = _KISSES.sub("", bare).strip()
    return _AFTER_NAME.split(bare.rstrip(" ,.!)*_"), maxsplit=1)[0]


def _part_of_name(word: str) -> bool:
    if any(sign.isdigit() for sign in word):
        return False
    return word[0].isupper() or word.lower().strip(".") in phrases.PARTICLES or word in _LINKS
