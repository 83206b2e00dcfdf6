"""The words by which languages name days, times and spans, and how a text falls into tokens.

Compiled from config/reading/<language>/dates.toml and zones.toml; dates.find matches patterns over the tokens.

Every token bears one letter for its class, so that a pattern over tokens is a regular expression over letters:

    d number to 31   # other number   r ordinal "12th"   y year   m month   w weekday   u unit   c number word
    q numeric date   i ISO date       x phrase naming a day        t time of day    p part of day without a time
    P close of the day   z zone   H hours "48h"   n next   s this   l last   g following   a ago   o of   h the
    b within   f from   + more   E end of   B beginning of   M middle of   @ joining word ("at", "by")   > to
    k calendar week   e day before   - dash   , . ( ) themselves   _ other
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courtesy.reading import codes, holidays, pieces, spoken, zones

_CLASSES = {
    "to": ">",
    "join": "@",
    "of": "o",
    "from": "f",
    "within": "b",
    "following": "g",
    "the": "h",
    "last": "l",
    "this": "s",
    "next": "n",
    "more": "+",
    "end": "E",
    "begin": "B",
    "middle": "M",
    "past": "a",
    "part": "p",
    "close": "P",
    "week": "k",
    "eve": "e",
}
"""The classes of the words that a language lists under [words], with their letters; a later class wins."""

_PUNCTUATION = (
    dict.fromkeys(",;:", ",") | {".": ".", "(": "(", "[": "(", ")": ")", "]": ")"} | dict.fromkeys("-–—", "-")
)
_WORD = re.compile(r"[^\W\d_]+|\d")
_UNITS = {"hour", "day", "business", "week", "fortnight", "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The phrases of a language, under their first word, the longest first."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    heads: frozenset[str]  # a word of each of its phrases for days, times and spans
    short: Mapping[str, int]  # weekdays that count only where capitalised …
    short_after: frozenset[str]  # … or after one of these words: "by fri"
    monthday: frozenset[str]  # the words before a day of the month: "zum 15."
    not_monthday: frozenset[str]  # the words after what is none: "the 3rd floor"
    doubtful: frozenset[str]  # months that are words as well where written small
    hour_after: frozenset[str]  # the words after which "18 heures" is a time, not a span
    bare_monthday: bool  # "le 20" is a day of the month
    dotted: bool  # "12.3." is a date
    evening: frozenset[str]  # the phrases that put a bare hour into the evening …
    morning: frozenset[str]  # … and those that leave it in the morning
    hour_before: frozenset[str]  # the words before which "by 9" is a time: "tonight by 9 with your answer"
    dotted_clock: bool  # "by 17.00" is a time of day
    day_before: frozenset[str]  # the words by which a day is told from a later one: "the day before the 20th" …
    day_after: frozenset[str]  # … or from an earlier one
    before_that: frozenset[str]  # the words after a span or a weekday that tell it from a day named earlier
    week_on: frozenset[str]  # "a week on Tuesday"
    week_number: bool  # "semaine 12"
    weekday_week: bool  # "Thursday week" is the Thursday after
    next_is_near: bool  # "next Friday" is the nearest one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # there is one, and what it finds is kept by it
class Grammar:
    """All that reading a date needs: a lexicon for each language, the zones, the free days."""

    lexicons: Mapping[str, Lexicon]
    atlas: zones.Atlas
    calendar: holidays.Calendar
    token: re.Pattern[str]
    marks: Mapping[str, str]  # "pm", "uhr" to am, pm or 24
    heads: frozenset[str]  # the words without which, or without a digit, a text names no day

    @staticmethod
    def compile(tables: Mapping[str, Any]) -> "Grammar":
        """Compile the tables of resources.tables("reading"). Raises ValueError naming the file at fault."""
        languages = {name: table["dates"] for name, table in tables.items() if "dates" in table}
        atlas = zones.compile_tables(tables["zones"])
        own = {name: dict(_entries(name, table, atlas)) for name, table in languages.items()}
        marks = {word: meaning for table in languages.values() for word, meaning in table["clock"].items()}
        lexicons = {name: _lexicon(name, own, languages) for name in languages}
        return Grammar(
            lexicons=lexicons,
            heads=frozenset("0123456789").union(*(one.heads for one in lexicons.values())),
            atlas=atlas,
            calendar=holidays.compile_tables(tables["holidays"]),
            token=pieces.tokenizer(marks),
            marks={word.replace(".", ""): meaning for word, meaning in marks.items()},
        )

    def lexicon(self, languages: Iterable[str]) -> Lexicon:
        """Return the lexicon of the first language that there is one for, else the English one."""
        return next((self.lexicons[name] for name in languages if name in self.lexicons), self.lexicons["en"])

    def silent(self, text: str) -> bool:
        """Tell, cheaply, that a text can name no day in any language."""
        return _silent(text, self.heads)


@functools.lru_cache(maxsize=1024)  # deadline and start ask of the same sentences
def _silent(text: str, heads: frozenset[str]) -> bool:
    return heads.isdisjoint(_WORD.findall(text.lower()))


def tokens(text: str, grammar: Grammar, lexicon: Lexicon) -> list[pieces.Token]:
    """Return the tokens of a text."""
    raw = list(_raw(text, grammar, lexicon))
    words = tuple(str(token.value) for token in raw)
    merged: list[pieces.Token] = []
    index = 0
    while index < len(raw):
        length, token = _phrase(raw, words, index, lexicon)
        merged.append(token)
        index += length
    return merged


def _phrase(raw: list[pieces.Token], words: tuple[str, ...], index: int, lexicon: Lexicon) -> tuple[int, pieces.Token]:
    """Return the longest phrase that begins with a token, and of how many it is; else the token. `words` are theirs."""
    first = raw[index]
    for phrase, kind, value in lexicon.phrases.get(first.value if isinstance(first.value, str) else "", ()):
        length = len(phrase)
        if length == 1 or words[index : index + length] == phrase:
            return length, pieces.Token(kind, value, first.start, raw[index + length - 1].end)
    return 1, first


def _raw(text: str, grammar: Grammar, lexicon: Lexicon) -> Iterator[pieces.Token]:
    before = ""
    for match in grammar.token.finditer(text):
        kind, found = match.lastgroup or "", match.group()
        start, end = match.span()
        if kind == "word":
            yield pieces.Token(*_word(found, before, grammar, lexicon), start, end)
            before = found.lower()
        elif kind == "other":
            yield pieces.Token(_PUNCTUATION.get(found, "_"), found, start, end)
        else:
            yield pieces.Token(*pieces.numeric(kind, found, grammar.marks), start, end)


def _word(found: str, before: str, grammar: Grammar, lexicon: Lexicon) -> tuple[str, Any]:
    if found.isupper() and found in grammar.atlas.abbreviations:
        return "z", (found,)
    word = found.lower().replace("’", "'")
    if word in lexicon.short and (found[0].isupper() or before in lexicon.short_after):
        return "w", lexicon.short[word]
    if word.endswith("'s") and word not in lexicon.phrases:  # "tomorrow's"
        word = word[:-2]
    return "_", word


def _entries(
    name: str, table: Mapping[str, Any], atlas: zones.Atlas
) -> Iterator[tuple[tuple[str, ...], tuple[str, Any]]]:
    """Yield every phrase of a language with its class and meaning; a later one wins over an earlier."""
    for kind, letter in _CLASSES.items():
        for word in table["words"][kind]:
            yield pieces.of(word), (letter, word)
    for section, letter in (("numbers", "c"), ("ordinals", "r"), ("units", "u"), ("weekdays", "w"), ("months", "m")):
        for word, value in table[section].items():
            if section == "units" and value not in _UNITS:
                raise ValueError(f"{name}/dates.toml: {word!r} is no unit: {value!r}.")
            yield pieces.of(word), (letter, value)
    for word, value in table["days"].items():
        yield pieces.of(word), ("x", codes.parse(value, f"{name}/dates.toml: {word!r}"))
    for word, value in table["holidays"].items():
        yield pieces.of(word), ("x", codes.holiday(value, f"{name}/dates.toml: {word!r}"))
    for word, value in table["times"].items():
        yield pieces.of(word), ("t", pieces.Clock(int(value[:2]), int(value[3:])))
    for word, clock in spoken.clocks(table["hours"], table["numbers"]):
        yield pieces.of(word), ("t", clock)
    yield from _zone_entries(table, atlas)


def _zone_entries(table: Mapping[str, Any], atlas: zones.Atlas) -> Iterator[tuple[tuple[str, ...], tuple[str, Any]]]:
    for word, value in (*atlas.words.items(), *table["zones"].items()):
        yield pieces.of(word), ("z", value)
    for form in table["zone_forms"]:
        for place, value in atlas.named.items():
            yield pieces.of(form.format(place)), ("z", value)


def _lexicon(
    name: str, own: Mapping[str, Mapping[tuple[str, ...], tuple[str, Any]]], languages: Mapping[str, Any]
) -> Lexicon:
    """Join a language's phrases with those of the others that cannot be mistaken for words of its own."""
    merged: dict[tuple[str, ...], tuple[str, Any]] = {}
    for other in sorted(own):
        merged |= {
            words: meaning
            for words, meaning in own[other].items()
            if len("".join(words)) >= 4 and meaning[0] in "mwxtzu"
        }
    merged |= own[name]
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for words, (kind, value) in merged.items():
        phrases.setdefault(words[0], []).append((words, kind, value))
    tellings = [
        max(_WORD.findall(" ".join(reversed(words))), key=len, default="")
        for words, (kind, _) in own[name].items()
        if kind in "mwxtuP"
    ]
    table, manner = languages[name], languages[name]["manner"]
    return Lexicon(
        phrases={word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in phrases.items()},
        heads=frozenset({*tellings, *table["weekdays_short"]} - {""}),
        short=dict(table["weekdays_short"]),
        short_after=frozenset(manner.get("short_after", ())),
        monthday=frozenset(table["words"]["monthday"]),
        not_monthday=frozenset(manner["not_monthday"]),
        doubtful=frozenset(manner["doubtful"]),
        hour_after=frozenset(manner["hour_after"]),
        evening=frozenset(manner["evening"]),
        morning=frozenset(manner["morning"]),
        hour_before=frozenset(manner["hour_before"]),
        dotted_clock=manner["dotted_clock"],
        day_before=frozenset(manner["day_before"]),
        day_after=frozenset(manner["day_after"]),
        before_that=frozenset(manner["before_that"]),
        week_on=frozenset(manner["week_on"]),
        week_number=manner["week_number"],
        bare_monthday=manner["bare_monthday"],
        dotted=manner["dotted"],
        weekday_week=manner["weekday_week"],
        next_is_near=manner["next_is_near"],
    )
