"""Amounts of money in a text: currency, number, multiplier.

Sentences come from text; amounts go on to pay.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

_SPACES = "\u00a0\u202f\u2009 "
_GROUPED = rf"\d{{1,3}}(?:[{_SPACES}'’.,]\d{{2,3}}){{1,4}}(?:[.,]\d{{1,2}})?(?!\d)"
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.'’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_NUMBER = re.compile(rf"(?<![\d.,])(?:{_GROUPED}|\d{{1,9}}(?:[.,]\d{{1,2}})?(?!\d))")
_DECIMALS = re.compile(r"\d{1,3}[.,]\d{2}")
_INDIAN = {"l", "lpa", "lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr"}
_RANGE = {"-", "–", "—", "to", "bis", "à", "and", "und", "et"}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **dict(
        zip(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(1, 11), strict=True)
    ),
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_WORDS |= {"a": 1, "an": 1}
_THOUSAND = re.compile(r"\bthousand\b", re.IGNORECASE)
_TAIL = [word for word in _WORDS if word not in {"a", "an"}]
_SPELLED = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})(?:[ -](?:and[ -])?(?:{'|'.join(_WORDS)}|hundred|thousand)){{0,9}}(?<=thousand)"
    rf"(?:,? (?:and )?(?:{'|'.join(_TAIL)}|hundred)\b(?:[ -](?:and[ -])?(?:{'|'.join(_TAIL)}|hundred)\b){{0,6}})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """How money is written, compiled from config/reading/pay.toml."""

    before: re.Pattern[str]  # a sign at the end of the few letters before a number
    after: re.Pattern[str]  # multiplier and sign right after a number
    signs: Mapping[str, str]  # lower-case sign, word or code to ISO 4217; several where one sign serves them
    multipliers: Mapping[str, int]
    counted: re.Pattern[str]  # what stands after a number that is no money: "45 hours"
    yearly: Mapping[str, float]
    hourly: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as written; `currency` is None where none stands beside it, several codes where a sign serves them."""

    start: int
    end: int
    value: float
    currency: str | None
    multiplied: bool  # "165k", "18 LPA"
    grouped: bool  # "34,500"
    per_annum: bool  # "LPA" says so itself
    decimals: bool  # "17.50"
    ranged: bool = False  # one end of a band


def digits(text: str) -> str:
    """Write out numbers in words as digits: "fifty-two thousand euro" as "52000 euro"."""
    return _SPELLED.sub(_in_digits, text) if _THOUSAND.search(text) else text


def _in_digits(match: re.Match[str]) -> str:
    whole, part = 0, 0
    for word in re.findall("[a-z]+", match.group().lower()):
        if word == "thousand":
            whole, part = whole + part * 1000, 0
        elif word == "hundred":
            part = (part or 1) * 100
        else:
            part += _WORDS.get(word, 0)
    return str(whole + part) + " " * match.group()[-1:].isspace()


def compile_tables(table: Mapping[str, Any]) -> Lexicon:
    """Compile config/reading/pay.toml."""
    codes = table["codes"]["known"]
    signs = {sign.lower(): code for sign, code in (table["signs"] | table["words"]).items()}
    signs |= {code.lower(): "CNY" if code == "RMB" else code for code in codes}
    return Lexicon(
        before=re.compile(rf"(?<![\w.,])({_either([*table['signs'], *codes])})(?:/-)?[{_SPACES}]?$", re.IGNORECASE),
        after=re.compile(
            rf"(?:/-|,[-–—])?(?!\d)(?:[{_SPACES}]?(?P<times>{_either(table['multipliers'])})(?!\w))?"
            rf"(?:[{_SPACES}]?(?P<mark>{_either([*table['signs'], *codes, *table['words']])})(?!\w))?",
            re.IGNORECASE,
        ),
        signs=signs,
        multipliers=dict(table["multipliers"]),
        counted=re.compile(rf"[{_SPACES}-]?(?:{_either(table['counted']['words'])})\b", re.IGNORECASE),
        yearly=dict(table["yearly"]),
        hourly=dict(table["hourly"]),
    )


def find(text: str, lexicon: Lexicon) -> list[Amount]:
    """Return the amounts of a text that bear a currency, a multiplier, or look like a sum."""
    found = list(_amounts(text, lexicon))
    for index in range(len(found) - 1):
        low, high = found[index], found[index + 1]
        between = text[low.end : min(high.start, low.end + 8)].strip().lower()
        if between in _RANGE and low.value < high.value <= 2.5 * low.value:
            found[index : index + 2] = (replace(one, ranged=True) for one in found[index : index + 2])
    return found


def _amounts(text: str, lexicon: Lexicon) -> Iterator[Amount]:
    for match in _NUMBER.finditer(text):
        start, number = match.start(), match.group()
        sign = lexicon.before.search(text[max(0, start - 7) : start])
        if sign is None and start and text[start - 1].isalnum():  # "M6"
            continue
        after = lexicon.after.match(text, match.end())
        if after is None or text[after.end() : after.end() + 2].lstrip().startswith("%"):
            continue
        times = (after["times"] or "").lower()
        if sign is None and lexicon.counted.match(text, match.end()):
            continue
        mark = sign[1] if sign and sign[1] != "r" else after["mark"] if after["mark"] not in {"r", "R", "rm"} else None
        yield Amount(
            start=start - (len(sign.group()) if sign else 0),
            end=after.end(),
            value=_value(number) * lexicon.multipliers.get(times, 1),
            currency=lexicon.signs.get(mark.lower()) if mark else "INR" if times in _INDIAN else None,
            multiplied=bool(times),
            grouped=_THOUSANDS.fullmatch(number) is not None,
            per_annum=times == "lpa",
            decimals=_DECIMALS.fullmatch(number) is not None,
        )


def _value(number: str) -> float:
    """Read "68.500", "29 400", "12,00,000", "4'500.50", "17,50"."""
    number = re.sub(rf"[{_SPACES}'’]", "", number)
    head, mark, tail = _last(number)
    if mark and len(tail) in {1, 2}:
        return float(f"{_DIGITS.sub('', head)}.{tail}")
    return float(_DIGITS.sub("", number))


def _last(number: str) -> tuple[str, str, str]:
    place = max(number.rfind("."), number.rfind(","))
    return (number[:place], number[place], number[place + 1 :]) if place >= 0 else (number, "", "")


def _either(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
