"""Connecting and logging in: what is refused, what is tried later, what is never said in the clear."""

import asyncio
import base64
import logging
import socket
import ssl
from datetime import UTC, datetime

import pytest

from courtesy import errors
from courtesy.servers import imap
from dovecot import certificate
from scripted import running


async def connect(endpoint, executor, password="secret"):
    server = imap.Server(endpoint, lambda: password, executor)
    await server.connect()
    await server.close()


def endpoint(dovecot, **more):
    settings = {
        "host": dovecot.host,
        "port": dovecot.tls_port,
        "security": "tls",
        "username": dovecot.user(),
        "ca_file": dovecot.ca_file,
    }
    return imap.Endpoint(**(settings | more))


async def test_a_wrong_password_is_refused_without_naming_anybody(dovecot, executor):
    where = endpoint(dovecot)
    with pytest.raises(errors.AuthenticationRefused, match=r"127\.0\.0\.1") as caught:
        await connect(where, executor, "wrong-password")
    assert where.username not in str(caught.value)
    assert "wrong-password" not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        "NO [AUTHENTICATIONFAILED] Authentication failed.",
        "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        "NO LOGIN failed.",
        "NO [ALERT] Application-specific password required: see the help",
        "NO [EXPIRED] internal matters",
    ],
)
async def test_a_refusal_is_a_refusal(executor, answer):
    async with running(LOGIN=f"{{tag}} {answer}\n") as script:
        with pytest.raises(errors.AuthenticationRefused):
            await connect(script.endpoint(), executor)


@pytest.mark.parametrize(
    "answer",
    [
        "NO [UNAVAILABLE] Temporary authentication failure.",
        "NO [INUSE] Server busy",
        "NO [ALERT] Too many simultaneous connections. (Failure)",
        "NO [LIMIT] slow down",
        "NO Server error - Please try again later",
    ],
)
async def test_a_failure_that_passes_is_tried_later(executor, answer):
    async with running(LOGIN=f"{{tag}} {answer}\n") as script:
        with pytest.raises(errors.TryLater):
            await connect(script.endpoint(), executor)


async def test_what_the_server_says_is_told_unless_an_address_stands_in_it(executor):
    async with running(
        LOGIN=["{tag} NO ask support\n", "{tag} NO ask me@example.test\n", "{tag} NO not Someone\n"]
    ) as script:
        said = []
        for _ in range(3):
            with pytest.raises(errors.AuthenticationRefused) as caught:
                await connect(script.endpoint(), executor)
            said.append(str(caught.value))
    assert "(ask support)" in said[0]
    assert "example.test" not in said[1]
    assert "Someone" not in said[2]


async def test_a_connection_closed_during_log_in_is_tried_later(executor):
    async def close(peer, tag, command):
        peer.writer.close()

    async with running(LOGIN=close) as script:
        with pytest.raises(errors.TryLater):
            await connect(script.endpoint(), executor)


async def test_a_server_too_busy_to_greet_is_tried_later(executor):
    async with running(greeting="* BYE too many connections\n") as script:
        with pytest.raises(errors.TryLater):
            await connect(script.endpoint(), executor)


async def test_a_server_that_never_greets_is_given_up(executor):
    async with running(greeting="") as script:
        with pytest.raises(errors.TryLater, match="does not answer"):
            await connect(script.endpoint(connect_timeout=0.2), executor)


async def test_something_that_is_no_imap_server_is_named(executor):
    async with running(greeting="220 mail.example.test ESMTP\n") as script:
        with pytest.raises(errors.TryLater, match="IMAP"):
            await connect(script.endpoint(), executor)


async def test_a_host_that_is_not_there_is_named_with_a_cure(executor):
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    where = imap.Endpoint(host="127.0.0.1", port=port, security="plain", username="a")
    with pytest.raises(errors.TryLater, match=rf"127\.0\.0\.1:{port} cannot be reached.*accounts\.imap\.host"):
        await connect(where, executor)


async def test_a_host_name_that_does_not_resolve_is_tried_later(executor):
    where = imap.Endpoint(host="imap.invalid", port=993, security="tls", username="a")
    with pytest.raises(errors.TryLater, match=r"imap\.invalid"):
        await connect(where, executor)


async def test_an_unknown_certificate_is_not_trusted(dovecot, executor):
    with pytest.raises(errors.TryLater, match=r"certificate.*ca_file"):
        await connect(endpoint(dovecot, ca_file=""), executor)


async def test_a_certificate_for_another_host_is_not_trusted(executor, tmp_path):
    certificate(tmp_path, "DNS:other.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    async with running(tls=context) as script:
        with pytest.raises(errors.TryLater, match="certificate"):
            await connect(script.endpoint(security="tls", ca_file=str(tmp_path / "cert.pem")), executor)
    assert script.heard == []


async def test_tls_to_a_plain_port_is_told_with_a_cure(dovecot, executor):
    with pytest.raises(errors.TryLater, match="993"):
        await connect(endpoint(dovecot, port=dovecot.port), executor)


async def test_a_ca_file_that_is_none_is_a_matter_of_configuration(dovecot, executor, tmp_path):
    (tmp_path / "empty.pem").write_text("")
    for name in ("missing.pem", "empty.pem"):
        with pytest.raises(errors.ConfigurationError, match="ca_file"):
            await connect(endpoint(dovecot, ca_file=str(tmp_path / name)), executor)


async def test_where_starttls_is_taken_away_nothing_is_said(executor):
    async with running(capabilities="IMAP4rev1") as script:
        with pytest.raises(errors.TryLater, match="STARTTLS"):
            await connect(script.endpoint(security="starttls"), executor)
    assert script.commands("LOGIN") == script.commands("AUTHENTICATE") == []


async def test_where_starttls_is_refused_nothing_is_said(executor):
    async with running(capabilities="IMAP4rev1 STARTTLS", STARTTLS="{tag} NO not now\n") as script:
        with pytest.raises(errors.TryLater, match="STARTTLS"):
            await connect(script.endpoint(security="starttls"), executor)
    assert script.commands("LOGIN") == []


async def test_answers_put_in_before_tls_begins_are_not_believed(executor):
    injected = "{tag} OK go\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\nA9 OK\n"
    async with running(capabilities="IMAP4rev1 STARTTLS", STARTTLS=injected) as script:
        with pytest.raises(errors.TryLater, match="STARTTLS"):
            await connect(script.endpoint(security="starttls"), executor)
    assert script.commands("LOGIN") == []


async def test_plain_goes_to_this_machine_only(executor):
    where = imap.Endpoint(host="imap.example.test", port=143, security="plain", username="a")
    with pytest.raises(errors.ConfigurationError, match="loopback"):
        await connect(where, executor)


async def test_a_password_with_quotes_and_a_name_with_spaces_are_sent_whole(executor):
    async with running() as script:
        await connect(script.endpoint(username='some "one'), executor, 'a"b\\c d')
    assert script.commands("LOGIN") == [r'LOGIN "some \"one" "a\"b\\c d"']


async def test_a_password_beyond_ascii_goes_by_authenticate(executor):
    async def answer(peer, tag, command):
        await peer.say("+ \n")
        heard.append(base64.b64decode(await peer.hear()))
        await peer.say(f"{tag} OK in\n")

    heard: list[bytes] = []
    async with running(capabilities="IMAP4rev1 AUTH=PLAIN", AUTHENTICATE=answer) as script:
        await connect(script.endpoint(), executor, "pässwörd")
    assert heard == ["\0someone\0pässwörd".encode()]
    assert script.commands("LOGIN") == []


async def test_a_wrong_password_beyond_ascii_is_refused_by_a_real_server(dovecot, executor):
    with pytest.raises(errors.AuthenticationRefused):
        await connect(endpoint(dovecot), executor, "pässwörd")


async def test_a_password_that_cannot_be_sent_is_told(executor):
    async with running() as script:
        for password in ("pässwörd", "a\r\nA1 DELETE INBOX"):
            with pytest.raises(errors.AuthenticationRefused, match="ASCII"):
                await connect(script.endpoint(), executor, password)
    assert script.commands("LOGIN") == script.commands("A1") == []


async def test_login_disabled_means_no_login(executor):
    async with running(capabilities="IMAP4rev1 LOGINDISABLED") as script:
        with pytest.raises(errors.AuthenticationRefused, match="security"):
            await connect(script.endpoint(), executor)
    assert script.commands("LOGIN") == []


async def test_a_token_goes_by_xoauth2_and_a_refusal_is_heard_to_its_end(executor):
    async def answer(peer, tag, command):
        await peer.say("+ \n")
        heard.append(base64.b64decode(await peer.hear()))
        await peer.say("+ eyJzdGF0dXMiOiI0MDAifQ==\n")
        assert await peer.hear() == ""
        await peer.say(f"{tag} NO [AUTHENTICATIONFAILED] Invalid credentials\n")

    heard: list[bytes] = []
    async with running(AUTHENTICATE=answer) as script:
        with pytest.raises(errors.AuthenticationRefused):
            await connect(script.endpoint(token=True), executor, "t0ken")
    assert heard == [b"user=someone\1auth=Bearer t0ken\1\1"]


async def test_neither_password_nor_mail_reaches_the_log(dovecot, executor, caplog):
    caplog.set_level(logging.DEBUG)
    server = imap.Server(endpoint(dovecot), lambda: dovecot.password, executor)
    await server.connect()
    uid = await server.append("INBOX", b"Subject: hush\r\n\r\nConfidential.\r\n", [], datetime.now(UTC))
    await server.fetch("INBOX", [uid])
    await server.headers("INBOX", [uid])
    await server.close()
    assert not any(word in caplog.text for word in ("Confidential", "hush", dovecot.password))


async def test_connecting_can_be_cancelled(executor):
    async with running(greeting="") as script:
        server = imap.Server(script.endpoint(), lambda: "secret", executor)
        task = asyncio.create_task(server.connect())
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        script.greeting = "* OK hello\n"
        await server.connect()
        await server.close()


async def test_the_name_of_the_program_is_told_where_names_are_exchanged(executor):
    async with running(capabilities="IMAP4rev1 ID", ID="* ID NIL\n{tag} OK\n") as script:
        await connect(script.endpoint(), executor)
    assert '"courtesy"' in script.commands("ID")[0]
