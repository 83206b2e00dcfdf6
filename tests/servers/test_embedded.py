"""The small IMAP server of the demo."""

import builtins
from datetime import datetime, timedelta, timezone

import pytest

from courtesy import errors
from courtesy.servers import embedded, imap

WHEN = datetime(2026, 3, 20, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
MAIL = b"Subject: x\r\nMessage-ID: <1@example.test>\r\n\r\nbody\r\n"


async def test_what_was_put_there_is_found_there(executor):
    letters = [
        embedded.Letter(data=MAIL, arrived=WHEN),
        embedded.Letter(data=MAIL, arrived=WHEN, mailbox="Sent", flags=(r"\Seen",)),
        embedded.Letter(data=MAIL, arrived=WHEN, mailbox="Jobs"),
    ]
    users = {"maya@example.test": embedded.User(password="secret", letters=letters), "ben": embedded.User(password="b")}
    async with embedded.running(users) as port:
        for user, counts in (("maya@example.test", (1, 1, 1)), ("ben", (0, 0, None))):
            where = imap.Endpoint(host=embedded.HOST, port=port, security="plain", username=user)
            server = imap.Server(where, lambda user=user: users[user].password, executor)
            await server.connect()
            found = await server.mailboxes()
            assert (found.drafts, found.sent, found.archives) == ("Drafts", "Sent", ("Archive",))
            for mailbox, count in zip(("INBOX", "Sent", "Jobs"), counts, strict=True):
                if count is not None:
                    got = await server.fetch(mailbox, await server.search(mailbox))
                    assert [(one.data, one.arrived) for one in got] == [(MAIL, WHEN)] * count
                    assert all(one.flags == ({r"\Seen"} if mailbox == "Sent" else set()) for one in got)
            await server.close()


async def test_a_wrong_password_is_refused(executor):
    async with embedded.running({"a": embedded.User(password="right")}) as port:
        where = imap.Endpoint(host=embedded.HOST, port=port, security="plain", username="a")
        with pytest.raises(errors.AuthenticationRefused):
            await imap.Server(where, lambda: "wrong", executor).connect()


async def test_without_pymap_it_is_told_how_to_get_it(monkeypatch):
    original = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("pymap"):
            raise ImportError(name)
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(errors.ConfigurationError, match=r"courtesy\[demo\]"):
        async with embedded.running({}):
            pass
