"""The fuller form of a name that somebody shortened: "Westgate CLC", "Mill St Physio".

Names come from casebook.naming, and go back there.
"""

import re
from collections.abc import Iterable, Sequence

from courtesy.casebook import folding

_WORD = re.compile(r"[^\W_]+")
_SHORT = {
    "st": "street",
    "rd": "road",
    "ave": "avenue",
    "sq": "square",
    "uni": "university",
    "univ": "university",
    "hosp": "hospital",
    "inst": "institute",
    "dept": "department",
    "bros": "brothers",
    "intl": "international",
    "natl": "national",
    "mfg": "manufacturing",
    "eng": "engineering",
    "tech": "technologies",
    "elec": "electrical",
    "assoc": "associates",
    "ctr": "centre",
}
_SMALL = frozenset({"of", "for", "and", "the", "de", "des", "du", "la", "und", "fur"})
_LETTERS = 2  # of an acronym at least


def fullest(name: str, others: Iterable[str]) -> str:
    """Return the other name that says in full what a name says in short; the name itself where none does."""
    mine = _words(name)
    found = (other for other in others if len(_words(other)) >= len(mine) and _spells(mine, _words(other)))
    return max(found, key=len, default=name)


def _words(name: str) -> list[str]:
    return _WORD.findall(folding.plain(name.replace("'", "").replace("’", "")))


def _spells(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether words are those of a fuller name, one or more of them shortened."""
    at, shortened = 0, False
    for word in short:
        while at < len(full) and full[at] in _SMALL and full[at] != word:
            at += 1
        rest = full[at:]
        if not rest:
            return False
        if rest[0] == word:
            at += 1
        elif _SHORT.get(word) == rest[0]:
            at, shortened = at + 1, True
        elif len(word) >= _LETTERS and (count := _initials(word, rest)):
            at, shortened = at + count, True
        else:
            return False
    return shortened and at == len(full)


def _initials(word: str, full: Sequence[str]) -> int:
    """Return how many words, small ones left out, an acronym stands for; 0 where it does not."""
    at = 0
    for count, other in enumerate(full, 1):
        if at < len(word) and other[0] == word[at]:
            at += 1
        elif other not in _SMALL:
            return 0
        if at == len(word):
            return count
    return 0
