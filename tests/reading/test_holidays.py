"""Working days by country."""

from datetime import date

import pytest

from courtesy.reading import holidays
from reading import offer_mail

CALENDAR = offer_mail.DATES.calendar


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter_falls_where_the_church_has_it(year, day):
    assert holidays.easter(year) == day


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("US", date(2026, 7, 3)),  # the Fourth is a Saturday
        ("US", date(2026, 11, 26)),
        ("CA", date(2026, 5, 18)),
        ("GB", date(2026, 12, 28)),  # Boxing Day is a Saturday
        ("GB", date(2026, 8, 31)),
        ("IE", date(2026, 3, 17)),
        ("DE", date(2026, 5, 14)),
        ("FR", date(2026, 7, 14)),
        ("SE", date(2026, 6, 19)),
        ("NZ", date(2026, 10, 26)),
        ("IN", date(2026, 1, 26)),
        ("GB-NIR", date(2026, 3, 17)),
        ("GB-SCT", date(2027, 1, 4)),
        ("DE-BY", date(2026, 6, 4)),
    ],
)
def test_a_public_holiday_is_no_working_day(country, day):
    assert not holidays.counting(CALENDAR, country)(day)


def test_a_country_without_rules_has_weekends_alone():
    working = holidays.counting(CALENDAR, None)
    assert holidays.later(date(2026, 12, 23), 3, working) == date(2026, 12, 28)


def test_a_rule_that_cannot_be_understood_is_told_by_country():
    with pytest.raises(ValueError, match=r"holidays\.toml: XX"):
        holidays.compile_tables({"XX": {"fixed": ["13-45"]}})
