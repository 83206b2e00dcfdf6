"""What a message remembers, told of the right one: the writer, or whom the owner means by "you".

Sentences and mentions come from people and go back there, some with what was spoken of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from courtesy.mail import message
from courtesy.reading import names, page, reading, text, topic

_AHEAD = "people.announced"
_WORD = re.compile(r"[^\W\d_]{2,}")


def told(
    parties: Iterator[reading.Mention],
    mail: message.Message,
    sentences: Sequence[text.Sentence],
    of: page.Page,
    spoken_of: Sequence[reading.Mention],
) -> Iterator[reading.Mention]:
    """Yield the parties of a message, what was spoken of with the one it is told of; `spoken_of` are others in it."""
    found = _topic(sentences, of, frozenset(one.evidence.sentence for one in spoken_of if _is_named(one, of)))
    if found is None:
        ahead = None if of.own else _announced(sentences, of, spoken_of)
        yield from (_with_topic(one, ahead) if ahead and one.source == "from" else one for one in parties)
        return
    ones = list(parties)
    meant = [one for one in ones if one.source in {"from", "to"}]
    if of.own and len(meant) > 1:
        greeted = frozenset(_WORD.findall(names.fold(_first_line(mail))))
        meant = [one for one in meant if not greeted.isdisjoint(_WORD.findall(names.fold(one.name)))]
    yield from (_with_topic(one, found) if len(meant) == 1 and one in meant else one for one in ones)


def _announced(
    sentences: Sequence[text.Sentence], of: page.Page, spoken_of: Sequence[reading.Mention]
) -> tuple[str, text.Sentence, str] | None:
    """Return what the writer wants to hear of from the owner, in a sentence that speaks of nobody else."""
    taken = frozenset(one.evidence.sentence for one in spoken_of)
    told = (one for one in sentences if one.place == "body" and one.text not in taken)
    found = ((phrase, one, _AHEAD) for one in told if (phrase := topic.announced(one.text, of.lexicon.topics)))
    return next(found, None)


def _first_line(mail: message.Message) -> str:
    return next((line.text for line in mail.lines if line.label is message.Label.NEW and line.text.strip()), "")


def _topic(
    sentences: Sequence[text.Sentence], of: page.Page, taken: frozenset[str]
) -> tuple[str, text.Sentence, str] | None:
    """Return what the writer says they and the reader spoke of, else what the owner thanks for; where; the rule.

    Not in sentences that speak of others (`taken`).
    """
    thanks: tuple[str, text.Sentence, str] | None = None
    for one in sentences:
        if one.place != "body" or one.text in taken:
            continue
        if phrase := topic.spoken(one.text, of.lexicon.topics, own=of.own):
            return phrase, one, "people.topic"
        if of.own and thanks is None and (phrase := topic.thanked(one.text, of.lexicon.topics)):
            thanks = phrase, one, "people.thanked"
    return thanks


def _is_named(one: reading.Mention, of: page.Page) -> bool:
    """Tell whether the sentence of a mention is about that person alone: it has the name, or begins with "she"."""
    said = one.evidence.sentence
    beside = of.lexicon.words.beside
    if not of.own and beside.with_writer.search(said):
        return False
    return bool(beside.subject.match(said)) or any(word in said for word in one.name.split())


def _with_topic(one: reading.Mention, found: tuple[str, text.Sentence, str]) -> reading.Mention:
    phrase, sentence, rule = found
    where = reading.Evidence(one.evidence.message_id, sentence.place, sentence.text, rule)
    if rule == _AHEAD:
        return replace(one, to_talk_about=phrase, evidence=where)
    return replace(one, talked_about=phrase, evidence=where)
