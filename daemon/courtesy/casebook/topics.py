"""Which of the things that two spoke of a letter may name: what the owner told of themselves before what others did.

Clusters and entries come from casebook.people; what is chosen goes back there.
"""

import re
from collections.abc import Iterator, Sequence

from courtesy.casebook import opportunity, roster, sessions
from courtesy.reading import names, reading

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    {"the", "a", "an", "my", "your", "of", "for", "in", "at", "der", "die", "das", "meine", "le", "la", "les"}
)
_THANKED = "people.thanked"


def topic(
    cluster: roster.Cluster,
    entries: Sequence[opportunity.Entry],
    met: Sequence[opportunity.Meeting],
    hour: sessions.Slot | None,
) -> tuple[str, reading.Evidence] | None:
    """Return what somebody and the owner spoke of, and where it stands; of several as good the newest.

    Where nothing is told, what was announced counts if they met after that, then what a schedule says of their `hour`.
    """
    named = [frozenset(_words(one)) for one in _names(entries)]

    def weight(one: roster.Seen) -> tuple[bool, bool, int]:
        by_owner = entries[one.at].reading.own is not None
        return one.mention.evidence.rule != _THANKED, by_owner, one.at

    told = [one for one in cluster.seen if _tells(one, entries) and _is_more(one.mention.talked_about or "", named)]
    if told:
        best = max(told, key=weight).mention
        return best.talked_about or "", best.evidence
    announced = (one for one in reversed(cluster.seen) if one.mention.to_talk_about)
    for one in announced:
        held = met and entries[one.at].message.date.date() <= met[-1].day
        if held and _is_more(one.mention.to_talk_about or "", named):
            return one.mention.to_talk_about or "", one.mention.evidence
    return (hour.about, hour.evidence) if hour and not met else None


def _tells(one: roster.Seen, entries: Sequence[opportunity.Entry]) -> bool:
    """Tell whether a mail tells of what was spoken of; who writes for the first time has only heard or read of it."""
    led = entries[: one.at + 1]
    return bool(one.mention.talked_about) and any(each.reading.kind is not reading.Kind.OUTREACH for each in led)


def _is_more(phrase: str, named: Sequence[frozenset[str]]) -> bool:
    """Tell whether a phrase says more than the name of the job, of a firm or of a meeting does."""
    words = frozenset(_words(phrase))
    return not any(words <= one for one in named)


def _names(entries: Sequence[opportunity.Entry]) -> Iterator[str]:
    """Yield what the job, the firms and the meetings of a process are called."""
    for entry in entries:
        yield from (one.value for one in (entry.reading.role, entry.reading.company, entry.reading.agency) if one)
        yield from (invited.summary for invited in entry.message.invitations)


def _words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(names.fold(text)) if word not in _SMALL)
