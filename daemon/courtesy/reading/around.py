"""What stands around a word with a capital, by which it is somebody's name or is not.

Texts come from capitals; answers go back there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courtesy.reading import names, titles, wording

_DATED = re.compile(r"[ ]\d")
_MET = re.compile(
    r"\b(?:meet|met|with|ask for|call|ring|text|see|thank|and|avec|mit|tell|hi|dear|hello) \Z", re.IGNORECASE
)
_REACH = 12  # characters before a word that tell of it
_WORD_BEFORE = re.compile(r"\b([^\W\d_A-Z]\w{3,14}) \Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Patterns of what stands before a word with a capital (`leads` to `familiar`) and behind it."""

    leads: re.Pattern[str]
    places: re.Pattern[str]
    days: re.Pattern[str]
    times: re.Pattern[str]
    articles: re.Pattern[str]
    familiar: re.Pattern[str]  # articles that may stand before a given name: "frag nach dem Sepp"
    goes: re.Pattern[str]
    does: re.Pattern[str]
    bodies: frozenset[str]  # words that a house ends with

    def is_body(self, words: Iterable[str]) -> bool:
        """Tell whether folded words behind the first of a name make it that of a house: "Glyn Ebwy Borough Council"."""
        return not self.bodies.isdisjoint(words)

    def lead(self, before: str, known: titles.Titles) -> str | None:
        """Return what leads to a name, from the text before it: "with ", a bracket, "my assistant "; None without."""
        match = self.leads.search(before)
        if match:
            return match.group()
        called = _WORD_BEFORE.search(before)
        return called.group() if called and known.has(names.fold(called[1])) else None

    def goes_on(self, text: str, end: int) -> bool:
        """Tell whether what follows is said of somebody: "Ken doesn't", "Bev and"."""
        return bool(self.goes.match(text, end))

    def acts(self, text: str, end: int) -> bool:
        """Tell whether what follows only people do: "Dawn left us"."""
        return bool(self.does.match(text, end))

    def bears(self, text: str, start: int, end: int) -> bool:
        """Tell whether somebody bears the name of a day or a month: "April said", "meet June and Tom"."""
        before = text[max(0, start - _REACH) : start]
        return not self.timed(before) and (self.acts(text, end) or _MET.search(before) is not None)

    def articled(self, before: str, *, familiar: bool) -> bool:
        """Tell whether an article stands before a name; with `familiar` one may: "frag nach dem Sepp"."""
        return bool(self.articles.search(before)) and not (familiar and self.familiar.search(before))

    def placed(self, before: str) -> bool:
        """Tell whether what stands before it makes a name one of a place: "in Madison"."""
        return bool(self.places.search(before))

    def day_before(self, before: str) -> bool:
        """Tell whether the day of a month stands before: "24th August"."""
        return bool(self.days.search(before))

    def timed(self, before: str) -> bool:
        """Tell whether what stands before it makes the name of a month or a day one: "by Sunday"."""
        return bool(self.times.search(before))


def compile_words(words: wording.Wording) -> Around:
    """Compile the patterns of all languages. Raises ValueError naming the file at fault."""

    def of(name: str) -> str:
        return words.either("around", name)

    return Around(
        leads=re.compile(rf"(?:\b{of('leads')}|[,;:(|•–—-]|\d)\s\Z|\A\Z", re.IGNORECASE),
        places=re.compile(rf"\b{of('placed')}\s\Z", re.IGNORECASE),
        days=re.compile(rf"\d(?:{of('ordinals')}|\.)?\s\Z"),
        times=re.compile(rf"\b{of('timed')}\s\Z", re.IGNORECASE),
        articles=re.compile(rf"\b{of('articles')}\s\Z", re.IGNORECASE),
        familiar=re.compile(rf"\b{of('before_given')}\s\Z"),
        goes=re.compile(
            rf"{of('possessive')} |,? {of('goes_on')}\b| [a-z]{{2,12}}{of('verb_ending')} {of('does_to')}\b"
            r"|\s?[,(.]|\s?\Z"
        ),
        does=re.compile(f" {of('does')} "),
        bodies=frozenset(names.fold(word) for word in words.words("around", "bodies")),
    )


def numbered(text: str, end: int) -> bool:
    """Tell whether a number follows: "August 24"."""
    return bool(_DATED.match(text, end))
