"""What the twin in memory can play beyond the contract: an owner at work, a server that knows less, failures."""

import asyncio
from datetime import UTC, datetime

import pytest

from courtesy import errors
from courtesy.servers import memory

WHEN = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
MAIL = b"Subject: x\nMessage-ID: <1@example.test>\n\nbody\n"


async def connected(store):
    server = memory.Server(store)
    await server.connect()
    return server


async def test_a_delivered_message_wakes_who_waits():
    store = memory.Store()
    server = await connected(store)
    waiting = asyncio.create_task(server.wait("INBOX", 60))
    await asyncio.sleep(0)
    uid = store.deliver(MAIL, when=WHEN)
    assert await waiting is True
    (one,) = await server.fetch("INBOX", [uid])
    assert (one.data, one.arrived) == (MAIL.replace(b"\n", b"\r\n"), WHEN)


async def test_what_the_owner_flags_moves_and_deletes_is_seen():
    store = memory.Store()
    server = await connected(store)
    uid = store.deliver(MAIL)
    store.flag("INBOX", uid, add=[r"\Flagged"])
    assert (await server.flags("INBOX", [uid]))[uid] == {r"\Flagged"}
    moved = store.move("INBOX", uid, "Archive")
    assert await server.find("Archive", "<1@example.test>") == [moved]
    store.remove("Archive", moved)
    assert await server.search("INBOX") == await server.search("Archive") == []


async def test_without_uidplus_nothing_is_deleted_beside_a_message_that_is_marked():
    store = memory.Store(uidplus=False)
    server = await connected(store)
    marked = store.deliver(MAIL, flags=[r"\Deleted"])
    uid = store.deliver(MAIL)
    assert await server.delete("INBOX", uid) is False
    store.remove("INBOX", marked)
    assert await server.delete("INBOX", uid) is True


async def test_without_keywords_none_are_kept():
    store = memory.Store(keywords=False)
    server = await connected(store)
    uid = await server.append("INBOX", MAIL, [r"\Seen", "$A"], WHEN)
    await server.store("INBOX", uid, add=["$B", r"\Flagged"])
    assert (await server.flags("INBOX", [uid]))[uid] == {r"\Seen", r"\Flagged"}


async def test_renumbering_breaks_connections_and_changes_uidvalidity():
    store = memory.Store()
    server = await connected(store)
    for _ in range(3):
        store.deliver(MAIL)
    store.remove("INBOX", 1)
    before = await server.select("INBOX")
    store.renumber("INBOX")
    with pytest.raises(errors.TryLater):
        await server.search("INBOX")
    await server.connect()
    after = await server.select("INBOX")
    assert after.uidvalidity > before.uidvalidity
    assert await server.search("INBOX") == [1, 2]


async def test_a_broken_connection_ends_a_wait():
    store = memory.Store()
    server = await connected(store)
    waiting = asyncio.create_task(server.wait("INBOX", 60))
    await asyncio.sleep(0)
    store.disconnect()
    with pytest.raises(errors.TryLater):
        await waiting


async def test_every_call_is_told_beforehand_and_may_be_made_to_fail():
    def called(method, mailbox):
        calls.append((method, mailbox))
        if method == "append":
            raise errors.TryLater

    calls = []
    store = memory.Store(called=called)
    server = await connected(store)
    await server.select("INBOX")
    with pytest.raises(errors.TryLater):
        await server.append("Drafts", MAIL, [], WHEN)
    assert calls == [("connect", ""), ("select", "INBOX"), ("append", "Drafts")]
    assert store.mailboxes["Drafts"].messages == {}


async def test_mailboxes_may_lie_below_a_prefix():
    store = memory.Store(prefix="INBOX.", separator=".")
    found = await (await connected(store)).mailboxes()
    assert (found.drafts, found.prefix, found.separator) == ("INBOX.Drafts", "INBOX.", ".")
