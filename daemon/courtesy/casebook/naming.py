"""Which of the names that the messages of a process give is the employer's, the agency's, the post's.

Trails come from casebook.match, verdicts from judge; the names go on to fold.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, judge, offering, spelling, trail
from courtesy.reading import reading

_RANK = {"revised": 1.6, "letter": 1.1, "offer": 1.0, "before": 0.4, "followup": 0.3, "own": 0.2}


def company(
    process: trail.Trail,
    verdicts: Mapping[str, judge.Verdict],
    agencies: frozenset[str],
    everywhere: Sequence[cue.Cues] = (),
) -> reading.Text | None:
    """Return the employer's name that most is said for, in the form in which it is most often written.

    Where none names it, the mail `everywhere` in the mailbox may hold a name that their addresses spell.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    forms: defaultdict[str, list[reading.Text]] = defaultdict(list)
    for one in process.cues:
        text = one.entry.reading.company
        if text is not None and one.company:
            offered = not one.own and verdicts[one.message_id].kind is reading.Kind.OFFER
            weights[one.company] += text.weight * (2 if offered else 1)
            forms[one.company].append(text)
    # Who speaks for the employer is not the employer, as long as anybody else is named.
    hired = folding.folded(agency(one for one in process.cues if not one.own) or "")
    speaks = [
        name
        for name in weights
        if any(folding.named_in(domain, name) for domain in process.domains & agencies)
        or folding.same_company(name, hired)
        or all(folding.is_room(folding.folded(text.value)) for text in forms[name])
    ]
    for name in speaks if len(speaks) < len(weights) else ():
        del weights[name]
    if not weights:
        return spelling.spelled(process.cues, everywhere, process.domains - agencies)
    cores = {name: folding.core(name) for name in weights}

    def support(name: str) -> float:
        """A short form speaks for every longer one too; a name that stands in their addresses is surely theirs."""
        others = (other for other in weights if other != name and folding.same_company(cores[name], cores[other]))
        kin = sum(weights[other] for other in others)
        borne = any(folding.named_in(domain, cores[name]) for domain in process.domains)
        return (weights[name] + 0.7 * kin) * (2.0 if borne else 1.0) * folding.neatness(name)

    best = max(weights, key=lambda name: (support(name), name))
    written = Counter(text.value for text in forms[best])
    chosen = max(forms[best], key=lambda text: (written[text.value], text.weight, text.value))
    if all(text.evidence.rule == _GUESSED for text in forms[best]):
        return spelling.spelled(process.cues, everywhere, process.domains - agencies) or chosen
    return chosen


_GUESSED = "domain of sender"  # see reading.organisation


def role(cues: Sequence[cue.Cues], verdicts: Mapping[str, judge.Verdict]) -> reading.Text | None:
    """Return the title that most is said for: the offer's own word first, and whatever several messages agree on."""
    told = [(at, one) for at, one in enumerate(cues) if one.role and _speaks_of_the_post(one, verdicts)]

    def authority(at: int, one: cue.Cues) -> tuple[float, int]:
        agree = sum(folding.role_likeness(one.role, other.role) >= 0.6 for _, other in told) - 1
        text = one.entry.reading.role
        weight = text.weight if text else 0.0
        rank = _rank(one, verdicts)
        if agree == 0 and _doubtful(one, told):
            rank = "before"
        surely = 1.0 if rank in _OFFERING and weight >= _SURE else 0.0
        if one.role <= _FORMS:  # "a locum": how somebody is employed, where others may say as what
            return _RANK[rank] + weight - 1.0, at
        return _RANK[rank] + surely + weight + 0.4 * min(agree, 3), at

    best = max(told, key=lambda pair: authority(*pair), default=None)
    return best[1].entry.reading.role if best else None


def _doubtful(one: cue.Cues, told: Sequence[tuple[int, cue.Cues]]) -> bool:
    """Tell whether a title only stands there, while another message announces one: "reporting to our Principal"."""
    text = one.entry.reading.role
    others = (other.entry.reading.role for _, other in told if other is not one)
    in_passing = text is not None and " " not in text.value and text.evidence.rule not in _ANNOUNCED
    return in_passing and any(
        other is not None and other.evidence.rule in _ANNOUNCED and other.weight >= _SURE for other in others
    )


_ANNOUNCED = frozenset({"cue", "label"})  # see reading.role
_FORMS = frozenset({"locum", "temp", "freelance", "freelancer", "contract", "contractor", "cover", "block"})
_OFFERING = frozenset({"revised", "letter", "offer"})
_SURE = 0.6  # a title that stands in the sentence that offers, or is announced
_PASSING = 0.45  # a title that stands in passing


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
