"""The owner's reason, so that it can follow a colon: in their own words where they gave some, else by its kind.

Never one that the owner did not give.
"""

import re

from courtesy.casebook import opportunity
from courtesy.plan import compose

_LEAD = re.compile(r"^(?:because|since|as|weil|da|parce que|parce qu['’]|car)\s+", re.IGNORECASE)
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


def reason(decision: opportunity.OwnerDecision, language: str, templates: compose.Templates) -> str:
    """Return the reason as a clause without its full stop; empty where there is none."""
    if decision.decision is not opportunity.Decision.DECLINE:
        return ""
    said = clause(decision.because or "")
    if said and _speaks(said, language, templates):
        return said
    return templates.words[language].get("reasons", {}).get(decision.reason or "", "")


def clause(text: str) -> str:
    """Make one clause of what the owner said, so that each letter can say it in a sentence of its own."""
    folded = _LEAD.sub("", " ".join(text.split())[:_LONGEST]).rstrip(" .!,;")
    sentences = re.split(r"(?<=[\w)])[.!]\s+", folded)
    return "; ".join(_lowered(one) for one in sentences if one)


def _lowered(text: str) -> str:
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _SMALL else text


def _speaks(text: str, language: str, templates: compose.Templates) -> bool:
    """Tell whether a text may stand in a letter of that language: by its function words, and where in doubt, yes."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {name: len(words & lexicon.own) for name, lexicon in templates.lexicons.items()}
    return scores.get(language, 0) >= max(scores.values(), default=0)
