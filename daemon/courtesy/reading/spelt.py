"""How much a name has in common with a domain, which spells it without spaces, marks and accents.

Asked by organisation and what it uses.
"""

import functools
import re
import unicodedata

_LETTERS = re.compile(r"[^\W_]+")


def alike(name: str, label: str) -> float:
    """Tell how much a name and the label of a domain have in common (0 to 1)."""
    squashed = squash(name)
    if not squashed or len(label) < 3:
        return 0.0
    if squashed == label:
        return 1.0
    plain = "".join(
        word
        for word in words(name)
        if word not in {"and", "of", "the", "de", "du", "la", "le", "et", "und", "der", "d", "l", "s"}
    )
    initials = "".join(word[0] for word in words(name))
    if plain == label or (initials == label and len(label) >= 2):
        return 0.95
    common = _common(squashed, label)
    if common >= 4 and common >= 0.5 * len(label):
        return 0.6 + 0.3 * common / max(len(label), len(squashed))
    if len(squashed) >= 5 and squashed in label:
        return 0.6
    telling = [word for word in words(name) if len(word) > 3]
    return 0.5 if telling and sum(word in label for word in telling) / len(telling) > 0.6 else 0.0


def _common(one: str, other: str) -> int:
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def squash(name: str) -> str:
    """Return the letters and digits of a name, as a domain would spell it."""
    return "".join(words(name.replace("&", " and ").replace("+", " and ")))


@functools.lru_cache(maxsize=4096)  # the same names come again and again, within a message and between messages
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in plain letters, as a domain would spell them."""
    name = name.replace("ß", "ss").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue") if _german(name) else name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return tuple(_LETTERS.findall(bare.replace("'", "").replace("’", "")))


def _german(name: str) -> bool:
    return "ß" in name or any(vowel in name.lower() for vowel in "äöü")
