"""The way through set-up: whose mailbox, its servers, the password, where that is kept; then it is written.

Nothing is kept before the log-in has succeeded, and nothing written before everything is known: who leaves on the way
leaves nothing behind.
"""

import shutil
from datetime import date
from pathlib import Path

import click
import msgspec

from courtesy import config, config_file, errors
from courtesy.setup import keep, log_in, owner, servers, trial, unit, written
from courtesy.setup import scene as scenes
from courtesy.setup import talk as talking


def run(scene: scenes.Scene) -> bool:
    """Go through it all, and leave a configuration that works; return whether Courtesy runs by itself now.

    Raises CourtesyError, or Exit where the user stops.
    """
    talk = scene.talk
    if talk.terminal:
        talk.say("This sets Courtesy up for your mailbox: a few questions, about two minutes.", bold=True)
        talk.say("Enter takes what stands in [brackets]. Ctrl-C leaves, and nothing is kept.\n")
    how = _existing(scene)
    if how != "keep":
        try:
            _account(scene, add=how == "add")
        except (click.Abort, KeyboardInterrupt):
            talk.say("\nStopped. Nothing was kept, and nothing changed.")
            raise click.exceptions.Exit(1) from None
    return _service(scene)


def _existing(scene: scenes.Scene) -> str:
    """Return what becomes of a configuration that is there already: add, replace or keep; replace where none is."""
    path = scene.where.configuration
    if not path.exists():
        return "replace"
    if scene.given.existing:
        return scene.given.existing
    choices = [
        talking.Choice("add", "add a further mailbox to it"),
        talking.Choice("replace", f"begin anew; the old one is kept as {path.name}.old"),
        talking.Choice("keep", "leave it as it is, and see to the service alone"),
    ]
    return scene.talk.pick(f"There is a configuration already, {path}. What shall become of it?", "--existing", choices)


def _account(scene: scenes.Scene, *, add: bool) -> None:
    """Ask for an account until its log-in succeeds, keep its password, and write it down."""
    owner.require(scene.given, scene.talk, scene.environ, add=add)
    address = owner.address(scene.given, scene.talk)
    found = servers.settle(scene.given, scene.talk, address, scene.table, scene.find)
    if found.provider and found.provider.only_oauth2:
        raise errors.ConfigurationError(
            f"{found.provider.name} takes no passwords from mail programs (it wants OAuth 2), "
            "which init cannot set up: the README says how, under “Gmail and Microsoft without a password”."
        )
    taken = _names(scene.where.configuration) if add else frozenset()
    account = config.Account(
        name=owner.account(scene.given, address, taken), address=address, imap=found.imap, smtp=found.smtp
    )
    account, password = log_in.logged_in(scene, account, found.provider)
    account, notices = _notices(scene, account, password, add=add)
    whose = None if add else owner.owner(scene.given, scene.talk, scene.environ)
    account = log_in.kept(scene, account, password)
    if whose is None:
        text = written.added(account)
    else:
        text = written.whole(whose, account, notices=notices, today=date.today())  # noqa: DTZ011  # the user's own day
    _write(scene, text, add=add)


def _notices(scene: scenes.Scene, account: config.Account, password: str, *, add: bool) -> tuple[config.Account, bool]:
    """Ask whether the owner wants to be mailed; an SMTP server that nobody wants, or that refuses, is left out."""
    without = msgspec.structs.replace(account, smtp=None)
    if add or account.smtp is None or scene.given.notices is False:
        return without, False
    wanted = scene.given.notices or scene.talk.agree(
        "Mail you, and nobody else, when an offer needs a prompt answer?", "--notices", default=False
    )
    if not wanted:
        return without, False
    problem = trial.hand_in(account, password)
    if not problem:
        return account, True
    if not scene.talk.terminal:
        raise errors.CourtesyError(f"--notices: {problem}")
    scene.talk.say(
        f"That would not work: {problem}\nCourtesy goes on without; `courtesy status` tells you.", colour="yellow"
    )
    return without, False


def _names(path: Path) -> frozenset[str]:
    """Return the names of the accounts that a configuration has. Raises ConfigurationError."""
    return frozenset(one.name for one in config_file.load(path).accounts)


def _write(scene: scenes.Scene, text: str, *, add: bool) -> None:
    """Write the configuration once it is sure that it will do, whole or not at all; what it replaces is kept."""
    path = scene.where.configuration
    whole = path.read_text(encoding="utf-8") + text if add else text
    written.checked(whole, path)
    if path.exists() and not add:
        shutil.copy2(path, path.with_name(f"{path.name}.old"))
    keep.written(path, whole)
    scene.talk.say(f"\nWritten: {path}", colour="green")


def _service(scene: scenes.Scene) -> bool:
    """Offer to have it run by itself from now on, where a service manager answers; return whether it does."""
    talk = scene.talk
    if scene.given.service is False or not unit.can(scene.environ):
        if scene.given.service:
            raise errors.CourtesyError("--service: no service manager of yours answers (systemctl --user).")
        return False
    again = " (the unit that is there is written anew)" if unit.path(scene.environ).exists() else ""
    wanted = scene.given.service or talk.agree(
        f"Have Courtesy run in the background from now on, and whenever you log in{again}?",
        "--service",
        default=False,
        usual=True,
    )
    if wanted:
        unit.install(scene.where, scene.environ)
        talk.say("It runs. `systemctl --user status courtesy` shows how it goes.", colour="green")
        talk.say("To have it go on while you are logged out as well: loginctl enable-linger")
    return wanted
