"""Message to Reading: the one way into this room.

Messages come from mail.parse; readings go on to casebook.fold.
"""

from collections.abc import Sequence

from courtesy.mail import message, owner
from courtesy.reading import acts, fraud, gate, kind, language, organisation, own, reading, role, rules, signs, text


def read(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message by itself."""
    if not gate.passes(mail, known.gate, known.domains):
        return _let_go(mail, whose)
    return wake(mail, whose, known)


def wake(mail: message.Message, whose: owner.Owner, known: rules.Rules) -> reading.Reading:
    """Read one message in full, though nothing in it tells of hiring: the mailbox does ("Friday is fine. M")."""
    said = text.sentences(mail)
    tongue = language.detect(mail.text, known.language)
    if whose.wrote(mail.sender.email):
        return _read_own(mail, whose, known, said, tongue)
    return _read_theirs(mail, whose, known, said, tongue)


def _let_go(mail: message.Message, whose: owner.Owner) -> reading.Reading:
    mine = reading.Own.OTHER if whose.wrote(mail.sender.email) else None
    personal = not mail.bulk and not mail.automatic
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=mine,
        confidence=0.97,
        language="en",
        relevant=personal,
        asleep=personal,
    )


def _read_theirs(
    mail: message.Message, whose: owner.Owner, known: rules.Rules, said: Sequence[text.Sentence], tongue: str
) -> reading.Reading:
    hits = acts.perform(said, known.book)
    strength = kind.strengths(hits)
    marks = signs.of(mail, whose, said, known.domains, known.signs)
    suspicions = fraud.suspect(mail, said, known.fraud, known.domains)
    scores = kind.weigh(strength, marks, known.kind)
    scores[reading.Kind.SCAM] += sum(one.weight for one in suspicions)
    decided, confidence = kind.decide(scores)
    offering = _offering(said, hits)
    company, agency = organisation.find(mail, whose, said, offering, known.organisation, known.domains)
    return reading.Reading(
        message_id=mail.message_id,
        kind=decided,
        confidence=confidence,
        scores=scores,
        language=tongue,
        company=company,
        agency=agency,
        role=role.find(mail, said, offering, known.role, company.value if company else ""),
        acts=kind.done(strength),
        fraud=tuple(one.evidence for one in suspicions),
        because=tuple(one.evidence for one in suspicions)
        if decided is reading.Kind.SCAM
        else kind.because(decided, hits, known.kind, mail.message_id),
    )


def _read_own(
    mail: message.Message, whose: owner.Owner, known: rules.Rules, said: Sequence[text.Sentence], tongue: str
) -> reading.Reading:
    hits = acts.perform(said, known.own_book)
    marks = signs.of(mail, whose, said, known.domains, known.signs)
    what, strength = own.decide(hits, marks, known.own)
    offering = _offering(said, hits)
    company, _ = organisation.find(mail, whose, said, offering, known.organisation, known.domains)
    return reading.Reading(
        message_id=mail.message_id,
        kind=reading.Kind.OTHER,
        own=what,
        confidence=0.9,
        language=tongue,
        company=company,
        role=role.find(mail, said, offering, known.role),
        acts=kind.done(strength),
        because=tuple(
            reading.Evidence(mail.message_id, hit.sentence.place, hit.sentence.text, hit.act) for hit in hits[:4]
        ),
    )


_ABOUT_A_JOB = frozenset(
    "extends alternative counter_offer internal_move for_client encloses_offer refers_offer rescinds reminds rejects "
    "receives_application invites_interview acknowledges_accept confirms_withdrawal status_update".split()
)


def _offering(said: Sequence[text.Sentence], hits: Sequence[acts.Hit]) -> frozenset[int]:
    """Return the numbers of the sentences that do something about a job."""
    about = {id(hit.sentence) for hit in hits if hit.act in _ABOUT_A_JOB}
    return frozenset(number for number, one in enumerate(said) if id(one) in about)
