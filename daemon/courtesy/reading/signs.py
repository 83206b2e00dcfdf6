"""Signs of a message other than its sentences: who sent it, how it came, what is attached, whether it names terms.

Messages come from mail.parse; signs go on to reading.kind.

    bulk automatic              as the header says
    hiring_vendor assessment_vendor scheduling_vendor esign_vendor network_vendor    whose domain it came from
    free_sender                 from a free provider
    invitation cancelled_invitation      a calendar object that names others than the owner
    passes_on                   somebody else's mail passed on, with little of the sender's own
    reply                       an answer within a thread
    money                       names an amount of money
    terms many_terms            names two, four or more terms of employment
    pay first_day answer_by no_deadline titled    facts that read has found
    employment                  speaks of work: pay by the hour, a post, a team, an application
    offer_document              an attachment reads as an offer or contract to the owner
    not_to_owner                no recipient is the owner
    unaddressed                 a mail of some length that nowhere near its beginning calls the owner by name
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.mail import message, owner
from courtesy.reading import domains, index, phrase, rarity, text

_CODES = r"usd|eur|gbp|chf|cad|aud|nzd|sgd|inr|rs\.?|sek|nok|dkk|aed|zar|hkd|us\$|a\$|s\$|nz\$|ca\$"
_MONEY = re.compile(
    rf"(?:[$£€₹]|\b(?:{_CODES}))\s?\d[\d.,'’ ]{{0,14}}k?"
    r"|\b\d[\d.,'’ ]{1,12}\s?(?:€|£|\$|eur\b|chf\b|usd\b|gbp\b|euros?\b|k\b)|\b\d{2,3}k\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_REPLY = re.compile(r"^\s*(?:re|aw|sv|rép|antw|antwort|r)\s?:", re.IGNORECASE)
_SHORT = 500  # letters of a note in which one word about work is enough
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr|i|vs|vl|doorst)\s?:", re.IGNORECASE)
_LETTER = 1200  # letters of a mail that would greet its reader


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by which terms of employment are known, of all languages."""

    terms: index.Patterns
    documents: index.Patterns
    employment: index.Patterns


def compile_tables(tables: Mapping[str, Any]) -> Lexicon:
    """Compile the signs of each language's acts.toml. Raises ValueError naming the entry at fault."""
    lists: dict[str, list[phrase.Phrase]] = {"terms": [], "documents": [], "employment": []}
    for language, table in sorted(tables.items()):
        if not isinstance(table, Mapping) or "acts" not in table:
            continue
        grammar = phrase.Grammar(table["acts"].get("concepts", {}))
        try:
            for name, sources in table["acts"].get("signs", {}).items():
                lists[name].extend(grammar.compile(source) for source in sources)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{language}/acts.toml: signs: {error}") from error
    return Lexicon(**{name: index.gather(each) for name, each in lists.items()})


def of(
    mail: message.Message, whose: owner.Owner, said: Sequence[text.Sentence], known: domains.Register, lexicon: Lexicon
) -> frozenset[str]:
    """Return the signs of a message."""
    return frozenset(_all(mail, whose, said, known, lexicon))


def _all(
    mail: message.Message, whose: owner.Owner, said: Sequence[text.Sentence], known: domains.Register, lexicon: Lexicon
) -> Iterator[str]:
    if mail.bulk:
        yield "bulk"
    if mail.automatic:
        yield "automatic"
    vendor = known.vendor(mail.sender.domain)
    if vendor:
        yield f"{vendor}_vendor"
    elif known.is_free(mail.sender.domain):
        yield "free_sender"
    if any(_with_others(one, whose) for one in mail.invitations):
        yield "cancelled_invitation" if all(one.cancelled for one in mail.invitations) else "invitation"
    if _passes_on(mail, whose):
        yield "passes_on"
    if mail.in_reply_to or _REPLY.match(mail.subject):
        yield "reply"
    if not any(whose.wrote(one.email) for one in (*mail.to, *mail.cc)) and not any(map(whose.wrote, mail.delivered_to)):
        yield "not_to_owner"
    if _unaddressed(mail, whose):
        yield "unaddressed"
    yield from _terms(said, lexicon)


def _unaddressed(mail: message.Message, whose: owner.Owner) -> bool:
    """Tell whether a mail of some length nowhere near its beginning calls the owner by name."""
    written = mail.text
    if len(written) < _LETTER:
        return False
    beginning = f"{mail.subject}\n{written[:500]}".lower()
    return not any(len(name) > 1 and name in beginning for name in whose.name.lower().split())


def _with_others(one: message.Invitation, whose: owner.Owner) -> bool:
    people = [*one.attendees, *([one.organizer] if one.organizer else [])]
    return one.method in {"REQUEST", "CANCEL"} and any(not whose.wrote(person.email) for person in people)


def _passes_on(mail: message.Message, whose: owner.Owner) -> bool:
    """Tell whether the mail passes on what somebody else wrote to somebody else."""
    forwarded = mail.part(message.Label.FORWARDED)
    if not forwarded or not (_FORWARD.match(mail.subject) or len(forwarded) > 150):
        return False
    given = whose.name.split()[0].lower() if whose.name else ""
    return not (
        given and re.search(rf"^\W{{0,3}}(?:\w{{2,20}} ){{0,4}}{re.escape(given)}\b", forwarded.lower(), re.MULTILINE)
    )


def _terms(said: Sequence[text.Sentence], lexicon: Lexicon) -> Iterator[str]:
    new = [phrase.fold(one.text) for one in said[:400] if one.new]
    if any(_DIGIT.search(one.text) and _MONEY.search(one.text) for one in said[:400] if one.new):
        yield "money"
    whole = " . ".join(new)
    words = frozenset[rarity.Anchor]().union(*map(phrase.anchors, new))
    named = _count(lexicon.terms, whole, words, most=4)
    if named >= 2:
        yield "terms"
    if named >= 4:
        yield "many_terms"
    asked = 1 if len(whole) < _SHORT else 2
    if _count(lexicon.employment, whole, words, most=asked) == asked:
        yield "employment"
    attached = [phrase.fold(one.text) for one in said[:400] if one.place.startswith("attachment")]
    if any(map(lexicon.documents.stand, attached)):
        yield "offer_document"


def _count(patterns: index.Patterns, folded: str, words: frozenset[rarity.Anchor], *, most: int) -> int:
    """Return how many patterns stand in a text of such words, without counting beyond `most`."""
    held = (patterns.phrases[number] for number in patterns.by_words.candidates(words))
    return sum(1 for _ in itertools.islice((one for one in held if one.search(folded)), most))
