"""How much a name has in common with a domain, which spells it without spaces, marks and accents.

Asked by organisation and what it uses.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_NORDIC = str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe", "æ": "ae", "Æ": "Ae"})
_BARE = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d"})
_LETTERS = re.compile(r"[^\W_]+")
_MOSTLY = 1.5  # what stands behind a name in a domain is where it is: ederhof-westerau
_TELLING = 4  # letters of a word that is hardly in a label by chance
_JOINING = ("and", "sons", "son", "daughters", "bros", "brothers", "family")  # "tancredandsons"
_SHORT = 4  # letters that a word is cut to at most


def alike(name: str, label: str) -> float:
    """Tell how much a name and the label of a domain have in common (0 to 1)."""
    likeness = _alike(name, label)
    if likeness < 1 and (spelled := name.translate(_NORDIC)) != name:  # blaafjell.no, blafjell.no
        likeness = max(likeness, _alike(spelled, label))
    return likeness


def _alike(name: str, label: str) -> float:
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
    if (
        len(squashed) >= 5
        and squashed in label
        and (label.startswith(squashed) or _MOSTLY * len(squashed) >= len(label))
    ):
        return 0.6
    if _shortened(words(name), label):
        return 0.7
    telling = [word for word in words(name) if len(word) > 3]
    borne = sum(word in label for word in telling)
    # One word may stand in a label by chance: "Alta" in velalta, "Bahn" in seilbahnen.
    return 0.5 if telling and borne / len(telling) > 0.6 and (borne > 1 or label.startswith(telling[0])) else 0.0


def _shortened(parts: Sequence[str], label: str) -> bool:
    """Tell whether a label is a name with words cut short: hs-lindenau, uni-thornhaven; one of them stands in full."""
    at, whole = 0, False
    for part in parts:
        if len(part) >= _TELLING and label.startswith(part, at):
            at, whole = at + len(part), True
        elif at < len(label) and part[0] == label[at]:
            begun = at
            for letter in part:
                at += at < len(label) and at - begun < _SHORT and letter == label[at]
    return whole and at == len(label)


def parted(label: str, written: Iterable[str], trades: frozenset[str]) -> str:
    """Return a label as words: at its hyphens, else where a trade's word ends it or names of the mail run together."""
    pieces = re.split(r"[-_]", label)
    if len(pieces) == 1:
        known = {one: one for one in _JOINING} | {
            short: one for one in written if len(short := squash(one)) >= _TELLING
        }
        trade = max((one for one in trades if label.endswith(one)), key=len, default="")
        lead = label.removesuffix(trade)
        lead, end = (lead, [trade]) if trade and len(lead) >= _TELLING else (label, [])
        pieces = [*(_run(lead, known) or [lead]), *end]
    return " ".join(
        piece if any(map(str.isupper, piece)) or piece == _JOINING[0] else piece.capitalize() for piece in pieces
    )


def _run(label: str, known: Mapping[str, str]) -> list[str]:
    """Return the known words that run together to a label; nothing where they do not."""
    first = max((one for one in known if label.startswith(one)), key=len, default="")
    if first == label:
        return [known[label]] if label else []
    others = _run(label.removeprefix(first), known) if first else []
    return [known[first], *others] if others else []


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
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name.lower().translate(_BARE)) if not unicodedata.combining(c)
    )
    return tuple(_LETTERS.findall(bare.replace("'", "").replace("’", "")))


def _german(name: str) -> bool:
    return "ß" in name or any(vowel in name.lower() for vowel in "äöü")
