"""Who the employer is, and who speaks for it: never the vendor of a hiring or signing system.

Sentences come from reading.text, domains from reading.domains; the names go on to reading.read. Every capitalised name
in the message is a candidate; what stands around it, the sender's domain and its form tell how likely it is.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.mail import message, owner
from courtesy.reading import domains, names, reading, text

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŒŠŽ0-9][\w'’.&-]{0,29}|[A-ZÀ-ÖØ-Þ]|gGmbH|mbH|eG|e\.[VK]\.)"
_JOINER = r"(?:&|\+|and|of|the|for|de|du|des|la|le|les|d['’]|und|für|der|van|von|zu|zum|y|et|à|sur|aux|in)"
_NAME = re.compile(rf"(?<!\w)(?:{_CAPITAL})(?:,? (?:{_JOINER} ){{0,2}}(?:[dl]['’])?{_CAPITAL}){{0,6}}")
_LETTERS = re.compile(r"[^\W_]+")
_TRAILING = re.compile(r"(?:['’]s?|[.,;:!?&\s-])+$")
_PERSON = re.compile(r"^[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]*){1,3}$")
_VIA = re.compile(r"\s+(?:via|through|über|by way of)\s+.*$|\s*[<(\[|].*$", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|@|from|bei|chez|of)\s+|\s*[|/,]\s+|\s+[-–—]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What makes a name an employer's."""

    before: Mapping[str, float]
    behind: tuple[str, ...]
    legal: frozenset[str]
    words: frozenset[str]
    agency: frozenset[str]
    agency_phrases: tuple[str, ...]
    decorations: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]  # words that titles end in: "Managing Partner" is nobody's employer
    title_endings: tuple[str, ...]
    given: frozenset[str]  # given names, folded
    longest: int  # words of the longest cue


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    name: str
    weight: float
    sentence: text.Sentence
    rule: str


def compile_tables(tables: Mapping[str, Any], given: frozenset[str]) -> Cues:
    """Compile config/reading/organisations.toml; `given` are given names, folded. Raises ValueError."""
    table = tables.get("organisations", {})
    roles = [one["roles"] for one in tables.values() if isinstance(one, Mapping) and "roles" in one]
    try:
        before = dict.fromkeys(_phrases(table["before"]["fair"]), 0.3) | dict.fromkeys(
            _phrases(table["before"]["sure"]), 0.6
        )
        return Cues(
            before=before,
            behind=tuple(_phrases(table["behind"]["sure"])),
            legal=frozenset(word.rstrip(".") for word in table["forms"]["legal"].split()),
            words=frozenset(table["forms"]["words"].split()),
            agency=frozenset(table["forms"]["agency"].split()),
            agency_phrases=tuple(_phrases(table["forms"]["agency_phrases"])),
            decorations=frozenset(table["sender"]["decorations"].split()),
            never=frozenset(table["never"]["names"].split()),
            titles=frozenset(word for one in roles for word in one["nouns"].split()),
            title_endings=tuple(word for one in roles for word in one.get("endings", "").split()),
            given=given,
            longest=max((len(cue.split()) for cue in before), default=1),
        )
    except (KeyError, AttributeError) as error:
        raise ValueError(f"organisations.toml: a table or entry is missing or no text: {error}") from error


def _phrases(listed: str) -> list[str]:
    return [" ".join(one.lower().split()) for one in listed.replace("\n", "|").split("|") if one.strip()]


def find(  # noqa: PLR0917  # what a name is judged by
    mail: message.Message,
    whose: owner.Owner,
    said: Sequence[text.Sentence],
    offering: frozenset[int],
    cues: Cues,
    known: domains.Register,
    people: frozenset[str] = frozenset(),
    *,
    speaks_for: bool = False,
) -> tuple[reading.Text | None, reading.Text | None]:
    """Return employer and agency.

    `offering` holds the numbers of the sentences that do something about a job; `speaks_for` tells that the sender
    speaks for somebody else ("they want you").
    """
    own = mail.sender.domain
    label = _label(mail, known)
    sent_through = bool(known.vendor(own))
    best: dict[str, list[_Candidate]] = {}
    for one in (*_candidates(mail, said, offering, cues, known), *_in_small_letters(said, label)):
        if _may_be(one.name, cues) and not _is_person(one.name, mail, whose, people, cues, sent_through=sent_through):
            best.setdefault(squash(_core(one.name, cues)), []).append(one)
    ranked = sorted((_weighed(group, label, cues) for group in best.values()), key=lambda one: -one.weight)
    agency = _agency(mail, said, ranked, label, cues, speaks_for=speaks_for)
    rest = [one for one in ranked if agency is None or not _same(one.name, agency.name, cues)]
    if agency is None:
        rest = [one for one in rest if one.rule != _PART or one.weight > _SPELLED]
    else:
        rest = [one for one in rest if not label or _likeness(_core(one.name, cues), label) < 0.6]
    chosen = next((one for one in rest if one.weight >= (_IN_SUBJECT if agency else _LEAST)), None)
    if agency is None and label and not known.vendor(own) and (chosen is None or _by_chance(chosen, label, cues)):
        chosen = _from_domain(mail, own)
    return _text(chosen, mail), _text(agency, mail)


_LEAST = 0.35
_FIRM = 0.6


def _by_chance(one: _Candidate, label: str, cues: Cues) -> bool:
    """Tell whether a name only stands there somehow, while the sender's own domain knows nothing of it."""
    if one.weight >= _FIRM or one.rule != "name in text" or _form(one.name, cues):
        return False
    return _likeness(_core(one.name, cues), label) == 0


_MACHINES = re.compile(
    r"^(?:no|do|donot|not)[-_.]?(?:not[-_.]?)?reply|^(?:notifications?|alerts?|mailer|workday|system|support|jobs?|careers?|recruit\w*|hr|talent)\b"
)


def _label(mail: message.Message, known: domains.Register) -> str:
    """Return what the sender's address calls its organisation: the domain's label, or acme of acme@myworkday.com."""
    sender = mail.sender
    if known.vendor(sender.domain) == "hiring":
        return "" if _MACHINES.match(sender.local) else squash(sender.local)
    return "" if known.vendor(sender.domain) or known.is_free(sender.domain) else squash(domains.label(sender.domain))


def _in_small_letters(said: Sequence[text.Sentence], label: str) -> Iterator[_Candidate]:
    """Yield the words that spell the domain where nobody gave them capitals: "dan, gull & anchor"."""
    if len(label) < 5:
        return
    for sentence in said[:60]:
        if sentence.place not in {"body", "signature", "subject"} or label[:4] not in squash(sentence.text[:400]):
            continue
        words = list(_WORD.finditer(sentence.text[:400]))
        for index, first in enumerate(words):
            for last in words[index : index + 5]:
                name = sentence.text[first.start() : last.end()]
                of_address = sentence.text[max(0, first.start() - 1) : first.start()] in {"@", "/", "."}
                if name.islower() and squash(name) == label and not of_address:
                    titled = " ".join(word.capitalize() for word in name.split())
                    yield _Candidate(name=titled, weight=0.4, sentence=sentence, rule="domain spelled out")


_WORD = re.compile(r"[\w'’]+|&")


def _text(one: _Candidate | None, mail: message.Message) -> reading.Text | None:
    if one is None:
        return None
    evidence = reading.Evidence(mail.message_id, one.sentence.place, one.sentence.text, one.rule)
    return reading.Text(value=one.name, weight=min(1.0, one.weight), evidence=evidence)


# --- where names stand ------------------------------------------------------------------------------------------


def _candidates(
    mail: message.Message, said: Sequence[text.Sentence], offering: frozenset[int], cues: Cues, known: domains.Register
) -> Iterator[_Candidate]:
    yield from _of_sender(mail, cues, known)
    yield from _behind_titles(mail, cues)
    yield from _parts_of_subject(said)
    signed = mail.part(message.Label.SIGNATURE).splitlines()[:40]
    lines = [text.Sentence(text=line, place="signature", index=index) for index, line in enumerate(signed)]
    for number, sentence in (*enumerate(said[:300]), *((-1, line) for line in lines)):
        if sentence.place in {"quoted", "forwarded"} or (sentence.place == "signature" and number >= 0):
            continue
        for name, before, behind in _names(sentence.text, cues):
            weight = _around(before, behind, cues)
            if sentence.place == "subject" and before.rpartition(" ")[2] in cues.titles:
                weight = max(weight, 0.4)  # "Head gardener Orme's"
            if sentence.place == "signature":
                weight = max(weight, 0.45)
            elif sentence.place == "disclaimer":
                weight = min(weight, 0.3)
            elif sentence.place.startswith("attachment"):
                weight = max(weight, 0.55 if sentence.index <= 1 else 0.2)
            elif not before and not behind:
                weight = max(weight, 0.3)  # a line of its own: letterhead or sign-off
            if number in offering and weight >= 0.3:
                weight += 0.2
            yield _Candidate(name=name, weight=weight + _form(name, cues), sentence=sentence, rule="name in text")


def _parts_of_subject(said: Sequence[text.Sentence]) -> Iterator[_Candidate]:
    """Yield the parts of a subject that are a name by themselves: "GOOD NEWS - Orme & Daughters"."""
    for sentence in said[:1]:
        for part in _PIECES.split(_REPLIES.sub("", sentence.text[:200]))[:4]:
            name = part.strip(" !?.,()[]")
            if sentence.place == "subject" and _NAME.fullmatch(name) and not name.isupper():
                yield _Candidate(name=name, weight=_IN_SUBJECT, sentence=sentence, rule=_PART)


_PART = "part of subject"
_SPELLED = 0.7  # likely by the sender's domain beside
_IN_SUBJECT = 0.3  # enough only where the sender speaks for somebody else
_PIECES = re.compile(r"\s[-–—|/]\s|:\s|\s[|]\s|, ")
_REPLIES = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|vs)\s?:\s*){1,5}", re.IGNORECASE)


def _behind_titles(mail: message.Message, cues: Cues) -> Iterator[_Candidate]:
    """Yield what stands behind a title on a line of its own: "Directrice technique, École de ski La Combe"."""
    lines = mail.part(message.Label.SIGNATURE).splitlines()[:20] or mail.part(message.Label.NEW).splitlines()[-8:]
    for index, line in enumerate(lines):
        parts = [part.strip(" *_") for part in _BEHIND.split(line.strip(), maxsplit=1)]
        if len(parts) < 2 or len(line) > _WIDE or not _is_title(parts[0].split() or [""], cues):
            continue
        name = re.split(r"\s[|·•–—-]\s|, (?=[^,]*$)", parts[1])[0].rstrip(".")
        if name[:1].isupper() and not re.search(r"\d{3}|[@/]|[.!?;]\s|\bwww\.", name) and len(name.split()) <= _LONG:
            place = text.Sentence(text=line.strip(), place="signature", index=index)
            whole = any(len(kept) > 1 for kept, _ in _trimmed(name, cues))
            if whole and _may_be(name, cues) and not name.isupper():
                yield _Candidate(name=name, weight=0.6, sentence=place, rule="behind a title")


_BEHIND = re.compile(r",\s|\s[|·•–—-]\s|\s(?:at|bei|chez|der|des|de la|of)\s")
_WIDE = 100
_LONG = 8


def _of_sender(mail: message.Message, cues: Cues, known: domains.Register) -> Iterator[_Candidate]:
    shown = _VIA.sub("", mail.sender.name).strip(" \"'")
    at = _AT.split(shown)
    place = text.Sentence(text=f"From: {mail.sender.name} <{mail.sender.email}>", place="header", index=0)
    for number, part in enumerate(reversed(at)):
        words = part.split()
        kept = _undecorated(words, cues)
        if not kept or kept[0] in cues.never or known.vendor(f"{squash(' '.join(kept))}.com"):
            continue
        decorated = len(kept) < len(words)
        through = bool(known.vendor(mail.sender.domain)) and len(at) == 1
        if decorated or through or len(at) > 1 or not _PERSON.match(part) or any(word in cues.words for word in kept):
            weight = 0.7 if decorated or through or (len(at) > 1 and number == 0) else 0.5
            yield _Candidate(name=" ".join(kept), weight=weight, sentence=place, rule="name of sender")


def _undecorated(words: list[str], cues: Cues) -> list[str]:
    """Take from a display name what tells only of the department: "Quillstone Recruiting" is "Quillstone"."""
    kept = list(words)
    while kept and kept[-1].lower().strip(".,") in cues.decorations:
        kept.pop()
    while kept and kept[0].lower().strip(".,") in cues.decorations:
        kept.pop(0)
    return kept


def _names(line: str, cues: Cues) -> Iterator[tuple[str, str, str]]:
    """Yield every capitalised name of a sentence with what stands before and behind it."""
    for found in _NAME.finditer(line[:600]):
        for name, offset in _trimmed(found.group(), cues):
            start = found.start() + offset
            before = " ".join(line[:start].lower().replace("the ", "").replace("’", "'").split()[-cues.longest :])
            behind = line[start + len(name) :].strip(" ,").lower()[:40]
            yield name, before, behind


def _trimmed(name: str, cues: Cues) -> Iterator[tuple[str, int]]:
    """Cut from a run of capitals what is no part of a name, at both ends."""
    for part in re.finditer(r"[^,]+(?:, (?:Inc|LLC|Ltd|LLP|L\.P|S\.A)\b\.?)?", name):
        words = part.group().split()
        offset = part.start() + len(part.group()) - len(part.group().lstrip())
        while (
            words
            and (_TRAILING.sub("", words[0]) in cues.never or words[0].lower() in {"&", "the", "of", "and", "for"})
            and not _forms(words[1:], cues)
        ):
            offset += len(words[0]) + 1
            words.pop(0)
        last = ""
        while (
            words
            and _TRAILING.sub("", words[-1]) in cues.never
            and not _forms(words, cues)
            and not (len(words) > 1 and words[-1] in cues.words)
        ):
            last = _TRAILING.sub("", words.pop())
        if len(words) == 1 and last.lower() in cues.titles:  # "Teaching Assistant"
            continue
        words = _without_numbers(words)
        cleaned = _TRAILING.sub("", " ".join(words))
        if words and words[-1].rstrip(".,") in cues.legal:
            cleaned = " ".join(words).rstrip(",;:!?")
        if len(cleaned) > 1 and not cleaned[0].isdigit():
            yield cleaned, offset


def _without_numbers(words: list[str]) -> list[str]:
    """Take off the telephone number that follows a name on its line; "Studio 54" keeps its own."""
    kept = list(words)
    while kept and not any(char.isalpha() for char in kept[-1]):
        kept.pop()
    number = "".join(words[len(kept) :])
    return kept if sum(char.isdigit() for char in number) > _DIGITS_OF_A_NAME else words


_DIGITS_OF_A_NAME = 2


def _forms(words: list[str], cues: Cues) -> bool:
    return any(word.strip(".,") in cues.legal or word in cues.words for word in words[:2])


# --- how likely -------------------------------------------------------------------------------------------------


def _around(before: str, behind: str, cues: Cues) -> float:
    words = before.split()
    weight = 0.0
    for length in range(min(cues.longest, len(words)), 0, -1):
        cue = " ".join(words[-length:])
        weight = cues.before.get(cue, 0.0) or cues.before.get(cue.strip(",:("), 0.0)
        if weight:
            break
    if behind.startswith(cues.behind):
        weight = max(weight, 0.5)
    return weight


def _form(name: str, cues: Cues) -> float:
    words = [word.strip(".,") for word in name.split()]
    if words[-1] in cues.legal or (words[-1].isupper() and words[-1].capitalize() in cues.legal):
        return 0.35
    if len(words) > 1 and (
        words[-1] in cues.words or words[0] in cues.words or any(word in cues.words for word in words)
    ):
        return 0.2
    return 0.0


def _weighed(group: list[_Candidate], label: str, cues: Cues) -> _Candidate:
    """Return the best of all places where a name stands, raised by how often it does and by the sender's domain."""
    best = max(group, key=lambda one: (one.weight, len(one.name)))
    fullest = max((one.name for one in group), key=lambda name: (_form(name, cues), -name.isupper(), len(name)))
    weight = best.weight + 0.08 * min(3, len(group) - 1)
    if label:
        weight += 0.8 * _likeness(_core(fullest, cues), label)
    return _Candidate(name=fullest, weight=weight, sentence=best.sentence, rule=best.rule)


def _likeness(name: str, label: str) -> float:
    """Tell how much a name and the label of a domain have in common (0 to 1)."""
    squashed = squash(name)
    if not squashed or len(label) < 3:
        return 0.0
    if squashed == label:
        return 1.0
    plain = "".join(
        word
        for word in _words(name)
        if word not in {"and", "of", "the", "de", "du", "la", "le", "et", "und", "der", "d", "l", "s"}
    )
    initials = "".join(word[0] for word in _words(name))
    if plain == label or (initials == label and len(label) >= 2):
        return 0.95
    common = _common(squashed, label)
    if common >= 4 and common >= 0.5 * len(label):
        return 0.6 + 0.3 * common / max(len(label), len(squashed))
    if len(squashed) >= 5 and squashed in label:
        return 0.6
    words = [word for word in _words(name) if len(word) > 3]
    return 0.5 if words and sum(word in label for word in words) / len(words) > 0.6 else 0.0


def _common(one: str, other: str) -> int:
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def squash(name: str) -> str:
    """Return the letters and digits of a name, as a domain would spell it."""
    return "".join(_words(name.replace("&", " and ").replace("+", " and ")))


@functools.lru_cache(maxsize=4096)  # the same names come again and again, within a message and between messages
def _words(name: str) -> tuple[str, ...]:
    name = name.replace("ß", "ss").replace("ä", "ae").replace("ö", "oe").replace("ü", "ue") if _german(name) else name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return tuple(_LETTERS.findall(bare.replace("'", "").replace("’", "")))


def _german(name: str) -> bool:
    return "ß" in name or any(vowel in name.lower() for vowel in "äöü")


def _core(name: str, cues: Cues) -> str:
    """Return a name without its legal form and article."""
    words = [word for word in name.split() if word.strip(".,") not in cues.legal]
    if len(words) > 1 and words[0].lower() == "the":
        words.pop(0)
    return " ".join(words) or name


def _same(one: str, other: str, cues: Cues) -> bool:
    return squash(_core(one, cues)) == squash(_core(other, cues))


_FILES = (".pdf", ".docx", ".doc", ".odt")
_NO_NAME = re.compile(r"^(?:[A-ZÀ-Þ](?:\.\s?|\s)){1,2}[A-ZÀ-Þ][\w'’-]+$")


def _may_be(name: str, cues: Cues) -> bool:
    """Tell whether a name can be an organisation's: not a legal form, a department or a title by itself."""
    words = [word.strip(".,") for word in name.split()]
    if not any(char.isalpha() for char in name) or name.lower().endswith(_FILES) or _NO_NAME.match(name):
        return False
    if all(word in cues.legal or word.lower() in cues.decorations for word in words):
        return False
    if _form(name, cues):
        return True
    return not (_is_title(words, cues) or _is_pair(words, cues))


def _is_title(words: list[str], cues: Cues) -> bool:
    last, first = words[-1].lower(), words[0].lower()
    if last in cues.titles or (len(last) > _COMPOUND and last.endswith(cues.title_endings)):
        return True
    return first in cues.titles and len(words) > 1 and names.fold(first) not in cues.given


_COMPOUND = 7


def _is_pair(words: list[str], cues: Cues) -> bool:
    """Tell whether given names stand for people: "Rachel and Tony", "Ruth Ann"."""
    persons = [word for word in words if word.lower() not in {"and", "&", "und", "et", "y"}]
    return len(persons) > 1 and all(names.fold(word) in cues.given for word in persons)


def _is_person(
    name: str, mail: message.Message, whose: owner.Owner, people: frozenset[str], cues: Cues, *, sent_through: bool
) -> bool:
    """Tell whether a name is a person's on this mail, or the owner's."""
    if _form(name, cues):
        return False
    words = set(_words(name))
    if len(mine := set(_words(whose.name))) > 1 and mine <= words:
        return True
    writer = "" if sent_through else _VIA.sub("", mail.sender.name)
    named = [whose.name, writer, *(one.name for one in (*mail.to, *mail.cc, *mail.reply_to))]
    for one in (*named, *people):
        parts = set(_words(one))
        if (
            words
            and words <= parts
            and (len(parts) < 4)
            and not words & cues.decorations
            and not parts & cues.decorations
        ):
            return True
    return False


# --- whose ------------------------------------------------------------------------------------------------------


def _agency(
    mail: message.Message,
    said: Sequence[text.Sentence],
    ranked: Sequence[_Candidate],
    label: str,
    cues: Cues,
    *,
    speaks_for: bool,
) -> _Candidate | None:
    """Return the sender's organisation where it recruits for others."""
    mine = [one for one in ranked if label and _likeness(_core(one.name, cues), label) >= 0.6]
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
    named = next((one for one in mine if set(one.name.title().split()) & cues.agency), None)
    if not (by_name or spoken) and not (named and _recruits(named.name, label)):
        return None
    if named or mine:
        return named or mine[0]
    return _from_domain(mail, mail.sender.domain) if label else None


_RECRUITS = re.compile(
    r"\s(?:Recruit(?:ment|ing|ers)|Staffing|Search|Personnel|Headhunters|Resourcing|Personalberatung|Crewing)\b.*",
    re.IGNORECASE,
)


def _recruits(name: str, label: str) -> bool:
    """Tell an agency by its name from an employer's own team: "Tarn Recruitment" writes from tarnrec, or from tarn."""
    bare = _RECRUITS.sub("", name)
    return bare != name and _likeness(bare, label) < _WHOLE


_WHOLE = 0.95


def _from_domain(mail: message.Message, domain: str) -> _Candidate:
    """Return what a domain calls itself, as the last resort."""
    pretty = " ".join(word.capitalize() for word in re.split(r"[-_]", domains.label(domain)))
    place = text.Sentence(text=f"From: {mail.sender.name} <{mail.sender.email}>", place="header", index=0)
    return _Candidate(name=pretty, weight=0.3, sentence=place, rule="domain of sender")
