"""What changes a mailbox, on servers that know less than Dovecot."""

import asyncio
from datetime import UTC, datetime

import pytest

from courtesy import errors
from courtesy.servers import imap
from scripted import SELECTED, running

WHEN = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
MAIL = b"Subject: x\r\nMessage-ID:\r\n <1@example.test>\r\n\r\nbody\r\n"
FIELD = "Message-ID: <1@example.test>\n\n"


def found(uid):
    """Return the answer to a FETCH of the Message-ID."""
    size = len(FIELD.replace("\n", "\r\n"))
    return f"* 1 FETCH (UID {uid} BODY[HEADER.FIELDS (MESSAGE-ID)] {{{size}}}\n{FIELD})\n{{tag}} OK\n"


async def connected(script, executor):
    server = imap.Server(script.endpoint(), lambda: "secret", executor)
    await server.connect()
    return server


async def test_without_uidplus_an_appended_message_is_found_by_its_message_id(executor):
    async with running(
        capabilities="IMAP4rev1",
        APPEND="{tag} OK done\n",
        UID_SEARCH="* SEARCH 17\n{tag} OK\n",
        UID_FETCH=found(17),
    ) as script:
        server = await connected(script, executor)
        assert await server.append("Drafts", MAIL, [r"\Draft"], WHEN) == 17
        assert script.commands("UID SEARCH") == ['UID SEARCH HEADER Message-ID "<1@example.test>"']
        await server.close()


async def test_a_message_that_the_search_does_not_find_is_looked_for_among_the_latest(executor):
    async with running(
        capabilities="IMAP4rev1",
        APPEND="{tag} OK done\n",
        UID_SEARCH=["* SEARCH\n{tag} OK\n", "* SEARCH 3 18\n{tag} OK\n"],
        UID_FETCH=found(18),
    ) as script:
        server = await connected(script, executor)
        assert await server.append("Drafts", MAIL, [], WHEN) == 18
        await server.close()


async def test_a_message_taken_and_never_shown_is_tried_later(executor):
    async with running(capabilities="IMAP4rev1", APPEND="{tag} OK done\n", UID_SEARCH="* SEARCH\n{tag} OK\n") as script:
        server = await connected(script, executor)
        with pytest.raises(errors.TryLater):
            await server.append("Drafts", MAIL, [], WHEN)
        await server.close()


async def test_a_full_mailbox_is_tried_later(executor):
    listed = '* LIST () "/" Drafts\n{tag} OK\n'
    async with running(APPEND="{tag} NO [OVERQUOTA] full\n", LIST=listed) as script:
        server = await connected(script, executor)
        with pytest.raises(errors.TryLater, match="full"):
            await server.append("Drafts", MAIL, [], WHEN)
        await server.close()


@pytest.mark.parametrize("answer", ["NO [TRYCREATE] no", "NO Mailbox does not exist", "NO whatever"])
async def test_a_mailbox_that_is_not_there_is_missing(executor, answer):
    async with running(APPEND=f"{{tag}} {answer}\n", SELECT=f"{{tag}} {answer}\n") as script:
        server = await connected(script, executor)
        with pytest.raises(errors.MailboxMissing, match="Drafts"):
            await server.append("Drafts", MAIL, [], WHEN)
        with pytest.raises(errors.MailboxMissing, match="Drafts"):
            await server.select("Drafts")
        await server.close()


async def test_a_mailbox_in_use_is_tried_later(executor):
    async with running(SELECT="{tag} NO [INUSE] locked\n") as script:
        server = await connected(script, executor)
        with pytest.raises(errors.TryLater, match="locked"):
            await server.select("INBOX")
        await server.close()


async def test_without_uidplus_a_message_alone_is_expunged(executor):
    async with running(
        capabilities="IMAP4rev1", UID_SEARCH=["* SEARCH\n{tag} OK\n", "* SEARCH 5\n{tag} OK\n"]
    ) as script:
        server = await connected(script, executor)
        assert await server.delete("Drafts", 5) is True
        assert [line for line in script.heard if "STORE" in line or "EXPUNGE" in line] == [
            r"UID STORE 5 +FLAGS.SILENT (\Deleted)",
            "EXPUNGE",
        ]
        await server.close()


async def test_without_uidplus_others_marked_for_deletion_are_spared(executor):
    async with running(capabilities="IMAP4rev1", UID_SEARCH="* SEARCH 3 5\n{tag} OK\n") as script:
        server = await connected(script, executor)
        assert await server.delete("Drafts", 5) is False
        assert script.commands("UID STORE") == script.commands("EXPUNGE") == []
        await server.close()


async def test_without_uidplus_one_marked_meanwhile_is_spared_and_the_mark_taken_back(executor):
    async with running(
        capabilities="IMAP4rev1", UID_SEARCH=["* SEARCH\n{tag} OK\n", "* SEARCH 3 5\n{tag} OK\n"]
    ) as script:
        server = await connected(script, executor)
        assert await server.delete("Drafts", 5) is False
        assert script.commands("UID STORE")[-1] == r"UID STORE 5 -FLAGS.SILENT (\Deleted)"
        assert script.commands("EXPUNGE") == []
        await server.close()


async def test_at_gmail_a_message_is_deleted_by_moving_it_to_the_trash(executor):
    listed = '* LIST () "/" INBOX\n* LIST (\\Trash) "/" "[Gmail]/Trash"\n{tag} OK\n'
    async with running(
        capabilities="IMAP4rev1 UIDPLUS MOVE X-GM-EXT-1", LIST=listed, UID_MOVE="* 1 EXPUNGE\n{tag} OK\n"
    ) as script:
        server = await connected(script, executor)
        assert await server.delete("[Gmail]/Drafts", 5) is True
        assert script.commands("UID MOVE") == ['UID MOVE 5 "[Gmail]/Trash"']
        assert script.commands("UID STORE") == []
        assert await server.delete("[Gmail]/Trash", 6) is True
        assert script.commands("UID EXPUNGE") == ["UID EXPUNGE 6"]
        await server.close()


async def test_keywords_are_not_stored_where_the_mailbox_keeps_none(executor):
    async with running(SELECT=SELECTED.replace(" \\*", "")) as script:
        server = await connected(script, executor)
        assert (await server.select("INBOX")).keywords is False
        await server.store("INBOX", 5, add=["$Courtesy"])
        await server.store("INBOX", 5, add=["$Courtesy", r"\Flagged"])
        assert script.commands("UID STORE") == [r"UID STORE 5 +FLAGS.SILENT (\Flagged)"]
        await server.close()


async def test_a_mailbox_that_says_nothing_of_permanent_flags_keeps_no_keywords_that_one_could_rely_on(executor):
    async with running(SELECT="* 0 EXISTS\n* OK [UIDVALIDITY 7]\n{tag} OK [READ-WRITE]\n") as script:
        server = await connected(script, executor)
        state = await server.select("INBOX")
        assert (state.keywords, state.uidnext, state.exists) == (False, 1, 0)
        await server.close()


async def test_where_the_server_tells_no_next_uid_the_highest_is_searched_for(executor):
    selected = "* 3 EXISTS\n* OK [UIDVALIDITY 7] ok\n{tag} OK [READ-WRITE]\n"
    async with running(SELECT=selected, UID_SEARCH="* SEARCH 41\n{tag} OK\n") as script:
        server = await connected(script, executor)
        assert (await server.select("INBOX")).uidnext == 42
        await server.close()


async def test_a_mailbox_for_reading_only_is_opened_and_told_of(executor):
    async with running(
        SELECT=SELECTED.replace("READ-WRITE", "READ-ONLY"), UID_SEARCH="* SEARCH 4\n{tag} OK\n"
    ) as script:
        server = await connected(script, executor)
        assert (await server.select("INBOX")).read_only is True
        assert await server.search("INBOX") == [4]
        await server.close()


async def test_a_new_uidvalidity_is_seen_at_the_next_select(executor):
    async with running(SELECT=[SELECTED, SELECTED.replace("UIDVALIDITY 7", "UIDVALIDITY 8")]) as script:
        server = await connected(script, executor)
        assert [(await server.select("INBOX")).uidvalidity for _ in range(2)] == [7, 8]
        await server.close()


async def test_a_wait_tells_of_a_new_uidvalidity(executor):
    renewed = SELECTED.replace("UIDVALIDITY 7", "UIDVALIDITY 8")
    async with running(SELECT=[SELECTED, SELECTED, renewed]) as script:
        server = await connected(script, executor)
        await server.select("INBOX")
        await server.select("Drafts")
        assert await server.wait("INBOX", 5) is True
        await server.close()


async def test_a_connection_cut_in_a_message_is_lost_and_made_anew(executor):
    async def cut(peer, tag, command):
        await peer.say("* 1 FETCH (UID 5 RFC822.SIZE 5")
        peer.writer.close()

    async with running(UID_FETCH=cut, UID_SEARCH="* SEARCH 5\n{tag} OK\n") as script:
        server = await connected(script, executor)
        with pytest.raises(errors.TryLater, match="lost"):
            await server.fetch("INBOX", [5])
        with pytest.raises(errors.TryLater, match="no connection"):
            await server.search("INBOX")
        await server.connect()
        assert await server.search("INBOX") == [5]
        await server.close()


async def test_a_server_that_falls_silent_is_given_up(executor):
    async def silent(peer, tag, command):
        pass

    async with running(UID_SEARCH=silent) as script:
        server = imap.Server(script.endpoint(read_timeout=0.2), lambda: "secret", executor)
        await server.connect()
        with pytest.raises(errors.TryLater, match="stopped answering"):
            await server.search("INBOX")
        await server.close()


async def test_a_close_does_not_wait_for_a_call_that_was_cancelled(executor):
    async def silent(peer, tag, command):
        pass

    async with running(UID_SEARCH=silent) as script:
        server = imap.Server(script.endpoint(read_timeout=60), lambda: "secret", executor)
        await server.connect()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(server.search("INBOX"), 0.1)
        await asyncio.wait_for(server.close(), 5)


async def test_flags_that_others_change_while_we_fetch_neither_spoil_a_message_nor_go_unheard(executor):
    facts = '* 1 FETCH (UID 5 FLAGS () INTERNALDATE "20-Mar-2026 09:30:00 +0000" RFC822.SIZE 3)\n{tag} OK\n'
    body = "* 1 FETCH (UID 5 BODY[] {3}\nabc)\n* 2 FETCH (FLAGS (\\Seen))\n* 1 FETCH (UID 5 FLAGS (\\Seen))\n{tag} OK\n"
    async with running(UID_FETCH=[facts, body]) as script:
        server = await connected(script, executor)
        (one,) = await server.fetch("INBOX", [5])
        assert (one.data, one.arrived) == (b"abc", WHEN)
        assert await server.wait("INBOX", 5) is True
        await server.close()
