"""What the hours of an interview day were about, as its schedule says: "9:00 Osei (design)".

Entries and clusters come from casebook.people; what is found goes on, in a meeting, to plan.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtesy.casebook import opportunity, roster
from courtesy.mail import message
from courtesy.reading import lexicon as lexicons
from courtesy.reading import names

_SLOT = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?\s{1,3}(?P<who>[^\W\d_][^()\n\d]{1,80}?)\s?"
    r"\((?P<about>[a-z][a-z-]{2,20}(?: [a-z][a-z-]{1,20}){0,2})(?:,[^()\n]{0,60})?\)"
)
_WORD = re.compile(r"[^\W\d_]+")
_DOERS = ("er", "or", "ist", "yst", "ant", "ian")  # endings of those who do a job
_RUN_ON = frozenset(
    {"you", "your", "we", "us", "me", "my", "with", "together", "over", "for", "and", "via", "by", "on"}
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a schedule: the folded words of whom it names, and what the hour is about."""

    who: frozenset[str]
    about: str


def slots(entries: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon) -> tuple[Slot, ...]:
    """Return the slots of all schedules that say plainly what an hour is about, the newest first."""
    return tuple(
        Slot(frozenset(names.fold(word) for word in _WORD.findall(found["who"])), found["about"])
        for entry in reversed(entries)
        for line in _lines(entry)
        if "(" in line
        for found in _SLOT.finditer(line)
        if _is_label(found["about"], lexicon)
    )


def about(cluster: roster.Cluster, schedule: Sequence[Slot]) -> str:
    """Return what the hour with somebody was about; empty where no schedule says so."""
    families = {form.family for form in cluster.forms if form.full}
    return next((one.about for one in schedule if families & one.who), "")


def _is_label(words: str, lexicon: lexicons.Lexicon) -> bool:
    """Tell whether words can stand before "session": neither a job, nor words that go on to something else."""
    told = words.split()
    gerund = len(told) > 1 and told[0].endswith("ing")
    titles = lexicon.words.titles
    job = titles.leads(words) or (titles.is_title(words) and (len(told) > 1 or words.endswith(_DOERS)))
    return not gerund and not job and _RUN_ON.isdisjoint(told)


def _lines(entry: opportunity.Entry) -> Iterator[str]:
    for invited in entry.message.invitations:
        yield from invited.description.splitlines()
    yield from (line.text for line in entry.message.lines if line.label is message.Label.NEW)
