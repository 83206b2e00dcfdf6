"""The owner's reason, so that it can follow a colon: in their own words where they gave some, else by its kind.

Never one that the owner did not give.
"""

import re

from courtesy.casebook import opportunity
from courtesy.plan import compose

_LEAD = re.compile(r"^(?:because|since|as|weil|da|parce que|parce qu['’]|car)\s+", re.IGNORECASE)
_SUBJECTS = frozenset({"i", "we", "ich", "wir", "je", "j", "nous"})
_LONGEST = 400
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "my",
        "your",
        "our",
        "we",
        "they",
        "there",
        "another",
        "after",
        "at",
        "in",
        "on",
        "for",
        "with",
        "both",
        "der",
        "die",
        "das",
        "den",
        "ein",
        "eine",
        "es",
        "mein",
        "meine",
        "wir",
        "sie",
        "dies",
        "diese",
        "nach",
        "le",
        "la",
        "les",
        "un",
        "une",
        "mon",
        "ma",
        "mes",
        "je",
        "il",
        "elle",
        "nous",
        "ce",
        "cette",
        "c'est",
        "après",
    ]
)


def places(decision: opportunity.OwnerDecision | None, language: str, templates: compose.Templates) -> dict[str, str]:
    """Return the places that give the reason: what follows a colon, and, where it is one clause, what follows "that"."""
    said, whole = _said(decision, language, templates) if decision else ("", False)
    first = said[:1].upper() + said[1:]
    return {"reason": said, "clause": said if whole else "", "clause_first": first if whole else ""}


def _said(decision: opportunity.OwnerDecision, language: str, templates: compose.Templates) -> tuple[str, bool]:
    """Return the reason without its full stop, and whether it is known to be one clause."""
    if decision.decision is not opportunity.Decision.DECLINE:
        return "", False
    own = clause(decision.because or "", language)
    if own and _speaks(own, language, templates):
        return own, own.split()[0].lower().replace("’", "'").partition("'")[0] in _SUBJECTS and ";" not in own
    known = templates.words[language].get("reasons", {}).get(decision.reason or "", "")
    return known, bool(known) and decision.reason != "personal"


def clause(text: str, language: str) -> str:
    """Make one clause of what the owner said, so that each letter can say it in a sentence of its own."""
    folded = _LEAD.sub("", " ".join(text.split())[:_LONGEST]).rstrip(" .!,;")
    first, *rest = [one for one in re.split(r"(?<=[\w)])[.!]\s+", folded) if one] or [""]
    # After a colon a German sentence keeps its capital.
    return "; ".join([first if language == "de" else _lowered(first), *(_lowered(one) for one in rest)])


def _lowered(text: str) -> str:
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _SMALL else text


def _speaks(text: str, language: str, templates: compose.Templates) -> bool:
    """Tell whether a text may stand in a letter of that language: by its function words, and where in doubt, yes."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {name: len(words & lexicon.own) for name, lexicon in templates.lexicons.items()}
    return scores.get(language, 0) >= max(scores.values(), default=0)
