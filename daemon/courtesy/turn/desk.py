"""What a turn needs: the account's server, and what all accounts share. Wired by app."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from courtesy import config, ports
from courtesy.casebook import store
from courtesy.mail import owner
from courtesy.plan import compose
from courtesy.reading import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the first look at a mailbox is."""

    account: str
    mailbox: str
    read: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What all accounts share. `clock` returns an aware instant; `extract` may take seconds (a child process)."""

    settings: config.Config
    whose: owner.Owner
    rules: rules.Rules
    templates: Callable[[], compose.Templates]  # compiled at the first call
    book: store.Store
    shelf: ports.Shelf
    calendars: tuple[ports.Calendar, ...] = ()  # further ones, on servers
    post: ports.Post | None = None  # how reminders are mailed to the owner, if they want that
    ways: Callable[[], Sequence[ports.Way]] = tuple  # on which notices are given; asked for when there are any
    secret: bytes
    clock: Callable[[], datetime]
    extract: ports.Extract
    pool: concurrent.futures.Executor  # where reading goes on, off the event loop
    progress: Callable[[Progress], None] = lambda _: None
    planning: asyncio.Lock = field(default_factory=asyncio.Lock)  # reminders belong to all accounts
    giving: asyncio.Lock = field(default_factory=asyncio.Lock)  # … and so do notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One account's place: its settings and its connection."""

    account: config.Account
    server: ports.MailServer
    office: Office
