"""The command line: one verb, one file. Data on stdout, everything else on stderr.

Exit codes: 0 well; 1 something failed; 2 wrong usage; 75 try again later; 78 configuration.
"""

import importlib
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

import courtesy
from courtesy import errors
from courtesy.cli import logs

VERBS = {
    "demo": "The main job on an embedded mailbox with a sample job search.",
    "init": "Sets it up for your mailbox: a few questions, then it works.",
    "authorise": "Signs in at Google or Microsoft, for an account with oauth2.",
    "check": "A doctor: tells every problem at once, and how to mend it.",
    "run": "The daemon; with --once one whole turn.",
    "status": "Every offer: urgency and why, deadline, people, drafts, reminders.",
    "show": "One opportunity in full, each fact with its sentence.",
    "read": "What it makes of mail files alone.",
    "decline": "You decline an offer; drafts and reminders follow.",
    "accept": "You accept an offer; drafts and reminders follow.",
    "undecide": "You take a decision back.",
    "preview": "The letters of one offer; with --html a page for a browser.",
    "letter": "One more letter, because you want it.",
    "redraft": "A letter that you removed, once more.",
    "check-letter": "What the reader of a letter of yours might stumble over.",
    "correct": "Your word on a message or an offer, above what was read.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Globals:
    """What stands before the verb."""

    config: str | None
    state: str | None
    verbose: bool


class Verbs(click.Group):
    """The verbs, each imported only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs, in the order in which a newcomer meets them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb's module and return its command."""
        del ctx
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        module = {"accept": "decide", "decline": "decide", "undecide": "decide", "redraft": "letter"}.get(name, name)
        found: click.Command = getattr(importlib.import_module(f"courtesy.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant with its offset from UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Parse it, or say how it is written."""
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no instant; write one such as 2026-03-20T09:00:00-04:00.", param, ctx)
        if instant.tzinfo is None:
            self.fail(f"{value!r} lacks its offset; write one such as 2026-03-20T09:00:00-04:00.", param, ctx)
        return instant


as_of = click.option("--as-of", type=Instant(), help="Plan as if it were that instant (ISO 8601 with offset).")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    metavar="FILE",
    help="The configuration; default $COURTESY_CONFIG, else courtesy.toml in $XDG_CONFIG_HOME/courtesy.",
)
@click.option(
    "--state", metavar="DIR", help="The state directory; default $STATE_DIRECTORY, else $XDG_STATE_HOME/courtesy."
)
@click.option("--verbose", is_flag=True, help="Tell more of what goes on.")
@click.version_option(courtesy.__version__, prog_name="courtesy")
@click.pass_context
def group(ctx: click.Context, config: str | None, state: str | None, verbose: bool) -> None:
    """Courtesy sees job offers in your mailbox, says which need an answer, and lays your letters in Drafts.

    It never sends anything to anyone but you.
    """
    logs.set_up(verbose=verbose)
    ctx.obj = Globals(config=config, state=state, verbose=verbose)


def main() -> None:
    """Run the command line and exit."""
    os.umask(0o077)  # every file of ours is the owner's alone
    try:
        group(prog_name="courtesy")
    except errors.CourtesyError as error:
        click.echo(f"courtesy: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
