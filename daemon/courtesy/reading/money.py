"""Amounts of money in a text: currency, number, multiplier.

Sentences come from text; amounts go on to pay.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_SPACES = "\u00a0\u202f\u2009 "
_GROUPED = rf"\d{{1,3}}(?:[{_SPACES}'’.,]\d{{2,3}}){{1,4}}(?:[.,]\d{{1,2}})?(?!\d)"
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.'’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """How money is written, compiled from config/reading/pay.toml."""

    amount: re.Pattern[str]
    signs: Mapping[str, str]            # lower-case sign, word or code to ISO 4217; several where one sign serves them
    multipliers: Mapping[str, int]
    yearly: Mapping[str, float]
    hourly: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as written; `currency` is None where none stands beside it, several codes where its sign serves them."""

    start: int
    end: int
    value: float
    currency: str | None
    multiplied: bool                    # "165k", "18 LPA"
    grouped: bool                       # "34,500"
    per_annum: bool                     # "LPA" says so itself
    decimals: bool                      # "17.50"
    ranged: bool = False                # one end of a band


def compile_tables(table: Mapping[str, Any]) -> Lexicon:
    """Compile config/reading/pay.toml."""
    signs = {sign.lower(): code for sign, code in (table["signs"] | table["words"]).items()}
    signs |= {code.lower(): "CNY" if code == "RMB" else code for code in table["codes"]["known"]}
    before = _either([*table["signs"], *table["codes"]["known"]])
    after = _either([*table["signs"], *table["codes"]["known"], *table["words"]])
    multiplier = _either(table["multipliers"])
    return Lexicon(
        amount=re.compile(
            rf"(?<![\w.,])(?:(?P<sign>{before})(?:/-)?[{_SPACES}]?)?(?<![\d.,])"
            rf"(?P<number>{_GROUPED}|\d{{1,9}}(?:[.,]\d{{1,2}})?)(?!\d)(?:/-|,[-–—])?(?![\d])"
            rf"(?:[{_SPACES}]?(?P<times>{multiplier})(?![\w]))?"
            rf"(?:[{_SPACES}]?(?P<mark>{after})(?![\w]))?",
            re.IGNORECASE,
        ),
        signs=signs,
        multipliers=dict(table["multipliers"]),
        yearly=dict(table["yearly"]),
        hourly=dict(table["hourly"]),
    )


def find(text: str, lexicon: Lexicon) -> list[Amount]:
    """Return the amounts of a text that bear a currency, a multiplier, or look like a sum."""
    found = list(_amounts(text, lexicon))
    for index in range(len(found) - 1):
        between = text[found[index].end : found[index + 1].start].strip().lower()
        if between in {"-", "–", "—", "to", "bis", "à", "and", "und", "et"} and found[index].value < found[index + 1].value <= 2.5 * found[index].value:
            found[index], found[index + 1] = _ranged(found[index]), _ranged(found[index + 1])
    return found


def _ranged(one: Amount) -> Amount:
    return Amount(
        start=one.start, end=one.end, value=one.value, currency=one.currency, multiplied=one.multiplied,
        grouped=one.grouped, per_annum=one.per_annum, decimals=one.decimals, ranged=True,
    )  # fmt: skip


def _amounts(text: str, lexicon: Lexicon) -> Iterator[Amount]:
    for match in lexicon.amount.finditer(text):
        if text[match.end() : match.end() + 2].lstrip().startswith("%"):
            continue
        number, times = match["number"], (match["times"] or "").lower()
        mark = match["sign"] or match["mark"]
        if mark and mark in {"r", "rm"} or match["sign"] == "r":
            mark = None
        value = _value(number) * lexicon.multipliers.get(times, 1)
        currency = lexicon.signs.get(mark.lower()) if mark else None
        if times in {"l", "lpa", "lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr"} and currency is None:
            currency = "INR"
        yield Amount(
            start=match.start(),
            end=match.end(),
            value=value,
            currency=currency,
            multiplied=bool(times),
            grouped=bool(_THOUSANDS.fullmatch(number)),
            per_annum=times == "lpa",
            decimals=re.fullmatch(r"\d{1,3}[.,]\d{2}", number) is not None,
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
