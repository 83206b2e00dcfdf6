"""An owner who is given notices by two ways, on a clock of its own; whoever uses a way may be killed on it."""

import asyncio
import dataclasses
import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from courtesy import config, errors
from courtesy.casebook import store
from courtesy.plan import desired
from courtesy.turn import give

OSLO = ZoneInfo("Europe/Oslo")
START = datetime(2026, 10, 23, 6, 0, tzinfo=OSLO)  # two days before the clocks go back


class Killed(BaseException):
    """The process is gone."""


class Road:
    """A way that keeps what it is given, and is up, down, closed for good, or kills whoever uses it."""

    def __init__(self, name, clock):
        self.name, self.clock = name, clock
        self.state, self.given, self.tries = "up", [], []

    async def give(self, *, subject, body, word, when):
        del body, when
        self.tries.append(self.clock())
        if self.state == "kills before":
            raise Killed
        if self.state == "down":
            raise errors.TryLater("no route")
        if self.state == "closed":
            raise errors.AuthenticationRefused("no")
        self.given.append((subject, word, self.clock()))
        if self.state == "kills after":
            raise Killed


def notice(name, **more):
    return desired.Notice(ident=name, subject=name, body="Why.\n", **more)


class Desk:
    """An office with a clock and two ways of its own."""

    def __init__(self, drawer):
        self.now = START
        self.roads = [Road(name, lambda: self.now) for name in ("mail", "push")]
        self.offers = {}
        self.office = dataclasses.replace(
            drawer, book=store.Store.empty(), clock=lambda: self.now, ways=lambda: self.roads
        )

    def ring(self):
        office = dataclasses.replace(self.office, giving=asyncio.Lock())
        try:
            asyncio.run(give.give(office, list(self.offers.values())))
        except Killed:
            for road in self.roads:
                road.state = "up" if road.state.startswith("kills") else road.state

    def look(self):
        for account in self.office.settings.accounts:
            self.office.book.put_health(store.Health(account=account.name, at=self.now, well=True, word=""))

    def pass_(self, **span):
        self.now = (self.now.astimezone(UTC) + timedelta(**span)).astimezone(OSLO)

    def live(self, days, *, step=1):
        for _ in range(days * 24 // step):
            self.pass_(hours=step)
            self.ring()


def wanting(office, **notices):
    """Return an office whose owner wants notices."""
    settings = config.Config(
        owner=office.settings.owner, accounts=office.settings.accounts, notices=config.Notices(email=True, **notices)
    )
    return dataclasses.replace(office, settings=settings)


def apart(instants):
    """Return the true distances between instants that follow each other; clocks may have gone back in between."""
    ordered = sorted(one.astimezone(UTC) for one in instants)
    return [later - before for before, later in itertools.pairwise(ordered)]
