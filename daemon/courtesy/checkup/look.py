"""Look at everything at once: each account beside the others, and what hangs on no account after them."""

import asyncio
import concurrent.futures
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from courtesy import app, config, config_file, documents, errors
from courtesy.checkup import account, finding, machine
from courtesy.demo import pdf

PATIENCE = 15.0  # seconds that a push may take


async def look(where: app.Place, environ: Mapping[str, str], patience: float = PATIENCE) -> list[finding.Finding]:
    """Look at everything; where the configuration is at fault, at all that can be used of it."""
    settings, problems = config_file.salvage(where.configuration)
    found = list(configuration(where.configuration, settings, problems))
    here = [machine.state(where.state), machine.disk(where.state), machine.service(where.state, environ)]
    if settings is None:
        return [*found, *here]
    with concurrent.futures.ThreadPoolExecutor(max(app.WORKERS, 2 * len(settings.accounts))) as pool:
        asked = (account.look(one, environ, pool, patience) for one in settings.accounts)
        for findings in await asyncio.gather(*asked):
            found += findings
        found.append(await asyncio.get_running_loop().run_in_executor(pool, attachments))
        found += await calendar(settings.reminders, pool)
    now = datetime.now().astimezone()
    last = machine.turns(where.state, settings.accounts, now)
    return [*found, templates(settings.letters), *reminders(settings.reminders), *here, *last]


def configuration(path: Path, settings: config.Config | None, problems: tuple[str, ...]) -> Iterator[finding.Finding]:
    """Say whose configuration it is, or each thing that is wrong with it."""
    place, code = "Configuration", errors.ConfigurationError.exit_code
    for problem in problems:
        yield finding.Finding(place=place, what="at fault", word=problem, exit_code=code)
    if settings and not problems:
        names = ", ".join(one.name for one in settings.accounts)
        word = f"{path}: {settings.owner.name}, {settings.owner.timezone}; accounts: {names}."
        yield finding.Finding(place=place, what="read", word=word)
    elif settings:
        word = "What can be used of it was used for the rest of this check."
        cure = "Mend what is at fault above: no turn begins before."
        yield finding.Finding(place=place, what="read", word=word, cure=cure)


def attachments() -> finding.Finding:
    """Read a letter in PDF, as it would come with an offer."""
    word = "Readable"
    if word in documents.extract("application/pdf", pdf.page(word)):
        return finding.Finding(place="Letters", what="attachments", word="Letters in PDF can be read.")
    return finding.Finding(
        place="Letters",
        what="attachments",
        word="A letter in PDF could not be read.",
        cure="Install Courtesy again: pipx reinstall courtesy",
        exit_code=1,
    )


def templates(settings: config.Letters) -> finding.Finding:
    """Compile every template and phrase that letters are made of."""
    what = "templates"
    try:
        languages = ", ".join(sorted(app.templates(settings).languages))
    except (errors.CourtesyError, OSError, ValueError) as error:
        return finding.Finding(
            place="Letters",
            what=what,
            word=str(error),
            cure=f"Mend that file in {settings.templates}, or take it away: the packaged one is used then."
            if settings.templates
            else "Install Courtesy again: pipx reinstall courtesy",
            exit_code=errors.ConfigurationError.exit_code,
        )
    return finding.Finding(place="Letters", what=what, word=f"Letters can be written in: {languages}.")


def reminders(settings: config.Reminders) -> Iterator[finding.Finding]:
    """Look whether the events can be laid where the configuration wants them."""
    for key, name in (("directory", settings.directory), ("feed", settings.feed)):
        what = f"reminders.{key}"
        if name and machine.writable(Path(name)):
            yield finding.Finding(place="Calendar", what=what, word=f"{name} can be written.")
        elif name:
            yield machine.closed("Calendar", what, Path(name))


async def calendar(settings: config.Reminders, pool: concurrent.futures.Executor) -> list[finding.Finding]:
    """Log in to the calendar server, and look at the calendar that reminders are kept in."""
    if settings.caldav is None:
        return []
    place, what = "Calendar", "server"
    server = app.calendar_on(settings.caldav, settings.kind, pool)
    try:
        lying = await server.look()
    except errors.CourtesyError as error:
        return [finding.failed(place, what, error)]
    there = f"holds {len(lying)} entries" if lying is not None else "will be made"
    word = f"Logged in to {settings.caldav.url}: the calendar “{settings.caldav.calendar}” {there}."
    return [finding.Finding(place=place, what=what, word=word)]
