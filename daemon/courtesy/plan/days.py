"""Days as a letter writes them: "Friday, 20 March", "am 20. März", "le 20 mars".

The words come from the table [days] of config/letters/<language>.toml; they go on to cast.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any


def day(one: date, words: Mapping[str, Any], zone: str) -> str:
    """Write day and month; where the owner lives in the Americas and writes English, the month first."""
    return _form(words, "day", zone).format(**_parts(one, words))


def weekday(one: date, words: Mapping[str, Any], zone: str) -> str:
    """Write a day with its weekday, as one names a day to come."""
    return _form(words, "weekday", zone).format(**_parts(one, words))


def _form(words: Mapping[str, Any], name: str, zone: str) -> str:
    american = words.get(f"american_{name}") if zone.startswith(("America/", "US/")) else None
    return str(american or words[name])


def _parts(one: date, words: Mapping[str, Any]) -> dict[str, str]:
    return {
        "number": words.get("first", "1") if one.day == 1 else str(one.day),
        "month": words["months"][one.month - 1],
        "name": words["weekdays"][one.weekday()],
    }
