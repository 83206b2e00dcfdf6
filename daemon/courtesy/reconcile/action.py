"""One difference between what ought to stand and what stands, to be carried out.

Actions come from reconcile.diff and go on to reconcile.apply; entries come from reconcile.reminders and go on to
reconcile.enter. ``str`` of one is a sentence for the owner.
"""

from dataclasses import dataclass

from courtesy import ports
from courtesy.plan import desired
from courtesy.reconcile import state

_BECAME = {state.ReminderState.OWNERS: "the owner's", state.ReminderState.DELETED: "not wanted by the owner"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lay:
    """Lay a letter in Drafts; `before` is what is remembered of its slot: a text of it that lies there goes after."""

    letter: desired.Letter
    before: state.Draft | None = None
    older: int | None = None  # UID of an older text that an interrupted replacement left there, unchanged

    def __str__(self) -> str:
        """Say what is about to happen."""
        verb = "Replace" if self.before and self.before.state is state.DraftState.DRAFTED else "Lay"
        return f"{verb} draft: {self.letter.slot.kind} to {self.letter.to.name or self.letter.to.email}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """Take the older text of a replaced letter away."""

    draft: state.Draft
    uid: int

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Take away the older text of the {self.draft.slot.kind} to {self.draft.slot.email}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Take a letter of ours, untouched and no longer wanted, out of Drafts.

    `into` is what becomes of it: withdrawn, or sent, where a message of the owner's already does its job.
    """

    draft: state.Draft
    into: state.DraftState = state.DraftState.WITHDRAWN

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Withdraw draft: {self.draft.slot.kind} to {self.draft.slot.email}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Write down what became of a letter; nothing is done to the mailbox."""

    draft: state.Draft

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Note: {self.draft.slot.kind} to {self.draft.slot.email} is {self.draft.state}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """Set flags on a message, and remember that they are ours."""

    placed: state.Placed
    flags: tuple[state.FlagMemory, ...]

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Flag a message in {self.placed.mailbox}: {' '.join(f.flag for f in self.flags)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lower:
    """Take flags of ours off a message, and off copies that the owner made of it, and forget them."""

    placed: state.Placed
    flags: tuple[state.FlagMemory, ...]
    copies: tuple[state.Placed, ...] = ()

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Take flags off a message: {' '.join(f.flag for f in self.flags)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFlags:
    """Write down whose flags are."""

    flags: tuple[state.FlagMemory, ...]

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Note flags: {' '.join(f'{f.flag} {f.state}' for f in self.flags)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Write a reminder, new or changed, over what lies there."""

    reminder: desired.Reminder
    content: str
    sequence: int
    lying: ports.Lying | None = None

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"{'Change' if self.sequence else 'Add'} reminder: {self.reminder.summary}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """Let a reminder of ours stand as cancelled, for calendars that have a copy of it."""

    memory: state.ReminderMemory
    lying: ports.Lying

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Cancel reminder: {self.memory.summary}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """Take a reminder of ours away, some time after it was cancelled."""

    memory: state.ReminderMemory
    lying: ports.Lying

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Remove reminder: {self.memory.summary}."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReminder:
    """Write down what became of a reminder; nothing is done to the calendar."""

    memory: state.ReminderMemory

    def __str__(self) -> str:
        """Say what is about to happen."""
        return f"Note: the reminder “{self.memory.summary}” is {_BECAME.get(self.memory.state, self.memory.state)}."


Action = Lay | Clear | Withdraw | Note | Raise | Lower | NoteFlags
Entry = Write | Cancel | Strike | NoteReminder
