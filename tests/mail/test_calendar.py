import re
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import calendar
from courtesy.plan import desired

STAMP = datetime(2026, 4, 14, 8, 30, 11, 5, tzinfo=UTC)


def reminder(**fields):
    plain = {
        "uid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "opportunity": 1,
        "occasion": "answer_by",
        "summary": "Answer Larder’s offer by Mon 20 Apr, 17:00",
        "description": "What: Cook, at Larder; soon.\nWhy: they wrote: “By Monday, please”",
        "start": datetime(2026, 4, 17, 10, 0, tzinfo=timezone(timedelta(hours=2))),
        "duration": timedelta(minutes=30),
        "alarm": timedelta(minutes=10),
        "url": "mid:offer@there.example",
    }
    return desired.Reminder(**{**plain, **fields})


def event(data):
    whole = icalendar.Calendar.from_ical(data)
    assert not whole.errors
    (one,) = whole.walk("VEVENT")
    assert not one.errors
    return one


def lines(data):
    return data.replace(b"\r\n ", b"").split(b"\r\n")


def test_an_event_says_what_when_and_where_to_look():
    one = event(calendar.to_ics(reminder(), 2, STAMP))
    assert str(one["SUMMARY"]) == "Answer Larder’s offer by Mon 20 Apr, 17:00"
    assert str(one["DESCRIPTION"]) == reminder().description
    assert one["SEQUENCE"] == 2
    assert str(one["URL"]) == "mid:offer@there.example"
    assert str(one["STATUS"]) == "CONFIRMED"


def test_instants_are_in_utc_and_need_no_zone_beside_them():
    data = calendar.to_ics(reminder(), 0, STAMP)
    assert b"DTSTART:20260417T080000Z" in lines(data)
    assert b"DTEND:20260417T083000Z" in lines(data)
    assert b"DTSTAMP:20260414T083011Z" in lines(data)
    assert b"TZID" not in data


def test_a_day_stands_as_a_day():
    data = calendar.to_ics(reminder(start=date(2026, 4, 17)), 0, STAMP)
    assert b"DTSTART;VALUE=DATE:20260417" in lines(data)
    assert b"DTEND;VALUE=DATE:20260418" in lines(data)


def test_an_alarm_rings_before_the_start_and_says_what_for():
    (alarm,) = event(calendar.to_ics(reminder(), 0, STAMP)).walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(minutes=10)
    assert str(alarm["ACTION"]) == "DISPLAY"
    assert str(alarm["DESCRIPTION"]) == reminder().summary


def test_a_cancelled_reminder_says_so_and_does_not_ring():
    one = event(calendar.cancelled(calendar.to_ics(reminder(), 2, STAMP), 3, STAMP))
    assert str(one["STATUS"]) == "CANCELLED"
    assert one["SEQUENCE"] == 3
    assert str(one["SUMMARY"]) == reminder().summary
    assert not one.walk("VALARM")


def test_a_reminder_does_not_look_like_an_invitation():
    data = calendar.to_ics(reminder(), 0, STAMP)
    assert not re.search(rb"^(?:METHOD|ATTENDEE|ORGANIZER)", data, re.MULTILINE)


def test_a_task_is_due_at_its_moment_and_rings_before_it():
    whole = icalendar.Calendar.from_ical(calendar.to_ics(reminder(form="todo"), 0, STAMP))
    (one,) = whole.walk("VTODO")
    assert not whole.walk("VEVENT")
    assert one["DUE"].dt == reminder().start
    assert str(one["STATUS"]) == "NEEDS-ACTION"
    (alarm,) = one.walk("VALARM")
    assert alarm["TRIGGER"].params["RELATED"] == "END"  # without a DTSTART there is nothing else to ring before
    day = calendar.to_ics(reminder(form="todo", start=date(2026, 4, 17), alarm=None), 0, STAMP)
    assert b"DUE;VALUE=DATE:20260417" in lines(day)


def test_an_event_is_private_where_a_calendar_is_shared():
    assert str(event(calendar.to_ics(reminder(), 0, STAMP))["CLASS"]) == "PRIVATE"


def test_what_an_object_says_is_the_same_however_it_is_written_and_whenever():
    data = calendar.to_ics(reminder(), 0, STAMP)
    later = calendar.to_ics(reminder(), 5, STAMP + timedelta(days=3))
    assert calendar.said(data) == calendar.said(later) == calendar.said(data.replace(b"\r\n ", b""))
    assert calendar.said(data) != calendar.said(calendar.to_ics(reminder(summary="Call Larder"), 0, STAMP))
    assert calendar.said(data) != calendar.said(calendar.to_ics(reminder(alarm=None), 0, STAMP))
    assert calendar.said(data) != calendar.said(calendar.cancelled(data, 1, STAMP))


@given(st.binary(max_size=300))
def test_whatever_lies_in_a_calendar_says_something(data):
    assert calendar.said(data) == calendar.said(bytes(data))
    for broken in (b"BEGIN:VCALENDAR\r\n" + data, calendar.to_ics(reminder(), 0, STAMP)[:200] + data):
        assert calendar.said(broken)


def test_the_feed_keeps_the_zone_that_the_owners_change_needs():
    zone = b"BEGIN:VTIMEZONE\r\nTZID:Somewhere\r\nEND:VTIMEZONE\r\n"
    moved = (
        calendar.to_ics(reminder(), 0, STAMP).replace(b"BEGIN:VEVENT", zone + b"BEGIN:VEVENT").replace(b"\r\n", b"\n")
    )
    feed = calendar.feed(
        [calendar.to_ics(reminder(uid="u1"), 0, STAMP), moved, moved.replace(b"3fa85f64", b"4fa85f64")]
    )
    assert feed.count(b"BEGIN:VTIMEZONE") == 1
    assert feed.index(b"BEGIN:VTIMEZONE") < feed.index(b"BEGIN:VEVENT")
    assert feed.count(b"BEGIN:VEVENT") == 3
    assert feed.count(b"\n") == feed.count(b"\r\n")


def test_the_feed_holds_every_event_as_it_was_written():
    objects = [calendar.to_ics(reminder(uid=f"u{number}"), number, STAMP) for number in range(3)]
    feed = calendar.feed(objects)
    assert [str(one["UID"]) for one in icalendar.Calendar.from_ical(feed).walk("VEVENT")] == ["u0", "u1", "u2"]
    assert feed.count(b"BEGIN:VCALENDAR") == feed.count(b"END:VCALENDAR") == 1
    assert feed.endswith(b"END:VCALENDAR\r\n")


def test_an_empty_feed_is_a_calendar():
    assert icalendar.Calendar.from_ical(calendar.feed([]))["VERSION"] == "2.0"


@pytest.mark.parametrize("url", ["mid:a\r\nATTENDEE:mailto:x@y.example", "mid:a b", ""])
def test_a_url_that_cannot_be_one_is_left_out(url):
    assert "URL" not in event(calendar.to_ics(reminder(url=url), 0, STAMP))


TEXT = st.text(alphabet=st.characters(codec=None), max_size=200) | st.sampled_from(
    [
        "a\r\nATTENDEE:mailto:x@y.example",
        "END:VEVENT\r\nEND:VCALENDAR",
        "a\rORGANIZER:x",
        "a\x0bMETHOD:REQUEST",
        "a\u2028b",
        "\\n;,:",
    ]
)


@given(summary=TEXT, description=TEXT, form=st.sampled_from(["event", "todo"]))
def test_no_text_from_mail_breaks_out_of_its_property(summary, description, form):
    data = calendar.to_ics(reminder(summary=summary, description=description, form=form), 0, STAMP)
    names = [line.partition(b":")[0].partition(b";")[0] for line in lines(data) if line]
    assert names == [
        line.partition(b":")[0].partition(b";")[0]
        for line in lines(calendar.to_ics(reminder(form=form), 0, STAMP))
        if line
    ]
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT" if form == "event" else "VTODO")
    assert not one.errors
    (again,) = icalendar.Calendar.from_ical(calendar.cancelled(data, 1, STAMP)).walk(one.name)
    assert (again["SUMMARY"], again["UID"]) == (one["SUMMARY"], one["UID"])
    assert calendar.feed([data, data]).split(b"\r\n").count(f"BEGIN:{one.name}".encode()) == 1
