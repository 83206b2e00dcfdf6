"""The sentences of a message, each with the place it stands in.

Lines come from mail.message; sentences go on to every other module of this room.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from courtesy.mail import message
from courtesy.reading import excerpt

_END = re.compile(r"(?<=[.!?…])([\"”’)\]]?)\s+(?=[\"“„«(\[¿¡*]{0,2}[A-ZÀ-ÞŒŠŽ0-9])|(?<=[!?])\s+(?=\w)|(?<=\S…)\s+")
_STOPS = frozenset(".!?…")  # without one of them nothing ends
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Sr|Jr|Dy|Mgr|Engr|Supt|Prof|Mr|Mrs|Ms|Mx|Messrs|St|Ste|Mme|Mlle|Hr|Fr|Frl|Nr|[Rr]ef|[Rr]éf|Tel|approx|ca|bzw|vs|etc|Inc|Ltd|Rs|Dipl|Ing"
    r"|Capt|Col|Rev|Hon|Asst|Assoc|Dept|Univ|Mt|Ft|Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec|Tues|Thurs?|incl|zzgl|inkl|evtl|ggf|Std|Str)"
    r"|(?<![\w.])[A-Za-z]|\b[apAP]\.[mM]|\bi\.e|\b[wW]\.\s?[eE]\.\s?[fF]|\be\.g|\bz\.\s?B|\bd\.\s?h|\bi\.\s?[AV]|\bu\.\s?a|(?<!\d)\d{1,2})\.$"
)
_ABBREVIATION = 16  # characters at the end among which the longest abbreviation stands
_AFTER_INITIALISM = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_BULLET = re.compile(
    r"\s*(?:[-*•·–—▪◦>+]|\(?\d{1,2}[.)](?! (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|[a-z]\))\s+"
)
_LABEL = re.compile(r"\s*[^\W\d_][\w /&'’()-]{0,38}:(?:\s|$)")

_ROW = re.compile(
    r"\s*(?:\d{1,2}[:.h]\d\d\b|(?:Mr|Mrs|Ms|Dr|Prof|Professor|Herr|Frau|M|Mme|Sir|Dame)\b)|[^|]{1,60}\|[^|]{1,60}(?:\||$)"
)

_HEADING = 72
_MOST_OF_MANY = 4000  # characters of one place of mass mail that are read
_LETTER = excerpt.Measure(beginning=6000, end=3000, between=12_000)  # of what somebody writes or passes on
_OLDER = excerpt.Measure(beginning=6000, end=3000, between=0)  # of what is quoted: it was read when it came
_DOCUMENT = excerpt.Measure(beginning=13_000, end=3000, between=12_000)
_LONGEST = 6000  # characters of one sentence; what is longer was not written for a reader
_WIDEST = 121  # a wider line is a paragraph that nobody wrapped
_PAGE = 85  # from this width on lines are those of a page, not of mail
_ENDS = frozenset(".!?:;…)|")
_WRAPPED = 58
"""A line shorter than this ended by the writer's own hand, unless its paragraph is narrower."""

_PLACES = {
    message.Label.NEW: "body",
    message.Label.QUOTED: "quoted",
    message.Label.FORWARDED: "forwarded",
    message.Label.SIGNATURE: "signature",
    message.Label.DISCLAIMER: "disclaimer",
}
_TOLD = frozenset({message.Label.NEW, message.Label.FORWARDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence (or one line that stands for itself), white space folded.

    `place` is "subject", "body", "quoted", "forwarded", "signature", "disclaimer", "invitation" or "attachment NAME".
    """

    text: str
    place: str
    index: int  # its number within its place, from 0

    @property
    def new(self) -> bool:
        """Tell whether the sender of this very message says it (subject, new text, attachment)."""
        return self.place in {"subject", "body"} or self.place.startswith("attachment")


def sentences(mail: message.Message, telling: Callable[[], excerpt.Words] = excerpt.no_words) -> tuple[Sentence, ...]:
    """Return the sentences of a message: subject, body, attachments, invitations.

    Of a long place beginning and end are read and what tells something between them, by the words that `telling`
    returns; of mass mail the beginning alone: what it is shows soon.
    """
    return tuple(_all(mail, telling))


def _all(mail: message.Message, telling: Callable[[], excerpt.Words]) -> Iterator[Sentence]:
    yield Sentence(text=" ".join(mail.subject.split()), place="subject", index=0)
    for place, written, measure in _places(mail):
        read = written[:_MOST_OF_MANY] if mail.bulk else excerpt.take(written, measure, telling)
        yield from _numbered(read, place)


def _places(mail: message.Message) -> Iterator[tuple[str, str, excerpt.Measure]]:
    for label, place in _PLACES.items():
        yield place, mail.part(label), _LETTER if label in _TOLD else _OLDER
    for document in mail.documents:
        yield f"attachment {document.name}", document.text, _DOCUMENT
    for invitation in mail.invitations:
        yield "invitation", f"{invitation.summary}\n\n{invitation.description}", _DOCUMENT


def _numbered(block: str, place: str) -> Iterator[Sentence]:
    for index, piece in enumerate(split(block)):
        yield Sentence(text=piece, place=place, index=index)


def split(block: str) -> Iterator[str]:
    """Yield the sentences of a text; a line of a list or a table is a sentence by itself."""
    for paragraph in _paragraphs(block):
        for line in _unwrapped(paragraph):
            yield from _sentences(line)


def _paragraphs(block: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in block.splitlines():
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Join the lines that a mail client wrapped; keep apart those that the writer broke."""
    width = max(len(line) for line in lines)
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        if _broken(before, line, width):
            yield joined
            joined = line
        else:
            joined = f"{joined} {line}"
    yield joined


def _broken(before: str, line: str, width: int) -> bool:
    if _BULLET.match(line) or _LABEL.match(line):
        return True
    if before.isupper() and len(before) < _HEADING:  # a letterhead or a heading, in capitals
        return True
    if len(before) < min(_WRAPPED, width) or (_ROW.match(before) and _ROW.match(line)):
        return True
    unfinished = before.rstrip()[-1:] not in _ENDS
    if unfinished and line.lstrip()[:1].islower():  # the sentence goes on
        return False
    if unfinished and _PAGE <= width <= _WIDEST and 0.8 * width <= len(before):  # letters of a page differ in width
        return False
    first = len(line.split(maxsplit=1)[0])
    # A wrapped line is one that the next word would not have fitted on.
    return width > _WIDEST or len(before) + 1 + first <= width


def _sentences(line: str) -> Iterator[str]:
    line = " ".join(line.split())
    start = 0
    for end in _END.finditer(line) if not _STOPS.isdisjoint(line) else ():
        piece = line[start : end.start()] + (end.group(1) or "")
        if _abbreviated(piece) and not _ends_anyway(piece, line[end.end() : end.end() + 1]):
            continue
        if piece:
            yield piece[:_LONGEST]
        start = end.end()
    if line[start:]:
        yield line[start : start + _LONGEST]


def _abbreviated(piece: str) -> bool:
    return piece.endswith(".") and _ABBREVIATED.search(piece, max(0, len(piece) - _ABBREVIATION)) is not None


def _ends_anyway(piece: str, following: str) -> bool:
    """Tell whether an abbreviation also ends its sentence: "at 5 p.m. We will …"."""
    return bool(_AFTER_INITIALISM.search(piece, max(0, len(piece) - _ABBREVIATION))) and following.isupper()
