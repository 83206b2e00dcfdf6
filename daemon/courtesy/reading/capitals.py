"""A run of words with capitals: where in it a name begins and ends, and how surely it is one.

Runs come from spot; places go back there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courtesy.reading import around, names, placing

# How surely words are a person's name: in an address field, with an honorific, a given name, one that is a word too,
# words that no list holds, one such word alone.
KNOWN, TITLED, GIVEN, DOUBTFUL, UNLISTED, LONE = 3, 3, 2, 1, 0, -1

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’]*(?:-[\w'’]+)*\.?"
_PIECE = re.compile(CAPITAL)
_POSSESSIVE = re.compile(r"['’](?:s|ll|d|ve)?$")  # "Pete'll let you in"
_COURTESY = re.compile(r"-(?:san|sama|sensei|bucho|kacho|shacho|ji|jee|nim|ssi|sahib|saab|bhai)\Z")
_WAYS = frozenset(("strasse", "str", "weg", "gasse", "platz", "allee", "ring", "ufer", "straat", "laan", "plein"))
_STREETS = frozenset(("dr", "st", "rd", "ave", "blvd", "ln", "ct", "pkwy", "street", "road", "strasse", "str"))
_SISTERS = frozenset(("sr", "fr"))
_SAINTS = frozenset(("st", "saint", "sankt", "ste"))
_NONE = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a message is written, as far as names are concerned."""

    known: frozenset[str]  # words of the names in its address fields
    lower: bool = False  # written without capitals
    nouns: bool = False  # every noun has a capital: German


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals that follow one another, and the sentence they stand in."""

    text: str
    pieces: tuple[re.Match[str], ...]
    folded: tuple[str, ...]
    words: placing.Words
    manner: Manner

    def places(self) -> Iterator[tuple[int, str, int]]:
        """Yield where a name starts, the name as written, and how surely it is one."""
        at = 0
        while at < len(self.pieces):
            until, weight = self._name_at(at)
            if until:
                yield self.pieces[at].start(), self._written(at, until), weight
            at = max(until, at + 1)

    def _written(self, at: int, until: int) -> str:
        written = self.text[self.pieces[at].start() : self.pieces[until - 1].end()]
        if len(self.pieces[until - 1].group()) > 2:
            written = written.rstrip(".")
        return _POSSESSIVE.sub("", written)

    def _name_at(self, at: int) -> tuple[int, int]:
        """Return where the name that begins at a piece ends (0: none begins there), and how surely it is a name."""
        lead = at
        while lead < len(self.pieces) and self._is_honorific(lead):
            lead += 1
        if at < lead < len(self.pieces) and not (
            self._stops(lead) and self.folded[lead] not in self.words.names.surnames
        ):
            found = self._titled(at, lead)
            if found[0]:
                return found
        first, lexicon = self._first(at), self.words.names
        if first in self.manner.known:
            return self._extend(at), KNOWN
        if _COURTESY.search(self.pieces[at].group()):
            return at + 1, TITLED
        if first in lexicon.given and (first not in self.words.stop or first in lexicon.ambiguous):
            return self._given(at, first)
        if self._stops(at) or not self.pieces[at].group()[0].isupper():
            return _NONE
        return self._unlisted(at)

    def _first(self, at: int) -> str:
        word = self.folded[at]
        return word if word in self.manner.known else word.partition("-")[0]  # "Rosa-Maria" goes by Rosa

    def _is_honorific(self, at: int) -> bool:
        word, written = self.folded[at], self.pieces[at].group()
        if word not in self.words.names.honorifics or len(word) < 2 or written.isupper():
            return False
        if word not in names.DOTTED or written.endswith("."):
            return True
        return at == 0 and word in _SISTERS and len(self.pieces) > 1  # "with Sr Botha", not "Tom Toller Sr"

    def _titled(self, at: int, lead: int) -> tuple[int, int]:
        """Judge the words behind honorifics."""
        until = self._extend(lead)
        if self._is_post(lead, until):
            return _NONE
        honorifics = range(at, lead)
        weak = self.words.names.weak_honorifics
        if any(self.folded[i] not in weak or self.pieces[i].group().endswith(".") for i in honorifics):
            return until, TITLED
        if self.folded[lead] in self.manner.known:
            return until, KNOWN
        if at and not self._stops(at - 1):
            return _NONE  # "Birrarung Justice Fund": the middle of a longer name
        if self.folded[lead] in self.words.names.given:
            return until, GIVEN
        if not self.manner.nouns or self.folded[at] in {"meister", "geselle"}:  # "Captain Reyes"; not "Dean Street"
            return until, DOUBTFUL
        return _NONE

    def _is_post(self, lead: int, until: int) -> bool:
        """Tell whether what stands behind an honorific makes a post of it: "Deputy Investigations Editor"."""
        titled = until < len(self.pieces) and self.words.titles.has(self.folded[until])
        known = self.folded[lead] in self.words.names.given or self.folded[lead] in self.manner.known
        return not known and (titled or self.words.is_unit(self.folded[lead]))

    def _given(self, at: int, first: str) -> tuple[int, int]:
        """Judge a given name: one that is a word too needs a family name, or a place that people have."""
        until = self._extend(at)
        written = self.pieces[at].group()
        short = 1 < len(written) < 5 and written.isupper() and not self.text.isupper()
        if short or any(c.isdigit() for c in written) or (at and self.folded[at - 1] in _SAINTS) or _is_way(written):
            return _NONE  # "DON", "TIM" among small letters: an abbreviation; "St. Brigid's"; "Hans-Sachs-Straße"
        doubtful = first in self.words.names.ambiguous
        if doubtful and at and not self._stops(at - 1) and self.folded[at - 1] not in self.words.names.honorifics:
            return _NONE  # "Northern Star Lines": the middle of a longer name
        if until - at > 1:
            if doubtful and until < len(self.pieces) and self.words.titles.has(self.folded[until]):
                return _NONE  # "Urban Forestry Supervisor"
            last = self.folded[until - 1]
            if (
                last in self.words.firms
                or last in _STREETS
                or self.words.around.is_body(self.folded[at + 1 : until + 2])
            ):
                return _NONE
            if doubtful and self.words.is_unit(self.folded[until - 1]):
                return _NONE  # "Urban Forestry"
            return until, DOUBTFUL if doubtful and self._stops(at) else GIVEN
        if self._is_no_person(at, doubtful=doubtful):
            return _NONE
        if first in self.words.names.places and not _POSSESSIVE.search(self.pieces[at].group()):  # "fly to Adelaide"
            return until, LONE
        if doubtful and self._stops(at):  # "May", "Will"
            told = self.words.around.acts(self.text, self.pieces[at].end())  # "Dawn left us"; not "May is near"
            return _NONE if self._opens(at) and not told else (until, LONE)
        return until, DOUBTFUL if doubtful else GIVEN

    def _is_no_person(self, at: int, *, doubtful: bool) -> bool:
        """Tell whether what stands around a lone name makes it something else."""
        piece = self.pieces[at]
        if self.words.around.articled(self._before(at, 8), familiar=self.manner.nouns and not doubtful):
            return True  # "the Dean", "the Jordan office"
        if self.words.around.placed(self._before(at, 9)) and not _POSSESSIVE.search(piece.group()):
            return True  # "in Madison", "near Victoria"
        following = self.folded[at + 1] if at + 1 < len(self.pieces) else ""
        if following in self.words.firms:
            return True  # "Wayne Mechanical"
        if not doubtful:
            return False
        if around.numbered(self.text, piece.end()) or self.words.around.day_before(self._before(at, 7)):
            return True  # "August 24"
        if self.folded[at] in self.words.times and not self.words.around.bears(self.text, piece.start(), piece.end()):
            return True  # "by Sunday", "in April", "she ran a half marathon Sunday"
        if following and self.words.titles.has(following):
            return True  # "Ward Manager"
        return self._opens(at) and not self.words.around.goes_on(self.text, piece.end())

    def _unlisted(self, at: int) -> tuple[int, int]:
        """Judge words that no list holds: two or three of them, or one where people stand."""
        until = self._extend(at)
        led = self.words.around.lead(self._before(at, 16), self.words.titles)
        if led is None or self._is_something(at, until):
            return _NONE
        initial = len(self.folded[at]) == 1 and self.pieces[at].group().endswith(".")
        if 2 <= until - at <= 3 and (initial or all(len(word) > 1 for word in self.folded[at:until])):
            return until, GIVEN if initial and not self.manner.nouns else UNLISTED
        word = self.folded[at]
        alone = len(self.pieces) == 1 and 2 < len(word) < 14 and word.isalpha() and not self.manner.nouns
        if not alone or around.numbered(self.text, self.pieces[at].end()):
            return _NONE
        return (until, LONE) if led or self.words.around.goes_on(self.text, self.pieces[at].end()) else _NONE

    def _is_something(self, at: int, until: int) -> bool:
        """Tell whether unlisted words are an abbreviation, a street, or hold a name that begins later."""
        given, ambiguous = self.words.names.given, self.words.names.ambiguous
        if _is_way(self.pieces[until - 1].group()):
            return True
        for i in range(at, until):
            if (self.pieces[i].group().isupper() and len(self.folded[i]) > 1) or any(
                c.isdigit() for c in self.folded[i]
            ):
                return True
        if any(word in given and word not in ambiguous for word in self.folded[at + 1 : until - 1]):
            return True
        if (
            self.folded[until - 1] in _STREETS
            or self.words.is_unit(self.folded[until - 1])
            or self.words.around.is_body(self.folded[at + 1 : until + 2])
        ):
            return True
        return self._opens(at) and until - at == 2 and self.folded[at + 1] in given  # "Drück Basti"

    def _before(self, at: int, length: int) -> str:
        start = self.pieces[at].start()
        return self.text[max(0, start - length) : start]

    def _opens(self, at: int) -> bool:
        """Tell whether a word begins its sentence, where it has a capital anyhow."""
        return not self.text[: self.pieces[at].start()].strip(" \"'“”„«([-–—*•")

    def _stops(self, at: int) -> bool:
        word, words = self.folded[at], self.words
        if word in self.manner.known:
            return False
        return not word or word in words.stop or words.titles.has(word) or word in words.names.suffixes

    def _extend(self, at: int) -> int:
        """Return where the name ends that begins at a piece."""
        until = at + 1
        while until < len(self.pieces) and until - at < 5 and not self._ends(until - 1) and not self._stops(until):
            until += 1
        return until + 1 if until == at + 1 and self._is_surname(until) else until

    def _is_surname(self, at: int) -> bool:
        """Tell whether a word of titles or places is a family name: "Anna Park", "Tom Baker", not "Jordan Hill"."""
        if at >= len(self.pieces) or self.folded[at] not in self.words.names.surnames or self._ends(at - 1):
            return False
        lexicon, given = self.words.names, self._first(at - 1)
        sure = given in self.manner.known or (given in lexicon.given and given not in lexicon.ambiguous)
        return sure and (at + 1 == len(self.pieces) or self._ends(at))

    def _ends(self, at: int) -> bool:
        written = self.pieces[at].group()
        if _POSSESSIVE.search(written) or _COURTESY.search(written):
            return True
        dotted = written.endswith(".") and len(written) > 2 and "." not in written[:-1]
        return dotted and self.folded[at] not in self.words.names.honorifics


def of(text: str, run: re.Match[str], words: placing.Words, manner: Manner) -> Run:
    """Return the run of capitals that a match of a sentence holds."""
    pieces = tuple(_PIECE.finditer(text, run.start(), run.end()))
    return Run(text, pieces, tuple(_bare(piece.group()) for piece in pieces), words, manner)


def _bare(word: str) -> str:
    return names.fold(_COURTESY.sub("", _POSSESSIVE.sub("", word.rstrip("."))))


def _is_way(word: str) -> bool:
    """Tell whether a word is a street named after somebody: "Hans-Sachs-Straße"."""
    first, dash, last = word.rpartition("-")
    return bool(first and dash) and last.lower().replace("ß", "ss").rstrip(".") in _WAYS
