"""One account: its password, its IMAP server and mailboxes, the test draft, and where notices are handed in."""

import asyncio
import concurrent.futures
import pathlib
from collections.abc import AsyncIterator, Iterator, Mapping

import msgspec

from courtesy import access, app, config, errors, ports, resources
from courtesy.checkup import finding, trial
from courtesy.lookup import providers
from courtesy.servers import imap

ABILITIES = ("IDLE", "UIDPLUS", "SPECIAL-USE", "MOVE", "NAMESPACE")  # those that make a difference to us


async def look(
    one: config.Account,
    state: pathlib.Path,
    environ: Mapping[str, str],
    pool: concurrent.futures.Executor,
    patience: float,
) -> list[finding.Finding]:
    """Look at one account, whatever of it fails."""
    place = f"Account {one.name}"
    try:
        password = await asyncio.get_running_loop().run_in_executor(pool, access.key, one, state, environ)
    except errors.CourtesyError as error:
        return [finding.failed(place, "token" if one.imap.oauth2 else "password", error)]
    kept = _kept(place, one)
    mail, notices = await asyncio.gather(_mail(place, one, password, pool, patience), _notices(place, one, password))
    return [kept, *mail, *notices]


def _kept(place: str, one: config.Account) -> finding.Finding:
    if one.imap.oauth2:
        return finding.Finding(place=place, what="token", word="Good, or fetched anew where you authorised it.")
    return finding.Finding(place=place, what="password", word="Found where the configuration says.")


async def _mail(
    place: str, one: config.Account, password: str, pool: concurrent.futures.Executor, patience: float
) -> list[finding.Finding]:
    """Log in, look at the mailboxes that a turn will use, and lay the test draft."""
    what = "log-in"
    bare = msgspec.structs.replace(one, mailboxes=config.Mailboxes())
    writer = imap.Server(app.endpoint(bare), lambda: password, pool)
    try:
        await writer.connect()
        boxes = await writer.mailboxes()
        wrong = list(_not_there(place, one, boxes))
        known = msgspec.structs.replace(one, mailboxes=_there(one.mailboxes, boxes))
        watcher = imap.Server(app.endpoint(known), lambda: password, pool)
        try:
            await watcher.connect()
            boxes = await watcher.mailboxes()
            found = [finding.Finding(place=place, what=what, word=_abilities(one, writer)), *wrong]
            found += _mailboxes(place, boxes)
            usable = [item async for item in _opened(place, writer, boxes)]
            found += usable
            if boxes.drafts and not any(item.exit_code for item in usable):
                bench = trial.Bench(
                    place=place, account=one, boxes=boxes, watcher=watcher, writer=writer, patience=patience
                )
                found += await trial.look(bench)
            return found
        finally:
            await watcher.close()
    except errors.CourtesyError as error:
        return [finding.failed(place, what, error, _cure(one, error))]
    finally:
        await writer.close()


def _cure(one: config.Account, error: errors.CourtesyError) -> str:
    """Return what the table of providers knows to say of a log-in that failed; empty where it knows nothing."""
    known = providers.of_domain(providers.load(resources.table("providers")), one.address.rpartition("@")[2])
    ours = providers.found(known, one.address, "") if known else None
    if known is None or ours is None:
        return ""
    if isinstance(error, errors.AuthenticationRefused) and known.steps and not one.imap.oauth2:
        return f"{known.name} wants {known.password}. " + " ".join(known.steps)
    there = (ours.imap.host, ours.imap.port, ours.imap.security)
    if there != (one.imap.host, one.imap.port, one.imap.security):
        return f'For {known.name} write host = "{there[0]}", port = {there[1]}, security = "{there[2]}".'
    return ""


def _abilities(one: config.Account, server: imap.Server) -> str:
    announced = [name for name in ABILITIES if server.can(name)]
    has = f" It has {', '.join(announced)}." if announced else ""
    return f"Logged in to {one.imap.host}:{one.imap.port} ({one.imap.security}).{has}"


def _named(boxes: config.Mailboxes) -> Iterator[tuple[str, str]]:
    """Yield the key and the name of each mailbox that the configuration names."""
    for key in ("inbox", "drafts", "sent"):
        if name := getattr(boxes, key):
            yield key, name
    yield from (("also", name) for name in boxes.also or ())


def _not_there(place: str, one: config.Account, boxes: ports.Mailboxes) -> Iterator[finding.Finding]:
    lying = {name.casefold() for name in boxes.all} | {"inbox"}
    for key, name in _named(one.mailboxes):
        if name.casefold() not in lying:
            yield finding.Finding(
                place=place,
                what="mailboxes",
                word=f"There is no mailbox “{name}”. There are: {', '.join(boxes.all)}.",
                cure=f"Mend [accounts.mailboxes] {key}, or take it away to have it found by itself.",
                exit_code=errors.MailboxMissing.exit_code,
            )


def _there(named: config.Mailboxes, boxes: ports.Mailboxes) -> config.Mailboxes:
    """Return the configured names without those that there are not."""
    lying = {name.casefold() for name in boxes.all} | {"inbox"}
    gone = {key: "" for key, name in _named(named) if name.casefold() not in lying and key != "also"}
    also = None if named.also is None else tuple(name for name in named.also if name.casefold() in lying)
    return msgspec.structs.replace(named, also=also, **gone)


def _mailboxes(place: str, boxes: ports.Mailboxes) -> Iterator[finding.Finding]:
    """Say which mailboxes play which part, and which part nobody plays."""
    for part, name in (("drafts", boxes.drafts), ("sent", boxes.sent)):
        if not name:
            yield finding.Finding(
                place=place,
                what="mailboxes",
                word=f"No mailbox for {part} was found. There are: {', '.join(boxes.all)}.",
                cure=f'Set [accounts.mailboxes] {part} = "…" to the one that your mail client uses, '
                "or let your client make one.",
                exit_code=errors.MailboxMissing.exit_code,
            )
    read = ", ".join(name for name in (boxes.inbox, boxes.sent, *boxes.archives, boxes.junk) if name)
    word = f"Reads {read}; lays letters in {boxes.drafts or 'none'}."
    yield finding.Finding(place=place, what="mailboxes", word=word)


async def _opened(place: str, server: ports.MailServer, boxes: ports.Mailboxes) -> AsyncIterator[finding.Finding]:
    """Open the mailboxes that we write to; say what cannot be written to, or keeps no keywords."""
    for name, does in ((boxes.inbox, "offers cannot be flagged"), (boxes.drafts, "no letter can be laid")):
        if not name:
            continue
        try:
            seen = await server.select(name)
        except errors.CourtesyError as error:
            yield finding.failed(place, f"mailbox {name}", error)
            continue
        if seen.read_only:
            yield finding.Finding(
                place=place,
                what=f"mailbox {name}",
                word=f"It may only be read: {does}.",
                cure="Ask whoever runs the server to let you write there, or name another under [accounts.mailboxes].",
                exit_code=1,
            )


async def _notices(place: str, one: config.Account, password: str) -> list[finding.Finding]:
    """Log in where notices to the owner are handed in, and leave again."""
    if one.smtp is None:
        return []
    try:
        await app.way_out(one, one.smtp, lambda: password).probe()
    except errors.CourtesyError as error:
        return [
            finding.failed(place, "notices", error, "Mend [accounts.smtp], or take it away: it is for notices alone.")
        ]
    return [finding.Finding(place=place, what="notices", word=f"Logged in to {one.smtp.host}:{one.smtp.port}.")]
