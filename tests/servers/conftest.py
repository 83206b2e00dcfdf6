"""Servers of every kind under one contract: `account` opens connections to mailboxes of the test's own."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from courtesy import ports
from courtesy.servers import imap, memory


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


@pytest.fixture(params=["dovecot_plain", "dovecot_tls", "dovecot_starttls", "memory"])
async def account(request, executor):
    async with contextlib.AsyncExitStack() as stack:
        if request.param == "memory":
            store = memory.Store()
            yield Account("memory", lambda: memory.Server(store), stack)
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
