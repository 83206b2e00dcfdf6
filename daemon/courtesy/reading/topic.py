"""What a person and the owner spoke of, as a noun phrase fit to stand in the owner's letter to that person.

Sentences come from people and named; phrases go on to reading.Mention. Precision comes first: None where in doubt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import names, spot

_NAME = "\ue000"  # stands for the person in question; no text holds it
_OTHER = "\ue001"
_END = re.compile(
    r"[.;:!?,(\[–—\ue001\"”“…/]|\s[-–—]\s|\s(?:and|und|et)\s+(?:i|we|you|he|she|they|it|how|that|my|me|ich|wir|sie|je"
    r"|nous|vous|had|have|was|is|hope|look|would|thank\w*|for|to|in|with|on|what|your|also)\b"
    r"|\s(?:which|that|when|because|so|but|while|if|where|who|whom|since|before|after|than|though|although|yesterday"
    r"|today|this morning|last|was|were|is|are|has|had|have|will|would|made|gave|really|very|today|too|as well"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)|at (?:the|your|our)"
    r"|die|der|das|dass|weil|als|war|waren|hat|haben|ist|gestern|heute|am|qui|que|parce|car|mais|était|a|ont|est|hier"
    r"|lors)\b",
    re.IGNORECASE,
)
_CLIPPED = re.compile(r"\s(?:which|that|who|whom|where|qui|que|die|der|das)\b", re.IGNORECASE)
_HUNG = re.compile(
    r"(?P<kept>.{3,80})\s(?:to|for|with|in|at|by|from|zu|zum|zur|für|mit|in|im|bei|von|vom|à|aux|pour|avec|dans|par)\s",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?:\A|\W)(?:i|me|my|we|us|our|ich|mich|mir|wir|uns|unser\w*|je|j['’]|m['’]|me|nous|notre)\b", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"\b(?:i|me|my|mine|we|us|our|ours|you|your|yours|myself|yourself|he|she|him|her|they|them|it|this|that|these"
    r"|those|ich|wir|mich|mir|uns|unser\w*|sie|ihnen|ihr\w*|du|dich|dir|dein\w*|es|je|me|moi|nous|notre|nos|vous|votre"
    r"|vos|tu|te|toi|ton|ta|tes|il|elle)\b|['’](?:d|ll|ve|re|m)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?P<whose>your|our|my|ihre[nmrs]?|unsere[nmrs]?|meine[nmrs]?|votre|vos|notre|nos|mon|ma|mes)\s+", re.IGNORECASE
)
_SWAPPED = {"your": "my", "our": "your", "my": "your"}
_NOUNLIKE = re.compile(
    r"(?:the|a|an|how|why|what|der|die|das|den|dem|le|la|les|l['’]|un|une|des)?\s*[\w\d]", re.IGNORECASE
)
_ABOUT = re.compile(r"\A\s*\((?P<topic>[a-zà-ÿ][\w\s,&/+'’-]{2,48})\)")
_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Beginnings of sentences behind which the topic stands, and words that make a poor topic."""

    spoken: re.Pattern[str]  # by one of the two to the other: "our chat about"
    named: re.Pattern[str]  # of somebody named: "NAME's question about"
    poor: frozenset[str]


def compile_tables(tables: Iterable[Mapping[str, Any]]) -> Leads:
    """Compile the [topics] of several languages: words, (a|b) alternatives, (a|b)? for what may miss, *N for a gap."""
    spoken: list[str] = []
    named: list[str] = []
    poor: set[str] = set()
    for table in tables:
        topics = table["topics"]
        spoken += [_expression(one) for one in topics["spoken"]]
        named += [_expression(one) for one in topics["named"]]
        poor |= set(names.fold(topics["poor"]).split())
    return Leads(spoken=_compiled(spoken), named=_compiled(named), poor=frozenset(poor))


def _compiled(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})", re.IGNORECASE)


def _expression(source: str) -> str:
    pieces = []
    for piece in re.findall(r"\*\d|\([^()]*\)\??|\S+", source):
        if piece.startswith("*"):
            pieces.append(rf"(?:[^\s.;!?\ue001]+\s+){{0,{piece[1:]}}}?")
        elif piece.startswith("("):
            may = piece.endswith("?")
            words = "|".join(
                r"\s+".join(re.escape(word) for word in one.split()) for one in piece.rstrip("?")[1:-1].split("|")
            )
            pieces.append(rf"(?:(?:{words})\s+)" + ("?" if may else ""))
        elif piece == "NAME":
            pieces.append(rf"{_NAME}(?:['’]s)?\s+")
        else:
            pieces.append(re.escape(piece) + r"\s+")
    return "".join(pieces)


def spoken(said: str, leads: Leads, *, own: bool) -> str | None:
    """Return what the writer and the reader of a sentence spoke of; `own`: the owner wrote it.

    The sentence must name nobody else, and be about the writer: "the board liked your account of" is not.
    """
    match = leads.spoken.search(said)
    if match and (_FIRST_PERSON.search(said) or not said[: match.start()].strip()):
        return _phrase(said[match.end() :], leads, own=own)
    return None


def about(said: str, spans: Sequence[spot.Span], focus: int, leads: Leads, *, own: bool, slot: bool) -> str | None:
    """Return what was spoken of with a person whom a sentence names."""
    span = spans[focus]
    if slot and (inside := _ABOUT.match(said, span.until)):
        return _fit(inside["topic"], leads)
    coded = "".join(_coded(said, spans, focus))
    match = leads.named.search(coded)
    return _phrase(coded[match.end() :], leads, own=own) if match else None


def _coded(said: str, spans: Sequence[spot.Span], focus: int) -> Iterable[str]:
    at = 0
    for number, span in enumerate(spans):
        yield said[at : span.start]
        yield _NAME if number == focus else _OTHER
        at = span.until if span.title else span.end
    yield said[at:]


def _phrase(rest: str, leads: Leads, *, own: bool) -> str | None:
    """Cut the noun phrase at the beginning of a text, turned to the owner's point of view."""
    end = _END.search(rest)
    said = rest[: end.start()] if end else rest
    if end and _CLIPPED.match(rest, end.start()):
        # A clause that was cut off says something else without its end: what it hangs on goes with it.
        before = _HUNG.match(said)
        said = before["kept"] if before else ""
    phrase = " ".join(said.split())
    if not phrase:
        return None
    leading = _LEADING.match(phrase)
    turned = ""
    if leading:
        word = leading["whose"].lower()
        if not own and word not in _SWAPPED:
            return None
        turned = f"{word if own else _SWAPPED[word]} "
        phrase = phrase[leading.end() :]
    fit = _fit(phrase, leads)
    return f"{turned}{fit}" if fit else None


def _fit(phrase: str, leads: Leads) -> str | None:
    """Return a phrase that can stand in a letter; None for one that is too long, personal, delicate or empty."""
    phrase = phrase.strip(" '‘’-")
    words = names.fold(phrase).split()
    bare = [
        word.strip("'’\"-")
        for word in words
        if word not in {"the", "a", "an", "der", "die", "das", "le", "la", "les", "of", "and"}
    ]
    if not bare or len(words) > _MOST or len(phrase) < 4 or not _NOUNLIKE.match(phrase) or _PERSONAL.search(phrase):
        return None
    if any(word in leads.poor for word in bare) or words[-1] in {
        "of",
        "the",
        "and",
        "for",
        "to",
        "in",
        "with",
        "a",
        "an",
        "how",
        "on",
        "about",
    }:
        return None
    if words[0] in {"how", "why", "what"} or any(c in phrase for c in "<>@{}|=\ue000"):
        return None
    return phrase
