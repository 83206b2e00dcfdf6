"""The parts of a mail, and which of them a person would read (RFC 2045, 2046).

The tree comes from mail.parse; texts go on to mail.plain and mail.html, calendars to mail.invitation, attachments to
documents.
"""

import email.message
from collections.abc import Iterator
from dataclasses import dataclass, field

from courtesy.mail import charset, header, transfer

MOST = 200          # parts that are looked at
DEEPEST = 30
MULTIPART_REPORT = "multipart/report"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_BY_NAME = {
    "pdf": "application/pdf", "docx": DOCX, "odt": ODT, "rtf": "application/rtf", "txt": "text/plain", "text": "text/plain",
    "htm": "text/html", "html": "text/html", "ics": "text/calendar", "vcs": "text/calendar", "eml": "message/rfc822",
}  # fmt: skip
_ALIASES = {"application/x-pdf": "application/pdf", "text/rtf": "application/rtf", "application/ics": "text/calendar", "text/x-vcalendar": "text/calendar"}
_READABLE = frozenset({"application/pdf", DOCX, ODT, "application/rtf", "text/plain", "text/html"})
_VAGUE = frozenset({"application/octet-stream", "application/x-download", "application/force-download", "application/download", "application/binary", "application/save", ""})


@dataclass(frozen=True, slots=True)
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

    @property
    def text(self) -> str:
        """Return the part as text."""
        return charset.decode(self.data, self.parameters.get("charset", ""))


@dataclass(slots=True)
class Parts:
    """What a mail is made of, sorted by what is done with it. `bodies` are alternatives or follow each other."""

    bodies: list[Leaf] = field(default_factory=list)
    rich: dict[int, Leaf] = field(default_factory=dict)      # the HTML alternative of the body with that id
    calendars: list[Leaf] = field(default_factory=list)
    attachments: list[Leaf] = field(default_factory=list)
    forwarded: list[email.message.Message] = field(default_factory=list)
    count: int = 0


def leaf(fields: header.Fields, encoded: bytes) -> Leaf:
    """Return the part that has these fields."""
    media_type, parameters = header.parameters(fields.raw("content-type"))
    disposition, about = header.parameters(fields.raw("content-disposition"))
    name = about.get("filename") or parameters.get("name") or ""
    name = name.replace("\\", "/").rpartition("/")[2][:200]
    if not name and disposition.startswith("attachment"):
        name = "attachment"
    media_type = _settled(media_type, name)
    return Leaf(media_type, parameters, fields.raw("content-transfer-encoding"), name, encoded)


def _settled(media_type: str, name: str) -> str:
    """Return the media type as it was meant: by the name where the label is vague."""
    media_type = _ALIASES.get(media_type, media_type)
    if not media_type and not name:
        return "text/plain"
    if media_type in _VAGUE or (media_type == "text/plain" and name) or media_type == "application/zip":
        return _BY_NAME.get(name.rpartition(".")[2].lower(), media_type or "text/plain")
    return media_type if "/" in media_type else "text/plain"


def gather(root: email.message.Message) -> Parts:
    """Sort the parts of a parsed tree."""
    found = Parts()
    _gather(root, found, 0)
    return found


def sort(one: Leaf, found: Parts) -> None:
    """Put a leaf where it belongs."""
    if one.media_type == "text/calendar":
        found.calendars.append(one)
    elif one.media_type in {"text/plain", "text/html", "text/enriched"} and not one.name:
        found.bodies.append(one)
    elif one.media_type in _READABLE:
        found.attachments.append(one)


def _gather(part: email.message.Message, found: Parts, depth: int) -> None:
    found.count += 1
    if found.count > MOST or depth > DEEPEST:
        return
    children = part.get_payload()
    if not isinstance(children, list):
        sort(leaf(header.of(part), encoded(part)), found)
        return
    kind = header.parameters(header.of(part).raw("content-type"))[0]
    if kind.startswith("message/"):
        if kind == "message/rfc822":
            found.forwarded += [child for child in children if isinstance(child, email.message.Message)]
    elif kind == "multipart/alternative":
        _alternative(list(_parts(children)), found, depth)
    else:
        for child in _parts(children):
            _gather(child, found, depth + 1)


def _parts(children: list[object]) -> Iterator[email.message.Message]:
    return (child for child in children[:MOST] if isinstance(child, email.message.Message))


def _alternative(children: list[email.message.Message], found: Parts, depth: int) -> None:
    """Keep one plain body and, beside it, the HTML that says the same."""
    inside = Parts(count=found.count)
    for child in children:
        _gather(child, inside, depth + 1)
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


def encoded(part: email.message.Message) -> bytes:
    """Return the bytes of a part as they came over the wire."""
    del part["content-transfer-encoding"]       # or get_payload would undo it its own way, which loses more
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
