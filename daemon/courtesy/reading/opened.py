"""One message opened: its sentences, what they do, its signs; and what rules and learned weights make of it.

Messages come from mail.parse; pages go on to reading.read.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy.mail import message, owner
from courtesy.reading import acts, fraud, kind, language, learned, own, reading, rules, signs, text

_ABOUT_A_JOB_WORDS = (
    "extends alternative counter_offer internal_move for_client encloses_offer refers_offer rescinds "
    "reminds rejects receives_application invites_interview acknowledges_accept confirms_withdrawal "
    "status_update applies"
)
_ABOUT_A_JOB = frozenset(_ABOUT_A_JOB_WORDS.split())
_PERSONAL = frozenset({"bank_details", "identity_numbers"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """One message opened: its sentences, its language, and which of them do something about a job."""

    mail: message.Message
    whose: owner.Owner
    known: rules.Rules
    mine: bool  # the owner wrote it
    said: Sequence[text.Sentence]
    languages: tuple[str, ...]
    hits: Sequence[acts.Hit]
    signs: frozenset[str]

    @functools.cached_property
    def suspicions(self) -> tuple[fraud.Suspicion, ...]:
        """Return the signals of fraud."""
        return fraud.suspect(self.mail, self.said, self.known.fraud, self.known.domains)

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """Return the words for which weights are learned."""
        return learned.words(self.said)

    @functools.cached_property
    def told(self) -> learned.Told:
        """Return what its words speak for; acts and signs are weighed more than once, as facts are found."""
        return self.weights.told(self.words) if self.weights else learned.Told()

    @property
    def weights(self) -> learned.Weights | None:
        """Return the weights that were learned for such mail."""
        return self.known.learned.get("own" if self.mine else "theirs")

    @property
    def about(self) -> frozenset[int]:
        """Return the numbers of the sentences that do something about a job."""
        sentences = {id(hit.sentence) for hit in self.hits if hit.act in _ABOUT_A_JOB}
        return frozenset(number for number, one in enumerate(self.said) if id(one) in sentences)


def open_page(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> Page:
    """Open a message: its sentences, its languages, what they do, its signs and suspicions."""
    mine = whose.wrote(mail.sender.email)
    said = text.sentences(mail, lambda: known.telling)
    tongues = language.spoken(mail.text or mail.subject, known.language)
    return Page(
        mail=mail,
        whose=whose,
        known=known,
        mine=mine,
        said=said,
        languages=tongues,
        hits=acts.perform(_own_words(mail, said), known.own_book, tongues)
        if mine
        else acts.perform(said, known.book, tongues),
        signs=signs.of(mail, whose, said, known.domains, known.signs),
    )


def _own_words(mail: message.Message, said: Sequence[text.Sentence]) -> Sequence[text.Sentence]:
    """Return what the owner said: the subject of an answer is the other side's."""
    return [one for one in said if one.place != "subject"] if mail.references else said


def strengths(page: Page, facts: frozenset[str] = frozenset()) -> dict[str, float]:
    """Return how strongly each act is performed on a page; `facts` are the signs that facts found are."""
    if page.mine:
        return own.strengths(page.hits)
    return kind.meant(kind.strengths(page.hits), page.signs | facts, page.known.kind)


def weighed(page: Page, facts: frozenset[str] = frozenset()) -> dict[str, float]:
    """Return what the rules say of a page, in their part of the whole; `facts` are the signs that facts found are."""
    if page.mine:
        return {str(one): weight for one, weight in own.weigh(page.hits, page.signs, page.known.own).items()}
    scores = kind.weigh(strengths(page, facts), page.signs | facts, page.known.kind)
    scores[reading.Kind.SCAM] += _suspicion(page)
    return {one: learned.RULES * score for one, score in scores.items()}


def _suspicion(page: Page) -> float:
    """Return how much the signals of fraud weigh together."""
    # Gift cards in a shop's letter and a deposit for a flat are no fraud upon somebody who looks for work.
    other = any(hit.act == "other_offer" and hit.strength >= 1 for hit in page.hits)
    if _of_payroll(page):
        return 0.0
    of_work = "employment" in page.signs and "bulk" not in page.signs and not other
    return sum(one.weight for one in page.suspicions) / (1 if of_work else 3)


def _of_payroll(page: Page) -> bool:
    """Tell whether all that is suspect is that whoever has accepted is asked for what a payroll needs."""
    accepted = any(hit.act == "acknowledges_accept" and hit.strength >= 1 for hit in page.hits)
    return accepted and all(one.evidence.rule in _PERSONAL for one in page.suspicions)


def features(page: Page, facts: frozenset[str] = frozenset(), granted: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what weights are learned for: the words of a page, its acts and its signs."""
    return page.words | _marks(page, facts, granted)


def _marks(page: Page, facts: frozenset[str], granted: frozenset[str]) -> frozenset[str]:
    """Return the acts and signs of a page as features."""
    done = kind.done(strengths(page, facts | granted))
    return frozenset((*(f"act:{act}" for act in done), *(f"sign:{sign}" for sign in page.signs | facts)))


def judged(page: Page, facts: frozenset[str] = frozenset(), granted: frozenset[str] = frozenset()) -> dict[str, float]:
    """Return what the rules and what was learned make of a page; `granted` are signs of facts not looked for yet."""
    scores = weighed(page, facts | granted)
    if page.weights:
        more = page.weights.weigh(_marks(page, facts, granted), page.told)
        scores = {one: score + more.get(one, 0.0) for one, score in scores.items()}
    if page.mine:
        return scores
    strength, present, scales = strengths(page, facts | granted), page.signs | facts | granted, page.known.kind
    scores = kind.checked(scores, strength, present, scales)
    return kind.settled(scores, strength, present, scales, _suspicion(page))
