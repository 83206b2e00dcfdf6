"""Calendar objects that come with mail."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import address, invitation


def _calendar(*rows, method="METHOD:REQUEST"):
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        method,
        "BEGIN:VEVENT",
        "UID:1@q.example",
        *rows,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(line for line in lines if line).encode()


def _one(*rows, **more):
    (found,) = invitation.parse(_calendar(*rows, **more))
    return found


def test_times_are_aware_in_the_zone_they_name():
    assert _one("DTSTART;TZID=Europe/Berlin:20260310T100000").start == dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
    assert _one("DTSTART:20260310T100000Z").start == dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)


def test_zones_may_bear_the_names_of_windows():
    start = _one("DTSTART;TZID=W. Europe Standard Time:20260310T100000").start
    assert start == dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("row", ["DTSTART:20260310T100000", "DTSTART;TZID=Nowhere/Land:20260310T100000"])
def test_a_time_without_a_known_zone_is_aware_all_the_same(row):
    assert _one(row).start.utcoffset() is not None


def test_a_whole_day_is_midnight_and_says_so():
    found = _one("DTSTART;VALUE=DATE:20260310")
    assert found.all_day
    assert found.start == dt.datetime(2026, 3, 10, tzinfo=dt.UTC)


def test_an_end_may_be_given_as_a_duration():
    assert _one("DTSTART:20260310T100000Z", "DURATION:PT45M").end == dt.datetime(2026, 3, 10, 10, 45, tzinfo=dt.UTC)


def test_people_have_names_and_addresses_and_rooms_are_no_people():
    found = _one(
        'ORGANIZER;CN="Pereira, Ana":mailto:ana@q.example',
        "ATTENDEE;CN=Tom Ashdown;ROLE=REQ-PARTICIPANT:MAILTO:tom@q.example",
        "ATTENDEE;CN=ida@q.example:mailto:ida@q.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Bindery:mailto:bindery@q.example",
    )
    assert found.organizer == address.Address("Pereira, Ana", "ana@q.example")
    assert found.attendees == (address.Address("Tom Ashdown", "tom@q.example"), address.Address("", "ida@q.example"))


def test_text_is_unescaped():
    found = _one("SUMMARY:Panel\\, second round", "DESCRIPTION:Meet Ana\\nand Tom", "LOCATION:Room 4\\; upstairs")
    assert (found.summary, found.description, found.location) == (
        "Panel, second round",
        "Meet Ana\nand Tom",
        "Room 4; upstairs",
    )


def test_a_cancelled_event_says_so_by_method_or_by_status():
    assert _one(method="METHOD:CANCEL").cancelled
    assert _one("STATUS:CANCELLED").cancelled
    assert not _one("STATUS:CONFIRMED").cancelled


def test_the_content_type_says_the_method_where_the_calendar_does_not():
    (found,) = invitation.parse(_calendar(method=""), "request")
    assert found.method == "REQUEST"


def test_two_calendars_in_one_part_are_both_read():
    assert len(invitation.parse(_calendar("SUMMARY:a") + b"\r\n" + _calendar("SUMMARY:b"))) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"/etc/passwd",
        b"BEGIN:VEVENT",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\n",
        b"\xff\xfe\x00BEGIN:VEVENT",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 1000 + b"END:VCALENDAR",
    ],
)
def test_what_is_no_invitation_is_left_out(data):
    assert invitation.parse(data) == []


def test_an_event_with_a_broken_time_keeps_its_people():
    found = _one("DTSTART:nonsense", "ATTENDEE;CN=Tom:mailto:tom@q.example")
    assert found.start is None
    assert [one.name for one in found.attendees] == ["Tom"]


_ROWS = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "SUMMARY", "ATTENDEE", "ORGANIZER", "RRULE", "STATUS", "BEGIN", "END", "UID"]
)


@given(st.lists(st.tuples(_ROWS, st.text(max_size=40)), max_size=12))
def test_any_rows_are_a_calendar_or_nothing(rows):
    for one in invitation.parse(_calendar(*(f"{name}:{value}" for name, value in rows))):
        if isinstance(one.start, dt.datetime):
            assert one.start.utcoffset() is not None
