"""Look at everything at once: each account beside the others, and what hangs on no account after them."""

import asyncio
import concurrent.futures
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from courtesy import app, config, config_file, documents, errors, secret
from courtesy.checkup import account, finding, machine
from courtesy.demo import pdf
from courtesy.plan import trial
from courtesy.servers import push

PATIENCE = 15.0  # seconds that a push may take


async def look(where: app.Place, environ: Mapping[str, str], patience: float = PATIENCE) -> list[finding.Finding]:
    """Look at everything; where the configuration is at fault, at all that can be used of it."""
    settings, problems = config_file.salvage(where.configuration)
    found = list(configuration(where.configuration, settings, problems))
    here = [machine.state(where.state), machine.disk(where.state), machine.service(where.state, environ)]
    if settings is None:
        return [*found, *here]
    with concurrent.futures.ThreadPoolExecutor(max(app.WORKERS, 2 * len(settings.accounts))) as pool:
        asked = (account.look(one, where.state, environ, pool, patience) for one in settings.accounts)
        for findings in await asyncio.gather(*asked):
            found += findings
        found.append(await asyncio.get_running_loop().run_in_executor(pool, attachments))
        found += await calendar(settings.reminders, pool)
    now = datetime.now().astimezone()
    last = machine.turns(where.state, settings.accounts, now)
    pushed = await asyncio.to_thread(lambda: list(pushes(settings.notices)))
    return [*found, *templates(settings), *reminders(settings.reminders), *pushed, *here, *last]


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


def templates(settings: config.Config) -> Iterator[finding.Finding]:
    """Compile every template and phrase that letters are made of, and write each letter to people who are made up."""
    place, what, broken = "Letters", "templates", errors.ConfigurationError.exit_code
    own = settings.letters.templates
    try:
        made = app.templates(settings.letters)
    except (errors.CourtesyError, OSError, ValueError) as error:
        mend = f"Mend that file in {own}, or take it away: the packaged one is used then."
        cure = mend if own else "Install Courtesy again: pipx reinstall courtesy"
        yield finding.Finding(place=place, what=what, word=str(error), cure=cure, exit_code=broken)
        return
    told = "\n".join(trial.problems(made, settings))
    if told:
        cure = "These would not be laid down: mend your templates, or [voice]."
        yield finding.Finding(place=place, what=what, word=told, cure=cure, exit_code=broken)
        return
    languages = ", ".join(sorted(made.languages))
    yield finding.Finding(place=place, what=what, word=f"Letters can be written in: {languages}.")


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


def pushes(settings: config.Notices) -> Iterator[finding.Finding]:
    """Look whether apprise knows what to do with each address; nothing is sent, and no address is told."""
    place, what, broken = "Notices", "apprise", errors.ConfigurationError.exit_code
    try:
        addresses = secret.pushes(settings)
    except errors.ConfigurationError as error:
        yield finding.failed(place, what, error)
        return
    wrong = [f"Address {number}: {word}" for number, one in enumerate(addresses, 1) if (word := push.problem(one))]
    if wrong:
        cure = "Mend it where you wrote it: apprise, apprise_file or apprise_command under [notices]."
        yield finding.Finding(place=place, what=what, word="\n".join(wrong), cure=cure, exit_code=broken)
    elif addresses:
        yield finding.Finding(place=place, what=what, word=f"Goes to: {', '.join(map(push.kind, addresses))}")
