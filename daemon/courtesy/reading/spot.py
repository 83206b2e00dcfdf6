"""Names in running text.

Sentences come from text, by way of named; spans go back there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.reading import names, placing

KNOWN, TITLED, GIVEN, DOUBTFUL, UNLISTED, LONE = 3, 3, 2, 1, 0, -1
"""How surely words are a person's name: in an address field, with honorific, a given name, one that is a word too, none."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’]*(?:-[\w'’]+)*\.?"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|dello|di|du|des|van|von|der|den|ter|ten|vom|zu|zum|zur|la|le|y|al|el|bin|ibn|bint|af|av|ben|abu|Ní)"
_RUN = re.compile(rf"(?<![\w@./&]){_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{0,7}}(?!@)")
_PIECE = re.compile(_CAPITAL)
_LOWER = re.compile(r"(?<![\w@./'’-])[^\W\d_]{3,15}(?![\w@])")
_POSSESSIVE = re.compile(r"['’]s?$")
_COURTESY = re.compile(r"-(?:san|sama|sensei|ji|jee|nim|ssi|sahib|saab|bhai)\Z")
_WEAK_HONORIFICS = frozenset(
    "dean don chef major maj judge justice me m pan pak bu tan eng ing pr fr hr sr pd lord lady hon provost sig kum mag "
    "mm col father sister brother captain coach deputy chief meister geselle maestro maestra guru frere bruder schwester pater".split()
)
_LEADS = re.compile(
    r"(?:\b(?:with|under|alongside|beside|heard|meet|met|see|let|tell|ask|for|to|from|by|and|call|email|text|thank|thanks|colleague|contact|know|avec|par|et|de|à|rencontrer|"
    r"mate|partner|wife|husband|brother|sister|son|daughter|manager|foreman|boss|namely|or|like|both|that|because)|[,;:(|•–—-]|\d)\s\Z|\A\Z",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|near|outside|around|across|toward|towards|downtown|north of|south of|in der Nähe von|à|près de)\s\Z",
    re.IGNORECASE,
)
_DATED = re.compile(r"[ ]\d")
_DOTTED = frozenset(("col", "maj", "hon", "sr", "fr", "hr", "pr", "me", "ing", "eng", "mag", "pd", "sig"))
_STREETS = frozenset(("dr", "st", "rd", "ave", "blvd", "ln", "ct", "pkwy", "street", "road", "strasse", "str"))
_DAY = re.compile(r"\d(?:st|nd|rd|th|er|\.)?\s\Z")
_ARTICLED = re.compile(r"\b(?:the|a|an|le|la|les|der|die|das|den|dem)\s\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"['’]s? |,? (?:and|who|is|was|will|would|has|had|can|could|said|says|told|asked|from|in|at|or|wants|does|runs|thinks|thought|loved|enjoyed|liked|also|here|sera|est|a|va|vous)\b| [a-z]{2,12}s (?:me|you|us|that|to|the|his|her|your|him|about|for|hello|hi)\b|\s?[,(.]|\s?\Z"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence, how surely it is one, and the title beside it."""

    start: int
    end: int
    until: int  # where the title behind it ends; `end` where there is none
    name: names.Name
    title: str | None
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a message is written, as far as names are concerned."""

    known: frozenset[str]  # words of the names in its address fields
    lower: bool = False  # written without capitals
    nouns: bool = False  # every noun has a capital: German


def find(text: str, words: placing.Words, manner: Manner) -> list[Span]:
    """Return the names of a sentence in order, none inside the title of another."""
    spans: list[Span] = []
    for run in _RUN.finditer(text):
        for span in _of_run(text, run, words, manner):
            if spans and span.start < spans[-1].until and span.weight < GIVEN:
                continue
            spans.append(span)
    if manner.lower:
        taken = [(span.start, span.until) for span in spans]
        spans += [
            span
            for span in _lower(text, words, manner.known)
            if not any(start <= span.start < end for start, end in taken)
        ]
        spans.sort(key=lambda span: span.start)
    return spans


def _of_run(text: str, run: re.Match[str], words: placing.Words, manner: Manner) -> Iterator[Span]:
    pieces = list(_PIECE.finditer(text, run.start(), run.end()))
    folded = [_bare(piece.group()) for piece in pieces]
    at = 0
    while at < len(pieces):
        until, weight = _name_at(text, pieces, folded, at, words, manner)
        span = _span(text, pieces, at, until, weight, words) if until else None
        if span:
            yield span
        at = max(until, at + 1)


def _bare(word: str) -> str:
    return names.fold(_COURTESY.sub("", _POSSESSIVE.sub("", word.rstrip("."))))


def _name_at(
    text: str, pieces: list[re.Match[str]], folded: list[str], at: int, words: placing.Words, manner: Manner
) -> tuple[int, int]:
    """Return where the name that begins at a piece ends (0: none begins there), and how surely it is a name."""
    lexicon, known = words.names, manner.known
    lead = at
    while (
        lead < len(pieces)
        and folded[lead] in lexicon.honorifics
        and len(folded[lead]) > 1
        and not pieces[lead].group().isupper()
        and (folded[lead] not in _DOTTED or pieces[lead].group().endswith("."))
    ):
        lead += 1
    if at < lead < len(pieces) and not _stops(folded[lead], words, known):
        until = _extend(pieces, folded, lead, words, known)
        if any(folded[i] not in _WEAK_HONORIFICS or pieces[i].group().endswith(".") for i in range(at, lead)):
            return until, TITLED
        if folded[lead] in known or folded[lead] in lexicon.given:
            return until, KNOWN if folded[lead] in known else GIVEN
        if not manner.nouns or folded[at] in {"meister", "geselle"}:  # "Captain Reyes"; not "Dean Street"
            return until, DOUBTFUL
    first = folded[at] if folded[at] in known else folded[at].partition("-")[0]  # "Rosa-Maria" goes by Rosa
    if first in known:
        return _extend(pieces, folded, at, words, known), KNOWN
    if _COURTESY.search(pieces[at].group()):
        return at + 1, TITLED
    if first in lexicon.given and not (first in words.stop and first not in lexicon.ambiguous):
        return _given(text, pieces, [*folded[:at], first, *folded[at + 1 :]], at, words, known)
    if _stops(first, words, known) or not pieces[at].group()[0].isupper():
        return 0, 0
    return _unlisted(text, pieces, folded, at, words, manner)


def _given(
    text: str, pieces: list[re.Match[str]], folded: list[str], at: int, words: placing.Words, known: frozenset[str]
) -> tuple[int, int]:
    """Judge a given name: one that is a word too needs a family name, or a place in the sentence that people have."""
    until = _extend(pieces, folded, at, words, known)
    if any(c.isdigit() for c in pieces[at].group()):
        return 0, 0
    doubtful = folded[at] in words.names.ambiguous
    if doubtful and at and not _stops(folded[at - 1], words, known) and folded[at - 1] not in words.names.honorifics:
        return 0, 0  # "Northern Star Lines": the middle of a longer name
    if until - at > 1 and (folded[until - 1] in words.firms or folded[until - 1] in _STREETS):
        return 0, 0
    if until - at > 1:
        return until, GIVEN if not doubtful or not _stops(folded[at], words, known) else DOUBTFUL
    if _ARTICLED.search(text[max(0, pieces[at].start() - 8) : pieces[at].start()]):
        return 0, 0  # "the Dean", "the Jordan office"
    if doubtful and (
        _DATED.match(text, pieces[at].end()) or _DAY.search(text[max(0, pieces[at].start() - 7) : pieces[at].start()])
    ):  # "August 24"
        return 0, 0
    if _PLACED.search(text[max(0, pieces[at].start() - 9) : pieces[at].start()]) and not _POSSESSIVE.search(
        pieces[at].group()
    ):
        return 0, 0  # "in Madison", "near Victoria"
    following = folded[until] if until < len(pieces) else ""
    if following in words.firms:  # "Wayne Mechanical"
        return 0, 0
    if doubtful and following and words.titles.has(following):  # "Ward Manager"
        return 0, 0
    if doubtful and _opens(text, pieces[at]) and not _GOES_ON.match(text, pieces[at].end()):
        return 0, 0
    if folded[at] in words.names.places and not _POSSESSIVE.search(pieces[at].group()):  # "fly to Adelaide"
        return until, LONE
    if doubtful and _stops(folded[at], words, known):  # "May", "Will"
        return (0, 0) if _opens(text, pieces[at]) else (until, LONE)
    return until, DOUBTFUL if doubtful else GIVEN


def _opens(text: str, piece: re.Match[str]) -> bool:
    """Tell whether a word begins its sentence, where it has a capital anyhow."""
    return not text[: piece.start()].strip(" \"'“”„«([-–—*•")


def _unlisted(
    text: str, pieces: list[re.Match[str]], folded: list[str], at: int, words: placing.Words, manner: Manner
) -> tuple[int, int]:
    """Judge words that no list holds: two or three of them, or one where people stand."""
    until = _extend(pieces, folded, at, words, manner.known)
    later = range(at + 1, until)
    if any(folded[i] in words.names.given and folded[i] not in words.names.ambiguous for i in later if i < until - 1):
        return 0, 0
    if any(
        (pieces[i].group().isupper() and len(folded[i]) > 1) or any(c.isdigit() for c in folded[i])
        for i in range(at, until)
    ):
        return 0, 0
    before = text[max(0, pieces[at].start() - 16) : pieces[at].start()]
    led = _LEADS.search(before)
    if not led:
        return 0, 0
    if folded[until - 1] in _STREETS or (
        _opens(text, pieces[at]) and until - at == 2 and folded[at + 1] in words.names.given
    ):
        return 0, 0  # "600 Carson Bend Dr"; "Drück Basti", where a sentence begins with any word
    initial = len(folded[at]) == 1 and pieces[at].group().endswith(".")
    if 2 <= until - at <= 3 and (initial or all(len(folded[i]) > 1 for i in range(at, until))):
        return until, GIVEN if initial and not manner.nouns else UNLISTED
    if _DATED.match(text, pieces[until - 1].end()):
        return 0, 0
    if until - at == 1 and (at or until < len(pieces)):
        return 0, 0  # one word of a longer name of something
    lone = until - at == 1 and 2 < len(folded[at]) < 14 and folded[at].isalpha() and not manner.nouns
    return (until, LONE) if lone and (led.group() or _GOES_ON.match(text, pieces[at].end())) else (0, 0)


def _stops(word: str, words: placing.Words, known: frozenset[str]) -> bool:
    return word not in known and (
        word in words.stop or words.titles.has(word) or word in words.names.suffixes or not word
    )


def _extend(
    pieces: list[re.Match[str]], folded: list[str], at: int, words: placing.Words, known: frozenset[str]
) -> int:
    until = at + 1
    while until < len(pieces) and until - at < 5:
        before = pieces[until - 1].group()
        ended = (
            before.endswith(".")
            and len(before) > 2
            and folded[until - 1] not in words.names.honorifics
            and "." not in before[:-1]
        )
        if ended or _POSSESSIVE.search(before) or _COURTESY.search(before) or _stops(folded[until], words, known):
            break
        until += 1
    return until


def _span(
    text: str, pieces: list[re.Match[str]], at: int, until: int, weight: int, words: placing.Words
) -> Span | None:
    start, end = pieces[at].start(), pieces[until - 1].end()
    written = text[start:end]
    if len(pieces[until - 1].group()) > 2:
        written = written.rstrip(".")
    stripped = _POSSESSIVE.sub("", written)
    name = names.parse(stripped, words.names)
    if name is None or (not name.full and len(name.words[0]) < 2):
        return None
    return _titled(text, start, start + len(stripped), name, weight, words)


def _titled(text: str, start: int, end: int, name: names.Name, weight: int, words: placing.Words) -> Span:
    title, until = placing.after(text, end, words)
    if title is None:
        title, until = placing.before(text[:start], words), end
    return Span(start, end, until, name, title, weight)


def _lower(text: str, words: placing.Words, known: frozenset[str]) -> Iterator[Span]:
    """Yield the names of people who do without capitals: "liv (cto) wants to argue"."""
    for match in _LOWER.finditer(text):
        word = names.fold(match.group())
        if match.group()[0].isupper() or (
            word not in known and (word not in words.names.given or word in words.stop or words.titles.has(word))
        ):
            continue
        name = names.parse(match.group().title(), words.names)
        if name is None:
            continue
        span = _titled(text, match.start(), match.end(), name, KNOWN if word in known else GIVEN, words)
        if word in known or span.title or word not in words.names.ambiguous:
            yield span
