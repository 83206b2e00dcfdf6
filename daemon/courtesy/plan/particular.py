"""The one true thing about a person that a letter to them may name, from what the mail says they spoke of.

What was spoken of comes as a noun phrase from many hands: it is taken only where it fits a sentence, and where it
would not embarrass anybody to read it. What does not fit is left out; a letter does without.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST, _WORDS = 90, 14
_SENTENCE = re.compile(r"[.!?;:\n\r<>@\\{}\[\]|=]|https?|www\.|(?:^|\s)[-–—](?:\s|$)")
_ASKS = frozenset({"how", "why", "what", "whether"})
_WHICH = frozenset({"who", "which"})
_WORD = re.compile(r"\b(?:[ldnsjmtc]|qu)['’](?=\w)|[^\W\d_]+(?:['’-][^\W\d_]+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that decide whether a phrase fits."""

    own: frozenset[str]  # function words that show the language
    starts: frozenset[str]  # words that no noun phrase begins with
    ends: frozenset[str]  # words that leave a phrase unfinished
    personal: frozenset[str]  # he, she, I …: the phrase speaks of somebody from another's mouth
    delicate: frozenset[str]  # illness, pay, other people's business
    events: frozenset[str]  # an interview, a lunch: one thanks for it, one does not talk about it
    articles: frozenset[str]
    article: str  # put before an event without one; empty: the event is left out
    vague: frozenset[str]  # a, an: what is spoken of in general, not what the two did
    mine: frozenset[str]  # my: of what is the owner's one talks, though it were an event
    capitals: bool  # nouns are written with one: a phrase without any is another language's (German)
    bare: bool  # a phrase may stand without an article (in French it may not)
    feminine: tuple[str, ...]  # endings of nouns that are surely feminine (German): "der …ung" becomes "die …ung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular:
    """A phrase that fits "our conversation about …", or an event that fits "thank you for …"; one of them is empty."""

    topic: str = ""
    event: str = ""


def lexicon(table: Mapping[str, Any]) -> Lexicon:
    """Build a lexicon from the table [particular] of config/letters/<language>.toml."""
    words = {
        name: frozenset(table.get(name, ()))
        for name in ("own", "starts", "ends", "personal", "delicate", "events", "articles", "vague", "mine")
    }
    return Lexicon(
        article=table.get("article", ""),
        capitals=table.get("capitals", False),
        bare=table.get("bare", True),
        feminine=tuple(table.get("feminine", ())),
        **words,
    )


def particular(talked_about: str | None, language: str, lexicons: Mapping[str, Lexicon]) -> Particular | None:
    """Return what a letter in a language may say of what was spoken of, or None."""
    known = lexicons[language]
    phrase = _direct(" ".join((talked_about or "").strip(" ,–—-\"'“”„").split()), known.feminine)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(phrase)]
    if not words or len(phrase) > _LONGEST or len(words) > _WORDS or _SENTENCE.search(phrase) or not _balanced(phrase):
        return None
    if words[0] in known.starts or words[-1] in known.ends or set(words) & known.delicate:
        return None
    if not known.personal.isdisjoint(_before_clause(words)):
        return None
    if _foreign(words, language, lexicons) or not _native(phrase, words, known):
        return None
    head = _head(words, known)
    if head not in known.events or words[0] in known.vague | known.mine:
        return Particular(topic=_cased(phrase, known))
    if words[0] in known.articles:
        return Particular(event=_cased(phrase, known))
    return Particular(event=f"{known.article} {_cased(phrase, known)}") if known.article else None


def _before_clause(words: Sequence[str]) -> Sequence[str]:
    """Return the words before a clause that says which: "the customer who closes her books" is of nobody here.

    In a clause that asks, "I" is the owner: "how I found the gap".
    """
    if words[0] in _ASKS:
        return [word for word in words if word != "i"]
    return next((words[:place] for place, word in enumerate(words) if place and word in _WHICH), words)


def _head(words: Sequence[str], known: Lexicon) -> str:
    """Return the noun that a phrase is about: the last word before its first preposition."""
    body = words[1:] if words[0] in known.articles else words
    for place, word in enumerate(body):
        if place and word in known.ends:
            return body[place - 1]
    return body[-1] if body else ""


def _direct(phrase: str, feminine: tuple[str, ...]) -> str:
    """Put a German feminine noun, as it stands after "von der", into the form that "über" asks for."""
    article, _, rest = phrase.partition(" ")
    noun = rest.partition(" ")[0]
    known = article.lower() == "der" and feminine and noun[:1].isupper() and noun.endswith(feminine)
    return f"die {rest}" if known else phrase


def _foreign(words: Sequence[str], language: str, lexicons: Mapping[str, Lexicon]) -> bool:
    """Tell whether a phrase is in another language than the letter, by its function words."""
    scores = {name: sum(word in one.own for word in words) for name, one in lexicons.items()}
    return max(scores.values(), default=0) > scores[language]


def _native(phrase: str, words: Sequence[str], known: Lexicon) -> bool:
    """Tell whether a phrase of nouns alone can be in the language at all."""
    if known.capitals and not any(c.isupper() for c in phrase) and words[0] not in known.own:
        return False
    return known.bare or words[0] in known.own


def _cased(phrase: str, known: Lexicon) -> str:
    """Write an article at the beginning small: the phrase stands within a sentence."""
    first, space, rest = phrase.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in known.articles else phrase


def _balanced(phrase: str) -> bool:
    return (
        all(phrase.count(left) == phrase.count(right) for left, right in ("()", "“”", "«»"))
        and phrase.count('"') % 2 == 0
    )
