r"""A test draft: laid in Drafts, watched for, marked and taken away again.

It shows four things at once that no announcement proves: that letters can be laid, that the server tells of a change,
that it keeps keywords, and that this machine's clock is right. It lies where letters will lie anyway, and bears \Seen
and \Draft, so that no client rings a bell. Its Message-ID is the same every time: whatever is killed before it has
cleaned up is cleaned up by the next check.
"""

import asyncio
import contextlib
import email.message
import email.policy
import email.utils
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from courtesy import config, errors, ports
from courtesy.checkup import finding

SUBJECT = "Test draft of courtesy check (may be deleted)"
KEYWORD = "$CourtesyOffer"  # one that offers get as well, so that the mailbox learns no new one
SKEW = timedelta(minutes=2)  # from here on “by 5 pm today” may be told late
_BODY = (
    "This draft was laid by `courtesy check`, which looks whether letters can be laid here and takes it away at once. "
    "If you find it, the check was cut off: delete it, or run `courtesy check` again.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Two connections to one account, and the mailbox for drafts: one watches, the other does."""

    place: str
    account: config.Account
    boxes: ports.Mailboxes
    watcher: ports.MailServer
    writer: ports.MailServer
    patience: float  # seconds that a push may take


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What became of the draft."""

    told: float | None  # seconds until the watcher was told of it; None where it was not
    marked: bool
    skew: timedelta  # this machine's clock less the server's


def message_id(account: config.Account) -> str:
    """Return the Message-ID that the test draft of an account always has."""
    return f"<test-draft.courtesy.check@{account.address.rpartition('@')[2]}>"


async def look(at: Bench) -> list[finding.Finding]:
    """Lay the test draft, look what becomes of it, and take it away, however this ends."""
    try:
        async with _laid(at) as seen:
            pass
    except errors.CourtesyError as error:
        return [finding.failed(at.place, "test draft", error)]
    return [_draft(at), _push(at, seen), *_keywords(at, seen), _clock(at, seen)]


@contextlib.asynccontextmanager
async def _laid(at: Bench) -> AsyncIterator[_Seen]:
    await _clean(at)
    if not await _can_be_removed(at):
        raise errors.TryLater(
            f"None was laid: messages in {at.boxes.drafts} are marked as deleted, and this server (it has no UIDPLUS) "
            "could take one away only together with them. Empty (“expunge”) that mailbox in your mail client."
        )
    try:
        yield await _watched(at)
    finally:
        await asyncio.shield(_away(at))


async def _watched(at: Bench) -> _Seen:
    """Append the draft while the other connection watches; mark it, and read the server's clock from it."""
    drafts = at.boxes.drafts
    begun = time.monotonic()
    await at.watcher.select(drafts)
    pause = max(0.5, 4 * (time.monotonic() - begun))  # until IDLE has surely begun
    watching = asyncio.create_task(_told(at))
    try:
        await asyncio.sleep(pause)
        before, started = datetime.now(UTC), time.monotonic()
        uid = await at.writer.append(drafts, _data(at.account), (r"\Seen", r"\Draft"), None)
        between = before + (datetime.now(UTC) - before) / 2
        told = await watching
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    lying = await at.writer.headers(drafts, [uid])
    await at.writer.store(drafts, uid, add=(KEYWORD,))
    flags = (await at.writer.flags(drafts, [uid])).get(uid, frozenset())
    return _Seen(
        told=told - started if told else None,
        marked=KEYWORD.casefold() in {one.casefold() for one in flags},
        skew=between - lying[0].arrived if lying else timedelta(),
    )


async def _told(at: Bench) -> float | None:
    """Return when the server told of a change, on the monotonic clock."""
    told = await at.watcher.wait(at.boxes.drafts, at.patience) if at.watcher.idles else False
    return time.monotonic() if told else None


async def _can_be_removed(at: Bench) -> bool:
    """Tell whether the server deletes one message alone: with UIDPLUS always, else where no other is marked."""
    state = await at.writer.select(at.boxes.drafts)
    can = getattr(at.writer, "can", None)
    if not state.exists or (can and can("UIDPLUS")):
        return True
    lying = await at.writer.flags(at.boxes.drafts, await at.writer.search(at.boxes.drafts))
    return not any(r"\Deleted" in flags for flags in lying.values())


async def _away(at: Bench) -> None:
    """Take the draft away; over a new connection where the old one has failed meanwhile."""
    try:
        await _clean(at)
    except errors.TryLater:
        await at.writer.connect()
        await _clean(at)


async def _clean(at: Bench) -> None:
    """Delete every test draft of ours, and what the server may have put into Trash of it."""
    for mailbox in filter(None, (at.boxes.drafts, at.boxes.trash)):
        with contextlib.suppress(errors.MailboxMissing):
            for uid in await at.writer.find(mailbox, message_id(at.account)):
                await at.writer.delete(mailbox, uid)


def _data(account: config.Account) -> bytes:
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"] = account.address
    made["Subject"] = SUBJECT
    made["Date"] = email.utils.localtime()
    made["Message-ID"] = message_id(account)
    made.set_content(_BODY)
    return made.as_bytes()


def _draft(at: Bench) -> finding.Finding:
    return finding.Finding(
        place=at.place, what="test draft", word=f"Laid in {at.boxes.drafts}, and taken away again: letters can be laid."
    )


def _push(at: Bench, seen: _Seen) -> finding.Finding:
    if not at.watcher.idles:
        return finding.Finding(
            place=at.place,
            what="push",
            word="This server has no IDLE, so it is asked again and again (`poll` under [watch]).",
        )
    if seen.told is None:
        return finding.Finding(
            place=at.place,
            what="push",
            word=f"The server announces IDLE, but told nothing of a new message within {at.patience:.0f} seconds.",
            cure="New mail is still seen, but up to nine minutes late. Some routers and virus scanners hold such words "
            "back; try without them, or ask the provider.",
        )
    return finding.Finding(
        place=at.place, what="push", word=f"New mail is told of at once (the test draft after {seen.told:.1f} seconds)."
    )


def _keywords(at: Bench, seen: _Seen) -> list[finding.Finding]:
    """Say so where a mailbox keeps no keywords; the INBOX, where offers lie, was asked already."""
    if seen.marked:
        return [finding.Finding(place=at.place, what="keywords", word="Kept: offers get a flag and keywords.")]
    return [
        finding.Finding(
            place=at.place,
            what="keywords",
            word="This server keeps no keywords.",
            cure="Nothing needs mending: offers get a flag alone, which every client shows. If the server is yours, "
            "let clients make keywords of their own (PERMANENTFLAGS with \\*).",
        )
    ]


def _clock(at: Bench, seen: _Seen) -> finding.Finding:
    if abs(seen.skew) <= SKEW:
        return finding.Finding(place=at.place, what="clock", word="Agrees with the server's.")
    way = "ahead of" if seen.skew > timedelta() else "behind"
    return finding.Finding(
        place=at.place,
        what="clock",
        word=f"This machine's clock is {_span(abs(seen.skew))} {way} the server's; deadlines would be told wrongly.",
        cure="Let it be set over the network: timedatectl set-ntp true (or ask whoever runs this machine).",
        exit_code=1,
    )


def _span(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{length.days} days"
