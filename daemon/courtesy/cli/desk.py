"""What the verbs share: the configuration, the book and the office, opened as a verb needs them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from courtesy import app, cli, config_file
from courtesy.casebook import opportunity, store
from courtesy.turn import desk, take


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The book and everything around it."""

    office: desk.Office
    book: store.Store
    where: app.Place

    def case(self) -> opportunity.Case:
        """Return all that the casebook says."""
        return take.case(self.office)


@contextmanager
def opened(
    given: "cli.Globals",
    *,
    as_of: datetime | None = None,
    exclusive: bool = False,
    copy: bool = False,
    progress: Callable[[desk.Progress], None] = lambda _: None,
) -> Iterator[Opened]:
    """Open what a verb needs; `copy` works on a copy of the book in memory and leaves nothing behind."""
    import os

    where = app.place(given.config, given.state, os.environ)
    settings = config_file.load(where.configuration)
    book = store.Store.open(where.state, exclusive=exclusive)
    if copy:
        book = book.copy()
    try:
        office = app.office(settings, book, where, now=app.clock(as_of, settings), progress=progress)
        try:
            yield Opened(office=office, book=book, where=where)
        finally:
            office.pool.shutdown(wait=False, cancel_futures=True)
    finally:
        book.close()
