"""A calm live view of the book in the terminal: ``courtesy status --watch``.

The book is looked at, never written: what is shown is made of a copy in memory, taken when its files have changed or a
minute has gone by. Between that only the clock and the countdowns are painted anew.
"""

import select
import sys
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import click

from courtesy import cli
from courtesy.casebook import file
from courtesy.cli import board, overview
from courtesy.cli import desk as opening
from courtesy.plan import urgency

EVERY = 2.0  # seconds from one painting to the next


def watch(given: cli.Globals, as_of: datetime | None) -> None:
    """Paint until the owner types q or Ctrl-C; with `as_of` the clock stands at that instant."""
    from rich import console, live

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--watch needs a terminal; programs read `courtesy status --json`.")
    screen = console.Console(highlight=False)
    looked = _look(given, as_of)
    with suppress(KeyboardInterrupt), _keys(), live.Live(console=screen, screen=True, auto_refresh=False) as painted:
        while True:
            seen, now = next(looked)
            painted.update(board.board(seen, now, width=screen.width, height=screen.height), refresh=True)
            if _key() == "q":
                return


def _look(given: cli.Globals, as_of: datetime | None) -> Iterator[tuple[board.Seen, datetime]]:
    """Yield the book as it is, and the instant; it is read again only when it has changed or a minute has gone by."""
    while True:
        with opening.opened(given, as_of=as_of, copy=True) as here:
            zone = zoneinfo.ZoneInfo(here.office.settings.owner.timezone)
            clock, state = here.office.clock, here.where.state
            marks = _marks(state)  # before reading: what is written while it is read shows next time
            seen = _seen(here)
        minute = clock().replace(second=0, microsecond=0)
        yield seen, clock().astimezone(zone)
        while (marks, minute) == (_marks(state), clock().replace(second=0, microsecond=0)):
            yield seen, clock().astimezone(zone)


def _seen(here: opening.Opened) -> board.Seen:
    """Return what the book says now."""
    case, now, zone = here.case(), here.office.clock(), here.office.settings.owner.timezone
    said = overview.status(case, here.book.drafts(), here.book.reminders(), here.book.others(case), now=now, zone=zone)
    due = {one.id: urgency.due(one.offer, zone) for one in case.opportunities if one.offer}
    return board.Seen(
        said=said,
        due={number: at for number, at in due.items() if at is not None},
        health=here.book.health(),
        count=sum(here.book.counts().values()),
    )


def _marks(state: Path) -> tuple[tuple[int, int], ...]:
    """Return what tells whether the book has changed: time and size of its file and of SQLite's log beside it.

    An empty log says nothing: SQLite makes one whenever somebody looks, and takes it away after.
    """
    found = []
    for path in (state / file.FILE, state / f"{file.FILE}-wal"):
        with suppress(OSError):
            told = path.stat()
            if told.st_size:
                found.append((told.st_mtime_ns, told.st_size))
    return tuple(found)


@contextmanager
def _keys() -> Iterator[None]:
    """Take keys one by one, unseen; afterwards the terminal is as it was."""
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _key() -> str:
    """Return the key that is typed before the next painting, or nothing; where the terminal has gone, q."""
    ready, _, _ = select.select([sys.stdin], [], [], EVERY)
    return (sys.stdin.read(1) or "q") if ready else ""
