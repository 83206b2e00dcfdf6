"""What announces a job's title and what titles are made of, from the roles.toml of every language.

Titles are compiled with the rules; reading.role finds with them.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# How somebody is employed, which is not yet as what: "a locum".
FORMS = frozenset({"locum", "temp", "freelance", "freelancer", "contract", "contractor", "cover", "block"})
_WEIGHTS = {"sure": 0.7, "fair": 0.4, "weak": 0.2}
_ARTICLE = r"(?:the|a|an|this|our|your|my|der|die|das|den|dem|eine?|einer|le|la|les|un|une|notre|votre)"
_SPACE = r"\s+"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """What announces a title: a sentence that has the cue holds all of `words`."""

    words: frozenset[str]
    expression: str
    weight: float
    closed: bool = False  # something follows the title: "the ~ job"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What joins and ends the parts of a title in any language, from config/reading/titles.toml."""

    opening: frozenset[str]  # "of", "for": leads to what somebody does it of or for
    of: frozenset[str]  # those behind which a title goes on in small letters
    adding: frozenset[str]  # "and"
    articles: frozenset[str]
    closed: frozenset[str]  # what has one of these inside is a piece of a sentence
    terms: frozenset[str]  # when, how long, how graded
    doer: re.Pattern[str]  # the form of what people are called by what they do
    described: tuple[str, ...]  # endings of those that are described behind: "enóloga adjunta"
    adjective: re.Pattern[str]  # the form of words that describe
    prenominal: frozenset[str]  # of those, those that stand before what they describe
    no_doers: frozenset[str]
    leads: frozenset[str]  # "for", "as": what stands behind begins a title
    posts: frozenset[str]  # of these, and "of", the same: "contract of"
    terms_of: frozenset[str]  # what begins terms in brackets behind a title: "(grade 7)"
    small: frozenset[str]  # every small word


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What announces a title, what titles end in, and what their abbreviations stand for."""

    cues: tuple[Cue, ...]
    by_word: Mapping[str, tuple[int, ...]]  # the numbers of the cues, by the longest word of each
    labels: re.Pattern[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]
    heads: frozenset[str]  # the longest run of letters of each noun and abbreviation
    before: frozenset[str]
    abbreviations: Mapping[str, str]
    never: frozenset[str]
    foreign: frozenset[str]  # words that no title holds: verbs, pronouns
    shape: Shape
    leading: frozenset[str]  # nouns that their adjectives follow: "conductrice offset"
    lone: frozenset[str]  # titles only beside another word: "head", "mate"
    vague: frozenset[str]  # what stands before "job" and is no title: "new", "summer"


def compile_tables(tables: Mapping[str, Any]) -> Titles:
    """Compile the roles.toml of every language. Raises ValueError naming the file at fault."""
    cues: list[Cue] = []
    labels: list[str] = []
    nouns, before, never = set[str](), set[str](), set[str]()
    foreign, lone, vague = set[str](), set[str](), set[str]()
    leading, trailing = set[str](), set[str]()
    endings: list[str] = []
    abbreviations: dict[str, str] = {}
    for language, table in sorted(tables.items()):
        roles = table.get("roles") if isinstance(table, Mapping) else None
        if not isinstance(roles, Mapping):
            continue
        try:
            for weight, listed in roles["cues"].items():
                cues.extend(_cue(cue, _WEIGHTS[weight]) for cue in listed)
            labels.extend(roles["labels"])
            nouns.update(roles["nouns"].split())
            (leading if roles.get("adjectives") == "behind" else trailing).update(roles["nouns"].split())
            endings.extend(roles.get("endings", "").split())
            before.update(roles.get("before", "").split())
            never.update(roles.get("never", "").split())
            foreign.update(roles.get("foreign", "").split())
            lone.update(roles.get("lone", "").split())
            vague.update(roles.get("vague", "").split())
            abbreviations.update(roles.get("abbreviations", {}))
        except (KeyError, AttributeError) as error:
            raise ValueError(f"{language}/roles.toml: an entry is missing or has the wrong form: {error}") from error
    return Titles(
        cues=tuple(cues),
        by_word=_by_word(cues),
        labels=re.compile(
            rf"^\W{{0,4}}(?:{'|'.join(map(re.escape, labels or ['Role']))})\s*[:=\-–]\s+(?=\S)", re.IGNORECASE
        ),
        nouns=frozenset(nouns),
        endings=tuple(endings),
        heads=frozenset(max(_LETTERS.findall(word), key=len) for word in (*nouns, *abbreviations)),
        before=frozenset(before),
        abbreviations=abbreviations,
        never=frozenset(never),
        foreign=frozenset(foreign),
        shape=_shape(tables),
        leading=frozenset(leading - trailing),
        lone=frozenset(lone),
        vague=frozenset(vague),
    )


def _shape(tables: Mapping[str, Any]) -> Shape:
    try:
        lists = {name: frozenset(listed.split()) for name, listed in tables["titles"].items()}
        endings = sorted(lists["doers"] | lists["doers_described"])
        return Shape(
            opening=lists["opening"],
            of=lists["of"],
            adding=lists["adding"],
            articles=lists["articles"],
            closed=lists["closed"],
            terms=lists["terms"],
            doer=re.compile(rf"(?=\w{{5}})\w{{2,24}}(?:{'|'.join(endings)})"),
            described=tuple(lists["doers_described"]),
            adjective=re.compile(rf"(?:{'|'.join(sorted(lists['adjectives']))})$"),
            prenominal=lists["prenominal"],
            no_doers=lists["no_doers"],
            leads=lists["leads"],
            posts=lists["posts"],
            terms_of=lists["terms_of"],
            small=lists["opening"] | lists["adding"] | lists["articles"] | lists["closed"],
        )
    except (KeyError, AttributeError) as error:
        raise ValueError(f"titles.toml: a table or entry is missing or no text: {error}") from error


def _by_word(cues: Sequence[Cue]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, cue in enumerate(cues):
        found.setdefault(max(cue.words, key=lambda word: (len(word), word), default=""), []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _cue(words: str, weight: float) -> Cue:
    """Compile a cue; "~" in it stands for the title, which it may also stand behind."""
    before, _, behind = words.partition("~")
    listed = frozenset(re.findall(r"[^\W_]+", words.lower()))
    if behind.strip():
        title = rf"(?P<title>(?:(?!{_ARTICLE}\s)[^\s.;:!?]{{1,30}}\s+){{1,7}}?)"
        after = _spaced(behind.strip()).removesuffix(_SPACE)
        return Cue(listed, rf"(?i:\b{_spaced(before)}){title}(?i:{after}\b)", weight, closed=True)
    return Cue(listed, rf"(?i:\b{_spaced(before)})(?P<title>\S.{{1,110}})", weight)


@functools.cache
def compiled(expression: str) -> re.Pattern[str]:
    """Return the expression of a cue, compiled."""
    # As in reading.phrase: each waits for the first sentence that holds its words.
    return re.compile(expression)


def _spaced(words: str) -> str:
    return (
        r"\s+".join(re.escape(word) for word in words.split())
        + (r"\s+" if words.endswith(" ") or not words.endswith(("'", "’")) else "")
        if words.strip()
        else ""
    )


def may_hold_noun(line: str, titles: Titles) -> bool:
    """Tell, cheaply, whether some word in a line may be one that only titles bear: in most lines none is."""
    words = _LETTERS.findall(line.lower())
    return not titles.heads.isdisjoint(words) or any(word.endswith(titles.endings) for word in words)


def is_noun(word: str, titles: Titles) -> bool:
    """Tell whether only titles bear a word (in small letters)."""
    last = word.rpartition("-")[2]  # "under-keeper"
    return (
        word in titles.nouns
        or last in titles.nouns
        or word in titles.abbreviations
        or (len(word) > 6 and word.endswith(titles.endings))
    )
