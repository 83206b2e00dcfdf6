"""What every line of a body is: new, quoted, forwarded, signature, disclaimer.

Lines come from mail.plain and mail.html; labelled ones go into a Message.
"""

from collections.abc import Sequence
from typing import NamedTuple

from courtesy.mail import address, footer, message, quotes, signature, signer

_NEW, _QUOTED, _FORWARDED = message.Label.NEW, message.Label.QUOTED, message.Label.FORWARDED
_SIGNATURE, _DISCLAIMER = message.Label.SIGNATURE, message.Label.DISCLAIMER
_FIRST_SIGNS = frozenset("-_=*>—–")  # only lines that begin or end so, or hold a colon early, can begin an older mail
_BLANK = {what: message.Line("", what) for what in message.Label}
MOST = 10_000  # lines that are read
_MOBILE_WITHIN = 20
_LAST_SIGNS = frozenset(":：-_=*—–")


class Raw(NamedTuple):
    """A line before it is judged: quote marks taken off and counted.

    `depth` counts `>`, or is 1 where a mail program marked the line as quoted; `indented` says that it stands in an
    HTML blockquote that nobody marked; `wrapped` that its sender's program broke it, so that it goes on in the next.
    """

    text: str
    depth: int = 0
    indented: bool = False
    wrapped: bool = False


def label(raw: Sequence[Raw], *, subject: str, sender: address.Address) -> tuple[message.Line, ...]:
    """Label every line."""
    raw = _without_blank_ends(raw[:MOST])
    texts = [line.text for line in raw]
    labels = [_QUOTED if line.depth else _NEW for line in raw]
    _mark_older(raw, texts, labels, forwards=quotes.forwards(subject))
    names = signer.Names(sender)
    pieces = _pieces(labels)
    for number, (begin, end) in enumerate(pieces):
        outer = number in {0, len(pieces) - 1}
        _mark_piece(raw, labels, begin, end, names, strict=not outer)
    return tuple(
        message.Line(text, what, wrapped) if text else _BLANK[what]
        for (text, _, _, wrapped), what in zip(raw, labels, strict=True)
    )


def _without_blank_ends(raw: Sequence[Raw]) -> Sequence[Raw]:
    begin, end = 0, len(raw)
    while begin < end and not raw[begin].text:
        begin += 1
    while end > begin and not raw[end - 1].text:
        end -= 1
    return raw[begin:end]


def _mark_older(raw: Sequence[Raw], texts: Sequence[str], labels: list[message.Label], *, forwards: bool) -> None:
    """Label what is quoted or forwarded."""
    beyond = 0
    for at in _candidates(texts):
        if at >= beyond and (labels[at] is _NEW or (raw[at].depth == 1 and (at == 0 or not raw[at - 1].depth))):
            beyond = _older(raw, texts, labels, at, forwards=forwards)


def _candidates(texts: Sequence[str]) -> list[int]:
    """Return the lines with which an older mail may begin, found as cheaply as can be."""
    return [
        at
        for at, text in enumerate(texts)
        if text and (text[-1] in _LAST_SIGNS or text[0] in _FIRST_SIGNS or ":" in text[:32] or "：" in text[:32])
    ]


def _older(raw: Sequence[Raw], texts: Sequence[str], labels: list[message.Label], at: int, *, forwards: bool) -> int:
    """Label the older mail that begins with line `at`; return where to go on looking, 0 if none begins there."""
    text = texts[at]
    if (text[0] in _FIRST_SIGNS or text[-1] in _LAST_SIGNS) and not quotes.rule(text):
        if quotes.forward_marker(text):
            return _to_the_end(labels, at, _FORWARDED)
        if quotes.original_marker(text):
            return _to_the_end(labels, at, _FORWARDED if forwards else _QUOTED)
    first = quotes.field(text) is not None and not (at and quotes.field(texts[at - 1]))
    below = quotes.header_block(texts, at) if first else 0
    if below:
        begin = _with_rule(texts, at)
        alone = not any(texts[before] for before in range(begin))
        return _to_the_end(labels, begin, _FORWARDED if forwards or alone else _QUOTED)
    if text[-1] in ":：" and not raw[at].depth:
        return _attributed(raw, texts, labels, at)
    return 0


def _to_the_end(labels: list[message.Label], at: int, what: message.Label) -> int:
    for number in range(at, len(labels)):
        if labels[number] is _NEW or number == at or what is _FORWARDED:
            labels[number] = what
    return len(labels)


def _with_rule(texts: Sequence[str], at: int) -> int:
    above = at - 1
    while above >= 0 and not texts[above]:
        above -= 1
    return above if above >= 0 and quotes.rule(texts[above]) else at


def _attributed(raw: Sequence[Raw], texts: Sequence[str], labels: list[message.Label], at: int) -> int:
    found = quotes.attribution(texts, at)
    if not found:
        return 0
    begin, certain = found
    below = at + 1
    while below < len(texts) and not texts[below]:
        below += 1
    if below < len(texts) and (raw[below].depth or raw[below].indented):
        end = below
        while end < len(texts) and (raw[end].depth or raw[end].indented or not texts[end]):
            end += 1
        labels[begin:end] = [_QUOTED] * (end - begin)
        return end
    if certain and not any(line.depth for line in raw[below:]):
        return _to_the_end(labels, begin, _QUOTED)
    return 0


def _pieces(labels: Sequence[message.Label]) -> list[tuple[int, int]]:
    """Return the stretches of new lines."""
    pieces, begin = [], -1
    for at, what in enumerate(labels):
        if what is _NEW and begin < 0:
            begin = at
        elif what is not _NEW and begin >= 0:
            pieces.append((begin, at))
            begin = -1
    if begin >= 0:
        pieces.append((begin, len(labels)))
    return pieces


def _mark_piece(
    raw: Sequence[Raw], labels: list[message.Label], begin: int, end: int, names: signer.Names, *, strict: bool
) -> None:
    """Label warnings at the head, footer and signature at the foot of one stretch of new lines."""
    top = begin + footer.head([line.text for line in raw[begin : begin + 4]])
    labels[begin:top] = [_DISCLAIMER] * (top - begin)
    paragraphs = _last_paragraphs(raw, top, end)
    foot = _foot(raw, paragraphs, end)
    labels[foot:end] = [_DISCLAIMER] * (end - foot)
    written = foot
    for first, _ in reversed(paragraphs):  # a postscript stands below the signature
        if first < foot:
            if not footer.postscript(raw[first].text):
                break
            written = first
    _mark_signature([line.text for line in raw[top:written]], labels, top, names, strict=strict)
    for at in range(max(top, foot - _MOBILE_WITHIN), foot):
        if labels[at] is _NEW and signature.mobile(raw[at].text):
            labels[at] = _SIGNATURE


def _foot(raw: Sequence[Raw], paragraphs: Sequence[tuple[int, int]], end: int) -> int:
    """Return the line at which the footer begins."""
    at = footer.tail([" ".join(line.text for line in raw[first:last]) for first, last in paragraphs])
    if at == len(paragraphs):
        return end
    for line in raw[paragraphs[at][0] : end]:  # the mail goes on below what looked like a footer
        if signature.signs_off(line.text):
            return end
    return paragraphs[at][0]


def _last_paragraphs(raw: Sequence[Raw], begin: int, end: int) -> list[tuple[int, int]]:
    """Return the last paragraphs: a line and those in which it goes on."""
    found: list[tuple[int, int]] = []
    last = -1
    for at in range(end - 1, begin - 1, -1):
        text, _, _, wrapped = raw[at]
        if last >= 0 and not (text and wrapped):
            found.append((at + 1, last))
            last = -1
            if len(found) == footer.MOST:
                break
        if text and last < 0:
            last = at + 1
    if last >= 0:
        found.append((begin, last))
    return found[::-1]


def _mark_signature(
    lines: Sequence[str], labels: list[message.Label], begin: int, names: signer.Names, *, strict: bool
) -> None:
    first = signature.start(lines, names, strict=strict)
    last = signature.stop(lines, first) if first < len(lines) else first
    labels[begin + first : begin + last] = [_SIGNATURE] * (last - first)
