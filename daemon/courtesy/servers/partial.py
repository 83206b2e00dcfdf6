"""A large message fetched in part: what can be read of it, put together again as a message.

Header, text parts and the attachments that may matter are fetched; every other part stays as its header alone, so
that its name and type can still be seen.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes

from courtesy.servers import responses

Get = Callable[[str], Mapping[bytes, responses.Value]]
"""From the data items of a FETCH to what came of them; empty where the message has gone."""

TEXT_BYTES = 1 << 20  # of each text part
ATTACHMENT_BYTES = 10 << 20
ALL_BYTES = 24 << 20  # of all parts together
MOST_PARTS = 100

_DOCUMENTS = frozenset(
    {
        "text/calendar",
        "application/ics",
        "application/pdf",
        "application/x-pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_DOCUMENT_NAME = re.compile(r"\.(?:pdf|docx|ics)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assembled:
    """The bytes of a message, and whether anything is missing in them."""

    data: bytes
    truncated: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part as BODYSTRUCTURE tells of it; `section` is its number, empty for the message itself."""

    section: str
    media_type: str
    name: str = ""
    size: int = 0
    boundary: bytes = b""
    parts: tuple["Part", ...] = ()

    @property
    def header(self) -> str:
        """Return the section that holds its header."""
        return f"{self.section}.MIME" if self.section else "HEADER"

    @property
    def body(self) -> str:
        """Return the section that holds its content."""
        return self.section or "TEXT"

    def leaves(self) -> Iterator["Part"]:
        """Yield the parts that are not multipart, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def all(self) -> Iterator["Part"]:
        """Yield this part and all within it."""
        yield self
        for part in self.parts:
            yield from part.all()


def fetch(get: Get) -> Assembled | None:
    """Fetch what can be read of a message; None where it has gone."""
    structure = get("(UID BODYSTRUCTURE)")
    if not structure:
        return None
    root = _part(structure.get(b"BODYSTRUCTURE"), "")
    if root is None or sum(1 for _ in root.all()) > MOST_PARTS:
        return _beginning(get)
    wanted = _wanted(root)
    headers = [f"BODY.PEEK[{part.header}]" for part in root.all()]
    contents = [f"BODY.PEEK[{section}]<0.{limit}>" for section, limit in wanted.items()]
    sections = _sections(get(f"(UID {' '.join((*headers, *contents))})"))
    if "HEADER" not in sections:
        return None
    cut = any(leaf.size > wanted.get(leaf.body, 0) for leaf in root.leaves())
    return Assembled(_assemble(root, sections), cut)


def _beginning(get: Get) -> Assembled | None:
    items = get(f"(UID BODY.PEEK[]<0.{TEXT_BYTES}>)")
    data = _sections(items).get("", b"")
    return Assembled(data, truncated=True) if data else None


def _sections(items: Mapping[bytes, responses.Value]) -> dict[str, bytes]:
    found = {}
    for name, value in items.items():
        if name.startswith(b"BODY[") and b"]" in name:
            found[name[5 : name.index(b"]")].decode("ascii", "replace")] = value if isinstance(value, bytes) else b""
    return found


def _wanted(root: Part) -> dict[str, int]:
    """Return the sections to fetch and how many bytes of each."""
    wanted: dict[str, int] = {}
    left = ALL_BYTES
    for leaf in root.leaves():
        limit = min(_limit(leaf), left)
        if limit and leaf.size:
            wanted[leaf.body] = limit
            left -= min(limit, leaf.size)
    return wanted


def _limit(leaf: Part) -> int:
    if leaf.media_type in _DOCUMENTS or _DOCUMENT_NAME.search(leaf.name):
        return ATTACHMENT_BYTES if leaf.size <= ATTACHMENT_BYTES else 0
    return TEXT_BYTES if leaf.media_type.startswith(("text/", "message/")) else 0


def _assemble(part: Part, sections: Mapping[str, bytes]) -> bytes:
    header = _closed(sections.get(part.header, b""))
    if not part.parts:
        return header + _whole_lines(part, sections.get(part.body, b""))
    boundary = part.boundary or _boundary(header)
    if not boundary:
        return header + b"".join(_assemble(inner, sections) for inner in part.parts)
    inner = (b"--" + boundary + b"\r\n" + _assemble(one, sections) + b"\r\n" for one in part.parts)
    return header + b"".join(inner) + b"--" + boundary + b"--\r\n"


def _whole_lines(part: Part, content: bytes) -> bytes:
    """Cut what was cut back to the end of a line, so that base64 and quoted-printable stay whole."""
    return content if len(content) >= part.size else content[: content.rfind(b"\n") + 1] or content


def _closed(header: bytes) -> bytes:
    if header.endswith((b"\r\n\r\n", b"\n\n")):
        return header
    return header + (b"\r\n" if header.endswith(b"\n") or not header else b"\r\n\r\n")


def _boundary(header: bytes) -> bytes:
    return (message_from_bytes(header).get_boundary() or "").encode("ascii", "ignore")


def _part(value: responses.Value, section: str) -> Part | None:
    """Read BODYSTRUCTURE (RFC 9051, 7.5.2)."""
    if not isinstance(value, list) or not value:
        return None
    if isinstance(value[0], list):
        return _multipart(value, section)
    if len(value) < 7:
        return None
    media_type = f"{_text(value[0])}/{_text(value[1])}".lower()
    disposition = next(
        (one for one in value[7:] if isinstance(one, list) and len(one) == 2 and _is_disposition(one)), []
    )
    name = _parameter(value[2], b"name") or (_parameter(disposition[1], b"filename") if disposition else b"")
    return Part(section or "", media_type, name.decode("latin-1"), responses.number(value[6]) or 0)


def _multipart(value: list[responses.Value], section: str) -> Part | None:
    inner: list[Part] = []
    rest = list(value)
    while rest and isinstance(rest[0], list):
        number = f"{section}.{len(inner) + 1}" if section else str(len(inner) + 1)
        part = _part(rest.pop(0), number)
        if part is None:
            return None
        inner.append(part)
    boundary = _parameter(rest[1], b"boundary") if len(rest) > 1 else b""
    return Part(section, f"multipart/{_text(rest[0]) if rest else ''}".lower(), boundary=boundary, parts=tuple(inner))


def _is_disposition(value: list[responses.Value]) -> bool:
    return isinstance(value[0], bytes) and value[0].lower() in {b"attachment", b"inline"}


def _parameter(value: responses.Value, name: bytes) -> bytes:
    """Return a parameter, also where its name is that of RFC 2231 (`filename*`, `filename*0`)."""
    if not isinstance(value, list):
        return b""
    pairs = iter(value)
    return b"".join(
        one
        for key, one in zip(pairs, pairs, strict=False)
        if isinstance(key, bytes) and isinstance(one, bytes) and key.lower().partition(b"*")[0] == name
    )


def _text(value: responses.Value) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else ""
