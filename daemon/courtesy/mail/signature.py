"""Where the signature begins: a delimiter, a sign-off with a name below it, or the sender's own name at the end.

Lines come from mail.body; what is found goes back there.
"""

import re
from collections.abc import Sequence

from courtesy.mail import address, phrases

_DELIMITER = re.compile(r"\s{0,3}(?:--|-- |[—–_]{1,3}|-{2,60}|_{2,60}|={3,60}|\*{3,60}|[—–]{2,60}|~{2,60})\s{0,3}")
_MOBILE = re.compile(rf"\W{{0,3}}(?:{phrases.MOBILE})", re.IGNORECASE)
_EFFUSION = "with|in|my|our|all|the|very|so|many|much|lots of|as always|again"
_SIGN_OFFS = re.compile(rf"(?:(?:{_EFFUSION}) ){{0,3}}(?:{phrases.SIGN_OFFS})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-Я][\w'’.-]{0,24}|[a-z]{1,3}\.?|al|bin|von|van|der|den|della|zu)", re.UNICODE)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "zu",
        "zur",
        "ter",
        "ten",
        "und",
        "y",
        "e",
        "af",
        "av",
    ]
)
_CUT = re.compile(r"\s*[|,(/·•–—\t]\s*|\s-\s")
_CONTACT = re.compile(
    r"@|\bhttps?:|\bwww\.|\+?\(?\d[\d\s().\u00a0/-]{6,20}\d|\b(?:tel|mob|cell|phone|direct|fax|mobil|telefon|linkedin|m|t|p|o)[.:]\s?[+(\d]|[|·•]",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|sehr|guten|bonjour|salut|chère?|cher|madame|monsieur|hola|estimad[oa]|ciao|gentile|good (?:morning|afternoon|evening)|moin|servus|beste|hej|hei|szanown\w+)\b",
    re.IGNORECASE,
)
_LONGEST = 28  # lines that a signature may have
_WIDEST = 110


def mobile(line: str) -> bool:
    """Tell whether a line is what telephones put below a mail."""
    return len(line) < 120 and _MOBILE.match(line) is not None


def signs_off(line: str) -> bool:
    """Tell whether a line takes leave and says nothing else."""
    if len(line) > 60 and (len(line) > 130 or line[0] not in "JjVvNnDdMmWw"):  # long ones are French or effusive
        return False
    bare = line.strip().strip("-–—*_~ ")
    if not bare or bare[-1] in "?:;":
        return False
    found = _SIGN_OFFS.match(bare)
    return (
        found is not None and (bare.count(" ") <= 7 or (bare[-1] == "," and found.end() > 12)) and ". " not in bare[:-1]
    )


class Names:
    """The words by which a sender can be known at the foot of a mail."""

    def __init__(self, sender: address.Address) -> None:
        words = [word.lower().strip(".") for word in _WORD.findall(sender.name)]
        words += [word for word in re.split(r"[^a-z]+", sender.local.partition("+")[0]) if len(word) > 2]
        self.words = frozenset(word for word in words if word not in _TITLES)
        self.initials = frozenset(word[0] for word in self.words)

    def in_line(self, line: str) -> bool:
        """Tell whether a line is nothing but the sender's name, part of it or initials, and perhaps a title after it."""
        if not self.words:
            return False
        head = _CUT.split(line.strip().lstrip("-–—~/ ").rstrip(" ,.!"), maxsplit=1)[0]
        words = [word.lower().strip(".") for word in _WORD.findall(head)]
        words = [word for word in words if word not in _TITLES and word not in _PARTICLES]
        if not words or len(words) > 5:
            return False
        known = sum(
            word in self.words or (len(word) > 2 and any(name.startswith(word) for name in self.words))
            for word in words
        )
        initials = sum(word[0] in self.initials for word in words if len(word) == 1)
        if len("".join(words)) <= 2:
            return head[:1] != "" and len(head) <= 5 and all(letter in self.initials for letter in "".join(words))
        return known >= 1 and known + initials == len(words)


_TITLES = frozenset(
    [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "sir",
        "dame",
        "phd",
        "md",
        "mba",
        "esq",
        "jr",
        "sr",
        "ing",
        "dipl",
        "mag",
        "herr",
        "frau",
        "the",
        "via",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
    ]
)


def name_like(line: str) -> bool:
    """Tell whether a line could be somebody's name, with a title after it perhaps."""
    bare = line.strip().lstrip("-–—~/ ")
    if not bare or len(bare) > 80 or bare.endswith(("?", ":", ";")) or _SALUTATION.match(bare):
        return False
    head = _CUT.split(bare, maxsplit=1)[0].rstrip(",.! ")
    if not head.isascii() and not any(letter.isupper() for letter in head):
        return len(head) <= 12 and head.isalpha()  # a script without capitals
    words = head.split()
    if not 1 <= len(words) <= 6 or any(any(sign.isdigit() for sign in word) for word in words):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 1 and all(
        word[0].isupper() or word.lower().strip(".") in _PARTICLES or word in _LINKS for word in words
    )


_LINKS = frozenset({"&", "and", "und", "et", "the", "of", "at", "for", "für"})


def start(lines: Sequence[str], names: Names, *, strict: bool = False) -> int:
    """Return at which line the signature begins; the number of lines where there is none.

    `lines` are what the sender wrote in one piece, footer taken off. `strict` asks for a delimiter, or a sign-off with
    the sender's name: for pieces between quotations.
    """
    end = len(lines)
    zone = _zone(lines)
    first = _first_text(lines)
    leaving = ""  # the last line that is not blank, where it takes leave
    for at in range(zone, end):
        line = lines[at]
        if line and not line.isspace():
            if _opens(lines, at, first, names, after_sign_off=bool(leaving), strict=strict):
                return _grown(lines, at, first, names)
            leaving = line if signs_off(line) else ""
    loose = end if strict else _by_shape(lines, max(zone, first + 1))
    if loose < end:
        return loose
    for at in range(
        zone - 1, max(first, zone - _LONGEST), -1
    ):  # below it stands something written: a motto, an advertisement
        if lines[at] and signs_off(lines[at]):
            named = next((below for below in range(at + 1, min(end, at + 4)) if lines[below]), at)
            if named != at and (names.in_line(lines[named]) or name_like(lines[named])):
                return named
    return end


def stop(lines: Sequence[str], begin: int) -> int:
    """Return the line at which a signature that begins at `begin` has ended: the first written sentence below it."""
    for at in range(begin + 1, len(lines)):
        if _prose(lines[at]) and not mobile(lines[at]):
            return at
    return len(lines)


def _zone(lines: Sequence[str]) -> int:
    """Return where the tail begins in which every line is short enough for a signature."""
    at, count = len(lines), 0
    while at > 0 and count < _LONGEST:
        line = lines[at - 1]
        if line.strip():
            if _prose(line) and not mobile(line) and not _delimiter(line):
                break
            count += 1
        at -= 1
    return at


def _prose(line: str) -> bool:
    bare = line.strip()
    if len(bare) > _WIDEST:
        return not (_CONTACT.search(bare) and bare.count("|") + bare.count("·") + bare.count("•") >= 2)
    words = bare.count(" ") + 1
    if words < 5 or signs_off(bare):
        return False
    if _CONTACT.search(bare):
        return words > 16 or (bare[-1] in ".!?" and words > 8 and bare[-3:-1] != "mb")
    return words > 11 or bare[-1] in ".!?…,"


def _first_text(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip()), len(lines))


def _delimiter(line: str) -> bool:
    return bool(line.strip()) and _DELIMITER.fullmatch(line) is not None


def _opens(lines: Sequence[str], at: int, first: int, names: Names, *, after_sign_off: bool, strict: bool) -> bool:
    line = lines[at]
    if _delimiter(line):
        return line.rstrip() == "--" or (not strict and any(map(name_like, lines[at + 1 : at + 4])))
    if len(line) > _WIDEST or _SALUTATION.match(line.lstrip()):
        return False
    if names.in_line(line):
        return after_sign_off or (not strict and at > first and _set_apart(lines, at))
    if after_sign_off and not strict:
        return name_like(line) and not signs_off(line)
    return _signs_in_line(line, names)


def _follows_sign_off(lines: Sequence[str], at: int) -> bool:
    above = next((lines[before] for before in range(at - 1, max(-1, at - 4), -1) if lines[before].strip()), "")
    return signs_off(above)


def _set_apart(lines: Sequence[str], at: int) -> bool:
    above = lines[at - 1].strip()
    return not above or above[-1] in ".!?…,)" or len(above) < 40


def _signs_in_line(line: str, names: Names) -> bool:
    """Tell whether sign-off and name stand on one line: `Best, Dana`."""
    bare = line.strip()
    if len(bare) > 60:
        return False
    leave, comma, name = bare.rpartition(",")
    if not comma:
        leave, comma, name = bare.partition("!")
    return bool(comma and name.strip()) and signs_off(leave) and names.in_line(name)


def _grown(lines: Sequence[str], at: int, first: int, names: Names) -> int:
    """Take in a name that stands above a delimiter."""
    if _delimiter(lines[at]):
        above = next((before for before in range(at - 1, max(first, at - 4), -1) if lines[before].strip()), at)
        if above != at and (
            names.in_line(lines[above]) or (_follows_sign_off(lines, above) and name_like(lines[above]))
        ):
            return above
    return at


def _by_shape(lines: Sequence[str], least: int) -> int:
    """Find a block at the end that begins with a name and holds a way to reach somebody."""
    end = len(lines)
    while end > least and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin > least and lines[begin - 1].strip():
        begin -= 1
    block = [line for line in lines[begin:end] if line.strip()]
    if (
        len(block) >= 2
        and name_like(block[0])
        and " " in block[0].strip()
        and any(_CONTACT.search(line) for line in block[1:])
    ):
        return begin
    return len(lines)
