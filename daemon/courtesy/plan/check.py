"""Whether a letter may be laid in Drafts: what its reader would stumble over.

The words of each language stand in config/letters. A letter of ours that fails is not laid down; for one that the owner
wrote the same findings are warnings.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_GAP = re.compile(
    r"[{}\[\]]|<[^<>@\n]{0,40}>|_{3,}|\?{2,}|\b(?:None|TODO|TBD|XXX|undefined|nan|Lorem|N/A)\b"
    r"|[ \t],| \.(?:\s|$)|,,"
)
_LENGTHS = {"decline": (60, 180), "thank_you": (40, 120)}
_WORD = re.compile(r"\w\S*")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language by which a letter is judged."""

    thanks: re.Pattern[str]
    no: re.Pattern[str]
    negative: re.Pattern[str]
    comparing: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What must and what must not stand in a letter."""

    kind: str
    greeting: str  # the whole first line
    company: str  # empty where unknown
    signature: str
    strangers: Collection[str]  # companies of other opportunities
    own_words: Collection[str]  # the owner's own reason: theirs to choose


def words(table: Mapping[str, Any]) -> Words:
    """Compile the table [check] of config/letters/<language>.toml."""
    return Words(**{name: _any_of(table.get(name, ())) for name in ("thanks", "no", "negative", "comparing")})


def problems(body: str, facts: Facts, known: Words) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a letter."""
    greeting, _, rest = body.partition("\n")
    text = rest.removesuffix("\n").removesuffix(facts.signature)
    judged = text
    for own in facts.own_words:
        judged = _without(judged, own)
    if not facts.greeting or greeting != facts.greeting:
        yield "it does not begin with the person's greeting"
    if not body.rstrip("\n").endswith(facts.signature):
        yield "it does not end with the owner's name"
    if facts.company and facts.company not in text:
        yield f"it does not name {facts.company}"
    if gap := _GAP.search(_without(judged, facts.company)):
        yield f"a place in it is not filled: {gap[0]!r}"
    lead = _lead(text)
    if not known.thanks.search(text):
        yield "it does not say thanks"
    if not known.no.search(lead):
        yield "it does not say clearly, near its beginning, that the answer is no"
    yield from (f"a word that hurts or belittles: {found[0]!r}" for found in known.negative.finditer(judged))
    yield from (f"a word that compares: {found[0]!r}" for found in known.comparing.finditer(judged))
    yield from (
        f"it names {name}, of another process" for name in facts.strangers if _names(judged, name, facts.company)
    )
    yield from _length(judged, facts.kind)


def count(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def _length(text: str, kind: str) -> Iterator[str]:
    least, most = _LENGTHS[kind]
    if not least <= (found := count(text)) <= most:
        yield f"it has {found} words; {least} to {most} are good"
    if any(len(line.encode()) > 990 for line in text.splitlines()):
        yield "a paragraph is too long for one line of mail"


def _lead(text: str) -> str:
    """Return the first two paragraphs: a no that comes later comes too late."""
    return "\n".join([paragraph for paragraph in text.split("\n") if paragraph.strip()][:2])


def _names(text: str, name: str, company: str) -> bool:
    if len(name) < 3 or name.lower() in company.lower():
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _without(text: str, name: str) -> str:
    return text.replace(name, "X") if name else text


def _any_of(entries: Sequence[str]) -> re.Pattern[str]:
    if not entries:
        return _NEVER
    # A trailing "*" stands for any ending.
    parts = "|".join(
        re.escape(entry).replace(r"\*", r"\w{0,20}").replace(r"\ ", r"\s")
        for entry in sorted(entries, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)
