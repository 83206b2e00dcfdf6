"""Where an older mail begins: attribution lines, header blocks and markers of mail programs, in many languages.

Lines come from mail.body; what is found goes back there.
"""

import re
from collections.abc import Sequence

from courtesy.mail import phrases

_ROLES = {word: role for role, words in phrases.FIELDS.items() for word in words}

_WROTE = re.compile(rf"\b(?:{phrases.WROTE})\b|写道|寫道|のメール|님이 작성|작성:|כתב|كتب|เขียนว่า", re.IGNORECASE)
_OPENER = re.compile(
    r"(?:on|am|le|el|il|op|em|en|den|dne|dnia|w dniu|på|pe|to|ti|ke|ma|la|su|em|i|pada|vào|στις|în|no dia|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?|\W{0,2}\d{1,4}[./年-]\s?\d{1,2}|\W{0,2}\d{1,2} \w{3,10} \d{4})\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:.h]\d\d\b|\d年")
_ADDRESSED = re.compile(r"[<\[(]?[\w.+-]{1,64}@[\w.-]{2,200}[>\])]?")
_ENDS_ADDRESSED = re.compile(r"@[\w.-]{2,200}>? ?(?:\S{0,12})[:：]$")
_FORWARD = re.compile(rf"[-\s>*_]{{0,40}}(?:{phrases.FORWARDED})[\s:：*_-]{{0,40}}", re.IGNORECASE)
_ORIGINAL = re.compile(rf"[-_=\s>*]{{2,40}}(?:{phrases.ORIGINAL})\s?[-_=\s*]{{2,40}}", re.IGNORECASE)
_FORWARD_SUBJECT = re.compile(
    r"\s*\[?(?:fwd?|wg|tr|rv|i|vb|vs|videresendt|enc|res: enc|pd|doorst|továbbítva|ilt|i̇lt|转发|轉寄|fw)\s?[:：]",
    re.IGNORECASE,
)


def forwards(subject: str) -> bool:
    """Tell whether a subject begins with a mark of forwarding."""
    return _FORWARD_SUBJECT.match(subject) is not None


def forward_marker(line: str) -> bool:
    """Tell whether a line announces a forwarded mail."""
    return len(line) < 120 and _FORWARD.fullmatch(line.strip()) is not None


def original_marker(line: str) -> bool:
    """Tell whether a line announces the mail that is answered."""
    return len(line) < 120 and _ORIGINAL.fullmatch(line.strip()) is not None


def rule(line: str) -> bool:
    """Tell whether a line is drawn across."""
    return len(line) >= 5 and not line.strip("-_=* ")


def field(line: str) -> tuple[str, str] | None:
    """Return the part that a line plays in a header block, and its value."""
    head, colon, value = line.partition(":")
    if not colon:
        head, colon, value = line.partition("：")
    if not colon or len(head) > 30:
        return None
    role = _ROLES.get(head.strip(' \t*>_\u00a0"').lower())
    return (role, value.strip(" \t*_")) if role else None


def header_block(lines: Sequence[str], start: int) -> int:
    """Return the line after the header block that begins at `start`, or 0 where none does.

    A schedule (`From: Monday 9am`, `To: Friday 5pm`) or a route is no header block: it names no sender and no subject.
    """
    found: dict[str, str] = {}
    strangers, at = 0, start
    while at < min(len(lines), start + 16):
        named = field(lines[at])
        if named:
            found.setdefault(*named)
            strangers = 0
        elif not lines[at].strip():
            if len(found) >= 3 or at == start or not (at + 1 < len(lines) and field(lines[at + 1])):
                break
        else:
            strangers += 1  # the fold of a long list of addresses
            if strangers > 3:
                break
        at += 1
    return at if _is_block(found) else 0


def _is_block(found: dict[str, str]) -> bool:
    sender = found.get("from", "")
    if not sender or not any(letter.isalpha() for letter in sender):
        return False
    addressed = "@" in sender or "@" in found.get("to", "")
    if "date" in found:
        return "subject" in found or ("to" in found and addressed)
    return "@" in sender and "to" in found and "subject" in found


def attribution(lines: Sequence[str], end: int) -> tuple[int, bool] | None:
    """Return where the attribution that ends with line `end` begins, and whether it leaves no doubt.

    Mail programs fold it over up to four lines.
    """
    near = " ".join(lines[max(0, end - 3) : end + 1])
    if "@" not in near and not _WROTE.search(near):
        return None
    for start in range(end, max(-1, end - 4), -1):
        if not lines[start].strip():
            return None
        joined = " ".join(line.strip(" >*") for line in lines[start : end + 1])
        if len(joined) > 350:
            return None
        opened = _OPENER.match(joined) is not None
        dated, addressed = _DATED.search(joined), _ADDRESSED.search(joined)
        if _WROTE.search(joined):
            if (opened and dated) or (addressed and (dated or opened)):
                return start, True
            if start > 0 and lines[start - 1].strip() and _begins_attribution(lines, start, end):
                continue
            return start, False
        if dated and _ENDS_ADDRESSED.search(joined):
            return start, True
    return None


def _begins_attribution(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a line above is the first half of the attribution."""
    for line in lines[max(0, end - 3) : start]:
        dated, addressed = _DATED.search(line), _ADDRESSED.search(line)
        if (dated and addressed) or ((dated or addressed) and _OPENER.match(line.strip(" >*"))):
            return True
    return False
