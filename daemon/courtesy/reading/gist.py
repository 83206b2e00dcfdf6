"""The noun phrase at the beginning of a text: cut where it ends, turned to the owner's point of view, fit for a letter.

Texts come from topic, from behind a lead; phrases go back there. Precision comes first: None where in doubt.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import leads, mouth, names

# What no phrase goes beyond: marks, a clause that begins, a verb, a day.
_END = re.compile(
    rf"[;:!?(\[–—{leads.OTHER}{leads.NAME}\"”“„…/]|[.,](?!\d)|\s[-–—]\s"
    r"|\s(?:and|und|et)\s+(?:i|we|you|he|she|they|it|how|what|my|me|that|ich|wir|sie|je|nous|vous|had|have|was|is|hope"
    r"|look|would|thank\w*|for|to|in|with|on|your|also|took|gave|made|nobody|wants?|says?|gern|hoffe|freue|suis"
    r"|\w+ed (?:there|it|in|on|at|to|my|the))\b"
    r"|\s(?:with|to|from|for|mit|avec|à) (?:you|me|us|him|her|them|ihnen|ihr|ihm|dir|mir|uns|vous|moi|nous|myself)\b"
    r"|\s(?:which|that|when|because|so|but|while|if|where|who|whom|since|before|after|than|though|although|yesterday"
    r"|today|this morning|last (?:week|month|night|year|\w+day)|was|were|is|are|has|had|have|will|would|made|gave"
    r"|sounds like|seems?|worked|helped|makes|came|took|impressed|really|very|too|as well|stayed|kept|keeps|stays"
    r"|ever|again|now|all (?:night|day|week\w*)|i|you|we|he|she|they"
    r"|nobody|let|for (?:an?|another|half|two|three|\d+|twenty|her|his|their) \w+|over (?:lunch|coffee|tea|dinner)"
    r"|on (?:the way|Teams|Zoom|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|for \w+day|at (?:the|your|our)"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|dass|weil|als|war|waren|hat|haben|ist|gestern|heute|am (?:\w+tag|\d+)|wirklich|sehr|noch|nicht|beschäftigt|wird"
    r"|geht|lässt|erzählt|gesprochen|geredet|gesagt|berichtet|unterhalten|diskutiert|gezeigt|gefallen|gefiel|bleibt"
    r"|nachgedacht|ausgetauscht|begeistert|angetan|beeindruckt|freut|stimmte?|hilft|half|trifft|macht"
    r"|(?:zu )?(?:sprechen|reden|hören|erfahren|zeigen|führen)"
    r"|qui|que|parce|car|mais|très|m['’]a|était|a (?:été|beaucoup|bien|\w+é)|ont|est|hier|lors|me|m['’]\w+|nous"
    r"|vous|sera|reste|restera)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    rf"[.;:!?,(\[–—{leads.OTHER}\"”“…]|\s(?:and|but|so|because|is one|was one|stayed|stays|kept|keeps|will stay|made me"
    r"|und|aber|et|mais)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:whether|how|why|who|whose|what)\s", re.IGNORECASE)
_CLIPPED = re.compile(r"\s(?:which|that|who|whom|where|qui|que)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s(?:which|that)\s(?:i|you|we)\s(?:\w+ )?(?:mentioned|promised|told|spoke|talked|discussed|had|brought|sent)\b",
    re.IGNORECASE,
)
# A clause that says which, whole: up to a mark, or to the verb of what goes on ("who re-labeled the tower is going").
_RELATIVE = re.compile(
    r"(?P<clause>\s(?:who|which|that)\s[\w'’-]+(?:\s[\w'’-]+){0,8}?)"
    r"(?=[.,;:!?)]|\s(?:is|was|are|were|has|have|had|will|would|made|kept|stayed|because|so|but|and)\b|\Z)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\sthat (?:an?|the|no|some|every|all|people|schools|there)\s", re.IGNORECASE)
_SPEAKERS = re.compile(
    r"\b(?:i|me|my|we|us|our|you|your|it|he|she|they|this|that (?!\w)|mentioned|here|there)\b", re.IGNORECASE
)
_DOING = re.compile(r"\w+ing\s")
_THEN = re.compile(r"\s(?:before|after)\s+\w+ing\b")
_HUNG = re.compile(
    r"(?P<kept>.{3,80})\s(?:to|for|with|in|at|by|from|zu|zum|zur|für|mit|in|im|bei|von|vom|à|aux|pour|avec|dans|par)\s"
    r"(?!(?:the )?(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:i|me|my|mine|we|us|our|ours|you|your|yours|myself|yourself|he|she|him|her|his|they|them|it|this|that|these"
    r"|those|here|there|now|ich|wir|mich|mir|uns|unser\w*|sie|ihnen|ihr\w*|du|dich|dir|dein\w*|es|je|me|moi|nous|notre|nos|vous|votre"
    r"|vos|tu|te|toi|ton|ta|tes|il|elle|sein\w*|son|sa|ses|leurs?)\b|['’](?:d|ll|ve|re|m)\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"(?<=\w)\s(?:who|which|that)\s", re.IGNORECASE)
_ASKED_OF = re.compile(r"\b(?:me|we|us|our|he|she|him|her|his|they|them|their|here|there|now|it['’]s)\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"(?:that|those|this|these)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:the |die |das |les? )?\d(?!\d{3}s? [a-z])")  # "the 1987 flood" is none
_NOUNLIKE = re.compile(
    r"(?:the|a|an|how|why|what|der|die|das|den|dem|le|la|les|l['’]|un|une|des)?\s*[\w\d]", re.IGNORECASE
)
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "of", "and"})
_UNFINISHED = frozenset(
    {"of", "the", "and", "for", "to", "in", "with", "a", "an", "how", "on", "about", "both", "more"}
)
_MOST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words that make a poor phrase; and those of talk, which gives way to what it was about: "your question on"."""

    poor: frozenset[str]
    stems: tuple[str, ...]  # German: poor within a longer word as well
    begins: frozenset[str]  # words that no phrase begins with
    talked: frozenset[str]  # nouns of talk
    alone: frozenset[str]  # words that need others beside them: "the ballast question"
    talk: re.Pattern[str]
    dative: frozenset[str]  # German: words that a phrase in the dative stands behind


def lexicon(words: Mapping[str, frozenset[str]], talk: Mapping[str, Any]) -> Lexicon:
    """Compile the words of all languages: `words` holds poor, alone, stems and begins, `talk` is [topics.talk]."""
    talked = frozenset(names.fold(word) for word in talk["nouns"])
    nouns = "|".join(re.escape(word) for word in talk["nouns"])
    links = "|".join(re.escape(word) for word in talk["links"])
    pairs = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in talk["pairs"])
    leading = (
        r"(?:your|my|his|her|their|the|that|this|ihre?[nrm]?|deine?[nrm]?|d(?:ie|er|en|em)|einer?|vos|votre|les?|la)"
    )
    return Lexicon(
        poor=words["poor"],
        stems=tuple(sorted(words["stems"])),
        begins=words["begins"],
        talked=talked,
        alone=words["alone"] | talked,
        talk=re.compile(rf"{leading}\s+(?:[^\W\d_]+\s+)?(?:(?:{nouns})\s+(?P<link>{links})|{pairs})\s+", re.IGNORECASE),
        dative=frozenset(talk.get("dative", ())),
    )


def phrase(
    rest: str, lead: leads.Found, known: Lexicon, *, own: bool, named: bool = False, whole: bool = False
) -> str | None:
    """Return the phrase at the beginning of a text behind a lead.

    `own`: the owner wrote it. `named`: the sentence names whom it is about. `whole`: the talk itself is wanted, not
    what it was about ("my answers on swab counts").
    """
    before, last = lead.before, lead.last
    if not whole and (talk := known.talk.match(f"{before} {rest}".lstrip())):
        rest, before, last = f"{before} {rest}".lstrip()[talk.end() :], "", (talk["link"] or "of").lower()
    said = _cut(rest)
    if not said:
        return None
    if before:
        return _fitted(before, said, known)
    owned = mouth.WHOSE.match(said)
    if owned:
        whose, thing = owned["whose"].lower(), said[owned.end() :]
        if last in known.dative and whose in mouth.DATIVE:
            return _fitted(whose[:-1] if own else "meine", mouth.unbent(thing), known)
        turned = mouth.possessive(whose, own=own, named=named)
        return _fitted(turned, thing, known) if turned else None
    told = said if own or not _ASKS.match(said) else mouth.clause(said, named=named)
    direct = mouth.accusative(told, last, known.dative) if told else None
    return fit(direct, known) if direct else None


def _fitted(whose: str, said: str, known: Lexicon) -> str | None:
    found = fit(said, known)
    return f"{whose} {found}" if found and not _ASKS.match(found) else None


def _cut(rest: str) -> str:
    """Cut a text where its first noun phrase ends."""
    if _ASKS.match(rest):
        end = _CLAUSE_END.search(rest)
        return " ".join((rest[: end.start()] if end else rest).split())
    rest = _DEMONSTRATIVE.sub("the ", rest, count=1) if _DEMONSTRATIVE.match(rest) else rest
    end = _END.search(rest)
    if end and _DOING.match(rest) and _THEN.match(rest, end.start()):  # "walking the site before drawing anything"
        end = _END.search(rest, end.end())
    said = rest[: end.start()] if end else rest
    if end and _THAT.match(rest, end.start()):
        return ""  # "your line that a queue is a service": what goes on is the line itself
    if end and (told := _RELATIVE.match(rest, end.start())) and not _SPEAKERS.search(told["clause"]):
        return " ".join(f"{said}{told['clause']}".split())
    if end and _CLIPPED.match(rest, end.start()) and not _ASIDE.match(rest, end.start()):
        # A clause that was cut off says something else without its end: what it hangs on goes with it.
        before = _HUNG.match(said)
        said = before["kept"] if before else said
    return " ".join(said.split())


def fit(said: str, known: Lexicon) -> str | None:
    """Return a phrase that can stand in a letter; None for one that is too long, personal, delicate or empty."""
    said = said.strip(" '‘’-")
    words = names.fold(said).split()
    bare = [word.strip("'’\"-") for word in words if word not in _ARTICLES]
    if not bare or len(words) > _MOST or len(said) < 4 or not _NOUNLIKE.match(said) or _NUMBER.match(said):
        return None
    if _is_personal(said, words):
        return None
    if words[0] in known.begins or words[-1] in _UNFINISHED or known.alone.issuperset(bare):
        return None
    if any(_is_poor(word, known) for word in bare):
        return None
    if _OF_WHOM.split(said)[0].rpartition(" ")[2].lower() in known.talked and _OF_WHOM.search(said):
        return None  # "your point that schools are buildings too"
    return None if any(c in said for c in f"<>@{{}}|={leads.NAME}") else said


def _is_poor(word: str, known: Lexicon) -> bool:
    return word.removesuffix("'s") in known.poor or any(stem in word for stem in known.stems)


def _is_personal(said: str, words: Sequence[str]) -> bool:
    """Tell whether a phrase hangs on who says it; "the customer who closes her books" does not."""
    if _ASKS.match(said):
        return len(words) < 4 or bool(_ASKED_OF.search(said))
    head, *clauses = _OF_WHOM.split(said)
    return bool(_PERSONAL.search(head)) or any(_SPEAKERS.search(clause) for clause in clauses)
