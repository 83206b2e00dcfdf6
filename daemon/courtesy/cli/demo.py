"""``courtesy demo``: the main job on a mail server of its own that holds a sample job search.

Nothing is played: the mail goes over IMAP, and the turn is the daemon's. Only the mailbox is made up. What the turn
left goes on to tell.
"""

import asyncio
import logging
import re
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from courtesy import app, cli, config
from courtesy.casebook import store
from courtesy.cli import tell
from courtesy.demo import sample
from courtesy.mail import parse
from courtesy.reconcile import state
from courtesy.servers import embedded
from courtesy.turn import desk, take

SECRET = "as good as any"  # noqa: S105  # of a server that lives for seconds, on a loopback address


@click.command()
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Lay the drafts (.eml) and the reminders (.ics) there.",
)
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), hidden=True)
@cli.as_of
@click.pass_obj
def demo(given: cli.Globals, keep: Path | None, picture: Path | None, as_of: datetime | None) -> None:
    """Show the main job on a sample job search: what is found in the mailbox, and what is prepared."""
    if not given.verbose:
        logging.getLogger("courtesy").setLevel(logging.WARNING)
    now = as_of or datetime.now().astimezone()
    with tempfile.TemporaryDirectory(prefix="courtesy-demo-") as place:
        found = asyncio.run(play(now, Path(place)))
    tell.tell(found, picture)
    if keep:
        lay(found, keep)
        click.echo(f"The drafts and reminders lie in {keep}.", err=True)


async def play(now: datetime, place: Path) -> tell.Found:
    """Start a server that holds the sample, take a turn over it, and look at what that left."""
    mail = sample.messages(now)
    letters = [embedded.Letter(data=one.data, arrived=one.when, mailbox=one.mailbox, flags=one.flags) for one in mail]
    click.echo(f"Starting a mail server that holds {len(mail)} messages …", err=True)
    async with embedded.running({sample.ADDRESS: embedded.User(password=SECRET, letters=letters)}) as port:
        password = place / "password"
        password.touch(mode=0o600)
        password.write_text(SECRET, encoding="utf-8")
        settings = _settings(port, password)
        book = store.Store.open(place / "state")
        try:
            where = app.Place(configuration=place / "courtesy.toml", state=place / "state")
            office = app.office(settings, book, where, now=app.clock(now, settings))
            (at,) = app.desks(office, app.connect(office.pool, where.state))
            try:
                return await _turns(at, mail)
            finally:
                await at.server.close()
                office.pool.shutdown(wait=False, cancel_futures=True)
        finally:
            book.close()


def _settings(port: int, password: Path) -> config.Config:
    imap = config.Imap(host=embedded.HOST, port=port, security="plain", password_file=str(password))
    return config.Config(
        owner=config.Owner(name=sample.OWNER, timezone=sample.TIMEZONE, phone=sample.PHONE),
        accounts=(config.Account(name="demo", address=sample.ADDRESS, imap=imap),),
    )


async def _turns(at: desk.Desk, mail: Sequence[sample.Sample]) -> tell.Found:
    click.echo("Taking a turn: fetch, read, plan, lay letters in Drafts …", err=True)
    began = time.monotonic()
    await take.take(at)
    seconds = time.monotonic() - began
    click.echo("Taking another one, which ought to change nothing …", err=True)
    again = await take.take(at)
    book, case = at.office.book, take.case(at.office)
    return tell.Found(
        now=at.office.clock(),
        zone=at.office.settings.owner.timezone,
        mail={one.message_id: one for one in (parse.envelope(one.data, arrived=one.when) for one in mail)},
        seconds=seconds,
        again=len(again.actions),
        case=case,
        others=book.others(case),
        drafts=await _drafts(at),
        reminders=[one for one in book.reminders() if one.state is state.ReminderState.OURS],
    )


async def _drafts(at: desk.Desk) -> list[tell.Draft]:
    """Fetch the letters from the Drafts mailbox, in the order of the book."""
    drafts = (await at.server.mailboxes()).drafts
    await at.server.select(drafts)
    lying = {one.uid: one.data for one in await at.server.fetch(drafts, await at.server.search(drafts))}
    known = at.office.book.drafts(at.account.name)
    return [
        tell.Draft(known=one, mail=parse.parse(lying[one.text.uid]), data=lying[one.text.uid])
        for one in known
        if one.text.uid in lying
    ]


def lay(found: tell.Found, directory: Path) -> None:
    """Lay the drafts and reminders in a directory, each under a name that says what it is."""
    directory.mkdir(parents=True, exist_ok=True)
    name = _names()
    for draft in found.drafts:
        slot = draft.known.slot
        to = draft.mail.to[0].name or slot.email
        (directory / f"{name(f'{slot.opportunity} {slot.kind} {to}')}.eml").write_bytes(draft.data)
    for one in found.reminders:
        (directory / f"{name(f'{one.start[:10]} {one.summary}')}.ics").write_bytes(one.data)


def _names() -> Callable[[str], str]:
    """Return what makes file names out of words, none twice."""
    given: set[str] = set()

    def name(words: str) -> str:
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "nameless"
        number = next(n for n in range(1, len(given) + 2) if (stem if n == 1 else f"{stem}-{n}") not in given)
        made = stem if number == 1 else f"{stem}-{number}"
        given.add(made)
        return made

    return name
