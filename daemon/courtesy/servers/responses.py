"""FETCH responses as imaplib gathers them, taken apart: what session fetches comes through here.

One regular expression does the work of imapclient's lexer, which looks at every byte by itself.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeAlias

Value: TypeAlias = "bytes | list[Value] | None"
"""An atom, string or literal; NIL; a parenthesised list."""

Raw: TypeAlias = "bytes | tuple[bytes, bytes] | None"
"""imaplib's record: text, or text that ends in `{n}` with its literal."""

_TOKEN = re.compile(
    rb"""\s*(?:(?P<open>\()
    |(?P<close>\))
    |"(?P<quoted>(?:[^"\\]|\\.)*+)(?:"|\Z)
    |\{(?P<literal>\d+)\}
    |(?P<atom>[^\s()"{\[]+(?:\[[^\]]{0,400}\])?(?:<\d+>)?)
    |(?P<other>[\s\S]))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_DATE = re.compile(r" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_DEEPEST = 100
_SYSTEM = {name.lower(): name for name in (r"\Seen", r"\Answered", r"\Flagged", r"\Deleted", r"\Draft")}

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def fetched(records: Iterable[Raw]) -> Iterator[dict[bytes, Value]]:
    """Yield the data items of each FETCH response, names in upper case; what cannot be read is left out."""
    pieces: list[tuple[bytes, bytes]] = []
    for record in records:
        if isinstance(record, tuple):
            pieces.append(record)
        elif record is not None:
            items = _items(pieces, record)
            pieces = []
            if items:
                yield items


def _items(pieces: list[tuple[bytes, bytes]], last: bytes) -> dict[bytes, Value]:
    values = _values(pieces, last)
    if len(values) < 2 or not isinstance(values[1], list):
        return {}
    pairs = iter(values[1])
    return {name.upper(): value for name, value in zip(pairs, pairs, strict=False) if isinstance(name, bytes)}


def _values(pieces: list[tuple[bytes, bytes]], last: bytes) -> list[Value]:
    top: list[Value] = []
    stack = [top]
    for text, literal in (*pieces, (last, b"")):
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "atom":
                atom = token["atom"]
                stack[-1].append(None if atom == b"NIL" else atom)
            elif kind == "open":
                inner: list[Value] = []
                if len(stack) < _DEEPEST:  # what is nested deeper is taken for empty
                    stack[-1].append(inner)
                stack.append(inner)
            elif kind == "close" and len(stack) > 1:
                stack.pop()
            elif kind == "quoted":
                quoted = token["quoted"]
                stack[-1].append(_ESCAPED.sub(rb"\1", quoted) if b"\\" in quoted else quoted)
            elif kind == "literal":
                stack[-1].append(literal)
    return top


def number(value: Value) -> int | None:
    """Return the number an atom stands for."""
    return int(value) if isinstance(value, bytes) and value.isdigit() else None


def flags(value: Value) -> frozenset[str]:
    r"""Return flags and keywords; system flags as RFC 9051 writes them, \Recent left out, it is the session's."""
    if not isinstance(value, list):
        return frozenset()
    return _flags(tuple(flag for flag in value if isinstance(flag, bytes)))


@functools.lru_cache(maxsize=256)
def _flags(names: tuple[bytes, ...]) -> frozenset[str]:
    texts = (name.decode("ascii", "replace") for name in names)
    return frozenset(_SYSTEM.get(text.lower(), text) for text in texts if text.lower() != r"\recent")


def arrived(value: Value) -> datetime:
    """Return INTERNALDATE as an aware datetime; the epoch where it cannot be read."""
    found = _DATE.fullmatch(value.decode("ascii", "replace")) if isinstance(value, bytes) else None
    if not found:
        return EPOCH
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    if int(year) < EPOCH.year:
        return EPOCH
    try:
        return datetime(
            int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), min(int(second), 59),
            tzinfo=_zone(sign, hours, minutes),
        )  # fmt: skip
    except (ValueError, KeyError):
        return EPOCH


@functools.lru_cache(maxsize=64)
def _zone(sign: str, hours: str, minutes: str) -> timezone:
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)
