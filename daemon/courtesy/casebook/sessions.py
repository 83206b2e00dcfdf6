"""What the hours of an interview day were about, as its schedule says: "9:00 Osei (design)", "design with Osei".

Entries and clusters come from casebook.people; what is found goes on, in a meeting, to plan.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtesy.casebook import opportunity, roster
from courtesy.mail import message
from courtesy.reading import lexicon as lexicons
from courtesy.reading import names, reading

_SLOT = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?\s{1,3}(?P<who>[^\W\d_][^()\n\d]{1,80}?)\s?"
    r"\((?P<about>[a-z][a-z-]{2,20}(?: [a-z][a-z-]{1,20}){0,2})(?:,[^()\n]{0,60})?\)"
)
_CLOCK = r"(?<!\d)\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?"
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ](?:\.|[\w'’-]{1,20})){1,3}"
_SAID = r"(?P<about>[A-Za-z][a-z-]{2,20}(?: [a-z][a-z-]{1,20}){0,2})"
_ROW = re.compile(
    rf"{_CLOCK}(?:\s?[-–—]\s?{_CLOCK}|\sto\s{_CLOCK})?\s{{1,6}}{_SAID}(?: I{{1,3}})?\s{{2,20}}(?P<who>{_NAME})"
)
_AFTER = re.compile(rf"{_CLOCK}\s{{1,4}}(?P<who>{_NAME})(?:, [^:\d\n]{{2,40}})?(?::| [-–—]) {_SAID}\s*\Z")
_WITH = re.compile(
    rf"(?:[:;,(]|\bthen|\band|{_CLOCK}|(?:\bhour|\bminutes|\bmin)(?: of)?|[-–—])\s+{_SAID} with (?P<who>{_NAME})"
)
_TIMED = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\bhour|\bminutes|\bmin\b")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 600  # characters of a line that are looked at
_DOERS = ("er", "or", "ist", "yst", "ant", "ian")  # endings of those who do a job
_RUN_ON = frozenset(
    {"you", "your", "we", "us", "me", "my", "with", "together", "over", "for", "and", "via", "by", "on"}
)
# What is no subject: a meeting, a meal, what one does at a meeting.
_MEETINGS = (
    "interview interviews meeting meetings call calls chat conversation conversations talk talks discussion lunch"
    " coffee tea dinner breakfast drinks break walk tour visit welcome introduction intro debrief closing wrap-up"
    " session sessions panel round slot time hour day half morning afternoon evening end start video screen zoom"
    " teams speaking talking starting beginning along working sitting touch joint first second third final next"
    " last wrap min mins minutes hr hrs hours presentation exercise stage face-to-face onsite campus building office"
    " room sandwiches"
)
_GENERAL = frozenset(_MEETINGS.split())


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a schedule: the folded words of whom it names, and what the hour is about."""

    who: frozenset[str]
    about: str
    evidence: reading.Evidence


def slots(entries: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon) -> tuple[Slot, ...]:
    """Return the slots of all schedules that say plainly what an hour is about, the newest first."""
    return tuple(
        Slot(
            frozenset(names.fold(word) for word in _WORD.findall(who)),
            said,
            reading.Evidence(entry.message.message_id, "body", line.strip(), "sessions.hour"),
        )
        for entry in reversed(entries)
        for line in _lines(entry)
        for who, said, beside in _told(line)
        if _is_label(said, lexicon, beside=beside)
    )


def _told(line: str) -> Iterator[tuple[str, str, bool]]:
    """Yield whom a line of a schedule names, what the hour is about, and whether a job might stand there as well."""
    if "(" in line:
        yield from ((found["who"], found["about"], True) for found in _SLOT.finditer(line))
    if not _TIMED.search(line):
        return
    ways = (_ROW, _AFTER, _WITH) if " with " in line else (_ROW, _AFTER)
    for found in (found for way in ways for found in way.finditer(line[:_LONGEST])):
        yield found["who"], f"{found['about'][:1].lower()}{found['about'][1:]}", False


def hour(cluster: roster.Cluster, schedule: Sequence[Slot]) -> Slot | None:
    """Return the hour with somebody where a schedule says what it was about."""
    families = {form.family for form in cluster.forms if form.full}
    return next((one for one in schedule if families & one.who), None)


def _is_label(words: str, lexicon: lexicons.Lexicon, *, beside: bool) -> bool:
    """Tell whether words can stand before "session": neither a job, nor words that go on to something else."""
    told = words.split()
    gerund = len(told) > 1 and told[0].endswith("ing")
    titles = lexicon.words.titles
    job = titles.leads(words) or (titles.is_title(words) and ((beside and len(told) > 1) or words.endswith(_DOERS)))
    return not gerund and not job and _RUN_ON.isdisjoint(told) and _GENERAL.isdisjoint(told)


def _lines(entry: opportunity.Entry) -> Iterator[str]:
    for invited in entry.message.invitations:
        yield from invited.description.splitlines()
    yield from (line.text for line in entry.message.lines if line.label is message.Label.NEW)
