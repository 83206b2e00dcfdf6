"""What stands under a mail: who signed, with what title, firm and number.

Lines come from mail.message; signatures go on to people.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtesy.mail import signature as closing
from courtesy.reading import below, likeness, names, phones, placing, titles

_BARS = re.compile(r"\s{0,40}(?:\||•|·|\t|\s{2,40})\s*")
_DASH = re.compile(r"\s[–—-]\s")
_NOISE = re.compile(r"[@]|https?:|www\.|\b\w+\.(?:example|com|org|net|de|fr|co\.uk|io|eu)\b", re.IGNORECASE)
_STOPS = (".", "!", "?", ",", ":", ")", '"', "”", "…", "x", "-", "—")

_LONGEST = 100
"""Characters of a line of a signature; a longer one is a paragraph."""

REACH = 16
"""Lines from the end within which a signature stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a signature gives; `signed` is how the writer calls themselves: "Bill", "Bunty"."""

    name: names.Name | None = None
    signed: str | None = None
    title: str | None = None
    company: str | None = None
    phone: str | None = None
    phone_line: str = ""


def read(
    lines: Sequence[str], writer: names.Name | None, domain: str, words: placing.Words, signoffs: frozenset[str]
) -> Signature:
    """Read the signature at the end of what the writer wrote. `domain` is that of their address."""
    tail = [line.strip() for line in lines if line.strip()][-REACH:]
    start, after_signoff = _start(tail, writer, words, signoffs)
    if start is None:
        return Signature(signed=_last_word(tail, words, signoffs))
    block = tail[start:]
    pieces = list(_pieces(block, writer, words))
    title, company = _title(pieces, domain, words)
    numbers = [number for line in block for number in phones.find(line)]
    phone = phones.best(iter(numbers))
    line = next((line for line in block if phone and phone in line), "")
    return Signature(
        name=_name(block, writer, words),
        signed=_last_word(tail[:start], words, signoffs) or _signed(block, writer, words, after_signoff=after_signoff),
        title=title,
        company=company,
        phone=phone,
        phone_line=line,
    )


def _start(
    tail: Sequence[str], writer: names.Name | None, words: placing.Words, signoffs: frozenset[str]
) -> tuple[int | None, bool]:
    """Return where the signature begins: behind the sign-off, else at the first line that is the writer's name."""
    for at in range(len(tail) - 1, -1, -1):
        said = is_signoff(tail[at], signoffs) and not ("," not in tail[at] and words.titles.is_title(tail[at]))
        if said and at + 1 < len(tail) and len(tail[at + 1]) <= _LONGEST:  # "Liebe Jo," takes leave of nobody
            return at + 1, True
    for at in range(len(tail)):
        if _is_writer(tail[at], writer, words):
            return at, False
    for at, line in enumerate(tail):
        if re.match(r"--\s*$", line) and at + 1 < len(tail):
            return at + 1, False
    return None, False


def is_signoff(line: str, signoffs: frozenset[str]) -> bool:
    """Tell whether a line takes leave: "Kind regards,", "Mit freundlichen Grüßen"."""
    if len(line) > 80:
        return False
    plain = names.fold(line).strip(" ,.!-–*_:;)(x")
    if plain in signoffs or closing.signs_off(line):
        return True
    # "Mit freundlichen Grüßen aus Kiel": the words of a sign-off and little more.
    words = plain.split()
    return 2 < len(words) < 9 and any(" ".join(words[:count]) in signoffs for count in range(2, len(words)))


def _is_writer(line: str, writer: names.Name | None, words: placing.Words) -> bool:
    """Tell whether a line begins with the writer's name and holds little beside name, title and number."""
    if writer is None or len(line) > 140:
        return False
    lead = words.below.lead(line, " ()*_,✌️")
    name = names.parse(lead.partition(",")[0], words.names)
    if name is None or len(name.words) > 5 or (name.full and name.given in words.stop):
        return False  # "hey jo its mike"
    return _alike(name, writer, words.names)


def _alike(name: names.Name, writer: names.Name, lexicon: names.Lexicon) -> bool:
    if name.full and writer.full:
        return (
            likeness.same(name, writer, lexicon)
            or name.family == writer.family
            or {writer.given, writer.family} <= set(name.words)
        )
    if name.full:
        return likeness.called(writer, name, lexicon)
    return (
        name.given == writer.family or likeness.called(name, writer, lexicon)
        if writer.full
        else lexicon.alike(name.given, writer.given)
    )


def _pieces(block: Sequence[str], writer: names.Name | None, words: placing.Words) -> Iterator[str]:
    """Yield what stands between the bars and line ends, without names, numbers and addresses."""
    for line in block:
        rest = line
        for number in reversed(list(phones.find(line))):
            rest = f"{rest[: number.start]} | {rest[number.end :]}"
        for part in _parts(words.below.pronouns.sub("", rest), words):
            piece = part.strip(" ,;|*_")
            if not piece or _NOISE.search(piece) or words.below.phone_label.match(piece):
                continue
            # "Dana Whitfield, Talent Partner": the name goes, the rest stays.
            kept = piece.partition(",")[2].strip() if _is_writer(piece, writer, words) else piece
            if kept:
                yield kept


def _parts(line: str, words: placing.Words) -> Iterator[str]:
    """Split a line at bars and dashes; "Sr. Officer – Talent Acquisition" stays one."""
    for bar in _BARS.split(line):
        lead, *rest = _DASH.split(bar, maxsplit=1)
        field = rest[0].partition(",")[0] if rest else ""
        whole = words.titles.is_title(lead.strip()) and (
            words.titles.is_department(field) or words.titles.speaks(field)
        )
        yield from (bar,) if whole else below.PARTS.split(bar)


def _title(pieces: Sequence[str], domain: str, words: placing.Words) -> tuple[str | None, str | None]:
    title = company = None
    for piece in pieces[:7]:
        if (
            title is None
            and len(piece) <= 90
            and (not piece.endswith(("!", "?", ".")) or words.below.shortened.search(piece))
            and words.titles.is_title(piece)
            and not _is_company(piece.partition(",")[0], domain, words)
        ):
            title, company = _split_company(piece, domain, words)
        elif title is None and len(piece) <= 60 and words.titles.is_department(piece):
            title = piece
        elif company is None and _is_company(piece, domain, words):
            company = piece.partition(",")[0].strip()
    return titles.cleaned(title) if title else None, company


def _split_company(piece: str, domain: str, words: placing.Words) -> tuple[str, str | None]:
    """Part "People Partner, Saltcellar Group" where what follows the comma is the writer's firm."""
    match = words.below.attached.match(piece)
    if match:
        lead, rest = match.groups()
        if words.titles.is_title(lead) and _is_company(rest, domain, words):
            return lead, rest.partition(",")[0].strip()
    return piece, None


def _is_company(piece: str, domain: str, words: placing.Words) -> bool:
    """Tell whether a piece names the firm: a legal form, or the words of the domain."""
    label = (
        domain.split(".")[-3]
        if domain.endswith((".co.uk", ".com.au", ".ac.uk")) and domain.count(".") > 1
        else (domain.split(".")[-2] if "." in domain else "")
    )
    plain = "".join(c for c in names.fold(piece) if c.isalnum())
    label = "".join(c for c in label if c.isalnum())
    return bool(words.below.legal.search(piece) and piece[:1].isupper()) or (
        len(label) > 3 and len(plain) > 2 and (plain.startswith(label) or label.startswith(plain))
    )


def _name(block: Sequence[str], writer: names.Name | None, words: placing.Words) -> names.Name | None:
    """Return the fullest form of the writer's name in the block."""
    best = None
    for line in block[:6]:
        if not _is_writer(line, writer, words):
            continue
        lead = words.below.lead(line).partition(",")[0]
        name = names.parse(lead, words.names)
        if name and (best is None or len(name.words) > len(best.words)):
            best = name
    return best


def _signed(
    block: Sequence[str], writer: names.Name | None, words: placing.Words, *, after_signoff: bool
) -> str | None:
    lead = words.below.pronouns.sub("", block[0])
    line = words.below.origin.split(lead, maxsplit=1)[0].strip(" ,.*_-–")
    if not line or len(line.split()) > 4 or any(c.isdigit() for c in line):
        return None
    name = names.parse(line, words.names)
    if name is None:
        return None
    if _is_writer(block[0], writer, words):
        return line
    return (
        line
        if after_signoff and len(name.words) == 1 and 1 < len(line) < 14 and not words.titles.is_title(line)
        else None
    )


def _last_word(lines: Sequence[str], words: placing.Words, signoffs: frozenset[str]) -> str | None:
    """Return a lone word on the last line, where it can only be how the writer signs: "Bunty"."""
    written = [line for line in lines[-4:] if not words.below.sent_from.match(line)]
    if not written:
        return None
    word = written[-1].strip(" .,-–*_x✌️")
    if not word.isalpha() or not 2 < len(word) < 13 or names.fold(word) in words.stop:
        return None
    # The end of a sentence that a client has wrapped stands alone on its line too.
    wrapped = len(written) > 1 and not written[-2].rstrip().endswith(_STOPS) and not is_signoff(written[-2], signoffs)
    return None if wrapped or is_signoff(written[-1], signoffs) else word
