"""Header fields as they are really written."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import address_list, header


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Ana <ana@q.example>", [("Ana", "ana@q.example")]),
        ("ana@q.example", [("", "ana@q.example")]),
        ('"Pereira, Ana" <ana@q.example>', [("Pereira, Ana", "ana@q.example")]),
        ("Pereira, Ana <ana@q.example>, tom@q.example", [("Pereira, Ana", "ana@q.example"), ("", "tom@q.example")]),
        ("ana@q.example (Ana Pereira)", [("Ana Pereira", "ana@q.example")]),
        ("Dr. Ana M. Pereira, PhD <ana@q.example>", [("Dr. Ana M. Pereira, PhD", "ana@q.example")]),
        ("Ana (she/her) <ana@q.example>", [("Ana (she/her)", "ana@q.example")]),
        ("'Ana' <ana@q.example>", [("Ana", "ana@q.example")]),
        ("ana@q.example <ana@q.example>", [("", "ana@q.example")]),
        ("=?utf-8?Q?Gr=C3=BCn=2C_Ida?= <ida@q.example>", [("Grün, Ida", "ida@q.example")]),
        ('"=?utf-8?Q?Gr=C3=BCn?=" <ida@q.example>', [("Grün", "ida@q.example")]),
        ("Panel: ana@q.example, Tom <tom@q.example>;", [("", "ana@q.example"), ("Tom", "tom@q.example")]),
        ("undisclosed-recipients:;", []),
        ("<<ana@q.example>>", [("", "ana@q.example")]),
        ("Ana <ana@q.example", [("Ana", "ana@q.example")]),
        ('" Ana <ana@q.example>, Tom <tom@q.example>', [("Ana", "ana@q.example"), ("Tom", "tom@q.example")]),
        ("<@relay.example,@other.example:ana@q.example>", [("", "ana@q.example")]),
        ("mailto:ana@q.example", [("", "ana@q.example")]),
        ("Ana ana@q.example", [("Ana", "ana@q.example")]),
        ('"Ana \\"Annie\\" Pereira" <ana@q.example>', [("Ana Annie Pereira", "ana@q.example")]),
        ("ana@q.example; tom@q.example", [("", "ana@q.example"), ("", "tom@q.example")]),
        ("<", []),
    ],
)
def test_addresses_are_who_they_were_meant_to_be(raw, wanted):
    assert [(one.name, one.email) for one in address_list.parse(raw)] == wanted


@given(st.text(max_size=400))
def test_any_text_is_an_address_list(raw):
    for one in address_list.parse(raw):
        assert one.name or one.email
        assert one.email == "" or "@" in one.email


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Tue, 3 Mar 2026 16:12:08 +0530", "2026-03-03T16:12:08+05:30"),
        ("3 Mar 2026 16:12:08 GMT", "2026-03-03T16:12:08+00:00"),
        ("Tue, 03 Mar 2026 16:12:08 -0500 (EST)", "2026-03-03T16:12:08-05:00"),
        ("Tue, 3 Mar 2026 16:12:60 +0000", "2026-03-03T16:12:59+00:00"),
        ("Tue, 3 Mar 2026 16:12:08 -9900", "2026-03-03T16:12:08+00:00"),
        ("Tue, 3 Mar 2026 16:12", "2026-03-03T16:12:00+00:00"),
    ],
)
def test_dates_are_instants(raw, wanted):
    assert header.date(raw) == dt.datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    "raw", ["", "soon", "32 Foo 2026", "Tue, 31 Feb 2026 10:00:00 +0000", "Tue, 3 Mar 1900 10:00:00 +0000"]
)
def test_what_is_no_date_is_none(raw):
    assert header.date(raw) is None


@pytest.mark.parametrize(
    ("raw", "value", "parameters"),
    [
        ("text/plain; charset=utf-8", "text/plain", {"charset": "utf-8"}),
        ('TEXT/Plain; Charset="utf-8" ; format=flowed', "text/plain", {"charset": "utf-8", "format": "flowed"}),
        ("attachment; filename*=utf-8'de'Gr%C3%BCn.pdf", "attachment", {"filename": "Grün.pdf"}),
        ("attachment; filename*0=Of; filename*1=fer.pdf", "attachment", {"filename": "Offer.pdf"}),
        ("attachment; filename*1*=%9F.pdf; filename*0*=utf-8''Gr%C3", "attachment", {"filename": "Grß.pdf"}),
        ('attachment; filename="a;b.pdf"', "attachment", {"filename": "a;b.pdf"}),
        ("attachment; filename==?utf-8?Q?Gr=C3=BCn.pdf?=", "attachment", {"filename": "Grün.pdf"}),
        ("text/plain", "text/plain", {}),
    ],
)
def test_parameters_are_joined_and_decoded(raw, value, parameters):
    assert header.parameters(raw) == (value, parameters)


def test_an_encoded_word_in_an_unknown_charset_is_still_read():
    assert header.text("=?x-nobody-knows?Q?Gr=C3=BCn?=") == "Grün"


def test_identifiers_are_found_once_each_in_order():
    assert header.identifiers("<a@x>\n <b@x> <a@x> (why) <@> <>") == ["<a@x>", "<b@x>"]
