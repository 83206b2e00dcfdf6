"""The password: asked for and tried until it is right, then kept where the owner likes."""

import os
import re
from pathlib import Path

import click
import msgspec

from courtesy import config, errors, ports, secret
from courtesy.lookup import providers
from courtesy.setup import given as options
from courtesy.setup import keep, servers, trial
from courtesy.setup import scene as scenes
from courtesy.setup import talk as talking

_IN_FOURS = re.compile(r"(?:[a-z]{4} ){3}[a-z]{4}")  # an app password as it is shown, to be read more easily


def logged_in(
    scene: scenes.Scene, account: config.Account, provider: providers.Provider | None
) -> tuple[config.Account, str]:
    """Ask for the password and try it, until it is right or the user stops."""
    talk = scene.talk
    if provider and provider.steps and talk.terminal and not scene.given.password:
        talk.say(f"\n{provider.name} wants {provider.password}. This is how you get it:", bold=True)
        for number, step in enumerate(provider.steps, 1):
            talk.say(f"  {number}. {step}")
        talk.say()
    password = _password(scene, account)
    while True:
        talk.say(f"Logging in to {account.imap.host} …")
        seen = trial.log_in(account, password, provider)
        if isinstance(seen, ports.Mailboxes):
            _welcome(talk, seen)
            return account, password
        if not talk.terminal:
            raise seen.error
        talk.say(f"\n{seen.words}", colour="yellow")
        account, password = _again(scene, account, password, seen.fault)


def _password(scene: scenes.Scene, account: config.Account) -> str:
    if scene.given.password:
        return _plain(scene.given.password)
    if scene.given.password_command:
        return _printed(account, scene.given.password_command)
    return _plain(scene.talk.secret("Password", "--password-stdin"))


def _plain(password: str) -> str:
    """Return a password without the spaces that are shown in it only for the eye."""
    return password.replace(" ", "") if _IN_FOURS.fullmatch(password.strip()) else password


def _printed(account: config.Account, command: str) -> str:
    """Return what a command prints. Raises ConfigurationError."""
    with_command = msgspec.structs.replace(account.imap, password_command=command)
    return secret.password(msgspec.structs.replace(account, imap=with_command), os.environ)


def _welcome(talk: talking.Talk, boxes: ports.Mailboxes) -> None:
    read = ", ".join(name for name in (boxes.inbox, boxes.sent, *boxes.archives) if name)
    talk.say(
        f"  That worked. Courtesy will read {read}, and lay letters in {boxes.drafts or '(none found)'}.\n",
        colour="green",
    )


def _again(
    scene: scenes.Scene, account: config.Account, password: str, fault: trial.Fault
) -> tuple[config.Account, str]:
    """Ask what to do about a log-in that failed; return what is to be tried next. Raises Abort where nothing is."""
    talk = scene.talk
    labels = {
        "password": "type the password again",
        "again": "try once more",
        "username": f"log in under another name than {account.imap.username or account.address}",
        "server": f"use another server than {account.imap.host}",
        "authority": "name the file with the authority that signed the certificate",
        "stop": "stop here; nothing is kept",
    }
    fit = {
        trial.Fault.PASSWORD: ("password", "username", "server", "stop"),
        trial.Fault.SERVER: ("again", "server", "stop"),
        trial.Fault.CERTIFICATE: ("again", "authority", "server", "stop"),
    }[fault]
    picked = talk.pick("What next?", "", [talking.Choice(name, labels[name]) for name in fit])
    if picked == "stop":
        raise click.Abort
    if picked == "password":
        return account, _plain(talk.secret("Password", ""))
    changed = _with(account, _changed(scene, account, picked))
    if picked == "authority" and account.smtp and account.smtp.host == account.imap.host:
        smtp = msgspec.structs.replace(account.smtp, ca_file=changed.imap.ca_file)
        changed = msgspec.structs.replace(changed, smtp=smtp)
    return changed, password


def _changed(scene: scenes.Scene, account: config.Account, picked: str) -> config.Imap:
    if picked == "username":
        name = scene.talk.ask("Log-in name", "--username", suggestion=account.address.partition("@")[0])
        return msgspec.structs.replace(account.imap, username="" if name == account.address else name)
    if picked == "authority":
        name = scene.talk.ask(
            "File (PEM)", "--ca-file", check=lambda told: "" if Path(told).is_file() else "No such file."
        )
        return msgspec.structs.replace(account.imap, ca_file=str(Path(name).expanduser().absolute()))
    if picked == "server":
        return servers.ask(options.Given(ca_file=account.imap.ca_file), scene.talk, account.address).imap
    return account.imap


def _with(account: config.Account, imap: config.Imap) -> config.Account:
    return msgspec.structs.replace(account, imap=imap)


def kept(scene: scenes.Scene, account: config.Account, password: str) -> config.Account:
    """Keep the password as the owner likes, and return the account with the way to it."""
    ways = keep.ways()
    name = scene.given.keep or (keep.COMMAND if scene.given.password_command else None)
    if name is None:
        choices = [talking.Choice(one.name, one.label) for one in ways]
        name = scene.talk.pick("Where shall the password be kept?", "--keep", choices, default="file")
    if name == keep.COMMAND:
        return _by_command(scene, account, password)
    way = next((one for one in ways if one.name == name), None)
    if way is None:
        raise errors.ConfigurationError(
            f"--keep {name}: this machine has not what that needs. It has: {', '.join(one.name for one in ways)}."
        )
    directory = scene.where.configuration.absolute().parent
    stored = way.keep(
        keep.Secret(account=account.name, address=account.address, password=password, directory=directory)
    )
    return _with(account, msgspec.structs.replace(account.imap, **stored))


def _by_command(scene: scenes.Scene, account: config.Account, password: str) -> config.Account:
    """Take a command that prints the password, and see that it prints that one."""
    command = scene.given.password_command
    while True:
        command = command or scene.talk.ask("Command, such as “pass show mail”", "--password-command")
        try:
            problem = (
                "" if _printed(account, command) == password else "It prints another password than the one that worked."
            )
        except errors.ConfigurationError as error:
            problem = str(error)
        if not problem:
            return _with(account, msgspec.structs.replace(account.imap, password_command=command))
        if not scene.talk.terminal:
            raise errors.ConfigurationError(problem)
        scene.talk.say(f"  {problem}", colour="yellow")
        command = None
