import email
import email.policy
import io
import zoneinfo
from datetime import UTC, date, datetime, timedelta

import icalendar
import pypdf
import pytest

from courtesy.demo import pdf, sample

MOMENTS = [datetime(2026, 3, 17, 9, 0, tzinfo=UTC) + timedelta(days=day, hours=5 * day) for day in range(7)]


def parsed(one):
    return email.message_from_bytes(one.data, policy=email.policy.default)


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%A %H:%M}")
def test_every_message_has_come_before_the_moment_of_the_demo(now):
    assert all(one.when <= now for one in sample.messages(now))


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%A %H:%M}")
def test_every_answer_is_younger_than_what_it_answers(now):
    when = {parsed(one)["Message-ID"]: one.when for one in sample.messages(now)}
    answers = [one for one in sample.messages(now) if parsed(one)["In-Reply-To"]]
    assert answers
    assert all(when[parsed(one)["In-Reply-To"]] < one.when for one in answers)


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%A %H:%M}")
def test_the_letter_in_the_attachment_names_a_working_day_ahead(now):
    (letter,) = [
        part.get_content()
        for one in sample.messages(now)
        for part in parsed(one).walk()
        if part.get_content_type() == "application/pdf"
    ]
    text = pypdf.PdfReader(io.BytesIO(letter)).pages[0].extract_text()
    here = now.astimezone(zoneinfo.ZoneInfo(sample.TIMEZONE)).date()
    ahead = [here + timedelta(days=days) for days in range(1, 8)]
    (named,) = [day for day in ahead if f"open until 5pm on {day:%A} {day.day} {day:%B}" in text]
    assert named.weekday() < 5


def test_no_placeholder_is_left_in_any_text():
    for one in sample.messages(MOMENTS[0]):
        for part in parsed(one).walk():
            if part.get_content_maintype() == "text":
                assert "{" not in part.get_content()


def test_nobody_real_can_be_reached_by_any_address():
    for one in sample.messages(MOMENTS[0]):
        for field in ("From", "To", "Cc"):
            for who in parsed(one)[field].addresses if parsed(one)[field] else ():
                assert who.domain.endswith(".example")


def test_invitations_can_be_read_and_name_who_comes():
    found = [
        icalendar.Calendar.from_ical(part.get_content().encode())
        for one in sample.messages(MOMENTS[0])
        for part in parsed(one).walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert len(found) == 4
    for calendar in found:
        (event,) = calendar.walk("VEVENT")
        assert len(event["ATTENDEE"]) >= 2
        assert event.start < event.end


@pytest.mark.parametrize(
    ("today", "count", "expected"),
    [
        (date(2026, 3, 17), 0, date(2026, 3, 17)),
        (date(2026, 3, 17), 4, date(2026, 3, 23)),
        (date(2026, 3, 17), -2, date(2026, 3, 13)),
        (date(2026, 3, 15), 0, date(2026, 3, 13)),
        (date(2026, 3, 15), 1, date(2026, 3, 16)),
        (date(2026, 3, 14), -5, date(2026, 3, 6)),
    ],
)
def test_days_are_counted_in_working_days(today, count, expected):
    assert sample.working_day(today, count) == expected


def test_a_page_shows_signs_that_pdf_gives_a_meaning_of_its_own():
    text = "(a) \\ b) £5 Bríd\nsecond line"
    shown = pypdf.PdfReader(io.BytesIO(pdf.page(text))).pages[0].extract_text()
    assert shown.split("\n")[:2] == text.split("\n")
