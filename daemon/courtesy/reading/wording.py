"""The little words of every language (wording.toml), as parts of regular expressions.

Tables come from rules; each module that tells names or phrases by such words makes its patterns of them. In the tables
alternatives stand between bars:

    (a|b)   one of these            word~   any word that begins so
    (a )?   may be missing          *ing    any word that ends so; * by itself any word
    '       an apostrophe           #       a number
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SIGNS = {"(": "(?:", ")": ")", "|": "|", "?": "?", "~": r"\w*", "*": r"\w+", "#": r"\d+", "'": "['’]", " ": " "}
_NOTHING = "(?!)"
_EMPTY = re.compile(r"^$|^\||\|$|\|\||\(\||\|\)|\(\)|^\([^()]*\)\?$")  # an alternative without words


class Wording:
    """The words of all languages, asked for by the section and the name they stand under."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._languages = {name: table["wording"] for name, table in tables.items() if "wording" in table}

    def either(self, section: str, name: str) -> str:
        """Return an expression for any of the words. Raises ValueError naming the file at fault."""
        found = [self._expression(language, section, name, told) for language, told in self._told(section, name)]
        return f"(?:{'|'.join(found)})" if found else _NOTHING

    def words(self, section: str, name: str) -> frozenset[str]:
        """Return the words by themselves. Raises ValueError naming the file at fault."""
        return frozenset(word for _, told in self._told(section, name) for word in _text(told).split("|"))

    def pairs(self, section: str, name: str) -> dict[str, str]:
        """Return words, each with the one that takes its place. Raises ValueError naming the file at fault."""
        found: dict[str, str] = {}
        for language, told in self._told(section, name):
            if not isinstance(told, Mapping) or not all(isinstance(one, str) for one in told.values()):
                raise ValueError(f"{language}/wording.toml: [{section}.{name}] must give a word for each word")
            found |= told
        return found

    def _told(self, section: str, name: str) -> Iterator[tuple[str, Any]]:
        for language, table in self._languages.items():
            if (told := table.get(section, {}).get(name)) is not None:
                yield language, told

    def _expression(self, language: str, section: str, name: str, told: Any) -> str:
        written = _text(told)
        if written.count("(") != written.count(")"):
            raise ValueError(f"{language}/wording.toml: {section}.{name}: a bracket is not closed")
        if _EMPTY.search(written):
            raise ValueError(f"{language}/wording.toml: {section}.{name} would match anything")
        return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in written)


def _text(told: Any) -> str:
    return told if isinstance(told, str) else ""
