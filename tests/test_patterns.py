"""No pattern of the program can run away: none repeats, many times, what could be cut up in many ways."""

import dataclasses
import importlib
import pkgutil
import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import courtesy
from courtesy import resources
from courtesy.reading import phrase, rules

MANY = 12  # repetitions that add up
LETTERS = frozenset(map(chr, [*range(0x180), 0x2013, 0x2019, 0x201C, 0x2026, 0x20AC]))


def patterns_of_code() -> dict[str, str]:
    """Return every pattern that a module holds, by where it is."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(courtesy.__path__, "courtesy."):
        if not module.name.endswith("__main__"):
            for name, thing in vars(importlib.import_module(module.name)).items():
                if not name.startswith("__"):
                    _collect(thing, f"{module.name}.{name}", found, set())
    return found


def patterns_of_rules() -> dict[str, str]:
    """Return every pattern that config/reading gives, of every language."""
    known = rules.Rules(lambda only: resources.tables("reading", only))
    found: dict[str, str] = {}
    for name, part in vars(rules.Rules).items():
        if not name.startswith("_") and not callable(part):
            _collect(getattr(known, name), f"rules.{name}", found, set())
    return found


def _collect(thing: Any, where: str, found: dict[str, str], seen: set[int]) -> None:
    if id(thing) in seen or isinstance(thing, str | int | float):
        return
    seen.add(id(thing))
    if isinstance(thing, re.Pattern):
        found[where] = thing.pattern if isinstance(thing.pattern, str) else thing.pattern.decode("latin-1")
    elif isinstance(thing, phrase.Phrase):
        found[f"{where} {thing.source}"] = thing.expression
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            _collect(getattr(thing, field.name, None), f"{where}.{field.name}", found, seen)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            _collect(value, f"{where}[{key}]", found, seen)
    elif isinstance(thing, list | tuple | set | frozenset):
        for number, value in enumerate(thing):
            _collect(value, f"{where}[{number}]", found, seen)


CODE, RULES = patterns_of_code(), patterns_of_rules()


def wild(expression: str) -> list[str]:
    """Return the repetitions within a repetition whose end cannot be told from what follows them."""
    return [str(one) for one in _wild(list(parser.parse(expression)))]


def _wild(sequence: list[Any]) -> Iterator[Any]:
    for op, told in sequence:
        for inner in _inside(op, told):
            yield from _wild(inner)
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and told[1] > MANY:
            yield from _ambiguous(list(told[2]), list(told[2]))


def _ambiguous(body: list[Any], again: list[Any]) -> Iterator[Any]:
    """Yield what varies in a body that is repeated, where the body could as well begin anew."""
    for at, (op, told) in enumerate(body):
        following = [*body[at + 1 :], *again]
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and told[0] != told[1] and told[1] > 1:
            if _first(list(told[2])) & _first(following):
                yield op, told
        elif op in {sre.SUBPATTERN, sre.BRANCH}:
            for inner in _inside(op, told):
                yield from _ambiguous(inner, following)


def _inside(op: Any, told: Any) -> list[list[Any]]:
    if op in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        return [list(told[2])]
    if op is sre.SUBPATTERN:
        return [list(told[3])]
    return [list(one) for one in told[1]] if op is sre.BRANCH else []


def _first(sequence: list[Any]) -> frozenset[str]:
    """Return the characters with which a sequence may begin."""
    found: frozenset[str] = frozenset()
    for op, told in sequence:
        inner = _inside(op, told)
        if inner:
            found |= frozenset().union(*map(_first, inner))
            optional = told[0] == 0 if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} else not all(map(_must, inner))
        elif op in {sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF}:
            optional = True
        else:
            found, optional = found | _characters(op, told), False
        if not optional:
            return found
    return found


def _must(sequence: list[Any]) -> bool:
    return any(
        all(map(_must, _inside(op, told))) and not (op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and told[0] == 0)
        if _inside(op, told)
        else op not in {sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF}
        for op, told in sequence
    )


def _characters(op: Any, told: Any) -> frozenset[str]:
    if op is sre.LITERAL:
        return frozenset({chr(told), chr(told).lower(), chr(told).upper()})
    if op is sre.NOT_LITERAL:
        return LETTERS - {chr(told)}
    if op is not sre.IN:
        return LETTERS - {"\n"}
    negated = told[0][0] is sre.NEGATE
    named = frozenset(one for one in LETTERS if any(_holds(one, *part) for part in told if part[0] is not sre.NEGATE))
    return LETTERS - named if negated else named


CATEGORIES = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    sre.CATEGORY_NOT_DIGIT: lambda one: not one.isdigit(),
    sre.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    sre.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}


def _holds(one: str, op: Any, told: Any) -> bool:
    if op is sre.LITERAL:
        return ord(one) == told
    return told[0] <= ord(one) <= told[1] if op is sre.RANGE else CATEGORIES[told](one)


@pytest.mark.parametrize("expression", [r"(?:\w+\s?)*", r"(?:a|b+)+c", r"(?:\s*x?)*", r"(?:[a-z]+[.\w]?)+@", r"(a+)+"])
def test_a_pattern_that_can_run_away_is_told(expression):
    assert wild(expression)


@pytest.mark.parametrize("expression", [r"(?:\w+ )*", r"(?:\d{3}[.,])+", r"(?:ab|cd)*e", r"(?:\n[ \t].*)*", r"x+y+"])
def test_a_pattern_that_cannot_is_not(expression):
    assert not wild(expression)


def test_no_pattern_of_the_code_can_run_away():
    assert len(CODE) > 300
    assert {where: found for where, expression in CODE.items() if (found := wild(expression))} == {}


def test_no_pattern_of_the_rules_can_run_away():
    assert len(RULES) > 2000
    assert {where: found for where, expression in RULES.items() if (found := wild(expression))} == {}


PHRASES = sorted({expression for where, expression in RULES.items() if " " in where})
WORDS = sorted({word for expression in PHRASES for word in re.findall(r"[a-z]{2,}", expression)})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*WORDS, ",", "xday", "xxn", "xxo", ";", "12"]), min_size=1, max_size=4), st.data())
def test_any_words_said_over_and_over_are_searched_to_an_end(words, data):
    said = " " + " ".join(words * (2_000 // len(words))) + " "
    for expression in data.draw(st.lists(st.sampled_from(PHRASES), min_size=5, max_size=5)):
        re.search(expression, said)
