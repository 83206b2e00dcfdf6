"""No pattern of the program can run away: none repeats, many times, what could be cut up in many ways."""

import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import expressions

MANY = 12  # repetitions that add up
CODE, RULES = expressions.CODE, expressions.RULES


def wild(expression: str) -> list[str]:
    """Return the repetitions within a repetition whose end cannot be told from what follows them."""
    return [str(one) for one in _wild(list(parser.parse(expression)))]


def _wild(sequence: list[Any]) -> Iterator[Any]:
    for op, told in sequence:
        for inner in expressions.inside(op, told):
            yield from _wild(inner)
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and told[1] > MANY:
            yield from _ambiguous(list(told[2]), list(told[2]))


def _ambiguous(body: list[Any], again: list[Any]) -> Iterator[Any]:
    """Yield what varies in a body that is repeated, where the body could as well begin anew."""
    for at, (op, told) in enumerate(body):
        following = [*body[at + 1 :], *again]
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and told[0] != told[1] and told[1] > 1:
            if expressions.first(list(told[2])) & expressions.first(following):
                yield op, told
        elif op in {sre.SUBPATTERN, sre.BRANCH}:
            for inner in expressions.inside(op, told):
                yield from _ambiguous(inner, following)


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
