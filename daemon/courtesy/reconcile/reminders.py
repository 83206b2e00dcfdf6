"""What is to be done about reminders. Pure."""

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from courtesy.plan import desired
from courtesy.reconcile import action, state


def diff(
    wanted: Sequence[desired.Reminder], files: Mapping[str, bytes], remembered: Sequence[state.ReminderMemory]
) -> Iterator[action.Action]:
    """Yield what is to be done about reminders; `files` are those that lie in the directory, by UID."""
    want = {reminder.uid: reminder for reminder in wanted}
    known = {memory.uid: memory for memory in remembered}
    for uid in sorted({*want, *known}):
        yield from _one(want.get(uid), files.get(uid), known.get(uid))


def _one(
    reminder: desired.Reminder | None, lies: bytes | None, memory: state.ReminderMemory | None
) -> Iterator[action.Action]:
    match memory:
        case None if reminder:
            yield action.Write(reminder=reminder, content=content(reminder), sequence=0)
        case state.ReminderMemory(state=state.ReminderState.OURS) if lies != memory.data:
            yield action.NoteReminder(memory=dataclasses.replace(memory, state=state.ReminderState.OWNERS))
        case state.ReminderMemory(state=state.ReminderState.OURS | state.ReminderState.WRITING) if reminder is None:
            yield action.Strike(memory=memory)
        case state.ReminderMemory(state=state.ReminderState.WRITING) if reminder and lies != memory.data:
            yield action.Write(reminder=reminder, content=content(reminder), sequence=memory.sequence)
        case state.ReminderMemory(state=state.ReminderState.OURS | state.ReminderState.WRITING) if reminder:
            if content(reminder) != memory.content:
                yield action.Write(reminder=reminder, content=content(reminder), sequence=memory.sequence + 1)
            elif memory.state is state.ReminderState.WRITING:
                yield action.NoteReminder(memory=dataclasses.replace(memory, state=state.ReminderState.OURS))
        case state.ReminderMemory(state=state.ReminderState.GONE) if reminder:
            yield action.Write(reminder=reminder, content=content(reminder), sequence=memory.sequence + 1)


def content(reminder: desired.Reminder) -> str:
    """Return the digest of what a reminder says."""
    said = (
        reminder.summary,
        reminder.description,
        reminder.start.isoformat(),
        str(reminder.duration),
        str(reminder.alarm),
        reminder.url,
    )
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()
