"""An office on an in-memory mailbox, for whole turns."""

import asyncio
import contextlib
from pathlib import Path

import pytest

import jobmail
from courtesy import app, config_file
from courtesy.casebook import store
from courtesy.servers import memory
from courtesy.turn import desk, take

TABLE = {
    "owner": {"name": "Ida Voss", "timezone": "Europe/Oslo"},
    "accounts": [
        {
            "name": "home",
            "address": jobmail.ADDRESS,
            "imap": {"host": "127.0.0.1", "security": "plain", "password_file": "password"},
        }
    ],
}


class World:
    """One owner's mailbox and state directory; every turn is taken by a process that begins anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mail = memory.Store()
        self.now = jobmail.NOW
        self.table = TABLE

    def settle(self) -> None:
        for mailbox, data in jobmail.before_the_offer():
            self.mail.deliver(data, mailbox, when=jobmail.NOW)

    @contextlib.contextmanager
    def office(self):
        settings = config_file.parse(self.table, self.root / "courtesy.toml")
        book = store.Store.open(self.root / "state")
        try:
            where = app.Place(configuration=self.root / "courtesy.toml", state=self.root / "state")
            yield app.office(settings, book, where, now=lambda: self.now)
        finally:
            book.close()

    def turn(self, *, dry: bool = False) -> take.Report:
        with self.office() as office:
            at = desk.Desk(account=office.settings.accounts[0], server=memory.Server(self.mail), office=office)
            return asyncio.run(take.take(at, dry=dry))

    def messages(self, mailbox):
        return {uid: one.data for uid, one in self.mail.mailboxes[mailbox].messages.items()}

    def flags(self, mailbox):
        return {uid: one.flags for uid, one in self.mail.mailboxes[mailbox].messages.items()}

    def files(self):
        return {path.name: path.read_bytes() for path in sorted((self.root / "state").rglob("*.ics"))}

    def picture(self):
        """All that anybody outside can see."""
        return (
            {name: (self.messages(name), self.flags(name)) for name in self.mail.mailboxes},
            self.files(),
        )


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)
