"""The parts of a mail, and which of them a person would read (RFC 2045, 2046).

Header and body come from mail.parse; texts go on to mail.plain and mail.html, calendars to mail.invitation, attachments
to documents. The parser of the standard library does the same and more, line by line, at four times the cost, and
recursing as deep as the mail wants.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courtesy.mail import charset, header, transfer

MOST = 200  # parts that are looked at
DEEPEST = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_DELIMITER = re.compile(rb"\s{0,200}--([^\s]{1,200})[ \t]{0,9}\r?\n")
_BY_NAME = {
    "pdf": "application/pdf", "docx": DOCX, "odt": ODT, "rtf": "application/rtf", "txt": "text/plain",
    "text": "text/plain", "htm": "text/html", "html": "text/html", "ics": "text/calendar", "vcs": "text/calendar",
    "eml": "message/rfc822",
}  # fmt: skip
_ALIASES = {
    "application/x-pdf": "application/pdf",
    "text/rtf": "application/rtf",
    "application/ics": "text/calendar",
    "text/x-vcalendar": "text/calendar",
}
_READABLE = frozenset({"application/pdf", DOCX, ODT, "application/rtf", "text/plain", "text/html"})
_VAGUE = frozenset({
    "application/octet-stream", "application/x-download", "application/force-download", "application/download",
    "application/binary", "application/save", "",
})  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """A part without parts; `encoded` are its bytes before the transfer encoding is undone."""

    media_type: str
    parameters: dict[str, str]
    transfer_encoding: str
    name: str
    encoded: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes that the sender attached."""
        return transfer.decode(self.encoded, self.transfer_encoding)

    @functools.cached_property
    def text(self) -> str:
        """Return the part as text."""
        return charset.decode(self.data, self.parameters.get("charset", ""))


@dataclass(slots=True)
class Parts:
    """What a mail is made of, sorted by what is done with it. `bodies` are alternatives or follow each other."""

    bodies: list[Leaf] = field(default_factory=list)
    rich: dict[int, Leaf] = field(default_factory=dict)  # the HTML alternative of the body with that id
    calendars: list[Leaf] = field(default_factory=list)
    attachments: list[Leaf] = field(default_factory=list)
    forwarded: list[tuple[header.Fields, bytes]] = field(default_factory=list)
    count: int = 0


def gather(fields: header.Fields, content: bytes) -> Parts:
    """Sort the parts of a mail; `content` is what follows its header."""
    found = Parts()
    _gather(fields, content, found, 0)
    return found


def opened(data: bytes, start: int = 0) -> tuple[header.Fields, bytes]:
    """Return the fields of a mail or part, and what follows its header."""
    end = _header_end(data, start)
    fields, stray = header.split(data[start : min(end, start + header.LONGEST_BLOCK)])
    if stray:
        return fields, stray + data[end:]
    return fields, data[end:].removeprefix(b"\r").removeprefix(b"\n")


def _header_end(data: bytes, start: int) -> int:
    if data.startswith((b"\n", b"\r\n"), start):
        return start
    ends = [at for at in (data.find(b"\n\n", start), data.find(b"\n\r\n", start)) if at >= 0]
    if not ends and b"\n" not in data[start : start + 2000]:
        ends = [at for at in (data.find(b"\r\r", start),) if at >= 0]
    return min(ends) + 1 if ends else len(data)


def _gather(fields: header.Fields, content: bytes, found: Parts, depth: int) -> None:
    found.count += 1
    if found.count > MOST or depth > DEEPEST:
        return
    said = fields.raw("content-type")
    kind = said.lstrip()[:24].lower()
    if kind.startswith("multipart/"):
        children = _divided(content, header.parameters(said)[1].get("boundary", ""))
        if children:
            if kind.startswith("multipart/alternative"):
                _alternative(children, found, depth)
            else:
                for child in children:
                    _gather(*opened(child), found, depth + 1)
            return
    elif kind.startswith("message/rfc822"):
        inner = transfer.decode(content, fields.raw("content-transfer-encoding"))
        found.forwarded.append(opened(inner.lstrip(b"\r\n")))
        return
    _sort(_leaf(fields, content), found)


def _divided(content: bytes, boundary: str) -> list[bytes]:
    """Return what stands between the delimiter lines; none where there is no such line."""
    name = boundary.encode("utf-8", "replace")
    if not name or b"--" + name not in content:
        guessed = _DELIMITER.match(content)  # the field lies, or says nothing
        if not guessed:
            return []
        name = guessed[1].removesuffix(b"--")
    children: list[bytes] = []
    begin = -1
    for start, end, last in _delimiters(content, b"--" + name):
        if begin >= 0:
            children.append(content[begin:start])
        begin = -1 if last else end
        if last or len(children) > MOST:
            break
    if begin >= 0:
        children.append(content[begin:])
    return children


def _delimiters(content: bytes, line: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each delimiter line, the line ends around it included, and whether it closes."""
    at = content.find(line)
    while at >= 0:
        after = at + len(line)
        if (at == 0 or content[at - 1] in b"\r\n") and (after == len(content) or content[after] in b"-\r\n \t"):
            last = content.startswith(b"--", after)
            end = content.find(b"\n", after)
            after = len(content) if end < 0 else end + 1
            start = at - 1 if at and content[at - 1] == 10 else at
            start -= start > 0 and content[start - 1] == 13
            yield start, after, last
        at = content.find(line, after)


def _alternative(children: list[bytes], found: Parts, depth: int) -> None:
    """Keep one plain body and, beside it, the HTML that says the same."""
    inside = Parts(count=found.count)
    for child in children:
        _gather(*opened(child), inside, depth + 1)
    plain = [one for one in inside.bodies if one.media_type != "text/html"]
    rich = [one for one in inside.bodies if one.media_type == "text/html"]
    if plain and rich:
        found.rich[id(plain[0])] = rich[0]
        plain = plain[:1]
    found.bodies += plain or rich
    found.rich |= inside.rich
    found.calendars += inside.calendars
    found.attachments += inside.attachments
    found.forwarded += inside.forwarded
    found.count = inside.count


def _leaf(fields: header.Fields, encoded: bytes) -> Leaf:
    media_type, parameters = header.parameters(fields.raw("content-type"))
    disposition, about = header.parameters(fields.raw("content-disposition"))
    name = about.get("filename") or parameters.get("name") or ""
    name = name.replace("\\", "/").rpartition("/")[2][:200]
    if not name and disposition.startswith("attachment"):
        name = "attachment"
    return Leaf(_settled(media_type, name), parameters, fields.raw("content-transfer-encoding"), name, encoded)


def _settled(media_type: str, name: str) -> str:
    """Return the media type as it was meant: by the name where the label is vague."""
    media_type = _ALIASES.get(media_type, media_type)
    if not media_type and not name:
        return "text/plain"
    if media_type in _VAGUE or (media_type == "text/plain" and name) or media_type == "application/zip":
        return _BY_NAME.get(name.rpartition(".")[2].lower(), media_type or "text/plain")
    return media_type if "/" in media_type and not media_type.startswith("multipart/") else "text/plain"


def _sort(one: Leaf, found: Parts) -> None:
    """Put a leaf where it belongs."""
    if one.media_type == "text/calendar":
        found.calendars.append(one)
    elif one.media_type in {"text/plain", "text/html", "text/enriched"} and not one.name:
        found.bodies.append(one)
    elif one.media_type in _READABLE:
        found.attachments.append(one)
