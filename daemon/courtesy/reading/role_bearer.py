"""Whose a title is: somebody's of whom a mail speaks, or a post that another has; neither is the job.

Titles come from role, which asks for each that nothing announces.
"""

import re
from dataclasses import dataclass

from courtesy.reading import text

# "The Head of Reference position has gone to somebody else": another post than that which is offered.
GONE = re.compile(
    r"\b(?:ha[sd] gone|went|is gone|ha[sd] (?:already )?been (?:filled|given)|was (?:filled|given)|is filled)"
    r" (?:to )?(?:an? |the )?(?:internal|other|another|somebody|someone|candidate|colleague|one|person)"
)
# Before a noun of titles: it is what somebody is whom they speak of, or who writes.
_SOMEBODYS = re.compile(
    r"(?:\b(?i:our|my|his|her|their|unser\w*|mein\w*|notre|mon|ma|report(?:s|ing)? to(?: the)?|i['’]?m(?: the)?"
    r"|i am(?: the)?|who['’]s (?:the|your)|ask (?:for )?(?:the|our)|ich bin|je suis|herrn?|frau|mr\.?|ms\.?|mrs\.?|sir)"
    r"|(?<!title)(?<!role)(?<!post)(?<!position)(?<!job)(?<=[\w.]) \("
    r"|\b(?:see|meet|tell|told|ask|asked|speak to|speak with|talk to|talked to|spoke to) the"
    r"|\b[A-ZÀ-Þ]\w+, (?:the|our|an?|der|die|unsere?|le|la|notre))\s?$"
)
# Behind it: whoever bears the title does something.
ACTS = re.compile(
    r" (?:here|(?:will|would like to|wants? to|is going to|may|can) (?:answer|hear|know|ring|call|phone|contact"
    r"|be in touch|meet|e?mail|send|get back|speak|talk|explain|show|take|introduce|join|sit|interview|see|have a word"
    r"|drop|give you)|has (?:asked|told|agreed|approved|signed)|wants? (?:an?|your|you|it) |needs? (?:an?|your|you|to) "
    r"|thinks?|loved?|likes?|liked|asked|told|said|says|meldet sich|wird sich|ruft|vous appellera|vous contactera)\b"
)
# "Carl Jepsen, Supervisory Hydrologist": the name before a title.
_NAMED = re.compile(r"([A-ZÀ-Þ][\w'’.-]{1,40}(?: [A-ZÀ-Þ][\w'’.-]{0,40}){0,2})(?:,| [-–—|(/])\s?$")
# "the Operations Director signs it", "la directrice des soins": somebody, where nothing announces a post.
_THAT = re.compile(r"\b(?:the|der|die|das|dem|den|la|le|il|el|het) $|\bl['’]$", re.IGNORECASE)
_POST = re.compile(
    r"[^.,;]{0,40}\b(?i:role|position|job|post|vacancy|opening|seat|process|interviews?|team|application|search|opportunity|Stelle|poste)\b"
)
_POSTS = re.compile(r"(?:ship|ency|headship|ung|professur|assistenz|stelle)$", re.IGNORECASE)  # no person's name
# "Superintendent Oakes has approved": who bears the name has the title.
_SURNAMED = re.compile(r" [A-ZÀ-Þ][\w'’-]+ (?:has|have|had|is|was|will|would|said|says|and I)\b")


def borne(line: str, start: int, noun: re.Match[str]) -> bool:
    """Tell whether somebody bears the title that starts somewhere in a line and ends in a noun, or another has it."""
    return bool(
        _SOMEBODYS.search(line[:start])
        or ACTS.match(line, noun.end())
        or _SURNAMED.match(line, noun.end())
        or _is_somebody(line, start, noun)
        or GONE.search(line, noun.end())
    )


def _is_somebody(line: str, start: int, noun: re.Match[str]) -> bool:
    """Tell whether an article makes somebody of a title: "the Works Manager signs"; not "the works manager role"."""
    post = _POSTS.search(noun.group()) or _POST.match(line, noun.end())
    return post is None and _THAT.search(line, 0, start) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Who is named in a mail, in small letters: the titles that people bear, their names, and the words of these."""

    borne: frozenset[str]
    people: frozenset[str]
    called: frozenset[str]

    def bear(self, title: str, sentence: text.Sentence) -> bool:
        """Tell whether a title is that of somebody named: "Professor Sharpe", "Carl Jepsen, Hydrologist", "Dean"."""
        low = title.lower()
        if low in self.called and sentence.place != "subject":
            return True
        named = _NAMED.search(sentence.text.partition(title)[0])
        if named and self.called & frozenset(named.group(1).lower().split()):
            return True
        behind = low.split()[1:]
        if behind and self.called.issuperset(behind):
            return True
        if any(low.endswith(f" {name}") for name in self.people if " " in name):  # "HVAC Supervisor Earl Combs"
            return True
        return low.partition(" ")[2] in self.people or any(
            low == other or low in other or (other in low and "(" in low) or low.endswith(f", {other}")
            for other in self.borne
        )
