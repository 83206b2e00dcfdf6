"""How a role and a company stand in a sentence of each language.

They stand exactly as their owners write them; what changes are the words around them: "the Data Analyst position", but
"the position of Analyst, Storage,"; "le poste d'analyste".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from courtesy.reading import reading

_GENDERS = re.compile(  # "(m/w/d)", "(all genders)", "H/F": an advertisement's, not a letter's
    r"\s{0,9}(?:[(\[] ?(?:[mwfdxihn] ?(?:[/|*,.] ?[mwfdxihn] ?){1,3}|all genders|gn\*?) ?[)\]]|[-–]? ?\b[HF]/[HF]\b)",
    re.IGNORECASE,
)
_NOT_BEFORE_NOUN = re.compile(r"[,()/:|–—]| - |\b(?:of|for|in|and|at|to)\b", re.IGNORECASE)
_IS_POSITION = re.compile(
    r"(?:position|role|job|internship|post|fellowship|lectureship|professorship|placement|traineeship|apprenticeship)\W*$",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]|h(?:ôte|omme|omolog|orlog|istor|ydr|ygi|umor|abill)", re.IGNORECASE)
_LEGAL = re.compile(
    r"(?:,? (?:GmbH(?: & Co\.? ?(?:KG|KGaA|OHG))?|gGmbH|AG(?: & Co\.? KG)?|SE|KG|OHG|UG(?: \(haftungsbeschränkt\))?"
    r"|Limited|Ltd\.?|L\.?L\.?C\.?|LLP|Inc\.?|Incorporated|Corp\.?|Pte\.? Ltd\.?|Pty\.? Ltd\.?|Pvt\.? Ltd\.?|PLC|plc"
    r"|PartG(?: mbB)?|ZT(?: GmbH)?|S\.?A\.?S?"
    r"|SARL|B\.?V\.?|N\.?V\.?|S\.?r\.?l\.?|A/S|AB|ASA|Oy)){1,4}$"
)
_ASIDE = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,80}[)\]]")
# What sticks to a title or a house read in the middle of a sentence: "Engineer on", "of the Justice Fund".
_LOOSE = re.compile(r"(?:\s{1,9}(?:on|at|of|for|in|with|to|as|and|or|but|the|an?|now|is)){1,9}$")
# "the City of Leeds", "the Allied Trades Union": an English house whose name says what it is takes the article.
_WITH_ARTICLE = re.compile(
    r"^(?:City|Town|County|Borough|University|Ministry|Department|Institute|Bank|Port|Museum|Diocese|Office|Government"
    r"|State|Province|Academy|Society|Board|Church|Royal \w+) of\b"
    r"|^(?!the\b).*\b(?:Union|Foundation|Society|Association|Institute|Commission|Authority|Federation|Fund)$",
    re.IGNORECASE,
)
_LED_IN = re.compile(r"^(?:(?:of|at|with|from|for|by|and)\s+)+(?=\S)")
_BARE = frozenset(
    ["manager", "head", "lead", "tech", "director", "executive", "assistant", "officer", "senior", "junior", "staff"]
)
_BRIEF = 4  # words of a title that may stand in a passing mention
_MOST_WORDS = 5  # of a title that may stand in a sentence with its department
_POST = re.compile(r"\w{0,30}(?:[Ll]eitung|[Ff]ührung|[Bb]earbeitung|[Vv]ertretung|[Pp]rofessur|[Aa]ssistenz)\b")
_GUESSED = "domain of sender"  # the rule of reading.organisation that has nothing else to go by
_BEI = {"feminine": "bei der", "masculine": "beim", "plural": "bei den"}
_ZU = {"feminine": "zur", "masculine": "zum", "plural": "zu den"}
_CHEZ = {"elided": "à l’", "feminine": "à la ", "masculine": "au "}  # au Théâtre …, à la Clinique …, à l’Agence …
_LE = {"elided": "l’", "feminine": "la ", "masculine": "le "}
_BEHIND = r"(?:\s{0,9}\([^()]{1,30}\))?$"  # a place, in brackets
_AND = {"en": " and ", "de": " und ", "fr": " et "}


@dataclass(frozen=True, slots=True)
class Houses:
    """What makes the name of a house take an article: its first words, its last, how it ends; by gender."""

    patterns: Mapping[str, re.Pattern[str]]

    def gender(self, company: str) -> str:
        """Return "masculine", "feminine", "plural" or "elided"; empty where a name takes no article."""
        return next((gender for gender, pattern in self.patterns.items() if pattern.search(company)), "")


def houses(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Houses:
    """Compile the table [houses] of config/letters/<language>.toml: first, last, endings by gender."""
    patterns: dict[str, re.Pattern[str]] = {}
    for gender, words in table.items():
        first, last, ends = ("|".join(map(re.escape, words.get(kind, ()))) for kind in ("first", "last", "endings"))
        ways = [rf"^(?i:{first})(?=\s|$)"] * bool(first)
        ways += [rf"(?:\b(?:{last})){_BEHIND}"] * bool(last) + [rf"(?<=\w)(?:{ends}){_BEHIND}"] * bool(ends)
        patterns[gender] = re.compile("|".join(ways) or "(?!)")
    return Houses(patterns)


def naming(
    language: str,
    role: str | None,
    company: str | None,
    *,
    familiar: bool,
    inside: bool = True,
    known: Houses = Houses({}),
) -> dict[str, str]:
    """Return the places that name role and company; all are given, so that a letter can always be written.

    position, position_at    the position by its name; … at the company
    post_at                  the position at the company, for those who know its name
    them                     whom one would join
    at                       where one would work

    `inside` tells whether the reader works there: only then are "you" those whom one would join. `known` are the words
    by which a house takes an article in this language.
    """
    name, gender = _GENDERS.sub("", role or "").strip(" ,;–-"), known.gender(company or "")
    if language == "fr":
        return _french(name, company or "", gender, inside=inside)
    if language == "de":
        return _german(name, company or "", gender, familiar=familiar, inside=inside)
    return _english(name, company or "", inside=inside)


def plain_role(role: str, company: str) -> str:
    """Return a role as it can stand in a sentence; empty where it holds what is no title."""
    name = _GENDERS.sub("", role)
    name = " ".join(_ASIDE.sub(" ", name).split()).strip(" ,;–-")
    name = re.sub(r"\s\S{1,60}['’]s$", "", name)  # "Sous chef Rossi's"
    name = _LOOSE.sub("", name)
    title, comma, rest = name.partition(", ")
    # "Unit Manager, Ward 7, North campus", "Group Leader, six years": what follows is terms and places, not the title.
    if comma and (not rest[0].isupper() or (len(name.split()) > _MOST_WORDS and " " in title)):
        name = title
    if name.lower() in _BARE:
        return ""
    words = {word.lower() for word in re.findall(r"\w{4,}", company)}
    holds = words & {word.lower() for word in re.findall(r"\w{4,}", name)}
    return "" if holds and holds == words else name


def said(company: str | None, evidence: Iterable[tuple[str, reading.Evidence]]) -> str:
    """Return a company as a letter names it; empty where only a domain tells of it, and nobody has written the name."""
    where = next((one.rule for fact, one in evidence if fact == "company"), "")
    return "" if company is None or where == _GUESSED else spoken(company)


def spoken(company: str) -> str:
    """Return a company as one says it: without the forms that only its stationery needs."""
    name = re.sub(r"(?<=\w) in [^\W\d_a-z]\w+$", "", _LED_IN.sub("", company))
    if name.isupper() and " " in name:  # as a letterhead has it
        name = " ".join(word.title() if word.isalpha() else word for word in name.split())
    bare = _LEGAL.sub("", name.rstrip(" .")).rstrip(" ,")
    return bare if len(bare) > 2 else company


def brief(role: str) -> str:
    """Return what a passing mention says of a role: its title alone; empty where that is long, or says too little."""
    title = re.split(r"[,(/]| [-–—] ", role, maxsplit=1)[0].strip()
    return "" if len(title.split()) > _BRIEF or title.lower() in _BARE else title


def listed(names: Sequence[str], language: str) -> str:
    """Join names as a list is spoken."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{_AND.get(language, ' and ')}{names[-1]}"


def _english(role: str, company: str, *, inside: bool) -> dict[str, str]:
    role = re.sub(r"^the\s+", "", role, flags=re.IGNORECASE)
    company = f"the {company}" if _WITH_ARTICLE.search(company) else company
    at = f"at {company}" if company else "with you" if inside else "there"
    if not role:
        position = "the position"
    elif _NOT_BEFORE_NOUN.search(role) or len(role.split()) > 4:
        position = _closed(f"the position of {role}")
    else:
        position = f"the {role}" if _IS_POSITION.search(role) else f"the {role} position"
    return {
        "position": position,
        "position_at": f"{position} at {company}" if company else position,
        "position_at_first": _first(f"{position} at {company}" if company else position),
        "post_at": f"the position {at}",
        "job": _job(role),
        "job_at": f"{_job(role)} at {company}" if company else _job(role),
        "them": company or ("your team" if inside else "the team"),
        "at": at,
    }


def _job(role: str) -> str:
    """Name a job as one does among people on easy terms: "the Sous Chef job"."""
    if not role or len(role.split()) > _MOST_WORDS or re.search(r"[,()/:|–—]| - ", role):
        return f"the position of {role}," if "," in role else f"the position of {role}" if role else "the job"
    return f"the {role}" if _IS_POSITION.search(role) else f"the {role} job"


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _german(role: str, company: str, gender: str, *, familiar: bool, inside: bool) -> dict[str, str]:
    # "die Leitung Einkauf", but "die Stelle als Leiterin Einkauf": the one is the post, the other who holds it.
    tail = _closed(role if _POST.match(role) else f"Stelle als {role}") if role else "Stelle"
    you = "euch" if familiar else "Ihnen"
    at = f"{_BEI.get(gender, 'bei')} {company}" if company else f"bei {you}" if inside else "im Team"
    return {
        "position": f"die {tail}",
        "position_at": f"die {tail} {at}",
        "position_dat_at": f"der {tail} {at}",
        "post_at": f"die Stelle {at}",
        "at": at,
        "them": f"{_ZU.get(gender, 'zu')} {company}" if company else f"zu {you}" if inside else "ins Team",
    }


def _french(role: str, company: str, gender: str, *, inside: bool) -> dict[str, str]:
    tail = _closed(f"poste {_de(role)}") if role else "poste"
    at = f"{_CHEZ.get(gender, 'chez ')}{company}" if company else "chez vous" if inside else "dans l’équipe"
    them = f"{_LE.get(gender, '')}{company}" if company else ""
    return {
        "position": f"le {tail}",
        "position_at": f"le {tail} {at}",
        "post_at": f"le poste {at}",
        "position_at_to": f"au {tail} {at}",
        "at": at,
        "them": them or ("votre équipe" if inside else "l’équipe"),
    }


def _de(name: str) -> str:
    return f"d’{name}" if _ELIDED.match(name) else f"de {name}"


def _closed(text: str) -> str:
    """Close an apposition with a comma, as it was opened with one."""
    return f"{text}," if "," in text and not text.endswith(")") else text
