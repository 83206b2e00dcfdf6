"""The words by which languages speak of pay, compiled from config/reading/<language>/pay.toml for the module pay."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PERIODS = ("hour", "day", "week", "month", "year")
_APART = (r"(?<!\w)", r"(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The words of every language, as expressions over a lower-case text."""

    periods: Mapping[str, re.Pattern[str]]
    base: re.Pattern[str]
    strong: re.Pattern[str]
    other: re.Pattern[str]
    loose: re.Pattern[str]
    net: re.Pattern[str]
    whole: re.Pattern[str]
    split: re.Pattern[str]
    lead: re.Pattern[str]
    reckoned: re.Pattern[str]
    old: re.Pattern[str]
    band: re.Pattern[str]
    change: re.Pattern[str]
    join: re.Pattern[str]
    tail: re.Pattern[str]
    documents: re.Pattern[str]


def compile_tables(tables: Sequence[Mapping[str, Any]]) -> Rules:
    """Compile the pay.toml of every language into one set of rules."""

    def words(section: str, key: str = "words") -> list[str]:
        return [word for table in tables for word in table[section][key]]

    return Rules(
        periods={name: _expression(words("periods", name)) for name in PERIODS},
        base=_expression(words("base")),
        strong=_expression(words("base", "strong")),
        other=_expression(words("not")),
        loose=_expression(words("not", "loose")),
        net=_expression(words("not", "net")),
        reckoned=_expression(words("not", "reckoned")),
        whole=_expression(words("not", "whole")),
        split=_expression(words("not", "split")),
        lead=_ending(words("base", "lead")),
        old=_expression(words("not", "old")),
        band=_expression(words("not", "band")),
        change=_expression(words("change")),
        join=_expression(words("join")),
        tail=_expression(words("join", "tail")),
        documents=_expression(words("documents")),
    )


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for any of the words at the end of a text, a little before an amount."""
    return re.compile(rf"(?:{_expression(words).pattern})(?: (?:a|an|about|around|roughly|the))?\s*$")


def _expression(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for any of the words; those that begin or end with a letter stand alone there."""
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        kinds.setdefault((word[0].isalnum(), word[-1].isalnum()), []).append(re.escape(word))
    return re.compile(
        "|".join(
            f"{_APART[0] * first}(?:{'|'.join(rows)}){_APART[1] * last}"
            for (first, last), rows in sorted(kinds.items())
        )
    )
