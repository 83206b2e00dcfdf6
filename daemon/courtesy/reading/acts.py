"""What the sentences of a message do: who does what to whom, asserted or not.

Sentences come from reading.text; acts go on to reading.kind, and their names to casebook.fold.

The names are a stable vocabulary; which sentences perform them is data (config/reading/<language>/acts.toml).

An offer is extended
    extends               the sender, or whom they speak for, says that the owner may have the job
    verbal_offer          … summing up in writing what was said by word of mouth
    conditional           … subject to references, checks, a visa, approval
    tentative             … of a kind that a final offer will follow
    counter_offer         … by the present employer, to keep the owner
    internal_move         … of another post with the same employer
    alternative           … of another post than the one applied for
    for_client            … by an agency for its client ("they want you")
    esign_request         an e-sign service or hiring system asks to view or sign a document of hiring
    encloses_offer        a letter, contract or terms are enclosed, without saying more
    asks_answer           the owner is asked for a yes or no
    favours               whoever decides is for the owner: an offer only where they have met ("boss says yes")
    welcomes              bids welcome, as a yes is greeted and as an offer may end
    side_document         names what is signed beside a contract: a promise of secrecy, a consent to checks
    names_sum             names a rate, however short: "140 a day", "1950 net"
    asks_yes              asks for a yes, to an offer or to anything else ("you in?")

An offer extended earlier
    refers_offer          speaks of an offer to the owner as already made ("the offer we sent")
    revises               changes its terms, or holds out other terms
    extends_deadline      gives more time
    shortens_deadline     gives less time
    keeps_deadline        says that the date stands
    assents               says yes to what the owner asked for ("that works")
    reminds               asks where the owner stands
    rescinds              takes it back
    lapses                says that it has run out
    acknowledges_accept   has heard the owner's yes
    acknowledges_decline  has heard the owner's no
    explains_terms        answers questions on benefits, pay, contract
    paperwork             onboarding, contract, checks after an offer
    esign_completed       everybody has signed

An offer that is none (yet)
    in_prospect           offers will, may or would be made later
    to_others             an offer to somebody else
    other_offer           an offer of another thing: goods, house, loan, place to study, coffee
    reports_own           the sender tells of an offer made to the sender
    advertises            vacancies, newsletters, notices of a network

A no
    rejects               the owner will not have the job
    closes                the post itself is gone, filled or on hold
    keeps_on_file         … but may be thought of later
    reserve               second choice, waiting list

An interview
    invites_interview     asks the owner to a talk, a visit, a trial
    schedules             settles or asks for times
    confirms              confirms a time
    reschedules           moves it
    cancels_interview     cancels it
    assessment            a test, a case, a task to do at home
    asks_references       wants referees or proofs before a decision
    prepares              tells what to expect
    feedback              praises the owner in a live process, tells of the next step

An application
    receives_application  has received it
    status_update         it is being looked at, or waits
    asks_to_complete      it lacks something
    confirms_withdrawal   the owner has taken it back

Out of the blue
    pitches               a recruiter or founder proposes a job that the owner did not apply for

Between people
    hands_over            another person takes over
    thanks                thanks

Of the owner's own mail (Reading.own says what the whole does)
    accepts declines withdraws negotiates asks_time asks applies proposes_times accepts_time thanks gives_notice
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courtesy.reading import index, phrase, text, volumes

NAMES_WORDS = (
    "extends verbal_offer conditional tentative counter_offer internal_move alternative for_client "
    "esign_request encloses_offer asks_answer favours names_sum asks_yes side_document welcomes refers_offer revises "
    "extends_deadline shortens_deadline "
    "keeps_deadline assents reminds rescinds lapses acknowledges_accept acknowledges_decline explains_terms "
    "paperwork esign_completed in_prospect to_others other_offer reports_own advertises rejects closes "
    "keeps_on_file reserve invites_interview schedules confirms reschedules cancels_interview assessment "
    "asks_references prepares feedback receives_application status_update asks_to_complete "
    "confirms_withdrawal pitches hands_over thanks"
)
NAMES = frozenset(NAMES_WORDS.split())
"""The names of the acts above."""

_STRENGTHS = {"strong": 1.0, "fair": 0.6, "weak": 0.3}
_REDIRECTED = 0.8  # of what a guard makes another act of


@dataclass(frozen=True, slots=True)
class Hit:
    """An act that a sentence performs: how surely (0 to 1), and the pattern that saw it."""

    act: str
    strength: float
    sentence: text.Sentence
    pattern: str


@dataclass(frozen=True, slots=True)
class _Guard:
    name: str
    becomes: str
    anywhere: bool
    patterns: index.Patterns

    def stops(self, folded: str, end: int) -> bool:
        return self.patterns.stand(folded, None if self.anywhere else end)


@dataclass(frozen=True, slots=True)
class _Rule:
    act: str
    strength: float
    pattern: phrase.Phrase
    unless: tuple[_Guard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The sentence patterns of one section ("acts" or "own") of one language, indexed by the words that they need."""

    rules: tuple[_Rule, ...]
    by_words: index.Index

    def performed(self, sentence: text.Sentence) -> Iterator[Hit]:
        """Yield what a sentence does, each act once, by its strongest pattern."""
        folded = phrase.fold(sentence.text)
        seen: dict[str, Hit] = {}
        for number in self.by_words.candidates(phrase.anchors(folded)):
            hit = _tried(self.rules[number], folded, sentence)
            if hit and (hit.act not in seen or seen[hit.act].strength < hit.strength):
                seen[hit.act] = hit
        yield from seen.values()


def _tried(rule: _Rule, folded: str, sentence: text.Sentence) -> Hit | None:
    match = rule.pattern.search(folded)
    if match is None:
        return None
    for guard in rule.unless:
        if guard.stops(folded, match.end()):
            return Hit(guard.becomes, _REDIRECTED * rule.strength, sentence, guard.name) if guard.becomes else None
    return Hit(rule.act, rule.strength, sentence, rule.pattern.source)


Books = Mapping[str, Book]
"""The book of each language that has one."""


def perform(sentences: Iterable[text.Sentence], books: Books, languages: Iterable[str] = ("en",)) -> tuple[Hit, ...]:
    """Return everything that the new sentences of a message do, in their order. English is always listened for."""
    listening = [books[name] for name in dict.fromkeys((*languages, "en")) if name in books]
    hits: list[Hit] = []
    for sentence in sentences:
        if sentence.new:
            for book in listening:
                hits.extend(book.performed(sentence))
    return tuple(hits)


def compile_tables(tables: Mapping[str, Any], section: str = "acts") -> Books:
    """Return the patterns of every language, English compiled. Raises ValueError naming the file and the entry."""
    own = {
        language: table["acts"]
        for language, table in sorted(tables.items())
        if isinstance(table, Mapping) and isinstance(table.get("acts"), Mapping)
    }
    return volumes.Volumes(own, lambda language, table: _book(_rules(f"{language}/acts.toml", table, section)))


def _book(listed: Iterable[_Rule]) -> Book:
    rules = tuple(listed)
    return Book(
        rules=tuple(replace(rule, pattern=rule.pattern.indexed()) for rule in rules),
        by_words=index.build([rule.pattern for rule in rules]),
    )


def _rules(file: str, table: Mapping[str, Any], section: str) -> Iterator[_Rule]:
    grammar = phrase.Grammar(table.get("concepts", {}))
    guards = {
        name: _Guard(
            name,
            entry.get("becomes", ""),
            entry.get("anywhere", False),
            index.gather(_patterns(grammar, file, f"guards.{name}", entry["patterns"])),
        )
        for name, entry in table.get("guards", {}).items()
    }
    for act, entry in table.get(section, {}).items():
        where = f"{section}.{act}"
        if section == "acts" and act not in NAMES:
            raise ValueError(f"{file}: {where} is not an act that the program knows")
        missing = [name for name in entry.get("unless", ()) if name not in guards]
        if missing:
            raise ValueError(f"{file}: {where} names the guard {missing[0]!r}, which does not exist")
        unless = tuple(guards[name] for name in entry.get("unless", ()))
        for key, sources in entry.items():
            if key in _STRENGTHS:
                yield from (
                    _Rule(act, _STRENGTHS[key], one, unless) for one in _patterns(grammar, file, where, sources)
                )
            elif key != "unless":
                raise ValueError(f"{file}: {where} has a key {key!r}; it may have {', '.join(_STRENGTHS)} and unless")


def _patterns(grammar: phrase.Grammar, file: str, where: str, sources: Iterable[str]) -> tuple[phrase.Phrase, ...]:
    try:
        return tuple(grammar.compile(source) for source in sources)
    except ValueError as error:
        raise ValueError(f"{file}: {where}: {error}") from error
