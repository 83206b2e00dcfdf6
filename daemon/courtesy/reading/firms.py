"""What makes a name an organisation's: the words around it, its form, what is no name at all.

Compiled from config/reading/organisations.toml with the rules; organisation and what it uses judge by them.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import names, spelt

_TIERS = {"fair": 0.3, "sure": 0.6, "certain": 1.2}  # the last outweighs a name that the sender's domain spells
_SHORT = 5  # letters of a word that may end a domain by chance
_OF = frozenset({"of", "for", "de", "du", "des", "der", "von", "&", "and", "und", "et", "at", "am", "an", "à"})
_FILES = (".pdf", ".docx", ".doc", ".odt")
_CONTRACTED = re.compile(r"\w['’](?:d|ll|m|ve|re|t)$")  # "We'd"
_COUNTED = "Step|Grade|Band|Level|Scale|Point|Tier|Class|Schedule|Phase|Unit|Room|Suite|Floor|Gate|Dock|Ward|Page"
_NUMBERED = re.compile(rf"(?:(?:{_COUNTED}) \w{{1,3}} ?){{1,3}}")
_NO_NAME = re.compile(r"^(?:[A-ZÀ-Þ](?:\.\s?|\s)){1,2}[A-ZÀ-Þ][\w'’-]+$")
_HEADING = frozenset({"of", "for", "in", "des", "der", "de"})  # "Director of Parks", "Lecturer in Plumbing"
_LEGAL = 0.35
HIRES = 1.1  # who wants somebody is the employer, whoever writes so
_COMPOUND = 7
_SELECT = 2  # words of "Select Board", which sits in a house; "Hebrides Health Board" is one
_PLACE = re.compile(
    r"(?:County|City|Town|Village|Township|Borough|State|Commonwealth|Province|Parish) of "
    r"|\S.{0,40} (?:County|Township|Borough|Parish)$"
)
# Words of a sentence, which no name holds: "Do Not Share".
_SPEAKING = frozenset(
    (
        "not",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "has",
        "have",
        "you",
        "your",
        "please",
        "should",
        "would",
        "we",
        "i",
    )
)
_STEP = re.compile(r"[IVX]{1,3}|\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # there is one; what is asked of it is remembered
class Cues:
    """What makes a name an employer's."""

    before: Mapping[str, float]
    behind: tuple[str, ...]
    hires: tuple[str, ...]  # also behind: what only who hires does
    legal: frozenset[str]
    words: frozenset[str]
    houses: frozenset[str]  # of these, those that tell wherever they stand in a name: "City Hospital Sunderland"
    rooms: frozenset[str]  # "Office", "Board": of a house that has a name of its own
    house_endings: tuple[str, ...]  # of compounds: Zimmerei, Pflegeheim
    within: frozenset[str]  # "Partners in Health": words whose name goes on behind "in"
    trades: frozenset[str]  # of the words, in small letters, those that end a domain: traskhaulage
    agency: frozenset[str]
    agency_said: re.Pattern[str]  # what only agencies say, in small letters
    decorations: frozenset[str]
    departments: frozenset[str]  # and regions: words that make no name by themselves
    never: frozenset[str]
    titles: frozenset[str]  # words that titles end in: "Managing Partner" is nobody's employer
    title_endings: tuple[str, ...]
    given: frozenset[str]  # given names, folded
    longest: int  # words of the longest cue


def compile_tables(tables: Mapping[str, Any], given: frozenset[str]) -> Cues:
    """Compile config/reading/organisations.toml; `given` are given names, folded. Raises ValueError."""
    table = tables.get("organisations", {})
    roles = [one["roles"] for one in tables.values() if isinstance(one, Mapping) and "roles" in one]
    try:
        before = {cue: weight for tier, weight in _TIERS.items() for cue in _phrases(table["before"][tier])}
        return Cues(
            before=before,
            behind=tuple(_phrases(table["behind"]["sure"])),
            hires=tuple(_phrases(table["behind"]["hires"])),
            legal=frozenset(word.rstrip(".") for word in table["forms"]["legal"].split()),
            words=frozenset(table["forms"]["words"].split()),
            houses=frozenset(table["forms"]["houses"].split()),
            rooms=frozenset(table["forms"]["rooms"].split()),
            house_endings=tuple(table["forms"]["endings"].split()),
            within=frozenset(table["forms"]["within"].split()),
            trades=frozenset(word.lower() for word in table["forms"]["words"].split() if len(word) > _SHORT),
            agency=frozenset(table["forms"]["agency"].split()),
            agency_said=re.compile("|".join(map(re.escape, _phrases(table["forms"]["agency_phrases"])))),
            decorations=frozenset(table["sender"]["decorations"].split()),
            departments=frozenset((table["sender"]["decorations"] + table["never"]["departments"]).split()),
            never=frozenset(table["never"]["names"].split()),
            titles=frozenset(word for one in roles for word in one["nouns"].split()),
            title_endings=tuple(word for one in roles for word in one.get("endings", "").split()),
            given=given,
            longest=max((len(cue.split()) for cue in before), default=1),
        )
    except (KeyError, AttributeError) as error:
        raise ValueError(f"organisations.toml: a table or entry is missing or no text: {error}") from error


def _phrases(listed: str) -> list[str]:
    return [" ".join(one.lower().split()) for one in listed.replace("\n", "|").split("|") if one.strip()]


def around(before: str, behind: str, cues: Cues) -> float:
    """Tell how surely what stands before and behind a name makes it an employer's (0 to 1)."""
    words = before.split()
    weight = 0.0
    for length in range(min(cues.longest, len(words)), 0, -1):
        cue = " ".join(words[-length:])
        weight = cues.before.get(cue, 0.0) or cues.before.get(cue.strip(",:("), 0.0)
        if weight:
            break
    if behind.startswith(cues.hires):
        return max(weight, HIRES)
    if behind.startswith(cues.behind):
        return max(weight, 0.5)
    return weight


@functools.lru_cache(maxsize=4096)
def form(name: str, cues: Cues) -> float:
    """Tell how surely the words of a name make it an organisation's: a legal form, "Hospital"."""
    words = [word.strip(".,") for word in name.split()]
    if words[-1] in cues.legal or (words[-1].isupper() and words[-1].capitalize() in cues.legal):
        return _LEGAL
    housed = (
        (len(word) > _COMPOUND and word.endswith(cues.house_endings))
        or word in cues.houses
        or (word in cues.words and (index == len(words) - 1 or words[index + 1].lower() in _OF))
        for index, word in enumerate(words)
    )
    if len(words) > 1 and any(housed):
        return 0.2
    return 0.0


@functools.lru_cache(maxsize=4096)
def core(name: str, cues: Cues) -> str:
    """Return a name without its legal form and article."""
    words = [word for word in name.split() if word.strip(".,") not in cues.legal]
    if len(words) > 1 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words) or name


def is_room(name: str, cues: Cues) -> bool:
    """Tell whether a name is a room's in a house: "Office of Early Learning", "the Select Board"."""
    words = core(name, cues).split()
    opens = len(words) > 1 and words[0] in cues.rooms and words[1].lower() in _OF and words[0] != "Department"
    return opens or (words[-1] in cues.rooms and (words[-1] != "Board" or len(words) <= _SELECT))


def is_house(name: str, cues: Cues) -> bool:
    """Tell whether a name is by its form a house's with rooms in it: a firm, "Pembina County"."""
    return not is_room(name, cues) and (form(name, cues) > 0 or _PLACE.match(name) is not None)


def same(one: str, other: str, cues: Cues) -> bool:
    """Tell whether two names are one organisation's."""
    return spelt.squash(core(one, cues)) == spelt.squash(core(other, cues))


def alike(name: str, label: str, cues: Cues) -> float:
    """Tell how much a name and the label of a domain have in common (0 to 1)."""
    return spelt.alike(core(name, cues), label)


@functools.lru_cache(maxsize=4096)
def may_be(name: str, cues: Cues) -> bool:
    """Tell whether a name can be an organisation's: not a legal form, a department or a title by itself."""
    words = [word.strip(".,") for word in name.split()]
    if not any(char.isalpha() for char in name) or name.lower().endswith(_FILES) or _NO_NAME.match(name):
        return False
    if all(word in cues.legal or word in cues.never or word.lower() in cues.departments for word in words):
        return False
    if _CONTRACTED.search(name) or _NUMBERED.fullmatch(name) or (len(words) == 1 and words[0] in cues.words):
        return False
    if any(word.lower() in _SPEAKING for word in words) and not form(name, cues):
        return False
    if form(name, cues):
        # "Director of Parks", "Media Relations Officer" hold a word of houses, and are none.
        office = words[0] in cues.words and words[1].lower() in _OF  # "Office of the Public Defender"
        titled = words[-1] not in cues.words and not office and _ends_as_title(words, cues)
        return form(name, cues) >= _LEGAL or not (titled or _heads(words, cues))
    return not (is_title(words, cues) or _is_pair(words, cues))


def is_title(words: list[str], cues: Cues) -> bool:
    """Tell whether words are what somebody is: "Managing Partner"."""
    if _ends_as_title(words, cues):
        return True
    first = words[0].lower()
    return first in cues.titles and len(words) > 1 and names.fold(first) not in cues.given


def _ends_as_title(words: list[str], cues: Cues) -> bool:
    words = words[:-1] if len(words) > 1 and _STEP.fullmatch(words[-1]) else words  # "Planner II"
    last = words[-1].lower()
    return last in cues.titles or (len(last) > _COMPOUND and last.endswith(cues.title_endings))


def _heads(words: list[str], cues: Cues) -> bool:
    """Tell whether words say what somebody heads or does: "Director of Parks"; not "Baker Hospital"."""
    of = next((index for index, word in enumerate(words) if word.lower() in _HEADING), 0)
    return of > 0 and words[of - 1].lower() in cues.titles


def _is_pair(words: list[str], cues: Cues) -> bool:
    """Tell whether given names stand for people: "Rachel and Tony", "Ruth Ann"."""
    persons = [word for word in words if word.lower() not in {"and", "&", "und", "et", "y"}]
    return len(persons) > 1 and all(names.fold(word) in cues.given for word in persons)
