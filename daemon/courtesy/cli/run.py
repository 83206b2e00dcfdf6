"""``courtesy run``: the daemon, or one whole turn."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime

import click

from courtesy import app, cli, config_file, errors, service
from courtesy.cli import desk as opening
from courtesy.servers import notify
from courtesy.turn import desk, give, take

log = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Take one whole turn, then exit.")
@click.option("--dry-run", is_flag=True, help="Print the actions that would be taken; take none.")
@cli.as_of
@click.pass_obj
def run(given: cli.Globals, once: bool, dry_run: bool, as_of: datetime | None) -> None:
    """Watch every account until stopped."""
    with opening.opened(given, as_of=as_of, exclusive=not dry_run, copy=dry_run, progress=_progress()) as here:
        if once or dry_run:
            sys.exit(asyncio.run(_once(here, dry=dry_run)))
        _serve(here)


async def _once(here: opening.Opened, *, dry: bool) -> int:
    office = here.office
    desks = app.desks(office, app.connect(office.pool, here.where.state))
    results = await asyncio.gather(*(_turn(at, dry=dry) for at in desks), return_exceptions=True)
    code = 0
    for at, result in zip(desks, results, strict=True):
        if isinstance(result, take.Report):
            for one in result.actions if dry else ():
                click.echo(f"{at.account.name}: {one}")
        elif isinstance(result, errors.CourtesyError):
            click.echo(f"courtesy: {at.account.name}: {result}", err=True)
            code = max(code, result.exit_code)
        else:
            raise result
    if not dry:
        await give.give(office)
    return code


async def _turn(at: desk.Desk, *, dry: bool) -> take.Report:
    try:
        if dry:
            return await take.take(at, dry=True)
        return await take.noted(at)
    finally:
        await at.server.close()


def _serve(here: opening.Opened) -> None:
    """Watch until stopped; on SIGHUP the configuration is read again, the book stays open."""
    first = [here.office]

    def desks() -> Sequence[desk.Desk]:
        office = first.pop() if first else _office_again(here)
        return app.desks(office, app.connect(office.pool, here.where.state))

    system = notify.from_environment(os.environ)
    asyncio.run(service.serve(desks, give.give, system))


def _office_again(here: opening.Opened) -> desk.Office:
    settings = config_file.load(here.where.configuration)
    return app.office(settings, here.book, here.where, now=app.clock(None, settings), progress=here.office.progress)


def _progress() -> Callable[[desk.Progress], None]:
    """Return how progress is shown: a line that renews itself on a terminal, now and then a line in the log else."""
    shown: dict[tuple[str, str], int] = {}

    def tell(progress: desk.Progress) -> None:
        if sys.stderr.isatty():
            end = "\n" if progress.read >= progress.total else ""
            click.echo(f"\r{progress.mailbox}: {progress.read} of {progress.total} read{end}", err=True, nl=False)
            return
        key, tenth = (progress.account, progress.mailbox), progress.read * 10 // max(progress.total, 1)
        if shown.get(key) != tenth:
            shown[key] = tenth
            log.info(
                "Looking back over a mailbox.",
                extra={"mailbox": progress.mailbox, "read": progress.read, "total": progress.total},
            )

    return tell
