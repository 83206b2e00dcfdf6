"""Bytes to text, whatever charset they claim to be in.

Bytes come from a header field or a part; the text holds no control characters and no surrogates.
"""

import codecs
import re

_CONTROLS = bytes([*range(9), *range(11, 13), *range(14, 32), 127])
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# A charset on the left is decoded as its superset on the right, as every mail reader does.
_SUPERSETS = {
    "superset": "label", "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252",
    "latin1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "ansi_x3.4-1968": "cp1252",
    "unknown-8bit": "cp1252", "x-unknown": "cp1252", "8bit": "cp1252", "binary": "cp1252", "default": "cp1252",
    "x-cp1252": "cp1252", "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "hz-gb-2312": "hz", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949",
    "ksc5601": "cp949", "utf8mb4": "utf-8", "unicode": "utf-16", "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman", "macintosh": "mac-roman", "iso-2022-jp": "iso-2022-jp-ext", "x-euc-jp": "euc-jp",
    "ibm437": "cp437", "cp-850": "cp850",
}  # fmt: skip
# Codecs that turn plain ASCII bytes into something else; only these look past bytes that are ASCII or UTF-8.
_SHIFTING = re.compile(r"utf-?(?:7|16|32)|iso-?2022|hz|cp037|cp500|ebcdic", re.IGNORECASE)
_REFUSED = frozenset({"idna", "punycode", "undefined", "mbcs", "oem", "raw-unicode-escape", "unicode-escape"})
_SENSIBLE_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,39}")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of `data`: UTF-8 where it is that, else as declared, else as Windows-1252."""
    label = _label(declared)
    shifting = bool(label and _SHIFTING.match(label)) and (b"\0" in data or not label.startswith(("utf-16", "utf-32")))
    if data.isascii() and not shifting:
        return breaks(data.translate(None, _CONTROLS).decode("ascii"))
    return clean(_decode(data, label, shifting=shifting))


def clean(text: str) -> str:
    """Return `text` without control characters and surrogates, its line breaks all made a newline."""
    if text.isprintable():
        return text
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))


def visible(text: str) -> str:
    """Return `text` without characters that nobody sees, every kind of space made a plain one."""
    return text if text.isascii() else _SPACES.sub(" ", _INVISIBLE.sub("", text))


def unescaped(raw: str) -> str:
    """Return a value in which the parser kept 8-bit bytes as surrogates as proper text."""
    return raw if raw.isascii() else decode(raw.encode("utf-8", "surrogateescape"))


def breaks(text: str) -> str:
    """Return `text` with every line end made a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _label(declared: str) -> str:
    found = _SENSIBLE_LABEL.match(declared.strip("'\" \t"))
    label = found[0].lower() if found else ""
    return _SUPERSETS.get(label, label)


def _decode(data: bytes, label: str, *, shifting: bool) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if shifting:
        return _as_declared(data, label) or data.decode("cp1252", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if label in {"", "utf-8", "utf8", "cp1252"}:
        return _damaged(data)
    return _as_declared(data, label) or _damaged(data)


def _as_declared(data: bytes, label: str) -> str:
    """Decode by the codec that `label` names; empty where there is none, or where most of it would be guessed."""
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    if codec.name.replace("_", "-") in _REFUSED or not getattr(codec, "_is_text_encoding", True):
        return ""
    try:
        text = data.decode(codec.name, "replace")
    except (LookupError, ValueError, UnicodeError):
        return ""
    return text if text.count("\ufffd") * 4 <= _beyond_ascii(text) else ""


def _damaged(data: bytes) -> str:
    """Decode UTF-8 with a few broken places as that, and anything else as Windows-1252."""
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 2 <= _beyond_ascii(text):
        return text
    return data.decode("cp1252", "replace") if b"\x81" not in data else data.decode("latin-1")


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
