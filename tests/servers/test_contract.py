"""What every MailServer promises: the real ones and the twin in memory are held to the same words."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from courtesy import errors, ports
from courtesy.servers import session

WHEN = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


def mail(name: str, *, subject: str = "Hello", body: str = "Body.\r\n") -> bytes:
    return (
        f"From: a@example.test\r\nTo: b@example.test\r\nSubject: {subject}\r\nMessage-ID: <{name}@example.test>\r\n"
        f"Date: Fri, 20 Mar 2026 09:30:00 +0000\r\n\r\n{body}"
    ).encode()


async def soon(task, seconds=10):
    return await asyncio.wait_for(task, seconds)


async def test_the_mailboxes_of_special_use_are_found(account):
    server = await account.connection()
    found = await server.mailboxes()
    assert (found.inbox, found.drafts, found.sent, found.trash) == ("INBOX", "Drafts", "Sent", "Trash")
    assert found.archives == ("Archive",)
    assert {"INBOX", "Drafts", "Sent", "Junk"} <= set(found.all)


async def test_an_appended_message_comes_back_as_it_was(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [r"\Seen"], WHEN)
    (fetched,) = await server.fetch("INBOX", [uid])
    assert (fetched.uid, fetched.data, fetched.arrived, fetched.truncated) == (uid, mail("one"), WHEN, False)
    assert fetched.flags == {r"\Seen"}


async def test_messages_appended_together_come_back_in_their_order(account):
    server = await account.connection()
    letters = [ports.Letter(data=mail(name), flags=(r"\Draft", r"\Seen"), when=WHEN) for name in ("a", "b", "c")]
    uids = await server.append_all("Drafts", letters)
    found = await server.fetch("Drafts", uids)
    assert [one.data for one in found] == [mail("a"), mail("b"), mail("c")]
    assert {one.flags for one in found} == {frozenset({r"\Draft", r"\Seen"})}
    assert {one.arrived for one in found} == {WHEN}
    assert await server.append_all("Drafts", []) == []


async def test_appending_together_to_a_mailbox_that_is_missing_says_so_and_keeps_the_connection(account):
    server = await account.connection()
    letters = [ports.Letter(data=mail(name), flags=(r"\Seen",), when=WHEN) for name in ("a", "b")]
    with pytest.raises(errors.MailboxMissing):
        await server.append_all("No such mailbox", letters)
    assert await server.append("INBOX", mail("c"), [], WHEN)


async def test_fetching_leaves_a_message_unseen(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    await server.fetch("INBOX", [uid])
    await server.headers("INBOX", [uid])
    assert (await server.flags("INBOX", [uid]))[uid] == frozenset()


async def test_messages_come_in_the_order_asked_for_and_missing_ones_are_left_out(account):
    server = await account.connection()
    uids = [await server.append("INBOX", mail(str(n)), [], WHEN) for n in range(5)]
    asked = [uids[3], 999_999, uids[0], uids[4]]
    assert [one.uid for one in await server.fetch("INBOX", asked)] == [uids[3], uids[0], uids[4]]
    assert [one.uid for one in await server.headers("INBOX", asked)] == [uids[3], uids[0], uids[4]]
    assert list(await server.flags("INBOX", asked)) == [uids[3], uids[0], uids[4]]


async def test_nothing_is_fetched_where_nothing_is_asked_for(account):
    server = await account.connection()
    await server.append("INBOX", mail("one"), [], WHEN)
    assert await server.fetch("INBOX", []) == []
    assert await server.headers("INBOX", []) == []
    assert await server.flags("INBOX", []) == {}


async def test_headers_come_without_the_body(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one", body="Secret body.\r\n"), [], WHEN)
    for found in (await server.headers("INBOX"), await server.headers("INBOX", [uid])):
        assert b"Message-ID: <one@example.test>" in found[0].data
        assert b"Secret body" not in found[0].data


async def test_select_tells_the_next_uid_and_the_number_of_messages(account):
    server = await account.connection()
    empty = await server.select("INBOX")
    assert (empty.exists, empty.read_only) == (0, False)
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    state = await server.select("INBOX")
    assert (state.exists, state.uidnext, state.uidvalidity) == (1, uid + 1, empty.uidvalidity)


async def test_search_above_a_uid_never_returns_that_uid_again(account):
    server = await account.connection()
    uids = [await server.append("INBOX", mail(str(n)), [], WHEN) for n in range(3)]
    assert await server.search("INBOX") == uids
    assert await server.search("INBOX", above=uids[0]) == uids[1:]
    assert await server.search("INBOX", above=uids[2]) == []


async def test_search_since_looks_at_the_day_of_arrival(account):
    server = await account.connection()
    old = await server.append("INBOX", mail("old"), [], WHEN - timedelta(days=30))
    new = await server.append("INBOX", mail("new"), [], WHEN)
    assert await server.search("INBOX", since=date(2026, 3, 18)) == [new]
    assert await server.search("INBOX", above=old, since=date(2026, 1, 1)) == [new]


async def test_a_message_is_found_by_its_whole_message_id_alone(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    await server.append("INBOX", mail("bone"), [], WHEN)
    again = await server.append("INBOX", mail("one"), [], WHEN)
    assert await server.find("INBOX", "<one@example.test>") == [uid, again]
    assert await server.find("INBOX", "<none@example.test>") == []
    assert await server.find("INBOX", "one@example.test") == []
    assert await server.find("INBOX", "") == []


@pytest.mark.parametrize(
    "odd", ['<a"b@example.test>', "<a\\b@example.test>", "<(a) *%]@example.test>", "<é@x>", "<a\r\nb>"]
)
async def test_an_odd_message_id_is_searched_for_without_harm(account, odd):
    server = await account.connection()
    await server.append("INBOX", mail("one"), [], WHEN)
    assert await server.find("INBOX", odd) == []
    assert len(await server.search("INBOX")) == 1


async def test_flags_are_added_and_taken_away(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [r"\Seen"], WHEN)
    await server.store("INBOX", uid, add=[r"\Flagged"], remove=[r"\Seen"])
    assert (await server.flags("INBOX", [uid]))[uid] == {r"\Flagged"}


async def test_keywords_are_kept_where_the_server_says_so_and_left_out_elsewhere(account):
    server = await account.connection()
    keeps = (await server.select("INBOX")).keywords
    assert keeps == account.keywords
    uid = await server.append("INBOX", mail("one"), [r"\Seen", "$Courtesy"], WHEN)
    await server.store("INBOX", uid, add=["Other", r"\Flagged"])
    flags = (await server.flags("INBOX", [uid]))[uid]
    assert flags == ({r"\Seen", r"\Flagged", "$Courtesy", "Other"} if keeps else {r"\Seen", r"\Flagged"})


async def test_flags_of_a_message_that_has_gone_can_be_stored_without_harm(account):
    server = await account.connection()
    await server.append("INBOX", mail("one"), [], WHEN)
    await server.store("INBOX", 999_999, add=[r"\Flagged"])
    assert await server.delete("INBOX", 999_999) is True
    assert len(await server.search("INBOX")) == 1


async def test_one_message_is_deleted_and_a_neighbour_marked_for_deletion_stays(account):
    server = await account.connection()
    marked = await server.append("INBOX", mail("marked"), [r"\Deleted"], WHEN)
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    assert await server.delete("INBOX", uid) is True
    assert await server.search("INBOX") == [marked]


async def test_a_mailbox_is_created_once_and_can_be_used(account):
    server = await account.connection()
    await server.create("Courtesy")
    await server.create("Courtesy/Not an offer")
    await server.create("Courtesy/Not an offer")
    uid = await server.append("Courtesy/Not an offer", mail("one"), [], WHEN)
    assert await server.search("Courtesy/Not an offer") == [uid]
    assert "Courtesy/Not an offer" in (await server.mailboxes()).all


async def test_a_mailbox_may_have_a_name_in_any_script(account):
    server = await account.connection()
    for name in ("Entwürfe & mehr", "下書き", 'Say "hi"', "100"):
        await server.create(name)
        uid = await server.append(name, mail("one"), [], WHEN)
        assert [one.data for one in await server.fetch(name, [uid])] == [mail("one")]
        assert name in (await server.mailboxes()).all


async def test_a_missing_mailbox_is_told_by_its_name(account):
    server = await account.connection()
    with pytest.raises(errors.MailboxMissing, match="Nowhere"):
        await server.select("Nowhere")
    with pytest.raises(errors.MailboxMissing, match="Nowhere"):
        await server.append("Nowhere", mail("one"), [], WHEN)
    with pytest.raises(errors.MailboxMissing, match=r"\[accounts\.mailboxes\]"):
        await server.append("", mail("one"), [], WHEN)
    assert (await server.select("INBOX")).exists == 0


async def test_waiting_ends_when_the_time_is_up(account):
    server = await account.connection()
    await server.select("INBOX")
    assert await soon(server.wait("INBOX", 0.05)) is False


async def test_a_message_from_another_connection_wakes_who_waits(account):
    server, other = await account.connection(), await account.connection()
    await server.select("INBOX")
    waiting = asyncio.create_task(server.wait("INBOX", 30))
    await asyncio.sleep(0.1)
    uid = await other.append("INBOX", mail("one"), [], WHEN)
    assert await soon(waiting) is True
    assert await server.search("INBOX") == [uid]
    assert await soon(server.wait("INBOX", 0.05)) is False


async def test_flags_changed_elsewhere_wake_who_waits(account):
    server, other = await account.connection(), await account.connection()
    uid = await other.append("INBOX", mail("one"), [], WHEN)
    await server.select("INBOX")
    waiting = asyncio.create_task(server.wait("INBOX", 30))
    await asyncio.sleep(0.1)
    await other.store("INBOX", uid, add=[r"\Flagged"])
    assert await soon(waiting) is True


async def test_a_message_deleted_elsewhere_wakes_who_waits(account):
    server, other = await account.connection(), await account.connection()
    uid = await other.append("INBOX", mail("one"), [], WHEN)
    await server.select("INBOX")
    waiting = asyncio.create_task(server.wait("INBOX", 30))
    await asyncio.sleep(0.1)
    assert await other.delete("INBOX", uid)
    assert await soon(waiting) is True
    assert await server.search("INBOX") == []


async def test_a_message_that_came_between_search_and_wait_is_told_of_at_once(account):
    server, other = await account.connection(), await account.connection()
    await server.select("INBOX")
    assert await server.search("INBOX") == []
    await other.append("INBOX", mail("one"), [], WHEN)
    assert await soon(server.wait("INBOX", 30)) is True


async def test_a_message_that_came_while_another_mailbox_was_open_is_told_of_at_once(account):
    server, other = await account.connection(), await account.connection()
    await server.select("INBOX")
    await server.select("Drafts")
    await other.append("INBOX", mail("one"), [], WHEN)
    await server.search("Drafts")
    assert await soon(server.wait("INBOX", 30)) is True


async def test_own_changes_of_flags_wake_nobody(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    await server.select("INBOX")
    await server.store("INBOX", uid, add=[r"\Flagged"])
    assert await soon(server.wait("INBOX", 0.05)) is False


async def test_a_wait_that_was_cancelled_leaves_the_connection_usable(account):
    server, other = await account.connection(), await account.connection()
    await server.select("INBOX")
    waiting = asyncio.create_task(server.wait("INBOX", 30))
    await asyncio.sleep(0.1)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    uid = await other.append("INBOX", mail("one"), [], WHEN)
    assert await server.search("INBOX") == [uid]
    await other.append("INBOX", mail("two"), [], WHEN)
    assert await soon(server.wait("INBOX", 30)) is True


async def test_a_call_that_was_cancelled_leaves_the_connection_usable(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    task = asyncio.create_task(server.fetch("INBOX", [uid] * 50))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await server.search("INBOX") == [uid]


async def test_closing_ends_a_wait(account):
    server = await account.connection()
    await server.select("INBOX")
    task = asyncio.create_task(server.wait("INBOX", 60))
    await asyncio.sleep(0.1)
    await soon(server.close())
    with pytest.raises(errors.TryLater):
        await soon(task)


async def test_a_wait_cancelled_at_any_moment_leaves_the_connection_usable(account):
    server = await account.connection()
    uid = await server.append("INBOX", mail("one"), [], WHEN)
    for steps in range(0, 30, 3):
        task = asyncio.create_task(server.wait("INBOX", 60))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await server.search("INBOX") == [uid]


async def test_it_is_told_whether_the_server_idles(account):
    server = await account.connection()
    assert server.idles


async def test_connecting_twice_is_connecting_once(account):
    server = await account.connection()
    await server.connect()
    assert (await server.select("INBOX")).exists == 0


async def test_after_closing_every_call_asks_to_try_later_until_connected_again(account):
    server = await account.connection()
    await server.close()
    await server.close()
    with pytest.raises(errors.TryLater):
        await server.select("INBOX")
    await server.connect()
    assert (await server.select("INBOX")).exists == 0


async def test_many_messages_come_whole(account):
    server = await account.connection()
    bodies = [f"{n}\r\n" * (n % 50) for n in range(120)]
    uids = [await server.append("INBOX", mail(str(n), body=body), [], WHEN) for n, body in enumerate(bodies)]
    fetched = await server.fetch("INBOX", uids)
    assert [one.data for one in fetched] == [mail(str(n), body=body) for n, body in enumerate(bodies)]


async def test_messages_fetched_in_many_batches_come_whole(account, monkeypatch):
    monkeypatch.setattr(session, "BATCH", 7)
    server = await account.connection()
    bodies = [f"{n} {'x' * 70}\r\n" * 400 for n in range(60)]
    uids = [await server.append("INBOX", mail(str(n), body=body), [], WHEN) for n, body in enumerate(bodies)]
    fetched = await server.fetch("INBOX", uids)
    assert [one.data for one in fetched] == [mail(str(n), body=body) for n, body in enumerate(bodies)]
    assert [one.uid for one in await server.headers("INBOX")] == uids


async def test_bytes_of_every_kind_come_back(account):
    server = await account.connection()
    data = (
        b"Subject: \xff\xfe)( {5}\r\n\r\n" + bytes(n for n in range(1, 256) if n not in b"\r\n") + b"\r\n* 1 FETCH\r\n"
    )
    uid = await server.append("INBOX", data, [], WHEN)
    assert (await server.fetch("INBOX", [uid]))[0].data == data


async def test_an_empty_body_and_a_message_without_header_are_messages(account):
    server = await account.connection()
    bare = await server.append("INBOX", b"Subject: nothing\r\nMessage-ID: <bare@x.test>\r\n\r\n", [], WHEN)
    assert (await server.fetch("INBOX", [bare]))[0].data.startswith(b"Subject: nothing")
    assert await server.find("INBOX", "<bare@x.test>") == [bare]
