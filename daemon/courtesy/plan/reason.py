"""The owner's reason, so that it can follow a colon: in their own words where they gave some, else by its kind.

Never one that the owner did not give.
"""

import re
from collections.abc import Collection

from courtesy.casebook import opportunity
from courtesy.plan import compose

_LEAD = re.compile(r"^(?:because|since|as|weil|da|parce que|parce qu['’]|car)\s+", re.IGNORECASE)
_SUBJECTS = frozenset({"i", "we", "ich", "wir", "je", "j", "nous"})
_LONGEST = 400


def places(decision: opportunity.OwnerDecision | None, language: str, templates: compose.Templates) -> dict[str, str]:
    """Return the places that give the reason: for after a colon and, where it is one clause, for after "that"."""
    said, whole = _said(decision, language, templates) if decision else ("", False)
    first = said[:1].upper() + said[1:]
    return {"reason": said, "clause": said if whole else "", "clause_first": first if whole else ""}


def _said(decision: opportunity.OwnerDecision, language: str, templates: compose.Templates) -> tuple[str, bool]:
    """Return the reason without its full stop, and whether it is known to be one clause."""
    if decision.decision is not opportunity.Decision.DECLINE:
        return "", False
    own = clause(decision.because or "", language, templates.lexicons[language].own)
    if own and speaks(own, language, templates):
        return own, _first_word(own) in _SUBJECTS and ";" not in own
    known = templates.words[language].get("reasons", {}).get(decision.reason or "", "")
    return known, bool(known) and decision.reason != "personal"


def clause(text: str, language: str, small: Collection[str]) -> str:
    """Make one clause of what the owner said, so that each letter can say it in a sentence of its own.

    `small` holds the words of the language that are written small within a sentence.
    """
    folded = _LEAD.sub("", " ".join(text.split())[:_LONGEST]).rstrip(" .!,;")
    first, *rest = [one for one in re.split(r"(?<=[\w)])[.!]\s+", folded) if one] or [""]
    # After a colon a German sentence keeps its capital.
    return "; ".join([first if language == "de" else _lowered(first, small), *(_lowered(one, small) for one in rest)])


def _lowered(text: str, small: Collection[str]) -> str:
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in small and first != "I" else text


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].lower().replace("’", "'").partition("'")[0]


def speaks(text: str, language: str, templates: compose.Templates) -> bool:
    """Tell whether a text may stand in a letter of that language: by its function words, and where in doubt, yes."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {name: len(words & lexicon.own) for name, lexicon in templates.lexicons.items()}
    return scores.get(language, 0) >= max(scores.values(), default=0)
