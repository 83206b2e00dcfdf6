"""What somebody wrote, said by the owner to the person it is about: "my" for "your", "your" for "her".

Phrases come from gist and go back there. German and French ones take the form that "über" and "sur" ask for.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from courtesy.reading import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouth:
    """Words that change with the mouth that says them, and those that change with a preposition."""

    whose: re.Pattern[str]  # possessives
    theirs: Mapping[str, str]  # of somebody whom a sentence names
    turned: Mapping[str, str]
    ours: frozenset[str]  # of a house: the owner's may be the present one
    said_by_owner: Mapping[str, str]
    of_two: re.Pattern[str]
    of_a_third: re.Pattern[str]
    unturned: re.Pattern[str]  # where more words would have to change than that
    feminine: Mapping[str, str]  # German: possessives in the dative, and in the accusative
    mine: str  # German: of something feminine
    articles: Mapping[str, str]  # French: of prepositions that hold one
    bending: Mapping[str, str]  # German: the same, behind which an adjective bends
    bending_articles: Mapping[str, str]
    lost: frozenset[str]
    dative: frozenset[str]
    dative_endings: tuple[str, ...]

    def possessive(self, whose: str, *, own: bool, named: bool) -> str:
        """Return a possessive as the owner says it to the person; empty where that is not known.

        `own`: the owner wrote it. `named`: it stands of a person whom the sentence names, so that "her" is theirs.
        """
        if whose in self.theirs:
            return self.theirs[whose] if named else ""
        if own:
            return "" if whose in self.ours else whose
        return self.turned.get(whose, "")

    def of_feminine(self, whose: str, *, own: bool) -> str:
        """Return a possessive of something feminine as the owner says it, from its dative: "Ihre" of "von Ihrer"."""
        return self.feminine[whose] if own else self.mine

    def clause(self, said: str, *, named: bool) -> str | None:
        """Turn what the owner asked or did: "how you found the gap in her log" is "how I found the gap in your log"."""
        if self.unturned.search(said) or (not named and self.of_a_third.search(said)):
            return None
        return self.of_two.sub(lambda match: self.said_by_owner[match.group().lower()], said)

    def accusative(self, said: str, last: str, dative: Collection[str]) -> str | None:
        """Return a German or French phrase behind a preposition in the form that "über" and "sur" ask for."""
        word, _, rest = said.partition(" ")
        if last in self.bending:
            return f"{self.bending[last]} {unbent(said)}"
        if last in self.lost:
            return None
        if last in dative:
            return self._undative(word.lower(), rest, said)
        return f"{self.articles[last]} {said}" if last in self.articles else said

    def _undative(self, word: str, rest: str, said: str) -> str | None:
        if word in self.bending_articles:
            return f"{self.bending_articles[word]} {unbent(rest)}"
        bent = word in self.dative or (said[:1].islower() and word.endswith(self.dative_endings))
        return None if bent else said


def compile_words(words: wording.Wording) -> Mouth:
    """Compile the words of all languages. Raises ValueError naming the file at fault."""
    theirs = words.pairs("mouth", "theirs")
    third = "|".join(map(re.escape, theirs)) or "(?!)"
    before = words.either("mouth", "unturned_before")
    return Mouth(
        whose=re.compile(rf"(?P<whose>{words.either('mouth', 'whose')})\s+", re.IGNORECASE),
        theirs=theirs,
        turned=words.pairs("mouth", "turned"),
        ours=words.words("mouth", "ours"),
        said_by_owner=words.pairs("mouth", "said_by_owner"),
        of_two=re.compile(rf"\b(?:{words.either('mouth', 'you')}|(?:{third})(?=\s[a-z]))\b", re.IGNORECASE),
        of_a_third=re.compile(rf"\b(?:{third})\b", re.IGNORECASE),
        unturned=re.compile(rf"\b{words.either('mouth', 'unturned')}\b|\b(?:{third})(?= {before}\b|\Z)", re.IGNORECASE),
        feminine=words.pairs("mouth", "feminine"),
        mine=min(words.words("mouth", "mine"), default=""),
        articles=words.pairs("mouth", "articles"),
        bending=words.pairs("mouth", "bending"),
        bending_articles=words.pairs("mouth", "bending_articles"),
        lost=words.words("mouth", "lost"),
        dative=words.words("mouth", "dative"),
        dative_endings=tuple(sorted(words.words("mouth", "dative_endings"))),
    )


def unbent(rest: str) -> str:
    """Take the ending of the dative from an adjective before a feminine noun: "schiefen Brücke"."""
    first, space, noun = rest.partition(" ")
    return f"{first[:-1]}{space}{noun}" if first[:1].islower() and first.endswith("en") and noun[:1].isupper() else rest
