"""Days, times, zones and spans as people write them. The anchor of the tables is Tuesday 10 February 2026."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtesy.reading import dates
from reading import offer_mail

ANCHOR = datetime.fromisoformat("2026-02-10T10:00:00-05:00")


def found(phrase, language="en", anchor=ANCHOR, **hints):
    return dates.find(phrase, anchor, offer_mail.DATES, languages=(language,), hints=dates.Hints(**hints))


def days(phrase, language="en", **hints):
    return [one.at.isoformat() if one.at else one.day.isoformat() for one in found(phrase, language, **hints)]


ENGLISH = [
    ("12 March", "2026-03-12"),
    ("12th of March", "2026-03-12"),
    ("March 12th", "2026-03-12"),
    ("March 12, 2026", "2026-03-12"),
    ("Thursday, the 12th of March 2026", "2026-03-12"),
    ("Mar. 12", "2026-03-12"),
    ("12-Mar-2026", "2026-03-12"),
    ("12-Mar-26", "2026-03-12"),
    ("2026-03-12", "2026-03-12"),
    ("3/12/2026", "2026-03-12"),
    ("13/3", "2026-03-13"),
    ("January 5", "2026-01-05"),
    ("5 November", "2025-11-05"),
    ("4 September", "2026-09-04"),
    ("Thursday", "2026-02-12"),
    ("Tuesday", "2026-02-17"),
    ("this Tuesday", "2026-02-10"),
    ("Thurs", "2026-02-12"),
    ("Thursday night", "2026-02-12"),
    ("next Wednesday", "2026-02-18"),
    ("last Friday", "2026-02-06"),
    ("Thursday week", "2026-02-19"),
    ("best I can do is 8 tonight", "2026-02-10T20:00:00-05:00"),
    ("the twentieth day of March", "2026-03-20"),
    ("the third working day of March", "2026-03-04"),
    ("Friday of next week", "2026-02-20"),
    ("Friday next week", "2026-02-20"),
    ("Wednesday the 18th", "2026-02-18"),
    ("Monday 16", "2026-02-16"),
    ("the 23rd", "2026-02-23"),
    ("by the 5th", "2026-03-05"),
    ("tomorrow", "2026-02-11"),
    ("the day after tomorrow", "2026-02-12"),
    ("a week today", "2026-02-17"),
    ("end of the week", "2026-02-13"),
    ("the end of next week", "2026-02-20"),
    ("end of the month", "2026-02-28"),
    ("by month end", "2026-02-28"),
    ("the end of March", "2026-03-31"),
    ("within five business days", "2026-02-18"),  # Monday is Presidents' Day
    ("within five (5) calendar days", "2026-02-15"),
    ("a fortnight", "2026-02-24"),
    ("in two weeks", "2026-02-24"),
    ("two weeks from Monday", "2026-03-02"),
    ("three weeks ago", "2026-01-20"),
    ("by close of business", "2026-02-10"),
    ("next Wednesday, 2/18", "2026-02-18"),
    ("tomorrow (Wednesday)", "2026-02-11"),
    ("5 April (Sunday)", "2026-04-05"),
    ("noon tomorrow", "2026-02-11T12:00:00-05:00"),
    ("noon on Monday 23 February 2026", "2026-02-23T12:00:00-05:00"),
    ("Friday at 5pm", "2026-02-13T17:00:00-05:00"),
    ("by 5 on Friday", "2026-02-13T17:00:00-05:00"),
    ("5.00 p.m. on Friday", "2026-02-13T17:00:00-05:00"),
    ("Friday, February 13 at 17:00", "2026-02-13T17:00:00-05:00"),
    ("midnight Pacific on Sunday", "2026-02-15T23:59:00-08:00"),
    ("11:59 PM ET on February 20", "2026-02-20T23:59:00-05:00"),
    ("12 noon GMT on Friday", "2026-02-13T12:00:00+00:00"),
    ("6pm SGT on Friday", "2026-02-13T18:00:00+08:00"),
    ("17:00 Japan time on Friday", "2026-02-13T17:00:00+09:00"),
    ("12:00 our time (CET) on Friday", "2026-02-13T12:00:00+01:00"),
    ("5:00 p.m. Toronto time on July 3", "2026-07-03T17:00:00-04:00"),
    ("17:00 UTC+2 on Friday", "2026-02-13T17:00:00+02:00"),
    ("48 hours", "2026-02-12T10:00:00-05:00"),
    ("twenty-four hours", "2026-02-11T10:00:00-05:00"),
    ("by 4pm", "2026-02-10T16:00:00-05:00"),
    ("by 9am", "2026-02-11T09:00:00-05:00"),
    ("EOD Friday PT", "2026-02-13"),
]
GERMAN = [
    ("bis Freitag, den 20. Februar", "2026-02-20"),
    ("zum 1. April 2026", "2026-04-01"),
    ("bis 12.3.", "2026-03-12"),
    ("am 01.07.2026", "2026-07-01"),
    ("bis zum 15.", "2026-02-15"),
    ("bis morgen", "2026-02-11"),
    ("übermorgen", "2026-02-12"),
    ("binnen 14 Tagen", "2026-02-24"),
    ("innerhalb einer Woche", "2026-02-17"),
    ("Ende nächster Woche", "2026-02-20"),
    ("bis Freitag nächster Woche", "2026-02-20"),
    ("bis kommenden Mittwoch", "2026-02-11"),
    ("Ende März", "2026-03-31"),
    ("vor zwei Wochen", "2026-01-27"),
    ("bis Freitag um 12 Uhr", "2026-02-13T12:00:00-05:00"),
    ("bis zum 24.2., 17.30 Uhr", "2026-02-24T17:30:00-05:00"),
    ("Donnerstagabend", "2026-02-12"),
    ("Mi, 18.2.", "2026-02-18"),
]
FRENCH = [
    ("au plus tard le vendredi 20 février", "2026-02-20"),
    ("le 1er juin 2026", "2026-06-01"),
    ("avant le vendredi 10 avril à midi", "2026-04-10T12:00:00-04:00"),
    ("jusqu'au 30 mars 2026 inclus", "2026-03-30"),
    ("d'ici lundi midi", "2026-02-16T12:00:00-05:00"),
    ("avant 18 heures vendredi", "2026-02-13T18:00:00-05:00"),
    ("vendredi à 17h30", "2026-02-13T17:30:00-05:00"),
    ("sous 48 heures", "2026-02-12T10:00:00-05:00"),
    ("sous huitaine", "2026-02-18"),
    ("mardi prochain", "2026-02-17"),
    ("la fin de la semaine prochaine", "2026-02-20"),
    ("demain soir", "2026-02-11"),
    ("dix jours ouvrés", "2026-02-24"),
    ("d'ici le 23.", "2026-02-23"),
    ("fin avril", "2026-04-30"),
    ("01/07/2026", "2026-07-01"),
]
NO_DAY = [
    "We are open 24/7.",
    "The stake is 0.4% and vests over time.",
    "You may call me at 555-0142.",
    "The third floor has a kitchen.",
    "He came second.",
    "She sat down so that we could talk.",
    "Room 12, please.",
    "Version 2.5 of the handbook.",
    "It pays $31.75/hr.",
    "We march to our own drum.",
    "Reference 26/113847.",
    "The ratio is 1/2.",
]


@pytest.mark.parametrize(("phrase", "day"), ENGLISH)
def test_an_english_phrase_names_its_day(phrase, day):
    country = None if "T" in day else "US"
    assert days(phrase, country=country)[-1] == day


@pytest.mark.parametrize(("phrase", "day"), GERMAN)
def test_a_german_phrase_names_its_day(phrase, day):
    assert days(phrase, "de")[-1] == day


@pytest.mark.parametrize(("phrase", "day"), FRENCH)
def test_a_french_phrase_names_its_day(phrase, day):
    assert days(phrase, "fr")[-1] == day


@pytest.mark.parametrize("phrase", NO_DAY)
def test_what_names_no_day_is_let_alone(phrase):
    assert days(phrase) == []


def test_the_weekday_decides_between_day_and_month():
    assert days("Wednesday, 4/3", country="GB") == ["2026-03-04"] or days("Friday, 4/3")[0] == "2026-04-03"
    assert days("Friday, 4/3", country="GB") == ["2026-04-03"]


def test_the_country_decides_between_day_and_month_otherwise():
    assert days("by 3/4", country="US") == ["2026-03-04"]
    assert days("by 3/4", country="GB") == ["2026-04-03"]


def test_a_weekday_that_contradicts_its_date_is_told():
    (one,) = found("Friday 14 March 2026")
    assert one.day == date(2026, 3, 14)
    assert "Saturday" in one.contradiction


def test_a_span_beyond_another_day_is_a_shift():
    (one,) = found("three more business days")
    assert (one.length.count, one.length.unit) == (3, "business")
    assert one.more


def test_a_span_on_top_of_a_weekday_is_reckoned_from_it():
    (one,) = found("three extra business days on top of Friday")
    assert one.day == date(2026, 2, 18)
    assert not one.more


def test_business_days_skip_the_holidays_of_the_country():
    easter = datetime.fromisoformat("2026-04-01T10:00:00+02:00")
    assert [one.day for one in found("within three working days", anchor=easter, country="DE")] == [date(2026, 4, 8)]
    assert [one.day for one in found("within three working days", anchor=easter)] == [date(2026, 4, 6)]


def test_business_days_skip_the_days_on_which_the_sender_is_closed():
    closed = frozenset({date(2026, 2, 12)})
    assert [one.day for one in found("within three working days", country="GB", closed=closed)] == [date(2026, 2, 16)]


def test_a_time_without_a_zone_is_the_senders_on_that_day():
    (one,) = found("noon on 3 April", country="US")
    assert one.at == datetime(2026, 4, 3, 12, tzinfo=ZoneInfo("America/New_York"))
    assert not one.zone_stated


def test_india_ireland_and_israel_each_have_their_own_ist():
    for country, offset in (("IN", "+05:30"), ("IE", "+00:00"), ("IL", "+02:00")):
        assert days("6 PM IST on Friday", country=country)[0].endswith(offset)


def test_your_time_is_the_readers():
    (one,) = found("5pm your time on Friday", reader=ZoneInfo("Asia/Kolkata"))
    assert one.at.utcoffset() == timedelta(hours=5, minutes=30)


def test_a_range_has_its_first_and_last_day():
    (one,) = found("from 9 to 13 March")
    assert (one.day, one.until) == (date(2026, 3, 9), date(2026, 3, 13))


def test_an_approximate_day_says_so():
    assert [one.about for one in found("early next week")] == [True]


WORDS = "5 12 31 2026 2/18 12.3. 17:00 5pm May Friday next the of , . ( ) - by until within hours days 48h tomorrow EOD"
PIECES = st.sampled_from([*WORDS.split(), "PT", "noon", "½", "99999999999", "vor", "le", "1er"])


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["en", "de", "fr", "xx"]))
def test_any_words_in_any_order_are_read_without_failing(words, language):
    for one in found(" ".join(words), language):
        assert 0 <= one.start <= one.end


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200), st.datetimes(timezones=st.just(UTC)))
def test_any_text_at_any_time_is_read_without_failing(text, anchor):
    dates.find(text, anchor, offer_mail.DATES)


@pytest.mark.parametrize("piece", ["1", " 1", ",", "5 May 2026 ", "Friday ", "5 pm ", "1.", "1/", "(", "a'"])
def test_a_long_run_of_anything_is_read_to_an_end(piece):
    dates.find(piece * (80_000 // len(piece)), ANCHOR, offer_mail.DATES)
