"""Every regular expression of the program, and what one of them may begin with and take."""

import dataclasses
import importlib
import pkgutil
import re
import re._constants as sre
from collections.abc import Iterator, Mapping
from typing import Any

import courtesy
from courtesy import resources
from courtesy.reading import leads, phrase, rules

REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})
PLACES = frozenset({sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF})  # what takes no character of its own
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
        found[where] = flagged(thing)
    elif isinstance(thing, leads.Lead):
        found[f"{where} {thing.expression}"] = thing.expression
    elif isinstance(thing, phrase.Phrase):
        found[f"{where} {thing.source}"] = thing.expression
    else:
        for part, held in _held(thing):
            _collect(held, f"{where}{part}", found, seen)


def _held(thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a thing holds, each with how one comes to it."""
    if isinstance(thing, leads.Leads):
        yield "", thing._by_word
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from ((f".{field.name}", getattr(thing, field.name, None)) for field in dataclasses.fields(thing))
    elif isinstance(thing, Mapping):
        yield from ((f"[{key}]", value) for key, value in thing.items())
    elif isinstance(thing, list | tuple | set | frozenset):
        yield from ((f"[{number}]", value) for number, value in enumerate(thing))


def flagged(pattern: re.Pattern[Any]) -> str:
    """Return the source of a pattern, its flags written into it."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    signs = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
    flags = "".join(sign for sign, flag in signs.items() if pattern.flags & flag)
    return f"(?{flags}){source}" if flags else source


def inside(op: Any, told: Any) -> list[list[Any]]:
    """Return the sequences that an element holds."""
    if op in REPEATS:
        return [list(told[2])]
    if op is sre.SUBPATTERN:
        return [list(told[3])]
    return [list(one) for one in told[1]] if op is sre.BRANCH else []


def first(sequence: list[Any]) -> frozenset[str]:
    """Return the characters with which a sequence may begin."""
    found: frozenset[str] = frozenset()
    for op, told in sequence:
        inner = inside(op, told)
        if inner:
            found |= frozenset().union(*map(first, inner))
            optional = told[0] == 0 if op in REPEATS else not all(map(must, inner))
        elif op in PLACES:
            optional = True
        else:
            found, optional = found | characters(op, told), False
        if not optional:
            return found
    return found


def must(sequence: list[Any]) -> bool:
    """Tell whether a sequence takes a character at least."""
    return any(
        all(map(must, inside(op, told))) and not (op in REPEATS and told[0] == 0)
        if inside(op, told)
        else op not in PLACES
        for op, told in sequence
    )


def characters(op: Any, told: Any) -> frozenset[str]:
    """Return the characters that an element without parts may take."""
    if op is sre.LITERAL:
        return frozenset({chr(told), chr(told).lower(), chr(told).upper()})
    if op is sre.NOT_LITERAL:
        return LETTERS - {chr(told)}
    if op is not sre.IN:
        return LETTERS - {"\n"}
    negated = told[0][0] is sre.NEGATE
    named = frozenset(one for one in LETTERS if any(holds(one, *part) for part in told if part[0] is not sre.NEGATE))
    return LETTERS - named if negated else named


CATEGORIES = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    sre.CATEGORY_NOT_DIGIT: lambda one: not one.isdigit(),
    sre.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    sre.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}


def holds(one: str, op: Any, told: Any) -> bool:
    if op is sre.LITERAL:
        return ord(one) == told
    return told[0] <= ord(one) <= told[1] if op is sre.RANGE else CATEGORIES[told](one)


CODE, RULES = patterns_of_code(), patterns_of_rules()
