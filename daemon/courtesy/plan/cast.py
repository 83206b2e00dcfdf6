"""Who is written to in an opportunity, and all that a letter may say of them and of the case.

What is not known is empty, and no sentence that needs it is chosen. What is told of the person alone stands in recall.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import draft
from courtesy.plan import circle, days, deadline, desired, given, greeting, naming, phrases, reason, recall
from courtesy.reading import reading

_REPLY = re.compile(
    r"(?:(?:re|aw|antw|antwort|sv|vs|r|rif|réf|réponse|rép|odp|ynt|res|fwd?|wg|tr|i|vl|doorst)\s?(?:\[\d{1,3}\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
_ABOUT_AN_OFFER = frozenset({desired.LetterKind.DECLINE, desired.LetterKind.THANK_YOU})


@dataclass(frozen=True, slots=True)
class Cast:
    """A person and the letter that is theirs."""

    person: opportunity.Person
    email: str
    kind: desired.LetterKind
    part: phrases.Part
    due: bool  # else it is only remembered, so that the others' sentences stay as they are


def cast(one: opportunity.Opportunity, terms: given.Given) -> Iterator[Cast]:
    """Yield everybody who has or had a decline or thanks in this opportunity, in the order in which they came in."""
    seen: set[str] = set()
    for person in sorted(circle.in_order(one), key=lambda person: not person.extended_offer):
        email = circle.address(person, terms.whose)
        if email is None or email.lower() in seen:
            continue
        if not circle.is_concerned(person) or circle.is_the_house(person, one):
            continue
        seen.add(email.lower())
        kind = desired.LetterKind.DECLINE if circle.has_the_answer(person) else desired.LetterKind.THANK_YOU
        yield Cast(person, email, kind, part(one, person, kind, terms), person.letter != "none")


def part(
    one: opportunity.Opportunity,
    person: opportunity.Person,
    kind: desired.LetterKind,
    terms: given.Given,
    extra: Mapping[str, str] | None = None,
) -> phrases.Part:
    """Return all that a letter of a kind to a person may say.

    `extra` holds what that kind takes beside: wanted_day and other_day as ISO dates, candidate and what is said of one.
    """
    language = terms.templates.language(person.language, one.language)
    house, titles = circle.house(one, language, terms), terms.templates.titles
    words = terms.templates.words[language]["greeting"]
    by_title = greeting.formal(person, titles, house) or greeting.by_title(person.greeted, person, words, titles)
    tone = terms.settings.voice.tone
    in_english = tone == "warm" or (not by_title and tone != "formal")  # contractions
    familiar = in_english if language == "en" else not by_title and _says_du(person, one, language, terms)
    # Who says Sie in German is not greeted by the first name alone.
    surname_terms = by_title or (language == "de" and not familiar)
    hello = greeting.greet(person, words, titles, house, surname_terms=surname_terms)
    facts = {
        **_about_the_case(one, language, terms),
        **_given(extra or {}, language, terms),
        **_about(person, one, language, terms, kind),
        **_forms(one, person, terms, language, familiar=familiar, brief=kind is not desired.LetterKind.DECLINE),
        "formal": _yes(_formal(terms, surname_terms=surname_terms)),
        "casual": _yes(familiar and greeting.is_casual(hello, words)),
        "greeting": hello,
    }
    return phrases.Part(
        key=(circle.address(person, terms.whose) or person.name).lower(),
        kind=kind.value,
        language=language,
        facts={name: fact for name, fact in facts.items() if fact},
        familiar=familiar,
    )


def reply_subject(subject: str) -> str:
    """Return the subject of an answer: one "Re: ", whatever marks of answering and forwarding there were."""
    line = draft.line(subject)
    marks = _REPLY.match(line)
    bare = line[marks.end() :].strip() if marks else line
    return f"Re: {bare}" if bare else ""


def signature(who: config.Owner) -> str:
    """Return the lines that stand under a letter."""
    return "\n".join(filter(None, (draft.line(line) for line in (who.name, who.phone, who.linkedin))))


def _says_du(person: opportunity.Person, one: opportunity.Opportunity, language: str, terms: given.Given) -> bool:
    """Tell whether somebody is on du (or tu) with the owner; who has not written, if all the others there are."""
    words, titles = terms.templates.words[language]["greeting"], terms.templates.titles

    def does(other: opportunity.Person) -> bool:
        close = language == "de" and greeting.by_first_name(other.greeted, other, words, titles)
        return other.familiar or (close and not other.formal)

    wrote = [other for other in one.people if other.language == language]
    return does(person) or (not person.language and bool(wrote) and all(does(other) for other in wrote))


def _formal(terms: given.Given, *, surname_terms: bool) -> bool:
    tone = terms.settings.voice.tone
    return tone == "formal" if tone else surname_terms


def _about_the_case(one: opportunity.Opportunity, language: str, terms: given.Given) -> dict[str, str]:
    reply_by = one.offer.reply_by if one.offer else None
    return {
        "company": naming.said(one.company, one.evidence),
        "role": naming.plain_role(one.role or "", one.company or ""),
        "agency": one.agency or "",
        **reason.places(one.decision, language, terms.templates),
        "extended": _yes(reply_by and reply_by.extended),
        "late": _yes(_late(one, terms)),
        "colleague": _yes(one.tie),
        "internal": _yes(one.tie == "internal_move"),
        "counter": _yes(one.tie == "counter_offer"),
        "reply_day": _named(reply_by.day, language, terms) if reply_by and not _late(one, terms) else "",
        "looking_for": terms.settings.voice.looking_for.get(language, ""),
        "released": _released(one, language, terms),
    }


def _released(one: opportunity.Opportunity, language: str, terms: given.Given) -> str:
    """Name what is held for the owner and need not be any more, as it follows "please feel free to"."""
    words = terms.templates.words[language]["released"]
    # Where the portal holds what is to be signed, closing the one closes the other.
    held = [kind for kind in one.held if kind != "portal" or "esign" not in one.held]
    return naming.listed([words[kind] for kind in words if kind in held], language)


def _given(extra: Mapping[str, str], language: str, terms: given.Given) -> dict[str, str]:
    """Write what a kind of letter takes beside as it stands in a sentence."""
    facts = {name: draft.line(value) for name, value in extra.items()}
    for name in ("wanted_day", "other_day"):
        if facts.get(name):
            facts[name] = _named(date.fromisoformat(facts[name]), language, terms)
    about = facts.get("candidate_about", "").rstrip(" .")
    if about and not reason.speaks(about, language, terms.templates):
        facts["candidate_about"] = about = ""
    return {**facts, "candidate_about_first": about[:1].upper() + about[1:]}


def _named(day: date, language: str, terms: given.Given) -> str:
    return days.weekday(day, terms.templates.recalls.days[language], terms.whose.timezone)


def _about(
    person: opportunity.Person,
    one: opportunity.Opportunity,
    language: str,
    terms: given.Given,
    kind: desired.LetterKind,
) -> dict[str, str]:
    recalled = recall.recall(
        person,
        language,
        terms.templates.recalls,
        zone=terms.whose.timezone,
        today=terms.now.date(),
        house=one.company or "",
        called=circle.called(one, person, language, terms),
        declines=kind is not desired.LetterKind.THANK_YOU,
    )
    return {
        **recalled,
        "thanking": _yes(kind is desired.LetterKind.THANK_YOU),
        "inside": _yes(naming.said(one.company, one.evidence) and not _outside(person, one)),
        "met": _yes(person.met),
        "met_day": _yes(recalled.get("meeting")),
        "wrote": _yes(person.thread),
        "guide": _yes(person.part in recall.GUIDES),
        "met_them": _yes(person.met and person.part in recall.INTERVIEWERS),
        **(circle.unreached(person, circle.in_order(one), language, terms) if kind in _ABOUT_AN_OFFER else {}),
        "decider": circle.decider(person, one, language, terms) if kind is desired.LetterKind.THANK_YOU else "",
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
    role = naming.plain_role(one.role or "", one.company or "")
    # The whole of a long title stands in the answer to the offer; to the others its beginning says enough.
    role = naming.brief(role) if brief else role
    company, known = naming.said(one.company, one.evidence), terms.templates.houses(language)
    places = naming.naming(language, role, company, familiar=familiar, inside=inside, known=known)
    if one.tie:  # who works there already need not be told where it is
        places |= dict.fromkeys(("position_at", "post_at"), places["position"])
    return {
        **places,
        "signature": signature(who),
        "subject": reply_subject(person.thread_subject) if person.thread else "",
        "phone": who.phone,
        "linkedin": who.linkedin,
    }


def _outside(person: opportunity.Person, one: opportunity.Opportunity) -> bool:
    """Tell whether somebody works elsewhere: who recommended the owner, and an agency's recruiter."""
    agency = one.agency is not None and person.part is reading.Part.RECRUITER
    return person.part is reading.Part.REFERRER or agency


def _late(one: opportunity.Opportunity, terms: given.Given) -> bool:
    if one.offer is None or one.stage is not opportunity.Stage.OFFERED:
        return False
    until = deadline.passes(one.offer, terms.whose.timezone)
    return until is not None and until < terms.now


def _yes(fact: object) -> str:
    return "yes" if fact else ""
