"""The title of the job that a message is about, as written.

Sentences come from reading.text; the title goes on to reading.read. Cues ("the position of …", "Designation: …")
announce a title; a word that only titles bear ("engineer", "-leiterin") ends or confirms one.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courtesy.mail import message
from courtesy.reading import reading, text

_REQ = re.compile(
    r"\(?\b(?:req(?:uisition)?|ref(?:erence)?|job|vacancy|id|kennziffer|nr|réf|stellen-?id)\.?\s?(?:id|no|nr|number|#)?[:.#\s]{0,3}[A-Z]{0,5}[-/_ ]?\d[\w/-]{1,15}\)?"
    r"|\b(?:[A-Z]{1,6}[-_/])+\d[\w/-]*\b|\bREQ\w{2,}\b|\b[A-Z]{1,4}\d{3,}\w*\b|#\s?\d{3,}|\b\d{3,}-[A-Z]+-\d+\b|\b\d{4,}\b|\b20\d\d/\d+\b",
    re.IGNORECASE,
)
_GENDER = re.compile(
    r"\s*\((?:m|w|f|h|d|x|i|gn|all genders)(?:\s?[/|,*]\s?(?:m|w|f|h|d|x|i|gn|v|div\w*|divers))*\)|(?<=[a-zß])(?:[/*:_](?:-?in|innen|-?r|e|-?ne)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s+(?:at|with|in (?:the|our|a|your)|in [A-ZÀ-Þ]|on (?:the|our|a|\d|[A-Z])|from|based|reporting|starting|beginning|effective|for (?:the|our|a|\d|you|us|which|whom)|within|to (?:you|join|start|begin)|that|which|who|and (?:we|I|you|would|look)"
    r"|we|you|I|is|are|was|has|have|will|would|as (?:of|discussed|from|a|well)|subject|commencing|here|under|by|until|per|dated|since|this|because|if|so|where|when|should|next|via|through|instead|after|before|of [A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+)? (?:Ltd|Inc|plc|LLC|GmbH)"
    r"|bei|beim|im|in der|am|an unserem|an der|zum|zur|ab|mit|für unser|für den|in unser\w*|zu|wird|ist|hat|wurde|haben"
    r"|chez|à (?:la|partir|l['’]|compter|temps|[A-ZÀ-Þ])|au sein|au|au[xz]?|dans|pour|en (?:CDI|CDD|[A-ZÀ-Þ])|est|a été|avec|sur|d['’]ici|basé\w*|dès)\b|\s*[.;:!?]\s|[.;:!?]$|\s+[-–—|/]+\s+|\s*[\"“”«»]|,?\s+[$£€]|,\s+\d|,\s+(?:at|with|based|in|starting|on|which|and|with|for|the|ref|to|from|as|located|but|we|I|you|bei|im|in|zum|ab|chez|à|au|en|dans)\b|\s+\d{1,3}(?:[.,]\d+)?\s?(?:%|hours|days|Stunden|h\b)",
)
_LEAD = re.compile(
    r"^(?:the|a|an|our|your|this|that|new|open|der|die|das|den|dem|des|eine?[rnms]?|unsere?[rnms]?|le|la|les|l['’]|un|une|de|d['’]|notre|votre|our new|role of|post of|position of|as|als|full[- ]time|part[- ]time|permanent|ongoing|following|above|vacant|same|paid)\s+|^(?:l['’]|d['’])",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[^\W\d_][\w.'’&/+-]*|&")
_SMALL = frozenset(
    "of and the for in to de du des la le les d l et en à und für der die das im am von with on at y".split()
)
_NOISE = re.compile(r"^(?:re|fwd?|aw|wg|tr)\s?:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    words: frozenset[str]  # all of them stand in a sentence that has the cue
    expression: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What announces a title, what titles end in, and what their abbreviations stand for."""

    cues: tuple[_Cue, ...]
    labels: re.Pattern[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]
    before: frozenset[str]
    abbreviations: Mapping[str, str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    title: str
    weight: float
    sentence: text.Sentence
    rule: str


def compile_tables(tables: Mapping[str, Any]) -> Titles:
    """Compile the roles.toml of every language. Raises ValueError naming the file at fault."""
    cues: list[_Cue] = []
    labels: list[str] = []
    nouns, before, never = set[str](), set[str](), set[str]()
    endings: list[str] = []
    abbreviations: dict[str, str] = {}
    for language, table in sorted(tables.items()):
        roles = table.get("roles") if isinstance(table, Mapping) else None
        if not isinstance(roles, Mapping):
            continue
        try:
            for weight, listed in roles["cues"].items():
                cues.extend(_cue(cue, _WEIGHTS[weight]) for cue in listed)
            labels.extend(roles["labels"])
            nouns.update(roles["nouns"].split())
            endings.extend(roles.get("endings", "").split())
            before.update(roles.get("before", "").split())
            never.update(roles.get("never", "").split())
            abbreviations.update(roles.get("abbreviations", {}))
        except (KeyError, AttributeError) as error:
            raise ValueError(f"{language}/roles.toml: an entry is missing or has the wrong form: {error}") from error
    return Titles(
        cues=tuple(cues),
        labels=re.compile(
            rf"^\W{{0,4}}(?:{'|'.join(map(re.escape, labels or ['Role']))})\s*[:=\-–]\s+(?=\S)", re.IGNORECASE
        ),
        nouns=frozenset(nouns),
        endings=tuple(endings),
        before=frozenset(before),
        abbreviations=abbreviations,
        never=frozenset(never),
    )


_WEIGHTS = {"sure": 0.7, "fair": 0.4, "weak": 0.2}


_ARTICLE = r"(?:the|a|an|this|our|your|my|der|die|das|den|dem|eine?|einer|le|la|les|un|une|notre|votre)"


def _cue(words: str, weight: float) -> _Cue:
    """Compile a cue; "~" in it stands for the title, which it may also stand behind."""
    before, _, behind = words.partition("~")
    listed = frozenset(re.findall(r"[^\W_]+", words.lower()))
    if behind.strip():
        title = rf"(?P<title>(?:(?!{_ARTICLE}\s)[^\s.;:!?]{{1,30}}\s+){{1,7}}?)"
        after = _spaced(behind.strip()).removesuffix(_SPACE)
        return _Cue(listed, rf"(?i:\b{_spaced(before)}){title}(?i:{after}\b)", weight)
    return _Cue(listed, rf"(?i:\b{_spaced(before)})(?P<title>\S.{{1,110}})", weight)


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    # As in reading.phrase: each waits for the first sentence that holds its words.
    return re.compile(expression)


_SPACE = r"\s+"


def _spaced(words: str) -> str:
    return (
        r"\s+".join(re.escape(word) for word in words.split())
        + (r"\s+" if words.endswith(" ") or not words.endswith(("'", "’")) else "")
        if words.strip()
        else ""
    )


def find(
    mail: message.Message, said: Sequence[text.Sentence], offering: frozenset[int], titles: Titles, company: str = ""
) -> reading.Text | None:
    """Return the title. `offering` holds the numbers of the sentences that do something about a job."""
    found: list[_Found] = []
    for number, sentence in enumerate(said[:_MOST]):
        if sentence.place in {"quoted", "forwarded", "signature", "disclaimer"}:
            continue
        extra = (0.25 if number in offering else 0.0) + _place(sentence)
        found.extend(replace(one, weight=one.weight + extra) for one in _in(sentence, titles, company))
    best = max(found, key=lambda one: (one.weight, len(one.title)), default=None)
    if best is None:
        return None
    # "Assistant Manager" is announced, "Assistant Manager, Treasury" stands in the subject: the fuller form is meant.
    fuller = [one for one in found if _extends(one, best)]
    chosen = max(fuller, key=lambda one: one.weight) if fuller else best
    if chosen.weight < _LEAST:
        return None
    evidence = reading.Evidence(mail.message_id, chosen.sentence.place, chosen.sentence.text, chosen.rule)
    return reading.Text(value=_cased(chosen.title, titles), weight=min(1.0, chosen.weight), evidence=evidence)


def _extends(one: _Found, best: _Found) -> bool:
    more = len(one.title) - len(best.title)
    return 0 < more <= 40 and one.weight > best.weight - 0.4 and one.title.lower().startswith(best.title.lower())


_MOST = 120  # sentences that are looked at
_LEAST = 0.3


def _place(sentence: text.Sentence) -> float:
    if sentence.place == "subject":
        return 0.12
    return 0.1 if sentence.place.startswith("attachment") else 0.0


def _in(sentence: text.Sentence, titles: Titles, company: str) -> Iterator[_Found]:
    line = _GENDER.sub("", sentence.text[:500]) if "(" in sentence.text or "/" in sentence.text else sentence.text[:500]
    label = titles.labels.match(line)
    line = _REQ.sub(" ", line) if sentence.place == "subject" or label else line
    if label and (label := titles.labels.match(line)):
        title = _cut(line[label.end() :], titles, company, whole=True)
        if title:
            yield _Found(title, 0.75 + max(0.0, _named(title, titles)), sentence, "label")
    words = frozenset(_WORDS.findall(line.lower()))
    for cue in titles.cues:
        if not cue.words <= words:
            continue
        for match in _compiled(cue.expression).finditer(line):
            title = _cut(match.group("title"), titles, company)
            if title:
                yield _Found(title, cue.weight + _named(title, titles), sentence, "cue")
    if sentence.place in {"subject", "invitation"} or len(line) < 90 or sentence.index == 0:
        for part in _PARTS.split(_NOISE.sub("", line)):
            title = _cut(part, titles, company)
            if title and _named(title, titles) > 0.2:
                yield _Found(title, 0.12 + _named(title, titles), sentence, "line")
    for title in _by_noun(line, titles, company):
        yield _Found(title, 0.05 + _named(title, titles), sentence, "noun")


_WORDS = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\s+[-–—|/:<>]+\s+|:\s+|\s*[|]\s*|, (?=[A-ZÀ-Þ])")


def _cut(raw: str, titles: Titles, company: str, *, whole: bool = False) -> str:
    """Cut a title out of what follows a cue; empty where it is none."""
    raw = _REQ.sub(" ", raw) if not whole else raw
    raw = " ".join(raw.split()).strip(" ,-–—*_\"'“”«»")
    while (shorter := _LEAD.sub("", raw)) != raw:
        raw = shorter
    stop = _STOP.search(raw + " ")
    raw = raw[: stop.start()] if stop else raw
    if company and (
        at := re.search(rf",?\s*(?:\(|,|\bof\b|\bat\b)?\s*(?:the )?{re.escape(company)}\b.*$", raw, re.IGNORECASE)
    ):
        raw = raw[: at.start()]
    raw = raw.strip(" ,-–—*_\"'“”«»").rstrip(".")
    raw = raw + ")" if raw.count("(") > raw.count(")") else raw
    words = raw.split()
    while words and words[-1].lower().strip(",") in _TAIL:
        words.pop()
    if not words or len(words) > 11 or len(raw) < 2 or words[0].lower() in titles.never or raw.lower() in titles.never:
        return ""
    return " ".join(words).strip(" ,-–—")


_TAIL = frozenset(
    "role position post job vacancy of the a an and or for in at with to as de du des la le und der die das für mit bei im stelle position poste d' l' offer offre internship's".split()
)


def _named(title: str, titles: Titles) -> float:
    """Tell how much a text looks like a title: a noun of titles in it, capitals."""
    words = [word.lower() for word in _TITLED.findall(title)]
    if not words:
        return -0.6
    capitals = sum(word[:1].isupper() for word in title.split()) / len(title.split())
    if any(_is_noun(word, titles) for word in words):
        return 0.25 + 0.1 * capitals
    return -0.15 if capitals > 0.6 and len(words) > 1 else -0.45


def _is_noun(word: str, titles: Titles) -> bool:
    return word in titles.nouns or word in titles.abbreviations or (len(word) > 6 and word.endswith(titles.endings))


def _by_noun(line: str, titles: Titles, company: str) -> Iterator[str]:
    """Yield runs of words that end in a title's noun: "… as founding ML engineer, …"."""
    words = list(_TITLED.finditer(line))
    for index, word in enumerate(words):
        if not _is_noun(word.group().lower(), titles):
            continue
        start = index
        while start > 0 and index - start < 4 and _joins(line, words[start - 1], words[start], titles):
            start -= 1
        end = index
        tail = line[word.end() :]
        more = re.match(
            r"(?: (?:[IVX]{1,3}|\d)\b|(?:,| of| for)? [A-ZÀ-Þ][\w&-]+(?: (?:&|and|of) [A-ZÀ-Þ][\w-]+)?(?=[,.;:!?)]|$| [a-z]))?",
            tail,
        )
        title = line[words[start].start() : words[end].end()] + (more.group() if more else "")
        cut = _cut(title, titles, company)
        if cut:
            yield cut


def _joins(line: str, before: re.Match[str], after: re.Match[str], titles: Titles) -> bool:
    if line[before.end() : after.start()] not in {" ", "-", "/"}:
        return False
    word = before.group()
    return (
        word.lower() in titles.before
        or (word[:1].isupper() and word.lower() not in titles.never and len(word) > 1)
        or word.lower() in titles.nouns
    )


def _cased(title: str, titles: Titles) -> str:
    """Give a title the capitals of a title where it was written without any, and spell abbreviations out."""
    whole = titles.abbreviations.get(title.lower())
    if whole:
        return whole
    if title.isupper() and len(title) > 5:
        title = title.lower()
    if any(char.isupper() for char in title[1:]) and title[0].isupper():
        return title
    words = title.split()
    return " ".join(
        word if word.lower() in _SMALL and index else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
