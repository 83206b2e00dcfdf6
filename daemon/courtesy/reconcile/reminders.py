"""What is to be done about the reminders in one calendar. Pure.

The owner's hand wins: what they changed stays as they left it, what they deleted comes back in no calendar. What is
wanted no more stands as cancelled for a day, for those who have a copy, and then goes.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from courtesy import ports
from courtesy.mail import calendar
from courtesy.plan import desired
from courtesy.reconcile import action, state

_State = state.ReminderState
_CANCELLED = timedelta(days=1)  # how long it stands as such
_UNDER_WAY = timedelta(hours=2)  # after its start, in which a reminder is left alone: the owner may be at it

_EPOCH = datetime.fromtimestamp(0, UTC)

Lies = ports.Lying | None


def diff(
    wanted: Sequence[desired.Reminder],
    lying: Mapping[str, ports.Lying] | None,
    remembered: Sequence[state.ReminderMemory],
    now: datetime,
) -> Iterator[action.Entry]:
    """Yield what is to be done in one calendar; `lying` is None where there is no calendar, which is no deletion."""
    want = {reminder.uid: reminder for reminder in wanted}
    known = {memory.uid: memory for memory in remembered}
    for uid in sorted({*want, *known}):
        memory = known.get(uid)
        if memory and lying is None and _lay(memory):
            memory = _become(memory, _State.GONE)
        lies = (lying or {}).get(uid)
        if memory is None:
            yield from _unknown(want.get(uid), lies)
        elif not (lying is None and memory.state is _State.OWNERS):
            yield from _CASES[memory.state](want.get(uid), lies, memory, now)


def content(reminder: desired.Reminder) -> str:
    """Return the digest of what a reminder says."""
    said = (
        reminder.summary,
        reminder.description,
        reminder.start.isoformat(),
        str(reminder.duration),
        str(reminder.alarm),
        reminder.url,
        *([reminder.form] if reminder.form != "event" else ()),
    )
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()


def _unknown(want: desired.Reminder | None, lies: Lies) -> Iterator[action.Entry]:
    """Write what is new; of what lies there already (by a copy of another calendar of ours) take note."""
    if want is None:
        return
    if lies is None:
        yield action.Write(reminder=want, content=content(want), sequence=0)
        return
    ours = calendar.said(lies.data) == calendar.said(calendar.to_ics(want, 0, _EPOCH))
    yield action.NoteReminder(
        memory=state.ReminderMemory(
            uid=want.uid,
            opportunity=want.opportunity,
            state=_State.OURS if ours else _State.OWNERS,
            sequence=0,
            content=content(want),
            data=lies.data,
            summary=want.summary,
            start=calendar.instant(want.start),
            occasion=want.occasion,
        )
    )


def _ours(
    want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, now: datetime
) -> Iterator[action.Entry]:
    if lies is None:
        yield _note(memory, _State.DELETED)
    elif not _says(lies, memory.data):
        yield _note(memory, _State.OWNERS)
    elif want is None:
        if not _under_way(memory, now):
            yield action.Cancel(memory=memory, lying=lies)
    elif content(want) != memory.content and not _under_way(memory, now):
        yield _change(want, lies, memory)


def _writing(
    want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, now: datetime
) -> Iterator[action.Entry]:
    """Mend a write that nobody knows the end of."""
    if lies and _says(lies, memory.data):
        yield _note(memory, _State.OURS)
        yield from _ours(want, lies, _become(memory, _State.OURS), now)
    elif lies and _says(lies, memory.was):
        yield (
            action.Cancel(memory=_undone(memory), lying=lies) if want is None else _change(want, lies, _undone(memory))
        )
    elif lies:
        yield _note(memory, _State.OWNERS)
    elif memory.was:
        yield _note(memory, _State.DELETED)
    elif want:
        yield action.Write(reminder=want, content=content(want), sequence=memory.sequence)
    else:
        yield _note(memory, _State.GONE)


def _cancelling(
    want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, now: datetime
) -> Iterator[action.Entry]:
    if lies is None:
        yield _note(memory, _State.DELETED)
    elif _says(lies, memory.data):
        yield action.NoteReminder(memory=dataclasses.replace(memory, state=_State.CANCELLED, cancelled_at=now, was=b""))
        if want:
            yield _change(want, lies, memory)
    elif not _says(lies, memory.was):
        yield _note(memory, _State.OWNERS)
    elif want:
        yield _change(want, lies, _undone(memory))
    else:
        yield action.Cancel(memory=_undone(memory), lying=lies)


def _cancelled(
    want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, now: datetime
) -> Iterator[action.Entry]:
    if lies and not _says(lies, memory.data):
        yield _note(memory, _State.OWNERS)
    elif want:
        yield _change(want, lies, memory)
    elif lies is None:
        yield _note(memory, _State.GONE)
    elif memory.cancelled_at is None or now - memory.cancelled_at >= _CANCELLED:
        yield action.Strike(memory=memory, lying=lies)


def _gone(
    want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, _now: datetime
) -> Iterator[action.Entry]:
    if want and lies is None:
        yield _change(want, None, memory)
    elif lies is not None:
        yield _note(memory, _State.OWNERS)  # brought back, or written by somebody: no longer ours to judge


def _owners(
    _want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, _now: datetime
) -> Iterator[action.Entry]:
    if lies is None:
        yield _note(memory, _State.DELETED)


def _deleted(
    _want: desired.Reminder | None, lies: Lies, memory: state.ReminderMemory, _now: datetime
) -> Iterator[action.Entry]:
    if lies is not None:
        yield _note(memory, _State.OWNERS)


_Case = Callable[[desired.Reminder | None, Lies, state.ReminderMemory, datetime], Iterator[action.Entry]]
_CASES: Mapping[_State, _Case] = {
    _State.WRITING: _writing,
    _State.OURS: _ours,
    _State.CANCELLING: _cancelling,
    _State.CANCELLED: _cancelled,
    _State.REMOVING: _cancelled,  # whether it went or not shows by what lies there
    _State.GONE: _gone,
    _State.OWNERS: _owners,
    _State.DELETED: _deleted,
}


def _says(lies: ports.Lying, data: bytes) -> bool:
    """Tell whether what lies there says what we wrote: servers write anew, and clients add marks of their own."""
    return lies.data == data or (bool(data) and calendar.said(lies.data) == calendar.said(data))


def _change(want: desired.Reminder, lies: Lies, memory: state.ReminderMemory) -> action.Write:
    return action.Write(reminder=want, content=content(want), sequence=memory.sequence + 1, lying=lies)


def _note(memory: state.ReminderMemory, into: _State) -> action.NoteReminder:
    return action.NoteReminder(memory=_become(memory, into))


def _undone(memory: state.ReminderMemory) -> state.ReminderMemory:
    """Return the memory as before a change that did not come to be: its SEQUENCE was never seen by anybody."""
    return dataclasses.replace(memory, sequence=memory.sequence - 1)


def _become(memory: state.ReminderMemory, into: _State) -> state.ReminderMemory:
    return dataclasses.replace(memory, state=into, was=b"")


def _lay(memory: state.ReminderMemory) -> bool:
    """Tell whether something of ours lay in a calendar that is there no more."""
    begun = memory.state is _State.WRITING and not memory.was  # the calendar itself may not have been made yet
    return not begun and memory.state not in {_State.OWNERS, _State.DELETED}


def _under_way(memory: state.ReminderMemory, now: datetime) -> bool:
    if "T" not in memory.start:
        return False
    start = datetime.fromisoformat(memory.start)
    return start <= now < start + _UNDER_WAY
