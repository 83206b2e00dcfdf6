"""FETCH responses, as servers write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.servers import responses


def test_items_come_in_any_order_and_around_literals():
    records = [(b"12 (FLAGS (\\Seen $A) BODY[] {3}", b")( "), b' UID 5 INTERNALDATE " 1-Mar-2026 00:00:00 +0100")']
    (one,) = responses.fetched(records)
    assert one == {
        b"FLAGS": [b"\\Seen", b"$A"],
        b"BODY[]": b")( ",
        b"UID": b"5",
        b"INTERNALDATE": b" 1-Mar-2026 00:00:00 +0100",
    }


def test_several_literals_belong_to_one_message():
    records = [(b"1 (UID 5 BODY[HEADER] {2}", b"h\n"), (b" BODY[1.MIME] {1}", b"m"), b")", b"2 (UID 6)"]
    assert [one.get(b"BODY[1.MIME]") for one in responses.fetched(records)] == [b"m", None]


def test_strings_may_be_quoted_or_nil_and_names_in_any_case():
    records = [rb'1 (uid 5 body[header.fields (message-id)] "a\"b\\c UID 7" BODY[1]<0> NIL X "NIL")']
    (one,) = responses.fetched(records)
    assert one[b"UID"] == b"5"
    assert one[b"BODY[HEADER.FIELDS (MESSAGE-ID)]"] == b'a"b\\c UID 7'
    assert (one[b"BODY[1]<0>"], one[b"X"]) == (None, b"NIL")


@pytest.mark.parametrize(
    "record", [b"", b"1", b"1 ()", b"1 FLAGS", b"1 (UID", b"1 " + b"(" * 5000, b'1 ("', b"1 ({5})"]
)
def test_what_cannot_be_read_does_no_harm(record):
    assert all(isinstance(one, dict) for one in responses.fetched([record, b"2 (UID 6)"]))


@given(st.lists(st.binary(max_size=40) | st.tuples(st.binary(max_size=40), st.binary(max_size=10)) | st.none()))
def test_any_bytes_are_read_without_failing(records):
    list(responses.fetched(records))


def test_system_flags_are_written_as_in_the_rfc_and_recent_is_no_flag_of_the_message():
    assert responses.flags([b"\\seen", b"\\RECENT", b"$Forwarded", b"Work"]) == {r"\Seen", "$Forwarded", "Work"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"20-Mar-2026 09:30:00 -0400", datetime(2026, 3, 20, 9, 30, tzinfo=timezone(timedelta(hours=-4)))),
        (b" 1-jan-2026 00:00:60 +0000", datetime(2026, 1, 1, 0, 0, 59, tzinfo=UTC)),
        (b"31-Feb-2026 00:00:00 +0000", responses.EPOCH),
        (b"01-Jan-0001 00:00:00 +1400", responses.EPOCH),
        (b"01-Jan-2026 00:00:00 +9900", responses.EPOCH),
        (b"yesterday", responses.EPOCH),
        (None, responses.EPOCH),
    ],
)
def test_internaldate_is_aware_or_the_epoch(text, expected):
    assert responses.arrived(text) == expected
