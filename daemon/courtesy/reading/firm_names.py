"""Runs of capitals in a line that may be names, cut at both ends from what is no part of them.

Lines come from standing; so do the names go back there.
"""

import re
from collections.abc import Iterator

from courtesy.reading import firms

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŒŠŽ0-9][\w'’.&-]{0,29}|[A-ZÀ-ÖØ-Þ]|gGmbH|mbH|eG|e\.[VK]\.)"
_JOINER = r"(?:&|\+|and|of|the|for|de|du|des|la|le|les|d['’]|und|für|der|van|von|zu|zum|y|et|à|sur|aux|in)"
NAME = re.compile(rf"(?<!\w)(?:{_CAPITAL})(?:,? (?:{_JOINER} ){{0,2}}(?:[dl]['’])?{_CAPITAL}){{0,6}}")
_TRAILING = re.compile(r"(?:['’]s?|[.,;:!?&\s-])+$")


def undecorated(words: list[str], cues: firms.Cues) -> list[str]:
    """Take from a display name what tells only of the department: "Quillstone Recruiting" is "Quillstone"."""
    kept = list(words)
    while kept and kept[-1].lower().strip(".,") in cues.decorations:
        kept.pop()
    while kept and kept[0].lower().strip(".,") in cues.decorations:
        kept.pop(0)
    return kept


def in_line(line: str, cues: firms.Cues) -> Iterator[tuple[str, str, str]]:
    """Yield every capitalised name of a sentence with what stands before and behind it."""
    for found in NAME.finditer(line[:600]):
        for name, offset in trimmed(found.group(), cues):
            start = found.start() + offset
            before = " ".join(line[:start].lower().replace("the ", "").replace("’", "'").split()[-cues.longest :])
            behind = line[start + len(name) :].strip(" ,").lower()[:40]
            yield name, before, behind


def trimmed(name: str, cues: firms.Cues) -> Iterator[tuple[str, int]]:
    """Cut from a run of capitals what is no part of a name, at both ends."""
    for part in re.finditer(r"[^,]+(?:, (?:Inc|LLC|Ltd|LLP|L\.P|S\.A)\b\.?)?", name):
        words = part.group().split()
        offset = part.start() + len(part.group()) - len(part.group().lstrip())
        while (
            words
            and (_TRAILING.sub("", words[0]) in cues.never or words[0].lower() in {"&", "the", "of", "and", "for"})
            and not _forms(words[1:], cues)
        ):
            offset += len(words[0]) + 1
            words.pop(0)
        last = ""
        while (
            words
            and _TRAILING.sub("", words[-1]) in cues.never
            and not _forms(words, cues)
            and not (len(words) > 1 and words[-1] in cues.words)
        ):
            last = _TRAILING.sub("", words.pop())
        if len(words) == 1 and last.lower() in cues.titles:  # "Teaching Assistant"
            continue
        words = _without_numbers(words)
        cleaned = _TRAILING.sub("", " ".join(words))
        if words and words[-1].rstrip(".,") in cues.legal:
            cleaned = " ".join(words).rstrip(",;:!?")
        if len(cleaned) > 1 and not cleaned[0].isdigit():
            yield cleaned, offset


def _without_numbers(words: list[str]) -> list[str]:
    """Take off the telephone number that follows a name on its line; "Studio 54" keeps its own."""
    kept = list(words)
    while kept and not any(char.isalpha() for char in kept[-1]):
        kept.pop()
    number = "".join(words[len(kept) :])
    return kept if sum(char.isdigit() for char in number) > _DIGITS_OF_A_NAME else words


_DIGITS_OF_A_NAME = 2


def _forms(words: list[str], cues: firms.Cues) -> bool:
    return any(word.strip(".,") in cues.legal or word in cues.words for word in words[:2])
