"""Whole mails in: one trait per file in tests/messages, and bytes that nobody meant as mail."""

import datetime as dt
import pathlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtesy.mail import message, parse

_HERE = pathlib.Path(__file__).parents[1] / "messages"
_ARRIVED = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
_TRAITS = sorted(path.stem for path in _HERE.glob("*.eml"))


def _bytes(trait):
    return (_HERE / f"{trait}.eml").read_bytes()


def _mail(trait, **more):
    return parse.parse(_bytes(trait), **more)


def _new(trait):
    return _mail(trait).part(message.Label.NEW).strip()


@pytest.mark.parametrize(
    ("trait", "subject"),
    [
        ("subject_in_two_charsets", "Schöne Grüße aus Worms"),
        ("subject_splits_a_character", "Grüße"),
        ("subject_encoded_without_spaces", "Re: Grüßeaus Worms"),
        ("subject_in_raw_latin1", "Grüße"),
        ("subject_in_raw_utf8", "Grüße"),
        ("subject_folded_with_tabs", "the post of bookbinder in Worms"),
        ("junk_line_in_the_header", "after the junk"),
        ("control_characters_everywhere", "abc d Bcc: xz"),
    ],
)
def test_subjects_read_as_their_writers_meant_them(trait, subject):
    assert _mail(trait).subject == subject


@pytest.mark.parametrize(
    ("trait", "text"),
    [
        ("mbox_line_above_the_header", "Hello."),
        ("blank_line_above_the_header", "Hello."),
        ("junk_line_in_the_header", "Hello."),
        ("no_blank_line_below_the_header", "Hello there.\nAnd more."),
        ("no_header_at_all", "Hello there.\n\nAnd more."),
        ("line_ends_of_carriage_returns", "Hello.\nAnd more."),
        ("latin1_that_is_windows1252", "It’s € 61,000."),
        ("ascii_that_is_utf8", "Gehalt: 61.000 €"),
        ("charset_unknown", "Grüße"),
        ("charset_of_a_trap_codec", "C:\\\\u0041 is a path"),
        ("charset_gb2312_beyond_its_table", "镕您好，录用通知"),
        ("charset_iso2022jp", "内定のお知らせ"),
        ("utf8_cut_in_a_character", "Größe und Grüße, K\ufffd"),
        ("utf16_with_mark", "Grüße"),
        ("base64_with_a_semicolon", "Grüße"),
        ("base64_with_junk", "Grüße"),
        ("base64_cut_short", "Hello there"),
        ("flowed", "We are delighted to offer you the post."),
        ("flowed_del_space", "bookbinder"),
        ("alternative", "The plain words."),
        ("alternative_with_a_stub", "We would like you to join us as bookbinder. Please answer by Friday."),
        ("alternative_with_empty_plain", "The rich words."),
        ("html_labelled_as_plain", "Join us."),
        ("body_in_two_parts", "The plain words.\n\nA second part."),
        ("boundary_missing", "First.\n\nSecond."),
        ("last_boundary_missing", "First.\n\nSecond."),
        ("control_characters_everywhere", "Hello› there"),
    ],
)
def test_bodies_read_as_their_readers_see_them(trait, text):
    assert _new(trait) == text


def test_an_unquoted_comma_in_a_name_makes_no_second_sender():
    assert _mail("sender_with_unquoted_comma").sender.name == "Pereira, Ana"
    assert _mail("sender_with_unquoted_comma").sender.email == "ana@quarry.example"


def test_a_sender_without_an_address_still_has_a_name():
    assert _mail("sender_without_address").sender.name == "Ana Pereira"
    assert _mail("sender_without_address").sender.email == ""


def test_members_of_a_group_are_recipients():
    assert [(one.name, one.email) for one in _mail("recipients_in_a_group").to] == [
        ("Tom", "tom@q.example"),
        ("Reed, Ida", "ida@q.example"),
    ]


@pytest.mark.parametrize("trait", ["message_id_missing", "message_id_empty"])
def test_a_mail_without_a_usable_message_id_gets_the_same_one_each_time(trait):
    first = _mail(trait).message_id
    assert first == _mail(trait).message_id
    assert first.startswith("<")
    assert first.endswith("@unidentified.invalid>")
    assert first != parse.parse(_bytes(trait) + b"more").message_id


def test_odd_message_ids_are_kept_usable():
    assert _mail("message_id_twice").message_id == "<trait@quarry.example>"
    assert _mail("message_id_without_brackets").message_id == "<trait@quarry.example>"
    assert _mail("message_id_folded_inside").message_id == "<trait-of-folding@quarry.example>"


def test_references_end_with_what_is_answered():
    mail = _mail("in_reply_to_with_prose")
    assert mail.in_reply_to == "<c@q.example>"
    assert mail.references == ("<a@q.example>", "<b@q.example>", "<c@q.example>")


def test_a_date_that_cannot_be_read_is_the_arrival_else_the_epoch():
    assert _mail("date_unreadable", arrived=_ARRIVED).date == _ARRIVED
    assert _mail("date_unreadable").date == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_a_date_is_always_aware():
    assert all(_mail(trait).date.utcoffset() is not None for trait in _TRAITS)


@pytest.mark.parametrize(
    ("trait", "name"),
    [
        ("attachment_named_by_rfc2231", "Angebot Grüße.pdf"),
        ("attachment_named_by_an_encoded_word", "Angebot Grüße.pdf"),
        ("attachment_named_with_a_path", "Offer.pdf"),
    ],
)
def test_attachments_are_handed_to_the_extractor_under_their_names(trait, name):
    asked = []

    def extract(media_type, data):
        asked.append((media_type, data[:8]))
        return "taken out"

    (document,) = _mail(trait, extract=extract).documents
    assert (document.name, document.media_type, document.text) == (name, "application/pdf", "taken out")
    assert asked == [("application/pdf", b"%PDF-1.4")]


def test_attachments_of_text_need_no_extractor():
    (document,) = _mail("attachment_of_text").documents
    assert (document.name, document.text.strip()) == ("terms.txt", "Gehalt: 61.000 €")
    (document,) = _mail("attachment_of_html").documents
    assert document.text.split() == ["Base", "pay", "61,000"]


def test_an_attachment_over_ten_megabytes_is_not_read():
    data = _bytes("attachment_named_by_an_encoded_word").replace(b" a stub", b" " + b"x" * 11_000_000)
    (document,) = parse.parse(data, extract=lambda *_: "read").documents
    assert document.text == ""


def test_an_invitation_that_comes_twice_is_one():
    (invitation,) = _mail("invitation_inline_and_attached").invitations
    assert invitation.summary == "Panel"


def test_machines_and_lists_are_told_from_people():
    assert _mail("bounce").automatic
    assert _mail("absence_notice").automatic
    assert _mail("newsletter").bulk
    assert not _mail("newsletter").automatic
    assert not _mail("alternative").bulk
    assert not _mail("alternative").automatic


def test_only_the_topmost_verdict_on_authenticity_counts():
    assert _mail("dmarc_pass_below_a_fail").authenticated is False


def test_a_signature_of_another_domain_says_nothing():
    assert _mail("dkim_of_another_domain").authenticated is None
    assert _mail("dkim_aligned").authenticated is True
    assert _mail("alternative").authenticated is None


def test_the_alias_that_was_written_to_is_known():
    assert _mail("delivered_to_an_alias").delivered_to == ("binder@postbox.example", "old@postbox.example")


def test_an_envelope_says_the_same_as_the_whole_mail_but_has_no_body():
    whole, head = _mail("in_reply_to_with_prose"), parse.envelope(_bytes("in_reply_to_with_prose"))
    assert (head.message_id, head.subject, head.references, head.date) == (
        whole.message_id,
        whole.subject,
        whole.references,
        whole.date,
    )
    assert head.lines == ()


@pytest.mark.parametrize("trait", _TRAITS)
def test_no_surrogates_and_no_controls_leave_the_room(trait):
    mail = _mail(trait)
    texts = [mail.subject, mail.sender.name, mail.sender.email, *(line.text for line in mail.lines)]
    for text in texts:
        text.encode()
        assert not any(ord(sign) < 32 and sign != "\t" for sign in text)


def _sound(mail):
    for text in (
        mail.subject,
        mail.message_id,
        mail.sender.name,
        mail.sender.email,
        *mail.references,
        *mail.delivered_to,
    ):
        text.encode()
        assert "\n" not in text
    for one in (*mail.to, *mail.cc, *mail.reply_to):
        f"{one.name}{one.email}".encode()
        assert "@" in one.email
    for line in mail.lines:
        line.text.encode()
        assert "\n" not in line.text
    for document in mail.documents:
        f"{document.name}{document.text}".encode()
    assert mail.date.utcoffset() is not None
    assert mail.message_id.startswith("<")
    assert mail.message_id.endswith(">")


@given(st.binary(max_size=2000))
def test_any_bytes_are_mail(data):
    _sound(parse.parse(data, extract=lambda *_: ""))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_TRAITS), st.data())
def test_damaged_mail_is_mail(trait, data):
    whole = _bytes(trait)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        upto = data.draw(st.integers(at, min(len(whole), at + 40)))
        whole = whole[:at] + data.draw(st.binary(max_size=30)) + whole[upto:]
    _sound(parse.parse(whole, extract=lambda *_: ""))


_FIELD_NAMES = ["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Authentication-Results"]


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(_FIELD_NAMES), st.text(max_size=200)), st.text(max_size=500))
def test_any_header_and_body_are_mail(fields, body):
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    _sound(parse.parse(f"{head}\n{body}".encode("utf-8", "surrogatepass")))


_HOSTILE = {
    "quotes": b'To: "' + b'"' * 80_000 + b"\n\nx",
    "brackets": b"To: " + b"<" * 80_000 + b"\n\nx",
    "comments": b"To: " + b"(" * 80_000 + b"\n\nx",
    "escapes": b"To: " + b'"\\' * 40_000 + b"\n\nx",
    "parameters": b"Content-Type: text/plain" + b"; a*0*=x" * 20_000 + b"\n\nx",
    "encoded words": b"Subject: " + b"=?utf-8?Q?a?=" * 20_000 + b"\n\nx",
    "fields": b"X-A: b\n" * 50_000 + b"\nx",
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "marks": b"From: a@b.example\n\n" + b">" * 80_000,
    "marked lines": b"From: a@b.example\n\n" + b"> a\n" * 20_000,
    "attributions": b"From: a@b.example\n\n" + b"On 1 Jan 2026 x wrote:\n" * 4_000,
    "header blocks": b"From: a@b.example\n\n" + b"From: x\nTo: y\n\n" * 6_000,
    "nested html": b"Content-Type: text/html\n\n" + b"<div>" * 100_000,
    "attributes": b"Content-Type: text/html\n\n<a " + b"b=c " * 50_000 + b">",
    "comments of html": b"Content-Type: text/html\n\n" + b"<!--" * 50_000,
    "calendar": b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * 5_000,
}


def _nested(depth):
    inner = b"x"
    for number in range(depth):
        inner = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--\n" % (number, number, inner, number)
    return inner


@pytest.mark.parametrize("kind", _HOSTILE)
def test_the_cost_of_hostile_mail_grows_no_faster_than_the_mail(kind):
    data = _HOSTILE[kind]
    head, blank, tail = data.partition(b"\n\n")

    def cost(whole):
        begun = time.process_time()
        _sound(parse.parse(whole))
        return time.process_time() - begun

    twice = head * 2 + blank + tail if len(head) > len(tail) else head + blank + tail * 2
    assert min(cost(twice) for _ in range(3)) < 5 * cost(data) + 0.2


@pytest.mark.parametrize("depth", [5, 100, 2000])
def test_parts_within_parts_end_somewhere(depth):
    _sound(parse.parse(b"From: a@b.example\n" + _nested(depth)))


def test_mails_within_mails_end_somewhere():
    _sound(parse.parse(b"Content-Type: message/rfc822\n\n" * 2000 + b"x"))
