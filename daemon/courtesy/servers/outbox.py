"""The way of notices by mail: from the owner to the owner, by the first of their submission servers that works."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from courtesy import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from courtesy.servers import smtp


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """Notices by mail. `doors` yields the owner's address and the way out from there, the best first.

    `domain` stands in every Message-ID, whichever door the notice leaves by, so that one that was handed in twice is
    recognisable as one.
    """

    doors: "Callable[[], Iterator[tuple[str, smtp.Submission]]]"
    domain: str
    name: str = "mail"

    async def give(self, *, subject: str, body: str, word: str, when: datetime) -> None:
        """Mail a notice. Raises what the last door raised, or TryLater if another door may open later."""
        failed: list[errors.CourtesyError] = []
        doors = self.doors()
        while (one := await asyncio.to_thread(next, doors, None)) is not None:  # a password may come by a command
            address, door = one
            try:
                await door.send(to=address, subject=subject, body=body, message_id=f"<{word}@{self.domain}>", when=when)
            except errors.CourtesyError as error:
                failed.append(error)
            else:
                return
        told = next((one for one in failed if isinstance(one, errors.TryLater)), failed[-1] if failed else None)
        raise told or errors.ConfigurationError("notices.email needs an [accounts.smtp] to hand the notice in.")
