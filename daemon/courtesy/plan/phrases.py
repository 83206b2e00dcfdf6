"""The sentences that letters are made of, and how they are shared out, so that no two letters hold the same one.

A file phrases.<language>.toml holds, for each slot of a letter, many ways to say its thing. In a sentence

    {place}             is filled in; a sentence is fit only where everything it names is known
    [formal|familiar]   is one of the two, by the terms that the owner and the person are on
    (one, !other) …     at the beginning: fit only where `one` is known and `other` is not
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from courtesy.plan import mint

_GUARD = re.compile(r"\(([a-z_!, ]{1,80})\) ")
_PLACE = re.compile(r"\{([a-z_]{1,30})\}")
_TERMS = re.compile(r"\[([^\[\]|]{0,120})\|([^\[\]|]{0,120})\]")
_MASK = 2**64 - 1
_ALIKE = 3  # sentences beside each other in the file that are as good as each other
# What one person alone can be told. It is said once in a letter, and a sentence that says it comes before one that
# would suit anybody.
_PARTICULAR = {
    **dict.fromkeys(("topic", "event", "aside"), 6),
    "showed_what": 5,
    **dict.fromkeys(("meeting", "meeting_first", "arranged", "hosted_what", "praised_what", "sent_what"), 4),
    **dict.fromkeys(("took_over_from", "handed_to", "introduced_to"), 3),
    **dict.fromkeys(("gave_time", "revised", "answered", "called", "raised", "frank", "flexible_what", "showed"), 3),
    **dict.fromkeys(("wrote_after", "prepared", "praised", "personal_word", "travel", "moved", "chased"), 2),
    **dict.fromkeys(("encouraged", "patient"), 1),
}
_DEED = frozenset({"deed"})  # known where a letter has told one
_NAMED = frozenset({"post"})  # known where a letter has named the post
# The post and the house: to name them once in a letter is enough.
_POST = frozenset({"position", "position_at", "position_at_to", "post_at", "job", "job_at"})
_NAMES = _POST | {"at", "them"}
# What tells something about the case.
_WEIGHTS = {
    **_PARTICULAR,
    **dict.fromkeys(
        ("guide", "met_them", "coordinator", "executive", "referrer", "hiring_manager", "late", "extended"), 2
    ),
    "released": 2,
    "decider": 1,
    "post": 1,
    "deed": 1,  # a sentence made to follow another comes before one that would stand first
    **dict.fromkeys(("clause", "clause_first"), 1),
}
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ß„“«\"])")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[^\W\d_]|\d{1,2}|Dr|Prof|Mr|Mrs|Ms|Mx|St|Hr|Fr)\.$|^$")
_TIDY = (
    (re.compile(r",(?=[.,;:!?])"), ""),  # "…, Omnichannel,." where a role closed the sentence
    (re.compile(r"(?<=\w\.)\.(?!\.)"), ""),  # "Acme Inc.."
    (re.compile(r" +"), " "),
    (re.compile(r"(?<=\b[tmsnldj]’) "), ""),  # "je t’ en remercie": what is elided stands close
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say one thing."""

    text: str
    wants: frozenset[str]
    refuses: frozenset[str]
    weight: int  # how much it tells about the person

    def fits(self, known: AbstractSet[str], told: AbstractSet[str] = frozenset()) -> bool:
        """Tell whether all that it names is known and not told yet, and nothing that it cannot stand beside."""
        return self.wants <= known and self.refuses.isdisjoint(known) and self.wants.isdisjoint(told - _NAMES - _DEED)

    def tells(self) -> frozenset[str]:
        """Return what it tells, which need not be told again: `showed_what` tells `showed`, too."""
        of_them = (form for name in self.wants & _PARTICULAR.keys() for form in (name, name.removesuffix("_what")))
        return frozenset(of_them) | (self.wants & _NAMES)

    def say(self, facts: Mapping[str, str], *, familiar: bool) -> str:
        """Fill the places in."""
        chosen = _TERMS.sub(lambda found: found[2 if familiar else 1], self.text)
        text = _PLACE.sub(lambda found: facts[found[1]], chosen)
        for pattern, better in _TIDY:
            text = pattern.sub(better, text)
        return text.strip()


@dataclass(frozen=True, slots=True)
class Part:
    """One letter among those of its opportunity, as far as its sentences go."""

    key: str  # choices hang on it
    kind: str
    language: str
    facts: Mapping[str, str]  # what is not known is not among them
    familiar: bool


def parse(text: str) -> Phrase:
    """Read one sentence of the file."""
    guard = _GUARD.match(text)
    body = text[guard.end() :] if guard else text
    marks = [mark.strip() for mark in guard[1].split(",")] if guard else []
    wants = frozenset(_PLACE.findall(body)) | {mark for mark in marks if not mark.startswith("!")}
    return Phrase(
        text=body,
        wants=wants,
        refuses=frozenset(mark[1:] for mark in marks if mark.startswith("!")),
        weight=sum(_WEIGHTS.get(name, 0) for name in wants),
    )


def share(
    slot: str,
    phrases: Sequence[Phrase],
    parts: Sequence[Part],
    told: Sequence[set[str]] = (),
    used: set[str] | None = None,
    *,
    must: bool = False,
) -> list[str]:
    """Choose a text of a slot for each part, none twice; empty where none fits.

    `told` holds for each part what its letter tells of the person already, `used` the sentences that stand in any of
    the letters; what is chosen here is added to both, and nothing is chosen that would repeat a sentence of `used`.

    An assignment, not a draw: each part takes the first that it likes and nobody has, and an earlier one moves on where
    it can (augmenting paths). Where there are more parts than texts the rest say nothing, or, where something must be
    said, the round begins again, in the end with sentences that have been used.
    """
    said = [""] * len(parts)
    told = told or [set() for _ in parts]
    used = set() if used is None else used
    liked = {place: _liked(slot, phrases, part, told[place]) for place, part in enumerate(parts)}
    while seated := _assign(liked):
        for place, number in seated.items():
            text = phrases[number].say(parts[place].facts, familiar=parts[place].familiar)
            if not used.isdisjoint(sentences(text)):
                liked[place].remove(number)
                continue
            said[place] = text
            told[place] |= phrases[number].tells()
            used |= {*sentences(text)}
            del liked[place]
            liked = {other: [one for one in some if one != number] for other, some in liked.items()}
    rest = [place for place, text in enumerate(said) if must and not text]
    if 0 < len(rest) < len(parts):
        again = share(slot, phrases, [parts[n] for n in rest], [told[n] for n in rest], used, must=True)
        for place, text in zip(rest, again, strict=True):
            said[place] = text
    elif rest and used:
        return share(slot, phrases, parts, told, must=True)
    return said


def _liked(slot: str, phrases: Sequence[Phrase], part: Part, told: AbstractSet[str]) -> list[int]:
    """Return the sentences that fit a part: those that tell most about the person first, then as the file has them.

    What stands first in the file is said most naturally; of a few that stand together a fixed choice is made.
    """
    known = part.facts.keys() | (_DEED & told) | (frozenset() if told.isdisjoint(_POST) else _NAMED)
    fitting = [number for number, phrase in enumerate(phrases) if phrase.fits(known, told)]
    seed = mint.choice(part.key, slot)
    weights = [phrases[number].weight for number in fitting]
    rank = {number: weights[:place].count(weights[place]) for place, number in enumerate(fitting)}

    def merit(number: int) -> tuple[int, bool, int, int]:
        told_again = not phrases[number].wants.isdisjoint(told & _NAMES)
        return -phrases[number].weight, told_again, rank[number] // _ALIKE, _scattered(seed, number)

    return sorted(fitting, key=merit)


def _scattered(seed: int, number: int) -> int:
    """Mix two numbers so that the order that comes of it favours none (splitmix64)."""
    mixed = (seed + number * 0x9E3779B97F4A7C15) & _MASK
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    return mixed ^ (mixed >> 27)


def _assign(liked: Mapping[int, Sequence[int]]) -> dict[int, int]:
    holder: dict[int, int] = {}
    for place in liked:
        _seat(place, liked, holder, set())
    return {place: number for number, place in holder.items()}


def _seat(place: int, liked: Mapping[int, Sequence[int]], holder: dict[int, int], tried: set[int]) -> bool:
    for number in liked[place]:
        if number not in holder:
            holder[number] = place
            return True
    for number in liked[place]:
        if number not in tried:
            tried.add(number)
            if _seat(holder[number], liked, holder, tried):
                holder[number] = place
                return True
    return False


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a letter; a title or an initial does not end one."""
    for paragraph in text.split("\n"):
        begun = ""
        for piece in _STOP.split(paragraph):
            begun = f"{begun} {piece}".strip()
            if not _ABBREVIATED.search(begun):
                yield begun
                begun = ""
        if begun:
            yield begun


def flatten(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, Iterable[str]]]:
    """Yield (slot, sentences) of nested tables; slots are joined by dots."""
    for name, value in table.items():
        slot = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from flatten(value, f"{slot}.")
        elif isinstance(value, list):
            yield slot, [str(one) for one in value]
