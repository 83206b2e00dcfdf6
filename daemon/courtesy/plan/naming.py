"""How a role and a company stand in a sentence of each language.

They stand exactly as their owners write them; what changes are the words around them: "the Data Analyst position", but
"the position of Analyst, Storage,"; "le poste d'analyste".
"""

import re
from collections.abc import Sequence

_GENDERS = re.compile(  # "(m/w/d)", "(all genders)", "H/F": an advertisement's, not a letter's
    r"\s*(?:[(\[]\s*(?:[mwfdxihn]\s*(?:[/|*,.]\s*[mwfdxihn]\s*){1,3}|all genders|gn\*?)\s*[)\]]|[-–]?\s*\b[HF]/[HF]\b)",
    re.IGNORECASE,
)
_NOT_BEFORE_NOUN = re.compile(r"[,()/:|–—]| - |\b(?:of|for|in|and|at|to)\b", re.IGNORECASE)
_IS_POSITION = re.compile(
    r"(?:position|role|job|internship|post|fellowship|lectureship|professorship|placement|traineeship|apprenticeship)\W*$",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]|h(?:ôte|omme|omolog|orlog|istor|ydr|ygi|umor|abill)", re.IGNORECASE)
_AND = {"en": " and ", "de": " und ", "fr": " et "}


def naming(language: str, role: str | None, company: str | None, *, familiar: bool) -> dict[str, str]:
    """Return the places that name role and company; all are given, so that a letter can always be written.

    position, position_at    the position; the position at the company
    them                     whom one would join
    at                       where one would work
    """
    name = _GENDERS.sub("", role or "").strip(" ,;–-")
    return {"fr": _french, "de": _german}.get(language, _english)(name, company or "", familiar)


def listed(names: Sequence[str], language: str) -> str:
    """Join names as a list is spoken."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{_AND.get(language, ' and ')}{names[-1]}"


def _english(role: str, company: str, familiar: bool) -> dict[str, str]:  # noqa: ARG001, FBT001
    role = re.sub(r"^the\s+", "", role, flags=re.IGNORECASE)
    if not role:
        position = "the position"
    elif _NOT_BEFORE_NOUN.search(role) or len(role.split()) > 4:
        position = _closed(f"the position of {role}")
    else:
        position = f"the {role}" if _IS_POSITION.search(role) else f"the {role} position"
    return {
        "position": position,
        "position_at": f"{position} at {company}" if company else position,
        "them": company or "your team",
        "at": f"at {company}" if company else "with you",
    }


def _german(role: str, company: str, familiar: bool) -> dict[str, str]:  # noqa: FBT001
    tail = _closed(f"Stelle als {role}") if role else "Stelle"
    you = "euch" if familiar else "Ihnen"
    at = f"bei {company}" if company else f"bei {you}"
    return {
        "position": f"die {tail}",
        "position_at": f"die {tail} {at}",
        "position_dat": f"der {tail}",
        "position_at_dat": f"der {tail} {at}",
        "at": at,
        "them": f"zu {company}" if company else f"zu {you}",
    }


def _french(role: str, company: str, familiar: bool) -> dict[str, str]:  # noqa: ARG001, FBT001
    tail = _closed(f"poste {_de(role)}") if role else "poste"
    at = f"chez {company}" if company else "chez vous"
    return {
        "position": f"le {tail}",
        "position_at": f"le {tail} {at}",
        "position_of": f"du {tail}",
        "position_to": f"au {tail}",
        "position_at_of": f"du {tail} {at}",
        "at": at,
        "them": company or "votre équipe",
    }


def _de(name: str) -> str:
    return f"d’{name}" if _ELIDED.match(name) else f"de {name}"


def _closed(text: str) -> str:
    """Close an apposition with a comma, as it was opened with one."""
    return f"{text}," if "," in text and not text.endswith(")") else text
