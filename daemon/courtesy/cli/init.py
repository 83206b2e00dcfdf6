"""``courtesy init``: the wizard. What it asks, and does with the answers, stands in setup; a check-up ends it."""

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from courtesy import app, cli, resources
from courtesy.cli import check
from courtesy.lookup import find, providers
from courtesy.setup import given as options
from courtesy.setup import keep, scene, talk, wizard

PASSWORD = "COURTESY_PASSWORD"  # noqa: S105  # the name of an environment variable


def _text(name: str, words: str, metavar: str = "TEXT", **more: Any) -> Callable[..., Any]:
    return click.option(f"--{name}", metavar=metavar, help=words, **more)


@click.command()
@_text("address", "Your mail address.")
@_text("name", "Your name, as it stands under your letters.")
@_text("timezone", "The IANA name of your time zone; the system's, if it has one.")
@_text("phone", "Your telephone number, under your letters.")
@_text("account", "What to call this mailbox in messages.")
@_text("imap-host", "The IMAP server; found by itself for most addresses.", "HOST")
@_text("imap-port", "Its port.", "PORT", type=click.IntRange(1, 65535))
@_text("imap-security", "How it is encrypted.", type=click.Choice(options.SECURITIES))
@_text("username", "The log-in name, if it is not the address.")
@_text("smtp-host", "The server that mail to yourself is handed in at, for notices.", "HOST")
@_text("smtp-port", "Its port.", "PORT", type=click.IntRange(1, 65535))
@_text("smtp-security", "How it is encrypted.", type=click.Choice(options.SECURITIES))
@_text("ca-file", "The certificate of a private authority that signed the servers'.", "FILE")
@click.option("--password-stdin", is_flag=True, help=f"Read the password from standard input (or set {PASSWORD}).")
@_text("password-command", "A command that prints the password; nothing is stored then.", "COMMAND")
@_text("keep", "Where to keep the password.", type=click.Choice([one.name for one in keep.WAYS]))
@click.option("--notices/--no-notices", default=None, help="Whether to mail you when an offer needs a prompt answer.")
@click.option("--service/--no-service", default=None, help="Whether to have it run in the background from now on.")
@click.option(
    "--existing",
    type=click.Choice(["add", "replace", "keep"]),
    help="What becomes of a configuration that is there: a mailbox is added to it, it is replaced, or kept.",
)
@click.pass_obj
def init(given: cli.Globals, /, password_stdin: bool, **answers: Any) -> None:
    """Set Courtesy up for your mailbox: find its servers, try the log-in, write the configuration."""
    where = app.place(given.config, given.state, os.environ)
    if answers["ca_file"]:
        answers["ca_file"] = os.path.abspath(answers["ca_file"])  # noqa: PTH100  # pathlib would resolve links
    table = providers.load(resources.table("providers"))
    setting = scene.Scene(
        given=options.Given(password=_password(from_stdin=password_stdin), **answers),
        talk=talk.Talk(terminal=sys.stdin.isatty() and sys.stderr.isatty()),
        where=where,
        environ=os.environ,
        table=table,
        find=lambda address: find.find(address, table, find.everywhere(table)),
    )
    runs = wizard.run(setting)
    setting.talk.say("\nLooking whether all is well (`courtesy check`) …\n")
    code = check.run(where)
    if code == 0:
        _farewell(setting.talk, runs=runs)
    raise SystemExit(code)


def _password(*, from_stdin: bool) -> str | None:
    """Return the password that was handed in, if one was."""
    if not from_stdin:
        return os.environ.get(PASSWORD) or None
    told = sys.stdin.readline().rstrip("\r\n")
    if not told:
        raise talk.wrong("--password-stdin", "Nothing stood on standard input.")
    return told


def _farewell(say: talk.Talk, *, runs: bool) -> None:
    say.say("\nCourtesy is set up. What now:", bold=True)
    if runs:
        say.say("  courtesy status                 shows what it has found; it is reading the past year now")
    else:
        say.say("  courtesy run --once --dry-run   reads the past year, and says what it would do")
        say.say("  courtesy run --once             does it: letters in Drafts, reminders for your calendar")
        say.say("  courtesy status                 shows what it has found")
        say.say("  courtesy run                    watches, until it is stopped")
