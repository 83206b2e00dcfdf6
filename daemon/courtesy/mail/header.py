"""The values of header fields: unfolded, decoded, told apart (RFC 5322, section 3.6; RFC 2047; RFC 2231).

Raw fields come from the parser, in which 8-bit bytes stand as surrogates; what this returns is clean text.
"""

import binascii
import email.utils
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone

from courtesy.mail import charset, transfer

LONGEST_BLOCK = 256 * 1024
LONGEST = 16 * 1024  # of one field that is read; the rest of a longer one is dropped
_FIELD = re.compile(r"^([!-9;-~]{1,200})[ \t]{0,20}:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_LINE = re.compile(r"^.*$", re.MULTILINE)
_KNOWN = re.compile(
    r"^(?:from|to|subject|date|message-id|mime-version|content-type|received|cc|reply-to):",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_FOLDS = re.compile(r"\s+")
_ID = re.compile(r"<([^<>]{1,990})>")
_BARE_ID = re.compile(r"[^\s<>@\"]{1,400}@[^\s<>@\"]{1,400}")
_ADDRESS = re.compile(r"[^\s<>()\",;:@]{1,200}@[^\s<>()\",;:@]{1,255}")
_PARAMETER = re.compile(
    r';\s{0,99}([A-Za-z0-9!#$%&+^_`{}~.-]{1,60})(\*\d{1,3})?(\*)?\s{0,99}=\s{0,99}("(?:[^"\\]|\\.)*"?|[^;]*)'
)


class Fields:
    """The fields of one header block, found by name, every value cut to a bearable length."""

    def __init__(self, raw: Iterable[tuple[str, str]]) -> None:
        self._raw: dict[str, list[str]] = {}
        for name, value in raw:
            self._raw.setdefault(name.lower(), []).append(value[:LONGEST])

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a field."""
        return name in self._raw

    def raw(self, name: str) -> str:
        """Return the first field of that name, unfolded but not decoded; empty where there is none."""
        found = self._raw.get(name)
        return _unfolded(found[0]) if found else ""

    def every(self, name: str) -> list[str]:
        """Return all fields of that name, from the top, unfolded but not decoded."""
        return [_unfolded(value) for value in self._raw.get(name, [])[:100]]

    def text(self, name: str) -> str:
        """Return the first field of that name as a person reads it."""
        return text(self.raw(name))


def _unfolded(value: str) -> str:
    value = value if value.isascii() else charset.unescaped(value)
    return value.replace("\n", "").replace("\r", "") if "\n" in value or "\r" in value else value


def split(block: bytes) -> tuple[Fields, bytes]:
    """Return the fields of a header block, and what of the block is no header: a body without a blank line above it.

    A line that is no field and has fields below it is passed over.
    """
    lined = charset.breaks(block.decode("ascii", "surrogateescape"))
    found = _FIELD.findall(lined)
    rows = lined.count("\n") + (not lined.endswith("\n"))
    if "".join(value for _, value in found).count("\n") + len(found) == rows:
        return Fields(found), b""
    for stray in _LINE.finditer(lined):
        if stray[0] and not _FIELD.match(lined, stray.start()) and not (found and lined[stray.start()] in " \t"):
            above, below = _FIELD.findall(lined[: stray.start()]), lined[stray.start() :]
            if above and _KNOWN.search(below):
                break
            return Fields(above), below.encode("ascii", "surrogateescape")
    return Fields(found), b""


def text(raw: str) -> str:
    """Decode the encoded-words of a value and fold its white space."""
    if "=?" not in raw and raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    return " ".join(charset.visible(charset.clean(words(raw))).split())


def words(raw: str) -> str:
    """Decode encoded-words, those that split one character between them included."""
    if "=?" not in raw:
        return raw
    return "".join(_runs(raw))


def _runs(raw: str) -> Iterator[str]:
    at, pending, label = 0, b"", ""
    for word in _WORD.finditer(raw):
        between = raw[at : word.start()]
        declared = word[1].partition("*")[0]
        if between.strip() or declared.lower() != label.lower():
            if pending:
                yield charset.decode(pending, label)
                between = between if between.strip() else ""
                pending = b""
            yield between
        label, at = declared, word.end()
        pending += _payload(word[2], word[3])
    if pending:
        yield charset.decode(pending, label)
    yield raw[at:]


def _payload(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    return transfer.base64(data) if encoding in "bB" else binascii.a2b_qp(data, header=True)


def message_id(raw: str) -> str | None:
    """Return a usable Message-ID in angle brackets, None where the field holds none."""
    found = identifiers(raw)
    return found[0] if found else None


def identifiers(raw: str) -> list[str]:
    """Return every message identifier in a value, once each, in order."""
    found = [_FOLDS.sub("", inner) for inner in _ID.findall(raw)] or _BARE_ID.findall(raw)
    usable = (f"<{one}>" for one in found if one.strip("@.") and one.isascii() and one.isprintable())
    return list(dict.fromkeys(usable))


def date(raw: str) -> datetime | None:
    """Return the instant that a Date field names, None where it cannot be read."""
    try:
        parts = email.utils.parsedate_tz(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if parts is None or not 1970 <= parts[0] <= 2200:
        return None
    try:
        second = min(parts[5], 59)
        zone = timezone(timedelta(seconds=parts[9])) if parts[9] and abs(parts[9]) <= 50400 else UTC
        return datetime(*parts[:5], second, tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def addresses_in(values: list[str]) -> tuple[str, ...]:
    """Return whatever looks like an addr-spec in some values, once each."""
    return tuple(dict.fromkeys(found for value in values for found in _ADDRESS.findall(value)))


def parameters(raw: str) -> tuple[str, dict[str, str]]:
    """Return the value proper, in lower case, and its parameters, RFC 2231 continuations joined and decoded."""
    value, semicolon, _ = raw.partition(";")
    if not semicolon:
        return value.strip().lower(), {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(raw, len(value)):
        part = int(found[2][1:]) if found[2] else 0
        pieces.setdefault(found[1].lower(), []).append((part, bool(found[3]), _unquoted(found[4])))
    return value.strip().lower(), {name: _joined(parts) for name, parts in pieces.items()}


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:].removesuffix('"').replace("\\\\", "\\") if value.startswith('"') else value


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    pieces.sort(key=lambda piece: piece[0])
    if not any(extended for _, extended, _ in pieces):
        return text("".join(value for _, _, value in pieces))
    label, data = "", b""
    for number, extended, value in pieces:
        coded = value
        if extended and number == 0 and value.count("'") >= 2:
            label, _, coded = value.split("'", 2)
        data += _percent(coded) if extended else value.encode("utf-8", "replace")
    return " ".join(charset.clean(charset.decode(data, label)).split())


def _percent(value: str) -> bytes:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda two: bytes([int(two[1], 16)]), value.encode("utf-8", "replace"))
