"""What a person and the owner spoke of, as a noun phrase fit to stand in the owner's letter to that person.

Sentences come from people and named; phrases go on to reading.Mention. Precision comes first: None where in doubt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import gist, leads, names, spot, wording

_ABOUT = re.compile(r"\A\s*\((?P<topic>[a-zà-ÿ][\w\s,&/+'’-]{2,48})\)")
_CALLED = re.compile(r"\s*,\s+(?=\S)")  # behind the name of whom a sentence turns to: "Priyanka, the story about …"
_FOUND = 4  # leads of one sentence that are tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Leads to what was spoken of, and words that make a poor topic."""

    spoken: leads.Leads  # by one of the two to the other: "our chat about"
    own: leads.Leads  # the same, in the owner's mail alone: "I keep thinking about"
    named_own: leads.Leads  # of somebody whom the owner names: "NAME's question about"
    named_theirs: leads.Leads  # of somebody whom others name to the owner: "NAME liked your"
    thanked: leads.Leads  # what the owner thanks for: "thank you for the tour of"
    praised: leads.Leads  # what of the owner's somebody praises: "I loved your"
    shown: leads.Leads  # what somebody showed the owner: "the tour of"
    announced: leads.Leads  # what the writer wants to hear of: "would love to hear about"
    announced_of: leads.Leads  # … what somebody named wants: "NAME will ask you about"
    ahead: re.Pattern[str]  # words by which a talk is still to come
    first_person: re.Pattern[str]
    bare: re.Pattern[str]  # what may stand before a lead that says nothing of whom it is about
    you: re.Pattern[str]
    mine: frozenset[str]
    known: gist.Lexicon
    plain: gist.Lexicon  # the same, of what one thanks for: nothing of it is poor


def compile_tables(tables: Iterable[Mapping[str, Any]], little: wording.Wording) -> Leads:
    """Compile the [topics] of several languages; leads says how a lead is written."""
    topics = [table["topics"] for table in tables]
    talk = {
        part: [word for one in topics for word in one["talk"].get(part, ())]
        for part in ("nouns", "links", "pairs", "dative")
    }
    words = {
        kind: frozenset(word for one in topics for word in names.fold(one.get(kind, "")).split())
        for kind in ("poor", "alone", "stems", "begins")
    }

    known = gist.lexicon(words, talk, little)

    def of(kind: str) -> leads.Leads:
        return leads.Leads(_spelt(source, one) for one in topics for source in one.get(kind, ()))

    return Leads(
        spoken=of("spoken"),
        own=of("own"),
        named_own=of("named_own"),
        named_theirs=of("named_theirs"),
        thanked=of("thanked"),
        announced=of("announced"),
        announced_of=of("announced_of"),
        praised=of("praised"),
        shown=of("shown"),
        ahead=_ahead([words for one in topics for words in one.get("ahead", ())]),
        first_person=re.compile(rf"(?:\A|\W){little.either('topic', 'first_person')}\b", re.IGNORECASE),
        bare=re.compile(
            rf"\s*(?:[^\W\d_]+\s?[-–,:]\s+)?(?:{little.either('topic', 'introducing')}\s+)*", re.IGNORECASE
        ),
        you=re.compile(rf"\b{little.either('topic', 'you')}\b"),
        mine=little.words("topic", "mine"),
        known=known,
        plain=gist.plain(known, little.words("topic", "hours")),
    )


def _spelt(source: str, topics: Mapping[str, Any]) -> str:
    """Write out the nouns of talk that a lead stands for by {talk}."""
    return source.replace("{talk}", f"({'|'.join(topics['talk']['nouns'])})")


def _ahead(wordings: Sequence[str]) -> re.Pattern[str]:
    ways = "|".join(r"\s+".join(re.escape(word) for word in one.split()) for one in wordings)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


def spoken(said: str, known: Leads, *, own: bool) -> str | None:
    """Return what the writer and the reader of a sentence spoke of; `own`: the owner wrote it.

    The sentence must name nobody else, and be about the writer: "the board liked your account of" is not.
    """
    found = [*known.spoken.find(said), *(known.own.find(said) if own else ())]
    if not found or known.ahead.search(said):
        return None
    told = own or bool(known.first_person.search(said))
    return _first(said, (one for one in found if told or known.bare.fullmatch(said[: one.start])), known, own=own)


def thanked(said: str, known: Leads) -> str | None:
    """Return what the owner thanks the reader of a sentence for: "the tour of the press hall"."""
    found = (gist.phrase(said[one.at :], one, known.plain, own=True) for one in known.thanked.find(said))
    return next((it for it in found if it), None)


def about(said: str, spans: Sequence[spot.Span], focus: int, known: Leads, *, own: bool, slot: bool) -> str | None:
    """Return what was spoken of with a person whom a sentence names."""
    span = spans[focus]
    if slot and (inside := _ABOUT.match(said, span.until)):
        return gist.fit(inside["topic"], known.known)
    called = _CALLED.match(said, span.end) if own and len(spans) == 1 and not said[: span.start].strip() else None
    if called:
        return None if known.ahead.search(said) else spoken(said[called.end() :], known, own=True)
    coded = "".join(_coded(said, spans, focus))
    found = _first(coded, (known.named_own if own else known.named_theirs).find(coded), known, own=own, named=True)
    if found and known.ahead.search(said):
        return None
    return None if found and own and known.you.search(found) else found  # another than whom the owner wrote to


def announced(said: str, known: Leads) -> str | None:
    """Return what the writer of a sentence wants to hear of from the owner."""
    return _first(said, known.announced.find(said), known, own=False)


def announced_of(said: str, spans: Sequence[spot.Span], focus: int, known: Leads) -> str | None:
    """Return what somebody whom a sentence names wants to speak of with the owner."""
    coded = "".join(_coded(said, spans, focus))
    return _first(coded, known.announced_of.find(coded), known, own=False, named=True)


def praised(said: str, known: Leads) -> str | None:
    """Return what of the owner's a sentence of somebody else's praises: "my answers on swab counts"."""
    for one in known.praised.find(said):
        found = gist.phrase(said[one.at :], one, known.known, own=False, whole=True)
        if found and found.split(" ", 1)[0] in known.mine:
            return found
    return None


def shown(said: str, known: Leads) -> str | None:
    """Return what the writer of a sentence showed the owner; empty where it is not said, None where nothing was."""
    found = list(known.shown.find(said))
    if not found:
        return None
    return next((it for one in found if (it := gist.phrase(said[one.at :], one, known.known, own=False))), "")


def _first(said: str, found: Iterable[leads.Found], known: Leads, *, own: bool, named: bool = False) -> str | None:
    for number, one in enumerate(found):
        if number < _FOUND and (topic := gist.phrase(said[one.at :], one, known.known, own=own, named=named)):
            return topic
    return None


def _coded(said: str, spans: Sequence[spot.Span], focus: int) -> Iterable[str]:
    at = 0
    for number, span in enumerate(spans):
        yield said[at : span.start]
        yield leads.NAME if number == focus else leads.OTHER
        at = span.until if span.title else span.end
    yield said[at:]
