"""OAuth 2 in values: what is asked of a provider, and what its answers mean. Pure.

The flows are RFC 6749 (codes, refresh), 7636 (PKCE), 8252 (native applications: loopback) and 8628 (devices).
"""

import base64
import hashlib
import hmac
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from courtesy import errors

_HOUR = 3600  # how long a token is good for where the provider does not say
_DEVICE_SECONDS = 900


class Stranger(errors.AuthenticationRefused):
    """This is no answer to what was asked, and was refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where a provider hands out tokens (config/oauth2.toml), and what is asked for there."""

    name: str
    authorise: str
    token: str
    device: str
    scopes: tuple[str, ...]
    extra: Mapping[str, str]
    redirect: str  # the host of the loopback address, as the provider knows it
    console: str  # where the owner registers a client
    ca_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who we are to the provider. A client on the owner's machine keeps no secret, but Google's wants one named."""

    id: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What the provider gave: the token that opens the mailbox until `until`, and the one that fetches further ones."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    until: datetime

    def good(self, now: datetime, spare: timedelta) -> bool:
        """Return whether the access token will do for so long yet."""
        return bool(self.access) and now + spare <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What the owner types in on another device, and how it is asked whether that has been done."""

    code: str = field(repr=False)
    shown: str
    where: str
    seconds: int  # how long the code holds
    interval: int  # how long to wait between two questions


def provider(table: Mapping[str, Any]) -> Provider:
    """Turn a table of config/oauth2.toml into a value. Raises KeyError where one lacks something."""
    return Provider(
        name=table["name"],
        authorise=table["authorise"],
        token=table["token"],
        device=table["device"],
        scopes=tuple(table["scopes"]),
        extra=dict(table.get("extra", {})),
        redirect=table["redirect"],
        console=table["console"],
        ca_file=table.get("ca_file", ""),
    )


def challenge(verifier: str) -> str:
    """Return the S256 challenge of a verifier (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def consent(at: Provider, client: Client, *, redirect: str, state: str, verifier: str, hint: str) -> str:
    """Return the address of the page on which the owner agrees; `hint` is the mailbox that is meant."""
    asked = {
        "client_id": client.id,
        "response_type": "code",
        "redirect_uri": redirect,
        "scope": " ".join(at.scopes),
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "login_hint": hint,
        **at.extra,
    }
    return f"{at.authorise}?{urllib.parse.urlencode(asked)}"


def code(query: str, state: str) -> str:
    """Return the code that the browser brings back. Raises Stranger, or AuthenticationRefused where nobody agreed."""
    brought = dict(urllib.parse.parse_qsl(query))
    if not hmac.compare_digest(brought.get("state", "").encode(), state.encode()):
        raise Stranger
    if "error" in brought:
        raise errors.AuthenticationRefused(f"The provider did not agree{told(brought)}.")
    if not brought.get("code"):
        raise errors.AuthenticationRefused("The provider sent no code back.")
    return brought["code"]


def code_form(client: Client, *, code: str, redirect: str, verifier: str) -> dict[str, str]:
    """Return what a code is turned into tokens with."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
    return form | _named(client)


def refresh_form(client: Client, refresh: str) -> dict[str, str]:
    """Return what a further access token is asked for with."""
    return {"grant_type": "refresh_token", "refresh_token": refresh} | _named(client)


def device_form(client: Client, device: str) -> dict[str, str]:
    """Return what it is asked with whether the owner has agreed on another device."""
    return {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device} | _named(client)


def _named(client: Client) -> dict[str, str]:
    return {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})


def tokens(answer: Mapping[str, Any], now: datetime, before: str = "") -> Tokens:
    """Read the answer of the token endpoint; the refresh token `before` stays good where no new one came."""
    access, refresh = answer.get("access_token"), answer.get("refresh_token") or before
    if not isinstance(access, str) or not isinstance(refresh, str) or not _sendable(access):
        raise errors.CourtesyError("The provider's answer holds no token that can be used.")
    if not refresh:
        raise errors.CourtesyError("The provider gave a token for an hour and none to renew it with.")
    return Tokens(access=access, refresh=refresh, until=now + timedelta(seconds=_seconds(answer, "expires_in", _HOUR)))


def device(answer: Mapping[str, Any]) -> Device:
    """Read the answer of the device endpoint."""
    where = answer.get("verification_uri") or answer.get("verification_url")
    texts = (answer.get("device_code"), answer.get("user_code"), where)
    if not all(isinstance(text, str) and text.isprintable() and text for text in texts):
        raise errors.CourtesyError("The provider's answer holds no code that can be used.")
    return Device(
        code=str(texts[0]),
        shown=str(texts[1]),
        where=str(texts[2]),
        seconds=_seconds(answer, "expires_in", _DEVICE_SECONDS),
        interval=max(1, _seconds(answer, "interval", 5)),
    )


def told(answer: Mapping[str, Any]) -> str:
    """Return the provider's error code in brackets after a space; its description may hold addresses."""
    error = str(answer.get("error", ""))[:60]
    return f" ({error})" if error.isascii() and error.isprintable() and "@" not in error and error else ""


def _sendable(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable()


def _seconds(answer: Mapping[str, Any], key: str, default: int) -> int:
    try:
        return min(max(0, int(answer.get(key, default))), 90 * 24 * _HOUR)
    except (TypeError, ValueError, OverflowError):
        return default
