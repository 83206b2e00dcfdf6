"""The ways of notices by apprise: the desktop, a telephone, a chat, each by the address that the owner gives.

Most addresses hold a secret. They stand in no message, no log and no book: a way is named by a keyed digest of its
address, an error by the kind of service alone, and what apprise and its libraries log is not heard.
"""

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from courtesy import errors

if TYPE_CHECKING:
    import apprise

NOT_TO_OTHERS = frozenset({"mailto", "mailtos"})  # mail goes by [accounts.smtp], which knows whose address it is
_TALKATIVE = ("apprise", "requests", "urllib3", "oauthlib", "requests_oauthlib")  # they log addresses


@dataclass(frozen=True, slots=True)
class Push:
    """One address for apprise. `key` is a secret of ours, for the digest that the way goes by."""

    address: str
    key: bytes

    def __repr__(self) -> str:
        """Tell the kind of service, never the address."""
        return f"Push({kind(self.address)})"

    @property
    def name(self) -> str:
        """Return the name of the way."""
        digest = hmac.new(self.key, self.address.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
        return f"push {digest[:16]}"

    async def give(self, *, subject: str, body: str, word: str, when: datetime) -> None:  # noqa: ARG002  # no way to say
        """Give a notice. Raises TryLater where the service did not take it, ConfigurationError where there is none."""
        service = _service(self.address)
        if not await asyncio.to_thread(_notify, service, subject, body):
            raise errors.TryLater(f"{kind(self.address)}: the notice was not taken.")


def kind(address: str) -> str:
    """Return the kind of service that an address is of: the part that is no secret."""
    scheme = address.partition("://")[0].strip().lower()
    return f"{scheme}://" if scheme.isalnum() and len(scheme) <= 20 and "://" in address else "an address for apprise"


def problem(address: str) -> str | None:
    """Say what is wrong with an address, without a word of it; None where apprise knows what to do with it."""
    try:
        _service(address)
    except errors.ConfigurationError as error:
        return str(error)
    return None


def _service(address: str) -> "apprise.Apprise":
    told = kind(address)
    if told.removesuffix("://") in NOT_TO_OTHERS:
        raise errors.ConfigurationError(f"{told} is not for apprise: notices by mail are `email = true`.")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        import apprise  # noqa: PLC0415  # an extra, and only for those who use it
    except ImportError:
        raise errors.ConfigurationError(
            "the apprise package is not installed. Mend it with: pip install 'courtesy[apprise]'"
        ) from None
    made = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Courtesy", app_desc="Courtesy", plugin_paths=[]))
    if not made.add(address) or len(made) != 1:
        raise errors.ConfigurationError(
            f"{told}: apprise cannot make anything of it; it may lack a part, or a package of its own."
        )
    return made


def _notify(service: "apprise.Apprise", subject: str, body: str) -> bool:
    import apprise  # noqa: PLC0415  # as above

    try:
        return bool(service.notify(title=subject, body=body, body_format=apprise.NotifyFormat.TEXT))
    except Exception:  # noqa: BLE001  # each service raises its own, and may say its address
        return False
