"""The patterns by which a title stands beside a name: behind a comma, behind "is", behind "our" and before the name.

Words come from wording; asked by placing.
"""

import re
from dataclasses import dataclass

from courtesy.reading import names, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Apposition:
    """Patterns around a title."""

    after: re.Pattern[str]  # the sign or word behind a name, and the rest
    places: frozenset[str]  # of these words, those behind which a department stands
    verbs: frozenset[str]  # … and those behind which a title has an article
    article: re.Pattern[str]
    clause: re.Pattern[str]  # where a title has ended
    joins: re.Pattern[str]
    before: re.Pattern[str]
    inner: re.Pattern[str]  # the nearest article wins: "the offer from our CTO"
    rank: re.Pattern[str]  # "Principal Ramona Escobar"
    trailing: re.Pattern[str]
    openings: re.Pattern[str]
    of: frozenset[str]  # folded: "head of design"


def compile_words(words: wording.Wording) -> Apposition:
    """Compile the patterns of all languages. Raises ValueError naming the file at fault."""

    def of(name: str) -> str:
        return words.either("apposition", name)

    def any_case(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE)

    return Apposition(
        after=re.compile(
            rf"\s*(?P<sign>,|\(|\s[-–—|]|:|\b{of('verbs')}\b|\b{of('as')}\b|\b{of('places')}\b)\s*(?P<rest>.{{1,140}})",
            re.DOTALL,
        ),
        places=words.words("apposition", "places"),
        verbs=words.words("apposition", "verbs"),
        article=any_case(rf"(?:{of('articles')}\s+)+"),
        clause=re.compile(
            rf"[.;!?:\t]|,? {of('clauses')}\b(?! {of('not_before')}\b)|, {of('behind_comma')}\b"
            rf"| {of('on')} (?=\d|{of('days')})"
        ),
        joins=re.compile(rf",| {of('joins')} "),
        before=re.compile(
            rf"(?:\b(?i:{of('owners')})\s+|{of('elided')}|\w{of('possessive')}\s+)"
            r"(?P<title>(?:[\w&/’'-]{1,60}[, ] ?){0,6}[\w&/’'-]{1,60})[,:]? ?\Z"
        ),
        inner=any_case(rf"\b{of('inner')}\s+|\b{of('ands')}\s+{of('inner_owners')}\s+"),
        rank=re.compile(
            rf"(?:\A|[,;:(•–—-] ?|\b{of('before_rank')} )(?P<title>(?:[^\W\d_a-z][\w-]{{1,60}} ){{1,3}})\Z"
        ),
        trailing=re.compile(rf"\s{{1,9}}(?:{of('purposes')}\s{{1,9}})?{of('being')}\Z"),
        openings=re.compile(rf"\A{of('openings')}\s+"),
        of=frozenset(names.fold(word) for word in words.words("apposition", "of")),
    )
