"""For how long a sum pays, where it does not say so beside itself: by its sentence, or by its size.

Sums come from sums; the period goes on to pay.
"""

from courtesy.reading import money, sums, wages

_LIMITS = {
    "year": (3, 400),
    "month": (60, 4),
    "week": (300, 1),
    "day": (1200, 0.3),
    "hour": (6000, 0.06),
}  # of the least yearly pay
_THOUSANDS = 500  # less is said of thousands; "$750 a year" is some benefit


def only_period(sentence: str, rules: wages.Rules) -> str | None:
    """Return the period that a sentence names, where it names but one."""
    found = [name for name in wages.PERIODS if rules.periods[name].search(sentence)]
    return found[0] if len(found) == 1 else None


def by_size(found: sums.Sum, code: str, lexicon: money.Lexicon, rules: wages.Rules) -> str | None:
    """Infer the period from the sum."""
    amount = found.amount
    plain = amount.currency is None and rules.base.search(f"{found.label} {found.after}") is not None
    if plain and 30 <= amount.value < 1000 and not amount.multiplied and not amount.decimals:
        return "year"  # "128 base": thousands
    if amount.value >= lexicon.yearly.get(code, lexicon.yearly["default"]):
        return "year"
    hourly = 4 <= amount.value <= lexicon.hourly.get(code, lexicon.hourly["default"]) and not amount.multiplied
    return "hour" if hourly and (amount.currency is not None or (plain and amount.decimals)) else None


def monthly(found: sums.Sum, code: str, lexicon: money.Lexicon, rules: wages.Rules) -> str | None:
    """Take a salary too small for a year and too large for an hour as a month's."""
    amount = found.amount
    yearly = lexicon.yearly.get(code, lexicon.yearly["default"])
    named = rules.strong.search(found.label) or any(rule.match(found.tail.strip()) for rule in (rules.base, rules.net))
    written = amount.currency is not None or amount.grouped
    return "month" if (named or found.scaled) and written and yearly / 25 <= amount.value < yearly else None


def plausible(amount: money.Amount, code: str, period: str, lexicon: money.Lexicon) -> bool:
    """Tell whether a post may pay so much for so long."""
    value = completed(amount, period)
    yearly = lexicon.yearly.get(code, lexicon.yearly["default"])
    low, high = _LIMITS[period]
    return yearly / low <= value <= yearly * high


def completed(amount: money.Amount, period: str) -> float:
    """Return "128" of a yearly pay as 128,000."""
    if period == "year" and amount.value < _THOUSANDS and not amount.multiplied:
        return amount.value * 1000
    return amount.value
