"""How a module is laid out: what it works with stands above what works with it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "daemon" / "courtesy"
ROOMS = sorted(
    one.name for one in PACKAGE.iterdir() if one.is_dir() and one.name not in {"__pycache__", "plan", "data"}
)


def late(source: str) -> Iterator[str]:
    """Yield the constants that stand behind a function or class without being made of one."""
    made: set[str] = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and made:
            named = [one for one in ast.walk(statement) if isinstance(one, ast.Name)]
            stored = {one.id for one in named if isinstance(one.ctx, ast.Store)}
            if made & {one.id for one in named if isinstance(one.ctx, ast.Load)}:
                made |= stored
            else:
                yield from (name for name in stored if name.isupper())


def test_a_constant_that_stands_below_its_use_is_told():
    assert list(late("def area(r): return _PI * r * r\n_PI = 3.14")) == ["_PI"]
    assert not list(late("_PI = 3.14\ndef area(r): return _PI * r * r\nUNIT = area(1)\n_TWICE = 2 * UNIT"))


@pytest.mark.parametrize("room", ROOMS)
def test_constants_stand_above_what_uses_them(room):
    assert {
        str(path): found for path in (PACKAGE / room).rglob("*.py") if (found := list(late(path.read_text())))
    } == {}
