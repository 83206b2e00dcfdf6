"""Where the names of organisations stand in a message: its sender, subject, sentences, and below who signs.

Names come from firm_names; candidates go on to organisation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courtesy.mail import message
from courtesy.reading import domains, firm_names, firms, names, spelt, text

_PERSON = re.compile(r"^[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]*){1,3}$")
_VIA = re.compile(r"\s{1,40}(?:via|through|über|by way of)\s|\s{0,40}[<(\[|]", re.IGNORECASE)
_AT = re.compile(r"\s{1,40}(?:at|@|from|bei|chez)\s+|\s{0,40}[|/,]\s+|\s{1,40}[-–—]\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?i:employer|organi[sz]ation|company|agency|department|arbeitgeber|unternehmen|firma|employeur|entreprise|société"
    r"|employing entity|legal entity) ?: "
)
_SURE = 0.6
_HOUSES = frozenset({"at", "bei", "chez"})
_OF_TITLE = re.compile(r"\w ?\($")
_SIGNED = 8  # sentences at the end among which the writer signs
PART = "part of subject"
IN_TEXT = "name in text"
TOLD = "told as the employer"  # "Ashby Ltd would like to offer you", "your employer will be Ashby Ltd"
IN_SUBJECT = 0.3  # enough only where the sender speaks for somebody else
_PIECES = re.compile(r"\s[-–—|/]\s|:\s|\s[|]\s|, ")
_REPLIES = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|vs)\s?:\s*){1,5}", re.IGNORECASE)
_BEHIND = re.compile(r",\s|\s[|·•–—-]\s|\s(?:at|bei|chez|der|des|de la|of)\s")
_PROSE = re.compile(r"\d{3}|[@/]|[.!?;]\s|\bwww\.|\s(?:with|at|from|is|are|will|has|have|who|that|on|by) ")
_OF = frozenset({" of ", " der ", " des ", " de la "})  # "Head of Music"
_WIDE = 100
_LONG = 8
_FAMILY = 4
_KIN = frozenset({"sons", "son", "bros", "brothers", "daughters", "family"})
_WRITTEN = frozenset({"body", "signature", "subject"})
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w'’]{2,20}")
_WORD = re.compile(r"[\w'’]+|&")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name at one place of a message, and how likely it is the employer's there."""

    name: str
    weight: float
    sentence: text.Sentence
    rule: str


def candidates(
    mail: message.Message,
    said: Sequence[text.Sentence],
    offering: frozenset[int],
    cues: firms.Cues,
    known: domains.Register,
) -> Iterator[Candidate]:
    """Yield every name; `offering` holds the numbers of the sentences that do something about a job."""
    yield from _of_sender(mail, cues, known)
    yield from _behind_titles(mail, cues)
    yield from _parts_of_subject(said, cues)
    yield from _in_sentences(mail, said, offering, cues)


def _in_sentences(
    mail: message.Message, said: Sequence[text.Sentence], offering: frozenset[int], cues: firms.Cues
) -> Iterator[Candidate]:
    signed = mail.part(message.Label.SIGNATURE).splitlines()[:40]
    lines = [text.Sentence(text=line, place="signature", index=index) for index, line in enumerate(signed)]
    below = _below_name(mail, said)
    for number, sentence in (*enumerate(said[:300]), *((-1, line) for line in lines)):
        if sentence.place in {"quoted", "forwarded"} or (sentence.place == "signature" and number >= 0):
            continue
        for name, before, behind in firm_names.in_line(sentence.text, cues):
            weight = _told(sentence, (name, before, behind), cues)
            rule = TOLD if weight >= firms.HIRES else IN_TEXT
            beside = number == below.start - 1 and bool(before) and not behind  # "Len Sowerby, High Birk Farm"
            weight = _placed(weight, sentence, alone=not before and not behind, below=number in below or beside)
            weight += firms.form(name, cues)
            lone = sentence.place == "subject" and not before and not behind  # "Probearbeiten"
            weight += 0.3 if number in offering and weight >= 0.2 and not lone else 0.0
            yield Candidate(name=name, weight=weight, sentence=sentence, rule=rule)


def _told(sentence: text.Sentence, found: tuple[str, str, str], cues: firms.Cues) -> float:
    """Tell how surely the words around a name make it an employer's; `found` is it, and what stands around it."""
    name, before, behind = found
    if (
        _OF_TITLE.search(before)
        and before.rstrip(" (").rpartition(" ")[2] in cues.titles
        and not firms.form(name, cues)
    ):
        return 0.0  # "Associate Attorney (Trusts & Estates)"
    weight, word = firms.around(before, behind, cues), before.rpartition(" ")[2]
    if _LABEL.match(sentence.text):
        return max(weight, _SURE + len(before) / 1000)  # of a unit and its house, the house stands last
    if before.endswith(" of") and before.split()[-2] in cues.titles and not firms.form(name, cues):
        return 0.0  # "Head of Pastry"
    if names.fold(name) in cues.given and word not in _HOUSES and firms.around(before, "", cues) < _SURE:
        return 0.0  # "You will hear from Lorraine", "Darrell wants you"
    if sentence.place == "subject" and word in cues.titles:
        return max(weight, 0.4)  # "Head gardener Orme's"
    return weight


def _placed(weight: float, sentence: text.Sentence, *, alone: bool, below: bool) -> float:
    """Return a weight with what the place of the sentence adds; `below` the writer's name, `alone` on a line."""
    if sentence.place == "signature" or below:
        return max(weight, 0.45)
    if sentence.place == "disclaimer":
        return min(weight, 0.3)
    if sentence.place.startswith("attachment"):
        return max(weight, 0.55 if sentence.index <= 1 else 0.2)
    return max(weight, 0.3) if alone else weight  # a letterhead or a sign-off


def _below_name(mail: message.Message, said: Sequence[text.Sentence]) -> range:
    """Return the numbers of the sentences that stand below the writer's name at the end of the body."""
    body = [number for number, sentence in enumerate(said) if sentence.place == "body"][-_SIGNED:]
    writer = set(spelt.words(mail.sender.name))
    for number in body:
        words = set(spelt.words(said[number].text[:_WIDE].partition(",")[0]))
        if words and words <= writer:
            return range(number + 1, body[-1] + 1)
    return range(0)


def _parts_of_subject(said: Sequence[text.Sentence], cues: firms.Cues) -> Iterator[Candidate]:
    """Yield the parts of a subject that are a name by themselves: "GOOD NEWS - Orme & Daughters"."""
    for sentence in said[:1]:
        for part in _PIECES.split(_REPLIES.sub("", sentence.text[:200]))[:4]:
            name = part.strip(" !?.,()[]")
            if sentence.place == "subject" and firm_names.NAME.fullmatch(name) and not name.isupper():
                weight = IN_SUBJECT + firms.form(name, cues)
                yield Candidate(name=name, weight=weight, sentence=sentence, rule=PART)


def _behind_titles(mail: message.Message, cues: firms.Cues) -> Iterator[Candidate]:
    """Yield what stands behind a title on a line of its own: "Directrice technique, École de ski La Combe"."""
    lines = mail.part(message.Label.SIGNATURE).splitlines()[:20] or mail.part(message.Label.NEW).splitlines()[-8:]
    for index, line in enumerate(lines):
        between = _BEHIND.search(line.strip(), 1)
        if between is None or len(line) > _WIDE:
            continue
        title, rest = line.strip()[: between.start()].strip(" *_"), line.strip()[between.end() :].strip(" *_")
        name = re.split(r"\s[|·•–—-]\s|, (?=[^,]*$)", rest)[0].rstrip(".")
        if not firms.is_title(title.split() or [""], cues) or (between[0] in _OF and not firms.form(name or "-", cues)):
            continue
        if name[:1].isupper() and not _PROSE.search(name) and len(name.split()) <= _LONG:
            place = text.Sentence(text=line.strip(), place="signature", index=index)
            whole = any(len(kept) > 1 for kept, _ in firm_names.trimmed(name, cues))
            if whole and firms.may_be(name, cues) and not name.isupper():
                yield Candidate(name=name, weight=0.6, sentence=place, rule="behind a title")


def without_relay(shown: str) -> str:
    """Return a display-name without the system that sends for it: "Orme & Daughters via Workbench"."""
    return _VIA.split(shown, maxsplit=1)[0]


def _of_sender(mail: message.Message, cues: firms.Cues, known: domains.Register) -> Iterator[Candidate]:
    shown = without_relay(mail.sender.name).strip(" \"'")
    at = _AT.split(shown)
    place = text.Sentence(text=f"From: {mail.sender.name} <{mail.sender.email}>", place="header", index=0)
    for number, part in enumerate(reversed(at)):
        words = part.split()
        kept = _without_department(firm_names.undecorated(words, cues), domains.label(mail.sender.domain), cues)
        if not kept or kept[0] in cues.never or known.vendor(f"{spelt.squash(' '.join(kept))}.com"):
            continue
        decorated = len(kept) < len(words)
        through = bool(known.vendor(mail.sender.domain)) and len(at) == 1
        if decorated or through or len(at) > 1 or not _PERSON.match(part) or any(word in cues.words for word in kept):
            weight = 0.7 if decorated or through or (len(at) > 1 and number == 0) else 0.5
            yield Candidate(name=" ".join(kept), weight=weight, sentence=place, rule="name of sender")


def _without_department(kept: list[str], label: str, cues: firms.Cues) -> list[str]:
    """Take off the department behind a name that the domain spells: "EMA Medical" at ema.example."""
    shorter = list(kept)
    while shorter and shorter[-1].lower() in cues.departments:
        shorter.pop()
    return shorter if shorter and spelt.squash(" ".join(shorter)) == spelt.squash(label) else kept


def of_recipients(mail: message.Message, cues: firms.Cues) -> Iterator[Candidate]:
    """Yield the names of houses that the owner wrote to: "To: Orme & Daughters <hello@orme.example>"."""
    for one in mail.to:
        label = domains.label(one.domain)
        kept = _without_department(firm_names.undecorated(without_relay(one.name).split(), cues), label, cues)
        name = " ".join(kept)
        if kept and (spelt.alike(name, label) >= _SURE or firms.form(name, cues)):
            place = text.Sentence(text=f"To: {one.name} <{one.email}>", place="header", index=0)
            yield Candidate(name=name, weight=0.7, sentence=place, rule="name of recipient")


def in_small_letters(said: Sequence[text.Sentence], label: str) -> Iterator[Candidate]:
    """Yield the words that spell the domain where nobody gave them capitals: "dan, gull & anchor"."""
    if len(label) < 5:
        return
    for sentence in said[:60]:
        if sentence.place not in {"body", "signature", "subject"} or label[:4] not in spelt.squash(sentence.text[:400]):
            continue
        words = list(_WORD.finditer(sentence.text[:400]))
        for index, first in enumerate(words):
            for last in words[index : index + 5]:
                name = sentence.text[first.start() : last.end()]
                of_address = sentence.text[max(0, first.start() - 1) : first.start()] in {"@", "/", "."}
                if name.islower() and spelt.squash(name) == label and not of_address:
                    titled = " ".join(word.capitalize() for word in name.split())
                    yield Candidate(name=titled, weight=0.4, sentence=sentence, rule="domain spelled out")


def of_family(mail: message.Message, said: Sequence[text.Sentence], cues: firms.Cues) -> Iterator[Candidate]:
    """Yield the writer's family name before what the family does, in small letters: "chuck from vance heating"."""
    family = (spelt.words(mail.sender.name) or ("",))[-1]
    if len(family) < _FAMILY:
        return
    bearing = re.compile(rf"\b{family}(?:'s)? (?:(?:and|&) )?([a-z]{{3,20}})\b")
    for sentence in said[:60]:
        for found in bearing.finditer(sentence.text[:400]) if sentence.place in _WRITTEN else ():
            if found.group(1).capitalize() in cues.words or found.group(1) in _KIN:
                name = " ".join(word if word in {"and", "&"} else word.capitalize() for word in found.group().split())
                yield Candidate(name=name, weight=0.45, sentence=sentence, rule="family and trade")


def from_domain(mail: message.Message, domain: str, cues: firms.Cues) -> Candidate:
    """Return what a domain calls itself, as the last resort: traskhaulage, from Bev Trask, is Trask Haulage."""
    written = [*mail.sender.name.split(), *_CAPITAL.findall(mail.part(message.Label.NEW)[:2000])]
    pretty = spelt.parted(domains.label(domain), written, cues.trades)
    place = text.Sentence(text=f"From: {mail.sender.name} <{mail.sender.email}>", place="header", index=0)
    return Candidate(name=pretty, weight=0.3, sentence=place, rule="domain of sender")
