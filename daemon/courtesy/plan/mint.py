"""Idents that cannot be told from any client's, and that only this casebook can mint.

A draft is known again by its Message-ID, a reminder by its UID. Both are an HMAC over what they stand for, shaped like
a random UUID, so that nobody can tell that a program made them, and the same input gives the same ident.
"""

import hashlib
import hmac
import uuid
from collections.abc import Sequence

_FALLBACK_DOMAIN = "localhost"


def message_id(secret: bytes, slot: str, text: Sequence[str], domain: str) -> str:
    """Mint the Message-ID of a letter from its slot and all that its reader sees; with angle brackets."""
    return f"<{_uuid(secret, 'letter', slot, *text)}@{_ascii(domain)}>"


def uid(secret: bytes, opportunity: str, occasion: str, person: str = "") -> str:
    """Mint the UID of a reminder: it stays as it is when times and texts change."""
    return _uuid(secret, "reminder", opportunity, occasion, person)


def choice(*parts: str) -> int:
    """Return a number that is always the same for the same parts: how a choice is made without chance."""
    return int.from_bytes(hashlib.blake2b(_joined(parts), digest_size=8).digest(), "big")


def _uuid(secret: bytes, *parts: str) -> str:
    digest = hmac.new(secret, _joined(parts), hashlib.sha256).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _joined(parts: Sequence[str]) -> bytes:
    """Join parts so that no two lists of parts give the same bytes."""
    encoded = (part.encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii") or _FALLBACK_DOMAIN
    except UnicodeError:
        return _FALLBACK_DOMAIN
