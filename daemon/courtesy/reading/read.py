"""Message to Reading: the one way into this room.

Messages come from mail.parse; readings go on to casebook.fold. The order is: a cheap look that lets go what has no
trace of hiring; sentences; what they do; what that makes of the message; the facts it gives.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from courtesy.mail import message, owner
from courtesy.reading import (
    acts,
    deadline,
    fraud,
    gate,
    kind,
    language,
    learned,
    organisation,
    own,
    pay,
    people,
    place,
    reading,
    role,
    rules,
    signs,
    start,
    text,
)

_ABOUT_A_JOB = frozenset(
    "extends alternative counter_offer internal_move for_client encloses_offer refers_offer rescinds reminds rejects "
    "receives_application invites_interview acknowledges_accept confirms_withdrawal status_update applies".split()
)


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

    @property
    def about(self) -> frozenset[int]:
        """Return the numbers of the sentences that do something about a job."""
        sentences = {id(hit.sentence) for hit in self.hits if hit.act in _ABOUT_A_JOB}
        return frozenset(number for number, one in enumerate(self.said) if id(one) in sentences)


def read(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message by itself."""
    if not gate.passes(mail, known.gate, known.domains, whose):
        return _let_go(mail, mine=whose.wrote(mail.sender.email))
    page = opened(mail, whose, known)
    if page.mine:
        return _read_own(page)
    return _read_theirs(page) if _of_hiring(page) else _let_go(mail, mine=False)


def wake(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message in full, though nothing in it tells of hiring: the mailbox does ("Friday is fine. M")."""
    page = opened(mail, whose, known)
    return _read_own(page) if page.mine else _read_theirs(page)


def opened(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> Page:
    """Open a message: its sentences, its languages, what they do, its signs and suspicions."""
    mine = whose.wrote(mail.sender.email)
    said = text.sentences(mail)
    tongues = language.spoken(mail.text or mail.subject, known.language)
    return Page(
        mail=mail,
        whose=whose,
        known=known,
        mine=mine,
        said=said,
        languages=tongues,
        hits=acts.perform(said, known.own_book if mine else known.book, tongues),
        signs=signs.of(mail, whose, said, known.domains, known.signs),
    )


def _of_hiring(page: Page) -> bool:
    """Tell whether a page may have to do with work: its sentences, its signs and its words are weighed, without facts."""
    if page.signs & _TRACES:
        return True
    scores = judged(page, granted=_GRANTED)
    rival = max(score for one, score in scores.items() if one != reading.Kind.OTHER)
    return rival > scores[reading.Kind.OTHER]


_GRANTED = frozenset({"pay", "answer_by", "first_day", "titled"})  # what facts could still add
_TRACES = frozenset(
    {"invitation", "cancelled_invitation", "hiring_vendor", "assessment_vendor", "scheduling_vendor", "esign_vendor"}
)


def weighed(page: Page, facts: frozenset[str] = frozenset()) -> dict[str, float]:
    """Return what the rules alone make of a page; `facts` are the signs that facts found are."""
    if page.mine:
        return {str(one): weight for one, weight in own.weigh(page.hits, page.signs, page.known.own).items()}
    scores = kind.weigh(kind.strengths(page.hits), page.signs | facts, page.known.kind)
    suspicion = sum(one.weight for one in page.suspicions)
    # Gift cards in a shop's letter and a deposit for a flat are no fraud upon somebody who looks for work.
    of_work = "employment" in page.signs and "bulk" not in page.signs
    scores[reading.Kind.SCAM] += page.known.kind.fraud(suspicion if of_work else suspicion / 3)
    return scores


def features(page: Page, facts: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what weights are learned for: the words of a page, its acts and its signs."""
    done = kind.done(own.strengths(page.hits) if page.mine else kind.strengths(page.hits))
    return learned.words(page.said) | {f"act:{act}" for act in done} | {f"sign:{sign}" for sign in page.signs | facts}


def judged(page: Page, facts: frozenset[str] = frozenset(), granted: frozenset[str] = frozenset()) -> dict[str, float]:
    """Return what the rules and what was learned make of a page; `granted` are signs of facts not looked for yet."""
    scores = weighed(page, facts | granted)
    learnt = page.known.learned.get("own" if page.mine else "theirs")
    if learnt:
        more = learnt.weigh(features(page, facts))
        scores = {one: score + more.get(one, 0.0) for one, score in scores.items()}
    if page.mine:
        return scores
    return kind.checked(scores, kind.strengths(page.hits), page.signs | facts | granted, page.known.kind)


def _let_go(mail: message.Message, *, mine: bool) -> reading.Reading:
    # A person's mail is kept: casebook.fold wakes it where it proves part of a process.
    personal = not mail.bulk and not mail.automatic
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=reading.Own.OTHER if mine else None,
        confidence=0.97,
        language="en",
        relevant=personal,
        asleep=personal,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a message gives beside what it does."""

    company: reading.Text | None
    agency: reading.Text | None
    role: reading.Text | None
    answer: deadline.Answer
    pay: reading.Pay | None
    start_date: reading.StartDate | None
    people: tuple[reading.Mention, ...]

    @property
    def signs(self) -> frozenset[str]:
        """Return which facts there are, as signs that speak for a kind."""
        found = {
            "pay": self.pay,
            "first_day": self.start_date,
            "answer_by": self.answer.reply_by or self.answer.reply_at_once,
            "no_deadline": self.answer.no_deadline,
            "titled": self.role and self.role.weight >= _SURELY_A_TITLE,
        }
        return frozenset(name for name, fact in found.items() if fact)


_SURELY_A_TITLE = 0.6
_SURE = 0.9


def facts(page: Page) -> Facts:
    """Find the facts of a page."""
    known, mail, said = page.known, page.mail, page.said
    named = people.mentions(mail, said, page.whose, known.people)
    persons = frozenset(one.name for one in named)
    company, agency = organisation.find(
        mail,
        page.whose,
        said,
        page.about,
        known.organisation,
        known.domains,
        persons,
        speaks_for=any(hit.act == "for_client" and hit.strength > _SURE for hit in page.hits),
    )
    hints = place.guess(mail, known.deadline.dates.atlas, language=page.languages[0], reader=page.whose.timezone)
    tongues = tuple(dict.fromkeys((*page.languages, "en")))
    return Facts(
        company=company,
        agency=agency,
        role=role.find(mail, said, page.about, known.role, company.value if company else ""),
        answer=deadline.find(said, mail, known.deadline, languages=tongues, hints=hints),
        pay=pay.find(said, mail, known.pay, hints=hints),
        start_date=start.find(said, mail, known.start, languages=tongues, hints=hints),
        people=named,
    )


def _read_theirs(page: Page) -> reading.Reading:
    known, mail, said = page.known, page.mail, page.said
    found = facts(page)
    strength = kind.strengths(page.hits)
    scores = judged(page, found.signs)
    decided, confidence = kind.decide({one: learned.SCALE * score for one, score in scores.items()})
    against = tuple(one.evidence for one in page.suspicions)
    return reading.Reading(
        message_id=mail.message_id,
        kind=decided,
        confidence=confidence,
        scores=scores,
        language=page.languages[0],
        company=found.company,
        agency=found.agency,
        role=found.role,
        reply_by=found.answer.reply_by,
        reply_at_once=found.answer.reply_at_once,
        no_deadline=found.answer.no_deadline,
        pay=found.pay,
        start_date=found.start_date,
        people=found.people,
        acts=kind.done(strength),
        fraud=against,
        because=against
        if decided is reading.Kind.SCAM
        else kind.because(decided, page.hits, known.kind, mail.message_id),
    )


def _read_own(page: Page) -> reading.Reading:
    known, mail, said = page.known, page.mail, page.said
    what = own.decide({reading.Own(one): weight for one, weight in judged(page).items()})
    strength = own.strengths(page.hits)
    company, agency = organisation.find(mail, page.whose, said, page.about, known.organisation, known.domains)
    asked = deadline.find(said, mail, known.deadline, languages=page.languages)
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=what,
        reply_by=asked.reply_by if "asks_time" in strength or what is reading.Own.ASK_TIME else None,
        confidence=0.9,
        language=page.languages[0],
        company=company,
        agency=agency,
        role=role.find(mail, said, page.about, known.role, company.value if company else ""),
        people=people.mentions(mail, said, page.whose, known.people),
        acts=kind.done(strength),
        because=tuple(
            reading.Evidence(mail.message_id, one.sentence.place, one.sentence.text, one.act) for one in page.hits[:4]
        ),
    )
