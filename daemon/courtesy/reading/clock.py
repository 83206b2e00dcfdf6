"""Which bare numbers are times of day: "by 5 on Friday", "avant 18 heures", "by 17.00", "1700 hrs".

Tokens come from grammar; those with their times go on to patterns.
"""

import re
from collections.abc import Sequence

from courtesy.reading import grammar, pieces

_OFFICE = 8  # an hour below it is one of the afternoon
_SUMS = frozenset("$£€")
_ROUND = 5  # "by 17.30" is a time where its minutes are round, and a day of December where they are not
_FULL = re.compile(r"@(?P<d>d)(?P<u>u)")
_BARE = re.compile(
    r"@(?P<d>[dc])(?:@?(?=[wxs])|(?=bh?p)|(?<=[wxdrym]@[dc])(?=[.,)]|$)|(?<=[wxdrym]\)@[dc])(?=[.,)]|$)"
    r"|(?<=[wx]@[dc])(?=[_@>]))"
)
_TONIGHT = re.compile(r"(?<![dqrm#,.])(?P<d>d)(?=x)")
_DOTTED = re.compile(r"@(?P<d>q)")
_FOUR = re.compile(r"(?:(?<=[@,wxy])|^)(?P<d>[#y])(?:(?P<u>u)|(?=@?[wxzdr]))")


def with_times(tokens: list[pieces.Token], text: str, lexicon: grammar.Lexicon) -> list[pieces.Token]:
    """Return the tokens with one time of day for those that stand for it."""
    letters = "".join(token.kind for token in tokens)
    taken: dict[int, tuple[int, pieces.Token]] = {}
    for pattern in (_FULL, _BARE, _TONIGHT, _DOTTED, _FOUR):
        for match in pattern.finditer(letters):
            place = match.start("d")
            with_unit = "u" in match.re.groupindex and match.start("u") >= 0
            clock = _READERS[pattern](tokens, place, text, lexicon) if place not in taken else None
            if clock is not None:
                end = place + 1 + with_unit
                taken[place] = (end, pieces.Token("t", clock, tokens[place].start, tokens[end - 1].end))
    if not taken:
        return tokens
    result, place = [], 0
    while place < len(tokens):
        end, token = taken.get(place, (place + 1, tokens[place]))
        result.append(token)
        place = end
    return result


def _full(tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon) -> pieces.Clock | None:
    """Read "avant 18 heures"."""
    hour = int(tokens[place].value)
    good = _word(tokens, place - 1, text) in lexicon.hour_after and tokens[place + 1].value == "hour" and hour < 24
    return pieces.Clock(hour, 0) if good else None


def _bare(tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon) -> pieces.Clock | None:
    """Read "by 5 on Friday", "by five tomorrow", "tonight by 9 with your answer"."""
    hour = int(tokens[place].value)
    word = _word(tokens, place - 1, text)
    if hour > 12 or (lexicon.hour_after and word not in lexicon.hour_after):
        return None
    if tokens[place].kind == "c" and (not lexicon.hour_after or len(_word(tokens, place, text)) < 3):
        return None  # "by a Friday"
    if place + 1 < len(tokens) and tokens[place + 1].kind in "_@>":
        after = _word(tokens, place + 1, text)
        if after not in lexicon.hour_before and not (tokens[place + 1].kind == "@" and _names_day(tokens, place + 2)):
            return None
    late = _word(tokens, place + 1, text) in lexicon.evening or _word(tokens, place - 2, text) in lexicon.evening
    if any(_word(tokens, step, text) in lexicon.morning for step in range(place + 1, place + 4)):
        return pieces.Clock(hour, 0)
    return pieces.Clock(hour + 12 if (hour < _OFFICE or late) and hour < 12 else hour, 0)


def _tonight(tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon) -> pieces.Clock | None:
    """Read "best I can do is 8 tonight"."""
    hour = int(tokens[place].value)
    late = _word(tokens, place + 1, text) in lexicon.evening and _word(tokens, place - 1, text) not in _SUMS
    return pieces.Clock(hour + 12, 0) if late and 3 < hour < 12 else None


def _dotted(tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon) -> pieces.Clock | None:
    """Read "by 17.00", "at 9.30"."""
    mark, parts = tokens[place].value
    if not lexicon.dotted_clock or mark != "." or len(parts) != 2 or not _two_digits(tokens[place], text):
        return None
    hour, minute = parts
    good = _word(tokens, place - 1, text) in lexicon.hour_after and hour < 24 and minute < 60 and not minute % _ROUND
    return pieces.Clock(hour + 12 if 0 < hour < _OFFICE else hour, minute) if good else None


def _two_digits(token: pieces.Token, text: str) -> bool:
    return len(text[token.start : token.end].rstrip(".").partition(".")[2]) == 2


def _four(tokens: Sequence[pieces.Token], place: int, text: str, lexicon: grammar.Lexicon) -> pieces.Clock | None:
    """Read "1700 hrs", "by 1630 on Friday"; a year stands where a unit of hours does not follow."""
    written = text[tokens[place].start : tokens[place].end]
    hours = place + 1 < len(tokens) and tokens[place + 1].kind == "u"
    if len(written) != 4 or (hours and tokens[place + 1].value != "hour") or (not hours and tokens[place].kind == "y"):
        return None
    if not hours and (int(written) % _ROUND or _word(tokens, place - 1, text) not in lexicon.hour_after):
        return None
    hour, minute = int(written[:2]), int(written[2:])
    return pieces.Clock(hour, minute) if hour < 24 and minute < 60 else None


_READERS = {_FULL: _full, _BARE: _bare, _TONIGHT: _tonight, _DOTTED: _dotted, _FOUR: _four}


def _names_day(tokens: Sequence[pieces.Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in "wxs"


def _word(tokens: Sequence[pieces.Token], place: int, text: str) -> str:
    """Return a token as written, in lower case; empty beyond the ends."""
    return text[tokens[place].start : tokens[place].end].lower() if 0 <= place < len(tokens) else ""
