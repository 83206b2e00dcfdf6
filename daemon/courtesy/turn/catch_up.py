"""Fetch what is new in a mailbox, read it, and write it down, batch by batch.

What is newer than the last seen UID comes first; then, the first time, the past, newest first. Each batch is written
down together with how far it brings us, so that a stop anywhere loses one batch of work at most. While one batch is
read (in the pool), the next is under way from the server.
"""

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from courtesy import errors, ports
from courtesy.casebook import opportunity, store, tie
from courtesy.mail import message, parse
from courtesy.reading import read, reading
from courtesy.turn import desk

log = logging.getLogger(__name__)

BATCH = 200  # messages: some hundred milliseconds of reading, some hundred kilobytes of memory


async def catch_up(at: desk.Desk, mailbox: str) -> int:
    """Bring the book up to date with a mailbox; return how many messages were read."""
    state = await at.server.select(mailbox)
    cursor = _cursor(at, mailbox, state)
    count = 0
    async for batch, reached in _batches(at, mailbox, cursor, state):
        at.office.book.record(at.account.name, mailbox, reached, batch)
        count += len(batch)
    return count


def _cursor(at: desk.Desk, mailbox: str, state: ports.MailboxState) -> store.Cursor:
    """Return how far the mailbox was read; from the top where that is unknown or UIDVALIDITY has changed."""
    cursor = at.office.book.cursor(at.account.name, mailbox)
    if cursor is not None and cursor.uidvalidity == state.uidvalidity:
        return cursor
    if cursor is not None:
        log.warning("UIDVALIDITY changed; the mailbox is read again.", extra={"mailbox": mailbox})
    return store.Cursor(uidvalidity=state.uidvalidity, low=state.uidnext, high=state.uidnext - 1, complete=False)


async def _batches(
    at: desk.Desk, mailbox: str, cursor: store.Cursor, state: ports.MailboxState
) -> AsyncIterator[tuple[list[store.Read], store.Cursor]]:
    if state.uidnext - 1 > cursor.high:
        fresh = await at.server.search(mailbox, above=cursor.high)
        async for uids, batch in _fetched(at, mailbox, _slices(fresh)):
            cursor = dataclasses.replace(cursor, high=max(cursor.high, *uids))
            yield batch, cursor
    if cursor.complete:
        return
    since = at.office.clock() - timedelta(days=at.office.settings.watch.look_back)
    past = [uid for uid in await at.server.search(mailbox, since=since.date()) if uid < cursor.low]
    done = 0
    async for uids, batch in _fetched(at, mailbox, _slices(past[::-1])):
        cursor = dataclasses.replace(cursor, low=min(uids))
        done += len(uids)
        at.office.progress(desk.Progress(account=at.account.name, mailbox=mailbox, read=done, total=len(past)))
        yield batch, cursor
    yield [], dataclasses.replace(cursor, complete=True)


def _slices(uids: Sequence[int]) -> list[Sequence[int]]:
    return [uids[start : start + BATCH] for start in range(0, len(uids), BATCH)]


async def _fetched(
    at: desk.Desk, mailbox: str, slices: Sequence[Sequence[int]]
) -> AsyncIterator[tuple[Sequence[int], list[store.Read]]]:
    """Yield each slice of UIDs with its messages read, fetching one slice ahead."""
    ahead: asyncio.Task[list[ports.Fetched]] | None = None
    loop = asyncio.get_running_loop()
    try:
        for number, uids in enumerate(slices):
            fetched = await (ahead or at.server.fetch(mailbox, uids))
            following = slices[number + 1] if number + 1 < len(slices) else None
            ahead = asyncio.create_task(at.server.fetch(mailbox, following)) if following else None
            yield uids, await loop.run_in_executor(at.office.pool, _read, at, mailbox, fetched)
    finally:
        if ahead is not None and not ahead.done():
            ahead.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await ahead


def _read(at: desk.Desk, mailbox: str, fetched: Sequence[ports.Fetched]) -> list[store.Read]:
    return [_one(at, mailbox, one) for one in fetched]


def _said(mail: message.Message, office: desk.Office, uid: int) -> reading.Reading:
    """Read a message. One that trips the reader is passed over, and kept to be read again by newer rules."""
    try:
        return read.read(mail, office.whose, office.rules)
    except Exception as error:  # noqa: BLE001  # whatever a mail may do to us, the next one is read
        log.error("A message could not be read; it is passed over.", extra={"uid": uid, "why": errors.where(error)})  # noqa: TRY400
        return reading.Reading(message_id=mail.message_id, kind=reading.Kind.OTHER, confidence=0.0, language="en")


def _one(at: desk.Desk, mailbox: str, one: ports.Fetched) -> store.Read:
    office = at.office
    mail = parse.parse(one.data, arrived=one.arrived, extract=office.extract, truncated=one.truncated)
    said = _said(mail, office, one.uid)
    entry = opportunity.Entry(account=at.account.name, mailbox=mailbox, message=mail, reading=said)
    return store.Read(
        uid=one.uid,
        entry=entry,
        own=office.whose.wrote(mail.sender.email),
        ties=tie.ties(entry, office.whose, office.rules.domains) if said.relevant else frozenset(),
    )
