"""The doctor: looks at everything that Courtesy needs, and says how to mend what is not well, all of it at once.

What is looked at, and how, stands in checkup.
"""

import asyncio
import itertools
import os
import shutil
import signal
import textwrap
from collections.abc import Sequence

import click

from courtesy import app, cli
from courtesy.checkup import finding, look
from courtesy.setup import talk

_COLOURS = {"✓": "green", "!": "yellow", "✗": "red"}
_INDENT = 4
_LABEL = 15


@click.command()
@click.pass_obj
def check(given: cli.Globals) -> None:
    """Look at everything that Courtesy needs; say how to mend what is not well."""
    raise SystemExit(run(app.place(given.config, given.state, os.environ)))


def run(where: app.Place) -> int:
    """Look, show what was found, and return the exit code."""
    try:
        return asyncio.run(_shown(where))
    except asyncio.CancelledError:
        return 128 + signal.SIGTERM


async def _shown(where: app.Place) -> int:
    looking = asyncio.current_task()
    if looking:  # whoever ends us lets us take the test draft away first
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, looking.cancel)
    found = await look.look(where, os.environ)
    tell(found)
    return finding.worst(found)


def tell(found: Sequence[finding.Finding]) -> None:
    """Print the findings, by place, and the verdict."""
    for place, findings in itertools.groupby(found, key=lambda one: one.place):
        click.secho(place, bold=True)
        for one in findings:
            click.echo(f"  {click.style(one.mark, fg=_COLOURS[one.mark])} {_lines(one)}")
    wrong, known = (sum(one.mark == mark for one in found) for mark in "✗!")
    if wrong:
        click.secho("Mend what is marked ✗, then run `courtesy check` again.", bold=True)
    elif known:
        click.secho("All is well. What is marked ! works too, if less well.", bold=True)
    else:
        click.secho("All is well.", bold=True)


def _lines(one: finding.Finding) -> str:
    """Return the words of a finding in lines that fit the terminal, the cure below with an arrow before it."""
    width = max(40, min(shutil.get_terminal_size().columns, 110)) - _INDENT - _LABEL - 1
    told = [
        line
        for words in talk.short(one.word).splitlines()
        for line in textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    ]
    for words in talk.short(one.cure).splitlines():
        told += textwrap.wrap(
            words, width, initial_indent="→ ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    label = one.what if len(one.what) < _LABEL else f"{one.what}\n{' ' * (_INDENT + _LABEL)}"
    return label.ljust(_LABEL) + f"\n{' ' * (_INDENT + _LABEL)}".join(told)
