"""Sums written in words: "fifty-two thousand", "forty-five an hour", "twenty-eight fifty an hour", "one-eighty a day".

Sentences come from pay; with digits in place of words they go on to money.
"""

import re

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_WORDS = {word: value for value, word in enumerate((*_ONES, *_TEENS), 1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_HINT = re.compile(rf"\b(?:{_NUMBER}|hundred|thousand)\b", re.IGNORECASE)
_PAID = (
    r"(?=[ -](?:grand|k|quid|pounds|euros?|dollars|bucks|rand|base|basic|scale"
    r"|(?:an|a|per|each) (?:hour|hr|day|shift|week|month|year|annum))\b|/(?:hr|hour|h|day|week|wk|month|mo|year|yr)\b)"
)
_RUN = re.compile(
    rf"\b(?:{_NUMBER}|an?(?= hundred| thousand))"
    rf"(?:(?:[ -]|(?<=thousand), )(?:and[ -])?(?:{_NUMBER}|hundred|thousand|a half)\b){{0,9}}",
    re.IGNORECASE,
)
_AFTER = re.compile(_PAID, re.IGNORECASE)
_A_YEAR = re.compile(r"[ -](?:a|per) (?:year|annum)\b|/(?:year|yr)\b", re.IGNORECASE)
_SMALL = 1000
_PARTS = re.compile(rf"\b(?:{_NUMBER}|hundred|thousand|half|an?)\b")


def digits(text: str) -> str:
    """Write out sums in words as digits; other numbers stay as they are: "five of us"."""
    return _RUN.sub(lambda match: _written(match, text), text) if _HINT.search(text) else text


def _written(match: re.Match[str], text: str) -> str:
    run = match.group()
    if "thousand" in run.lower() or _AFTER.match(text, match.end()):
        value = _value(_PARTS.findall(run.lower()))
        if value < _SMALL and value != int(value) and _A_YEAR.match(text, match.end()):
            value = (int(value) + round(value % 1 * 100) / 10) * 1000  # "fifty-eight five a year"
        return f"{value:,.0f}" if value == int(value) else f"{value:.2f}"
    return run


def _value(words: list[str]) -> float:
    whole, part, pence = 0.0, 0.0, 0.0
    for word in words:
        if word == "thousand":
            whole, part = whole + (part or 1) * 1000, 0
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "half":
            part += 0.5
        elif word in {"a", "an"}:
            continue
        elif _joins(part, _WORDS[word]):
            part += _WORDS[word]
        elif part < 10:
            part = part * 100 + _WORDS[word]  # "one-eighty"
        else:
            pence = _WORDS[word] / 100  # "twenty-eight fifty"
    return whole + part + pence


def _joins(part: float, number: int) -> bool:
    """Tell whether a number goes on from the one before it: "forty" and "five", "two hundred" and "ten"."""
    return not part or part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and number < 10)
