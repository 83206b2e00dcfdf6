"""Carry out what is to be done in one calendar, each entry written down before and after the calendar is asked.

Entries come from reconcile.reminders. Nothing here decides: what is done again after a kill, the next turn says.
"""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from courtesy import errors, ports
from courtesy.mail import calendar
from courtesy.reconcile import action, state

_State = state.ReminderState


class Book(Protocol):
    """What is written down; casebook.store answers it."""

    def put_reminder(self, reminder: state.ReminderMemory) -> None:
        """Write down a reminder."""


async def enter(entries: Sequence[action.Entry], into: ports.Calendar, book: Book, now: datetime) -> None:
    """Carry entries out, in order; one that is refused holds up no other. Raises what the calendar raises.

    What was done until then is written down.
    """
    refused: errors.CourtesyError | None = None
    for one in entries:
        try:
            await _one(one, into, book, now)
        except errors.Overtaken:
            continue  # the owner was quicker: the next turn sees what they did
        except (errors.TryLater, errors.AuthenticationRefused):
            raise
        except errors.CourtesyError as error:
            refused = refused or error
    if refused:
        raise refused


async def _one(one: action.Entry, into: ports.Calendar, book: Book, now: datetime) -> None:
    match one:
        case action.Write():
            await _write(one, into, book, now)
        case action.Cancel():
            await _cancel(one, into, book, now)
        case action.Strike():
            await _strike(one, into, book)
        case action.NoteReminder():
            book.put_reminder(dataclasses.replace(one.memory, place=into.name))


async def _write(one: action.Write, into: ports.Calendar, book: Book, now: datetime) -> None:
    reminder = one.reminder
    memory = state.ReminderMemory(
        place=into.name,
        uid=reminder.uid,
        opportunity=reminder.opportunity,
        state=_State.WRITING,
        sequence=one.sequence,
        content=one.content,
        data=calendar.to_ics(reminder, sequence=one.sequence, stamp=now),
        summary=reminder.summary,
        start=calendar.instant(reminder.start),
        was=one.lying.data if one.lying else b"",
        occasion=reminder.occasion,
    )
    await _put(memory, _State.OURS, one.lying, into, book)


async def _cancel(one: action.Cancel, into: ports.Calendar, book: Book, now: datetime) -> None:
    sequence = one.memory.sequence + 1
    memory = dataclasses.replace(
        one.memory,
        state=_State.CANCELLING,
        sequence=sequence,
        data=calendar.cancelled(one.lying.data, sequence, now),
        was=one.lying.data,
        cancelled_at=now,
    )
    await _put(memory, _State.CANCELLED, one.lying, into, book)


async def _put(
    memory: state.ReminderMemory, after: _State, over: ports.Lying | None, into: ports.Calendar, book: Book
) -> None:
    book.put_reminder(memory)
    lies = await into.put(memory.uid, memory.data, over)
    book.put_reminder(dataclasses.replace(memory, state=after, data=lies.data, was=b""))


async def _strike(one: action.Strike, into: ports.Calendar, book: Book) -> None:
    book.put_reminder(dataclasses.replace(one.memory, state=_State.REMOVING))
    await into.remove(one.memory.uid, one.lying)
    book.put_reminder(dataclasses.replace(one.memory, state=_State.GONE))
