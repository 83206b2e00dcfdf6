"""The patterns by which people stand beside each other in sentences: in lists, in schedules, by a pronoun.

Words come from wording; asked by named and talked.
"""

import re
from dataclasses import dataclass

from courtesy.reading import names, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Patterns of what joins people, and of what leads to a list of them."""

    pronoun: re.Pattern[str]  # of the person whom the sentence before was about
    subject: re.Pattern[str]  # the same, where a sentence begins so
    joint: re.Pattern[str]  # between two names of a list
    led: re.Pattern[str]  # ", his number two on the yard side, " and " and our data person, "
    told: re.Pattern[str]  # ", our head of sound who retires in June, and "
    with_writer: re.Pattern[str]  # "Irfan and I were taken with"
    lists: re.Pattern[str]
    referees: re.Pattern[str]  # "Your referees:" leads to nobody whom one meets
    roll: re.Pattern[str]
    headed: re.Pattern[str]  # the head of a table of names
    lower: frozenset[str]  # honorifics in small letters that end no sentence
    shortened: frozenset[str]  # words of titles that end no sentence

    def joins(self, between: str) -> bool:
        """Tell whether what stands between two names makes a list of them."""
        if len(between) < 40 and self.joint.fullmatch(between):
            return True
        return 2 < len(between) < 100 and bool(self.led.fullmatch(between) or self.told.fullmatch(between))

    def begins_list(self, said: str) -> bool:
        """Tell whether a line leads to a list of those to be met: "The panel:", or the head of a table of names."""
        if said.count("|") and self.headed.match(said):
            return True
        return said.endswith(":") and bool(self.lists.search(said)) and not self.referees.search(said)


def compile_words(words: wording.Wording) -> Beside:
    """Compile the patterns of all languages. Raises ValueError naming the file at fault."""

    def of(name: str) -> str:
        return words.either("beside", name)

    def any_case(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE)

    return Beside(
        pronoun=any_case(
            rf"\b{of('pronouns')}(?=['’]|\b)|\A{of('pronouns_at_first')}\b"
            rf"|\b{of('her')}(?=[.,;:!?]|\Z| {of('behind_her')})|\b{of('whose')}(?= {of('things')}\b)"
        ),
        subject=any_case(rf"(?:{of('before_subject')} )?{of('subjects')}\b"),
        joint=any_case(rf"(?:\s?\([^()]{{0,40}}\))?[\s,;:&+/|)–—-]*(?:{of('joins')}\b\s*)?(?:{of('leads')}\s*){{0,3}}"),
        led=any_case(
            rf"(?:,|;|\)|\s{of('also')})\s(?:{of('also')}\s)?{of('whose_own')}\s(?:[\w'’-]+\s){{0,5}}[\w'’-]+,\s"
        ),
        told=any_case(rf",\s{of('told')}\s[^.;:!?]{{3,70}},?\s{of('also')}\s(?:{of('behind_told')}\s)?"),
        with_writer=re.compile(rf"\b{of('with_writer')}\b"),
        lists=any_case(rf"\b{of('lists')}\b"),
        referees=any_case(of("referees")),
        roll=any_case(rf"\b{of('boards')}\b.{{0,30}}?(?:\b{of('consist')}\b|:)"),
        headed=any_case(rf"(?:[\w ]{{1,20}}\|){{0,2}} ?{of('heads')}\b"),
        lower=words.words("beside", "lower"),
        shortened=frozenset(names.fold(word) for word in words.words("beside", "shortened")),
    )
