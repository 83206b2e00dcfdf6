"""Which of the names that the messages of a process give is the employer's, the agency's, the post's.

Trails come from casebook.match, verdicts from judge; the names go on to fold.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, fuller, guesses, judge, offering, speaking, spelling, trail
from courtesy.reading import reading, role_words, spelt

_RANK = {"revised": 1.6, "letter": 1.1, "offer": 1.0, "before": 0.4, "followup": 0.3, "own": 0.2}
_ADDRESSED = "name of recipient"
_EMPLOYER = "told as the employer"  # see reading.standing
_LEGAL = re.compile(r"\b(?:GmbH|AG|KG|Ltd|Limited|LLC|LLP|Inc|PLC|plc|SAS?|SARL|B\.?V|AB|AS|ApS|Oy|Pty|Pvt|e\.V)\b\.?$")
_ALIKE = 0.6
_STANDING = 0.5  # of a name that one message gives alone
_ANNOUNCED = frozenset({"cue", "weak cue", "label"})  # see reading.role
_OFFERING = frozenset({"revised", "letter", "offer"})
_SURE = 0.6  # a title that stands in the sentence that offers, or is announced
_PASSING = 0.45  # a title that stands in passing


def company(
    process: trail.Trail,
    verdicts: Mapping[str, judge.Verdict],
    agencies: frozenset[str],
    everywhere: Sequence[cue.Cues],
    short: fuller.Short,
) -> reading.Text | None:
    """Return the employer's name that most is said for, in the form in which it is most often written.

    Where none names it, the mail `everywhere` in the mailbox may hold a name that their addresses spell.
    """
    told = _told(process, verdicts)
    speakers = speaking.speakers(process.cues, agencies)
    # Who speaks for the employer is not the employer, as long as anybody else is named.
    named = {name: one for name, one in told.items() if not (speakers.bear(name) or one.is_room())}
    if speakers.domains or (told and not named):
        _add_passing(named, process, verdicts, speakers)
    spelled = spelling.spelled(process.cues, everywhere, process.domains - agencies)
    forms = {name: one.forms for name, one in named.items()}
    sure = guesses.without(forms, process.cues, spelled=spelled is not None)
    named = _of_writers(named, process, verdicts, speakers) or {name: named[name] for name in sure} or told
    best = max(named, key=lambda name: (_support(name, named, process), name), default=None)
    if best is None:
        return spelled or spelling.family(process.cues, everywhere)
    chosen = named[best].written()
    if all(text.evidence.rule == guesses.RULE for text in named[best].forms):
        chosen = spelled or _written_to(process.cues) or chosen
    every = [text for one in process.cues for text in _texts(one)]
    full = short.fullest(chosen.value, (text.value for text in every))
    return next((text for text in every if text.value == full), chosen)


def _written_to(cues: Iterable[cue.Cues]) -> reading.Text | None:
    """Return the name by which the owner wrote to a house: "To: Clinique du Val Doré <rh@…>"."""
    texts = (one.entry.reading.company for one in cues if one.own)
    return next((text for text in texts if text is not None and text.evidence.rule == _ADDRESSED), None)


@dataclass(slots=True)
class _Told:
    """What is said for one name of an employer."""

    weight: float = 0.0
    forms: list[reading.Text] = field(default_factory=list)

    def is_room(self) -> bool:
        """Tell whether it is a room in the house, not the house, wherever it is written."""
        return all(folding.is_room(folding.folded(text.value)) for text in self.forms)

    def written(self) -> reading.Text:
        """Return the form in which it is most often written."""
        times = Counter(text.value for text in self.forms)
        return max(self.forms, key=lambda text: (times[text.value], text.weight, text.value))


def _told(process: trail.Trail, verdicts: Mapping[str, judge.Verdict]) -> dict[str, _Told]:
    """Return what is said for each name that a message gives as the employer's; an offer's word counts twice."""
    found: defaultdict[str, _Told] = defaultdict(_Told)
    for one in process.cues:
        text = one.entry.reading.company
        if text is not None and one.company:
            offered = not one.own and verdicts[one.message_id].kind is reading.Kind.OFFER
            told = 2 if text.evidence.rule == _EMPLOYER else 1
            found[one.company].weight += text.weight * (2 * told if offered else 1)
            found[one.company].forms.append(text)
    return dict(found)


def _of_writers(
    named: Mapping[str, _Told],
    process: trail.Trail,
    verdicts: Mapping[str, judge.Verdict],
    speakers: speaking.Speakers,
) -> dict[str, _Told]:
    """Return the names that bear a writer's family name, where else only a domain gives one: a provider's, maybe."""
    if any(text.evidence.rule != guesses.RULE for one in named.values() for text in one.forms):
        return {}
    families = {one.writer.rpartition(" ")[2] for one in process.cues if not one.own and not one.machine}
    passing: dict[str, _Told] = {}
    _add_passing(passing, process, verdicts, speakers)
    return {name: one for name, one in passing.items() if families.intersection(name.split()) and " " in name}


def _add_passing(
    named: dict[str, _Told],
    process: trail.Trail,
    verdicts: Mapping[str, judge.Verdict],
    speakers: speaking.Speakers,
) -> None:
    """Add the names that stand in the mail of who speaks for the employer, though each takes another for theirs."""
    found: defaultdict[str, _Told] = defaultdict(_Told)
    for one in process.cues:
        offered = not one.own and verdicts[one.message_id].kind is reading.Kind.OFFER
        for text in one.entry.reading.houses:
            name = folding.core(folding.folded(text.value))
            if name and name not in one.names and not speakers.bear(name):
                found[name].weight += text.weight * (2 if offered else 1)
                found[name].forms.append(text)
    for name, told in found.items():
        if name in named:
            named[name].weight += told.weight
            named[name].forms += told.forms
        elif len(told.forms) > 1 or told.weight >= _STANDING or (not named and " " in name):
            named[name] = told


def _support(name: str, named: Mapping[str, _Told], process: trail.Trail) -> float:
    """A short form speaks for every longer one too; a name that stands in their addresses is surely theirs."""
    core = folding.core(name)
    kin = sum(
        one.weight for other, one in named.items() if other != name and folding.same_company(core, folding.core(other))
    )
    borne = any(
        folding.named_in(domain, core) or spelt.alike(named[name].forms[0].value, folding.label(domain)) >= _ALIKE
        for domain in process.domains
    )
    legal = any(_LEGAL.search(text.value) for text in named[name].forms)
    return (1.5 if legal else 1.0) * (named[name].weight + 0.7 * kin) * (2.0 if borne else 1.0) * folding.neatness(name)


def _texts(one: cue.Cues) -> Iterator[reading.Text]:
    company = one.entry.reading.company
    yield from (company,) if company else ()
    yield from one.entry.reading.houses


def role(
    cues: Sequence[cue.Cues], verdicts: Mapping[str, judge.Verdict], house: reading.Text | None = None
) -> reading.Text | None:
    """Return the title that most is said for: the offer's own word first, and whatever several messages agree on.

    What stands behind it and names the house is left out.
    """
    told = [(at, one) for at, one in enumerate(cues) if one.role and _speaks_of_the_post(one, verdicts)]
    vague = role_words.FORMS.union(*(one.company.split() for one in cues))

    def authority(at: int, one: cue.Cues) -> tuple[float, int]:
        agree = sum(folding.role_likeness(one.role, other.role) >= 0.6 for _, other in told) - 1
        text = one.entry.reading.role
        weight = text.weight if text else 0.0
        rank = _rank(one, verdicts)
        if agree == 0 and _doubtful(one, told):
            rank = "before"
        surely = 1.0 if rank in _OFFERING and weight >= _SURE else 0.0
        if one.role <= vague:  # "a locum": how somebody is employed, where others may say as what
            return _RANK[rank] + weight - 1.0, at
        return _RANK[rank] + surely + weight + 0.4 * min(agree, 3), at

    best = max(told, key=lambda pair: authority(*pair), default=None)
    text = best[1].entry.reading.role if best else None
    return _without_house(text, house) if text and house else text


def _without_house(text: reading.Text, house: reading.Text) -> reading.Text:
    """Leave out what a title goes on with where that names the house: "Director of Operations, Corvane Salzburg"."""
    title, comma, rest = text.value.partition(", ")
    telling = folding.telling(folding.folded(house.value))
    named = comma and telling.intersection(folding.folded(rest).split())
    return replace(text, value=title) if named else text


def _doubtful(one: cue.Cues, told: Sequence[tuple[int, cue.Cues]]) -> bool:
    """Tell whether a title only stands there, while another message announces one: "reporting to our Principal"."""
    text = one.entry.reading.role
    others = (other.entry.reading.role for _, other in told if other is not one)
    in_passing = text is not None and not _announced(text) and " " not in text.value
    return in_passing and any(other and _announced(other) for other in others)


def _announced(text: reading.Text) -> bool:
    """Tell whether a message says of a title that it is the job's, or is about it."""
    sure = text.evidence.rule in _ANNOUNCED and text.weight >= _SURE
    return sure or (text.evidence.place == "subject" and " " in text.value)


def _speaks_of_the_post(one: cue.Cues, verdicts: Mapping[str, judge.Verdict]) -> bool:
    """Tell whether the title in a message can be the post's: not one that stands there in passing."""
    text = one.entry.reading.role
    if text is None:
        return False
    if one.own:  # what they ask about, and look for elsewhere, is not what they are offered
        return text.evidence.place == "subject" or "applies" in one.entry.reading.acts
    return text.weight >= _PASSING or _rank(one, verdicts) in _OFFERING


def _rank(one: cue.Cues, verdicts: Mapping[str, judge.Verdict]) -> str:
    """Say with what authority a message names the post."""
    kind = None if one.own else verdicts[one.message_id].kind
    if kind is reading.Kind.OFFER:
        return "offer"
    if kind is reading.Kind.OFFER_FOLLOWUP:
        acts = set(one.entry.reading.acts)
        if "revises" in acts:
            return "revised"
        letter = bool(acts & (offering.EXTENDS | offering.LETTER)) or one.entry.reading.kind is reading.Kind.OFFER
        return "letter" if letter else "followup"
    return "own" if one.own else "before"


def agency(cues: Iterable[cue.Cues]) -> str | None:
    """Return the agency that most is said for."""
    names: defaultdict[str, float] = defaultdict(float)
    for one in cues:
        if one.entry.reading.agency is not None:
            names[one.entry.reading.agency.value] += one.entry.reading.agency.weight
    return max(names, key=lambda name: (names[name], name), default=None)
