"""Killed with SIGKILL at each step of writing to a calendar server, and run again: the end is as if undisturbed."""

import subprocess
import sys
from pathlib import Path

import caldav
import icalendar
import pytest

from servers import calendars

SCENES = ("new", "changed", "cancelled", "gone")
DRIVER = Path(__file__).with_name("calendar_kill_driver.py")


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    users = [f"{scene}-{number}" for scene in SCENES for number in range(50)]  # each in a place of its own
    with calendars.radicale(tmp_path_factory.mktemp("radicale"), users) as url:
        yield url


def run(url, *jobs):
    """Run the driver on (user, directory, attempts) jobs; return how many steps each undisturbed attempt had."""
    words = [f"{user}:{directory}:{','.join(attempts)}" for user, directory, attempts in jobs]
    done = subprocess.run(
        [sys.executable, str(DRIVER), url, *words], capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [int(line) for line in done.stdout.split()]


def picture(url, user):
    """Return what another client sees: of each event its UID, what it says, its sequence and its state."""
    client = caldav.DAVClient(url, username=user, password=calendars.PASSWORD)
    [there] = client.principal().get_calendars()
    seen = []
    for one in there.get_events():
        [event] = icalendar.Calendar.from_ical(one.data).walk("VEVENT")
        seen.append(tuple(str(event[key]) for key in ("UID", "SUMMARY", "SEQUENCE", "STATUS")))
    return sorted(seen)


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_every_step_and_run_again_it_ends_as_if_undisturbed(radicale, tmp_path, scene):
    [*_, steps] = run(radicale, (f"{scene}-0", tmp_path / "calm", [f"until-{scene}", f"{scene}-0"]))
    seen = picture(radicale, f"{scene}-0")
    assert bool(seen) == (scene != "gone")
    worlds = {step: (f"{scene}-{step}", tmp_path / str(step)) for step in range(1, steps + 1)}
    run(radicale, *((*at, [f"until-{scene}", f"{scene}-{step}", f"{scene}-0"]) for step, at in worlds.items()))
    for step, (user, _) in worlds.items():
        assert picture(radicale, user) == seen, f"killed at step {step} of {steps}"
