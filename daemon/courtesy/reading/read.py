"""Message to Reading: the one way into this room.

Messages come from mail.parse; readings go on to casebook.fold. The order is: a cheap look that lets go what has no
trace of hiring; sentences; what they do; what that makes of the message; the facts it gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from courtesy.mail import message, owner
from courtesy.reading import (
    deadline,
    gate,
    kind,
    learned,
    opened,
    organisation,
    own,
    pay,
    people,
    place,
    reading,
    role,
    rules,
    start,
)

_GRANTED = frozenset({"pay", "answer_by", "first_day", "titled"})  # what facts could still add
_TRACES = frozenset(
    {"invitation", "cancelled_invitation", "hiring_vendor", "assessment_vendor", "scheduling_vendor", "esign_vendor"}
)
_SURELY_A_TITLE = 0.6
_SURE = 0.9


def read(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message by itself."""
    mine = whose.wrote(mail.sender.email)
    if not gate.passes(mail, known.gate, known.domains, whose):
        return _let_go(mail, mine=mine)
    page = opened.open_page(mail, whose, known)
    if page.mine:
        return _read_own(page)
    return (_of_hiring(page) and _read_theirs(page)) or _let_go(mail, mine=False)


def wake(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message in full, though nothing in it tells of hiring: the mailbox does ("Friday is fine. M")."""
    page = opened.open_page(mail, whose, known)
    return _read_own(page) if page.mine else _read_in_full(page, terms(page))


def _of_hiring(page: opened.Page) -> bool:
    """Tell whether a page may have to do with work: sentences, signs and words are weighed, without facts."""
    if page.signs & _TRACES:
        return True
    return _rivalled(opened.judged(page, granted=_GRANTED))


def _rivalled(scores: Mapping[str, float]) -> bool:
    """Tell whether a kind of hiring mail weighs more than anything else does."""
    return max(score for one, score in scores.items() if one != reading.Kind.OTHER) > scores[reading.Kind.OTHER]


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
class Terms:
    """What a message says of answer, pay and first day."""

    answer: deadline.Answer
    pay: reading.Pay | None
    start_date: reading.StartDate | None

    @property
    def signs(self) -> frozenset[str]:
        """Return which terms there are, as signs that speak for a kind."""
        found = {
            "pay": self.pay,
            "first_day": self.start_date,
            "answer_by": self.answer.reply_by or self.answer.reply_at_once,
            "no_deadline": self.answer.no_deadline,
        }
        return frozenset(name for name, fact in found.items() if fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What else a message gives beside what it does."""

    houses: organisation.Houses
    role: reading.Text | None
    people: tuple[reading.Mention, ...]

    @property
    def signs(self) -> frozenset[str]:
        """Return which facts there are, as signs that speak for a kind."""
        return frozenset({"titled"} if self.role and self.role.weight >= _SURELY_A_TITLE else ())


def terms(page: opened.Page) -> Terms:
    """Find the terms that a page names."""
    known, mail, said = page.known, page.mail, page.said
    hints = place.guess(mail, known.deadline.dates.atlas, language=page.languages[0], reader=page.whose.timezone)
    tongues = tuple(dict.fromkeys((*page.languages, "en")))
    return Terms(
        answer=deadline.find(said, mail, known.deadline, languages=tongues, hints=hints),
        pay=pay.find(said, mail, known.pay, hints=hints),
        start_date=start.find(said, mail, known.start, languages=tongues, hints=hints),
    )


def facts(page: opened.Page) -> Facts:
    """Find the facts of a page."""
    known, mail, said = page.known, page.mail, page.said
    named = people.mentions(mail, said, page.whose, known.people)
    persons = frozenset(one.name for one in named)
    houses = organisation.find(
        mail,
        page.whose,
        said,
        page.about,
        known.organisation,
        known.domains,
        persons,
        speaks_for=any(hit.act == "for_client" and hit.strength > _SURE for hit in page.hits),
    )
    borne = frozenset(one.title.lower() for one in named if one.title)
    called = frozenset(part for one in named for part in (one.name.lower(), one.name.lower().rpartition(" ")[2]))
    return Facts(
        houses=houses,
        role=role.find(mail, said, page.about, known.role, houses.name, borne=borne, people=called),
        people=named,
    )


def _read_theirs(page: opened.Page) -> reading.Reading | None:
    """Read a page that may have to do with hiring; None where its terms show that it has not."""
    told = terms(page)
    if page.signs & _TRACES or _rivalled(opened.judged(page, told.signs, granted=frozenset({"titled"}))):
        return _read_in_full(page, told)
    return None


def _read_in_full(page: opened.Page, told: Terms) -> reading.Reading:
    known, mail = page.known, page.mail
    found = facts(page)
    strength = opened.strengths(page, told.signs | found.signs)
    scores = opened.judged(page, told.signs | found.signs)
    decided, confidence = kind.decide({one: learned.SCALE * score for one, score in scores.items()})
    against = tuple(one.evidence for one in page.suspicions)
    return reading.Reading(
        message_id=mail.message_id,
        kind=decided,
        confidence=confidence,
        scores=scores,
        language=page.languages[0],
        company=found.houses.employer,
        agency=found.houses.agency,
        houses=found.houses.others,
        role=found.role,
        reply_by=told.answer.reply_by,
        days=told.answer.days,
        reply_at_once=told.answer.reply_at_once,
        no_deadline=told.answer.no_deadline,
        pay=told.pay,
        start_date=told.start_date,
        people=found.people,
        acts=kind.done(strength),
        fraud=against,
        because=against
        if decided is reading.Kind.SCAM
        else kind.because(decided, page.hits, known.kind, mail.message_id),
    )


def _read_own(page: opened.Page) -> reading.Reading:
    known, mail, said = page.known, page.mail, page.said
    what = own.decide({reading.Own(one): weight for one, weight in opened.judged(page).items()})
    strength = own.strengths(page.hits)
    named = people.mentions(mail, said, page.whose, known.people)
    persons = frozenset(one.name for one in named)
    houses = organisation.find(mail, page.whose, said, page.about, known.organisation, known.domains, persons)
    asked = deadline.find(said, mail, known.deadline, languages=page.languages)
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=what,
        reply_by=asked.reply_by
        if {"asks_time", "promises"} & strength.keys() or what is reading.Own.ASK_TIME
        else None,
        confidence=0.9,
        language=page.languages[0],
        company=houses.employer,
        agency=houses.agency,
        houses=houses.others,
        role=role.find(mail, said, page.about, known.role, houses.name),
        people=named,
        acts=kind.done(strength),
        because=tuple(
            reading.Evidence(mail.message_id, one.sentence.place, one.sentence.text, one.act) for one in page.hits[:4]
        ),
    )
