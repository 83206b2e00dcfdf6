"""What opens an account: its password, or an access token that is good for a while, as its configuration says."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from courtesy import config, errors, resources, secret
from courtesy.servers import grant, tokens

ENDPOINTS = "COURTESY_OAUTH2"
"""The environment variable that names a file to be read instead of config/oauth2.toml; for tests."""


def key(account: config.Account, state: Path, environ: Mapping[str, str]) -> str:
    """Return what opens the account now. Blocks.

    Raises ConfigurationError, and with OAuth 2 SignInNeeded where the owner must authorise and TryLater where
    the provider is out of reach.
    """
    if account.imap.oauth2:
        return keeper(account, state, environ).access()
    return secret.password(account, environ)


def stale(account: config.Account, state: Path, environ: Mapping[str, str]) -> Callable[[str], None]:
    """Return what is told of an access token that the server has refused."""

    def forget(token: str) -> None:
        if account.imap.oauth2:
            keeper(account, state, environ).forget(token)

    return forget


def keeper(account: config.Account, state: Path, environ: Mapping[str, str]) -> tokens.Keeper:
    """Return what keeps the account's tokens. Raises ConfigurationError where no client is named."""
    return tokens.Keeper(
        account=account.name,
        provider=provider(account.imap.oauth2, environ),
        client=_client(account, environ),
        directory=state / "tokens",
    )


def provider(name: str, environ: Mapping[str, str]) -> grant.Provider:
    """Return where a provider hands out tokens."""
    other = environ.get(ENDPOINTS)
    table = tomllib.loads(Path(other).read_text(encoding="utf-8")) if other else resources.table("oauth2")
    return grant.provider(table[name])


def _client(account: config.Account, environ: Mapping[str, str]) -> grant.Client:
    ways = account.imap
    return grant.Client(
        id=ways.oauth2_client_id or _named(account, ways.oauth2_client_id_env, "oauth2_client_id_env", environ),
        secret=_named(account, ways.oauth2_client_secret_env, "oauth2_client_secret_env", environ),
    )


def _named(account: config.Account, variable: str, setting: str, environ: Mapping[str, str]) -> str:
    if not variable:
        return ""
    value = environ.get(variable, "").strip()
    if not value:
        raise errors.ConfigurationError(
            f"accounts[{account.name}].imap.{setting}: the environment has no {variable}. "
            "Set it where Courtesy is started; for the unit, by EnvironmentFile=."
        )
    return value
