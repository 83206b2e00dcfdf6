"""``courtesy read``: what it makes of mail files alone. Touches no server and no state."""

import functools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from courtesy import cli, documents, resources
from courtesy.cli import shape
from courtesy.mail import message, owner, parse
from courtesy.reading import read as reader
from courtesy.reading import reading, rules

LARGEST = 50 * 1024 * 1024  # bytes of one file; more is no mail


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def read(given: cli.Globals, paths: tuple[Path, ...], as_json: bool) -> None:
    """Say what mail files mean: .eml files, a Maildir, an mbox, or a directory of them."""
    del given
    known = rules.Rules(functools.partial(resources.tables, "reading"))
    for name, data in (one for path in paths for one in _messages(path)):
        mail = parse.parse(data, extract=documents.extract)
        said = reader.read(mail, _owner(mail), known)
        if as_json:
            click.echo(json.dumps(shape.read(name, mail, said), ensure_ascii=False))
        else:
            _show(name, mail, said)


def _messages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every message at a path with a name for it; what cannot be read is told on stderr and passed over."""
    if path.is_dir():
        for file in sorted(one for one in path.rglob("*") if one.is_file()):
            yield from _file(file)
    elif _is_mbox(path):
        yield from _mbox(path)
    else:
        yield from _file(path)


def _file(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        if path.stat().st_size > LARGEST:
            click.echo(f"{path}: larger than {LARGEST // 2**20} MB; passed over.", err=True)
        else:
            yield str(path), path.read_bytes()
    except OSError as error:
        click.echo(f"{path}: {error.strerror}; passed over.", err=True)


def _is_mbox(path: Path) -> bool:
    """Tell an mbox by its From_ line; an .eml file with a stray one is a single message all the same."""
    with path.open("rb") as file:
        return file.read(5) == b"From " and path.suffix != ".eml"


def _mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    import mailbox  # half of the standard library's mail comes with it, for the few who have an mbox

    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield f"{path}:{int(key) + 1}", box.get_bytes(key)
    finally:
        box.close()


def _owner(mail: message.Message) -> owner.Owner:
    """Take for the owner whom the mail was delivered to, else its first recipient: nothing but the file is known."""
    to = next((one for one in (*mail.to, *mail.cc) if one.key in mail.delivered_to), next(iter(mail.to), None))
    delivered = frozenset(mail.delivered_to) or ({to.key} if to else frozenset())
    named = to is not None and to.key in delivered
    return owner.Owner(name=to.name if to and named else "", addresses=frozenset(delivered), timezone="UTC")


def _show(name: str, mail: message.Message, said: reading.Reading) -> None:
    facts = shape.read(name, mail, said)
    sys.stdout.write(f"{name}\n  {mail.subject}\n  {said.kind} ({said.confidence:.0%})")
    for key in ("company", "role", "reply_by", "start_date"):
        if facts[key]:
            sys.stdout.write(f", {key.replace('_', ' ')}: {facts[key]}")
    if facts["pay"]:
        sys.stdout.write(f", pay: {facts['pay']['amount']:,} {facts['pay']['currency']} a {facts['pay']['period']}")
    sys.stdout.write("\n")
    for person in said.people:
        told = [person.part, person.title, person.email, person.phone]
        sys.stdout.write(f"    {person.name}: {', '.join(str(word) for word in told if word)}\n")
    for line in facts["contradictions"]:
        sys.stdout.write(f"    but {line}\n")
    for line in facts["because"]:
        sys.stdout.write(f"    {line}\n")
