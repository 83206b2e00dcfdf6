"""The people of an opportunity beside each other: their order, who can be written to, how a letter speaks of others.

People come from casebook; cast takes them into letters.
"""

import re
from collections import Counter
from collections.abc import Sequence

from courtesy.casebook import opportunity
from courtesy.mail import draft, owner
from courtesy.plan import given, greeting, naming
from courtesy.reading import reading

_MOST_OTHERS = 3


def in_order(one: opportunity.Opportunity) -> list[opportunity.Person]:
    """Return the people of an opportunity in the order in which they came into it."""
    order = {message_id: place for place, message_id in enumerate(one.messages)}

    def came(person: opportunity.Person) -> tuple[int, str]:
        first = min((order.get(evidence.message_id, len(order)) for evidence in person.evidence), default=len(order))
        return first, (person.email or person.name).lower()

    return sorted(one.people, key=came)


def address(person: opportunity.Person, whose: owner.Owner) -> str | None:
    """Return the address at which a person may be written to, if there is one."""
    if not person.email or not person.reachable or person.left or whose.wrote(person.email):
        return None
    return draft.writable(person.email)


def has_the_answer(person: opportunity.Person) -> bool:
    """Tell whether the owner's answer goes, or has gone, to somebody."""
    return person.letter == "decline" or (person.letter == "none" and person.extended_offer)


def is_concerned(person: opportunity.Person) -> bool:
    """Tell whether somebody has a letter to come, or has had the owner's answer or thanks already."""
    return person.letter != "none" or person.answered or person.thanked


def is_the_house(person: opportunity.Person, one: opportunity.Opportunity) -> bool:
    """Tell whether what passes for a person is a mailbox of the house: "Larder Benefits" at Larder."""
    house, words = (one.company or "").lower().split(), person.name.lower().split()
    local = (person.email or "").partition("@")[0].lower()
    return bool(house) and not person.greeting and words[:1] == house[:1] and house[0] not in local


def house(one: opportunity.Opportunity, language: str, terms: given.Given) -> greeting.House:
    """Say how they greet there, from the mail of those who have written in this language."""
    wrote = [person for person in one.people if person.language == language]
    words = terms.templates.words[language]["greeting"]
    return greeting.house(sorted(wrote, key=lambda person: not person.extended_offer), words)


def decider(person: opportunity.Person, one: opportunity.Opportunity, language: str, terms: given.Given) -> str:
    """Name to a reader the one who gets the owner's answer, where one alone does and it can be written to them."""
    answered = [other for other in one.people if has_the_answer(other) and address(other, terms.whose)]
    if len(answered) != 1 or answered[0] is person or person.part is reading.Part.REFERRER:
        return ""
    titles = terms.templates.titles
    if greeting.first_name(answered[0], titles) == greeting.first_name(person, titles):
        return ""  # "Mick has my answer", to the other Mick, would be a riddle
    return called(one, person, language, terms)[answered[0].name]


def unreached(
    person: opportunity.Person, everybody: Sequence[opportunity.Person], language: str, terms: given.Given
) -> dict[str, str]:
    """Name as `others` those who were met but have no address: the first to be answered is asked to thank them.

    `several` is known where there is more than one of them.
    """
    if person is not next((one for one in everybody if one.extended_offer and one.letter != "none"), None):
        return {}
    unreachable = [one for one in everybody if one is not person and _only_through_others(one)]
    names = [_declined(greeting.call_name(one, terms.templates.titles), language) for one in unreachable]
    if not 0 < len(names) <= _MOST_OTHERS:
        return {}
    return {"others": naming.listed(names, language), "several": "yes" if len(names) > 1 else ""}


def called(
    one: opportunity.Opportunity, reader: opportunity.Person, language: str, terms: given.Given
) -> dict[str, str]:
    """Say how a letter to a reader speaks of each of the others there: by first name where that tells who is meant."""
    theirs, titles = house(one, language, terms), terms.templates.titles
    first = {person.name: greeting.first_name(person, titles) for person in one.people}
    shared = Counter(first.values())
    stiff = greeting.formal(reader, titles, theirs) or (language == "de" and not reader.familiar)
    words = terms.templates.words[language]["greeting"]

    def by_surname(person: opportunity.Person) -> bool:
        by_first = greeting.by_first_name(person.greeted, person, words, titles)
        return greeting.formal(person, titles, theirs) and not by_first

    return {
        person.name: _declined(greeting.call_name(person, titles), language)
        if stiff or shared[first[person.name]] > 1 or by_surname(person)
        else first[person.name]
        for person in one.people
    }


def _only_through_others(person: opportunity.Person) -> bool:
    # A lone word that stands in one sentence may be no name at all; thanks to it would be a stumble.
    named = " " in person.name or bool(person.title)
    return named and person.met and not person.left and person.letter != "none" and not person.email


def _declined(name: str, language: str) -> str:
    """Put a name into the case in which our German sentences have it."""
    return re.sub(r"^Herr ", "Herrn ", name) if language == "de" else name
