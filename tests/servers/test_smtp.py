import email
import email.policy
import socket
from datetime import UTC, datetime

import hypothesis
import pytest
from hypothesis import strategies

from courtesy import config, errors
from courtesy.servers import smtp

ME = "robin@mail.example"
WHEN = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
NOTICE = {"to": ME, "subject": "An offer wants an answer", "body": "By Friday.\n", "message_id": "<n1@mail.example>"}


@pytest.fixture
def server(submission_server):
    return submission_server


@pytest.fixture
def submission(certificate):
    def make(port, security="tls", *, password="secret", ca_file=None):
        trusted = str(certificate / "cert.pem") if ca_file is None else ca_file
        settings = config.Smtp(host="127.0.0.1", port=port, security=security, ca_file=trusted)
        return smtp.Submission(
            settings=settings, username="robin", secret=lambda: password, owner=frozenset({ME}), timeout=10
        )

    return make


@pytest.mark.parametrize("security", ["tls", "starttls", "plain"])
async def test_a_notice_arrives_at_the_owner(server, submission, security):
    kept, port = await server(security)
    await submission(port, security).send(**NOTICE, when=WHEN)
    (envelope,) = kept.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (ME, [ME])
    arrived = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert (arrived["From"], arrived["To"], arrived["Message-ID"]) == (ME, ME, "<n1@mail.example>")
    assert arrived["Subject"] == "An offer wants an answer"
    assert arrived.get_content().split() == ["By", "Friday."]


async def test_a_relay_that_asks_for_no_log_in_gets_none(server, submission):
    kept, port = await server("plain", wants_log_in=False)
    await submission(port, "plain").send(**NOTICE, when=WHEN)
    assert kept.envelopes


@pytest.mark.parametrize(
    "stranger", ["someone@else.example", f"{ME}, someone@else.example", f"{ME}\r\nsomeone@else.example"]
)
async def test_nobody_but_the_owner_is_ever_written_to(server, submission, stranger):
    kept, port = await server("tls")
    with pytest.raises(errors.CourtesyError):
        await submission(port).send(**{**NOTICE, "to": stranger}, when=WHEN)
    assert not kept.envelopes


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_server_that_cannot_prove_who_it_is_gets_neither_password_nor_notice(server, submission, security):
    kept, port = await server(security)
    with pytest.raises(errors.TryLater, match=r"(?i)certificate"):
        await submission(port, security, ca_file="").send(**NOTICE, when=WHEN)
    assert not kept.envelopes


async def test_where_starttls_was_asked_for_nothing_is_sent_in_the_clear(server, submission):
    kept, port = await server("starttls", offers_starttls=False)
    with pytest.raises(errors.TryLater):
        await submission(port, "starttls").send(**NOTICE, when=WHEN)
    assert not kept.envelopes


async def test_a_refused_log_in_is_told_as_such(server, submission):
    _, port = await server("tls")
    with pytest.raises(errors.AuthenticationRefused):
        await submission(port, password="wrong").probe()
    await submission(port).probe()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("451 Later", errors.TryLater), ("550 Never", errors.CourtesyError), ("554 No", errors.CourtesyError)],
)
async def test_a_refusal_says_whether_to_try_again(server, submission, answer, kind):
    kept, port = await server("tls")
    kept.answer = answer
    with pytest.raises(errors.CourtesyError) as caught:
        await submission(port).send(**NOTICE, when=WHEN)
    assert type(caught.value) is kind


async def test_a_server_out_of_reach_is_tried_later(submission):
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    with pytest.raises(errors.TryLater):
        await submission(port).send(**NOTICE, when=WHEN)


@hypothesis.given(strategies.text(max_size=200) | strategies.just("Re: =?utf-8?Q?Hi=0D=0ABcc:_x@else.example?="))
def test_no_subject_can_bring_a_header_field_with_it(subject):
    data = smtp.notice(to=ME, subject=subject, body="Words.", message_id="<n@mail.example>", when=WHEN)
    assert "else.example" not in (email.message_from_bytes(data, policy=email.policy.default)["Bcc"] or "")
    assert len(email.message_from_bytes(data).keys()) == 9


async def test_reminders_come_attached_as_a_calendar_that_asks_nobody_for_an_answer(server, submission):
    kept, port = await server("tls")
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Grüße\r\nEND:VCALENDAR\r\n".encode()
    await submission(port).send(**NOTICE, when=WHEN, calendar=calendar)
    (envelope,) = kept.envelopes
    arrived = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert arrived.get_body(("plain",)).get_content().split() == ["By", "Friday."]
    [attached] = arrived.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "reminders.ics")
    assert "method" not in attached["Content-Type"].params
    assert attached.get_payload(decode=True) == calendar
