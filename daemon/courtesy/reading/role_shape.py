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
_NUMBERED = re.compile(r"\(\s*\d+\b")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
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
    begin = phrase.begin(head)
    if phrase.is_piece(begin, head):
        return ""
    until = phrase.end(head)
    found = " ".join(phrase.words[begin:until]).rstrip(_MARKS)
    return found if "(" in found else found.rstrip(")")


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

    def begin(self, head: int) -> int:
        """Return where a title begins, behind what leads to it: "selected for Finance Manager", "30k, night porter"."""
        leads = (
            at
            for at in range(head)
            if self.bare(at) in self.titles.shape.leads or self._is_of_post(at) or self._ends_sum(at)
        )
        return max((at + 1 for at in leads), default=0)

    def _ends_sum(self, at: int) -> bool:
        """Tell whether the terms named before a title end with a word: "64k plus options," before "data engineer"."""
        return self.words[at].endswith(",") and any(any(map(str.isdigit, word)) for word in self.words[: at + 1])

    def is_piece(self, begin: int, head: int) -> bool:
        """Tell whether what stands before a noun makes it a piece of a sentence: "and run the second crew"."""
        shape = self.titles.shape
        pieces = shape.closed | (shape.articles - shape.opening)
        small = self._is_small(begin) or _CLOCK.match(self.words[begin]) is not None
        return head > begin and (small or any(self.bare(at) in pieces for at in range(begin, head)))

    def end(self, head: int) -> int:
        """Return where the title ends whose noun is known."""
        until, described = head + 1, 0
        while until < len(self.words):
            further = self._goes_on(until, capital=self._capital(head if self._is_aside(until - 1) else until - 1))
            if not further and described < _DESCRIBED and self._leads(head):
                further, described = self._described(until, first=not described), described + 1
            if not further:
                break
            until = further
        return until

    def _leads(self, at: int) -> bool:
        """Tell whether what describes a noun follows it: "conductrice offset", "assistante administrative"."""
        low = self.bare(at)
        unknown = low not in self.titles.nouns
        return low in self.titles.leading or (unknown and low.endswith(self.titles.shape.described))

    def _described(self, at: int, *, first: bool) -> int:
        """Return up to where a word describes the noun before it; a second one has the form of an adjective."""
        word = self.words[at].rstrip(",")
        if not word.isalpha() or self._is_small(at) or self._ended(at) or self._is_term(at):
            return 0
        shape, before = self.titles.shape, self.bare(at - 1)
        plural = before.endswith("s") and word.endswith("s")  # "responsable installations pilotes"
        return at + 1 if first or plural or before in shape.prenominal or shape.adjective.search(word) else 0

    def _goes_on(self, at: int, *, capital: bool) -> int:
        """Return up to where a title goes on behind a word of it; nought where it ends there."""
        word, low = self.words[at], self.bare(at)
        if word.startswith("("):
            return self._aside(at)
        if self._ended(at):
            told = capital and self._capital(at) and not (self._is_term(at) or self._is_aside(at - 1))
            return at + 1 if told and self.words[at - 1].endswith(",") else 0
        if _LEVEL.fullmatch(word.rstrip(",")):
            return at + 1
        if low in self.titles.shape.adding | self.titles.shape.opening | _DASHES or low.startswith(("d'", "l'")):
            return self._joined(at, capital=capital)
        if self._capital(at) and capital and not self._is_aside(at - 1):
            return 0 if low.endswith("'s") else at + 1
        return self._next_noun(at, capital=capital)

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

    def _is_of_post(self, at: int) -> bool:
        """Tell whether a word leads from a post to its title: "contrato de investigadora"."""
        return at > 0 and self.bare(at) in {"of", "de"} and self.bare(at - 1) in self.titles.shape.posts

    def _is_aside(self, at: int) -> bool:
        return self.words[at].rstrip(",").endswith(")")

    def _is_small(self, at: int) -> bool:
        return self.bare(at) in self.titles.shape.small

    def _is_term(self, at: int) -> bool:
        return self.bare(at) in self.titles.shape.terms or self.words[at][:1].isdigit()

    def _ended(self, at: int) -> bool:
        return self.words[at - 1].endswith(_ENDS)

    def _capital(self, at: int) -> bool:
        return self.words[at].lstrip("(\"'")[:1].isupper() or self.words[at][:1].isdigit()

    def _aside(self, at: int) -> int:
        """Return where an aside ends: "(Wills, Trusts & Probate)", not "(2 on, 4 off)" nor "(grade 7)"."""
        opens = self.words[at]
        if _NUMBERED.match(opens) or (opens.startswith("(") and self.bare(at) in self.titles.shape.terms_of):
            return 0
        ends = (number + 1 for number in range(at, len(self.words)) if self.words[number].rstrip(",").endswith(")"))
        return next(ends, 0)

    def _joined(self, at: int, *, capital: bool) -> int:
        """Return where what a small word leads to ends: "of the Lower School", "and Cataloguer", "de partie"."""
        shape, low, after = self.titles.shape, self.bare(at), at + 1
        if low.startswith(("d'", "l'")) and len(low) > 2:
            after = at
        elif low in shape.adding and not capital:  # "beekeeper and gardener", not "and run the second crew"
            noun = self._next_noun(after, capital=capital)
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
        near = after <= at + 1 or (low == "de" and after == at + 2)  # "contrôle de la qualité"
        return after + 1 if small and low in shape.opening and low != "to" and near else 0

    def _next_noun(self, at: int, *, capital: bool) -> int:
        """Return where the next noun of titles ends, with only plain words before it: "assistant saleroom porter"."""
        for number in range(at, min(at + _GAP, len(self.words))):
            if self._is_noun(number):
                return number + 1
            plain = not (self._is_small(number) or self.words[number].endswith(_ENDS))
            if not plain or (capital and self.bare(number) not in self.titles.before):
                return 0
        return 0
