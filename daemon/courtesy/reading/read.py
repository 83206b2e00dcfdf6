"""Message to Reading: the one way into this room.

Messages come from mail.parse; readings go on to casebook.fold. The order is: a cheap look that lets go what has no
trace of hiring; sentences; what they do; what that makes of the message; the facts it gives.
"""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One message opened: its sentences, its language, and which of them do something about a job."""

    mail: message.Message
    whose: owner.Owner
    known: rules.Rules
    said: Sequence[text.Sentence]
    language: str
    hits: Sequence[acts.Hit]
    signs: frozenset[str]

    @property
    def about(self) -> frozenset[int]:
        """Return the numbers of the sentences that do something about a job."""
        sentences = {id(hit.sentence) for hit in self.hits if hit.act in _ABOUT_A_JOB}
        return frozenset(number for number, one in enumerate(self.said) if id(one) in sentences)


def read(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message by itself."""
    if not gate.passes(mail, known.gate, known.domains):
        return _let_go(mail, mine=whose.wrote(mail.sender.email))
    return wake(mail, whose, known)


def wake(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message in full, though nothing in it tells of hiring: the mailbox does ("Friday is fine. M")."""
    mine = whose.wrote(mail.sender.email)
    said = text.sentences(mail)
    page = _Page(
        mail=mail,
        whose=whose,
        known=known,
        said=said,
        language=language.detect(mail.text, known.language),
        hits=acts.perform(said, known.own_book if mine else known.book),
        signs=signs.of(mail, whose, said, known.domains, known.signs),
    )
    return _read_own(page) if mine else _read_theirs(page)


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


def _read_theirs(page: _Page) -> reading.Reading:
    known, mail, said = page.known, page.mail, page.said
    strength = kind.strengths(page.hits)
    suspicions = fraud.suspect(mail, said, known.fraud, known.domains)
    scores = kind.weigh(strength, page.signs, known.kind)
    scores[reading.Kind.SCAM] += sum(one.weight for one in suspicions)
    decided, confidence = kind.decide(scores)
    company, agency = organisation.find(mail, page.whose, said, page.about, known.organisation, known.domains)
    hints = place.guess(mail, known.deadline.dates.atlas, language=page.language, reader=page.whose.timezone)
    tongues = (page.language, "en") if page.language != "en" else ("en",)
    answer = deadline.find(said, mail, known.deadline, languages=tongues, hints=hints)
    against = tuple(one.evidence for one in suspicions)
    return reading.Reading(
        message_id=mail.message_id,
        kind=decided,
        confidence=confidence,
        scores=scores,
        language=page.language,
        company=company,
        agency=agency,
        role=role.find(mail, said, page.about, known.role, company.value if company else ""),
        reply_by=answer.reply_by,
        reply_at_once=answer.reply_at_once,
        no_deadline=answer.no_deadline,
        pay=pay.find(said, mail, known.pay, hints=hints),
        start_date=start.find(said, mail, known.start, languages=tongues, hints=hints),
        people=people.mentions(mail, said, page.whose, known.people),
        acts=kind.done(strength),
        fraud=against,
        because=against if decided is reading.Kind.SCAM else kind.because(decided, page.hits, known.kind, mail.message_id),
    )


def _read_own(page: _Page) -> reading.Reading:
    known, mail, said = page.known, page.mail, page.said
    what, strength = own.decide(page.hits, page.signs, known.own)
    company, agency = organisation.find(mail, page.whose, said, page.about, known.organisation, known.domains)
    asked = deadline.find(said, mail, known.deadline, languages=(page.language, "en"))
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=what,
        reply_by=asked.reply_by if "asks_time" in strength or what is reading.Own.ASK_TIME else None,
        confidence=0.9,
        language=page.language,
        company=company,
        agency=agency,
        role=role.find(mail, said, page.about, known.role, company.value if company else ""),
        people=people.mentions(mail, said, page.whose, known.people),
        acts=kind.done(strength),
        because=tuple(reading.Evidence(mail.message_id, one.sentence.place, one.sentence.text, one.act) for one in page.hits[:4]),
    )
