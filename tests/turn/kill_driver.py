"""Take a turn in a child process that kills itself (SIGKILL) at the n-th step; run by test_kill.

A step is the moment before or after any write to the server, the book or the reminders directory, and within a
transaction of the book. The driver forks, so that each attempt costs a turn and not a start of Python.

    kill_driver.py PORT USER:DIR:ATTEMPT,ATTEMPT… …   # ATTEMPT 0: undisturbed; prints how many steps there were
"""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import jobmail
from courtesy import app, config_file
from courtesy.casebook import store
from courtesy.turn import desk, take

WRITES = ("append_all", "store", "delete", "create")


class Steps:
    """Counts steps and kills at the one asked for."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.count = fatal, 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def lethal(thing, names, steps):
    """Let the methods named pass through a step before and after."""

    def around(method):
        def sync(*args, **kwargs):
            steps.step()
            result = method(*args, **kwargs)
            steps.step()
            return result

        async def asynchronous(*args, **kwargs):
            steps.step()
            result = await method(*args, **kwargs)
            steps.step()
            return result

        return asynchronous if asyncio.iscoroutinefunction(method) else sync

    for name in names:
        setattr(thing, name, around(getattr(thing, name)))
    return thing


class LethalStore(store.Store):
    """A book in which every transaction may be the last."""

    steps: Steps

    @contextlib.contextmanager
    def _write(self):
        self.steps.step()
        with super()._write() as db:
            yield db
            self.steps.step()
        self.steps.step()


def turn(port: int, user: str, root: Path, steps: Steps) -> None:
    settings = config_file.parse(
        {
            "owner": {"name": "Ida Voss", "timezone": "Europe/Oslo"},
            "accounts": [
                {
                    "name": "home",
                    "address": jobmail.ADDRESS,
                    "imap": {
                        "host": "127.0.0.1", "port": port, "security": "plain", "username": user,
                        "password_file": str(root / "password"),
                    },
                }
            ],
        },
        root / "courtesy.toml",
    )  # fmt: skip
    LethalStore.steps = steps
    book = LethalStore.open(root / "state")
    where = app.Place(configuration=root / "courtesy.toml", state=root / "state")
    office = app.office(settings, book, where, now=lambda: jobmail.NOW)
    lethal(office.shelf, ("put", "remove", "feed"), steps)
    [at] = app.desks(office, app.connect(office.pool, where.state))
    lethal(at.server, WRITES, steps)

    async def one(at: desk.Desk) -> None:
        try:
            await take.take(at)
        finally:
            await at.server.close()

    asyncio.run(one(at))
    office.pool.shutdown()
    book.close()


def attempt(port: int, user: str, root: Path, fatal: int) -> None:
    child = os.fork()
    if not child:
        steps = Steps(fatal)
        turn(port, user, root, steps)
        print(steps.count, flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if killed != bool(fatal):
        sys.exit(f"attempt {fatal} ended with status {status}")


def main() -> None:
    port, *jobs = sys.argv[1:]
    known = app.reading_rules()  # once for all attempts: compiling them is no step
    app.reading_rules = lambda: known
    for job in jobs:
        user, root, attempts = job.split(":")
        for fatal in attempts.split(","):
            attempt(int(port), user, Path(root), int(fatal))


if __name__ == "__main__":
    main()
