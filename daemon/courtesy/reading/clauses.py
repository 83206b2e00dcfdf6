"""The words about a day: the clause that it stands in, with the day itself masked, and the tongue it is written in.

Days come from dates.find; the folded words go on to the patterns of asking and start. In them the day under judgement
is written "xday" and every other day of the sentence "xother".
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from courtesy.reading import dates, language, phrase, text, zones

_CLAUSE = re.compile(
    r"[;–—)]|[.?!]\s|\s[-(]\s?"
    r"|,? (?:so(?! (?:could|can|please|let|would|tell|do)\b)|because|since|whether|which(?! is )|after which|and then"
    r"|damit|weil|ob|car|afin|puis|pour que)(?= )"
    r"|, (?:as|und|da|si)(?= )"
)
_COMMA = re.compile(r",\s")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_MERIDIEM = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_LONG = 700  # characters on either side of a day that are looked at
_TELLING = 6  # words that tell a sentence's language


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a sentence, with the folded words about it."""

    found: dates.Found
    sentence: str  # within reach of the day
    clause: str
    piece: str  # between the commas about it


def days(written: str, found: Sequence[dates.Found], most: int) -> tuple[Day, ...]:
    """Return the first days of a sentence, each with the words about it."""
    return _days(written, tuple(found), min(most, len(found)))


@functools.lru_cache(maxsize=256)  # deadline and start ask of the same sentences
def _days(written: str, found: tuple[dates.Found, ...], most: int) -> tuple[Day, ...]:
    return tuple(
        Day(
            found=one,
            sentence=_masked(written, one, found),
            clause=_clause(written, one, found),
            piece=_clause(written, one, found, commas=True),
        )
        for one in found[:most]
    )


def spoken(written: str, languages: Sequence[str], tongues: language.Lexicon) -> tuple[str, ...]:
    """Return the languages of a sentence, its own first; one that is not plainly in another is in the mail's."""
    return _spoken(written[:_LONG], tuple(languages), tongues)


@functools.lru_cache(maxsize=512)  # deadline and start ask of the same sentences
def _spoken(written: str, languages: tuple[str, ...], tongues: language.Lexicon) -> tuple[str, ...]:
    words = _WORD.findall(written.lower())
    if len(words) < _TELLING:
        return languages
    counts = {name: sum(map(little.__contains__, words)) for name, little in tongues.words.items()}
    own = max(counts, key=lambda name: counts[name], default="en")
    if own in languages[:1] or counts.get(own, 0) < counts.get(languages[0] if languages else "en", 0) + 2:
        return languages
    return (own, *(name for name in languages if name != own))


def whole(sentences: Iterable[text.Sentence], atlas: zones.Atlas) -> list[text.Sentence]:
    """Put a sentence together again that was cut within a time: "by 5 p.m." and "Eastern Time, after which …"."""
    result: list[text.Sentence] = []
    for one in sentences:
        before = result[-1] if result else None
        if before and before.place == one.place and _MERIDIEM.search(before.text) and _names_zone(one.text, atlas):
            result[-1] = replace(before, text=f"{before.text} {one.text}")
        else:
            result.append(one)
    return result


def _names_zone(written: str, atlas: zones.Atlas) -> bool:
    words = _WORD.findall(written[:40])[:2]
    if not words:
        return False
    first, both = words[0].lower(), " ".join(words).lower()
    named = first in atlas.named and words[-1] == "time"
    return named or words[0] in atlas.abbreviations or first in atlas.words or both in atlas.words


def _masked(written: str, day: dates.Found, found: Iterable[dates.Found]) -> str:
    first, last = max(0, day.start - _LONG), day.end + _LONG
    pieces, end = [], first
    for other in found:
        if other.start >= end and other.end <= last:
            pieces += [written[end : other.start], " xday " if other is day else " xother "]
            end = other.end
    return phrase.fold("".join((*pieces, written[end:last])))


def _clause(written: str, day: dates.Found, found: Sequence[dates.Found], *, commas: bool = False) -> str:
    start, end = _bounds(written, day, found, _CLAUSE)
    if commas:
        low, high = _bounds(written, day, found, _COMMA)
        while low > start and not _LETTERS.search(
            written, low, day.start
        ):  # "…, Friday": the words before belong to it
            low = max((cut.end() for cut in _COMMA.finditer(written, start, low - 1)), default=start)
        start, end = max(start, low), min(end, high)
    inside = [other for other in found if other.start >= start and other.end <= end]
    shifted = {id(other): replace(other, start=other.start - start, end=other.end - start) for other in inside}
    return _masked(written[start:end], shifted[id(day)], shifted.values())


def _bounds(written: str, day: dates.Found, found: Sequence[dates.Found], cut: re.Pattern[str]) -> tuple[int, int]:
    """Return where the words about a day begin and end; a day alone in brackets belongs to the words before them.

    What would cut stands between days, not within one: "statt 8. Mai", "Friday, 3 May".
    """
    first, last = max(0, day.start - _LONG), min(len(written), day.end + _LONG)
    cuts = (one for one in cut.finditer(written, first, last) if not _within(one, found))
    start, end = first, last
    for one in cuts:
        if one.end() < day.start:
            start = one.end()
        elif one.start() >= day.end:
            end = one.start()
            break
    return start, end


def _within(cut: re.Match[str], found: Sequence[dates.Found]) -> bool:
    """Tell whether what looks like a cut belongs to a day: "der 23. ist", "Friday, 3 May"."""
    place, behind = cut.start(), cut.string[cut.end() : cut.end() + 1]
    if any(one.start < place < one.end - 1 for one in found):
        return True
    return behind.islower() and any(one.end == place and one.text.isdigit() for one in found)
