"""Bring a calendar on a server to order in a child process that kills itself at the n-th step (test_calendar_kill).

    calendar_kill_driver.py URL USER:DIR:ATTEMPT,ATTEMPT… …   # ATTEMPT: until-SCENE, or SCENE-STEP, 0 for undisturbed

A scene is what the turn finds to do: reminders are new, changed, to be cancelled, or (a day after) to go.
"""

import asyncio
import concurrent.futures
import dataclasses
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
from caldav.lib import error

from courtesy.plan import desired
from courtesy.servers import caldav, shelf
from courtesy.turn import calendars
from servers import calendars as servers
from turn import kill_driver

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
NEW = [
    desired.Reminder(
        uid=f"u{number}", opportunity=1, occasion="call", summary=f"Call {number}", description="Whom: Åse",
        start=NOW + timedelta(days=2), duration=timedelta(minutes=30), alarm=timedelta(), url="mid:a@b",
    )
    for number in range(1)
]  # fmt: skip
CHANGED = [dataclasses.replace(one, summary=f"{one.summary} later") for one in NEW]
SCENES = {"new": (NEW, NOW), "changed": (CHANGED, NOW), "cancelled": ([], NOW), "gone": ([], NOW + timedelta(days=2))}


@dataclasses.dataclass(kw_only=True)
class Office:
    """What the calendars are brought to order with."""

    shelf: object
    calendars: tuple
    book: object
    clock: object
    post: None = None


def scene(url, user, root, what, fatal):
    wanted, now = SCENES[what]
    steps = kill_driver.Steps(fatal)
    kill_driver.LethalStore.steps = steps
    book = kill_driver.LethalStore.open(root / "state")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        at = caldav.Endpoint(url=url, username=user, calendar="Jobs")
        server = caldav.Calendar(at, lambda: servers.PASSWORD, pool)
        kill_driver.lethal(server, ("put", "remove"), steps)
        files = shelf.Shelf(root / "files", root / "feed.ics")
        office = Office(shelf=files, calendars=(server,), book=book, clock=lambda: now)
        asyncio.run(calendars.reconcile(office, wanted, dry=False))
        assert all(one.well for one in book.health()), book.health()
    book.close()
    return steps.count


def main():
    url, *jobs = sys.argv[1:]
    assert error.DAVError
    assert icalendar.Calendar  # loaded once, for all who are forked off
    for job in jobs:
        user, root, attempts = job.rsplit(":", 2)
        for attempt in attempts.split(","):
            what, _, step = attempt.rpartition("-")
            names = list(SCENES)
            todo = names[: names.index(step)] if what == "until" else [what]
            fatal = 0 if what == "until" else int(step)
            child = os.fork()
            if not child:
                counts = [scene(url, user, Path(root), one, fatal) for one in todo]
                print(*([] if what == "until" else counts), flush=True)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if os.WIFSIGNALED(status) != bool(fatal):
                sys.exit(f"{attempt} ended with status {status}")


if __name__ == "__main__":
    main()
