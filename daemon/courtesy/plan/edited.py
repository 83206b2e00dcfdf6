"""What the owner may want to look at again in a letter that they wrote or changed.

Letters are read back by the shell; what is found goes to status, show and check-letter. Nothing is ever changed.
"""

from dataclasses import fields, is_dataclass

from courtesy.casebook import opportunity
from courtesy.plan import cast, check, desired, given, naming


def warnings(
    one: opportunity.Opportunity,
    slot: desired.Slot,
    body: str,
    terms: given.Given,
    *,
    others: opportunity.Case | None = None,
    mail: str = "",
) -> tuple[str, ...]:
    """Return a sentence for everything worth a second look; none for a letter of which all is well.

    `others` tells whom a letter must not name; `mail` is the text of the process itself, if at hand.
    """
    person = next((person for person in one.people if slot.email in {mail.lower() for mail in person.emails}), None)
    if person is None:
        return ("it goes to nobody who is known from this process",)
    part = cast.part(one, person, slot.kind, terms)
    known = part.facts
    facts = check.Facts(
        kind=slot.kind.value,
        greeting=known["greeting"],
        company=known.get("company", ""),
        signature=known["signature"],
        strangers=strangers(one, others) if others else (),
        own_words=[known[name] for name in ("reason", "clause_first") if name in known],
        names=[word for name in (person.name, *person.names) for word in name.split()],
        forbidden=terms.settings.voice.forbidden,
    )
    traceable = "\n".join((_text(one), _text(part.facts), _text(terms.settings.owner), mail)) if mail else ""
    return tuple(check.warnings(body, facts, terms.templates.checks[part.language], traceable))


def strangers(one: opportunity.Opportunity, others: opportunity.Case) -> tuple[str, ...]:
    """Return the companies and the whole names of people that belong to other processes alone."""
    mine = _text(one).lower()
    found: dict[str, None] = {}
    for other in others.opportunities:
        if other.anchor != one.anchor:
            names = [person.name for person in other.people if " " in person.name]
            found |= dict.fromkeys(name for name in (naming.spoken(other.company or ""), *names) if name)
    return tuple(name for name in found if name.lower() not in mine)


def _text(value: object) -> str:
    """Return all the words of a value, one thing a line."""
    if is_dataclass(value):
        return "\n".join(_text(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, dict):
        return "\n".join(_text(one) for one in value.values())
    if isinstance(value, (tuple, list, frozenset)):
        return "\n".join(_text(one) for one in value)
    return "" if value is None else str(value)
