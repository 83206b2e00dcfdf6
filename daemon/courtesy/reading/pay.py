"""What pay an offer names: base or fixed pay, its currency and period.

Sentences come from text; the pay goes on to reading.Reading. Which words name base pay, and which something else
(a bonus, an allowance, a former salary), is data: config/reading/<language>/pay.toml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from courtesy.mail import message
from courtesy.reading import dates, money, reading, text, wages, worded, zones

_LEAST_RATE = 7  # from which a whole number with "an hour" after it is money
_RATED = 250  # from which a bare number with a period after it is money
_BESIDE = 0.4  # what a net sum, or all that a post costs, weighs at most: it counts where no base pay stands
_CENTRAL_EUROPE = {timedelta(hours=1), timedelta(hours=2)}  # where most countries that a mail may be from pay in euros
_LEFT, _RIGHT = 90, 60  # characters beside an amount that may say what it is
_LONGEST = 20_000
_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{3}|[£€₹]|[A-Z]{1,3}\$)(?![A-Za-z])")
_FROM = re.compile(r"\b(?:from|von|de)\s*$")
_FORMER = re.compile(r"\bfrom(?: the| your| our| his)?\s*$")
_TIMES = re.compile(r"\s*(?:gross|brutto)?\s*[x×*]\s*1[2-5]\b")
_CUT = re.compile(r"[,;(|•+&]|\.\s|\.$|\s[-–—]\s")
_LIMITS = {
    "year": (3, 400),
    "month": (60, 4),
    "week": (300, 1),
    "day": (1200, 0.3),
    "hour": (6000, 0.06),
}  # of the least yearly pay


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
class _Sum:
    """An amount with the words before and after it that belong to it, in lower case."""

    amount: money.Amount
    label: str
    tail: str

    @property
    def near(self) -> str:
        return self.label[-45:]

    @property
    def after(self) -> str:
        return self.tail[:28]


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
    if not any(char.isdigit() for char in written):
        return
    only: list[str | None] = []
    others = False
    for found in _sums(written, known):
        weight = _weigh(found, known.rules)
        named = _named(found, known.rules)
        others = (named < 0 and weight <= 0) or (others and not named)  # "the fee is $74 for you and $231 for two"
        if others:
            continue
        code = _code(found.amount.currency, currencies)
        if weight <= 0 or code is None:
            continue
        period = _stated(found, known.rules) or _by_size(found, code, known)
        if period is None:
            only = only or [_only_period(written.lower(), known.rules)]
            period = only[0] or _monthly(found, code, known)
        if period is None or not _plausible(found.amount, code, period, known.money):
            continue
        evidence = reading.Evidence(mail.message_id, one.place, one.text, f"pay: {(found.near or found.after).strip()}")
        pay = reading.Pay(amount=_completed(found.amount, period), currency=code, period=period, evidence=evidence)
        yield _Candidate(pay=pay, weight=weight + (one.place == "body") * 0.5 + (period == "year") * 0.2)


def _sums(written: str, known: Grammar) -> Iterator[_Sum]:
    amounts = money.find(written, known.money)
    sentence = written.lower()
    if not any(
        one.currency is not None
        or one.multiplied
        or one.decimals
        or one.grouped
        or _rated(one, sentence[one.end : one.end + _RIGHT], known.rules)
        for one in amounts
    ) and not (known.rules.base.search(sentence) or known.rules.net.search(sentence)):
        return
    former = ""
    for index, amount in enumerate(amounts):
        before = amounts[index - 1].end if index else 0
        after = amounts[index + 1].start if index + 1 < len(amounts) else len(written)
        left = sentence[max(before, amount.start - _LEFT) : amount.start]
        if (
            amount.ranged and _FROM.search(former) and known.rules.change.search(former)
        ):  # "moves from $96,000 to $101,500"
            amount, left = replace(amount, ranged=False), _FROM.sub("", former)  # noqa: PLW2901 -- the same amount, seen better
        right = sentence[amount.end : amount.end + _RIGHT]
        tail = " x 12" if _TIMES.match(right) else _tail(right[: max(0, after - amount.end)], known.rules)
        yield _Sum(amount=amount, label=_label(left, known.rules), tail=tail)
        former = left


def _weigh(found: _Sum, rules: wages.Rules) -> float:
    """Weigh how surely an amount is base pay; nought and below: it is none."""
    amount = found.amount
    if (
        amount.numbered
        or amount.ranged
        or rules.band.search(found.label)
        or rules.old.search(found.near)
        or _FORMER.search(found.label)
    ):
        return 0
    weight = _named(found, rules) + 2 * (_stated(found, rules) is not None) + 0.5 * amount.multiplied
    if any(rules.split.search(words) for words in (found.near, found.tail[:24])):
        return 0
    if any(rule.search(words) for rule in (rules.net, rules.whole) for words in (found.near, found.tail[:34])):
        money_like = amount.currency is not None or amount.grouped or rules.net.match(found.tail.strip())
        return _BESIDE if money_like else 0
    if rules.reckoned.search(found.near):
        weight -= 2
    if amount.currency is not None:
        return weight + 1
    if _rated(amount, found.tail, rules):
        return weight + 1  # "17.50 hour", "1150 a week"
    if amount.grouped and rules.base.match(found.tail.strip()):
        return weight + 1  # "3.900 brutto"
    if amount.grouped and not weight and rules.lead.search(found.label):
        return 0.5  # "it'd be 36,500 to start"
    if amount.grouped and not found.label.strip() and len(found.tail.split()) <= 5:
        return weight + 0.5  # "34,500 and your breakfasts."
    return weight if amount.multiplied or weight >= 3 else 0


def _rated(amount: money.Amount, right: str, rules: wages.Rules) -> bool:
    """Tell whether a number without a currency is a rate by the period right after it."""
    words = right.strip()
    hourly = rules.periods["hour"].match(words)
    if hourly and (amount.decimals or (amount.value >= _LEAST_RATE and not hourly.group().isalpha())):
        return True  # "17.50 hour", "28 an hour", but not "28 hour"
    return amount.value >= _RATED and any(rules.periods[name].match(words) for name in wages.PERIODS)


def _named(found: _Sum, rules: wages.Rules) -> float:
    """Weigh the words beside an amount: base pay, or something else."""
    weight = 0.0
    if rules.strong.search(found.label):
        weight += 4
    elif rules.base.search(found.label):
        weight += 3
    if rules.strong.search(found.after):
        weight += 3
    elif rules.base.search(found.after):
        weight += 1.5
    if (
        _other(found.label, rules.other, rules)
        or _other(found.tail[:36], rules.other, rules)
        or _other(_last_words(found.near), rules.loose, rules)
        or _other(found.tail[:20], rules.loose, rules)
    ):
        weight -= 6
    return weight


def _last_words(label: str) -> str:
    """Return the last two words of a label; none where a comma parts it from the amount."""
    return "" if label.endswith(",") else " ".join(label.split()[-2:])


def _other(words: str, expression: re.Pattern[str], rules: wages.Rules) -> bool:
    """Tell whether a label's last word on the matter is that the amount is something else than base pay."""
    last = max((match.end() for match in expression.finditer(words)), default=-1)
    base = max((match.end() for match in rules.strong.finditer(words)), default=-1)
    return last > base


def _label(left: str, rules: wages.Rules) -> str:
    """Return the words before an amount that belong to it: back to a comma, a bracket closed, a word that joins.

    Where nothing stands between, the words before the comma ("Store Manager, $58,000") come with the comma.
    """
    words = left
    for _ in range(3):
        cut = max(words.rfind(mark) for mark in ",;)|•+")
        joined = max((match.end() - 1 for match in rules.join.finditer(words)), default=-1)
        piece = words[max(cut, joined) + 1 :]
        if len(re.sub(r"[\W\d_]", "", piece)) >= 3 or max(cut, joined) < 0:
            return piece + "," * (words is not left)
        words = words[: max(cut, joined)]
    return words + ","


def _tail(right: str, rules: wages.Rules) -> str:
    cut = _CUT.search(right)
    piece = right[: cut.start()] if cut else right
    for mark in (rules.join, rules.tail):
        joined = mark.search(piece)
        piece = piece[: joined.start()] if joined else piece
    return piece


def _stated(found: _Sum, rules: wages.Rules) -> str | None:
    """Return the period that stands beside an amount."""
    if found.amount.per_annum:
        return "year"
    if found.tail == " x 12":  # "3.950 x 12.96"
        return "month"
    for words in (found.tail[:34], found.near, found.label):
        named = [
            (match.start(), name)
            for name in wages.PERIODS
            if (match := rules.periods[name].search(words)) and words[: match.start()][-1:] != "-"  # "a ten-hour day"
        ]
        if named:
            return min(named)[1]
    return None


def _only_period(sentence: str, rules: wages.Rules) -> str | None:
    """Return the period that a sentence names, where it names but one."""
    found = [name for name in wages.PERIODS if rules.periods[name].search(sentence)]
    return found[0] if len(found) == 1 else None


def _by_size(found: _Sum, code: str, known: Grammar) -> str | None:
    """Infer the period from the sum."""
    amount, lexicon = found.amount, known.money
    plain = amount.currency is None and known.rules.base.search(f"{found.label} {found.after}") is not None
    if plain and 30 <= amount.value < 1000 and not amount.multiplied and not amount.decimals:
        return "year"  # "128 base": thousands
    if amount.value >= lexicon.yearly.get(code, lexicon.yearly["default"]):
        return "year"
    hourly = 4 <= amount.value <= lexicon.hourly.get(code, lexicon.hourly["default"]) and not amount.multiplied
    return "hour" if hourly and (amount.currency is not None or (plain and amount.decimals)) else None


def _monthly(found: _Sum, code: str, known: Grammar) -> str | None:
    """Take a salary too small for a year and too large for an hour as a month's."""
    amount, rules = found.amount, known.rules
    yearly = known.money.yearly.get(code, known.money.yearly["default"])
    named = rules.strong.search(found.label) or any(rule.match(found.tail.strip()) for rule in (rules.base, rules.net))
    written = amount.currency is not None or amount.grouped
    return "month" if named and written and yearly / 25 <= amount.value < yearly else None


def _plausible(amount: money.Amount, code: str, period: str, lexicon: money.Lexicon) -> bool:
    value = _completed(amount, period)
    yearly = lexicon.yearly.get(code, lexicon.yearly["default"])
    low, high = _LIMITS[period]
    return yearly / low <= value <= yearly * high


_THOUSANDS = 500  # less is said of thousands; "$750 a year" is some benefit


def _completed(amount: money.Amount, period: str) -> float:
    """Return "128" of a yearly pay as 128,000."""
    if period == "year" and amount.value < _THOUSANDS and not amount.multiplied:
        return amount.value * 1000
    return amount.value


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
