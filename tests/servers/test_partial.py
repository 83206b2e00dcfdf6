"""Large messages: what can be read is fetched, the rest keeps its place and name."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.servers import imap, partial

WHEN = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
BIG = bytes(range(256)) * 1600  # 400 kB


@pytest.fixture
async def server(dovecot, executor):
    where = imap.Endpoint(
        host=dovecot.host, port=dovecot.port, security="plain", username=dovecot.user(), ca_file=dovecot.ca_file
    )
    one = imap.Server(where, lambda: dovecot.password, executor)
    await one.connect()
    yield one
    await one.close()


async def fetched(server, message):
    data = message if isinstance(message, bytes) else message.as_bytes(policy=email.policy.SMTP)
    uid = await server.append("INBOX", data, [r"\Seen"], WHEN)
    (one,) = await server.fetch("INBOX", [uid])
    assert (one.uid, one.arrived, one.flags) == (uid, WHEN, {r"\Seen"})
    return data, one


def parts(data):
    return [
        (part.get_content_type(), part.get_filename(), part.get_payload(decode=True))
        for part in email.message_from_bytes(data, policy=email.policy.default).walk()
        if not part.is_multipart()
    ]


def offer():
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "Ann <ann@example.test>",
        "Your offer",
        "<1@example.test>",
    )
    message.set_content("We are happy.\r\n")
    message.add_alternative("<p>We are happy.</p>", subtype="html")
    return message


async def test_a_photograph_stays_where_it_is_and_everything_else_comes(server):
    message = offer()
    message.add_attachment(BIG, maintype="image", subtype="jpeg", filename="team.jpg")
    message.add_attachment(b"%PDF-1.4 small", maintype="application", subtype="pdf", filename="offer.pdf")
    data, one = await fetched(server, message)
    assert one.truncated
    assert len(one.data) < 10_000
    whole, got = parts(data), parts(one.data)
    assert got == [*whole[:2], ("image/jpeg", "team.jpg", b""), whole[3]]
    assert email.message_from_bytes(one.data)["Message-ID"] == "<1@example.test>"


async def test_documents_come_by_type_or_by_name(server):
    message = offer()
    message.add_attachment(BIG, maintype="application", subtype="octet-stream", filename="Angebot.PDF")
    message.add_attachment(BIG, maintype="application", subtype="octet-stream", filename="Größe.docx")
    message.add_attachment(BIG, maintype="application", subtype="octet-stream", filename="setup.exe")
    message.add_attachment("BEGIN:VCALENDAR\r\n", subtype="calendar", filename="invite.ics")
    data, one = await fetched(server, message)
    assert [len(content) for _, _, content in parts(one.data)][2:] == [len(BIG), len(BIG), 0, 17]
    assert [name for _, name, _ in parts(one.data)] == [name for _, name, _ in parts(data)]


async def test_a_large_message_that_can_be_read_to_its_end_is_not_called_truncated(server):
    message = offer()
    message.add_attachment(BIG, maintype="application", subtype="pdf", filename="offer.pdf")
    data, one = await fetched(server, message)
    assert not one.truncated
    assert parts(one.data) == parts(data)


async def test_an_endless_text_is_cut_at_the_end_of_a_line(server):
    line = "word " * 14 + "end\r\n"
    data = b"Subject: long\r\nMessage-ID: <2@example.test>\r\n\r\n" + (line * 20_000).encode()
    _, one = await fetched(server, data)
    assert one.truncated
    assert len(one.data) < partial.TEXT_BYTES + 200
    assert data.startswith(one.data)
    assert one.data.endswith(b"end\r\n")


async def test_a_document_beyond_all_measure_is_left(server):
    message = offer()
    message.add_attachment(b"x" * (8 << 20), maintype="application", subtype="pdf", filename="film.pdf")
    _, one = await fetched(server, message)
    assert one.truncated
    assert parts(one.data)[2] == ("application/pdf", "film.pdf", b"")


async def test_a_forwarded_message_is_read_too(server):
    inner = offer()
    message = EmailMessage()
    message["Subject"] = "Fwd"
    message.set_content("See below.\r\n")
    message.add_attachment(inner)
    message.add_attachment(BIG, maintype="video", subtype="mp4", filename="a.mp4")
    data, one = await fetched(server, message)
    assert parts(one.data)[:3] == parts(data)[:3]


async def test_a_message_of_too_many_parts_is_read_from_its_beginning(server):
    message = EmailMessage()
    message["Subject"] = "many"
    message.set_content("First.\r\n")
    for n in range(200):
        message.add_attachment(b"x" * 3000, maintype="application", subtype="pdf", filename=f"{n}.pdf")
    data, one = await fetched(server, message)
    assert one.truncated
    assert data.startswith(one.data)
    assert len(one.data) > 100_000


async def test_a_message_nested_without_end_is_read_all_the_same(server):
    data = b"Subject: deep\r\n"
    for n in range(150):
        data += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    data += b"\r\nHello.\r\n" + b"x" * 70 + b"\r\n" * 1 + (b"y" * 70 + b"\r\n") * 5000
    _, one = await fetched(server, data)
    assert one.data.startswith(b"Subject: deep")


async def test_small_messages_beside_large_ones_keep_their_order(server):
    message = offer()
    message.add_attachment(BIG, maintype="image", subtype="jpeg", filename="team.jpg")
    large = message.as_bytes(policy=email.policy.SMTP)
    small = offer().as_bytes(policy=email.policy.SMTP)
    uids = [await server.append("INBOX", data, [], WHEN) for data in (large, small, large, small)]
    got = await server.fetch("INBOX", [*uids, 999])
    assert [one.uid for one in got] == uids
    assert [one.truncated for one in got] == [True, False, True, False]


value = st.recursive(st.none() | st.binary(max_size=8), lambda inner: st.lists(inner, max_size=8), max_leaves=30)


@given(value, st.dictionaries(st.sampled_from([b"BODY[HEADER]", b"BODY[]<0>", b"BODY[1]<0>", b"BODY[1.MIME]"]), value))
def test_whatever_the_server_says_of_a_structure_there_is_an_answer(structure, sections):
    def get(items):
        return {b"BODYSTRUCTURE": structure} if "BODYSTRUCTURE" in items else sections

    found = partial.fetch(get)
    assert found is None or isinstance(found.data, bytes)
