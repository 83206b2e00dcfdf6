"""People in the sentences of a message, and what each sentence says of them.

Sentences come from text, by way of people; mentions go back there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from courtesy.reading import (
    capitals,
    cues,
    judging,
    names,
    page,
    playing,
    reading,
    rename,
    slots,
    spot,
    text,
    thing,
    topic,
)

_PLACES = frozenset({"body", "invitation", "signature", "subject"})
_SHARED = frozenset(
    {"met", "opines", "supposed", "not_met", "replaced", "interviewer", "left", "person", "asides", "thanked"}
)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}\Z")
_SHORT = 16  # characters of a line that is a piece of one: "1. Engr."
_LISTED = 34  # characters before the name in a line of a list: bullet, time, what it is about
_LONGEST = 600
"""Characters of a sentence that are looked at for names."""


def mentions(sentences: Sequence[text.Sentence], of: page.Page) -> Iterator[reading.Mention]:
    """Yield the people in the sentences, one mention for each sentence that names them."""
    last: spot.Span | None = None
    listing = False
    for sentence in _rejoined(sentences, of):
        said, nicknames = spot.nicknamed(sentence.text[:_LONGEST])
        spans = [span for span in spot.find(said, of.lexicon.words, of.manner) if not _is_nobody(span, of)]
        spans = [span for number, span in enumerate(spans) if not thing.is_one(said, spans, number, of)]
        if not spans and last and sentence.place == "body":
            spans = _pronoun(said, last, of)
        row = (bool(spans) and spans[0].start < _LISTED) or slots.is_slot(said) or len(said) < _SHORT
        listing = listing and row
        listed = listing or (
            len(spans) > 1 and sentence.place == "body" and bool(of.lexicon.words.beside.roll.search(said))
        )
        for one in _of_sentence(sentence, said, spans, of, listed=listed):
            nickname = nicknames.get(names.fold(one.name)) if nicknames else None
            yield replace(one, signed=nickname) if nickname else one
        yield from _afterwards(sentence, said, spans, of)
        listing = listing or of.lexicon.words.beside.begins_list(said)
        last = spans[-1] if spans and _goes_on(said, spans) else None


def _goes_on(said: str, spans: Sequence[spot.Span]) -> bool:
    """Tell whether the next sentence may go on about the last person of this one."""
    return spans[-1].weight > capitals.UNLISTED and not judging.is_house(said, spans, len(spans) - 1)


def _rejoined(sentences: Sequence[text.Sentence], of: page.Page) -> Iterator[text.Sentence]:
    """Yield the sentences that the sender says, those put together that an abbreviated honorific seemed to end."""
    held: text.Sentence | None = None
    for sentence in sentences:
        if sentence.place not in _PLACES and not sentence.place.startswith("attachment"):
            continue
        if held and sentence.index:
            whole = replace(sentence, text=f"{held.text} {sentence.text}")
        else:
            whole = sentence
            if held:
                yield held
        held = whole if _ends_early(whole.text, of) else None
        if held is None:
            yield whole
    if held:
        yield held


def _ends_early(said: str, of: page.Page) -> bool:
    """Tell whether a sentence ends in an honorific: "Smt.", "Sgt."."""
    last = said.rpartition(" ")[2].lstrip("(")
    beside, word = of.lexicon.words.beside, names.fold(last).strip(".")
    if last in beside.lower or (last.endswith(".") and (_INITIALS.match(last) or word in beside.shortened)):
        return True
    return said.endswith(".") and last[0].isupper() and 1 < len(last) < 7 and word in of.lexicon.names.honorifics


def _afterwards(
    sentence: text.Sentence, said: str, spans: Sequence[spot.Span], of: page.Page
) -> Iterator[reading.Mention]:
    """Yield the person again of whom a last clause goes on: "Beth will send the form; please return it to her"."""
    before, semicolon, clause = said.rpartition(";")
    if semicolon and spans and spans[-1].end < len(before) and spans[-1].weight > capitals.UNLISTED:
        yield from _of_sentence(sentence, clause, _pronoun(clause, spans[-1], of), of, listed=False)


def _pronoun(said: str, last: spot.Span, of: page.Page) -> list[spot.Span]:
    """Return the person of the sentence before, where this one goes on about him or her."""
    match = of.lexicon.words.beside.pronoun.search(said)
    return [spot.Span(match.start(), match.end(), match.end(), last.name, None, last.weight)] if match else []


def _is_nobody(span: spot.Span, of: page.Page) -> bool:
    """Tell whether a name is the owner's or the firm's."""
    return of.is_owner(span.name) if span.name.honorific or span.title else of.is_nobody(span.name)


def _of_sentence(
    sentence: text.Sentence, said: str, spans: Sequence[spot.Span], of: page.Page, *, listed: bool
) -> Iterator[reading.Mention]:
    found = [of.lexicon.cues.said(cues.about(said, spans, focus)) for focus in cues.foci(spans)]
    for kinds in found if listed else ():
        kinds.setdefault("met", "in a list of those to be met")
    for group in _lists(said, spans, of):
        _share(spans, [focus for focus in group if focus < len(found)], found)
    for focus, kinds in enumerate(found):
        if not of.own:
            kinds.pop("thanked", None)  # said of those whom the owner thanks
        _settle_answer(kinds)
        if not of.is_writer(spans[focus].name):
            place = judging.Place(sentence=sentence, said=said, spans=spans, focus=focus, found=kinds, page=of)
            yield from _mention(place)


def _share(spans: Sequence[spot.Span], group: Sequence[int], found: list[dict[str, str]]) -> None:
    """Let what is said of one in a list be said of all; who stands in a list of people is one."""
    shared = {kind: source for focus in group for kind, source in found[focus].items() if kind in _SHARED}
    people = len(group) > 1 and any(spans[focus].weight >= capitals.GIVEN for focus in group)
    close = all(spans[b].start - spans[a].until < 7 for a, b in pairwise(group))  # "Jarrah and Pip"
    for focus in group:
        found[focus] = {**shared, **found[focus]}
        named = close or spans[focus].weight > capitals.LONE or spans[focus].title
        if people and named and not shared.keys().isdisjoint(judging.STRONG):
            found[focus].setdefault("person", "among people")


def _settle_answer(kinds: dict[str, str]) -> None:
    """Keep "let NAME know" as a word about the answer only beside a word about a decision."""
    if "answer_let" in kinds and "decision" in kinds and kinds.keys().isdisjoint({"not_answer", "questions"}):
        kinds.setdefault("answer_to", kinds["answer_let"])
    if "not_answer" in kinds or "to_accept" in kinds:  # where to send a yes is not whom to tell a no
        kinds.pop("answer_to", None)


def _lists(said: str, spans: Sequence[spot.Span], of: page.Page) -> Iterator[list[int]]:
    """Yield the numbers of names that stand in one list: "Ana (design), Tom from Sales and our CTO Priya"."""
    group = [0] if spans else []
    # "our director, Ana Pires; Kwame, a clerk; and a tenant, Ms Grimes": between any two there is a semicolon.
    people = sum(span.weight >= capitals.DOUBTFUL for span in spans)
    semicolons = people > 2 and said.count(";") >= people - 1
    for number in range(1, len(spans)):
        between = said[spans[number - 1].until : spans[number].start]
        title = spans[number].title
        if title:
            between = between.rstrip(" ,:").removesuffix(title)
        if of.lexicon.words.beside.joins(between) or (semicolons and ";" in between):
            group.append(number)
        else:
            yield group
            group = [number]
    if group:
        yield group


def _mention(one: judging.Place) -> Iterator[reading.Mention]:
    span, of = one.span, one.page
    sure = judging.is_sure(one)
    if not sure and span.weight < capitals.DOUBTFUL and "left" not in one.found:
        return
    part, weight = playing.part(one)
    also = rename.new_name(one.said, one.spans, one.focus, of.lexicon.renames, of.lexicon.words)
    yield reading.Mention(
        name=f"{span.name.honorific} {span.name.text}".strip(),
        email=of.email_for(span.name, also) if of.emails else None,
        part=part,
        part_weight=weight,
        title=span.title,
        phone=judging.number(one),
        talked_about=_topic(one),
        to_talk_about=_announced(one),
        source=judging.source(one),
        met=judging.is_met(one),
        supposed="supposed" in one.found and "manager" not in one.found,
        not_met=judging.is_absent(one),
        left=judging.has_left(one),
        answer_to="answer_to" in one.found and not of.own,
        hand_over="hand_over" in one.found and not of.own,
        on_behalf="on_behalf" in one.found,
        sure=sure,
        also=also,
        evidence=reading.Evidence(of.message_id, one.sentence.place, one.sentence.text, judging.rule(one)),
    )


def _announced(one: judging.Place) -> str | None:
    if one.page.own or one.sentence.place == "subject":
        return None
    return topic.announced_of(one.said, one.spans, one.focus, one.page.lexicon.topics)


def _topic(one: judging.Place) -> str | None:
    if one.sentence.place == "subject":
        return None
    return topic.about(
        one.said, one.spans, one.focus, one.page.lexicon.topics, own=one.page.own, slot=slots.is_slot(one.said)
    )
