"""How the owner and a person have greeted each other, so that a letter greets as they do.

The lines come with a Person from casebook; what stands in them goes on to greeting. A line is followed only as far as
its words are known: a hello of the letter's language, titles, and the person's own name.
"""

import re
from collections.abc import Collection, Iterator, Mapping

_BETWEEN = re.compile(r"[,;/&]|\b(?:and|und|et)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w'’.\-]{0,40}")
_MOST = 5  # words of a name with its titles


def hello(line: str, words: Mapping[str, str]) -> str:
    """Return the word with which a line greets, as the letter's language writes it; empty where it has none."""
    told = line.lower()
    return next((one for one in _hellos(words) if re.match(rf"{re.escape(one.lower())}(?!\w)", told)), "")


def owners(line: str, names: Collection[str], titles: Collection[str], words: Mapping[str, str]) -> str:
    """Return the greeting to one person out of a line of the owner's: "Dear Ms Low, dear Ann," holds two.

    `names` are the words of the person's name and `titles` those that may stand before it, all in small letters.
    """
    greeted = ""
    for piece in _BETWEEN.split(line):
        found = hello(piece.strip(), words)
        greeted = found or greeted
        called = piece.strip()[len(found) :].strip(" .!:–-")
        if greeted and _is_them(called, names, titles):
            return f"{greeted} {called},"
    return ""


def called(line: str, names: Collection[str]) -> str:
    """Return the one word by which a line of the owner's calls somebody; empty where it does not."""
    for piece in _BETWEEN.split(line):
        words = piece.strip(" .!:–-").split()
        if len(words) == 2 and words[1].lower() in names and _TOKEN.fullmatch(words[1]):
            return words[1]
    return ""


def _is_them(called: str, names: Collection[str], titles: Collection[str]) -> bool:
    tokens = called.split()
    if not 1 <= len(tokens) <= _MOST or not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    bare = [token.strip(".").lower() for token in tokens]
    known = [one in names for one in bare]
    return any(known) and all(one in titles or mine for one, mine in zip(bare, known, strict=True))


def _hellos(words: Mapping[str, str]) -> Iterator[str]:
    """Yield the hellos of a language, the longest first."""
    listed = "|".join(words.get(name, "") for name in ("hellos", "dear_f", "dear_m", "solemn"))
    yield from sorted(filter(None, listed.split("|")), key=len, reverse=True)
