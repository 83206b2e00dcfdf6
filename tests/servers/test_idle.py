"""IDLE on a server that behaves as servers and networks do."""

import asyncio
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy import errors
from courtesy.servers import idle, imap
from dovecot import certificate
from scripted import SELECTED, idling, running


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """Return a server's context and the file that vouches for it."""
    directory = tmp_path_factory.mktemp("tls")
    certificate(directory)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "cert.pem", directory / "key.pem")
    return context, str(directory / "cert.pem")


async def connected(script, executor, **more):
    server = imap.Server(script.endpoint(**more), lambda: "secret", executor)
    await server.connect()
    return server


async def waited(script, executor, seconds=5.0, **more):
    server = await connected(script, executor, **more)
    try:
        return await asyncio.wait_for(server.wait("INBOX", seconds), 8)
    finally:
        await server.close()


@pytest.mark.parametrize(
    "segments",
    [
        ("+ idling\n* 2 EXISTS\n",),
        ("* 2 EXISTS\n+ idling\n",),
        ("+ idling\n", 0.05, "* 2 EXI", 0.05, "STS\n"),
        ("+ idling\n", 0.05, b"* 2 EXISTS\r", 0.05, b"\n"),
        ("+ idling\n", "* 1 FETCH (FLAGS ({7}\n", 0.05, "\\Seen\n", 0.05, "))\n"),
        ("+ idling\n", "* OK [ALERT] {3}\na\nb\n* 2 EXISTS\n"),
        ("+ idling\n", 0.05, "* 1 EXPUNGE\n"),
        ("+ idling\n", 0.05, "* VANISHED 11\n"),
        ("+ idling\n", 0.05, "* 1 FETCH (FLAGS (\\Flagged))\n"),
        ("+ idling\n", 0.05, "".join(f"* {n} EXISTS\n" for n in range(2, 3000))),
    ],
    ids=[
        "coalesced",
        "before",
        "cut",
        "cut_in_crlf",
        "literal",
        "literal_first",
        "expunge",
        "vanished",
        "fetch",
        "burst",
    ],
)
@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
async def test_a_push_is_heard_however_it_comes(executor, segments, tls, certified):
    context, ca_file = certified if tls else (None, "")
    async with running(IDLE=idling(*segments), tls=context) as script:
        more = {"security": "tls", "ca_file": ca_file} if tls else {}
        assert await waited(script, executor, **more) is True


async def test_a_push_that_came_with_the_answer_before_idle_is_heard(executor):
    async with running(SELECT=SELECTED + "* 2 EXISTS\n", IDLE=idling("+ idling\n")) as script:
        assert await waited(script, executor) is True


async def test_a_push_that_comes_with_the_end_of_idle_is_heard(executor):
    async def answer(peer, tag, _):
        await peer.say("+ idling\n")
        await peer.hear()
        await peer.say(f"* 2 EXISTS\n{tag} OK\n")

    async with running(IDLE=answer) as script:
        assert await waited(script, executor, 0.05) is True


@pytest.mark.parametrize("line", ["* OK Still here\n", "* 1 EXISTS\n", "* 0 RECENT\n", "* FLAGS (\\Seen)\n", "junk\n"])
async def test_signs_of_life_wake_nobody(executor, line):
    async with running(IDLE=idling("+ idling\n", line * 3)) as script:
        assert await waited(script, executor, 0.2) is False


async def test_after_idle_the_connection_goes_on(executor):
    async with running(IDLE=idling("+ idling\n* 2 EXISTS\n"), UID_SEARCH="* SEARCH 12\n{tag} OK\n") as script:
        server = await connected(script, executor)
        assert await server.wait("INBOX", 5) is True
        assert await server.search("INBOX", above=11) == [12]
        assert await server.wait("INBOX", 0.05) is False
        await server.close()


@pytest.mark.parametrize("segments", [("+ idling\n",), ("+ idling\n* 2 EX",), ()], ids=["idle", "in_a_line", "at_once"])
@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
async def test_a_closed_connection_is_told_at_once(executor, segments, tls, certified):
    context, ca_file = certified if tls else (None, "")
    async with running(IDLE=idling(*segments, then="close"), tls=context) as script:
        more = {"security": "tls", "ca_file": ca_file} if tls else {}
        with pytest.raises(errors.TryLater, match=r"127\.0\.0\.1"):
            await waited(script, executor, 60, **more)


async def test_bye_is_the_end(executor):
    async with running(IDLE=idling("+ idling\n", 0.05, "* BYE Autologout\n", then="deaf")) as script:
        with pytest.raises(errors.TryLater):
            await waited(script, executor, 60)


async def test_a_half_open_connection_is_found_when_idle_is_renewed(executor):
    async with running(IDLE=idling("+ idling\n", then="deaf")) as script:
        with pytest.raises(errors.TryLater, match=r"stopped answering|lost"):
            await waited(script, executor, 60, renew=0.1)


async def test_a_server_that_never_lets_us_idle_is_found_too(executor):
    async with running(IDLE=idling(then="deaf")) as script:
        with pytest.raises(errors.TryLater):
            await waited(script, executor, 60)


async def test_idle_is_renewed_and_still_hears(executor):
    answers = [idling("+ idling\n"), idling("+ idling\n"), idling("+ idling\n", 0.02, "* 2 EXISTS\n")]

    async def answer(peer, tag, command):
        await answers.pop(0)(peer, tag, command)

    async with running(IDLE=answer) as script:
        assert await waited(script, executor, 60, renew=0.1) is True
        assert len(script.commands("IDLE")) == 3


@pytest.mark.parametrize("refusal", ["{tag} NO not today\n", "{tag} BAD what\n", "+ idling\n{tag} OK done\n"])
async def test_a_server_that_does_not_idle_is_polled(executor, refusal):
    async with running(IDLE=refusal, NOOP=["{tag} OK\n", "* 2 EXISTS\n{tag} OK\n"]) as script:
        server = await connected(script, executor)
        assert await server.wait("INBOX", 0.1) is False
        assert await server.wait("INBOX", 0.1) is True
        assert len(script.commands("IDLE")) == 1
        await server.close()


async def test_without_the_capability_there_is_a_poll_at_the_end(executor):
    async with running(capabilities="IMAP4rev1", NOOP="* 2 EXISTS\n{tag} OK\n") as script:
        assert await waited(script, executor, 0.05) is True
        assert script.commands("IDLE") == []


async def test_an_idle_that_only_polls_ends_with_our_time(executor):
    async with running(IDLE=idling("+ idling\n")) as script:
        assert await waited(script, executor, 0.1) is False


async def test_waiting_takes_no_thread():
    with ThreadPoolExecutor(1) as executor:
        async with running(IDLE=idling("+ idling\n", 0.2, "* 2 EXISTS\n")) as script:
            servers = [await connected(script, executor) for _ in range(30)]
            before = threading.active_count()
            waiting = [asyncio.create_task(server.wait("INBOX", 30)) for server in servers]
            await asyncio.sleep(0.1)
            assert threading.active_count() == before
            assert await asyncio.gather(*waiting) == [True] * 30
            for server in servers:
                await server.close()


async def test_waiting_takes_no_time_of_the_processor(executor):
    async with running(IDLE=idling("+ idling\n", 1.0)) as script:
        server = await connected(script, executor)
        task = asyncio.create_task(server.wait("INBOX", 1.0))
        await asyncio.sleep(0.2)
        before = time.process_time()
        await task
        assert time.process_time() - before < 0.2  # a busy loop takes 0.8
        await server.close()


async def test_a_cancelled_wait_is_ended_by_the_next_call(executor):
    async with running(IDLE=idling("+ idling\n", 0.05, "* 2 EXISTS\n"), UID_SEARCH="* SEARCH 12\n{tag} OK\n") as script:
        server = await connected(script, executor)
        task = asyncio.create_task(server.wait("INBOX", 30))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0.1)
        assert await server.search("INBOX") == [12]
        await server.close()


responses = st.sampled_from(
    [b"* 1 EXISTS", b"+ idling", b"* 1 FETCH (FLAGS ({3}\r\na\r\n{0}\r\n))", b"A1 OK", b"* OK {2}\r\n\r\n", b""]
)


@given(st.lists(responses), st.lists(st.integers(0, 200)))
def test_lines_are_the_same_wherever_they_are_cut(lines, cuts):
    data = b"".join(line + b"\r\n" for line in lines)
    feeder, heard, start = idle.Lines(), [], 0
    for cut in [*sorted(cuts), len(data)]:
        heard += feeder.feed(data[start:cut])
        start = max(start, cut)
    assert (heard, feeder.rest) == (lines, b"")
