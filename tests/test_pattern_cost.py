"""No pattern of the program costs more than linear time: none goes far from each of many places, to find nothing.

A loop is dear where it can begin anywhere in a run of its own characters and what must follow it may miss: `\\s+$`, or
`\\w+@`. So are two loops that share a run between them in many ways. Both are told from the pattern alone.
"""

import ast
import re
import re._constants as sre
import re._parser as parser
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import expressions

PACKAGE = Path(__file__).parents[1] / "daemon" / "courtesy"
LONG = 1000  # repetitions that add up
ANCHORED = {"match", "fullmatch"}  # begin at one place
USES = {*ANCHORED, "search", "finditer", "findall", "sub", "subn", "split"}
WORD = frozenset(one for one in expressions.LETTERS if one.isalnum() or one == "_")
ENDS = {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING, sre.AT_END, sre.AT_END_STRING}
Sequence = list[Any]


def slow(expression: str, *, anchored: bool = False) -> list[str]:
    """Return the loops of a pattern that cost more than linear time; `anchored`: it is tried at one place only."""
    return [str(found)[:100] for found in _slow(list(parser.parse(expression)), anchored)]


def _slow(sequence: Sequence, anchored: bool) -> Iterator[Any]:
    for before, body, after in _loops(sequence, [], []):
        run = _taken(body)
        if not _must(after) or _caught(before, run, after):
            continue
        if not anchored and _within(before, run):
            yield body
        for at, (op, told) in enumerate(before):
            if op in expressions.REPEATS and told[1] > LONG:
                shared = run & _taken(list(told[2]))
                apart = before[at + 1 :]
                if shared & expressions.first(body) and all(
                    _within(one, shared) for one in (list(told[2]), apart, body)
                ):
                    yield told, body


def _loops(sequence: Sequence, before: Sequence, after: Sequence) -> Iterator[tuple[Sequence, Sequence, Sequence]]:
    """Yield each long repetition: what stands before it, what is repeated, what stands behind it."""
    for at, (op, told) in enumerate(sequence):
        behind, ahead = before + sequence[:at], sequence[at + 1 :] + after
        if op in expressions.REPEATS and told[1] > LONG:
            yield behind, list(told[2]), ahead
        for inner in expressions.inside(op, told):
            yield from _loops(inner, behind, ahead)


def _taken(sequence: Sequence) -> frozenset[str]:
    """Return all characters that a sequence may take."""
    found: frozenset[str] = frozenset()
    for op, told in sequence:
        inner = expressions.inside(op, told)
        if inner:
            found |= frozenset().union(*map(_taken, inner))
        elif op not in expressions.PLACES:
            found |= expressions.characters(op, told)
    return found


def _within(sequence: Sequence, run: frozenset[str]) -> bool:
    """Tell whether a sequence can match within a run of some characters."""
    return all(_stands(op, told, run) for op, told in sequence)


def _stands(op: Any, told: Any, run: frozenset[str]) -> bool:
    if op in expressions.REPEATS:
        return told[0] == 0 or _within(list(told[2]), run)
    if inner := expressions.inside(op, told):
        return any(_within(one, run) for one in inner)
    if op is sre.AT:
        return told not in ENDS and not (told is sre.AT_BOUNDARY and (run <= WORD or not run & WORD))
    if op is sre.ASSERT_NOT and told[0] < 0:
        return len(told[1]) > 1 or not run <= _taken(list(told[1]))
    if op is sre.ASSERT and told[0] < 0:
        return _within(list(told[1])[-1:], run)
    return op in expressions.PLACES or bool(expressions.characters(op, told) & run)


def _needed(sequence: Sequence) -> Sequence:
    """Return what of a sequence may miss."""
    return [(op, told) for op, told in sequence if _needs(op, told)]


def _needs(op: Any, told: Any) -> bool:
    if op in expressions.REPEATS:
        return told[0] > 0 and _must(list(told[2]))
    inner = expressions.inside(op, told)
    return all(map(_must, inner)) if inner else True


def _must(sequence: Sequence) -> bool:
    return bool(_needed(sequence))


def _caught(before: Sequence, run: frozenset[str], after: Sequence) -> bool:
    """Tell whether what follows a loop is found as soon as the loop gives something back."""
    needed = _needed(after)
    if len(needed) != 1:
        return False
    op, told = needed[0]
    if op is sre.ASSERT_NOT and told[0] > 0:
        return not expressions.first(list(told[1])) & run
    if op in expressions.PLACES:
        return False
    if op in {sre.SUBPATTERN, sre.BRANCH}:
        return any(_caught(before, run, one) for one in expressions.inside(op, told))
    wanted = expressions.first(needed)
    recurring = (_taken([one]) & run for one in _needed(before) if one[0] not in expressions.PLACES)
    return run <= wanted or any(taken and taken <= wanted for taken in recurring)


def used() -> tuple[dict[str, set[str]], dict[str, bool]]:
    """Return how patterns are used, by their names; and the patterns that stand where they are used."""
    names: dict[str, set[str]] = defaultdict(set)
    inline: dict[str, bool] = {}
    for path in PACKAGE.rglob("*.py"):
        for one in ast.walk(ast.parse(path.read_text())):
            if isinstance(one, ast.Attribute) and one.attr in USES:
                name = one.value.attr if isinstance(one.value, ast.Attribute) else getattr(one.value, "id", "")
                names[f"{path.stem}.{name}" if isinstance(one.value, ast.Name) else name].add(one.attr)
            if isinstance(one, ast.Call) and ast.unparse(one.func) in {f"re.{use}" for use in USES}:
                pattern = one.args[0]
                if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                    inline[pattern.value] = ast.unparse(one.func).removeprefix("re.") in ANCHORED
    return names, inline


NAMES, INLINE = used()


def anchored(where: str) -> bool:
    """Tell whether a pattern that a module holds is only ever tried at one place."""
    module, _, name = re.sub(r"[\[.][^.]*\]?$", "", where).rpartition(".") if "[" in where else where.rpartition(".")
    uses = NAMES.get(f"{module.rpartition('.')[2]}.{name}", set()) | NAMES.get(name, set())
    return bool(uses) and uses <= ANCHORED


@pytest.mark.parametrize(
    "expression",
    [
        r"\s+$",
        r"\w+@",
        r"\s*[,;]",
        r"our\s?[\w' ]*end",
        r"(?:\w+ )*end",
        r"\b[\w ]+:",
        r"a.*b",
        r"x\s*,?\s*y",
        r"(?<!\d)\w+@",
    ],
)
def test_a_pattern_that_goes_far_from_many_places_is_told(expression):
    assert slow(expression)


@pytest.mark.parametrize(
    "expression",
    [
        r"\s{1,40}$",
        r"(?<!\w)\w+@",
        r"\b\w+@",
        r",\s+(?=\S)",
        r"^\s+x",
        r"\w+",
        r"\d[\d.,]*\d",
        r"<[^<>]*>",
        r"x\s*y\s*z",
    ],
)
def test_a_pattern_that_does_not_is_none(expression):
    assert not slow(expression)


@pytest.mark.parametrize("expression", [r"\s*,?\s*x", r"[^,]*\w*,"])
def test_two_loops_that_share_a_run_are_dear_even_where_they_begin_at_one_place(expression):
    assert slow(expression, anchored=True)


def test_no_pattern_of_the_code_costs_more_than_linear_time():
    code = expressions.CODE.items()
    assert {where: found for where, one in code if (found := slow(one, anchored=anchored(where)))} == {}


def test_no_pattern_that_stands_where_it_is_used_costs_more_than_linear_time():
    assert len(INLINE) > 10
    assert {one: found for one, anchored in INLINE.items() if (found := slow(one, anchored=anchored))} == {}


def test_no_pattern_of_the_rules_costs_more_than_linear_time():
    rules = expressions.RULES.items()
    assert {where: found for where, one in rules if (found := slow(one, anchored=anchored(where)))} == {}
