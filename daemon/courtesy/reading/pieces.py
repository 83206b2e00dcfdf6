"""Pieces of a text as a grammar of dates sees them: numbers, times of day, words.

Texts fall into tokens here; grammar says what the words among them mean.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s?(\D*)(\d{2})?")


class Token(NamedTuple):
    """A piece of a text: its class letter, what it means, and where it stands."""

    kind: str
    value: Any
    start: int
    end: int


class Clock(NamedTuple):
    """A time of day."""

    hour: int
    minute: int


def of(text: str) -> tuple[str, ...]:
    """Return a phrase as the words that the lexicon knows it by."""
    return tuple(piece.replace("’", "'") for piece in _PIECE.findall(text.lower()))


def numeric(kind: str, found: str, marks: Mapping[str, str]) -> tuple[str, Any]:
    """Return the class and the meaning of a piece that begins with a digit, or of an offset."""
    if kind == "offset":
        return "z", _offset(found)
    if kind == "clock":
        return _clock(found, marks)
    if kind == "iso":
        return "i", tuple(int(part) for part in found.split("-"))
    if kind == "numbers":
        return "q", _parts(found)
    if kind == "ordinal":
        return "r", int(re.sub(r"\D", "", found))
    return _number(found), found


def _number(found: str) -> str:
    if len(found) == 4 and "1980" <= found <= "2099":
        return "y"
    return "d" if len(found) <= 2 and 1 <= int(found) <= 31 else "#"


def _parts(found: str) -> tuple[str, tuple[int, ...]]:
    """Return the mark between the numbers, doubled where one follows the last ("12.3."), and the numbers."""
    mark = next(char for char in found if not char.isdigit())
    return mark * (2 if found.endswith(mark) else 1), tuple(int(part) for part in found.rstrip(".").split(mark))


def _offset(found: str) -> str:
    sign = "-" if "-" in found or "−" in found else "+"
    digits = re.sub(r"\D", "", found)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{sign}{int(hours):02d}:{minutes}"


def _clock(found: str, marks: Mapping[str, str]) -> tuple[str, Any]:
    """Return the class and the meaning of "5 p.m.", "17:00", "18h30", "48h"."""
    match = _CLOCK.match(found)
    assert match is not None  # noqa: S101 -- the tokenizer let it through
    mark = marks.get(re.sub(r"[.\s]", "", match[3].lower()), "")
    hour, minute = int(match[1]), int(match[2] or match[4] or 0)
    if mark == "24" and hour > 23 and not match[2]:
        return "H", hour  # a span of hours
    if not mark and hour < 8 and not found.startswith("0"):  # "by 5:00" on a working day
        hour += 12 if hour else 0
    if mark in {"pm", "oclock"} and hour < (12 if mark == "pm" else 8):
        hour += 12
    if mark == "am" and hour == 12:
        hour = 0
    if hour == 24 and not minute:
        hour, minute = 23, 59
    return ("t", Clock(hour, minute)) if hour <= 23 and minute <= 59 else ("_", found)


def tokenizer(marks: Iterable[str]) -> re.Pattern[str]:
    """Build the one expression that cuts a text; every repetition in it is bounded or over one class."""
    mark = "|".join(re.escape(word) for word in sorted(marks, key=len, reverse=True))
    return re.compile(
        rf"""
        (?P<offset>\b(?:UTC|GMT)\s?[+−-]\s?\d{{1,2}}(?::?\d{{2}})?(?!\d))
        |(?P<iso>(?<![\w-])\d{{4}}-\d{{1,2}}-\d{{1,2}}(?![\w-]))
        |(?P<clock>(?<![\w.,/$£€:])\d{{1,2}}(?:
            (?:[:.]\d{{2}}(?::\d{{2}})?)?\s?(?:{mark})(?:\d{{2}})?(?!\w)\.?
            |:\d{{2}}(?::\d{{2}})?(?![\d:])
        ))
        |(?P<numbers>(?<![\w.,/$£€-])\d{{1,2}}(?:
            (?P<m>[./-])\d{{1,2}}(?P=m)(?:\d{{4}}|\d{{2}})(?![\w/%]|[.,]\d)
            |[./]\d{{1,2}}(?![\w/%€$-]|[.,]\d|\s?[€$%])\.?
        ))
        |(?P<ordinal>(?<!\w)\d{{1,2}}(?:st|nd|rd|th|er|re|º|ème|ter|ten)\b)
        |(?P<number>\d+)
        |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
        |(?P<other>\S)
        """,
        re.VERBOSE | re.IGNORECASE,
    )
