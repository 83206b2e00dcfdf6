"""Who speaks for an employer: the sender's organisation where it recruits for others.

Candidates come from standing; asked by organisation.
"""

import re
from collections.abc import Sequence

from courtesy.mail import message
from courtesy.reading import firms, spelt, standing, text

_WRITTEN = frozenset({standing.IN_TEXT, standing.TOLD})
_SPOKEN = frozenset({"body", "signature", "disclaimer"})
# Unions send their members to work: "Local 318", "Operating Engineers hall".
_HALL = re.compile(
    r"\b(?:\w+ Local|Local (?:No\.? ?)?\d+|(?:[Uu]nion|[Hh]iring|Engineers|Workers|Carpenters|Laborers) [Hh]all)$"
)
_CALLED = 0.5  # of a contractor that the hall names
_RECRUITS = re.compile(
    r"\s(?:Recruit(?:ment|ing|ers)|Staffing|Search|Personnel|Headhunters|Resourcing|Personalberatung|Crewing)\b.*",
    re.IGNORECASE,
)
# What no employer calls a team of its own.
_ONLY = re.compile(
    r"\s(?:Locums|Staffing|Recruiters|Headhunters|Temps|Placements|Personalvermittlung|Personalberatung"
    r"|Zeitarbeit|Int[ée]rim|Executive Search)\b"
)
_WHOLE = 0.95
NEAR = 0.5


def find(
    mail: message.Message,
    said: Sequence[text.Sentence],
    ranked: Sequence[standing.Candidate],
    label: str,
    cues: firms.Cues,
    *,
    speaks_for: bool,
) -> standing.Candidate | None:
    """Return the sender's organisation where it recruits for others."""
    mine = [one for one in ranked if label and firms.alike(one.name, label, cues) >= 0.6]
    by_name = any(word.lower() in label for word in cues.agency if len(word) > 5 or label.endswith(word.lower()))
    spoken = any(one.place in _SPOKEN and cues.agency_said.search(one.text.lower()) is not None for one in said[:80])
    if speaks_for:
        signed = (one for one in ranked if one.sentence.place in {"signature", "header"} or one.rule in _WRITTEN)
        hired = next((one for one in signed if set(one.name.split()[1:]) & cues.agency), None)
        if hired:
            return hired
    near = (one for one in ranked if label and firms.alike(one.name, label, cues) >= NEAR)
    named = next((one for one in near if set(one.name.title().split()) & cues.agency), None)
    hall = next((one for one in ranked if _HALL.search(one.name) and one.sentence.place != "subject"), None)
    if hall and any(one is not hall and one.weight >= _CALLED for one in ranked):
        return hall
    if not (by_name or spoken) and not (named and _recruits(named.name, label)):
        return None
    if named or mine:
        return named or mine[0]
    return standing.from_domain(mail, mail.sender.domain, cues) if label else None


def _recruits(name: str, label: str) -> bool:
    """Tell an agency by its name from an employer's own team: "Tarn Recruitment" writes from tarnrec, or from tarn."""
    if _ONLY.search(name):
        return True
    bare = _RECRUITS.sub("", name)
    return bare != name and spelt.alike(bare, label) < _WHOLE
