"""Plain text bodies as lines: quote marks counted, format=flowed joined (RFC 3676).

Text comes from mail.parts; lines go on to mail.body.
"""

import re
from collections.abc import Iterator, Sequence

from courtesy.mail import body, charset, page

_MARKS = re.compile(r"(?:[ \t]{0,2}>){1,100} ?")
_MAY_QUOTE = frozenset("> \t")
_STANDS_ALONE = re.compile(r"[ \t]{0,2}>(?=[^ >]| ?[$€£]? ?\d)")
_IMAGE = re.compile(r"\[(?:cid|image):[^\[\]\n]{0,200}\]", re.IGNORECASE)
_LINK = re.compile(r"(?<=[^\s<>])<(?:https?://|mailto:|tel:)[^<>\s]{1,2000}>", re.IGNORECASE)
_LIST = re.compile(r"[-*•–·]\s|\d{1,2}[.)]\s|[a-z][.)]\s")
_COMMAND = re.compile(r"<param>[^<]{0,200}</param>|<[^<>]{0,100}>", re.IGNORECASE)
LARGEST = 512 * 1024


def lines(text: str, *, flowed: bool = False, del_space: bool = False) -> list[body.Raw]:
    """Return the lines of a text/plain part."""
    seen = charset.visible(text[:LARGEST])
    if "[cid:" in seen or "[image:" in seen or "[CID:" in seen:
        seen = _IMAGE.sub("", seen)
    if "<http" in seen or "<mailto:" in seen or "<tel:" in seen:
        seen = _LINK.sub("", seen)
    rows = seen.split("\n", body.MOST)[: body.MOST]
    if flowed:
        return list(_flowed(rows, del_space=del_space))
    quoting = sum(row.lstrip(" \t").startswith(">") for row in rows) if ">" in seen else 0
    if not quoting:
        return _wrapped([row.rstrip() for row in rows])
    return _with_marks(rows, few=quoting <= 2)


def from_html(seen: Sequence[page.Line]) -> list[body.Raw]:
    """Return the lines of a text/html part."""
    return [body.Raw(line.text, 1 if line.quoted else 0, line.indented) for line in seen]


def _with_marks(rows: Sequence[str], *, few: bool) -> list[body.Raw]:
    """Count and strip the quote marks; a line or two that only begin with a `>` quote nobody."""
    out = []
    for number, row in enumerate(rows):
        marks = _MARKS.match(row) if row[:1] in _MAY_QUOTE else None
        if marks is None or row.startswith(">From "):
            out.append(body.Raw(row.rstrip()))
        elif few and _STANDS_ALONE.match(row) and not (number and rows[number - 1].rstrip().endswith(":")):
            out.append(body.Raw(row.strip()))
        else:
            out.append(body.Raw(row[marks.end() :].rstrip(), marks[0].count(">")))
    return out


def _wrapped(rows: Sequence[str]) -> list[body.Raw]:
    """Tell which lines were broken by a mail program: the first word of the next would not have fitted.

    One such line proves nothing (the longest one always looks so), unless the next goes on in small letters.
    """
    width = max((len(row) for row in rows if len(row) <= 100), default=0)
    if width < 55:
        return [body.Raw(row) for row in rows]
    full = [_full(row, below, width) for row, below in zip(rows, [*rows[1:], ""], strict=True)]
    many = sum(full) >= 3
    return [
        body.Raw(row, wrapped=breaks and (many or rows[at + 1][0].islower()))
        for at, (row, breaks) in enumerate(zip(rows, full, strict=True))
    ]


def _full(row: str, below: str, width: int) -> bool:
    if len(row) <= 40 or not below or below[0] in " \t" or "   " in row:
        return False
    return len(row) + 1 + len(below.partition(" ")[0]) > width and not _LIST.match(below)


def _flowed(rows: Sequence[str], *, del_space: bool) -> Iterator[body.Raw]:
    pending, depth = "", -1
    for row in rows:
        marks = len(row) - len(row.lstrip(">"))
        content = row[marks:].removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if depth >= 0 and (marks != depth or content == "-- "):
            yield body.Raw(pending.rstrip(), depth)
            pending = ""
        pending += content[:-1] if soft and del_space else content
        depth = marks if soft else -1
        if not soft:
            yield body.Raw(pending.rstrip(), marks)
            pending = ""
    if depth >= 0:
        yield body.Raw(pending.rstrip(), depth)


def enriched(text: str) -> str:
    """Return the text of a text/enriched part (RFC 1896): formatting commands taken out, single line ends joined."""
    bare = _COMMAND.sub("", text.replace("<<", "\x00"))
    return re.sub(r"(?<!\n)\n(?!\n)", " ", bare).replace("\x00", "<")
