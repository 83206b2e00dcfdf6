"""What should happen when something fails: one class for each different answer.

A docstring is the default message. Errors of drivers are translated where they enter (``servers``, ``config``,
``casebook.store``) and answered in ``service`` and ``cli``.
"""

import traceback
from pathlib import Path


def where(error: BaseException) -> str:
    """Say what an unforeseen error is and where it rose; not its message, which may hold words of somebody's mail."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    return f"{type(error).__name__} at {places}"


class CourtesyError(Exception):
    """Something failed."""

    exit_code = 1

    def __str__(self) -> str:
        """Return the message, or the first line of the docstring where none was given."""
        return super().__str__() or (type(self).__doc__ or "").partition("\n")[0]


class TryLater(CourtesyError):
    """The server is out of reach for the moment."""

    exit_code = 75


class Overtaken(CourtesyError):
    """Somebody else changed it meanwhile; the next turn looks at it anew."""


class AuthenticationRefused(CourtesyError):
    """The server refused the log-in."""


class SignInNeeded(AuthenticationRefused):
    """The provider's leave (OAuth 2) is missing or over: the owner must sign in."""


class MailboxMissing(CourtesyError):
    """A mailbox that is needed does not exist."""

    exit_code = 78


class ConfigurationError(CourtesyError):
    """The configuration cannot be used.

    `problems` holds every problem found, each a sentence that names where it stands and how to mend it.
    """

    exit_code = 78

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class CasebookLocked(CourtesyError):
    """Another Courtesy is using this state directory."""

    exit_code = 75


class CasebookUnusable(CourtesyError):
    """The casebook cannot be read: it is damaged, or written by a newer Courtesy."""


class NoSuchOffer(CourtesyError):
    """No opportunity goes by that number or name."""

    exit_code = 2
