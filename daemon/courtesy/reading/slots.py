"""Slots of a schedule: which lines are one, and which names stand behind an hour or what it is for.

Sentences and names come from named and judging; answers go back there.
"""

import re
from collections.abc import Sequence

from courtesy.reading import spot

_SLOT = re.compile(
    r"\s{0,9}[-*•]?\s{0,9}(?:\w{2,9}\.?,? ){0,3}\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d{2}|\s?uhr|\s?[ap]m)\s?(?:[ap]\.?m\.?|uhr|h)?(?:\s(?:breakfast|lunch|dinner|supper|brunch|coffee|drinks|\w{2,4}))?"
    r"\s?(?:[-–:,]\s?)?\Z",
    re.IGNORECASE,
)
_STAGE = re.compile(  # "factory tour (Eng. Paulo Matias)", "System design - Sunniva Aalto"
    r"\b(?:tour|lab(?:oratory)?|lunch|talk|interview|visit|round|demo|chat|coffee|walk\w*|test|presentation|panel|session|meeting"
    r"|coding|design|behaviou?ral|values|culture|technical|case|hr|manager|debrief|gespräch|rundgang|visite|entretien)"
    r"(?: \d)?(?:\s\(|\s[-–—]\s)\Z",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\s?(?:[&+/,]|and|und|et|y|with|mit)\s?(?:and |und |et )?\Z")


def is_slot(said: str) -> bool:
    """Tell whether a line is a slot of a schedule: "10:00 Hanna Wójcik, Staff Engineer"."""
    return any(c.isdigit() for c in said[:16]) and bool(_SLOT.match(said))


def is_timed(said: str, spans: Sequence[spot.Span], focus: int) -> bool:
    """Tell whether an hour, or what it is for, stands before a name or the one it is joined to: "10:45 Noa & Itai"."""
    span, before = spans[focus], spans[focus - 1] if focus else None
    joined = before is not None and span.start - before.until < 6 and _JOINS.match(said[before.until : span.start])
    lead = said[: before.start if before and joined else span.start]
    return bool(_TIMED.search(lead) or _STAGE.search(lead))
