"""From the server's IDLE push of an offer to the last of its six drafts appended, by the real daemon, against the bare
IMAP commands that nobody can do without: DONE, FETCH of the message, STORE of the flags, an APPEND for each draft."""

import asyncio
import contextlib
import shutil
import tempfile
import time
from pathlib import Path

import first_look
import ground

import dovecot
import jobmail
from courtesy import service
from courtesy.servers import idle, notify
from courtesy.turn import desk

ROUNDS = 15
DRAFTS = 6


async def ours(server: dovecot.Dovecot, user: str, root: Path) -> float:
    """Return the seconds from push to last draft."""
    fill(server, user)
    office, [at] = ground.office(root, server, [user])
    pushed: list[float] = []
    laid: list[float] = []
    count, append = idle.Idle._count, at.server.append_all

    def counting(self: idle.Idle, number: int, kind: bytes) -> None:
        pushed.append(time.perf_counter())
        count(self, number, kind)

    async def appending(*args: object) -> list[int]:
        uids = await append(*args)
        laid.extend(time.perf_counter() for _ in uids)
        return uids

    at.server.append_all = appending  # type: ignore[method-assign]
    idle.Idle._count = counting  # type: ignore[method-assign]
    task = asyncio.create_task(service.serve(lambda: [at], tell, notify.Notifier()))
    try:
        while not any(one.well for one in office.book.health()):
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)  # it idles
        pushed.clear()
        await asyncio.to_thread(deliver, server, user)
        async with asyncio.timeout(20):
            while len(laid) < DRAFTS:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert len(laid) == DRAFTS, f"{len(laid)} drafts"
        return laid[-1] - pushed[0]
    finally:
        idle.Idle._count = count  # type: ignore[method-assign]
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        office.pool.shutdown(wait=False)
        office.book.close()


async def tell(at: desk.Desk, notices: object) -> None:
    del at, notices


def fill(server: dovecot.Dovecot, user: str) -> None:
    one = first_look.client(server, user)
    for mailbox, data in jobmail.before_the_offer():
        one.append(mailbox, data, msg_time=jobmail.NOW)
    one.logout()


def deliver(server: dovecot.Dovecot, user: str) -> None:
    one = first_look.client(server, user)
    one.append("INBOX", jobmail.offer(), msg_time=jobmail.NOW)
    one.logout()


def drafts(server: dovecot.Dovecot, user: str) -> list[bytes]:
    one = first_look.client(server, user)
    one.select_folder("Drafts", readonly=True)
    found = [data[b"BODY[]"] for data in one.fetch(one.search("ALL"), ["BODY.PEEK[]"]).values()]
    one.logout()
    return found


def floor(server: dovecot.Dovecot, user: str, letters: list[bytes]) -> float:
    """Return the seconds that the bare commands take with imapclient, from the push on."""
    fill(server, user)
    one = first_look.client(server, user)
    one.select_folder("INBOX")
    one.idle()
    time.sleep(0.3)
    deliver(server, user)
    while not one.idle_check(timeout=5):
        pass
    begun = time.perf_counter()
    one.idle_done()
    [uid] = one.search(["UID", f"{len(jobmail.before_the_offer())}:*"])[-1:]
    one.fetch([uid], ["BODY.PEEK[]"])
    one.add_flags([uid], [rb"\Flagged", b"$CourtesyOffer", b"$CourtesyNow"], silent=True)
    for data in letters:
        one.append("Drafts", data, [rb"\Draft", rb"\Seen"], jobmail.NOW)
    took = time.perf_counter() - begun
    one.logout()
    return took


def main() -> None:
    root = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    mine, bare = [], []
    try:
        with dovecot.running() as server:
            for number in range(ROUNDS):
                user = server.user()
                mine.append(asyncio.run(ours(server, user, root / str(number))))
                bare.append(floor(server, server.user(), drafts(server, user)))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    ground.against(f"push of an offer to the last of {DRAFTS} drafts", mine, bare, "under 2.0", ground.ms)


if __name__ == "__main__":
    main()
