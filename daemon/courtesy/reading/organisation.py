"""Who the employer is, and who speaks for it: never the vendor of a hiring or signing system.

Sentences come from reading.text, domains from reading.domains; the names go on to reading.read. Every capitalised name
in the message is a candidate; what stands around it, the sender's domain and its form tell how likely it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courtesy.mail import message, owner
from courtesy.reading import agency as agencies
from courtesy.reading import domains, firms, reading, spelt, standing, text

_LEAST = 0.35
_POSSIBLE = 0.2
_OTHERS = 4
_SPELLED = 0.7  # likely by the sender's domain beside
_FIRM = 0.6
_CERTAIN = 1.2  # "I work for Ruck & Naef": whoever works for a name works for no person
_SHORT = 3
_MACHINES = re.compile(
    r"^(?:no|do|donot|not)[-_.]?(?:not[-_.]?)?reply"
    r"|^(?:notifications?|alerts?|mailer|workday|system|support|jobs?|careers?|recruit\w*|hr|talent)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """Whose names a message gives."""

    employer: reading.Text | None
    agency: reading.Text | None
    others: tuple[reading.Text, ...]  # that may be the employer's too, the likeliest first

    @property
    def name(self) -> str:
        """Return the employer's name; empty where the message gives none."""
        return self.employer.value if self.employer else ""


def find(  # noqa: PLR0917  # what a name is judged by
    mail: message.Message,
    whose: owner.Owner,
    said: Sequence[text.Sentence],
    offering: frozenset[int],
    cues: firms.Cues,
    known: domains.Register,
    people: frozenset[str] = frozenset(),
    *,
    speaks_for: bool = False,
) -> Houses:
    """Return employer, agency, and what else may be the employer's name.

    `offering` holds the numbers of the sentences that do something about a job; `speaks_for` tells that the sender
    speaks for somebody else ("they want you").
    """
    own = mail.sender.domain
    label = _label(mail, known)
    sent_through = bool(known.vendor(own))
    best: dict[str, list[standing.Candidate]] = {}
    written_to = standing.of_recipients(mail, cues) if whose.wrote(mail.sender.email) else ()
    every = standing.candidates(mail, said, offering, cues, known)
    for one in (*every, *standing.in_small_letters(said, label), *standing.of_family(mail, said, cues), *written_to):
        known_persons = people if one.weight < _CERTAIN else frozenset()
        person = _is_person(one.name, mail, whose, known_persons, cues, sent_through=sent_through)
        if firms.may_be(one.name, cues) and not person:
            best.setdefault(spelt.squash(firms.core(one.name, cues)), []).append(one)
    weighed = _houses_first([_weighed(group, label, cues) for group in best.values()], label, cues)
    ranked = sorted(weighed, key=lambda one: -one.weight)
    agency = agencies.find(mail, said, ranked, label, cues, speaks_for=speaks_for)
    rest = [one for one in ranked if agency is None or not _part_of(one, agency, cues)]
    if agency is None:
        rest = [one for one in rest if one.rule != standing.PART or one.weight > _SPELLED or firms.form(one.name, cues)]
    else:
        rest = [one for one in rest if not label or firms.alike(one.name, label, cues) < agencies.NEAR]
    chosen = next((one for one in rest if one.weight >= (standing.IN_SUBJECT if agency else _LEAST)), None)
    if agency is None and label and not known.vendor(own) and (chosen is None or _by_chance(chosen, label, cues)):
        chosen = standing.from_domain(mail, own, cues)
    others = [one for one in rest if one is not chosen and _possible(one, cues)][:_OTHERS]
    return Houses(
        employer=_text(chosen, mail) if chosen else None,
        agency=_text(agency, mail) if agency else None,
        others=tuple(_text(one, mail) for one in others),
    )


def _part_of(one: standing.Candidate, agency: standing.Candidate, cues: firms.Cues) -> bool:
    words = set(spelt.words(firms.core(one.name, cues)))
    if one.sentence == agency.sentence and one.sentence.place == "signature" and one.weight < _FIRM:
        return True  # the town below its name
    return firms.same(one.name, agency.name, cues) or words < set(spelt.words(agency.name))


def _possible(one: standing.Candidate, cues: firms.Cues) -> bool:
    """Tell whether a name may be the employer's where other mail says so; a greeting stands alone on its line."""
    alone = one.sentence.text.strip(" ,.!") == one.name and one.sentence.place == "body"
    attached = one.sentence.place.startswith("attachment")
    return one.weight >= _POSSIBLE and (firms.form(one.name, cues) > 0 or not (alone or attached))


def _by_chance(one: standing.Candidate, label: str, cues: firms.Cues) -> bool:
    """Tell whether a name only stands there somehow, while the sender's own domain knows nothing of it."""
    if one.weight >= _FIRM or one.rule != standing.IN_TEXT or firms.form(one.name, cues):
        return False
    return firms.alike(one.name, label, cues) == 0


def _label(mail: message.Message, known: domains.Register) -> str:
    """Return what the sender's address calls its organisation: the domain's label, or acme of acme@myworkday.com."""
    sender = mail.sender
    if known.vendor(sender.domain) == "hiring":
        return "" if _MACHINES.match(sender.local) else spelt.squash(sender.local)
    return (
        ""
        if known.vendor(sender.domain) or known.is_free(sender.domain)
        else spelt.squash(domains.label(sender.domain))
    )


def _text(one: standing.Candidate, mail: message.Message) -> reading.Text:
    evidence = reading.Evidence(mail.message_id, one.sentence.place, one.sentence.text, one.rule)
    return reading.Text(value=one.name, weight=min(1.0, one.weight), evidence=evidence)


def _weighed(group: list[standing.Candidate], label: str, cues: firms.Cues) -> standing.Candidate:
    """Return the best of all places where a name stands, raised by how often it does and by the sender's domain."""
    best = max(group, key=lambda one: (one.weight, len(one.name)))
    fullest = max((one.name for one in group), key=lambda name: (firms.form(name, cues), -name.isupper(), len(name)))
    weight = best.weight + 0.08 * min(3, len({(one.sentence.place, one.sentence.index) for one in group}) - 1)
    if label:
        weight += 0.8 * firms.alike(fullest, label, cues)
    return standing.Candidate(name=fullest, weight=weight, sentence=best.sentence, rule=best.rule)


def _houses_first(every: Sequence[standing.Candidate], label: str, cues: firms.Cues) -> Sequence[standing.Candidate]:
    """Lower what names only a room of a house, where the house is named too."""
    near = {one.name for one in every if label and firms.alike(one.name, label, cues) >= agencies.NEAR}
    house = any(
        one.weight >= _LEAST and (firms.is_house(one.name, cues) or one.name in near)
        for one in every
        if not firms.is_room(one.name, cues)
    )
    return [
        replace(one, weight=one.weight / 2 - _LEAST) if house and firms.is_room(one.name, cues) else one
        for one in every
    ]


def _shortens(word: str, name: str) -> bool:
    """Tell whether somebody signs with the beginning of a name: "Bron", of Bronwyn."""
    return _SHORT <= len(word) < len(name) and name.startswith(word)


def _is_person(
    name: str,
    mail: message.Message,
    whose: owner.Owner,
    people: frozenset[str],
    cues: firms.Cues,
    *,
    sent_through: bool,
) -> bool:
    """Tell whether a name is a person's on this mail, or the owner's."""
    if firms.form(name, cues):
        return False
    words = set(spelt.words(name))
    mine = spelt.words(whose.name)
    if len(mine) > 1 and mine[-1] in words:  # "Guten Tag Frau Orde"
        return True
    writer = "" if sent_through else standing.without_relay(mail.sender.name)
    if len(words) == 1 and any(_shortens(min(words), word) for word in spelt.words(writer)):
        return True
    named = [whose.name, writer, *(one.name for one in (*mail.to, *mail.cc, *mail.reply_to))]
    for one in (*named, *people):
        parts = set(spelt.words(one))
        if (
            words
            and words <= parts
            and (len(parts) < 4)
            and not words & cues.decorations
            and not parts & cues.decorations
        ):
            return True
    return False
