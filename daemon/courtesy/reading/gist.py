"""The noun phrase at the beginning of a text: cut where it ends, turned to the owner's point of view, fit for a letter.

Texts come from topic, from behind a lead; phrases go back there. Precision comes first: None where in doubt.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courtesy.reading import leads, mouth, names, wording

_BEGINS = re.compile(r"\s*\w")
_MOST = 14  # words of a phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Patterns of where a noun phrase ends, by what goes on there, and of what it hangs on."""

    ends: re.Pattern[str]  # what no phrase goes beyond: marks, a clause that begins, a verb, a day
    clause_ends: re.Pattern[str]
    asks: re.Pattern[str]
    clipped: re.Pattern[str]
    aside: re.Pattern[str]
    relative: re.Pattern[str]  # a clause that says which, whole: up to a mark, or to the verb of what goes on
    that: re.Pattern[str]
    speakers: re.Pattern[str]
    doing: re.Pattern[str]
    before_doing: re.Pattern[str]
    hung: re.Pattern[str]
    personal: re.Pattern[str]
    of_whom: re.Pattern[str]
    asked_of: re.Pattern[str]
    number: re.Pattern[str]  # "the 1987 flood" is none
    demonstratives: Mapping[str, str]
    articles: frozenset[str]
    unfinished: frozenset[str]


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
    bounds: Bounds
    mouth: mouth.Mouth


def compile_bounds(words: wording.Wording) -> Bounds:
    """Compile where phrases of all languages end. Raises ValueError naming the file at fault."""

    def of(name: str) -> str:
        return words.either("phrase", name)

    def any_case(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE)

    return Bounds(
        ends=any_case(
            rf"[;:!?(\[–—{leads.OTHER}{leads.NAME}\"”“„…/]|[.,](?!\d)|\s[-–—]\s|\s{of('and')}\s+{of('after_and')}\b"
            rf"|\s{of('with')} {of('whom')}\b|\s{of('ends')}\b"
        ),
        clause_ends=any_case(rf"[.;:!?,(\[–—{leads.OTHER}\"”“…]|\s{of('clause_ends')}\b"),
        asks=any_case(rf"{of('asks')}\s"),
        clipped=any_case(rf"\s{of('clipped')}\b"),
        aside=any_case(rf"\s{of('aside')}\b"),
        relative=any_case(
            rf"(?P<clause>\s{of('relatives')}\s[\w'’-]+(?:\s[\w'’-]+){{0,8}}?)(?=[.,;:!?)]|\s{of('goes_on')}\b|\Z)"
        ),
        that=any_case(rf"\s{of('that_it_is')}\s"),
        speakers=any_case(rf"\b{of('speakers')}\b"),
        doing=re.compile(rf"{of('doing')}\s"),
        before_doing=re.compile(rf"\s{of('before_doing')}\b"),
        hung=any_case(rf"(?P<kept>.{{3,80}})\s{of('hung')}\s(?!(?:{of('before_name')} )?(?-i:[A-ZÀ-Þ]))"),
        personal=any_case(rf"\b{of('personal')}\b|{of('personal_endings')}\b"),
        of_whom=any_case(rf"(?<=\w)\s{of('relatives')}\s"),
        asked_of=any_case(rf"\b{of('asked_of')}\b"),
        number=any_case(rf"(?:{of('numbered')} )?\d(?!\d{{3}}s? [a-z])"),
        demonstratives=words.pairs("phrase", "demonstratives"),
        articles=words.words("phrase", "articles"),
        unfinished=words.words("phrase", "unfinished"),
    )


def lexicon(words: Mapping[str, frozenset[str]], talk: Mapping[str, Any], little: wording.Wording) -> Lexicon:
    """Compile the words of all languages: `words` holds poor, alone, stems and begins, `talk` is [topics.talk]."""
    talked = frozenset(names.fold(word) for word in talk["nouns"])
    nouns = "|".join(re.escape(word) for word in talk["nouns"])
    links = "|".join(re.escape(word) for word in talk["links"])
    pairs = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in talk["pairs"])
    leading = little.either("phrase", "leading")
    return Lexicon(
        poor=words["poor"],
        stems=tuple(sorted(words["stems"])),
        begins=words["begins"],
        talked=talked,
        alone=words["alone"] | talked,
        talk=re.compile(rf"{leading}\s+(?:[^\W\d_]+\s+)?(?:(?:{nouns})\s+(?P<link>{links})|{pairs})\s+", re.IGNORECASE),
        dative=frozenset(talk.get("dative", ())),
        bounds=compile_bounds(little),
        mouth=mouth.compile_words(little),
    )


def plain(known: Lexicon, alone: frozenset[str]) -> Lexicon:
    """Return a lexicon by which nothing is poor, and few words need others beside them."""
    return replace(known, poor=frozenset(), stems=(), alone=alone | known.talked)


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
    said = _cut(rest, known.bounds)
    if not said:
        return None
    if before:
        return _fitted(before, said, known)
    owned = known.mouth.whose.match(said)
    if owned:
        whose, thing = owned["whose"].lower(), said[owned.end() :]
        if last in known.dative and whose in known.mouth.feminine:
            return _fitted(known.mouth.of_feminine(whose, own=own), mouth.unbent(thing), known)
        turned = known.mouth.possessive(whose, own=own, named=named)
        return _fitted(turned, thing, known) if turned else None
    told = said if own or not known.bounds.asks.match(said) else known.mouth.clause(said, named=named)
    direct = known.mouth.accusative(told, last, known.dative) if told else None
    return fit(direct, known) if direct else None


def _fitted(whose: str, said: str, known: Lexicon) -> str | None:
    found = fit(said, known)
    return f"{whose} {found}" if found and not known.bounds.asks.match(found) else None


def _cut(rest: str, bounds: Bounds) -> str:
    """Cut a text where its first noun phrase ends."""
    if bounds.asks.match(rest):
        end = bounds.clause_ends.search(rest)
        return " ".join((rest[: end.start()] if end else rest).split())
    pointing, space, thing = rest.partition(" ")
    if space and pointing.lower() in bounds.demonstratives:
        rest = f"{bounds.demonstratives[pointing.lower()]} {thing.lstrip()}"
    end = bounds.ends.search(rest)
    doing = end and bounds.doing.match(rest)
    if end and doing and bounds.before_doing.match(rest, end.start()):  # "walking the site before drawing anything"
        end = bounds.ends.search(rest, end.end())
    said = rest[: end.start()] if end else rest
    if end and bounds.that.match(rest, end.start()):
        return ""  # "your line that a queue is a service": what goes on is the line itself
    if end and (told := bounds.relative.match(rest, end.start())) and not bounds.speakers.search(told["clause"]):
        return " ".join(f"{said}{told['clause']}".split())
    if end and bounds.clipped.match(rest, end.start()) and not bounds.aside.match(rest, end.start()):
        # A clause that was cut off says something else without its end: what it hangs on goes with it.
        before = bounds.hung.match(said)
        said = before["kept"] if before else said
    return " ".join(said.split())


def fit(said: str, known: Lexicon) -> str | None:
    """Return a phrase that can stand in a letter; None for one that is too long, personal, delicate or empty."""
    said = said.strip(" '‘’-")
    words = names.fold(said).split()
    bare = [word.strip("'’\"-") for word in words if word not in known.bounds.articles]
    if not bare or len(words) > _MOST or len(said) < 4 or not _BEGINS.match(said) or known.bounds.number.match(said):
        return None
    if _is_personal(said, words, known.bounds):
        return None
    if words[0] in known.begins or words[-1] in known.bounds.unfinished or known.alone.issuperset(bare):
        return None
    if any(_is_poor(word, known) for word in bare):
        return None
    if known.bounds.of_whom.split(said)[0].rpartition(" ")[2].lower() in known.talked and known.bounds.of_whom.search(
        said
    ):
        return None  # "your point that schools are buildings too"
    return None if any(c in said for c in f"<>@{{}}|={leads.NAME}") else said


def _is_poor(word: str, known: Lexicon) -> bool:
    return word.removesuffix("'s") in known.poor or any(stem in word for stem in known.stems)


def _is_personal(said: str, words: Sequence[str], bounds: Bounds) -> bool:
    """Tell whether a phrase hangs on who says it; "the customer who closes her books" does not."""
    if bounds.asks.match(said):
        return len(words) < 4 or bool(bounds.asked_of.search(said))
    head, *clauses = bounds.of_whom.split(said)
    return bool(bounds.personal.search(head)) or any(bounds.speakers.search(clause) for clause in clauses)
