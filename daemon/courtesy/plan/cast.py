"""Who is written to in an opportunity, and all that a letter may say of them and of the case.

What is not known is empty, and no sentence that needs it is chosen. What is told of the person alone stands in recall.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import draft, owner
from courtesy.plan import days, deadline, desired, given, greeting, naming, phrases, reason, recall
from courtesy.reading import reading

_REPLY = re.compile(
    r"(?:(?:re|aw|antw|antwort|sv|vs|r|rif|réf|réponse|rép|odp|ynt|res|fwd?|wg|tr|i|vl|doorst)\s?(?:\[\d{1,3}\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
_MOST_OTHERS = 3
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
    for person in sorted(in_order(one), key=lambda person: not person.extended_offer):
        email = address(person, terms.whose)
        if email is None or email.lower() in seen or not _concerned(person) or _is_the_house(person, one):
            continue
        seen.add(email.lower())
        kind = desired.LetterKind.DECLINE if _has_the_answer(person) else desired.LetterKind.THANK_YOU
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
    house, titles = _house(one, language, terms), terms.templates.titles
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
        key=(address(person, terms.whose) or person.name).lower(),
        kind=kind.value,
        language=language,
        facts={name: fact for name, fact in facts.items() if fact},
        familiar=familiar,
    )


def address(person: opportunity.Person, whose: owner.Owner) -> str | None:
    """Return the address at which a person may be written to, if there is one."""
    if not person.email or not person.reachable or person.left or whose.wrote(person.email):
        return None
    return draft.writable(person.email)


def reply_subject(subject: str) -> str:
    """Return the subject of an answer: one "Re: ", whatever marks of answering and forwarding there were."""
    line = draft.line(subject)
    marks = _REPLY.match(line)
    bare = line[marks.end() :].strip() if marks else line
    return f"Re: {bare}" if bare else ""


def signature(who: config.Owner) -> str:
    """Return the lines that stand under a letter."""
    return "\n".join(filter(None, (draft.line(line) for line in (who.name, who.phone, who.linkedin))))


def in_order(one: opportunity.Opportunity) -> list[opportunity.Person]:
    """Return the people of an opportunity in the order in which they came into it."""
    order = {message_id: place for place, message_id in enumerate(one.messages)}

    def came(person: opportunity.Person) -> tuple[int, str]:
        first = min((order.get(evidence.message_id, len(order)) for evidence in person.evidence), default=len(order))
        return first, (person.email or person.name).lower()

    return sorted(one.people, key=came)


def _is_the_house(person: opportunity.Person, one: opportunity.Opportunity) -> bool:
    """Tell whether what passes for a person is a mailbox of the house: "Larder Benefits" at Larder."""
    house, words = (one.company or "").lower().split(), person.name.lower().split()
    local = (person.email or "").partition("@")[0].lower()
    return bool(house) and not person.greeting and words[:1] == house[:1] and house[0] not in local


def _has_the_answer(person: opportunity.Person) -> bool:
    """Tell whether the owner's answer goes, or has gone, to somebody."""
    return person.letter == "decline" or (person.letter == "none" and person.extended_offer)


def _concerned(person: opportunity.Person) -> bool:
    return person.letter != "none" or person.answered or person.thanked


def _house(one: opportunity.Opportunity, language: str, terms: given.Given) -> greeting.House:
    """Say how they greet there, from the mail of those who have written in this language."""
    wrote = [person for person in one.people if person.language == language]
    words = terms.templates.words[language]["greeting"]
    return greeting.house(sorted(wrote, key=lambda person: not person.extended_offer), words)


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
        called=_called(one, person, language, terms),
        declines=kind is not desired.LetterKind.THANK_YOU,
    )
    return {
        **recalled,
        "met": _yes(person.met),
        "wrote": _yes(person.thread),
        "guide": _yes(person.part in recall.GUIDES),
        "met_them": _yes(person.met and person.part in recall.INTERVIEWERS),
        "others": _others(person, in_order(one), language, terms) if kind in _ABOUT_AN_OFFER else "",
        "decider": _decider(person, one, language, terms) if kind is desired.LetterKind.THANK_YOU else "",
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
    # The whole of a long title stands in the answer to the offer; to the others "the position" says enough.
    role = "" if brief and naming.long(role) else role
    places = naming.naming(language, role, naming.said(one.company, one.evidence), familiar=familiar, inside=inside)
    if one.tie:  # who works there already need not be told where it is
        places |= dict.fromkeys(("position_at", "post_at"), places["position"])
    return {
        **places,
        "signature": signature(who),
        "subject": reply_subject(person.thread_subject) if person.thread else "",
        "phone": who.phone,
        "linkedin": who.linkedin,
    }


def _decider(person: opportunity.Person, one: opportunity.Opportunity, language: str, terms: given.Given) -> str:
    """Name to a reader the one who gets the owner's answer, where one alone does and it can be written to them."""
    answered = [other for other in one.people if _has_the_answer(other) and address(other, terms.whose)]
    if len(answered) != 1 or answered[0] is person or person.part is reading.Part.REFERRER:
        return ""
    return _called(one, person, language, terms)[answered[0].name]


def _others(
    person: opportunity.Person, everybody: Sequence[opportunity.Person], language: str, terms: given.Given
) -> str:
    """Name those who were met but have no address: the first to be answered is asked to pass the thanks on."""
    if person is not next((one for one in everybody if one.extended_offer and one.letter != "none"), None):
        return ""
    unreachable = [one for one in everybody if one is not person and _only_through_others(one)]
    names = [_declined(greeting.call_name(one, terms.templates.titles), language) for one in unreachable]
    return naming.listed(names, language) if 0 < len(names) <= _MOST_OTHERS else ""


def _called(
    one: opportunity.Opportunity, reader: opportunity.Person, language: str, terms: given.Given
) -> dict[str, str]:
    """Say how a letter to a reader speaks of each of the others there: by first name where that tells who is meant."""
    house, titles = _house(one, language, terms), terms.templates.titles
    first = {person.name: greeting.first_name(person, titles) for person in one.people}
    shared = Counter(first.values())
    stiff = greeting.formal(reader, titles, house) or (language == "de" and not reader.familiar)
    words = terms.templates.words[language]["greeting"]

    def by_surname(person: opportunity.Person) -> bool:
        by_first = greeting.by_first_name(person.greeted, person, words, titles)
        return greeting.formal(person, titles, house) and not by_first

    return {
        person.name: _declined(greeting.call_name(person, titles), language)
        if stiff or shared[first[person.name]] > 1 or by_surname(person)
        else first[person.name]
        for person in one.people
    }


def _declined(name: str, language: str) -> str:
    """Put a name into the case in which our German sentences have it."""
    return re.sub(r"^Herr ", "Herrn ", name) if language == "de" else name


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
