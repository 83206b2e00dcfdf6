"""What pay an offer names: base or fixed pay, its currency and period.

Sentences come from text; the pay goes on to reading.Reading. Which words name base pay, and which something else
(a bonus, an allowance, a former salary), is data: config/reading/<language>/pay.toml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from courtesy.mail import message
from courtesy.reading import dates, money, periods, reading, sums, text, wages, worded, zones

_CENTRAL_EUROPE = {timedelta(hours=1), timedelta(hours=2)}  # where most countries that a mail may be from pay in euros
_LONGEST = 20_000
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{3}|[£€₹]|[A-Z]{1,3}\$)(?![A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of pay, how money is written, and which currency a country has."""

    rules: wages.Rules
    money: money.Lexicon
    atlas: zones.Atlas

    @staticmethod
    def compile(tables: Mapping[str, Any], atlas: zones.Atlas) -> "Grammar":
        """Compile config/reading/pay.toml and <language>/pay.toml. Raises ValueError naming the file at fault."""
        own = [
            table["pay"]
            for table in tables.values()
            if isinstance(table, Mapping) and isinstance(table.get("pay"), Mapping)
        ]
        return Grammar(rules=wages.compile_tables(own), money=money.compile_tables(tables["pay"]), atlas=atlas)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    pay: reading.Pay
    weight: float


def find(
    sentences: Sequence[text.Sentence],
    mail: message.Message,
    known: Grammar,
    *,
    hints: dates.Hints = dates.Hints(),  # noqa: B008 -- a frozen value
) -> reading.Pay | None:
    """Return the base pay that a message names; None where it names none, or a band alone."""
    relevant = [one for one in sentences if one.new]
    reckonings = {one.place for one in relevant if _reckoning(one, known.rules)}
    relevant = [one for one in relevant if one.place not in reckonings]
    currencies = _currencies(relevant, known, hints, mail.date)
    candidates = [candidate for one in relevant for candidate in _of_sentence(one, mail, known, currencies)]
    best = max(candidates, key=lambda one: one.weight, default=None)
    return best.pay if best else None


def _reckoning(one: text.Sentence, rules: wages.Rules) -> bool:
    """Tell whether a sentence at the head of an attachment makes it one that only shows what pay comes to."""
    return one.place.startswith("attachment") and one.index < 8 and rules.documents.search(one.text.lower()) is not None


def _of_sentence(
    one: text.Sentence, mail: message.Message, known: Grammar, currencies: Sequence[str]
) -> Iterator[_Candidate]:
    written = worded.digits(one.text[:_LONGEST])
    if not _DIGIT.search(written):
        return
    only: list[str | None] = []
    others = False
    for found in sums.find(written, known.money, known.rules):
        weight = sums.weigh(found, known.rules)
        named = sums.named(found, known.rules)
        others = (named < 0 and weight <= 0) or (others and not named)  # "the fee is $74 for you and $231 for two"
        if others:
            continue
        code = _code(found.amount.currency, currencies)
        if weight <= 0 or code is None:
            continue
        period = sums.stated(found, known.rules) or periods.by_size(found, code, known.money, known.rules)
        if period is None:
            only = only or [periods.only_period(written.lower(), known.rules)]
            period = only[0] or periods.monthly(found, code, known.money, known.rules)
        if period is None or not periods.plausible(found.amount, code, period, known.money):
            continue
        evidence = reading.Evidence(mail.message_id, one.place, one.text, f"pay: {(found.near or found.after).strip()}")
        pay = reading.Pay(
            amount=periods.completed(found.amount, period), currency=code, period=period, evidence=evidence
        )
        yield _Candidate(pay=pay, weight=weight + (one.place == "body") * 0.5 + (period == "year") * 0.2)


def _code(written: str | None, own: Sequence[str]) -> str | None:
    """Return the currency of an amount: its own, or of those of its sign the first that mail or country has."""
    if written is None:
        return own[0] if own else None
    several = written.split()
    return next((code for code in own if code in several), several[0])


def _currencies(
    sentences: Iterable[text.Sentence], known: Grammar, hints: dates.Hints, sent: datetime
) -> tuple[str, ...]:
    """Return the currencies that the mail names, the most frequent first, and then the country's."""
    named: dict[str, int] = {}
    for one in sentences:
        for word in _CODE.findall(one.text[:_LONGEST]):
            code = known.money.signs.get(word.lower(), "")
            if len(code) == 3:
                named[code] = named.get(code, 0) + 1
    country = known.atlas.country(hints.country)
    own = country.currency if country else "EUR" if sent.utcoffset() in _CENTRAL_EUROPE else None
    return (*sorted(named, key=lambda code: -named[code]), *([own] if own else []))
