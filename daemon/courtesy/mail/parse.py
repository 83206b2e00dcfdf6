"""Bytes to Message: the one way into this room.

Mail comes from servers or files; messages go on to reading.read. Nothing is raised, whatever the bytes.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from courtesy import ports
from courtesy.mail import address, address_list, body, charset, header, html, invitation, message, origin, parts, plain

_PREFACE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:>?From [^\r\n]{0,1000}\r?\n)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STUB = re.compile(r"html|view (?:this|it|in)|browser|plain[- ]?text|anzeigen|navigateur|navegador", re.IGNORECASE)
_TELLING = 400  # characters of plain text that need no comparison with the HTML beside it
_LARGEST_DOCUMENT = 10 * 1024 * 1024
_MOST_DOCUMENTS = 8
_LONGEST_DOCUMENT = 200_000


def parse(
    data: bytes, *, arrived: datetime | None = None, extract: ports.Extract | None = None, truncated: bool = False
) -> message.Message:
    """Parse a whole mail; `extract` takes the text out of attachments that need a program for it."""
    fields, content = parts.opened(data, _start(data))
    found = parts.gather(fields, content)
    return _message(data, fields, found, arrived=arrived, extract=extract, truncated=truncated)


def envelope(data: bytes, *, arrived: datetime | None = None) -> message.Message:
    """Parse the header block alone; the message has no body."""
    fields, _ = parts.opened(data, _start(data))
    return _message(data, fields, parts.Parts(), arrived=arrived, extract=None, truncated=True)


def _start(data: bytes) -> int:
    """Return where the header begins, below what mailbox files put above it."""
    preface = _PREFACE.match(data)
    return preface.end() if preface else 0


def _message(
    data: bytes,
    fields: header.Fields,
    found: parts.Parts,
    *,
    arrived: datetime | None,
    extract: ports.Extract | None,
    truncated: bool,
) -> message.Message:
    digest = hashlib.sha256(data).hexdigest()
    subject = fields.text("subject")
    sender = _sender(fields)
    answered = header.identifiers(fields.raw("in-reply-to"))
    media_type = header.parameters(fields.raw("content-type"))[0]
    return message.Message(
        message_id=header.message_id(fields.raw("message-id")) or f"<{digest[:32]}@unidentified.invalid>",
        digest=digest,
        date=header.date(fields.raw("date")) or arrived or _EPOCH,
        sender=sender,
        reply_to=_mailboxes(fields, "reply-to"),
        to=_mailboxes(fields, "to"),
        cc=_mailboxes(fields, "cc"),
        delivered_to=_delivered_to(fields),
        subject=subject,
        in_reply_to=answered[-1] if answered else None,
        references=_references(fields, answered),
        lines=message.Lines(lambda: _glimpse(found), lambda: _lines(found, subject, sender)),
        invitations=_invitations(found),
        documents=_documents(found, extract),
        bulk=origin.bulk(fields),
        automatic=origin.automatic(fields, media_type, sender, subject),
        authenticated=origin.authenticated(fields, sender.domain),
        truncated=truncated,
    )


def _sender(fields: header.Fields) -> address.Address:
    for name in ("from", "sender", "return-path"):
        found = address_list.parse(fields.raw(name)) if name in fields else ()
        if found:
            return found[0]
    return address.Address("", "")


def _mailboxes(fields: header.Fields, name: str) -> tuple[address.Address, ...]:
    if name not in fields:
        return ()
    return tuple(one for value in fields.every(name) for one in address_list.parse(value) if one.email)


def _delivered_to(fields: header.Fields) -> tuple[str, ...]:
    names = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
    return header.addresses_in([value for name in names if name in fields for value in fields.every(name)])


def _references(fields: header.Fields, answered: list[str]) -> tuple[str, ...]:
    found = header.identifiers(fields.raw("references"))
    return (*found, *(one for one in answered[-1:] if one not in found))


def _lines(found: parts.Parts, subject: str, sender: address.Address) -> tuple[message.Line, ...]:
    raw = _raw(found)
    lines = body.label(raw, subject=subject, sender=sender) if raw else ()
    for inner in found.forwarded[:3]:
        lines += _forwarded(*inner)
    return lines


def _glimpse(found: parts.Parts) -> str:
    """Return the texts of the bodies and of mails attached whole, markup taken out roughly."""
    bodies = [text for one in found.bodies[:20] for text in _glimpses(one, found.rich.get(id(one)))]
    inner = (parts.gather(*one) for one in found.forwarded[:3])
    return "\n".join([*bodies, *(one.text for forwarded in inner for one in forwarded.bodies[:20])])


def _glimpses(one: parts.Leaf, rich: parts.Leaf | None) -> Iterator[str]:
    yield html.glimpse(one.text) if one.media_type == "text/html" else one.text
    if rich is not None and len(one.text) < _TELLING:
        yield html.glimpse(rich.text)


def _raw(found: parts.Parts) -> list[body.Raw]:
    raw: list[body.Raw] = []
    for one in found.bodies[:20]:
        if raw and raw[-1].text:
            raw.append(body.Raw(""))
        raw += _read(one, found.rich.get(id(one)))
    return raw


def _read(one: parts.Leaf, rich: parts.Leaf | None) -> list[body.Raw]:
    """Return the lines of a body, from the HTML beside it where the plain text says less."""
    text = one.text
    if one.media_type == "text/plain" and _looks_like_html(text):
        return plain.from_html(html.lines(text))
    if one.media_type == "text/html":
        return plain.from_html(html.lines(text))
    if one.media_type == "text/enriched":
        return plain.lines(plain.enriched(text))
    if rich is not None and len(text) < _TELLING:
        bare = text.strip()
        seen = plain.from_html(html.lines(rich.text))
        length = sum(len(line.text) for line in seen)
        if length > 3 * len(bare) or (length > len(bare) and _STUB.search(bare)):
            return seen
    flowed = one.parameters.get("format", "").lower() == "flowed"
    return plain.lines(text, flowed=flowed, del_space=one.parameters.get("delsp", "").lower() == "yes")


def _looks_like_html(text: str) -> bool:
    return text[:200].lstrip()[:9].lower().startswith(("<html", "<!doctype"))


def _forwarded(fields: header.Fields, content: bytes) -> tuple[message.Line, ...]:
    """Return a mail that was attached whole as a forwarded one is written: its header, then its body."""
    found = parts.gather(fields, content)
    head = [
        f"{name}: {fields.text(name.lower())}"
        for name in ("From", "Date", "Subject", "To", "Cc")
        if name.lower() in fields
    ]
    texts = ["", *head, "", *(line.text for line in _raw(found))]
    return tuple(message.Line(text, message.Label.FORWARDED) for text in texts)


def _invitations(found: parts.Parts) -> tuple[message.Invitation, ...]:
    seen: dict[tuple[str, str, object], message.Invitation] = {}
    for calendar in found.calendars[:5]:
        for one in invitation.parse(calendar.data, calendar.parameters.get("method", "")):
            seen.setdefault((one.uid, one.method, one.start), one)
    return tuple(seen.values())


def _documents(found: parts.Parts, extract: ports.Extract | None) -> tuple[message.Document, ...]:
    return tuple(_document(one, extract) for one in found.attachments[:_MOST_DOCUMENTS])


def _document(one: parts.Leaf, extract: ports.Extract | None) -> message.Document:
    text = ""
    if one.media_type == "text/plain":
        text = one.text
    elif one.media_type == "text/html":
        text = "\n".join(line.text for line in html.lines(one.text))
    elif extract is not None and len(one.encoded) <= _LARGEST_DOCUMENT * 3 // 2:
        data = one.data
        text = charset.clean(extract(one.media_type, data)) if len(data) <= _LARGEST_DOCUMENT else ""
    return message.Document(name=one.name, media_type=one.media_type, text=charset.visible(text)[:_LONGEST_DOCUMENT])
