"""What somebody did for the owner's sake, by mail of their own: showed them round, paid the train, gave them time.

Entries come from casebook.people; deeds go on in a Person to plan, each with the sentence in which it was done. The
turns of speech stand under [favours] in config/reading/*/people.toml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtesy.casebook import opportunity
from courtesy.mail import message, owner
from courtesy.reading import lexicon as lexicons
from courtesy.reading import phrase, reading, text, topic

_AT_ANY_TIME = frozenset({"hosted", "sent", "chased", "frank"})
_BEFORE_THE_OFFER = frozenset({"travel", "encouraged", "moved"})  # afterwards they are a matter of course
_SINCE_THE_OFFER = frozenset({"patient"})
_AFTER_THE_OFFER = frozenset({"flexible", "raised", "personal_word"})
# What such a deed was about, the most telling first; it is none where that is not said.
_WHAT = {
    "hosted": ("breakfast", "lunch", "dinner", "tea", "coffee"),
    "sent": ("directions", "benefits", "questions", "description", "example", "photos", "report", "guide", "reading"),
    "flexible": ("start", "days", "hours", "place"),
}
_PASSED_ON = frozenset({"body", "schedule"})
_LINK = re.compile(r"(?<!\S)\S*(?:://|www\.|@|[a-z]\.[a-z]{2,})\S*", re.IGNORECASE)  # "crew.example"
_MOST = 6000  # characters of a mail that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A mail of somebody's, and where it stands in the process."""

    entry: opportunity.Entry
    at: int
    offered_at: int | None
    moves: bool  # answers a mail in which the owner could not come, or asked for another day

    def fits(self, kind: str) -> bool:
        """Tell whether a deed of this kind may be done here."""
        if kind == "sent" and self.at == self.offered_at:  # what comes with the offer is a part of it
            return False
        if kind == "patient" and (self.entry.reading.reply_by or self.entry.reading.reply_at_once):
            return False
        if self.offered_at is None or self.at < self.offered_at:
            return kind in _AT_ANY_TIME or (kind in _BEFORE_THE_OFFER and (self.moves or kind != "moved"))
        since = _SINCE_THE_OFFER if self.at == self.offered_at else _SINCE_THE_OFFER | _AFTER_THE_OFFER
        return kind in _AT_ANY_TIME | since


def favours(
    entries: Sequence[opportunity.Entry],
    theirs: Sequence[int],
    offered_at: int | None,
    *,
    whose: owner.Owner,
    lexicon: lexicons.Lexicon,
) -> tuple[opportunity.Deed, ...]:
    """Return what the writer of the entries `theirs` did for the owner, each kind once, as it was last done."""
    newest: dict[str, opportunity.Deed] = {}
    for at in theirs:
        entry = entries[at]
        if entry.message.automatic or any(whose.wrote(one.key) for one in entry.message.cc):
            continue  # written to others
        moves = _answers_a_wish_to_move(entries, entry, lexicon)
        place = _Place(entry=entry, at=at, offered_at=offered_at, moves=moves)
        newest |= {one.kind: one for said in _sentences(entry) for one in _deeds(said, place, lexicon)}
    return tuple(newest.values())


def _deeds(said: str, place: _Place, lexicon: lexicons.Lexicon) -> Iterator[opportunity.Deed]:
    seen = lexicon.favours.said(phrase.fold(_LINK.sub(" ", said)))
    done = {kind: _what(kind, seen) for kind in seen if f"not_{kind}" not in seen and place.fits(kind)}
    shown = topic.shown(said, lexicon.topics)
    if shown is not None:
        done["showed"] = shown
    if not _is_of_others(said, place.entry) and (praised := topic.praised(said, lexicon.topics)):
        done["praised"] = praised
    for kind, what in done.items():
        if what or kind not in _WHAT:
            where = reading.Evidence(place.entry.message.message_id, "body", said, f"favours.{kind}")
            yield opportunity.Deed(kind=kind, summary=what, evidence=where)


def _is_of_others(said: str, entry: opportunity.Entry) -> bool:
    """Tell whether a sentence names somebody: praise passed on is not the writer's own."""
    return any(one.evidence.sentence == said and one.source in _PASSED_ON for one in entry.reading.people)


def _what(kind: str, seen: Mapping[str, str]) -> str:
    """Return what a deed was about: of the kinds of cue in a sentence "sent_guide" says it of "sent"."""
    return next((what for what in _WHAT.get(kind, ()) if f"{kind}_{what}" in seen), "")


def _answers_a_wish_to_move(
    entries: Sequence[opportunity.Entry], entry: opportunity.Entry, lexicon: lexicons.Lexicon
) -> bool:
    asked = next((one for one in entries if one.message.message_id == entry.message.in_reply_to), None)
    if asked is None or asked.reading.own is None:
        return False
    return any("ask_move" in lexicon.favours.said(phrase.fold(said)) for said in _sentences(asked))


def _sentences(entry: opportunity.Entry) -> Iterator[str]:
    return text.split(entry.message.part(message.Label.NEW)[:_MOST])
