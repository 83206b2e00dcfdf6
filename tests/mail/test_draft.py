import dataclasses
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courtesy.mail import address, draft
from courtesy.plan import desired

FIELDS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
]


def letter(**fields):
    plain = {
        "slot": desired.Slot(opportunity=1, kind=desired.LetterKind.DECLINE, email="ann@there.example"),
        "account": "personal",
        "message_id": "<0f8fad5b-d9cb-469f-a165-70867728950e@post.example>",
        "date": datetime(2026, 4, 14, 8, 30, tzinfo=UTC),
        "sender": address.Address("Noor Vermeer", "noor@post.example"),
        "to": address.Address("Ann Low", "ann@there.example"),
        "subject": "Re: Your offer",
        "in_reply_to": "<b@there.example>",
        "references": ("<a@there.example>", "<b@there.example>"),
        "body": "Hi Ann,\n\nThank you.\n\nBest,\nNoor\n",
        "language": "en",
    }
    return desired.Letter(**{**plain, **fields})


def parsed(**fields):
    return message_from_bytes(draft.serialise(letter(**fields)), policy=policy.compat32)


def text(mail):
    return mail.get_payload(decode=True).decode("utf-8")


def decoded(value):
    return str(make_header(decode_header(value)))


def test_a_letter_has_the_fields_that_a_client_would_write_and_no_others():
    assert sorted(parsed().keys()) == sorted(FIELDS)


def test_a_letter_without_a_thread_names_none():
    assert not {"In-Reply-To", "References"} & set(parsed(in_reply_to=None, references=()).keys())


def test_every_line_ends_with_crlf():
    data = draft.serialise(letter(body="Grüße\n\naus Köln\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_a_short_ascii_body_travels_as_it_is_and_any_other_as_quoted_printable():
    assert parsed()["Content-Transfer-Encoding"] == "7bit"
    for body in ("Grüße\n", "x" * 200, "trailing \n"):
        assert parsed(body=body)["Content-Transfer-Encoding"] == "quoted-printable"


def test_a_paragraph_stays_one_line_while_no_line_on_the_wire_is_long():
    body = "A word " * 60 + "\n"
    data = draft.serialise(letter(body=body))
    assert text(message_from_bytes(data)).replace("\r\n", "\n") == body
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_a_long_name_with_comma_and_parentheses_stays_one_recipient():
    name = "A very very long display name, with comma and (parens) and more of the same, to be sure that it is folded"
    mail = parsed(to=address.Address(name, "j@there.example"))
    assert getaddresses([mail["To"].replace("\r\n", "")]) == [(name, "j@there.example")]


def test_a_name_beyond_ascii_stays_whole():
    name = "Şule Öztürk-Żurawski, Ph. D. (Zürich) und noch viel mehr Name, damit gefaltet wird"
    mail = parsed(to=address.Address(name, "j@there.example"))
    assert decoded(getaddresses([mail["To"].replace("\r\n", "")])[0][0]) == name


def test_a_long_id_is_not_encoded():
    long = f"<{'x' * 200}@there.example>"
    mail = parsed(in_reply_to=long, references=("<a@there.example>", long))
    assert mail["In-Reply-To"] == long
    assert mail["References"] == f"<a@there.example> {long}"


def test_references_keep_the_first_and_the_newest_within_one_line():
    ids = tuple(f"<{number:040}@there.example>" for number in range(60))
    kept = draft.trim(ids)
    assert kept[0] == ids[0]
    assert kept[1:] == ids[-len(kept[1:]) :]
    assert len("References: " + " ".join(kept)) <= 998
    assert parsed(references=kept)["References"] == " ".join(kept)


def test_an_encoded_word_within_a_subject_injects_no_field():
    mail = parsed(subject="Re: =?utf-8?Q?Hi=0D=0ABcc:_x@y.example?=")
    assert "Bcc" not in mail
    assert decoded(mail["Subject"]).startswith("Re: = ?utf-8")


def test_a_domain_beyond_ascii_is_written_by_idna():
    assert draft.writable("ann@münchen.example") == "ann@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ann",
        "@there.example",
        "ann@",
        "zoë@there.example",
        "a b@there.example",
        "a@b@",
        ".a@there.example",
        "a..b@there.example",
        "a@there..example",
        "a@-there.example",
        "a\r\nBcc: b@there.example",
        'a"b@there.example',
        "a@there.example>, <b@there.example",
    ],
)
def test_an_address_that_cannot_be_written_is_none(email):
    assert draft.writable(email) is None
    with pytest.raises(ValueError, match="address"):
        draft.serialise(letter(to=address.Address("Ann", email)))


@pytest.mark.parametrize("value", ["", "a@b", "<a b@c>", "<a@b>\r\nBcc: x@y.example", "<é@there.example>"])
def test_a_message_id_that_cannot_be_written_is_refused_or_left_out(value):
    with pytest.raises(ValueError, match="Message-ID"):
        draft.serialise(letter(message_id=value))
    assert "In-Reply-To" not in parsed(in_reply_to=value or None)
    assert draft.trim((value, "<b@there.example>")) == ("<b@there.example>",)


ANY = st.text(alphabet=st.characters(codec=None), max_size=120)


@given(name=ANY, subject=ANY, body=ANY, references=st.lists(ANY, max_size=5), in_reply_to=st.none() | ANY)
@example(name='"', subject="=?", body="\ud800", references=["<>"], in_reply_to="<x@y>")
@example(name="a\\", subject="=?us-ascii?q?=0A?=", body="\r\r\n", references=["<a@b.example>"] * 3, in_reply_to=None)
@example(name="=?utf-8?q?x?= <evil@there.example>", subject=" ", body="", references=[], in_reply_to=None)
def test_whatever_stands_in_the_mail_the_letter_reads_back_as_it_was(name, subject, body, references, in_reply_to):
    one = letter(
        to=address.Address(name, "ann@there.example"),
        subject=subject,
        body=body,
        references=tuple(references),
        in_reply_to=in_reply_to,
    )
    data = draft.serialise(one)
    mail = message_from_bytes(data, policy=policy.compat32)
    assert set(mail.keys()) <= set(FIELDS)
    assert len(set(mail.keys())) == len(mail.keys())
    assert [email for _, email in getaddresses([mail["To"].replace("\r\n", "")])] == ["ann@there.example"]
    assert decoded(mail["Subject"].replace("\r\n", "")) == draft.line(subject)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()
    again = message_from_bytes(draft.serialise(dataclasses.replace(one, body=text(mail))))
    assert text(again) == text(mail)


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=400))
def test_a_text_reads_back_as_it_was(body):
    mail = parsed(body=body)
    assert text(mail).replace("\r\n", "\n").strip("\n") == body.strip("\n")
