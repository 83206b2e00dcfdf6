"""Who speaks for an employer: the sender's organisation where it recruits for others.

Candidates come from standing; asked by organisation.
"""

import re
from collections.abc import Sequence

from courtesy.mail import message
from courtesy.reading import firms, spelt, standing, text


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
    spoken = any(
        cue in one.text.lower()
        for one in said[:80]
        if one.place in {"body", "signature", "disclaimer"}
        for cue in cues.agency_phrases
    )
    if speaks_for:
        signed = (one for one in ranked if one.sentence.place in {"signature", "header"} or one.rule == "name in text")
        hired = next((one for one in signed if set(one.name.split()[1:]) & cues.agency), None)
        if hired:
            return hired
    near = (one for one in ranked if label and firms.alike(one.name, label, cues) >= NEAR)
    named = next((one for one in near if set(one.name.title().split()) & cues.agency), None)
    if not (by_name or spoken) and not (named and _recruits(named.name, label)):
        return None
    if named or mine:
        return named or mine[0]
    return standing.from_domain(mail, mail.sender.domain, cues) if label else None


_RECRUITS = re.compile(
    r"\s(?:Recruit(?:ment|ing|ers)|Staffing|Search|Personnel|Headhunters|Resourcing|Personalberatung|Crewing)\b.*",
    re.IGNORECASE,
)


def _recruits(name: str, label: str) -> bool:
    """Tell an agency by its name from an employer's own team: "Tarn Recruitment" writes from tarnrec, or from tarn."""
    bare = _RECRUITS.sub("", name)
    return bare != name and spelt.alike(bare, label) < _WHOLE


_WHOLE = 0.95
NEAR = 0.5
