"""Which messages only pretend to come from an employer that the mailbox knows.

Cues come from casebook.cues; match asks here before it lets a stranger into a trail.
"""

from collections.abc import Sequence

from courtesy.casebook import cues as cue
from courtesy.reading import reading

_HIRING = {
    reading.Kind.OFFER,
    reading.Kind.OFFER_FOLLOWUP,
    reading.Kind.INTERVIEW,
    reading.Kind.OUTREACH,
    reading.Kind.OTHER,
}
_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
# Letters that are read for one another at a glance, the longer first.
_GLANCE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))


def pretends(one: cue.Cues, domains: Sequence[str], company: str, shared: cue.Shared, *, junk: bool) -> str:
    """Say why a first message from a stranger is no employer's word; empty where nothing speaks against it.

    `domains` are those from which the employer has written, `company` is its folded name.
    """
    theirs = sorted(cue.organisation(email.rpartition("@")[2]) for email in [one.sender] if email)
    read = one.entry.reading
    if one.own or one.machine or not theirs or theirs[0] in domains or read.kind not in _HIRING:
        return ""
    for known in domains:
        if looks_like(theirs[0], known):
            return f"{theirs[0]} is made to look like {known}"
    if not (read.fraud or junk) or not domains or read.kind is reading.Kind.OTHER:
        return ""
    if theirs[0] in shared.free and read.kind in _OFFERING:
        return f"writes from {theirs[0]}, not from {domains[0]}"
    if any(cue.named_in(theirs[0], name) for name in (company, cue.label(domains[0])) if name):
        return f"{theirs[0]} bears the name of {domains[0]} but is another"
    return ""


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
