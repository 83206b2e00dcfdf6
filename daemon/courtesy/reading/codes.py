"""What a phrase that names a day means: "the end of next week", "Easter Monday", "the long weekend".

Read from config/reading/<language>/dates.toml by grammar; days turns a code into a day.
"""

import re
from typing import NamedTuple

from courtesy.reading import holidays

_CODE = re.compile(r"(~?)(day|week|month|year|free|long)([+-]\d+)?(?:\.(\d{1,2}|end))?")


class Code(NamedTuple):
    """A day as steps from the one on which a text was written."""

    unit: str  # day | week | month | year | holiday | free | long
    steps: int
    weekday: int  # of a week, or day of a month; -1: the end of the unit
    about: bool  # names no day in particular
    rule: str = ""  # of a holiday, see holidays.toml


def parse(text: str, where: str) -> Code:
    """Read a code as the tables write it. Raises ValueError saying where what is no code stands."""
    found = _CODE.fullmatch(text)
    if not found:
        raise ValueError(f"{where}: {text!r} is no day; write day+1, week+1.4, month+0.end, year.end, free or long.")
    about, unit, count, rest = found.groups()
    return Code(unit, int(count or 0), int(rest) if (rest or "").isdigit() else -1, bool(about))


def holiday(rule: str, where: str) -> Code:
    """Read the rule of a day that goes by a name. Raises ValueError where it is none."""
    try:
        holidays.named(rule, 2026)
    except (KeyError, ValueError, IndexError) as error:
        raise ValueError(f"{where}: {rule!r} is no rule for a day; write 12-25, 11 thu 4 or easter+1.") from error
    return Code("holiday", 0, -1, about=False, rule=rule)
