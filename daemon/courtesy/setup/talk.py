"""The conversation: questions at a terminal, by standard error; without one, the word which option is missing.

A default is what stands where nothing is said. A suggestion is only a guess: it is shown, and never taken unseen.
"""

import os
import shutil
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

WIDEST = 92  # characters that are read well in a line

Check = Callable[[str], str]
"""From an answer to what is wrong with it; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: its name, as the option takes it, and what it means."""

    name: str
    label: str


class Talk:
    """Asks whoever sits at the terminal."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal

    def say(self, text: str = "", *, bold: bool = False, colour: str | None = None) -> None:
        """Say something, in lines that fit the terminal."""
        width = min(shutil.get_terminal_size().columns, WIDEST)
        for line in short(text).split("\n"):
            indent = line[: len(line) - len(line.lstrip())]
            hanging = indent + (" " * 3 if line.lstrip()[:1].isdigit() else "")
            told = textwrap.wrap(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
            click.secho("\n".join(told), err=True, bold=bold, fg=colour)

    def ask(
        self, words: str, option: str, *, default: str | None = None, suggestion: str = "", check: Check = lambda _: ""
    ) -> str:
        """Return the answer, once it is well."""
        if not self.terminal:
            if default is None:
                raise missing(option)
            return default
        while True:
            offered = suggestion or default or ""
            told: str = click.prompt(words, default=offered, show_default=bool(offered), err=True).strip()
            problem = check(told)
            if not problem and (told or default is not None):
                return told
            self.say(f"  {problem or 'This one is needed.'}", colour="yellow")

    def pick(self, words: str, option: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """Return the name of the choice that is taken."""
        if not self.terminal:
            if default is None:
                raise missing(option)
            return default
        self.say(words)
        for number, one in enumerate(choices, 1):
            self.say(f"  {number}  {one.label}")
        first = next((n for n, one in enumerate(choices, 1) if one.name == default), 1)
        number = click.prompt("Number", type=click.IntRange(1, len(choices)), default=first, err=True)
        return choices[number - 1].name

    def agree(self, words: str, option: str, *, default: bool | None, usual: bool = False) -> bool:
        """Return yes or no; `usual` is what Enter means at a terminal, `default` what stands without one."""
        if not self.terminal:
            if default is None:
                raise missing(option)
            return default
        return click.confirm(words, default=usual, err=True)

    def secret(self, words: str, option: str) -> str:
        """Return a secret, which is not shown as it is typed."""
        if not self.terminal:
            raise missing(option)
        told: str = click.prompt(f"{words} (it is not shown as you type)", hide_input=True, err=True)
        return told.strip()


def short(text: str) -> str:
    """Return text in which the home directory is written as people do, and shells understand."""
    home = os.environ.get("HOME", "").rstrip("/")
    return text.replace(f"{home}/", "~/") if home else text


def missing(*options: str) -> click.UsageError:
    """Return that options are missing, there being nobody to ask."""
    return click.UsageError(f"There is no terminal to ask at; say it on the command line: {', '.join(options)}.")


def wrong(option: str, problem: str) -> click.UsageError:
    """Return that what an option says will not do."""
    return click.UsageError(f"{option}: {problem}")
