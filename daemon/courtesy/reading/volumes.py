"""What is compiled for each language, when the first mail in that language comes: few people get more than two."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Volume = TypeVar("Volume")


class Volumes(Mapping[str, Volume], Generic[Volume]):
    """The volume of each language that has a table; English, which is always listened for, is compiled at once."""

    def __init__(self, tables: Mapping[str, Any], compiled: Callable[[str, Any], Volume]) -> None:
        """Take the tables by language. Raises whatever `compiled` raises on the English one, later on another."""
        self._compile = compiled
        self._tables = {name: table for name, table in tables.items() if name != "en"}
        self._volumes = {"en": compiled("en", tables["en"])} if "en" in tables else {}
        self._names = tuple(tables)

    def __getitem__(self, language: str) -> Volume:
        """Return what is compiled for a language. Raises KeyError where it has no table, and what compiling raises."""
        if language not in self._volumes:
            self._volumes[language] = self._compile(language, self._tables[language])
        return self._volumes[language]

    def __contains__(self, language: object) -> bool:
        """Tell whether a language has a volume, without compiling it."""
        return language in self._names

    def __iter__(self) -> Iterator[str]:
        """Yield the languages."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many languages there are."""
        return len(self._names)
