"""The composition root: who gets what. Everything else is handed what it needs."""

import concurrent.futures
import functools
import logging
import os
import signal
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtesy import __version__, access, config, documents, errors, ports, resources, secret
from courtesy.casebook import file, opportunity, store
from courtesy.mail import owner
from courtesy.plan import compose
from courtesy.reading import read, rules
from courtesy.servers import caldav, discover, imap, outbox, push, shelf, tokens
from courtesy.turn import desk

if TYPE_CHECKING:
    from courtesy.servers import smtp

log = logging.getLogger(__name__)

WORKERS = 4  # threads for everything that blocks: fetching, reading; none is held while an account idles

Connect = Callable[[config.Account], ports.MailServer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where things lie: the configuration file and the state directory."""

    configuration: Path
    state: Path


def place(configuration: str | None, state: str | None, environ: Mapping[str, str]) -> Place:
    """Return where things lie: as told, else by the environment, else by the XDG base directories."""
    home = Path(environ.get("HOME") or "/")  # a system service has none, and is told where things lie
    told = configuration or environ.get("COURTESY_CONFIG")
    config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    state_home = Path(environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return Place(
        configuration=Path(told) if told else config_home / "courtesy" / "courtesy.toml",
        state=Path(state or environ.get("STATE_DIRECTORY") or state_home / "courtesy"),
    )


def clock(as_of: datetime | None, settings: config.Config) -> Callable[[], datetime]:
    """Return the clock: the instant given, or now in the owner's zone."""
    zone = zoneinfo.ZoneInfo(settings.owner.timezone)
    return (lambda: as_of) if as_of else (lambda: datetime.now(zone))


def whose(settings: config.Config) -> owner.Owner:
    """Return the owner that the configuration names."""
    addresses = (address for account in settings.accounts for address in (account.address, *account.aliases))
    return owner.Owner(
        name=settings.owner.name,
        addresses=frozenset(address.lower() for address in addresses),
        timezone=settings.owner.timezone,
    )


def reading_rules() -> rules.Rules:
    """Return the reading rules that ship with the program."""
    return rules.Rules(functools.partial(resources.tables, "reading"))


def templates(settings: config.Letters) -> compose.Templates:
    """Return the letters' templates, the owner's own above the packaged ones."""
    texts = resources.texts(resources.directory("templates"))
    if settings.templates:
        own = Path(settings.templates)
        if not own.is_dir():
            raise errors.ConfigurationError(f"letters.templates: {own} is no directory.")
        texts |= resources.texts(own)
    return compose.load(texts, resources.tables("letters"))


def office(
    settings: config.Config,
    book: store.Store,
    where: Place,
    *,
    now: Callable[[], datetime],
    progress: Callable[[desk.Progress], None] = lambda _: None,
) -> desk.Office:
    """Build what all accounts share."""
    directory = Path(settings.reminders.directory) if settings.reminders.directory else where.state / "reminders"
    feed = Path(settings.reminders.feed) if settings.reminders.feed else where.state / "courtesy.ics"
    pool = concurrent.futures.ThreadPoolExecutor(WORKERS, thread_name_prefix="courtesy")
    built = desk.Office(
        settings=settings,
        whose=whose(settings),
        rules=reading_rules(),
        templates=functools.cache(lambda: templates(settings.letters)),
        book=book,
        shelf=shelf.Shelf(directory, feed),
        calendars=_calendars(settings.reminders, pool),
        post=_post(settings, where.state) if settings.reminders.email else None,
        ways=functools.partial(ways, settings, book, where.state),
        secret=book.secret(),
        clock=now,
        extract=documents.extract,
        pool=pool,
        progress=progress,
    )
    if settings.letters.templates:
        built.templates()  # the owner's may be at fault: better told now than when an offer has come
    _reread(built)
    return built


def _calendars(settings: config.Reminders, pool: concurrent.futures.Executor) -> tuple[ports.Calendar, ...]:
    return (calendar_on(settings.caldav, settings.kind, pool),) if settings.caldav else ()


def calendar_on(settings: config.Caldav, kind: str, pool: concurrent.futures.Executor) -> caldav.Calendar:
    """Return the owner's calendar on a server; nothing is asked of it yet."""
    at = caldav.Endpoint(
        url=settings.url,
        username=settings.username,
        calendar=settings.calendar,
        components={"event": ("VEVENT",), "todo": ("VTODO",)}.get(kind, ("VEVENT", "VTODO")),
        ca_file=settings.ca_file,
    )
    return caldav.Calendar(at, lambda: secret.calendars(settings, os.environ), pool)


def _post(settings: config.Config, state: Path) -> ports.Post:
    """Return how the owner is mailed reminders."""

    async def post(subject: str, body: str, calendar: bytes, word: str) -> None:
        account, way = submission(settings, state)
        await way.send(
            to=account.address,
            subject=subject,
            body=body,
            message_id=f"<{word}@{_domain(account)}>",
            when=datetime.now(UTC),
            calendar=calendar,
        )

    return post


def ways(settings: config.Config, book: store.Store, state: Path) -> list[ports.Way]:
    """Return the ways on which the owner wants notices; one that cannot be had holds up no other."""
    found: list[ports.Way] = []
    if settings.notices.email:
        found.append(outbox.Outbox(doors=lambda: _doors(settings, book, state), domain=_domain(settings.accounts[0])))
    try:
        found += [push.Push(address, book.secret()) for address in secret.pushes(settings.notices)]
    except errors.ConfigurationError as error:
        log.error("Notices cannot be given by apprise.", extra={"why": str(error)})  # noqa: TRY400
    return found


def _doors(settings: config.Config, book: store.Store, state: Path) -> "Iterator[tuple[str, smtp.Submission]]":
    """Yield the ways out of all accounts, those last whose turns fail: their log-in may be what is broken."""
    failing = {one.account for one in book.failing()}
    for account in sorted(settings.accounts, key=lambda one: one.name in failing):
        if account.smtp is not None:
            yield account.address, way_out(account, account.smtp, _key(account, state))


def _domain(account: config.Account) -> str:
    return account.address.rpartition("@")[2]


def submission(settings: config.Config, state: Path) -> "tuple[config.Account, smtp.Submission]":
    """Return the first account that hands mail in, and the way there."""
    account, given = next((one, one.smtp) for one in settings.accounts if one.smtp is not None)
    return account, way_out(account, given, _key(account, state))


def way_out(account: config.Account, given: config.Smtp, key: Callable[[], str]) -> "smtp.Submission":
    """Return the way to an account's submission server, on which mail goes to the account's own address alone."""
    from courtesy.servers import smtp  # noqa: PLC0415  # a megabyte that only those pay who want mail

    return smtp.Submission(
        settings=given,
        username=given.username or account.imap.username or account.address,
        secret=key,
        token=bool(account.imap.oauth2),
        authorise=tokens.cure(account.name),
        owner=frozenset({account.address.lower()}),
    )


def _reread(built: desk.Office) -> None:
    """Read what is in the book again where the rules are newer than the readings."""
    version = f"{__version__} {resources.digest('reading')}"
    before = built.book.recall("rules")
    if before == version:
        return
    if before:
        entries = built.book.entries(asleep=True)
        built.book.reread((one.message.message_id, read.read(one.message, built.whose, built.rules)) for one in entries)
    built.book.remember("rules", version)


def connect(pool: concurrent.futures.Executor, state: Path) -> Connect:
    """Return how to reach an account's IMAP server; what blocks is done in the pool."""

    def one(account: config.Account) -> ports.MailServer:
        return imap.Server(endpoint(account, access.stale(account, state, os.environ)), _key(account, state), pool)

    return one


def _key(account: config.Account, state: Path) -> Callable[[], str]:
    return functools.partial(access.key, account, state, os.environ)


def endpoint(account: config.Account, stale: Callable[[str], None] = lambda _: None) -> imap.Endpoint:
    """Return where an account's mail lies, and which names its mailboxes are to have."""
    boxes = account.mailboxes
    return imap.Endpoint(
        host=account.imap.host,
        port=account.imap.port,
        security=account.imap.security,
        username=account.imap.username or account.address,
        ca_file=account.imap.ca_file,
        token=bool(account.imap.oauth2),
        stale=stale,
        authorise=tokens.cure(account.name) if account.imap.oauth2 else "",
        names=discover.Names(inbox=boxes.inbox, drafts=boxes.drafts, sent=boxes.sent, also=boxes.also),
    )


def desks(built: desk.Office, reach: Connect) -> list[desk.Desk]:
    """Return a desk for each account."""
    return [desk.Desk(account=one, server=reach(one), office=built) for one in built.settings.accounts]


def find(case: opportunity.Case, name: str) -> opportunity.Opportunity:
    """Return the opportunity that a number or an unambiguous part of a company's name means. Raises NoSuchOffer."""
    if name.isdecimal():
        hits = [one for one in case.opportunities if one.id == int(name)]
    else:
        hits = [one for one in case.opportunities if name.casefold() in (one.company or "").casefold()]
        with_offer = [one for one in hits if one.offer]
        hits = with_offer or hits
    if len(hits) == 1:
        return hits[0]
    if not hits:
        raise errors.NoSuchOffer(f"No opportunity goes by {name!r}; `courtesy status` lists them.")
    told = ", ".join(f"{one.id} ({one.company or 'unknown company'}, {one.role or 'role unknown'})" for one in hits)
    raise errors.NoSuchOffer(f"{name!r} means more than one: {told}. Give the number.")


def wake(state: Path, by: signal.Signals = signal.SIGUSR1) -> bool:
    """Wake the daemon on a state directory, so that it looks at once; False where none runs there.

    By SIGHUP it begins anew with accounts that it watches no more, too.
    """
    pid = file.holder(state)
    if pid is None:
        return False
    try:
        os.kill(pid, by)
    except OSError:
        return False
    return True
