"""What somebody wrote, said by the owner to the person it is about: "my" for "your", "your" for "her".

Phrases come from gist and go back there. German and French ones take the form that "über" and "sur" ask for.
"""

import re
from collections.abc import Collection

WHOSE = re.compile(
    r"(?P<whose>your|our|my|his|her|their|ihre[nmrs]?|ihr|unsere[nmrs]?|meine[nmrs]?|deine[nmrs]?|dein|votre|vos|notre"
    r"|nos|mon|ma|mes)\s+",
    re.IGNORECASE,
)
_THEIRS = {"his": "your", "her": "your", "their": "your"}  # of somebody whom a sentence names
_TURNED = {
    "your": "my", "our": "your", "my": "your",
    "ihre": "meine", "ihren": "meinen", "ihr": "mein", "deine": "meine", "deinen": "meinen", "dein": "mein",
    "vos": "mes",
}  # fmt: skip
_SAID_BY_OWNER = {"you": "I", "your": "my", "his": "your", "her": "your", "their": "your"}
_OF_TWO = re.compile(r"\b(?:you|your|(?:his|her|their)(?=\s[a-z]))\b", re.IGNORECASE)
_UNTURNED = re.compile(  # where more words would have to change than that
    r"\b(?:i|me|my|we|us|our|he|she|him|they|them|yours?elf|you (?:are|were)|you['’](?:re|ve|ll))\b"
    r"|\b(?:to|for|with|of|at|by|on|from) you\b"
    r"|\b(?:her|his|their)(?= (?:and|to|in|on|at|with|for|by|from|about|when|that)\b|\Z)",
    re.IGNORECASE,
)
_OF_A_THIRD = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
DATIVE = frozenset({"ihrer", "deiner"})  # of something feminine


def possessive(whose: str, *, own: bool, named: bool) -> str:
    """Return a possessive as the owner says it to the person; empty where that is not known.

    `own`: the owner wrote it. `named`: it stands of a person whom the sentence names, so that "her" is theirs.
    """
    if whose in _THEIRS:
        return _THEIRS[whose] if named else ""
    if own:  # "our" may be the owner's present house
        return "" if whose in {"our", "unsere", "notre", "nos"} else whose
    return _TURNED.get(whose, "")


def clause(said: str, *, named: bool) -> str | None:
    """Turn what the owner asked or did: "how you found the gap in her log" is "how I found the gap in your log"."""
    if _UNTURNED.search(said) or (not named and _OF_A_THIRD.search(said)):
        return None
    return _OF_TWO.sub(lambda match: _SAID_BY_OWNER[match.group().lower()], said)


def accusative(said: str, last: str, dative: Collection[str]) -> str | None:
    """Return a German or French phrase behind a preposition in the form that "über" and "sur" ask for."""
    word, _, rest = said.partition(" ")
    if last == "zur":
        return f"die {unbent(said)}"
    if last in {"zum", "vom", "beim"}:
        return None
    if last in dative:
        return _undative(word.lower(), rest, said)
    if last in {"du", "des", "au", "aux"}:
        return f"{'le' if last in {'du', 'au'} else 'les'} {said}"
    return said


def _undative(word: str, rest: str, said: str) -> str | None:
    if word in {"der", "einer"}:
        return f"{'die' if word == 'der' else 'eine'} {unbent(rest)}"
    bent = word in {"dem", "den", "einem", "ihrem", "ihrer", "meinem", "meiner"}
    return None if bent or (said[:1].islower() and word.endswith(("em", "er", "en"))) else said


def unbent(rest: str) -> str:
    """Take the ending of the dative from an adjective before a feminine noun: "schiefen Brücke"."""
    first, space, noun = rest.partition(" ")
    return f"{first[:-1]}{space}{noun}" if first[:1].islower() and first.endswith("en") and noun[:1].isupper() else rest
