"""Who is written to in an opportunity, and all that a letter may say of them and of the case.

What is not known is empty, and no sentence that needs it is chosen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import draft, owner
from courtesy.plan import deadline, desired, given, greeting, naming, particular, phrases, reason
from courtesy.reading import reading

_REPLY = re.compile(
    r"(?:(?:re|aw|antw|antwort|sv|vs|r|rif|réf|réponse|rép|odp|ynt|res|fwd?|wg|tr|i|vl|doorst)\s?(?:\[\d{1,3}\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
_MOST_OTHERS = 3
_INTERVIEWERS = frozenset({reading.Part.INTERVIEWER, reading.Part.HIRING_MANAGER})
_GUIDES = frozenset({reading.Part.RECRUITER, reading.Part.HR})
_TALKERS = _INTERVIEWERS | {None, reading.Part.EXECUTIVE}


@dataclass(frozen=True, slots=True)
class Cast:
    """A person and the letter that is theirs."""

    person: opportunity.Person
    email: str
    kind: desired.LetterKind
    part: phrases.Part
    due: bool  # else it is only remembered, so that the others' sentences stay as they are


def cast(one: opportunity.Opportunity, terms: given.Given) -> Iterator[Cast]:
    """Yield everybody who has or had a letter in this opportunity, in the order in which they came into it."""
    everybody = _in_order(one)
    seen: set[str] = set()
    for person in sorted(everybody, key=lambda person: not person.extended_offer):
        email = _address(person, terms.whose)
        if email is None or email.lower() in seen or not _concerned(person):
            continue
        seen.add(email.lower())
        yield _cast(one, person, email, everybody, terms)


def reply_subject(subject: str) -> str:
    """Return the subject of an answer: one "Re: ", whatever marks of answering and forwarding there were."""
    line = draft.line(subject)
    marks = _REPLY.match(line)
    bare = line[marks.end() :].strip() if marks else line
    return f"Re: {bare}" if bare else ""


def signature(who: config.Owner) -> str:
    """Return the lines that stand under a letter."""
    return "\n".join(filter(None, (draft.line(line) for line in (who.name, who.phone, who.linkedin))))


def _in_order(one: opportunity.Opportunity) -> list[opportunity.Person]:
    order = {message_id: place for place, message_id in enumerate(one.messages)}

    def came(person: opportunity.Person) -> tuple[int, str]:
        first = min((order.get(evidence.message_id, len(order)) for evidence in person.evidence), default=len(order))
        return first, (person.email or person.name).lower()

    return sorted(one.people, key=came)


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
    terms: given.Given,
) -> Cast:
    declines = person.letter == "decline" or (person.letter == "none" and person.extended_offer)
    kind = desired.LetterKind.DECLINE if declines else desired.LetterKind.THANK_YOU
    language = terms.templates.language(person.language, one.language)
    familiar = not person.formal and (person.familiar or language != "de")
    facts = {
        **_about_the_case(one, language, terms),
        **_about(person, everybody, language, terms, declines=declines),
        **_forms(one, person, terms, language, familiar=familiar, brief=not declines),
    }
    part = phrases.Part(
        key=email.lower(),
        kind=kind.value,
        language=language,
        facts={name: fact for name, fact in facts.items() if fact},
        familiar=familiar,
    )
    return Cast(person, email, kind, part, person.letter != "none")


def _about_the_case(one: opportunity.Opportunity, language: str, terms: given.Given) -> dict[str, str]:
    return {
        "company": one.company or "",
        "role": one.role or "",
        "agency": one.agency or "",
        **reason.places(one.decision, language, terms.templates),
        "extended": _yes(one.offer and one.offer.reply_by and one.offer.reply_by.extended),
        "late": _yes(_late(one, terms)),
        "colleague": _yes(one.tie),
    }


def _about(
    person: opportunity.Person,
    everybody: Sequence[opportunity.Person],
    language: str,
    terms: given.Given,
    *,
    declines: bool,
) -> dict[str, str]:
    found = particular.particular(person.talked_about, language, terms.templates.lexicons) or particular.Particular()
    # Who interviewed is thanked for the conversation; who helped is thanked for the help, and the talk comes after it.
    talked = declines or person.part in _TALKERS
    return {
        "topic": found.topic if talked else "",
        "aside": "" if talked else found.topic,
        "event": found.event if talked else "",
        "met": _yes(person.met),
        "wrote": _yes(person.thread),
        "guide": _yes(person.part in _GUIDES),
        "met_them": _yes(person.met and person.part in _INTERVIEWERS),
        "others": _others(person, everybody, language, terms),
        **({person.part.value: "yes"} if person.part else {}),
    }


def _forms(
    one: opportunity.Opportunity,
    person: opportunity.Person,
    terms: given.Given,
    language: str,
    *,
    familiar: bool,
    brief: bool,
) -> dict[str, str]:
    who = terms.settings.owner
    inside = person.part is not reading.Part.REFERRER and not one.agency
    # The whole of a long title stands in the answer to the offer; to the others "the position" says enough.
    role = None if brief and one.role and naming.long(one.role) else one.role
    words = terms.templates.words[language]["greeting"]
    return {
        **naming.naming(language, role, one.company, familiar=familiar, inside=inside),
        "formal": "" if familiar else "yes",
        "greeting": greeting.greet(person, words, terms.templates.titles),
        "signature": signature(who),
        "subject": reply_subject(person.thread_subject) if person.thread else "",
        "phone": who.phone,
        "linkedin": who.linkedin,
    }


def _others(
    person: opportunity.Person, everybody: Sequence[opportunity.Person], language: str, terms: given.Given
) -> str:
    """Name those who were met but have no address: the first to be answered is asked to pass the thanks on."""
    if person is not next((one for one in everybody if one.extended_offer and one.letter != "none"), None):
        return ""
    unreachable = [one for one in everybody if one is not person and _only_through_others(one)]
    names = [greeting.call_name(one, terms.templates.titles) for one in unreachable]
    if language == "de":
        names = [re.sub(r"^Herr ", "Herrn ", name) for name in names]
    return naming.listed(names, language) if 0 < len(names) <= _MOST_OTHERS else ""


def _only_through_others(person: opportunity.Person) -> bool:
    # A lone word that stands in one sentence may be no name at all; thanks to it would be a stumble.
    named = " " in person.name or bool(person.title)
    return named and person.met and not person.left and person.letter != "none" and not person.email


def _late(one: opportunity.Opportunity, terms: given.Given) -> bool:
    if one.offer is None or one.stage is not opportunity.Stage.OFFERED:
        return False
    until = deadline.passes(one.offer, terms.whose.timezone)
    return until is not None and until < terms.now


def _yes(fact: object) -> str:
    return "yes" if fact else ""
