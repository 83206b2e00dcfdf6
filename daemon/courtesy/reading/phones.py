"""Telephone numbers, as written.

Lines come from signature and people; numbers go on to reading.Mention.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    # Between two groups of digits at least one sign must stand, so that no digits can be shared out in two ways.
    r"(?<![\w.,/@=#$€£-])\(?\+?\(?\d{1,15}"
    r"(?:(?:\)[ \u00a0.\-–/]{0,2}\(?|[ \u00a0.\-–/]{1,3}\(?|\()\d{1,11}){0,8}"
    r"(?![\w@€£%])"
)
_EXTENSION = re.compile(
    r"\s{0,9}[,;]?\s{0,9}(?:x|ext(?:n|ension)?\.?|Durchwahl|DW|App\.|poste|int\.?)\s{0,9}\.?:?\s{0,9}(\d{1,6})\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\A(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)")
_LABEL = re.compile(
    r"\b(?P<kind>tel(?:ephone|efon|éfono)?|t(?:é|e)l(?:éphone)?|phone|ph|mobile|mobil|mob|handy|portable|port|hp|handphone|did|natel|cell|cellular|direct|ddi|direkt|desk|office|büro|whatsapp|call|ring|text|rufnummer|durchwahl|number|nummer"
    r"|fax|t|m|o|d|p|c|w)\b\s{0,9}[.:]{0,2}\s{0,9}\(?\+?\Z",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:fax|f|zip|postcode|ref|reference|id|iban|konto|account|invoice|candidate|meeting|passcode|pin|no|nr|vat|ust|siret|siren|hrb|registered)\b\W{0,4}\Z",
    re.IGNORECASE,
)


_OWN = frozenset(("m", "mobile", "mobil", "mob", "cell", "cellular", "handy", "portable", "port", "c", "hp", "natel"))
_OTHER = frozenset(("t", "tel", "telephone", "telefon", "tél", "téléphone", "phone", "ph", "office", "büro", "o", "p"))
_OTHER |= frozenset(("d", "direct", "direkt", "desk", "durchwahl", "did", "ddi"))


_WHOLE = 8  # digits of a number with its area code


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written, with its extension, and whether its label or shape says that it is a mobile."""

    text: str
    start: int
    end: int
    label: str


def find(line: str) -> Iterator[Phone]:
    """Yield the telephone numbers of a line, fax numbers left out."""
    if sum(c.isdigit() for c in line) < 7:
        return
    for match in _NUMBER.finditer(line):
        text = _first(match.group().strip(" .-–/"))
        before = line[: match.start()]
        labelled = _LABEL.search(before[-24:])
        if not _plausible(text, labelled=bool(labelled)) or _NOT.search(before[-24:]):
            continue
        start = match.start() + match.group().index(text[0])
        extension = _EXTENSION.match(line, match.end())
        end = extension.end() if extension else start + len(text)
        yield Phone(line[start:end].strip(), start, end, labelled["kind"].lower() if labelled else "")


def _first(text: str) -> str:
    """Return the first of two numbers that a stroke parts; one within a number stays: "0203 / 5550-117"."""
    first, _, second = text.partition(" / ")
    return first if min(sum(c.isdigit() for c in one) for one in (first, second)) >= _WHOLE else text


def _plausible(text: str, *, labelled: bool) -> bool:
    digits = sum(c.isdigit() for c in text)
    if not 7 <= digits <= 15 or text.count("(") != text.count(")") or _DATE.match(text):
        return False
    international = text.startswith(("+", "(+", "00"))
    grouped = len(re.findall(r"\d+", text)) > 1
    return international or labelled or (grouped and digits >= 9) or (digits >= 10 and text[0] in "0(")


def best(numbers: Iterable[Phone]) -> str | None:
    """Return the number to ring: the first, but one said to be a mobile's before one said to be another."""
    found = list(numbers)
    if not found:
        return None
    own = next((one for one in found if one.label in _OWN), None)
    return own.text if own and found[0].label in _OTHER else found[0].text
