"""What stands below a mail and its sender did not write: notices of confidentiality, footers of mailing systems.

Lines come from mail.body; what is found goes back there. Plain phrases rather than patterns: every mail is searched.
"""

import re
from collections.abc import Sequence

from courtesy.mail import phrases

_LEGAL = re.compile(rf"\b(?:{phrases.LEGAL})")
_AT_HEAD = re.compile(phrases.WARNINGS, re.IGNORECASE)
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?p?\.?\s?s\b\.?[\s:.,–—-]", re.IGNORECASE)
_LONGEST = 1500  # characters of a paragraph that are looked at
_EARLY = 110  # characters; a paragraph that speaks of settings only further on says something of its own first
_FIRST_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s")
_SHORT = 160
_SEARCHED = 2400  # characters at the end in which a footer shows itself
_SEARCHED_FOR_SYSTEM = 500
MOST = 24  # paragraphs that may be a footer


def notice(text: str) -> bool:
    """Tell whether a paragraph is a notice of confidentiality or the like."""
    if len(text) < 40:
        return False
    low = _lowered(text)
    return _holds(low, phrases.NOTICES) or len([phrase for phrase in phrases.HINTS if phrase in low]) >= 3


def system(text: str) -> bool:
    """Tell whether a paragraph is a footer that a mailing system wrote.

    One that says something first, and only then asks for no reply, is none: `Please sign by Friday. Do not reply.`
    """
    low = _lowered(text)[:_EARLY]
    return _holds(low, phrases.SYSTEM) or _holds(_FIRST_SENTENCE.split(low, maxsplit=1)[0], phrases.REPLIES)


def legal(text: str) -> bool:
    """Tell whether a line names what the law wants named: register, seat, directors."""
    return len(text) <= _LONGEST and _LEGAL.search(_lowered(text)) is not None


def postscript(text: str) -> bool:
    """Tell whether a paragraph is a postscript."""
    return _POSTSCRIPT.match(text) is not None


def head(lines: Sequence[str]) -> int:
    """Return how many lines at the top are a warning or a link put there by a system."""
    for count, line in enumerate(lines[:4]):
        if line and not (len(line) < 300 and _AT_HEAD.match(line)):
            return count
    return 0


def tail(paragraphs: Sequence[str]) -> int:
    """Return at which paragraph the footer begins; the number of paragraphs where there is none."""
    count = len(paragraphs)
    low = _lowered("\n".join(paragraphs)[-_SEARCHED:], _SEARCHED)
    stems = [stem for stem in phrases.STEMS if stem in low]
    for at in range(1, count) if stems else ():
        if _holds(_lowered(paragraphs[at]), stems) and notice(paragraphs[at]):
            if not any(map(postscript, paragraphs[at + 1 :])):
                return _upwards(paragraphs, at)
            break
    if not _holds(low[-_SEARCHED_FOR_SYSTEM:], phrases.SYSTEM) and not _holds(
        low[-_SEARCHED_FOR_SYSTEM:], phrases.REPLIES
    ):
        return count
    at = count
    while at > 2 and at > count - 4 and not system(paragraphs[at - 1]) and _small_print(paragraphs[at - 1]):
        at -= 1
    return _upwards(paragraphs, at) if at > 1 and system(paragraphs[at - 1]) else count


def _upwards(paragraphs: Sequence[str], at: int) -> int:
    while at > 1 and (system(paragraphs[at - 1]) or notice(paragraphs[at - 1]) or legal(paragraphs[at - 1])):
        at -= 1
    return at


def _small_print(text: str) -> bool:
    return (
        len(text) <= _SHORT and not postscript(text) and text.count(". ") < 2 and not text.rstrip().endswith(("?", "!"))
    )


def _holds(low: str, phrases: Sequence[str]) -> bool:
    for phrase in phrases:  # noqa: SIM110  any() takes three times as long, and every mail comes here
        if phrase in low:
            return True
    return False


def _lowered(text: str, longest: int = _LONGEST) -> str:
    low = text[:longest].lower()
    return low if low.isascii() else low.replace("’", "'")
