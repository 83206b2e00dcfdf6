"""What pay an offer names: base or fixed pay, its currency and period.

Sentences come from text; the pay goes on to reading.Reading. Which words name base pay, and which something else
(a bonus, an allowance, a former salary), is data: config/reading/<language>/pay.toml.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy.mail import message
from courtesy.reading import dates, money, reading, text, zones

_LEFT, _RIGHT = 90, 60          # characters beside an amount that may say what it is
_LONGEST = 20_000
_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{3}|[£€₹]|[A-Z]{1,3}\$)(?![A-Za-z])")
_FROM = re.compile(r"\b(?:up|down)? ?from\s*$")
_CUT = re.compile(r"[,;(|•+&]|\.\s|\.$|\s[-–—]\s")
_LIMITS = {"year": (3, 400), "month": (60, 4), "week": (300, 1), "day": (1200, 0.3), "hour": (6000, 0.06)}  # of the least yearly pay
_PERIODS = ("hour", "day", "week", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The words of every language, as expressions over a lower-case text."""

    periods: Mapping[str, re.Pattern[str]]
    base: re.Pattern[str]
    strong: re.Pattern[str]
    other: re.Pattern[str]
    loose: re.Pattern[str]
    net: re.Pattern[str]
    old: re.Pattern[str]
    band: re.Pattern[str]
    join: re.Pattern[str]
    tail: re.Pattern[str]
    documents: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of pay, how money is written, and which currency a country has."""

    rules: Rules
    money: money.Lexicon
    atlas: zones.Atlas

    @staticmethod
    def compile(tables: Mapping[str, Any], atlas: zones.Atlas) -> "Grammar":
        """Compile config/reading/pay.toml and <language>/pay.toml. Raises ValueError naming the file at fault."""
        own = [table["pay"] for table in tables.values() if isinstance(table, Mapping) and isinstance(table.get("pay"), Mapping)]
        return Grammar(rules=_rules(own), money=money.compile_tables(tables["pay"]), atlas=atlas)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    pay: reading.Pay
    weight: float


def find(
    sentences: Sequence[text.Sentence], mail: message.Message, known: Grammar, *, hints: dates.Hints = dates.Hints()  # noqa: B008
) -> reading.Pay | None:
    """Return the base pay that a message names; None where it names none, or a band alone."""
    relevant = [one for one in sentences if one.new]
    skipped = {one.place for one in relevant if one.place.startswith("attachment") and one.index < 8 and known.rules.documents.search(one.text.lower())}
    relevant = [one for one in relevant if one.place not in skipped]
    currency = _currencies(relevant, known, hints)
    candidates = [candidate for one in relevant for candidate in _of_sentence(one, mail, known, currency)]
    best = max(candidates, key=lambda one: one.weight, default=None)
    return best.pay if best else None


def _of_sentence(one: text.Sentence, mail: message.Message, known: Grammar, currency: Sequence[str]) -> Iterator[_Candidate]:
    if not any(char.isdigit() for char in one.text):
        return
    written = one.text[:_LONGEST]
    amounts = money.find(written, known.money)
    for index, amount in enumerate(amounts):
        before = amounts[index - 1].end if index else 0
        after = amounts[index + 1].start if index + 1 < len(amounts) else len(written)
        left = written[max(before, amount.start - _LEFT) : amount.start].lower()
        right = written[amount.end : min(after, amount.end + _RIGHT)].lower()
        candidate = _candidate(one, mail, amount, left, right, known, currency)
        if candidate is not None:
            yield candidate


def _candidate(
    one: text.Sentence, mail: message.Message, amount: money.Amount, left: str, right: str, known: Grammar, currency: Sequence[str]
) -> _Candidate | None:
    rules = known.rules
    label, tail = _label(left, rules), _tail(right, rules)
    period = _period(amount, label, tail, rules)
    weight = _weigh(amount, label, tail, rules, stated=period is not None)
    code = _code(amount.currency, currency)
    if weight <= 0 or code is None:
        return None
    period = period or _by_size(amount, code, known.money, bare=amount.currency is None and bool(rules.strong.search(f"{label} {tail[:28]}")))
    period = period or _only_period(one.text.lower(), rules)
    if period is None or not _plausible(amount, code, period, known.money):
        return None
    value = _completed(amount, period)
    evidence = reading.Evidence(mail.message_id, one.place, one.text, "pay: " + (label.strip()[-40:] or tail.strip()[:40]))
    weight += (one.place == "body") * 0.5 + (period == "year") * 0.2
    return _Candidate(pay=reading.Pay(amount=value, currency=code, period=period, evidence=evidence), weight=weight)


def _weigh(amount: money.Amount, label: str, tail: str, rules: Rules, *, stated: bool) -> float:
    """Weigh how surely an amount is base pay; nought and below: it is none."""
    near = label[-45:]
    if amount.ranged or rules.band.search(label):
        return 0
    if rules.old.search(near) or _FROM.search(label):
        return 0
    weight = 0.0
    if rules.strong.search(label):
        weight += 4
    elif rules.base.search(label):
        weight += 3
    if rules.strong.search(tail[:28]):
        weight += 3
    elif rules.base.search(tail[:28]):
        weight += 1.5
    if _other(label, rules.other, rules) or _other(tail[:36], rules.other, rules):
        weight -= 6
    elif _other(_last_words(near), rules.loose, rules) or _other(tail[:20], rules.loose, rules):
        weight -= 6
    if rules.net.search(near) or rules.net.search(tail[:20]):
        weight -= 2.5
    if stated:
        weight += 2
    if amount.currency is not None:
        weight += 1
    if amount.multiplied:
        weight += 0.5
    if amount.currency is None and amount.decimals and rules.periods["hour"].match(tail.strip()):
        return weight + 1       # "17.50 hour"
    if amount.grouped and amount.currency is None and not label.strip() and len(tail.split()) <= 5:
        weight += 0.5           # "34,500 and your breakfasts."
        return weight
    return weight if amount.currency is not None or amount.multiplied or weight >= 3 else 0


def _last_words(label: str) -> str:
    """Return the last two words of a label; none where a comma parts it from the amount."""
    return "" if label.endswith(",") else " ".join(label.split()[-2:])


def _other(words: str, expression: re.Pattern[str], rules: Rules) -> bool:
    """Tell whether a label's last word on the matter is that the amount is something else than base pay."""
    last = max((match.end() for match in expression.finditer(words)), default=-1)
    base = max((match.end() for match in rules.strong.finditer(words)), default=-1)
    return last > base


def _label(left: str, rules: Rules) -> str:
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


def _tail(right: str, rules: Rules) -> str:
    cut = _CUT.search(right)
    piece = right[: cut.start()] if cut else right
    for mark in (rules.join, rules.tail):
        joined = mark.search(piece)
        piece = piece[: joined.start()] if joined else piece
    return piece


def _only_period(sentence: str, rules: Rules) -> str | None:
    """Return the period that the sentence names, where it names but one."""
    found = [name for name in _PERIODS if rules.periods[name].search(sentence)]
    return found[0] if len(found) == 1 else None


def _period(amount: money.Amount, label: str, tail: str, rules: Rules) -> str | None:
    if amount.per_annum:
        return "year"
    for words in (tail[:34], label[-45:], label):
        found = [(match.start(), name) for name in _PERIODS if (match := rules.periods[name].search(words))]
        if found:
            return min(found)[1]
    return None


def _by_size(amount: money.Amount, code: str, lexicon: money.Lexicon, *, bare: bool) -> str | None:
    value = amount.value
    if bare and 30 <= value < 1000 and not amount.multiplied:       # "128 base": thousands
        return "year"
    if value >= lexicon.yearly.get(code, lexicon.yearly["default"]):
        return "year"
    if 4 <= value <= lexicon.hourly.get(code, lexicon.hourly["default"]) and amount.currency is not None and not amount.multiplied:
        return "hour"
    return None


def _plausible(amount: money.Amount, code: str, period: str, lexicon: money.Lexicon) -> bool:
    value = _completed(amount, period)
    yearly = lexicon.yearly.get(code, lexicon.yearly["default"])
    low, high = _LIMITS[period]
    return yearly / low <= value <= yearly * high


def _completed(amount: money.Amount, period: str) -> float:
    """Return "128" of a yearly pay as 128,000."""
    if period == "year" and amount.value < 1000 and not amount.multiplied:
        return amount.value * 1000
    return amount.value


def _code(written: str | None, own: Sequence[str]) -> str | None:
    """Return the one currency of an amount: its own, or among those of its sign the first that the mail or country has."""
    if written is None:
        return own[0] if own else None
    several = written.split()
    return next((code for code in own if code in several), several[0])


def _currencies(sentences: Iterable[text.Sentence], known: Grammar, hints: dates.Hints) -> tuple[str, ...]:
    """Return the currencies that the mail names, the most frequent first, and then the country's."""
    named: dict[str, int] = {}
    for one in sentences:
        for word in _CODE.findall(one.text[:_LONGEST]):
            code = known.money.signs.get(word.lower(), "")
            if len(code) == 3:
                named[code] = named.get(code, 0) + 1
    own = [known.atlas.countries[hints.country].currency] if hints.country in known.atlas.countries else []
    return (*sorted(named, key=lambda code: -named[code]), *own)


def _rules(tables: Sequence[Mapping[str, Any]]) -> Rules:
    def words(section: str, key: str = "words") -> list[str]:
        return [word for table in tables for word in table[section][key]]

    return Rules(
        periods={name: _expression(words("periods", name)) for name in _PERIODS},
        base=_expression(words("base")),
        strong=_expression(words("base", "strong")),
        other=_expression(words("not")),
        loose=_expression(words("not", "loose")),
        net=_expression(words("not", "net")),
        old=_expression(words("old") if "old" in tables[0] else words("not", "old")),
        band=_expression(words("not", "band")),
        join=_expression(words("join")),
        tail=_expression(words("join", "tail")),
        documents=_expression(words("documents")),
    )


def _expression(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(("" if not word[0].isalnum() else r"(?<!\w)") + re.escape(word) + ("" if not word[-1].isalnum() else r"(?!\w)") for word in longest))
