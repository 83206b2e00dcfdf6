"""Which messages only pretend to come from an employer that the mailbox knows.

Cues come from casebook.cues; match asks here before it lets a stranger into a trail.
"""

import functools
from collections.abc import Sequence

from courtesy.casebook import cues as cue
from courtesy.casebook import folding
from courtesy.reading import domains, reading

_HIRING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP, reading.Kind.INTERVIEW, reading.Kind.OUTREACH}
_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_NARROW = 6.5  # the log-odds within which the owner's answer outweighs the signs of fraud
_SUSPICIOUS = 2.0  # of weight for fraud: one strong sign, or two weak ones
# Letters that are read for one another at a glance, the longer first.
_GLANCE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))


def pretends(one: cue.Cues, known: Sequence[str], company: str, register: domains.Register, *, junk: bool) -> str:
    """Say why a first message from a stranger is no employer's word; empty where nothing speaks against it.

    `known` are the domains from which the employer has written, `company` is its folded name.
    """
    theirs, read = one.home, one.entry.reading
    # A job board or an agency that wrote of the employer is no model of it.
    models = [domain for domain in known if folding.named_in(domain, company)]
    if not theirs or not models or theirs in known:
        return ""
    for model in models:
        if looks_like(theirs, model):
            return f"{theirs} is made to look like {model}"
    if not junk and read.scores.get(reading.Kind.SCAM, 0.0) < _SUSPICIOUS:
        return ""
    if register.is_free(theirs) and read.kind in _OFFERING and folding.same_company(one.company, company):
        return f"writes from {theirs}, not from {models[0]}"
    if folding.named_in(theirs, company) or folding.named_in(theirs, folding.label(models[0])):
        return f"{theirs} bears the name of {models[0]} but is another"
    return ""


def doubtful(one: cue.Cues) -> bool:
    """Tell whether what reads like fraud may be an employer's clumsy letter: from a house of that name, not plainly."""
    read = one.entry.reading
    rest = max((score for kind, score in read.scores.items() if kind is not reading.Kind.SCAM), default=0.0)
    narrow = read.scores.get(reading.Kind.SCAM, 0.0) - rest <= _NARROW
    own_house = bool(one.domains) and folding.named_in(one.home, one.company)
    return own_house and narrow and not folding.in_junk(one.entry.mailbox)


def worth(one: cue.Cues) -> bool:
    """Tell whether a message is of a kind that somebody might pretend to write."""
    read = one.entry.reading
    return not one.own and not one.vendor and (read.kind in _HIRING or bool(read.fraud))


@functools.lru_cache(maxsize=65536)
def looks_like(domain: str, known: str) -> bool:
    """Tell whether a domain is a misspelling of another, or the same but for its ending or a hyphen."""
    name, model = domain.partition(".")[0], known.partition(".")[0]
    if domain == known or len(model) < 5:
        return False
    if name == model:
        return False  # acme.com and acme.co.uk are often one firm's
    if _glance(name) == _glance(model):
        return True
    return name[0] == model[0] and abs(len(name) - len(model)) <= 1 and _one_edit(name, model)


def _glance(name: str) -> str:
    for written, read in _GLANCE:
        name = name.replace(written, read)
    return name


def _one_edit(one: str, other: str) -> bool:
    """Tell whether one edit (a letter more, less, changed, or two changed about) makes one word the other."""
    if len(one) > len(other):
        one, other = other, one
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    return one[start + 1 :] == other[start + 1 :] or (
        one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    )
