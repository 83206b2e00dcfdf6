"""An access token as a log-in: OAUTHBEARER (RFC 7628), and XOAUTH2, which the large providers had before it. Pure."""

from collections.abc import Iterable

REFUSED = {"OAUTHBEARER": b"\1", "XOAUTH2": b""}
"""What the client says to a refusal, in order to hear it to its end."""


def chosen(offered: Iterable[str]) -> str:
    """Return the mechanism to speak: the standard where it is offered, else the older one, offered or not."""
    return "OAUTHBEARER" if any(name.upper() == "OAUTHBEARER" for name in offered) else "XOAUTH2"


def answer(mechanism: str, user: str, token: str, host: str, port: int) -> str:
    """Return the first answer of the mechanism, before base64."""
    if mechanism == "OAUTHBEARER":
        name = user.replace("=", "=3D").replace(",", "=2C")
        return f"n,a={name},\1host={host}\1port={port}\1auth=Bearer {token}\1\1"
    return f"user={user}\1auth=Bearer {token}\1\1"
