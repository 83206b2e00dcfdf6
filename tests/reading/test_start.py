"""On which day an offered job begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtesy.reading import place, start
from reading import offer_mail
from reading.test_deadline import OFFERS, of


def begins(body, language="en", **given_mail):
    one = offer_mail.mail(body, **given_mail)
    hints = place.guess(one, offer_mail.DATES.atlas, language=language)
    found = start.find(offer_mail.sentences(one), one, offer_mail.STARTS, languages=(language,), hints=hints)
    return offer_mail.written(found)


@pytest.mark.parametrize("row", OFFERS, ids=lambda row: row["id"])
def test_an_offer_names_its_first_day(row):
    given_mail = {"date": row["date"], "attachment": row.get("attachment", "")}
    assert begins(row["body"], row.get("lang", "en"), **given_mail) == of(row, "start")


STARTS = [
    ("Start date: Monday, March 2, 2026", "2026-03-02", "en"),
    ("Your first day will be 2 March.", "2026-03-02", "en"),
    ("The appointment is from 1 September 2026.", "2026-09-01", "en"),
    ("You would join us on January 5.", "2027-01-05", "en"),
    ("Commencement: 13 April 2026", "2026-04-13", "en"),
    ("We have moved your joining date to Monday, June 8.", "2026-06-08", "en"),
    ("Promotion w.e.f. 1st June 2026 with a new grade.", "2026-06-01", "en"),
    ("Date of joining: on or before 15 April 2026", "2026-04-15", "en"),
    ("You begin on the first Monday of August.", "2026-08-03", "en"),
    ("Nine months, Monday 2 March to Friday 27 November 2026", "2026-03-02", "en"),
    ("You are in the March 9 intake.", "2026-03-09", "en"),
    ("Ihr Dienstantritt ist am ersten Montag im August.", "2026-08-03", "de"),
    ("Vous commencez le premier lundi de septembre.", "2026-09-07", "fr"),
    ("Eintritt zum 15.06.2026", "2026-06-15", "de"),
    ("Wir bieten Ihnen die Stelle ab dem 1. August an.", "2026-08-01", "de"),
    ("Los geht es am Montag, 2.3.", "2026-03-02", "de"),
    ("Prise de poste le 13 avril 2026", "2026-04-13", "fr"),
    ("Un CDI à compter du 2 mars.", "2026-03-02", "fr"),
    ("Votre entrée en fonction est prévue le lundi 1er juin 2026.", "2026-06-01", "fr"),
]


@pytest.mark.parametrize(("sentence", "day", "language"), STARTS)
def test_a_first_day_is_found(sentence, day, language):
    assert begins(sentence, language) == day


NO_START = [
    "Start whenever your notice lets you.",
    "The job runs from September.",
    "Benefits start on 1 March.",
    "The festival starts on Tuesday, so the office is shut.",
    "If you join us, employee health has slots on 9 March.",
    "The tax year runs from 1 April to 31 March.",
    "Start: after your notice (four weeks).",
    "One more person to meet you, on Friday 6 March at 9:30.",
    "Please answer by 1 March.",
    "We met on 3 February.",
    "Your interview starts at 10am on Friday 13 February.",
    "Orientation classes start each Monday.",
    "The offer lapses on 1 March 2026.",
    "Our letter of 2 February stands.",
]


@pytest.mark.parametrize("sentence", NO_START)
def test_no_other_day_is_taken_for_the_first(sentence):
    assert begins(sentence) is None


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text):
    begins(f"{text} start on 5 May {text}")
