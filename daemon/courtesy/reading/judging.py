"""What is to be made of one name in one sentence: a person of the process or not, met or not, in what part.

Places come from named; judgements go back there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courtesy.reading import capitals, page, phones, slots, spot, text

STRONG = (  # kinds of cue that speak for a person of the process, the most telling first
    "hand_over_self",
    "answer_to",
    "hand_over",
    "steps_in",
    "not_met",
    "manager",
    "team",
    "referrer",
    "coordinator",
    "assisted",
    "personnel",
    "interviewer",
    "executive",
    "on_behalf",
    "met",
    "opines",
    "greets",
    "helps",
    "person",
)
_ASIDE = frozenset({"aside", "asides"})
_PERSONAL = frozenset({"person", "answer_to", "manager"})  # nobody but people do, or get, this
_ASKED = frozenset({"questions", "person", "met", "opines", "decision", "answer_let"})
_MEETS = frozenset(STRONG) - {"not_met", "team", "executive", "on_behalf", "assisted", "personnel"}
_ABOVE_KIN = _MEETS - {"greets", "opines", "referrer", "hand_over_self"}
_OWN_WORD = frozenset(
    {"referrer", "referrer_own", "thanked"}
)  # in the owner's own mail these alone make somebody known
_PLAIN = frozenset(
    {"decision", "familiar", "formal", "telephoned", "personnel", "interviewer", "coordinator", "executive"}
)
_READER = re.compile(
    r"\b(?:[Yy]ou|[Yy]our|[Yy]e|u|ur|ya|yuh|Sie|Ihnen|Ihre?[nmrs]?|dich|dir|du|deine?[nmrs]?|euch|[Vv]ous|[Vv]otre|[Vv]os|te|tu|toi)\b"
)
_STANDS = re.compile(
    r"(?:\A|[;:(–—-]|, (?:and|und|et)|\b(?:and|with|w/|by|alongside|send|give|bring|show|und|mit|bei|et|avec|par|dem"
    r"|der))\Z",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(our|my|the|unsere?[rn]?|meine?[rn]?|notre|mon|ma)\s\Z", re.IGNORECASE)
_SUCCEEDS = re.compile(  # whom somebody follows in the post may have been met
    r"\b(?:you|vous|tu|on|sie|du|nobody|no one|personne)\b[^,;]{0,25}\b(?:replac|remplac|ersetz|succeed|succéd)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s(?:want|are|have|were|need)\b")
_DENIED = re.compile(
    r"\b(?:not|never|room|until|till|former\w*|used to|customers?|clients?|students?|moved|remember|reminded)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_ENOUGH = 3
_APART = 6  # signs between two names of one list: " and ", " & "

REFEREES = "people.referees"
"""The rule by which those are known whom the owner names as references, who may write as well."""

OWNERS = "people.owners"
"""The rule by which the owner's own people are known, who are nobody of the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name in focus, in its sentence; `found` holds the kinds of cue said of it, each with its pattern."""

    sentence: text.Sentence
    said: str
    spans: Sequence[spot.Span]
    focus: int
    found: Mapping[str, str]
    page: page.Page

    @property
    def span(self) -> spot.Span:
        """Return the name in focus."""
        return self.spans[self.focus]

    @property
    def behind(self) -> str:
        """Return what stands between the name and the next."""
        last = self.focus + 1 == len(self.spans)
        return self.said[self.span.end : len(self.said) if last else self.spans[self.focus + 1].start]


def is_sure(one: Place) -> bool:
    """Tell whether a name is that of a person of the process, by what kind of word it is and what is said of it."""
    span, found = one.span, one.found
    if one.sentence.place == "subject" or not _ASIDE.isdisjoint(found) or ("kin" in found and not _is_met_kin(found)):
        return False
    if one.page.own:
        least = capitals.GIVEN if one.page.manner.nouns else capitals.DOUBTFUL
        return span.weight >= least and not found.keys().isdisjoint(_OWN_WORD)
    if is_house(one.said, one.spans, one.focus):
        return False
    if "bidden" in found and found.keys() <= {"met", "opines", "bidden", "decision"}:
        return False
    if "questions" in found and found.keys() <= _ASKED and one.page.lexicon.part(span.title)[1] < 0.6:
        return False  # whom to ask about the insurance is nobody of the process
    cue = _cue(one)
    titled = span.title is not None
    whole = span.name.full or bool(span.name.honorific)
    return (cue > 0 or (titled and whole)) and span.weight + cue + titled >= _ENOUGH


def _is_met_kin(found: Mapping[str, str]) -> bool:
    """Tell whether the writer's wife or son has to do with the owner, more than by what they think of their work."""
    above = found.keys() & _ABOVE_KIN
    return bool(above - {"person"} if "opines" in found else above)


def is_house(said: str, spans: Sequence[spot.Span], focus: int) -> bool:
    """Tell whether a single name is spoken of as several: "Glyn Cothi want you"; not "Ana and Tom want"."""
    span = spans[focus]
    alone = focus == 0 or span.start - spans[focus - 1].until > _APART
    plural = span.title is None and bool(_PLURAL.match(said, span.end))
    return plural and alone and not _READER.search(said[: span.start])


def _cue(one: Place) -> int:
    """Return how much what is said speaks for a person."""
    span, said = one.span, one.said
    department = span.title is not None and said[span.end : span.until].split(maxsplit=1)[:1] in (
        ["from"],
        ["in"],
        ["aus"],
        ["vom"],
    )
    if department or not one.found.keys().isdisjoint(_PERSONAL):
        return 4
    if not one.found.keys().isdisjoint(STRONG) or (slots.is_slot(said) and span.title and span.name.full):
        return 2
    invited = one.sentence.place == "invitation" and (span.name.full or span.weight == capitals.KNOWN)
    if span.name.full and _introduced(one) not in {"", "the"}:
        return 2
    timed = slots.is_slot(said) or one.page.lexicon.words.slots.is_timed(said, one.spans, one.focus)
    return 1 if timed or invited or _told_to_reader(one) or _introduced(one) else 0


def _introduced(one: Place) -> str:
    """Return by which article the writer names somebody as what they are there; empty where they do not.

    "It's the field lead Caio" is said by "the", "our chief, Ann" by "our".
    """
    span, before = one.span, one.said[: one.span.start].rstrip(" ,:")
    if one.page.own or one.sentence.place != "body" or span.title is None or not before.endswith(span.title):
        return ""
    article = _OURS.search(before[: -len(span.title)])
    return article[1].lower() if article else ""


def _told_to_reader(one: Place) -> bool:
    """Tell whether the writer tells the reader of somebody and of themselves at once: "Manny has your saddle"."""
    span, before = one.span, one.said[: one.span.start].rstrip()
    if one.page.own or one.page.manner.lower or one.sentence.place != "body" or span.weight < capitals.GIVEN:
        return False
    if _DENIED.search(one.said) or not _READER.search(one.said):
        return False
    stands = _STANDS.search(before) or (span.title is not None and before.rstrip(" ,").endswith(span.title))
    return bool(stands) and one.found.keys() <= _PLAIN


def _told_of(one: Place) -> bool:
    """Tell whether the reader is told of somebody by what they are there: "our manager, Colin, has your form"."""
    return bool(_introduced(one)) and bool(_READER.search(one.said)) and not _DENIED.search(one.said)


def is_met(one: Place) -> bool:
    """Tell whether the owner meets or deals with the person."""
    if is_absent(one) or (one.found.keys() <= {"met", "opines", "bidden", "decision"} and "bidden" in one.found):
        return False  # "talk to Robin" bids the owner to, whoever Robin is
    if "later" in one.found:
        return False  # "our chairman, whom you will meet once you start"
    if "left" in one.found and one.found.keys().isdisjoint({"met", "opines", "returns"}):
        return False
    timed = one.sentence.place != "subject" and (
        slots.is_slot(one.said) or one.page.lexicon.words.slots.is_timed(one.said, one.spans, one.focus)
    )
    meets = not one.found.keys().isdisjoint(_MEETS) or _told_to_reader(one) or _told_of(one)
    return one.sentence.place == "invitation" or timed or meets


def is_absent(one: Place) -> bool:
    """Tell whether the person was replaced or could not come."""
    absent = {"not_met"} if _SUCCEEDS.search(one.said) else {"not_met", "replaced"}
    return not one.found.keys().isdisjoint(absent) and "steps_in" not in one.found


def has_left(one: Place) -> bool:
    """Tell whether the person is gone; not who only goes in a later month, comes back, or is to be followed."""
    follows = "replaced" in one.found and bool(_SUCCEEDS.search(one.said))
    gone = "left" in one.found and "returns" not in one.found and not follows
    return gone and not one.page.goes_later(one.sentence.text)


def number(one: Place) -> str | None:
    """Return the number that follows a name, where it is not the writer's own."""
    found = None if one.page.own else phones.best(phones.find(one.behind))
    return found if found != one.page.signature.phone else None


def source(one: Place) -> str:
    """Return what kind of place a name stands in."""
    if one.sentence.place == "invitation":
        return "invitation"
    if one.sentence.place.startswith("attachment"):
        return "attachment"
    if "hand_over" in one.found:
        return "handover"
    return "schedule" if slots.is_slot(one.said) else "body"


def rule(one: Place) -> str:
    """Return the name of the rule that saw the person."""
    if one.page.own and "asides" in one.found:
        return REFEREES
    if one.page.own and not one.found.keys().isdisjoint({"kin", "aside", "mine"}):
        return OWNERS
    return next((f"people.{kind}: {one.found[kind]}" for kind in STRONG if kind in one.found), "people.named")
