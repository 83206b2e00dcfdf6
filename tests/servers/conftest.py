"""Servers of every kind under one contract: `account` opens connections to mailboxes of the test's own."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from pymap.backend.dict.mailbox import MailboxData

from courtesy import ports
from courtesy.servers import embedded, imap, memory


@pytest.fixture(scope="session")
def executor():
    with ThreadPoolExecutor(4) as pool:
        yield pool


@dataclass
class Account:
    """An account that is empty when the test begins."""

    kind: str
    new: Callable[[], ports.MailServer]
    stack: contextlib.AsyncExitStack
    keywords: bool = True

    async def connection(self) -> ports.MailServer:
        server = self.new()
        await server.connect()
        self.stack.push_async_callback(server.close)
        return server


@pytest.fixture
def watchful_pymap(monkeypatch):
    """Mend pymap's IDLE: a change that comes while it is about to tell of another is not told of until the next."""
    original = MailboxData.update_selected

    async def update_selected(self, selected, *, wait_on=None):
        told = selected.mod_sequence is None or selected.mod_sequence >= self._mod_sequences.highest
        return await original(self, selected, wait_on=wait_on if told else None)

    monkeypatch.setattr(MailboxData, "update_selected", update_selected)


@pytest.fixture(params=["dovecot_plain", "dovecot_tls", "dovecot_starttls", "pymap", "memory"])
async def account(request, executor):
    async with contextlib.AsyncExitStack() as stack:
        if request.param == "memory":
            store = memory.Store()
            yield Account("memory", lambda: memory.Server(store), stack)
        elif request.param == "pymap":
            request.getfixturevalue("watchful_pymap")
            port = await stack.enter_async_context(embedded.running({"someone": embedded.User(password="secret")}))
            at = imap.Endpoint(host=embedded.HOST, port=port, security="plain", username="someone")
            yield Account("pymap", lambda: imap.Server(at, lambda: "secret", executor), stack, keywords=False)
        else:
            dovecot = request.getfixturevalue("dovecot")
            security = request.param.removeprefix("dovecot_")
            endpoint = imap.Endpoint(
                host=dovecot.host,
                port=dovecot.tls_port if security == "tls" else dovecot.port,
                security=security,
                username=dovecot.user(),
                ca_file=dovecot.ca_file,
            )
            yield Account(request.param, lambda: imap.Server(endpoint, lambda: dovecot.password, executor), stack)
