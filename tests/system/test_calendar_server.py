"""The installed command with a calendar server beside the mail server: Dovecot, Radicale, and khal on the files."""

import subprocess
import sys

import caldav
import icalendar
import pytest

import home as home_module
from servers import calendars


@pytest.fixture
def radicale(tmp_path):
    (tmp_path / "radicale").mkdir()
    with calendars.radicale(tmp_path / "radicale") as url:
        yield url


def wanting(at, url, **more):
    """Add the calendar to the configuration."""
    (at.root / "dav-password").write_text(calendars.PASSWORD)
    (at.root / "dav-password").chmod(0o600)
    lines = [f'url = "{url}"', f'username = "{calendars.USER}"', 'password_file = "dav-password"']
    general = [f"{key} = {value}" for key, value in more.items()]
    with (at.root / "courtesy.toml").open("a") as file:
        file.write("\n".join(["", "[reminders]", *general, "[reminders.caldav]", *lines, ""]))


def seen(url):
    """Return what another client sees on the server."""
    client = caldav.DAVClient(url, username=calendars.USER, password=calendars.PASSWORD)
    [there] = client.principal().get_calendars()
    objects = [icalendar.Calendar.from_ical(one.data) for one in there.search()]
    return sorted(str(one["SUMMARY"]) for whole in objects for one in whole.walk() if one.name in {"VEVENT", "VTODO"})


def test_a_turn_makes_the_calendar_and_a_later_one_changes_nothing(home, radicale):
    wanting(home, radicale)
    home.fill()
    home.run("run", "--once", "--as-of", home_module.AS_OF)
    first = seen(radicale)
    assert [one.split()[0] for one in first] == ["Answer", "Call", "Last"]
    done = home.run("run", "--dry-run", "--as-of", home_module.AS_OF)
    assert done.stdout == ""
    home.run("run", "--once", "--as-of", home_module.AS_OF)
    assert seen(radicale) == first
    assert sorted({one["summary"] for one in home.status()["opportunities"][0]["reminders"]}) == first


def test_events_and_tasks_lie_there_if_both_are_wanted_and_are_told_of_once(home, radicale):
    wanting(home, radicale, kind='"both"')
    home.fill()
    home.run("run", "--once", "--as-of", home_module.AS_OF)
    told = sorted(one["summary"] for one in home.status()["opportunities"][0]["reminders"])
    assert seen(radicale) == sorted([*told, *told])
    assert len(told) == 3


def test_a_calendar_server_that_is_away_fails_no_turn_and_is_told_of(home, tmp_path):
    (tmp_path / "radicale").mkdir()
    with calendars.radicale(tmp_path / "radicale") as url:
        wanting(home, url)
    home.fill()
    home.run("run", "--once", "--as-of", home_module.AS_OF)
    assert home.drafts()
    told = home.run("status", "--as-of", home_module.AS_OF).stdout
    assert "calendar (caldav)" in told


def test_khal_shows_the_directory_as_it_lies(home, tmp_path):
    home.fill()
    home.run("run", "--once", "--as-of", home_module.AS_OF)
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[courtesy]]\npath = {home.root}/state/reminders\n[locale]\nlocal_timezone = UTC\n"
        "default_timezone = UTC\nlongdateformat = %Y-%m-%d\ndateformat = %Y-%m-%d\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n[default]\ndefault_calendar = courtesy\n"
    )
    command = [sys.executable, "-m", "khal", "-c", str(tmp_path / "khal.conf"), "list", "--format", "{title}"]
    environ = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run([*command, "2026-05-04", "10d"], capture_output=True, text=True, check=True, env=environ)
    told = {one["summary"] for one in home.status()["opportunities"][0]["reminders"]}
    assert all(one in done.stdout for one in told), done.stdout
