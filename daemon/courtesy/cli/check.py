"""The doctor: looks at everything that Courtesy needs, and says how to mend what is not well, all of it at once."""

import asyncio
import concurrent.futures
import os
import stat
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from courtesy import app, cli, config, config_file, documents, errors, ports, secret
from courtesy.casebook import file, store
from courtesy.demo import pdf
from courtesy.plan import trial
from courtesy.servers import imap, smtp

DECISIONS = ("Declined", "Accepted", "Not an offer")
ABILITIES = ("IDLE", "UIDPLUS", "SPECIAL-USE", "MOVE", "NAMESPACE")  # those that make a difference to us


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what was found there; `exit_code` 0 is well, else `word` says how to mend it."""

    place: str
    word: str
    exit_code: int = 0


@click.command()
@click.pass_obj
def check(given: cli.Globals) -> None:
    """Look at everything that Courtesy needs; say how to mend what is not well."""
    findings = asyncio.run(look(app.place(given.config, given.state, os.environ)))
    for one in findings:
        click.echo(f"{click.style('✗', fg='red') if one.exit_code else click.style('✓', fg='green')} {one.place}")
        click.echo("".join(f"    {line}\n" for line in one.word.splitlines()), nl=False)
    code = worst([one.exit_code for one in findings])
    click.echo("Mend what is marked ✗, then run `courtesy check` again." if code else "All is well.")
    raise SystemExit(code)


def worst(codes: Sequence[int]) -> int:
    """Return the code that most needs a person: a configuration (78), then anything else, then out of reach (75)."""
    return max(codes, key=lambda code: {0: 0, 75: 1, 78: 3}.get(code, 2))


async def look(where: app.Place) -> list[Finding]:
    """Look at everything; where the configuration cannot be used, at what does not hang on it."""
    try:
        settings = config_file.load(where.configuration)
    except errors.ConfigurationError as error:
        return [Finding(f"Configuration: {where.configuration}", str(error), error.exit_code), state(where.state)]
    names = ", ".join(one.name for one in settings.accounts)
    found = [Finding(f"Configuration: {where.configuration}", f"{settings.owner.name}; accounts: {names}.")]
    with concurrent.futures.ThreadPoolExecutor(app.WORKERS) as pool:
        reach = app.connect(pool)
        for findings in await asyncio.gather(*(account(one, reach, pool) for one in settings.accounts)):
            found += findings
        found.append(await asyncio.get_running_loop().run_in_executor(pool, attachments))
        found += await calendar(settings.reminders, pool)
    return [*found, templates(settings), state(where.state), *reminders(settings.reminders)]


async def account(one: config.Account, reach: app.Connect, pool: concurrent.futures.Executor) -> list[Finding]:
    """Look at one account: its password, its IMAP server and mailboxes, and where notices are handed in."""
    label = f"Account {one.name}"
    try:
        password = await asyncio.get_running_loop().run_in_executor(pool, secret.password, one, os.environ)
    except errors.CourtesyError as error:
        return [Finding(f"{label}: password", str(error), error.exit_code)]
    found = [Finding(f"{label}: password", "Found.")]
    found += await _tried(
        f"{label}: IMAP server {one.imap.host}:{one.imap.port}", lambda place: _imap(place, one, reach)
    )
    if one.smtp:
        way = _submission(one, one.smtp, password)
        found += await _tried(f"{label}: SMTP server {one.smtp.host}:{one.smtp.port}", lambda place: _smtp(place, way))
    return found


async def _tried(place: str, attempt: Callable[[str], Awaitable[list[Finding]]]) -> list[Finding]:
    try:
        return await attempt(place)
    except errors.CourtesyError as error:
        return [Finding(place, str(error), error.exit_code)]


async def _imap(place: str, one: config.Account, reach: app.Connect) -> list[Finding]:
    """Log in, and look at the mailboxes that a turn will use."""
    server = reach(one)
    try:
        await server.connect()
        boxes = await server.mailboxes()
        inbox = await server.select(boxes.inbox)
        found = [
            Finding(place, _abilities(server, keywords=inbox.keywords)),
            _mailboxes(place, one, boxes),
        ]
        drafts = await server.select(boxes.drafts)
        return [*found, *_read_only(place, {boxes.inbox: inbox, boxes.drafts: drafts})]
    finally:
        await server.close()


def _abilities(server: ports.MailServer, *, keywords: bool) -> str:
    announced = isinstance(server, imap.Server) and [name for name in ABILITIES if server.can(name)]
    return " ".join(
        (
            "Logged in.",
            f"It has {', '.join(announced)}." if announced else "",
            "New mail is told of at once."
            if server.idles
            else "Without IDLE it is asked again and again (watch.poll).",
            "Offers get a flag and keywords." if keywords else "It keeps no keywords: offers get a flag alone.",
        )
    ).replace("  ", " ")


def _mailboxes(place: str, one: config.Account, boxes: ports.Mailboxes) -> Finding:
    if not boxes.sent:
        return Finding(
            f"{place}, mailboxes",
            'No mailbox for sent mail was found; set [accounts.mailboxes] sent = "…" to the one that your client uses.',
            errors.MailboxMissing.exit_code,
        )
    read = ", ".join(name for name in (boxes.inbox, boxes.sent, *boxes.archives, boxes.junk) if name)
    word = f"Reads {read}; lays letters in {boxes.drafts or 'none'}."
    path = f"{boxes.prefix}{one.mailboxes.decisions}".replace("/", boxes.separator or "/")
    wanting = [f"{path}{boxes.separator}{name}" for name in DECISIONS]
    if not any(name in boxes.all for name in wanting):
        word += f"\nTo decide from a mail client, make these there (you need not): {', '.join(wanting)}."
    return Finding(f"{place}, mailboxes", word)


def _read_only(place: str, selected: dict[str, ports.MailboxState]) -> Iterator[Finding]:
    for name, seen in selected.items():
        if seen.read_only:
            yield Finding(
                f"{place}, mailbox {name}", "It may only be read; ask whoever runs the server to let you write.", 1
            )


def _submission(one: config.Account, settings: config.Smtp, password: str) -> smtp.Submission:
    return smtp.Submission(
        settings=settings,
        username=settings.username or one.imap.username or one.address,
        password=password,
        owner=frozenset({one.address.lower()}),
    )


async def _smtp(place: str, way: smtp.Submission) -> list[Finding]:
    await way.probe()
    return [Finding(place, "Logged in; notices to yourself can be handed in.")]


def attachments() -> Finding:
    """Read a letter in PDF, as it would come with an offer."""
    word = "Readable"
    if word in documents.extract("application/pdf", pdf.page(word)):
        return Finding("Attachments", "Letters in PDF can be read.")
    return Finding("Attachments", "A letter in PDF could not be read; install Courtesy again: pip install courtesy.", 1)


def templates(settings: config.Config) -> Finding:
    """Compile every template and phrase that letters are made of, and write each letter to people who are made up."""
    broken = errors.ConfigurationError.exit_code
    try:
        made = app.templates(settings.letters)
    except (errors.CourtesyError, OSError, ValueError) as error:
        return Finding("Letters", f"letters.templates: {error}", broken)
    if found := list(trial.problems(made, settings)):
        return Finding(
            "Letters", "Some would not be laid down; see [letters] and [voice]:\n" + "\n".join(found), broken
        )
    return Finding("Letters", f"Can be written in: {', '.join(sorted(made.languages))}.")


def state(directory: Path) -> Finding:
    """Look at the state directory and the casebook in it, without making either."""
    place = f"State: {directory}"
    if not directory.exists():
        return Finding(place, "Will be made.") if _writable(directory) else Finding(place, _closed(directory), 1)
    if not directory.is_dir() or not _writable(directory):
        return Finding(place, _closed(directory), 1)
    if directory.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(place, f"Others may look into it. Mend it with: chmod 700 {directory}", 1)
    if not (directory / file.FILE).exists():
        return Finding(place, "No casebook yet; the first turn makes it.")
    try:
        book = store.Store.open(directory, exclusive=False)
    except errors.CourtesyError as error:
        return Finding(place, str(error), 1)
    try:
        health = book.health()
    finally:
        book.close()
    lines = [f"Last turn of {one.account}: {one.at:%d %B %Y %H:%M}, {one.word}." for one in health]
    return Finding(place, "\n".join(lines) or "A casebook, with no turn taken yet.")


def reminders(settings: config.Reminders) -> Iterator[Finding]:
    """Look whether the events can be laid where the configuration wants them."""
    for key, name in (("directory", settings.directory), ("feed", settings.feed)):
        if name:
            well = _writable(Path(name))
            yield Finding(
                f"reminders.{key}: {name}", "Can be written." if well else _closed(Path(name)), 0 if well else 1
            )


async def calendar(settings: config.Reminders, pool: concurrent.futures.Executor) -> list[Finding]:
    """Log in to the calendar server, and look at the calendar that reminders are kept in."""
    if settings.caldav is None:
        return []
    server = app.calendar_on(settings.caldav, settings.kind, pool)
    name = settings.caldav.calendar

    async def attempt(place: str) -> list[Finding]:
        lying = await server.look()
        there = f"Holds {len(lying)} entries." if lying is not None else "Will be made."
        return [Finding(place, f"Logged in. Calendar “{name}”: {there}")]

    return await _tried(f"Calendar server {settings.caldav.url}", attempt)


def _writable(path: Path) -> bool:
    """Tell whether a file or directory could be written or made."""
    there = next((one for one in (path, *path.parents) if one.exists()), path)
    return os.access(there, os.W_OK | os.X_OK if there.is_dir() else os.W_OK) and (there == path or there.is_dir())


def _closed(path: Path) -> str:
    return f"Cannot be written by this user. Make it yours, or name another place: {path}"
