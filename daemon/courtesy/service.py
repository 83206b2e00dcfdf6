"""The daemon: a task for each account, taking turns, waiting in between, trying again with growing distance.

Stopped by SIGTERM or SIGINT (within seconds), woken by SIGUSR1 (a decision was written down), told to read the
configuration again by SIGHUP. The watchdog is fed only while every account's turns succeed or its retries are on
schedule.
"""

import asyncio
import contextlib
import logging
import random
import signal
from collections.abc import Awaitable, Callable, Sequence

from courtesy import errors
from courtesy.plan import desired
from courtesy.servers import notify
from courtesy.turn import desk, take

log = logging.getLogger(__name__)

RENEW = 540.0  # seconds in IDLE: NAT and servers forget a silent connection sooner or later
TURN = 3600.0  # seconds that a turn may take: the first look at a large mailbox on a slow line
LONGEST = 600.0  # seconds between two tries at most
LEAVE = 4.0  # seconds in which turns must leave when we are asked to stop
ROUND = 300.0  # seconds between two looks whether the owner is to be told something

Tell = Callable[[desk.Office, Sequence[desired.Notice] | None], Awaitable[None]]


class Bell:
    """What the owner is told, apart from the turns: a mail server that is slow or away delays none of them."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._rung = asyncio.Event()
        self._news: Sequence[desired.Notice] | None = None

    def ring(self, news: Sequence[desired.Notice] | None = None) -> None:
        """Look now whether there is something to tell; `news` are the notices of a turn that was just taken."""
        self._news = news
        self._rung.set()

    async def run(self, office: desk.Office) -> None:
        """Tell, each time that the bell is rung, and now and then: quiet hours end, and failures grow old."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ROUND):
                    await self._rung.wait()
            self._rung.clear()
            news, self._news = self._news, None
            await self._say(office, news)

    async def _say(self, office: desk.Office, news: Sequence[desired.Notice] | None) -> None:
        telling = asyncio.ensure_future(self._tell(office, news))
        try:
            await asyncio.shield(telling)
        except asyncio.CancelledError:  # what is being handed in is not cut off: it would be handed in again
            await asyncio.wait([telling], timeout=LEAVE - 1)
            telling.cancel()
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the watch goes on
            log.error("The owner could not be told; trying again.", extra={"why": errors.where(error)})  # noqa: TRY400


class Watch:
    """One account's life: turn, wait, turn, …; `due` is when its next sign of life must have come (loop time)."""

    def __init__(self, at: desk.Desk, bell: Bell) -> None:
        self.at = at
        self.due = 0.0
        self.stopped = ""  # why this account is watched no more
        self._bell = bell
        self._woken = asyncio.Event()
        self._failures = 0

    def wake(self) -> None:
        """Let the next turn begin now."""
        self._woken.set()

    async def run(self) -> None:
        """Take turns until cancelled, or until only a person can help."""
        try:
            while True:
                try:
                    await self._turn()
                    await self._wait()
                except errors.TryLater as error:
                    await self._try_later(error)
                except (errors.AuthenticationRefused, errors.MailboxMissing, errors.ConfigurationError) as error:
                    self._stop(error)
                    return
                except Exception as error:  # noqa: BLE001  # an error of ours must not end the watch
                    await self._try_later(errors.TryLater(f"an error of ours: {errors.where(error)}"))
        finally:
            await self.at.server.close()

    async def _turn(self) -> None:
        self._live(TURN)
        self._woken.clear()
        report = await take.noted(self.at)
        self._failures = 0
        log.info(
            "Turn taken.",
            extra={"account": report.account, "read": report.read, "actions": len(report.actions)},
        )
        self._bell.ring(report.notices)

    async def _wait(self) -> None:
        """Wait until the mailbox changes, somebody wakes us, or it is time to look again."""
        seconds = RENEW if self.at.server.idles else float(self.at.office.settings.watch.poll)
        self._live(seconds + 60)
        waiting = asyncio.ensure_future(self.at.server.wait(self.at.account.mailboxes.inbox, seconds))
        waking = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({waiting, waking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waking.cancel()
            if not waiting.done():
                waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting

    async def _try_later(self, error: errors.TryLater) -> None:
        self._failures += 1
        delay = min(LONGEST, 2.0**self._failures) * random.uniform(0.5, 1.0)  # noqa: S311  # jitter, not a secret
        log.warning(
            "The turn did not succeed; trying again.",
            extra={"account": self.at.account.name, "why": str(error), "seconds": round(delay)},
        )
        self._live(delay + 60)
        self._bell.ring()
        await self.at.server.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self._woken.wait()

    def _stop(self, error: errors.CourtesyError) -> None:
        log.error(
            "The account is watched no more until the configuration is read again.",
            extra={"account": self.at.account.name, "why": str(error)},
        )
        self.stopped = str(error)
        self._bell.ring()

    def _live(self, seconds: float) -> None:
        self.due = asyncio.get_running_loop().time() + seconds


async def serve(desks: Callable[[], Sequence[desk.Desk]], tell: Tell, system: notify.Notifier) -> None:
    """Watch all accounts until SIGTERM; read the configuration again (by `desks`) on SIGHUP."""
    loop = asyncio.get_running_loop()
    stop, reload = asyncio.Event(), asyncio.Event()
    watches: list[Watch] = []
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, stop.set)
    loop.add_signal_handler(signal.SIGHUP, reload.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: _wake(watches))
    bell = Bell(tell)
    watches[:] = [Watch(at, bell) for at in desks()]
    feeder = asyncio.create_task(_feed(system, watches))
    try:
        while not stop.is_set():
            reload.clear()
            tasks = [asyncio.create_task(watch.run(), name=watch.at.account.name) for watch in watches]
            tasks += [asyncio.create_task(bell.run(watch.at.office)) for watch in watches[:1]]  # all share one
            system.ready(f"Watching {len(watches)} account{'s' if len(watches) != 1 else ''}.")
            await _first(stop, reload)
            if not stop.is_set():
                system.reloading()
            else:
                system.stopping("Finishing the turn.")
            await _leave(tasks)
            if not stop.is_set():
                watches[:] = _again(desks, watches, bell)
    finally:
        feeder.cancel()


def _wake(watches: Sequence[Watch]) -> None:
    for watch in watches:
        watch.wake()


def _again(desks: Callable[[], Sequence[desk.Desk]], watches: Sequence[Watch], bell: Bell) -> list[Watch]:
    """Return watches after the configuration as it is now, or as it was where it cannot be used."""
    try:
        return [Watch(at, bell) for at in desks()]
    except errors.ConfigurationError as error:
        log.error("The configuration cannot be used; going on with the old one.", extra={"why": str(error)})  # noqa: TRY400
        return [Watch(watch.at, bell) for watch in watches]


async def _first(*happenings: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in happenings]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def _leave(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=LEAVE)


async def _feed(system: notify.Notifier, watches: Sequence[Watch]) -> None:
    """Feed the watchdog while every account that is watched has given its sign of life in time."""
    if system.watchdog is None:
        return
    while True:
        now = asyncio.get_running_loop().time()
        late = [watch.at.account.name for watch in watches if not watch.stopped and 0 < watch.due < now]
        if late:
            log.error("No sign of life in time; the watchdog is not fed.", extra={"accounts": late})
        else:
            system.alive()
        await asyncio.sleep(system.watchdog / 3)
