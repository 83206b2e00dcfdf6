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
_NUMBER = re.compile(rf"(?<![\d,])(?<!\d\.)(?:{_GROUPED}|\d{{1,3}}\.\d{{4}}(?!\d)|\d{{1,9}}(?:[.,]\d{{1,2}})?(?!\d))")
_DECIMALS = re.compile(r"\d{1,3}(?:[.,]\d{2}|\.\d{4})")
_SMALL = {
    "r",
    "n",
    "sh",
    "br",
    "sr",
    "qr",
    "bs",
    "tk",
    "rp",
    "ft",
}  # signs that are words, or parts of them, where written small
_AFTER = _SMALL | {"R", "rm", "N", "Sh", "Br", "Bs", "B/."}  # signs that stand before a number only
_INDIAN = {"l", "lpa", "lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr"}
_RANGE = {"-", "–", "—", "to", "bis", "à", "and", "und", "et"}
_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """How money is written, compiled from config/reading/pay.toml."""

    before: re.Pattern[str]  # a sign at the end of the few letters before a number
    after: re.Pattern[str]  # multiplier and sign right after a number
    signs: Mapping[str, str]  # lower-case sign, word or code to ISO 4217; several where one sign serves them
    multipliers: Mapping[str, int]
    numbered: re.Pattern[str]  # what stands before a number that is no money: "grade 7"
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
    multiplier: int  # 1000 of "165k"
    grouped: bool  # "34,500"
    per_annum: bool  # "LPA" says so itself
    decimals: bool  # "17.50"
    numbered: bool = False  # "grade 7": no money
    ranged: bool = False  # one end of a band


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
        numbered=re.compile(rf"(?<!\w)(?:{_either(table['numbered']['words'])})[{_SPACES}:#-]{{0,2}}$", re.IGNORECASE),
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
        least = low.value * (high.multiplier if low.value < high.multiplier and not low.multiplied else 1)
        if between in _RANGE and least < high.value <= 2.5 * least:
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
        mark = sign[1] if sign and sign[1] not in _SMALL else after["mark"] if after["mark"] not in _AFTER else None
        yield Amount(
            start=start - (len(sign.group()) if sign else 0),
            end=after.end(),
            value=_value(number) * lexicon.multipliers.get(times, 1),
            currency=lexicon.signs.get(mark.lower()) if mark else "INR" if times in _INDIAN else None,
            multiplied=bool(times),
            multiplier=lexicon.multipliers.get(times, 1),
            grouped=_THOUSANDS.fullmatch(number) is not None,
            per_annum=times == "lpa",
            decimals=_DECIMALS.fullmatch(number) is not None,
            numbered=sign is None and lexicon.numbered.search(text[max(0, start - 16) : start]) is not None,
        )


def _value(number: str) -> float:
    """Read "68.500", "29 400", "12,00,000", "4'500.50", "17,50"."""
    number = re.sub(rf"[{_SPACES}'’]", "", number)
    head, mark, tail = _last(number)
    if mark and (len(tail) in {1, 2} or (len(tail) == 4 and mark == ".")):
        return float(f"{_DIGITS.sub('', head)}.{tail}")
    return float(_DIGITS.sub("", number))


def _last(number: str) -> tuple[str, str, str]:
    place = max(number.rfind("."), number.rfind(","))
    return (number[:place], number[place], number[place + 1 :]) if place >= 0 else (number, "", "")


def _either(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
