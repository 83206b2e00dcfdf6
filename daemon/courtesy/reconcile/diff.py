"""Desired against actual against remembered: the actions that close the gap. Pure.

Level-triggered: whole states are compared, so a turn may be cut off anywhere and run again. The owner's hand wins: a
draft they edited, sent or removed, a flag they took off is left as they left it.
"""

from courtesy.plan import desired
from courtesy.reconcile import action, drafts, flags, state


def diff(want: desired.Desired, there: state.Snapshot, before: state.Memory) -> list[action.Action]:
    """Return the actions that bring one account to what ought to stand, in the order in which to take them.

    Only those of the snapshot's account are looked at; reminders belong to all accounts (reconcile.reminders).
    """
    return [
        *drafts.diff(
            [letter for letter in want.letters if letter.account == there.account], there, before.drafts, want.moot
        ),
        *flags.diff([flag for flag in want.flags if flag.account == there.account], there, before.flags),
    ]
