"""Address lists as they are really written (RFC 5322, section 3.4, and everything beside it).

Raw values come from header.Fields; one pass over the characters, whatever they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.mail import address, charset, header

_ONE = re.compile(r'(?:"([^"\\]*)"\s*|([^"<>(),;:@\\]*))<([^<>\s,;"()]+@[^<>\s,;"()@]+)>')
_BARE = re.compile(r'\s{0,99}(?<![^<>\s,;:"()@])([^<>\s,;:"()@]+@[^<>\s,;:"()@]+)\s{0,99}')
_SPECIAL = re.compile(r'[\\"(),;:<>]')
_COMMENT = re.compile(r"\(([^()]{1,200})\)")
MOST = 500  # addresses of one field that are read


def parse(raw: str) -> tuple[address.Address, ...]:
    """Return the mailboxes of a field; a name without an address stands there with an empty one."""
    raw = raw.strip()
    simple = _ONE.fullmatch(raw)
    if simple:
        return (_mailbox(simple[1] or simple[2] or "", simple[3]),)
    simple = _BARE.fullmatch(raw)
    if simple:
        return (_mailbox("", simple[1]),)
    return tuple(one for one in _mailboxes(raw) if one.email or one.name)


def _mailboxes(raw: str) -> Iterator[address.Address]:
    carried = ""  # a piece without an address: the first half of an unquoted name with a comma
    for count, piece in enumerate(_split(raw)):
        if count == MOST:
            return
        whole = f"{carried}, {piece.strip()}" if carried else piece
        if "@" not in piece and "<" not in piece:
            carried = whole.strip() if len(whole) < 200 else ""
            continue
        yield _one(whole)
        carried = ""
    if carried:
        yield address.Address(_name(carried), "")


def _split(raw: str) -> Iterator[str]:
    """Yield the pieces between commas and semicolons outside of quotes, comments and angle brackets."""
    start, state = 0, _State()
    for special in _SPECIAL.finditer(raw):
        at, sign = special.start(), special[0]
        if state.inside(at, sign):
            continue
        if sign == ":":
            # the name of a group, or "mailto:"
            start = at + 1 if not state.angle and raw.find("@", start, at) < 0 else start
        elif not (state.angle and raw.startswith("<@", state.opened)):  # a comma in an old route divides nothing
            yield from _piece(raw[start:at])
            start, state.angle = at + 1, False
    if state.quoted or state.depth:  # never closed: the sign meant nothing
        for piece in re.split("[,;]", raw[start : state.opened] + raw[state.opened + 1 :]):
            yield from _piece(piece)
    else:
        yield from _piece(raw[start:])


@dataclass(slots=True)
class _State:
    """What is open at a place in an address list; `opened` is where it was opened."""

    quoted: bool = False
    depth: int = 0  # of comments
    angle: bool = False
    opened: int = 0
    skipped: int = -1

    def inside(self, at: int, sign: str) -> bool:
        """Take one special character in; False where it is a comma, semicolon or colon that may divide."""
        if at == self.skipped:
            return True
        if sign == "\\":
            self.skipped = at + 1
        elif self.quoted:
            self.quoted = sign != '"'
        elif self.depth or sign in '"()':
            self._open(at, sign)
        elif sign in "<>":
            self.angle, self.opened = sign == "<", at
        else:
            return False
        return True

    def _open(self, at: int, sign: str) -> None:
        if sign == '"' and not self.depth:
            self.quoted, self.opened = True, at
        elif sign == "(":
            self.opened = self.opened if self.depth else at
            self.depth += 1
        elif sign == ")":
            self.depth = max(0, self.depth - 1)


def _piece(text: str) -> Iterator[str]:
    if text.strip():
        yield text


def _one(piece: str) -> address.Address:
    if "<" in piece:
        name, _, rest = piece.rpartition("<")
        email = rest.partition(">")[0]
        if "@" not in email and "@" in name:  # "<a@b.example> <"
            return _one(name.replace("<", " ").replace(">", " "))
        return _mailbox(name.rstrip(" <"), email)
    comment = _COMMENT.search(piece)
    bare = _COMMENT.sub(" ", piece)
    found = _BARE.search(bare)
    if not found:
        return address.Address(_name(piece), "")
    name = comment[1] if comment else bare.replace(found[0], " ", 1)
    return _mailbox(name, found[1])


def _mailbox(name: str, email: str) -> address.Address:
    email = _email(email)
    name = _name(name)
    return address.Address("" if name.lower() == email.lower() else name, email)


def _email(raw: str) -> str:
    email = raw if raw.isascii() and "=?" not in raw else charset.visible(charset.clean(header.words(raw)))
    email = "".join(email.split()).strip("'\"<>").removeprefix("mailto:")
    email = email if email.isprintable() else charset.clean(email)
    email = email.rpartition(":")[2] if email.startswith("@") else email  # a source route
    return email if "@" in email and len(email) <= 320 else ""


def _name(raw: str) -> str:
    name = raw.strip()
    if "\\" in name:
        name = re.sub(r"\\(.)", r"\1", name)
    name = header.text(name.replace('"', "") if name.count('"') else name)
    if len(name) > 1 and name[0] == name[-1] == "'":
        name = name[1:-1].strip()
    return name[:300]
