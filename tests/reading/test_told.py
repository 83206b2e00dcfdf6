"""How much is understood of what people of many trades and countries say of an offer's terms; it must not fall."""

from datetime import datetime

import pytest

from reading import offer_mail, told_mail


def same(truth: str | None, said: str | None) -> bool:
    """Tell whether a day, an instant or pay is the one that is wanted; a time of day that nobody named is wrong."""
    if truth and said and "T" in truth and "T" in said:
        return datetime.fromisoformat(truth) == datetime.fromisoformat(said)
    return truth == said


def paid(given) -> str | None:
    return given and f"{given.amount:.10g} {given.currency} {given.period}"


def missed(name, known, fact):
    told = list(told_mail.read_all(name, known))
    wrong = [(one.said, one.truths, fact(one.reading)) for one in told if not right(one, fact)]
    return len(told), wrong


def right(one, fact) -> bool:
    return any(same(truth, fact(one.reading)) for truth in one.truths)


@pytest.mark.parametrize(
    ("name", "fact", "floor"),
    [
        ("answer_by", lambda said: offer_mail.written(said.reply_by), 0.98),
        ("base_pay", lambda said: paid(said.pay), 0.98),
        ("first_day", lambda said: offer_mail.written(said.start_date), 0.95),
        ("base_pay_b", lambda said: paid(said.pay), 0.96),  # .84 at first sight
        ("first_day_b", lambda said: offer_mail.written(said.start_date), 0.92),  # .87 at first sight
    ],
)
def test_what_people_say_of_terms_is_understood(name, fact, floor, known):
    asked, wrong = missed(name, known, fact)
    assert asked >= 38
    assert 1 - len(wrong) / asked >= floor, wrong
