"""What stands around a word with a capital, by which it is somebody's name or is not.

Texts come from capitals; answers go back there.
"""

import re
from collections.abc import Iterable

from courtesy.reading import names, placing

_LEADS = re.compile(
    r"(?:\b(?:with|under|alongside|beside|shadow|heard|meet|met|see|let|tell|ask|for|to|from|by|and|call|email|text|thank"
    r"|thanks|colleague|contact|know|avec|par|et|de|à|rencontrer|mate|partner|wife|husband|brother|sister|son|daughter"
    r"|manager|foreman|boss|namely|or|like|both|that|because|that['’]s|it['’]s|is|i\.e\.)|[,;:(|•–—-]|\d)\s\Z|\A\Z",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|near|outside|around|across|toward|towards|downtown|north of|south of|in der Nähe von|à|près de)\s\Z",
    re.IGNORECASE,
)
_DATED = re.compile(r"[ ]\d")
_DAY = re.compile(r"\d(?:st|nd|rd|th|er|\.)?\s\Z")
_WHEN = re.compile(
    r"\b(?:by|on|until|till|before|after|next|this|last|every|from|since|in|of|early|late|mid|bis|am|im|ab|vor|nach|en"
    r"|fin|début|avant|dès|le)\s\Z",
    re.IGNORECASE,
)
_ARTICLED = re.compile(r"\b(?:the|a|an|le|la|les|der|die|das|den|dem)\s\Z", re.IGNORECASE)
_DER = re.compile(r"\b(?:[Dd]er|[Dd]ie|den|dem)\s\Z")
_GOES_ON = re.compile(
    r"['’]s? |,? (?:and|who|is|was|does|doesn['’]t|isn['’]t|won['’]t"
    r"|can['’]t|never|always|will|would|has|had|can|could|said|says|told|asked|from|in|at|or|wants|does|runs"
    r"|thinks|thought|loved|enjoyed|liked|left|leaves|joins|joined|mentioned|suggested|also|here|sera|est|a|va|vous)\b"
    r"| [a-z]{2,12}s (?:me|you|us|that|to|the|his|her|your|him|about|for|hello|hi)\b|\s?[,(.]|\s?\Z"
)
_DOES = re.compile(r" (?:left|says|said|told|asked|wants|wanted|thinks|loved|enjoyed|liked|mentioned|suggested|and I) ")
_WORD_BEFORE = re.compile(r"\b([^\W\d_A-Z]\w{3,14}) \Z")


_BODIES = frozenset(
    ("county", "borough", "council", "primary", "secondary", "academy", "hospital", "infirmary", "university",
     "cathedral", "church", "parish", "college", "avenue", "boulevard", "airport", "station", "gmbh", "ltd", "inc",
     "llc", "plc")
)  # fmt: skip


def is_body(words: Iterable[str]) -> bool:
    """Tell whether folded words behind the first of a name make it that of a house: "Glyn Ebwy Borough Council"."""
    return not _BODIES.isdisjoint(words)


def lead(before: str, words: placing.Words) -> str | None:
    """Return what leads to a name, from the text before it: "with ", a bracket, "my assistant "; None without."""
    match = _LEADS.search(before)
    if match:
        return match.group()
    called = _WORD_BEFORE.search(before)
    return called.group() if called and words.titles.has(names.fold(called[1])) else None


def goes_on(text: str, end: int) -> bool:
    """Tell whether what follows is said of somebody: "Ken doesn't", "Bev and"."""
    return bool(_GOES_ON.match(text, end))


def does(text: str, end: int) -> bool:
    """Tell whether what follows only people do: "Dawn left us"."""
    return bool(_DOES.match(text, end))


def articled(before: str, *, familiar: bool) -> bool:
    """Tell whether an article stands before a name; with `familiar` one may: "frag nach dem Sepp"."""
    return bool(_ARTICLED.search(before)) and not (familiar and _DER.search(before))


def placed(before: str) -> bool:
    """Tell whether what stands before it makes a name one of a place: "in Madison"."""
    return bool(_PLACED.search(before))


def numbered(text: str, end: int) -> bool:
    """Tell whether a number follows: "August 24"."""
    return bool(_DATED.match(text, end))


def day_before(before: str) -> bool:
    """Tell whether the day of a month stands before: "24th August"."""
    return bool(_DAY.search(before))


def timed(before: str) -> bool:
    """Tell whether what stands before it makes the name of a month or a day one: "by Sunday"."""
    return bool(_WHEN.search(before))
