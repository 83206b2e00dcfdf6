"""Sign in at the provider's own page; what comes of it is kept for the log-ins of one account (OAuth 2)."""

import os
import secrets
import signal
import sys
import webbrowser
from datetime import UTC, datetime

import click

from courtesy import access, app, cli, config, config_file, errors
from courtesy.servers import grant, landing, oauth2, tokens

_PATIENCE = 600.0  # seconds in which the owner agrees, or does not
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


@click.command()
@click.argument("account")
@click.option("--device", is_flag=True, help="Agree on another device, by a code that is typed in there.")
@click.pass_obj
def authorise(given: cli.Globals, account: str, device: bool) -> None:
    """Sign in at Google or Microsoft, so that Courtesy may read the mailbox of ACCOUNT and write drafts there."""
    where = app.place(given.config, given.state, os.environ)
    one = _account(config_file.load(where.configuration), account)
    keeper = access.keeper(one, where.state, os.environ)
    keeper.keep(_by_device(keeper) if device else _by_browser(keeper, one.imap.username or one.address))
    woken = app.wake(where.state, signal.SIGHUP)
    click.echo(
        f"{keeper.provider.name} lets Courtesy in to {account}. "
        + ("The daemon goes on." if woken else "Try it with `courtesy check`.")
    )


def _account(settings: config.Config, name: str) -> config.Account:
    found = next((one for one in settings.accounts if one.name == name), None)
    if found is None:
        told = ", ".join(one.name for one in settings.accounts)
        raise click.UsageError(f"There is no account {name!r} in the configuration; there is {told}.")
    if not found.imap.oauth2:
        raise errors.ConfigurationError(
            f'accounts[{name}].imap: the account logs in by a password; set oauth2 = "google" or "microsoft" instead.'
        )
    return found


def _by_browser(keeper: tokens.Keeper, mailbox: str) -> grant.Tokens:
    """Show the page and wait where the browser lands; what it brings counts only with our state and verifier."""
    at, client = keeper.provider, keeper.client
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    with landing.landing(state) as page:
        back = f"http://{at.redirect}:{page.port}"  # no slash: Microsoft compares it with what was registered
        url = grant.consent(at, client, redirect=back, state=state, verifier=verifier, hint=mailbox)
        _show(at, url, page.port)
        code = page.code(_PATIENCE)
        return oauth2.exchanged(at, client, code=code, redirect=back, verifier=verifier, now=datetime.now(UTC))


def _show(at: grant.Provider, url: str, port: int) -> None:
    click.echo(f"Open this page, sign in at {at.name} and agree:\n\n  {url}\n", err=True)
    click.echo(
        f"If your browser is on another machine than Courtesy, first run there: ssh -L {port}:127.0.0.1:{port} HOST",
        err=True,
    )
    if sys.stderr.isatty() and (sys.platform == "darwin" or any(os.environ.get(name) for name in _SCREENS)):
        webbrowser.open(url)


def _by_device(keeper: tokens.Keeper) -> grant.Tokens:
    at, client = keeper.provider, keeper.client
    asked = oauth2.device(at, client)
    click.echo(f"On any device open {asked.where}\nand type in {asked.shown}; then agree.", err=True)
    return oauth2.awaited(at, client, asked)
