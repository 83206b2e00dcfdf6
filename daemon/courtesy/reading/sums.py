"""Amounts of money with the words about them, and how surely they are what a post pays.

Amounts come from money, words from wages; weighed sums go on to pay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from courtesy.reading import money, wages

_LEAST_RATE = 7  # from which a whole number with "an hour" after it is money
_RATED = 250  # from which a bare number with a period after it is money
_BESIDE = 0.4  # what a net sum, or all that a post costs, weighs at most: it counts where no base pay stands
_SCALED = 40  # characters between a place on a scale and what it pays
_LEFT, _RIGHT = 90, 60  # characters beside an amount that may say what it is
_FROM = re.compile(r"\b(?:from|von|de)\s*$")
_FORMER = re.compile(r"\bfrom(?: the| your| our| his)?\s*$")
_TIMES = re.compile(r"\s{0,9}(?:gross|brutto)?\s{0,9}[x×*]\s{0,9}1[2-5]\b")
_CUT = re.compile(r"[,;(|•+&]|\.\s|\.$|\s[-–—]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount with the words before and after it that belong to it, in lower case."""

    amount: money.Amount
    label: str
    tail: str
    scaled: bool = False  # said of a place on a scale: "grade 7 step 3, which is $5,214 a month"

    @property
    def near(self) -> str:
        """Return the words right before the amount."""
        return self.label[-45:]

    @property
    def after(self) -> str:
        """Return the words right after it."""
        return self.tail[:28]


def find(written: str, lexicon: money.Lexicon, rules: wages.Rules) -> Iterator[Sum]:
    """Yield the amounts of a text, each with the words about it, where anything in it is money."""
    amounts = money.find(written, lexicon)
    sentence = written.lower()
    if not any(
        one.currency is not None
        or one.multiplied
        or one.decimals
        or one.grouped
        or _rated(one, sentence[one.end : one.end + _RIGHT], rules)
        for one in amounts
    ) and not (rules.base.search(sentence) or rules.net.search(sentence)):
        return
    former, before = "", 0
    for index, amount in enumerate(amounts):
        after = amounts[index + 1].start if index + 1 < len(amounts) else len(written)
        left = sentence[max(before, amount.start - _LEFT) : amount.start]
        if amount.ranged and _FROM.search(former) and rules.change.search(former):  # "moves from $96,000 to $101,500"
            amount, left = replace(amount, ranged=False), _FROM.sub("", former)  # noqa: PLW2901 -- the same amount, seen better
        right = sentence[amount.end : amount.end + _RIGHT]
        tail = " x 12" if _TIMES.match(right) else _tail(right[: max(0, after - amount.end)], rules)
        scaled = index > 0 and amounts[index - 1].numbered and amount.start - amounts[index - 1].end <= _SCALED
        yield Sum(amount=amount, label=_label(left, rules), tail=tail, scaled=scaled)
        former, before = left, before if amounts[index].numbered else amounts[index].end  # "at step 4 is $71,880"


def weigh(found: Sum, rules: wages.Rules) -> float:
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
    weight = named(found, rules) + 2 * (stated(found, rules) is not None) + 0.5 * amount.multiplied
    if _paid_out(found, rules):
        return 0
    if any(rule.search(words) for rule in (rules.net, rules.whole) for words in (found.near, found.tail[:34])):
        return _BESIDE if amount.currency or amount.grouped or rules.net.match(found.tail.strip()) else 0
    if found.scaled:
        weight += 1
    elif rules.reckoned.search(found.near):
        weight -= 2
    return weight + 1 if amount.currency is not None else _bare(found, weight, rules)


def _bare(found: Sum, weight: float, rules: wages.Rules) -> float:
    """Weigh a number without a currency: it counts where it is a rate, a round sum, or plainly named."""
    amount = found.amount
    if _rated(amount, found.tail, rules):
        return weight + 1  # "17.50 hour", "1150 a week"
    if amount.grouped and rules.base.match(found.tail.strip()):
        return weight + 1  # "3.900 brutto"
    if amount.grouped and not weight and rules.lead.search(found.label):
        return 0.5  # "it'd be 36,500 to start"
    if amount.grouped and not found.label.strip() and len(found.tail.split()) <= 5:
        return weight + 0.5  # "34,500 and your breakfasts."
    return weight if amount.multiplied or weight >= 3 else 0


def _paid_out(found: Sum, rules: wages.Rules) -> bool:
    """Tell whether an amount is what is paid out each fortnight or half-month, by the words about it."""
    own = any(rules.periods[name].search(found.tail[:24]) for name in wages.PERIODS)
    return rules.split.search(found.tail[:24]) is not None or (not own and rules.split.search(found.near) is not None)


def _rated(amount: money.Amount, right: str, rules: wages.Rules) -> bool:
    """Tell whether a number without a currency is a rate by the period right after it."""
    words = right.strip()
    hourly = rules.periods["hour"].match(words)
    if hourly and (amount.decimals or (amount.value >= _LEAST_RATE and not hourly.group().isalpha())):
        return True  # "17.50 hour", "28 an hour", but not "28 hour"
    return amount.value >= _RATED and any(rules.periods[name].match(words) for name in wages.PERIODS)


def named(found: Sum, rules: wages.Rules) -> float:
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


def stated(found: Sum, rules: wages.Rules) -> str | None:
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
