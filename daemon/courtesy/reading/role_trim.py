"""A job's title cut out of the words around it, without reference numbers, and given its capitals.

Used by reading.role alone.
"""

import re

from courtesy.reading import role_shape, role_words

_NUMBER_NAMES = "req(?:uisition)?|ref(?:erence)?|job|vacancy|id|kennziffer|nr|réf|stellen-?id"
_REQ = re.compile(
    rf"\(?\b(?:{_NUMBER_NAMES})\.?\s?(?:id|no|nr|number|#)?[:.#\s]{{0,3}}[A-Z]{{0,5}}[-/_ ]?\d[\w/-]{{1,15}}\)?"
    r"|\b\d{2}/\d{2,}\b|\b(?:[A-Z]{1,6}[-_/]){1,9}\d[\w/-]{0,40}\b|\bREQ\w{2,}\b|\b[A-Z]{1,4}\d{3,20}\w{0,40}\b"
    r"|#\s?\d{3,}|\b\d{3,}-[A-Z]+-\d+\b|\b\d{4,}\b|\b20\d\d/\d+\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LETTER = r"(?:m|w|f|h|d|x|i|gn|v|div\w*|divers)"
_GENDER = re.compile(
    rf"\s{{0,9}}\({_LETTER}(?:\s?[/|,*]\s?{_LETTER}){{0,5}}\)|\s{{1,9}}[HFM]/[HFM](?:/[XD])?\b"
    r"|\s{0,9}\((?:CDI|CDD|permanent|unbefristet|befristet|full[- ]?time|part[- ]?time|all genders)\)"
    r"|\((?:e|ne|trice|euse|ère|ière|in|innen)\)|(?<=\w)·\w{1,5}(?:·s)?\b|(?<=[a-zß])(?:[/*:_](?:-?in|innen|-?r|e|-?ne)\b)",
    re.IGNORECASE,
)
# What "I" does; elsewhere it counts: "Operator I".
_VERBS = (
    "am|was|will|have|had|would|can|could|do|did|think|thought|know|want|wanted|need|look|hope|see|saw|feel|enclose|attach"
    "|write|believe|mentioned|promised|said|told|talked|spoke|should|shall|may|might|just|also|really"
)
# Words behind which a title has ended, in English, German and French.
_ENDING = (
    r"at|with|in (?:the|our|a|your)|in (?=[A-ZÀ-Þ])|on (?:the|our|a|\d|(?=[A-Z]))|from|based|reporting|starting",
    r"beginning|for (?:the|our|a|\d|you|us|which|whom)|within|to (?:you|join|start|begin)|that|which|who|effective",
    r"and (?:we|I|you|would|look)",
    rf"we|you|I(?=['’]| (?:{_VERBS})\b)",
    r"is|are|was|has|have|will|would|as (?:of|discussed|from|a|well)|subject|commencing|here|under|by",
    r"until|per",
    r"dated|since|this|because|if|so|where|when|should|next|via|through|instead|after|before",
    r"of [A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+)? (?:Ltd|Inc|plc|LLC|GmbH)",
    r"bei|beim|im|in der|am|an unserem|an der|zum|zur|ab|mit|für unser|für den|in unser\w*|zu|wird|ist|hat|wurde",
    r"haben|war|waren|an(?:zu)?bieten|anzu\w+|angeboten|anfangen|beginnen|w\.e\.f|with effect|and on|on [a-z]+",
    r"einzustellen|eingestellt|beschäftigt|unbefristet\w*|befristet\w*|sous la",
    r"for (?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)",
    r"out of|off|near|around|on contract|whole[- ]time|full[- ]time|part[- ]time",
    r"permanent(?:ly)?|chez|à (?:la|partir|l['’]|compter|temps|(?=[A-ZÀ-Þ]))|au sein|au[xz]?|dans|pour",
    r"en (?:CDI|CDD|(?=[A-ZÀ-Þ]))|est",
    r"a été|avec|sur|d['’]ici|basé\w*|dès",
)
_AFTER_COMMA = (
    r"permanent|full[- ]time|part[- ]time|whole[- ]time|salaried|unbefristet|befristet|fixed[- ]term|outside|inside"
    r"|days|nights|(?:one|two|three|four|five|six|nine|twelve) (?:months?|years?|weeks?)|sous|reporting|at|with|based"
    r"|in|starting|on|which|and|for|the|ref|to|from|as|located|but|we|I|you|bei|im|zum|ab|chez|à|au|en|dans"
)
_MONEY = r"Rs|RM|R|INR|AED|SAR|KES|NGN|ZAR|SGD|S\$|A\$|C\$|NZ\$|HK\$|USD|EUR|GBP|CHF|NOK|SEK|DKK|PLN|CAD|AUD|NZD|kr"
# "Sr. Planner": the full stop ends no title.
_SHORTENED = "".join(rf"(?<!\b{word})" for word in ("Sr", "Jr", "Dy", "Dr", "St", "Mgr", "Asst", "Assoc"))
_STOP = re.compile(
    rf"\s{{1,9}}(?:{'|'.join(_ENDING)})\b|{_SHORTENED}\.\s|\s{{0,9}}[;:!?]\s|[.;:!?]$|\s{{1,9}}[-–—|/]+\s|\s{{0,9}}[\"“”«»]"
    rf"|(?<=\w)['’]\s|,?\s{{1,9}}[$£€]|,\s+\d|,?\s{{1,9}}(?:{_MONEY})\.?\s?\d"
    rf"|,\s+(?:{_AFTER_COMMA})\b|\s{{1,9}}\d{{1,3}}(?:[.,]\d+)?\s?(?:%|hours|days|Stunden|h\b)"
)
_BEGINNING = (
    r"the|a|an|our|your|this|that|new|open|our new|role of|post of|position of|as|full[- ]time|part[- ]time|permanent",
    r"for|ongoing|lovely|great|exciting|fantastic|brilliant|wonderful|nice|following|above|vacant|same|paid",
    r"der|die|das|den|dem|des|eine?[rnms]?|unsere?[rnms]?|als|le|la|les|un|une",
    r"[A-ZÀ-Þ][\w-]+['’]s (?:new|next|first|only)|de|notre|votre",
)
_LEAD = re.compile(rf"^(?:{'|'.join(_BEGINNING)})\s+|^[ld]['’]\s?", re.IGNORECASE)
_TAIL_WORDS = (
    "role position post job vacancy spot slot gig opening block contract cover of the a an and or for in at with to as "
    "de du des la le und der die das für mit bei im stelle poste d' l' offer offre internship's"
)
_TAIL = frozenset(_TAIL_WORDS.split())
_SMALL_WORDS = "of and the for in to de du des la le les d l et en à und für der die das im am von with on at y"
_SMALL = frozenset(_SMALL_WORDS.split())
_FRENCH = frozenset({"de", "du", "des", "à", "la", "le", "les", "en", "et"})  # only the first word gets a capital
_MARKS = " ,-–—*_\"'“”«»"
_BRIEF = 8  # letters of the beginning of a name that stands for it
_MOST = 11  # words of a title
_GRADED = r" \((?:grade|band|level|step|pay)\b[^()]{0,20}\)"
_TOLD = re.compile(rf"(?<=\w)(?:(?:{_GRADED})?, [a-z].{0, 120}|{_GRADED})$")  # "Product Manager (grade 14), remote"
_OURS = re.compile(r"(?<= of) (?:our|your|my) ")
_EMPTY = re.compile(r"\s{0,9}\(\s*\)")
_TAUGHT = re.compile(
    r"(?i:lecturer|professor|reader|fellow|teacher|tutor|instructor|postdoc|researcher|associate|scientist|chair|trainee"
    r"|apprentice|lectureship|professorship|fellowship|consultant|registrar)\Z"
)


def plain(line: str) -> str:
    """Return a line without the marks of gender in its titles: "(m/w/d)", "/in"."""
    return _GENDER.sub("", line) if "(" in line or "/" in line or "*" in line or ":" in line else line


def without_numbers(line: str) -> str:
    """Return a line without reference numbers."""
    return _REQ.sub(" ", line) if _DIGIT.search(line) or "req" in line.lower() else line


def cut(raw: str, titles: role_words.Titles, company: str, *, whole: bool = False, closed: bool = False) -> str:
    """Cut a title out of what follows a cue; empty where it is none.

    A `whole` one may hold numbers; of a `closed` one ("the ~ job") the end is known.
    """
    raw = raw if whole else without_numbers(raw)
    raw = " ".join(raw.split()).strip(_MARKS)
    while (shorter := _LEAD.sub("", raw)) != raw:
        raw = shorter
    raw = _EMPTY.sub("", raw)
    stop = next((one for one in _STOP.finditer(raw + " ") if not _of_subject(raw, one)), None)
    raw = _without_company(raw[: stop.start()] if stop else raw, company).strip(_MARKS + "(").rstrip(".")
    raw = _OURS.sub(" the ", raw)
    raw = raw + ")" if raw.count("(") > raw.count(")") else raw
    words = raw.split()
    while len(words) > _MOST and "," in raw:  # what follows is no part of it any more
        raw = raw.rpartition(",")[0]
        words = raw.split()
    while words and words[-1].lower().strip(",") in _TAIL:
        words.pop()
    title = " ".join(words).strip(" ,-–—")
    title = _TOLD.sub("", title) if whole or closed else role_shape.trimmed(title, titles)
    return title if _may_be(title.split(), title, titles) else ""


def _of_subject(raw: str, stop: re.Match[str]) -> bool:
    """Tell whether "in" leads to what somebody teaches or learns: "Lecturer in Marine Ecology"."""
    return stop.group().strip() == "in" and bool(_TAUGHT.search(raw, max(0, stop.start() - 16), stop.start()))


def _without_company(raw: str, company: str) -> str:
    if not company:
        return raw
    if raw.lower().strip(_MARKS) == company.lower():
        return ""
    begins = " ".join(company.split()[:2])
    name = (
        f"{re.escape(company)}|{re.escape(begins)}"
        if len(begins) > _BRIEF and not _SMALL & set(begins.split())
        else re.escape(company)
    )
    named = re.search(rf",?\s*(?:\(|,|\bof\b|\bat\b)?\s*(?:the )?(?:{name})\b.*$", raw, re.IGNORECASE)
    return raw[: named.start()] if named and named.start() else raw


def _may_be(words: list[str], title: str, titles: role_words.Titles) -> bool:
    never = titles.never
    low = [word.lower().replace("’", "'").strip("(),") for word in words if word != "I"]  # "Operator I"
    if any(word in titles.foreign or "'m" in word or "'s" in word[:4] for word in low):
        return False
    if (len(low) == 1 and low[0] in titles.lone) or all(word in titles.vague for word in low):
        return False
    return 0 < len(low) <= _MOST and len(title) > 1 and low[0] not in never and title.lower() not in never


def cased(title: str, titles: role_words.Titles) -> str:
    """Give a title the capitals of a title where it was written without any, and spell abbreviations out."""
    whole = titles.abbreviations.get(title.lower())
    if whole:
        return whole
    if title.isupper() and len(title) > 5:
        title = title.lower()
    if any(char.isupper() for char in title[1:]) and title[0].isupper():
        return title
    words = title.split()
    if _FRENCH & set(words):
        return title[:1].upper() + title[1:]
    return " ".join(
        word if word.lower() in _SMALL and index else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
