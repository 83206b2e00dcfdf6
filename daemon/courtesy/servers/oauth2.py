"""Asking a provider for tokens: over verified TLS, with a limit to every wait. Blocks; no error holds a secret."""

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from courtesy import errors
from courtesy.servers import grant, trouble, wire

_TIMEOUT = 20.0
_MOST = 65536  # bytes of an answer that are read
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_GONE = (
    *("invalid_grant", "interaction_required", "consent_required", "login_required"),
    *("access_denied", "authorization_declined"),  # on another device; the second is Microsoft's word
)
_MISSET = ("invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type")


class Waiting(errors.CourtesyError):
    """The owner has not agreed yet."""


class SlowDown(Waiting):
    """The owner has not agreed yet, and the provider wants to be asked less often."""


class Over(errors.SignInNeeded):
    """The provider's leave is over or was taken back: the owner must sign in again."""


def exchanged(
    at: grant.Provider, client: grant.Client, *, code: str, redirect: str, verifier: str, now: datetime
) -> grant.Tokens:
    """Turn the code that the browser brought into tokens. Raises as `post` does."""
    form = grant.code_form(client, code=code, redirect=redirect, verifier=verifier)
    return grant.tokens(post(at, at.token, form), now)


def refreshed(at: grant.Provider, client: grant.Client, refresh: str, now: datetime) -> grant.Tokens:
    """Return tokens that are good for a while again. Raises Over where the owner must sign in again, else as `post`."""
    return grant.tokens(post(at, at.token, grant.refresh_form(client, refresh)), now, refresh)


def device(at: grant.Provider, client: grant.Client) -> grant.Device:
    """Ask for a code that the owner types in on another device. Raises as `post` does."""
    if not at.device:
        raise errors.ConfigurationError(f"{at.name} gives no mail to other devices; authorise without --device.")
    return grant.device(post(at, at.device, {"client_id": client.id, "scope": " ".join(at.scopes)}))


def awaited(
    at: grant.Provider, client: grant.Client, asked: grant.Device, sleep: Callable[[float], None] = time.sleep
) -> grant.Tokens:
    """Ask again and again, as often as the provider wants, until the owner has agreed (RFC 8628, section 3.5).

    Raises Over where the owner does not, or not in time, else as `post` does; a network that fails is waited for.
    """
    interval, left = float(asked.interval), float(asked.seconds)
    while left > 0:
        sleep(interval)
        left -= interval
        try:
            return grant.tokens(post(at, at.token, grant.device_form(client, asked.code)), datetime.now(UTC))
        except SlowDown:
            interval += 5
        except Waiting:
            pass
        except errors.TryLater:
            interval *= 2
    raise Over(f"The code was not typed in at {at.name} in time")


def post(at: grant.Provider, url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """Ask an endpoint. Raises TryLater, Waiting, SlowDown, Over, ConfigurationError or CourtesyError."""
    parts = urllib.parse.urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise errors.ConfigurationError(f"{at.name}: tokens come by https alone.")
    status, body = _sent(at, url, urllib.parse.urlencode(form).encode(), host, parts.port or 443)
    answer = _read(body)
    if status == http.HTTPStatus.OK and "error" not in answer:
        return answer
    raise _meant(at, status, answer)


def _sent(at: grant.Provider, url: str, data: bytes, host: str, port: int) -> tuple[int, bytes]:
    """Send a form and return status and body. No redirection is followed: it would carry a secret elsewhere."""
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=wire.context(at.ca_file)), _NoRedirection()
    )
    request = urllib.request.Request(  # noqa: S310  # the scheme was looked at
        url, data, {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    )
    try:
        with opener.open(request, timeout=_TIMEOUT) as answer:
            return answer.status, answer.read(_MOST)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _rest(error)
    except urllib.error.URLError as error:
        reason = error.reason if isinstance(error.reason, Exception) else error
        raise errors.TryLater(_unreachable(at, reason, host, port)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise errors.TryLater(_unreachable(at, error, host, port)) from None


def _rest(error: urllib.error.HTTPError) -> bytes:
    try:
        return error.read(_MOST)
    except (OSError, http.client.HTTPException):
        return b""


def _unreachable(at: grant.Provider, error: Exception, host: str, port: int) -> str:
    return f"{at.name} hands out no token at the moment: {host}:{port} cannot be reached{trouble.said(error)}."


def _read(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _meant(at: grant.Provider, status: int, answer: Mapping[str, Any]) -> errors.CourtesyError:
    """Return what an error of the provider's means (RFC 6749, section 5.2; RFC 8628, section 3.5)."""
    error = answer.get("error")
    if error == "authorization_pending":
        return Waiting()
    if error == "slow_down":
        return SlowDown()
    if error in _GONE:
        return Over(f"{at.name} lets Courtesy in no more{grant.told(answer)}")
    if error == "expired_token":
        return Over(f"The code was not typed in at {at.name} in time")
    if error in _MISSET:
        return errors.ConfigurationError(
            f"{at.name} does not take the client{grant.told(answer)}; check oauth2_client_id, and the secret and "
            f"redirect address that belong to it, at {at.console}."
        )
    return errors.TryLater(f"{at.name} hands out no token at the moment ({status}{grant.told(answer)}).")


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Follows none."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return that nothing is asked elsewhere."""
