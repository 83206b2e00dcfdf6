"""What each line of a body is, held against files in which every line says so itself.

A line of tests/messages/labels begins with its label: N(ew), Q(uoted), F(orwarded), S(ignature), D(isclaimer);
`N?` is a blank line of which nobody cares.
"""

import pathlib

import pytest

from courtesy.mail import message, parse

_HERE = pathlib.Path(__file__).parents[1] / "messages" / "labels"
_FORWARDS = {"forward_header_block_first": "Fwd: Your post"}


def _mail(body: str, *, sender="Petra Hollis <petra@quarry.example>", subject="Re: Thursday", kind="plain"):
    head = f"From: {sender}\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n"
    return parse.parse((head + body).encode())


@pytest.mark.parametrize("trait", sorted(path.stem for path in _HERE.glob("*.txt")))
def test_lines_are_what_their_file_says(trait):
    rows = [row.partition("|") for row in (_HERE / f"{trait}.txt").read_text(encoding="utf-8").splitlines()]
    mail = _mail("\n".join(text for _, _, text in rows) + "\n", subject=_FORWARDS.get(trait, "Re: Thursday"))
    said = [line.label.value[0].upper() for line in mail.lines]
    wanted = [mark for mark, _, _ in rows]
    got = [mark if mark == "N?" else label for mark, label in zip(wanted, said, strict=True)]
    assert list(zip(got, [line.text for line in mail.lines], strict=True)) == list(
        zip(wanted, [line.text for line in mail.lines], strict=True)
    )


def test_quote_marks_are_taken_off():
    mail = _mail("Yes.\n\nOn 3 Mar 2026 Ana <ana@quarry.example> wrote:\n> > first\n> second\n")
    assert mail.part(message.Label.QUOTED).splitlines()[1:] == ["first", "second"]


def test_text_is_what_the_sender_wrote_newly():
    mail = _mail("Yes.\n\nPetra\n\nOn 3 Mar 2026 Ana <ana@quarry.example> wrote:\n> Shall we?\n")
    assert "Shall we" not in mail.text
    assert "Petra" in mail.text


def test_a_reply_with_a_forwarding_mark_deeper_in_its_subject_quotes():
    body = "Fine.\n\nFrom: Ana <ana@q.example>\nSent: Monday\nTo: Petra\nSubject: x\n\nold\n"
    assert _mail(body, subject="Re: Fwd: x").lines[-1].label is message.Label.QUOTED
    assert _mail(body, subject="WG: x").lines[-1].label is message.Label.FORWARDED


def test_html_marked_by_gmail_is_quoted():
    body = (
        '<div dir="ltr">Thursday works.<br><br>Petra</div><br><div class="gmail_quote"><div class="gmail_attr">'
        "On Tue, Mar 3, 2026 at 4:12 PM Tobias wrote:<br></div>"
        '<blockquote class="gmail_quote">Thursday?<br>The offer ends Friday.</blockquote></div>'
    )
    mail = _mail(body, kind="html")
    assert mail.part(message.Label.NEW).strip() == "Thursday works."
    assert "ends Friday" in mail.part(message.Label.QUOTED)


def test_html_of_outlook_is_quoted_from_its_header_block_on():
    body = (
        "<p class=MsoNormal>Thursday works.</p>"
        "<div id=divRplyFwdMsg><p><b>From:</b> Tobias &lt;t@postbox.example&gt;<br>"
        "<b>Sent:</b> Tuesday<br><b>To:</b> Petra<br><b>Subject:</b> Thursday</p></div><p>Could you?</p>"
    )
    mail = _mail(body, kind="html")
    assert mail.part(message.Label.NEW).strip() == "Thursday works."
    assert "Could you?" in mail.part(message.Label.QUOTED)


def test_html_forwarded_by_gmail_is_forwarded_although_marked_as_a_quotation():
    body = (
        '<div dir="ltr">FYI<div class="gmail_quote"><div class="gmail_attr">'
        "---------- Forwarded message ---------<br>From: <b>Ana"
        "</b> &lt;ana@q.example&gt;<br>Date: Tue, Mar 3<br>Subject: Post<br>To: Petra<br></div>Join us.</div></div>"
    )
    mail = _mail(body, kind="html", subject="Fwd: Post")
    assert "Join us." in mail.part(message.Label.FORWARDED)


def test_a_bare_html_blockquote_is_only_indented_unless_somebody_is_said_to_have_written_it():
    indented = _mail("<p>The terms:</p><blockquote>Base pay 61,000</blockquote>", kind="html")
    quoted = _mail(
        "<p>Yes.</p><p>On 3 Mar 2026, Ana &lt;ana@q.example&gt; wrote:</p><blockquote>Shall we?</blockquote>",
        kind="html",
    )
    assert "61,000" in indented.part(message.Label.NEW)
    assert "Shall we?" in quoted.part(message.Label.QUOTED)


def test_a_line_broken_by_a_mail_program_goes_on_and_one_ended_by_its_writer_does_not():
    body = (
        "We are delighted to offer you the position of bookbinder in our workshop in\n"
        "the old town, beginning on Monday, 4 May 2026, with a probation period of\n"
        "three months.\n"
        "\n"
        "Base pay: 61,000\n"
        "Holidays: 27 days\n"
    )
    assert [line.wrapped for line in _mail(body).lines if line.text] == [True, True, False, False, False]


def test_a_timetable_is_not_joined():
    body = (
        "9:00 - 9:45    Leadership          Ana Pereira, Head of the Bindery and Press\n"
        "10:00 - 10:45  Deep dive           Tom Ashdown, Master of the Older Machines\n"
        "11:00 - 11:45  Lunch               Everybody who is in the house on that day\n"
    )
    assert not any(line.wrapped for line in _mail(body).lines)


def test_a_mail_attached_whole_is_forwarded_text():
    data = (
        b"From: Petra <p@q.example>\nSubject: see attached\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\n\nHave a look.\n--x\nContent-Type: message/rfc822\n\n"
        b"From: Ana <ana@q.example>\nSubject: The post\n\nJoin us.\n--x--\n"
    )
    mail = parse.parse(data)
    assert mail.part(message.Label.NEW).strip() == "Have a look."
    assert "From: Ana <ana@q.example>" in mail.part(message.Label.FORWARDED)
    assert "Join us." in mail.part(message.Label.FORWARDED)
