"""Whether a sentence asks for an answer to an offer by a day.

The words about a day come from clauses; what is found goes on to deadline. A sentence asks where a day in it bears a
word such as "by", and an answer, a signature or the life of the offer is what it speaks of. Which words those are is
data (config/reading/<language>/deadline.toml); each class of patterns there is a mark that `weigh` weighs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.reading import clauses, index, phrase

_IN_SENTENCE = (
    "by",
    "within",
    "grants",
    "vehicle",
    "after",
    "context",
    "extends",
    "asked",
    "shifts",
    "then",
    "told",
    "stays",
    "on",
)
_IN_CLAUSE = ("takes", "expires", "strong", "never")
_IN_PIECE = ("not", "soft", "old", "clears")
_OF_NEXT = ("next", "supposing")
_OF_MAIL = ("none", "at_once", "closed", "reminds", "accepted")
_OWNERS = {
    "strong": "not",
    "never": "not",
    "after": "not",
    "clears": "none",
    "within": "by",
    "on": "by",
    "reminds": "asked",
    "accepted": "asked",
    "stays": "old",
    "grants": "takes",
    "shifts": "takes",
    "then": "takes",
    "told": "takes",
    "next": "takes",
    "supposing": "not",
}  # fmt: skip
_WITHIN = ("within ", "inside ")  # a phrase for a day that holds the word of its end
_FEW_WORDS = 9  # spaces in "so before then please", which asks for nothing by a verb
BARE = 0.5  # what such a day weighs: it counts where nothing else is said
_PLAINLY = frozenset({"date", "monthday", "weekday"})
_WEIGHTS: Sequence[tuple[float, Sequence[frozenset[str]]]] = (
    (5.0, (frozenset({"expires"}), frozenset({"asks", "by"}))),
    (5.0, (frozenset({"asks_near", "by", "strong"}), frozenset({"asks_near", "by", "asked"}))),
    (4.0, (frozenset({"takes"}), frozenset({"stays"}))),
    (3.0, (frozenset({"asks", "strong"}), frozenset({"context", "asks_before"}))),
    (4.0, (frozenset({"asks_near", "by"}),)),
)
"""What marks together weigh: a weight, and the sets of marks of which one must be complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The patterns of one language, by class, and those of asking for an answer."""

    classes: Mapping[str, index.Patterns]
    ask: index.Patterns


def compile_table(name: str, table: Mapping[str, Any]) -> Rules:
    """Compile one language's deadline.toml. Raises ValueError naming the file at fault."""
    compiler = phrase.Grammar(table["concepts"])
    classes: dict[str, index.Patterns] = {}
    for key in (*_IN_SENTENCE, *_IN_CLAUSE, *_IN_PIECE, *_OF_NEXT, *_OF_MAIL):
        owner = _OWNERS.get(key, key)
        sources = table[owner][key if owner != key else "patterns"]
        try:
            classes[key] = index.gather(compiler.compile(source) for source in sources)
        except ValueError as error:
            raise ValueError(f"{name}/deadline.toml: {key}: {error}.") from error
    return Rules(classes=classes, ask=index.gather(map(compiler.compile, ("{answer}", "{respond}", "{know}"))))


def marks(day: clauses.Day, rules: Rules, *, before: str, after: str = "") -> frozenset[str]:
    """Return the classes whose patterns stand about a day; `before` and `after` are the sentences about it, folded.

    "asks" is among them where the day's own clause asks for an answer, "asks_near" where another clause of the
    sentence does, "asks_before" where the sentence before does.
    """
    found = {name for name in _IN_SENTENCE if rules.classes[name].stand(day.sentence)}
    found |= {name for name in _IN_CLAUSE if rules.classes[name].stand(day.clause)}
    found |= {name for name in _IN_PIECE if rules.classes[name].stand(day.piece)}
    if rules.ask.stand(day.clause):
        found.add("asks")
    elif rules.ask.stand(day.sentence):
        found.add("asks_near")
    elif before and rules.ask.stand(before):
        found.add("asks_before")
    if "strong" in found and rules.classes["strong"].stand(_certain(day, rules)):
        found.add("strong_here")
    if any(day.found.text.lower().startswith(word) for word in _WITHIN):
        found.add("by")  # "may I have it back within the week?"
    if "on" in found and "asks" in found:
        found.add("by")  # "sagen Sie es mir am Freitag"
    if after and rules.classes["next"].stand(after) and (rules.ask.stand(after) or after.count(" ") <= _FEW_WORDS):
        found.add("next")
    return frozenset(found)


def _certain(day: clauses.Day, rules: Rules) -> str:
    """Return the clause of a day without what it is told of: "if you accept, fingerprints must be done by the 20th"."""
    supposing = rules.classes["supposing"]
    pieces = day.clause.split(" , ")
    return " , ".join(one for one in pieces if "xday" in one or not supposing.stand(f" {one.strip()} "))


def weigh(day: clauses.Day, seen: frozenset[str]) -> float:
    """Weigh the marks about a day; above nought the sentence asks for an answer by it.

    What else happens on a day does not count where it is made the end: "I am away from Thursday: tell me before then".
    """
    then = "then" in seen and "told" not in seen and seen & {"asks", "asks_near"}
    least = 3.0 if then or ("next" in seen and not seen & {"old", "after", "never"}) else 0.0
    return least if _barred(day, seen) else max(least, _asked(day, seen))


def _asked(day: clauses.Day, seen: frozenset[str]) -> float:
    weight = max((weight for weight, needed in _WEIGHTS if any(one <= seen for one in needed)), default=0.0)
    if (day.found.more and "grants" in seen) or shifts(day, seen):
        weight = max(weight, 4)
    if weight and "strong" in seen and "asked" not in seen:
        weight += 1
    if not weight and bare(seen):
        plainly = day.found.kind in _PLAINLY or (day.found.kind == "relative" and day.found.at is not None)
        return BARE if plainly else 0
    if {"takes", "extends"} <= seen:
        weight += 1
    if day.found.about:
        weight -= 1 if "by" in seen else 2
    return weight - 2 * ("soft" in seen) - 2 * ("vehicle" in seen)


def bare(seen: frozenset[str]) -> bool:
    """Tell whether nothing but a word such as "by" speaks for a day, and nothing against it: "we need it by Friday"."""
    return "by" in seen and not seen & {"expires", "takes", "asks", "asks_near", "soft", "not", "vehicle"}


def shifts(day: clauses.Day, seen: frozenset[str]) -> bool:
    """Tell whether a span moves a deadline that another message names: "extend it by a week"."""
    return day.found.kind == "span" and "shifts" in seen


def _barred(day: clauses.Day, seen: frozenset[str]) -> bool:
    """Tell whether something speaks against a day, whatever speaks for it."""
    if "stays" in seen:
        return False
    if "told" in seen and "by" not in seen:
        return True
    if seen & {"old", "after", "clears", "never"} or ("not" in seen and "strong_here" not in seen):
        return True
    if day.found.kind == "span" and not day.found.more:
        return not seen & {"within", "takes", "shifts"}
    return day.found.kind == "time" and not seen & {"strong", "takes", "expires"}
