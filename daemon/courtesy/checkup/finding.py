"""What was looked at, and what was found there."""

from collections.abc import Iterable
from dataclasses import dataclass

from courtesy import errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the check-up: where, what, what was found, and how to mend it.

    `exit_code` 0 is well. With a cure it is still something to know of: it works, but could work better.
    """

    place: str
    what: str
    word: str
    cure: str = ""
    exit_code: int = 0

    @property
    def mark(self) -> str:
        """The verdict in one character."""
        return "✗" if self.exit_code else "!" if self.cure else "✓"


def failed(place: str, what: str, error: errors.CourtesyError, cure: str = "") -> Finding:
    """Return what an error says, which tells how to mend it."""
    return Finding(place=place, what=what, word=str(error), cure=cure, exit_code=error.exit_code)


def worst(found: Iterable[Finding]) -> int:
    """Return the code that most needs a person: a configuration (78), then anything else, then out of reach (75)."""
    return max((one.exit_code for one in found), key=lambda code: {0: 0, 75: 1, 78: 3}.get(code, 2), default=0)
