"""The shape of a job's title: where its noun phrase ends, and whether its words can name who does a job.

Titles come from role_trim, which has cut them at words that surely end one. What is left is a noun phrase: words before
a noun that names somebody, the noun, and what that somebody does it of, for or in. Whatever stands behind is not it.
The words are data: config/reading/titles.toml.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy.reading import role_words

_LEVEL = re.compile(r"[IVX]{1,3}|\d{1,2}|[A-Z]\d?|\d(?:st|nd|rd|th)")
# What stands in brackets behind a title and is none of it: "(2 on, 4 off)", "(grade 7)".
_ASIDE = re.compile(
    r"\(\s*(?:\d+(?!(?:st|nd|rd|th)\b)|ca\.?|from|starting|start|this|if|we|you|and|but|or|grade|band|pay|salary|scale"
    r"|step|ref|job|req|see|subject|initially|approx\w*|about|which|as)\b",
    re.IGNORECASE,
)
_ENDS = (",", ";", ":")
_DASHES = frozenset({"-", "–", "|"})
_MARKS = " ,;-–—/&"
_GAP = 3  # words that may stand between one noun of titles and the next
_FEW = 4  # words of a title without a noun that is known
_DESCRIBED = 2  # words behind a noun that describe it


def trimmed(title: str, titles: role_words.Titles) -> str:
    """Return a title as far as its noun phrase goes; empty where the words are none."""
    phrase = _Phrase(words=title.split(), titles=titles)
    head = phrase.head()
    if head is None:
        return phrase.beginning()
    if phrase.is_piece(head):
        return ""
    until, further = head + 1, head + 1
    while further and until < len(phrase.words):
        further = phrase.goes_on(until)
        if not further and until - head <= _DESCRIBED and phrase.leads(head):
            further = phrase.described(until)
        until = further or until
    return " ".join(phrase.words[:until]).rstrip(_MARKS)


def does(word: str, titles: role_words.Titles) -> bool:
    """Tell whether a word has the form of those that name somebody by what they do: "gilder", "relieuse"."""
    low = word.lower().rpartition("-")[2]
    return titles.shape.doer.fullmatch(low) is not None and low not in titles.shape.no_doers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """The words of what may be a title; they go by their numbers."""

    words: Sequence[str]
    titles: role_words.Titles

    def bare(self, at: int) -> str:
        return self.words[at].lower().strip("(),;:.").replace("’", "'")

    def head(self) -> int | None:
        """Return the first noun of titles, else the first word that has the form of one; none of them in brackets."""
        aside = next((at for at, word in enumerate(self.words) if at and word.startswith("(")), len(self.words))
        known = next((at for at in range(aside) if self._is_noun(at)), None)
        return (
            known if known is not None else next((at for at in range(aside) if does(self.bare(at), self.titles)), None)
        )

    def is_piece(self, head: int) -> bool:
        """Tell whether what stands before a noun makes it a piece of a sentence: "and run the second crew"."""
        shape = self.titles.shape
        pieces = shape.closed | (shape.articles - shape.opening)
        return head > 0 and (self._is_small(0) or any(self.bare(at) in pieces for at in range(head)))

    def leads(self, at: int) -> bool:
        """Tell whether what describes a noun follows it: "conductrice offset", "assistante administrative"."""
        low = self.bare(at)
        unknown = low not in self.titles.nouns
        return low in self.titles.leading or (unknown and low.endswith(self.titles.shape.described))

    def described(self, at: int) -> int:
        """Return up to where a word describes the noun before it; nought where it does not."""
        plain = self.words[at].rstrip(",").isalpha() and not self._is_small(at) and not self._ended(at)
        return at + 1 if plain and not self._is_term(at) else 0

    def goes_on(self, at: int) -> int:
        """Return up to where a title goes on behind a word of it; nought where it ends there."""
        word, low, capital = self.words[at], self.bare(at), self._capital(at - 1)
        if word.startswith("("):
            return self._aside(at)
        if self._ended(at):
            told = capital and self._capital(at) and not self._is_term(at)
            return at + 1 if told and self.words[at - 1].endswith(",") else 0
        if _LEVEL.fullmatch(word.rstrip(",")):
            return at + 1
        if low in self.titles.shape.adding | self.titles.shape.opening | _DASHES or low.startswith(("d'", "l'")):
            return self._joined(at, capital=capital)
        return at + 1 if self._capital(at) and capital else self._next_noun(at)

    def beginning(self) -> str:
        """Return the beginning of words of which none can be seen to name somebody."""
        if not self.words or self._is_small(0):
            return ""
        capital, until = self._capital(0), 1
        while until < len(self.words) and self.bare(until) not in self.titles.shape.closed:
            if capital and not (self._capital(until) or self._is_small(until)):
                break
            until += 1
        until = until if capital else min(until, _FEW)
        while self._is_small(until - 1):
            until -= 1
        return " ".join(self.words[:until]).rstrip(_MARKS)

    def _is_noun(self, at: int) -> bool:
        low = self.bare(at)
        return any(role_words.is_noun(part, self.titles) for part in (low, *re.split(r"[/-]", low)))

    def _is_small(self, at: int) -> bool:
        return self.bare(at) in self.titles.shape.small

    def _is_term(self, at: int) -> bool:
        return self.bare(at) in self.titles.shape.terms or self.words[at][:1].isdigit()

    def _ended(self, at: int) -> bool:
        return self.words[at - 1].endswith(_ENDS)

    def _capital(self, at: int) -> bool:
        return self.words[at].lstrip("(\"'")[:1].isupper() or self.words[at][:1].isdigit()

    def _aside(self, at: int) -> int:
        """Return where an aside ends: "(Wills, Trusts & Probate)", not "(2 on, 4 off)"."""
        if _ASIDE.match(self.words[at]):
            return 0
        ends = (number + 1 for number in range(at, len(self.words)) if self.words[number].rstrip(",").endswith(")"))
        return next(ends, 0)

    def _joined(self, at: int, *, capital: bool) -> int:
        """Return where what a small word leads to ends: "of the Lower School", "and Cataloguer", "de partie"."""
        shape, low, after = self.titles.shape, self.bare(at), at + 1
        if low.startswith(("d'", "l'")) and len(low) > 2:
            after = at
        elif low in shape.adding and not capital:  # "beekeeper and gardener", not "and run the second crew"
            noun = self._next_noun(after)
            if noun or low not in shape.opening:
                return noun
        if low in shape.adding - shape.opening and after < len(self.words) and self.bare(after) in shape.articles:
            return 0  # "Büroleitung und die Stelle"
        while after < len(self.words) and self.bare(after) in shape.articles | shape.opening and after - at < _GAP:
            after += 1
        if after >= len(self.words) or self.bare(after) in shape.closed or self._is_term(after):
            return 0
        if self._capital(after) and (capital or low in shape.opening):
            return after + 1
        # "head of reference", "Chef de partie": in small letters one word is told of, and no article leads to it.
        small = not capital or (at == 1 and low in shape.of)
        return after + 1 if small and low in shape.opening and low != "to" and after <= at + 1 else 0

    def _next_noun(self, at: int) -> int:
        """Return where the next noun of titles ends, with only plain words before it: "assistant saleroom porter"."""
        for number in range(at, min(at + _GAP, len(self.words))):
            if self._is_noun(number):
                return number + 1
            if self._is_small(number) or self.words[number].endswith(_ENDS):
                return 0
        return 0
