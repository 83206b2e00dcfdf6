"""Who signed a mail that a team or a system sent: a name below the sign-off, on its line, or above a title.

Lines come from page; the name goes back there.
"""

import re
from collections.abc import Sequence

from courtesy.reading import names, placing, signature

_FROM_TEAM = re.compile(r"\w (?:from|at) (?:the |our )?[A-Z]")

_CLOSE = 4
"""Lines from the end within which a name alone on its line can only be the writer's."""


def signer(lines: Sequence[str], words: placing.Words, signoffs: frozenset[str]) -> names.Name | None:
    """Return the person who signed for a team or a system: below the sign-off, or above a title at the end."""
    tail = [line.strip() for line in lines if line.strip()][-signature.REACH :]
    for at in range(len(tail) - 1, 0, -1):
        name = _signing(tail[at], words)
        if name is None:
            inline = _inline(tail[at], words, signoffs)
            if inline:
                return inline
            continue
        below = tail[at + 1] if at + 1 < len(tail) else ""
        listed = "," in tail[at] and not signature.is_signoff(tail[at - 1], signoffs)
        if listed or (len(tail[at - 1]) < 60 and _signing(tail[at - 1], words)):
            continue  # a line of a list
        titled = (
            len(below) < 80
            and words.titles.is_title(" ".join(below.split()[:4]))
            and not below.endswith((".", "?", "!"))
        )
        alone = at >= len(tail) - _CLOSE and tail[at].strip(" .,-–—~*") == name.text
        if signature.is_signoff(tail[at - 1], signoffs) or (titled and name.full) or alone:
            return name
    return None


def _inline(line: str, words: placing.Words, signoffs: frozenset[str]) -> names.Name | None:
    """Return who takes leave and signs on one line: "LG Vroni", "Many thanks, Bea"."""
    said = line.split()
    for count in range(1, min(len(said), 4)):
        if names.fold(" ".join(said[:count])).strip(" ,.!") in signoffs:
            return _signing(" ".join(said[count:]), words)
    return None


def _signing(line: str, words: placing.Words) -> names.Name | None:
    """Return the name that a line begins with, where it can only be a person's."""
    lead = words.below.lead(line).partition(",")[0]
    name = (
        names.parse(lead, words.names) if len(lead) < 40 and not any(c.isdigit() or c in "@:?!" for c in lead) else None
    )
    if name is None or len(name.words) > 4 or name.given not in words.names.given or name.family in words.firms:
        return None
    if not all(word[:1].isupper() for word in name.text.split() if names.fold(word) not in words.names.particles):
        return None
    doubtful = (name.given in words.names.ambiguous or name.given in words.stop) and not _FROM_TEAM.search(line)
    return (
        None
        if (doubtful and not name.full)
        or any(words.titles.has(word) or word in words.names.group_words for word in name.words)
        else name
    )
