"""A letter to the bytes of a message that any mail client can open, edit and send (RFC 5322, 2045, 2047).

One text/plain part and the header fields that a client would write, no others: some clients send every field on to
the recipient, and a second part breaks when a client edits the draft. The fields are put together here rather than by
email.message, which folds names and ids apart and decodes what it is given once more.

A paragraph stays one line. Clients wrap it to the window that it is read in, be it a telephone's, and the owner can
edit it without leaving ragged lines; on the wire quoted-printable keeps every line to 76 octets.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email import header, utils
from typing import Protocol

from courtesy.mail import address

LINE = 998  # RFC 5322, section 2.1.1
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_BODY_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ID = re.compile(r"<[!-;=?-~]{3,900}>")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_NAME, _SUBJECT = 200, 400  # characters; longer ones are nobody's name
_MIME = "1.0"


class Letter(Protocol):
    """What a letter must have to be written down (plan.desired.Letter has it)."""

    @property
    def message_id(self) -> str:
        """The Message-ID, with angle brackets."""

    @property
    def date(self) -> datetime:
        """An aware instant."""

    @property
    def sender(self) -> address.Address:
        """Who writes."""

    @property
    def to(self) -> address.Address:
        """Who is written to."""

    @property
    def subject(self) -> str:
        """The subject, decoded."""

    @property
    def in_reply_to(self) -> str | None:
        """The Message-ID that is answered."""

    @property
    def references(self) -> tuple[str, ...]:
        """Message-IDs, oldest first."""

    @property
    def body(self) -> str:
        """The text, with LF line ends."""


def serialise(letter: Letter) -> bytes:
    """Return the letter as a message. Raises ValueError where an address or Message-ID cannot be written."""
    encoding, body = _encoded(_cleaned(letter.body))
    fields = [
        *_fields(letter),
        ("MIME-Version", _MIME),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", encoding),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields).encode("ascii")
    _verify(head, [name for name, _ in fields])
    return head + b"\r\n" + body


def writable(email: str) -> str | None:
    """Return an addr-spec as it can stand in a header field (its domain by IDNA), or None where it cannot."""
    local, at, domain = email.strip().rpartition("@")
    if not at or not _ATOM.fullmatch(local) or local[0] == "." or local[-1] == "." or ".." in local:
        return None
    try:
        written = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return f"{local}@{written}" if _DOMAIN.fullmatch(written) and ".." not in written else None


def trim(references: Iterable[str]) -> tuple[str, ...]:
    """Keep the Message-IDs that can be written, once each, and no more than fit one line: the first and the newest."""
    known = tuple(dict.fromkeys(one for one in references if _ID.fullmatch(one)))
    room = LINE - len("References: ")
    if sum(len(one) + 1 for one in known) <= room + 1:
        return known
    kept: list[str] = []
    room -= len(known[0]) + 1
    for one in reversed(known[1:]):
        room -= len(one) + 1
        if room < 0:
            break
        kept.append(one)
    # Where the two will not stand on one line, the one that is answered is worth more.
    return (known[0], *reversed(kept)) if kept else known[-1:]


def line(value: str, limit: int = _SUBJECT) -> str:
    """Return text that is safe as a header field's value: one line, nothing that could be decoded once more."""
    text = " ".join(_CONTROLS.sub(" ", value).split())
    return text.replace("=?", "= ?")[:limit].rstrip()


def _fields(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "From", _mailbox("From", letter.sender)
    yield "To", _mailbox("To", letter.to)
    yield "Subject", _words("Subject", line(letter.subject))
    yield "Date", utils.format_datetime(letter.date)
    yield "Message-ID", _one_id(letter.message_id)
    if letter.in_reply_to and _ID.fullmatch(letter.in_reply_to):
        yield "In-Reply-To", letter.in_reply_to
    if references := trim(letter.references):
        yield "References", " ".join(references)


def _mailbox(field: str, who: address.Address) -> str:
    email = writable(who.email)
    if email is None:
        raise ValueError(f"{who.email!r} cannot be written as an address")
    name = line(who.name, _NAME).replace("\\", "").replace('"', "'").strip()
    if not name:
        return email
    return f"{_words(field, name)} <{email}>" if not name.isascii() else f'"{name}" <{email}>'


def _words(field: str, text: str) -> str:
    """Write text beyond ASCII as encoded-words, each whole and within its line."""
    if text.isascii():
        return text
    return header.Header(text, "utf-8", maxlinelen=76, header_name=field).encode(linesep="\r\n")


def _one_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"{value!r} cannot be written as a Message-ID")
    return value


def _cleaned(text: str) -> str:
    return _BODY_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") + "\n"


def _encoded(body: str) -> tuple[str, bytes]:
    """Return the transfer encoding, and the body in it: as it is only where no relay could break a line."""
    if body.isascii() and all(len(one) <= 76 and one == one.rstrip() for one in body.split("\n")):
        return "7bit", body.encode("ascii").replace(b"\n", b"\r\n")
    return "quoted-printable", quopri.encodestring(body.encode()).replace(b"\n", b"\r\n")


def _verify(head: bytes, names: list[str]) -> None:
    """Raise where other header fields would be read than were written: no mail may smuggle one in."""
    read = [one.partition(b":")[0].decode("ascii") for one in head.split(b"\r\n") if one and one[:1] not in b" \t"]
    if read != names or not head.count(b"\r") == head.count(b"\n") == head.count(b"\r\n"):
        raise ValueError(f"unexpected header fields: {read}")
