"""What is to be done about flags and keywords. Pure."""

import dataclasses
from collections.abc import Iterator, Sequence

from courtesy.plan import desired
from courtesy.reconcile import action, state

_Key = tuple[str, str]


def diff(
    wanted: Sequence[desired.Flag], there: state.Snapshot, remembered: Sequence[state.FlagMemory]
) -> Iterator[action.Action]:
    """Yield what is to be done about the flags of one account, message by message.

    A message that is nowhere to be seen may come back (a client moves it out and in again), its flags with it: whose
    they are stays remembered.
    """
    want = {flag.message_id: _possible(flag.flags, there) for flag in wanted}
    for message_id in sorted({*want, *(memory.message_id for memory in remembered)}):
        known = {memory.flag: memory for memory in remembered if memory.message_id == message_id}
        if placed := there.placed.get(message_id):
            copies = there.copies.get(message_id, ())
            yield from _one((there.account, message_id), want.get(message_id, frozenset()), (placed, copies), known)


def _possible(flags: frozenset[str], there: state.Snapshot) -> frozenset[str]:
    """Return the flags that the server can keep: without keywords, the system flags alone."""
    return flags if there.keywords else frozenset(flag for flag in flags if flag.startswith("\\"))


def _one(
    key: _Key,
    want: frozenset[str],
    lying: tuple[state.Placed, Sequence[state.Placed]],
    known: dict[str, state.FlagMemory],
) -> Iterator[action.Action]:
    (account, message_id), (placed, copies) = key, lying
    on = {flag.lower() for flag in placed.flags}
    up: list[state.FlagMemory] = []
    down: list[state.FlagMemory] = []
    note: list[state.FlagMemory] = []
    for flag in sorted({*want, *known}):
        memory = known.get(flag) or state.FlagMemory(
            account=account, message_id=message_id, flag=flag, state=state.FlagState.RAISING
        )
        new = _judge(memory, known=flag in known, wanted=flag in want, on=flag.lower() in on)
        if new is state.FlagState.RAISING:
            up.append(dataclasses.replace(memory, state=new))
        elif new is state.FlagState.LOWERING:
            down.append(dataclasses.replace(memory, state=new))
        elif new is not memory.state or flag not in known:
            note.append(dataclasses.replace(memory, state=new))
    if note:
        yield action.NoteFlags(flags=tuple(note))
    if up:
        yield action.Raise(placed=placed, flags=tuple(up))
    if down:
        bear = {flag.flag.lower() for flag in down}
        flagged = (one for one in copies if bear & {flag.lower() for flag in one.flags})
        yield action.Lower(placed=placed, flags=tuple(down), copies=tuple(flagged))


def _judge(memory: state.FlagMemory, *, known: bool, wanted: bool, on: bool) -> state.FlagState:
    """Return what becomes of one flag: raising and lowering mean that the server is to be asked."""
    if not known:
        return state.FlagState.OWNERS if on else state.FlagState.RAISING
    match memory.state:
        case state.FlagState.OWNERS:
            return state.FlagState.OWNERS
        case state.FlagState.RAISING | state.FlagState.LOWERING if wanted:
            return state.FlagState.OURS if on else state.FlagState.RAISING
        case state.FlagState.OURS if wanted:
            return state.FlagState.OURS if on else state.FlagState.OWNERS
        case state.FlagState.OURS if not on:
            return state.FlagState.OWNERS
        case _:
            return state.FlagState.LOWERING
