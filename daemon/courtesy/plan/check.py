"""Whether a letter may be laid in Drafts: what its reader would stumble over.

The words of each language stand in config/letters. A letter of ours that fails (`problems`) is not laid down; for one
that the owner wrote or changed (`warnings`) what is found is only said to them. Pure: the same text, the same findings.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_GAP = re.compile(
    r"[{}\[\]]|<[^<>@\n]{0,40}>|_{3,}|\?{2,}|\bNone\b(?! of\b)|\b(?:TODO|TBD|XXX|undefined|nan|Lorem|N/A)\b"
    r"|[ \t],| \.(?:\s|$)|,,"
)
_LENGTHS = {"thank_you": (40, 120)}
_USUAL = (60, 180)
_FEWEST = {"short": 25}  # where the owner wants letters short
_WORD = re.compile(r"\w\S*")
_NEVER = re.compile(r"(?!)")
_THANKING = frozenset({"decline", "thank_you", "acknowledgement", "ask_time", "withdrawal"})
_DECLINING = frozenset({"decline", "thank_you"})
_NUMBER = re.compile(r"\d+(?:[.,:’'  ]\d+)*")
_END = re.compile(r"(?<=[.!?:…])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language by which a letter is judged."""

    thanks: re.Pattern[str]
    no: re.Pattern[str]
    withdrawal: re.Pattern[str]
    negative: re.Pattern[str]
    comparing: re.Pattern[str]
    capitals: bool  # whether a capital within a sentence marks a name; in German every noun has one
    plain: frozenset[str]  # words with a capital that are no names: I, Monday, English


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What must and what must not stand in a letter."""

    kind: str
    greeting: str  # the whole first line
    company: str  # empty where unknown, or where the owner works there already
    signature: str
    strangers: Collection[str]  # companies and people of other opportunities
    own_words: Collection[str]  # the owner's own reason: theirs to choose
    names: Collection[str] = ()  # the words of the recipient's name
    forbidden: Collection[str] = ()  # the owner's own list
    length: str = "usual"


def words(table: Mapping[str, Any]) -> Words:
    """Compile the table [check] of config/letters/<language>.toml."""
    names = ("thanks", "no", "withdrawal", "negative", "comparing")
    return Words(
        **{name: _any_of(table.get(name, ())) for name in names},
        capitals=bool(table.get("capitals", False)),
        plain=frozenset(table.get("plain", ())),
    )


def problems(body: str, facts: Facts, known: Words) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a letter of ours."""
    greeting, _, rest = body.partition("\n")
    text = rest.removesuffix("\n").removesuffix(facts.signature)
    if not facts.greeting or greeting != facts.greeting:
        yield "it does not begin with the person's greeting"
    if not body.rstrip("\n").endswith(facts.signature):
        yield "it does not end with the owner's name"
    if facts.kind == "decline" and facts.company and facts.company not in text:
        yield f"it does not name {facts.company}"
    yield from _said(text, facts, known)
    yield from _length(text, facts)


def warnings(body: str, facts: Facts, known: Words, traceable: str = "") -> Iterator[str]:
    """Yield a sentence for everything that the owner may want to look at again in a letter of their own.

    `traceable` is all text in which a fact may stand, of mail and configuration; empty: facts are not traced.
    """
    lines = [line for line in body.splitlines() if line.strip()]
    greeting = lines[0] if lines else ""
    if facts.names and not _has_any(greeting, facts.names):
        yield f"it does not greet {' '.join(dict.fromkeys(facts.names)).title()}"
    owner = facts.signature.partition("\n")[0].split()
    if owner and not _has_any(" ".join(lines[-6:]), owner):
        yield "it does not end with your name"
    text = body.partition("\n")[2] if _has_any(greeting, facts.names) else body
    bare = text.rstrip("\n").removesuffix(facts.signature)
    yield from _said(bare, facts, known)
    longest = most(facts.kind)
    if (found := count(bare)) > longest:
        yield f"it has {found} words; up to {longest} are good"
    if traceable:
        yield from unfounded(bare, traceable, known)


def unfounded(text: str, traceable: str, known: Words) -> Iterator[str]:
    """Yield a sentence for every number and every name that stands nowhere in mail or configuration."""
    numbers = set(_NUMBER.findall(traceable)) | {one.lstrip("0") for one in re.findall(r"\d+", traceable)}
    for one in dict.fromkeys(_NUMBER.findall(text)):
        if one not in numbers and not set(re.findall(r"\d+", one)) <= numbers:
            yield f"the number {one} stands in none of their mail"
    if not known.capitals:
        return
    there = {word.lower().strip("'’") for word in re.findall(r"[\w'’]+", traceable)}
    for one in dict.fromkeys(_names_in(text)):
        word = one.lower().removesuffix("’s").removesuffix("'s")
        first = re.split(r"[’']", one, maxsplit=1)[0]  # "I’ve" is no name
        if not {one, first} & known.plain and not set(re.split(r"[-’']", word)) - {""} <= there | known.plain:
            yield f"the name {one} stands in none of their mail"


def count(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def _names_in(text: str) -> Iterator[str]:
    """Yield the words with a capital that do not begin a sentence."""
    for sentence in _END.split(text):
        for word in re.findall(r"[^\W_][\w'’-]*", sentence.strip())[1:]:
            if word[0].isupper() and len(word) > 1 and any(c.islower() for c in word):
                yield word


def _said(text: str, facts: Facts, known: Words) -> Iterator[str]:
    """Yield what is wrong with the words between greeting and signature."""
    judged = _theirs(text, facts)
    if gap := _GAP.search(_without(judged, facts.company)):
        yield f"a place in it is not filled: {gap[0]!r}"
    if facts.kind in _THANKING and not known.thanks.search(text):
        yield "it does not say thanks"
    if facts.kind in _DECLINING and not known.no.search(_lead(text)):
        yield "it does not say clearly, near its beginning, that the answer is no"
    if facts.kind == "withdrawal" and not known.withdrawal.search(_lead(text)):
        yield "it does not say clearly, near its beginning, that the application is withdrawn"
    yield from (f"a word that hurts or belittles: {found[0]!r}" for found in known.negative.finditer(judged))
    yield from (f"a word that compares: {found[0]!r}" for found in known.comparing.finditer(judged))
    yield from (f"a word that you never want: {one!r}" for one in facts.forbidden if one.strip() and _names(text, one))
    yield from (
        f"it names {name}, of another process"
        for name in facts.strangers
        if len(name) > 2 and name.lower() not in facts.company.lower() and _names(judged, name)
    )


def _length(text: str, facts: Facts) -> Iterator[str]:
    fewest, longest = least(facts.kind, facts.length), most(facts.kind)
    # However long the owner's own reason is, it makes no letter of ours too long.
    if (found := count(text)) < fewest or count(_theirs(text, facts)) > longest:
        yield f"it has {found} words; {fewest} to {longest} are good"
    if any(len(line.encode()) > 990 for line in text.splitlines()):
        yield "a paragraph is too long for one line of mail"


def least(kind: str, length: str = "usual") -> int:
    """Return the fewest words of a letter that is neither curt nor the owner's own."""
    return _FEWEST.get(length, _LENGTHS.get(kind, _USUAL)[0])


def most(kind: str) -> int:
    """Return the most words of a letter that its reader is glad to get."""
    return _LENGTHS.get(kind, _USUAL)[1]


def _theirs(text: str, facts: Facts) -> str:
    """Return a text without the words that are the owner's to choose."""
    for own in facts.own_words:
        text = _without(text, own)
    return text


def _lead(text: str) -> str:
    """Return the first two paragraphs: a no that comes later comes too late."""
    return "\n".join([paragraph for paragraph in text.split("\n") if paragraph.strip()][:2])


def _has_any(text: str, names: Collection[str]) -> bool:
    return any(len(name.strip(".")) > 1 and _names(text, name) for name in names)


def _names(text: str, name: str) -> bool:
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
