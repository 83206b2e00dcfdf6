"""A small IMAP server within the program: pymap, on a free loopback port, its mail in memory and gone afterwards.

For the demo and for tests; it knows neither SPECIAL-USE nor keywords. pymap comes with the extra `courtesy[demo]` and
is imported only here, when it is asked for.
"""

import asyncio
import contextlib
from argparse import Namespace
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courtesy import errors

HOST = "127.0.0.1"
MAILBOXES = ("Drafts", "Sent", "Archive", "Junk", "Trash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that lies there from the beginning."""

    data: bytes
    arrived: datetime  # INTERNALDATE, aware
    mailbox: str = "INBOX"
    flags: tuple[str, ...] = ()  # system flags


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who may log in, and what lies in their mailboxes (in order of UID)."""

    password: str
    letters: Sequence[Letter] = ()
    mailboxes: tuple[str, ...] = MAILBOXES  # besides INBOX; those of `letters` are made too


@contextlib.asynccontextmanager
async def running(users: Mapping[str, User], *, port: int = 0) -> AsyncIterator[int]:
    """Run the server until the block is left; yield its port. Raises ConfigurationError without pymap."""
    config, login, server = _made(port)
    config.apply_context()
    for name, user in users.items():
        await _furnish(config, login, name, user)
    listening = await asyncio.start_server(server, HOST, port)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


def _made(port: int) -> tuple[Any, Any, Any]:
    try:
        from proxyprotocol.reader import ProxyProtocolReader  # noqa: PLC0415  # the extra may be missing
        from pymap.backend.dict import Config, Login  # noqa: PLC0415
        from pymap.concurrent import Subsystem  # noqa: PLC0415
        from pymap.imap import IMAPServer  # noqa: PLC0415
        from pysasl.hashing import Cleartext  # noqa: PLC0415
    except ImportError as error:
        raise errors.ConfigurationError(
            "The demo needs an IMAP server of its own: pip install 'courtesy[demo]'."
        ) from error
    config = Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        demo_data=False,
        demo_user="",
        demo_password="",
        host=HOST,
        port=port,
        tls_enabled=False,
        reject_dnsbl=False,
        hash_context=Cleartext(),
        cpu_subsystem=Subsystem.for_asyncio(),
    )
    login = Login(config)
    server = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(login, config))
    return config, login, server


async def _furnish(config: Any, login: Any, name: str, user: User) -> None:
    from pymap.backend.dict import Identity  # noqa: PLC0415
    from pymap.parsing.message import AppendMessage  # noqa: PLC0415
    from pymap.parsing.specials import Flag  # noqa: PLC0415
    from pymap.user import UserMetadata  # noqa: PLC0415

    identity = Identity(name, login, None, frozenset())
    await identity.set(UserMetadata(config, name, password=user.password))
    async with identity.new_session() as session:
        for mailbox in dict.fromkeys((*user.mailboxes, *(letter.mailbox for letter in user.letters))):
            if mailbox.upper() != "INBOX":
                await session.create_mailbox(mailbox)
        for letter in user.letters:
            flags = frozenset(Flag(flag.encode()) for flag in letter.flags)
            await session.append_messages(letter.mailbox, [AppendMessage(letter.data, letter.arrived, flags)])
