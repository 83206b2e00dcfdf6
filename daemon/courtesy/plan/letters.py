"""Which letters ought to lie in Drafts, to whom, and in which thread.

Opportunities come from casebook.fold; letters go on to reconcile.diff. A decline goes to who extended the offer, a
thank-you to each other person met; none is written where there is nothing to turn down, or no person to read it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import address, draft, owner
from courtesy.plan import check, compose, deadline, desired, greeting, mint, naming, particular, phrases, reason
from courtesy.reading import reading

_CLOSED = frozenset({opportunity.Stage.ACCEPTED, opportunity.Stage.RESCINDED, opportunity.Stage.REJECTED})
_REPLY = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|sv|vs|r|rif|réf|réponse|rép|odp|ynt|res|fwd?|wg|tr|i|vl|doorst|wtr)\s*(?:\[\d{1,3}\])?\s*[:：])+\s*",
    re.IGNORECASE,
)
_OTHERS = 3
_INTERVIEWERS = frozenset({reading.Part.INTERVIEWER, reading.Part.HIRING_MANAGER})
_TALKERS = _INTERVIEWERS | {None, reading.Part.EXECUTIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for all letters of one plan."""

    now: datetime
    whose: owner.Owner
    settings: config.Config
    templates: compose.Templates
    secret: bytes
    companies: Collection[str]  # of every opportunity


@dataclass(frozen=True, slots=True)
class _Cast:
    """A person and the letter that is theirs."""

    person: opportunity.Person
    email: str
    kind: desired.LetterKind
    part: phrases.Part
    greeting: str
    due: bool  # else it is only remembered, so that the others' sentences stay as they are


def letters(one: opportunity.Opportunity, terms: Terms) -> Iterator[desired.Letter | desired.Refusal]:
    """Yield the letters of one opportunity, and what was not fit to be laid down."""
    if not due(one, terms.settings.letters.prepare):
        return
    casts = list(_casts(one, terms))
    said = compose.compose(terms.templates, [cast.part for cast in casts])
    for cast, words in zip(casts, said, strict=True):
        if cast.due:
            yield _letter(one, cast, words, terms)


def due(one: opportunity.Opportunity, prepare: str) -> bool:
    """Tell whether an opportunity is one that letters are written in."""
    decision = one.decision.decision if one.decision else opportunity.Decision.UNDECIDED
    if one.offer is None or one.stage in _CLOSED or decision is opportunity.Decision.ACCEPT:
        return False
    if decision is opportunity.Decision.DECLINE or one.stage is opportunity.Stage.DECLINED:
        return True
    return one.stage is opportunity.Stage.OFFERED and prepare == "offer"


def reply_subject(subject: str) -> str:
    """Return the subject of an answer: one "Re: ", whatever marks of answering and forwarding there were."""
    bare = _REPLY.sub("", draft.line(subject)).strip()
    return f"Re: {bare}" if bare else ""


def _casts(one: opportunity.Opportunity, terms: Terms) -> Iterator[_Cast]:
    """Yield everybody who has or had a letter in this opportunity, in the order in which they came into it."""
    order = {message_id: place for place, message_id in enumerate(one.messages)}

    def came(person: opportunity.Person) -> tuple[int, str]:
        first = min((order.get(evidence.message_id, len(order)) for evidence in person.evidence), default=len(order))
        return first, (person.email or person.name).lower()

    seen: set[str] = set()
    everybody = sorted(one.people, key=came)
    for person in sorted(everybody, key=lambda person: not person.extended_offer):
        email = _address(person, terms.whose)
        if email is None or email.lower() in seen or not _concerned(person):
            continue
        seen.add(email.lower())
        yield _cast(one, person, email, everybody, terms)


def _concerned(person: opportunity.Person) -> bool:
    return person.letter != "none" or person.answered or person.thanked


def _address(person: opportunity.Person, whose: owner.Owner) -> str | None:
    if not person.email or not person.reachable or person.left or whose.wrote(person.email):
        return None
    return draft.writable(person.email)


def _cast(
    one: opportunity.Opportunity,
    person: opportunity.Person,
    email: str,
    everybody: Sequence[opportunity.Person],
    terms: Terms,
) -> _Cast:
    declines = person.letter == "decline" or (person.letter == "none" and person.extended_offer)
    kind = desired.LetterKind.DECLINE if declines else desired.LetterKind.THANK_YOU
    language = terms.templates.language(person.language, one.language)
    familiar = not person.formal if language != "de" else person.familiar and not person.formal
    hello = greeting.greet(person, terms.templates.words[language]["greeting"])
    part = phrases.Part(
        key=email.lower(),
        kind=kind.value,
        language=language,
        facts={
            **_facts(one, person, everybody, language, terms),
            **_style(person, hello, familiar, terms, language, one),
        },
        familiar=familiar,
    )
    return _Cast(person, email, kind, part, hello, person.letter != "none")


def _style(
    person: opportunity.Person,
    hello: str,
    familiar: bool,
    terms: Terms,
    language: str,
    one: opportunity.Opportunity,  # noqa: FBT001
) -> dict[str, str]:
    who = terms.settings.owner
    inside = person.part is not reading.Part.REFERRER and not one.agency
    return {
        **naming.naming(language, one.role, one.company, familiar=familiar, inside=inside),
        "formal": "" if familiar else "yes",
        "greeting": hello,
        "signature": signature(who),
        "subject": reply_subject(person.thread_subject) if person.thread else "",
        "phone": who.phone,
        "linkedin": who.linkedin,
    }


def signature(who: config.Owner) -> str:
    """Return the lines that stand under a letter."""
    return "\n".join(filter(None, (draft.line(line) for line in (who.name, who.phone, who.linkedin))))


def _facts(
    one: opportunity.Opportunity,
    person: opportunity.Person,
    everybody: Sequence[opportunity.Person],
    language: str,
    terms: Terms,
) -> dict[str, str]:
    found = particular.particular(person.talked_about, language, terms.templates.lexicons)
    # Who interviewed is thanked for the conversation; who helped is thanked for the help, and the talk comes after it.
    talked = person.part in _TALKERS or person.letter == "decline"
    return {
        "company": one.company or "",
        "role": one.role or "",
        "agency": one.agency or "",
        "topic": found.topic if found and talked else "",
        "aside": found.topic if found and not talked else "",
        "event": found.event if found and talked else "",
        **reason.places(one.decision, language, terms.templates),
        "guide": "yes" if person.part in {reading.Part.RECRUITER, reading.Part.HR} else "",
        "met": "yes" if person.met else "",
        "met_them": "yes" if person.met and person.part in _INTERVIEWERS else "",
        "wrote": "yes" if person.thread else "",
        "team": "yes" if sum(other.met for other in everybody) > 3 else "",
        "others": _others(person, everybody, language, terms),
        "extended": "yes" if one.offer and one.offer.reply_by and one.offer.reply_by.extended else "",
        "late": "yes" if _late(one, terms) else "",
        **({person.part.value: "yes"} if person.part else {}),
    }


def _others(person: opportunity.Person, everybody: Sequence[opportunity.Person], language: str, terms: Terms) -> str:
    """Name those who were met but have no address: the first to be answered is asked to pass the thanks on."""
    if person is not next((one for one in everybody if one.extended_offer and one.letter != "none"), None):
        return ""
    unreachable = [
        one
        for one in everybody
        if one.met and not one.left and one.letter != "none" and not one.email and (" " in one.name or one.title)
    ]
    names = [greeting.call_name(one) for one in unreachable if one is not person]
    if language == "de":
        names = [re.sub(r"^Herr ", "Herrn ", name) for name in names]
    return naming.listed(names, language) if 0 < len(names) <= _OTHERS else ""


def _late(one: opportunity.Opportunity, terms: Terms) -> bool:
    if one.offer is None or one.stage is not opportunity.Stage.OFFERED:
        return False
    until = deadline.passes(one.offer, terms.whose.timezone)
    return until is not None and until < terms.now


def _letter(
    one: opportunity.Opportunity, cast: _Cast, words: compose.Words, terms: Terms
) -> desired.Letter | desired.Refusal:
    slot = desired.Slot(opportunity=one.id, kind=cast.kind, email=cast.email.lower())
    facts = check.Facts(
        kind=cast.kind.value,
        greeting=cast.greeting,
        company=one.company or "",
        signature=cast.part.facts["signature"],
        strangers=[name for name in terms.companies if name != one.company],
        own_words=(cast.part.facts["reason"], cast.part.facts["clause_first"]),
    )
    told = (
        [words.problem]
        if words.problem
        else check.problems(words.body, facts, terms.templates.checks[cast.part.language])
    )
    found = tuple(told)
    return desired.Refusal(slot=slot, problems=found) if found else _addressed(one, cast, words, slot, terms)


def _addressed(
    one: opportunity.Opportunity, cast: _Cast, words: compose.Words, slot: desired.Slot, terms: Terms
) -> desired.Letter:
    sender = address.Address(terms.whose.name, _from(one, terms))
    to = address.Address(cast.person.name, cast.email)
    references = draft.trim(cast.person.thread)
    subject = draft.line(words.subject)
    seen = (sender.email, to.name, to.email, subject, *references, words.body)
    return desired.Letter(
        slot=slot,
        account=one.offer.account if one.offer else terms.settings.accounts[0].name,
        message_id=mint.message_id(terms.secret, slot.key, seen, sender.domain),
        date=terms.now,
        sender=sender,
        to=to,
        subject=subject,
        in_reply_to=references[-1] if references else None,
        references=references,
        body=words.body,
        language=cast.part.language,
        also=tuple(sorted({email.lower() for email in cast.person.emails} - {slot.email})),
    )


def _from(one: opportunity.Opportunity, terms: Terms) -> str:
    """Return the address that they wrote to, else the account's own."""
    used = draft.writable(one.offer.written_to) if one.offer else None
    if used and terms.whose.wrote(used):
        return used
    account = one.offer.account if one.offer else ""
    named = [account_.address for account_ in terms.settings.accounts if account_.name == account]
    return (named or [terms.settings.accounts[0].address])[0]
