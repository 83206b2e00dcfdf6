"""The man page and the completions of shells, made of what the program itself says of its verbs and settings.

    python -m courtesy.cli.manual DIR      writes them below DIR as they are to lie below share/ of an installation

The build calls it (hatch_build.py); nothing at run time does.
"""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from click import shell_completion

import courtesy
from courtesy import cli, resources

MAN = "man/man1/courtesy.1"
COMPLETIONS = {
    "bash-completion/completions/courtesy": shell_completion.BashComplete,
    "zsh/site-functions/_courtesy": shell_completion.ZshComplete,
    "fish/vendor_completions.d/courtesy.fish": shell_completion.FishComplete,
}
_FILES = {
    "~/.config/courtesy/courtesy.toml": "The configuration. A system service has /etc/courtesy/courtesy.toml.",
    "~/.local/state/courtesy": "The state: the casebook, and the reminders as a directory and as courtesy.ics. "
    "A system service has /var/lib/courtesy.",
}
_ENVIRONMENT = {
    "COURTESY_CONFIG": "The configuration, where --config does not name one.",
    "STATE_DIRECTORY": "The state directory, where --state does not name one; systemd sets it.",
    "XDG_CONFIG_HOME, XDG_STATE_HOME": "Where both are looked for otherwise.",
    "COURTESY_PASSWORD": "The password that init is to keep, without a terminal.",
    "CREDENTIALS_DIRECTORY": "Where systemd lays the credentials that the configuration names.",
}


def write(place: Path, when: datetime) -> None:
    """Write man page and completions below a directory; `when` is the day that stands on the page."""
    texts = {MAN: page(when)} | {path: completion(shell) for path, shell in COMPLETIONS.items()}
    for path, text in texts.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")


def completion(shell: type[shell_completion.ShellComplete]) -> str:
    """Return what a shell reads to complete our words; it asks the program, so that it never grows old."""
    made = shell(cli.group, {}, "courtesy", "_COURTESY_COMPLETE")
    return shell_completion.ShellComplete.source(made)  # bash's own would first start a bash to ask for its version


def page(when: datetime) -> str:
    """Return the man page as roff."""
    root = click.Context(cli.group, info_name="courtesy")
    return "\n".join([
        f'.TH COURTESY 1 "{when:%Y-%m-%d}" "Courtesy {courtesy.__version__}" "User Commands"',
        ".ad l",
        *_section("NAME", ["courtesy \\- answers to job offers, laid in Drafts"]),
        *_section("SYNOPSIS", [".B courtesy", roff("[OPTIONS] COMMAND [ARGS]...")]),
        *_section("DESCRIPTION", _prose(cli.group.help or "")),
        *_section("OPTIONS", _options(root)),
        *_section("COMMANDS", [line for verb in cli.VERBS for line in _verb(root, verb)]),
        *_section("CONFIGURATION", _sample()),
        *_section("FILES", _list(_FILES)),
        *_section("ENVIRONMENT", _list(_ENVIRONMENT)),
        *_section("EXIT STATUS", _list(_codes())),
        *_section("SEE ALSO", [".BR systemctl (1),", ".BR journalctl (1)"]),
        "",
    ])  # fmt: skip


def roff(text: str) -> str:
    r"""Return text that roff prints as it is.

    >>> roff(".5 of a C:\\ --drive")
    '\\&.5 of a C:\\e \\-\\-drive'
    """
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"(?m)^(?=[.'])", r"\\&", text)


def _section(name: str, lines: Iterator[str] | list[str]) -> list[str]:
    return [f".SH {name}", *lines]


def _prose(text: str) -> Iterator[str]:
    """Yield paragraphs; single line breaks are spaces."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        yield roff(" ".join(paragraph.split()))


def _list(entries: dict[str, str]) -> Iterator[str]:
    for name, told in entries.items():
        yield from (".TP", f".B {roff(name)}", roff(told))


def _verb(root: click.Context, name: str) -> Iterator[str]:
    """Yield what a verb's ``--help`` says."""
    command = cli.group.get_command(root, name)
    if command is None:
        raise LookupError(name)
    at = click.Context(command, parent=root, info_name=name)
    yield f'.SS "{roff(" ".join(["courtesy", name, *command.collect_usage_pieces(at)]))}"'
    yield from _prose(command.help or "")
    yield from _options(at)


def _options(at: click.Context) -> Iterator[str]:
    """Yield the options of a command, as its help words them."""
    for one in at.command.get_params(at):
        record = None if at.parent and "--help" in one.opts else one.get_help_record(at)  # once is enough
        if record is not None:
            yield from (".TP", f".B {roff(record[0])}", roff(" ".join(record[1].split())))


def _sample() -> Iterator[str]:
    """Yield the annotated sample, in which every setting stands with its default."""
    text = (resources.directory("config") / "courtesy.toml").read_text(encoding="utf-8")
    yield from (".nf", *(roff(line) or ".sp" for line in text.rstrip().splitlines()), ".fi")


def _codes() -> dict[str, str]:
    """Return the exit codes, from the sentence that the command line's module says of them."""
    told = (cli.__doc__ or "").partition("Exit codes:")[2].strip().rstrip(".")
    return {code: what[:1].upper() + what[1:] + "." for code, what in re.findall(r"(?<!\d)(\d+) ([^;]+)", told)}


if __name__ == "__main__":
    write(Path(sys.argv[1]), datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), UTC))
