"""Four programs that know nothing of each other read our calendar objects: icalendar, libical, ical.js and khal."""

import dataclasses
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from courtesy.mail import calendar
from courtesy.plan import desired
from plan import test_reminders
from readers import libical

ROOT = Path(__file__).resolve().parents[2]
ICAL_JS = ROOT / ".venv" / "node_modules" / "ical.js" / "dist" / "ical.js"
NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
NASTY = (
    "Grüße, 東京; “quotes” \\ and \\n and ^n",
    "a\r\nATTENDEE:mailto:x@y.example\r\nb",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "a\rMETHOD:REQUEST\x0bb\x00c\u2028d\ud800e",
    "🎈" * 60 + "é" * 80,
    ":;,=\"'<b>&amp;</b> {} %s $(x)",
)


def plain(**more):
    fields = {
        "uid": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "opportunity": 1, "occasion": "call", "summary": "Call Ann",
        "description": "Whom: Ann", "start": datetime(2026, 4, 17, 8, tzinfo=UTC), "duration": timedelta(minutes=30),
        "alarm": timedelta(minutes=10), "url": "mid:offer@there.example",
    }  # fmt: skip
    return desired.Reminder(**{**fields, **more})


def objects():
    """Return what we write: every occasion as event and as task, nasty texts, days, and what is cancelled."""
    made = {}
    for form in ("event", "todo"):
        for number, one in enumerate(test_reminders.every()):
            made[f"{form}-{number}-{one.occasion}"] = calendar.to_ics(dataclasses.replace(one, form=form), 0, NOW)
        for number, text in enumerate(NASTY):
            nasty = plain(summary=text, description=f"{text}\n{text}", form=form)
            made[f"{form}-nasty-{number}"] = calendar.to_ics(nasty, 3, NOW)
        made[f"{form}-day"] = calendar.to_ics(plain(start=date(2026, 4, 17), alarm=None, form=form), 0, NOW)
        made[f"{form}-cancelled"] = calendar.cancelled(calendar.to_ics(plain(form=form), 0, NOW), 1, NOW)
        made[f"{form}-without-alarm"] = calendar.to_ics(plain(alarm=None, url="", form=form), 0, NOW)
    return made


OBJECTS = objects()
FEED = calendar.feed(calendar.to_ics(one, 0, NOW) for one in test_reminders.every()[:4])


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    directory = tmp_path_factory.mktemp("readers")
    for name, data in {**OBJECTS, "feed": FEED}.items():
        (directory / f"{name}.ics").write_bytes(data)
    return directory


def components(data):
    whole = icalendar.Calendar.from_ical(data)
    assert not whole.errors
    return [one for one in whole.walk() if one.name in {"VEVENT", "VTODO"}]


def meant(data):
    """Return what each component of an object says, by icalendar."""
    return [{name: str(one[name.upper()]) for name in ("uid", "summary", "description")} for one in components(data)]


@pytest.mark.parametrize("name", [*OBJECTS, "feed"])
def test_icalendar_finds_nothing_amiss(name, files):
    data = (files / f"{name}.ics").read_bytes()
    whole = icalendar.Calendar.from_ical(data)
    whole.validate()
    for one in whole.walk():
        assert not one.errors
    for one in components(data):
        assert one["DTSTAMP"].dt.tzinfo
        moment = one["DUE"].dt if one.name == "VTODO" else one.start
        assert one.name == "VTODO" or one.end > moment
    assert whole.to_ical() == data or name == "feed"


@pytest.mark.parametrize("name", [*OBJECTS, "feed"])
def test_libical_finds_nothing_amiss_and_reads_what_was_meant(name, files):
    data = (files / f"{name}.ics").read_bytes()
    wrong, said = libical.Library().read(data)
    assert wrong == []
    assert said == meant(data)


def test_libical_would_find_it():
    reader = libical.Library()
    assert reader.read(OBJECTS["event-day"].replace(b"UID:", b"UID:x\r\nUID:"))[0]
    assert reader.read(OBJECTS["event-nasty-0"].replace(b"SUMMARY:", b"SUMMARY:a\r\nb"))[0]


@pytest.fixture(scope="module")
def by_ical_js(files):
    names = sorted(path.stem for path in files.glob("*.ics"))
    command = [
        "node",
        str(Path(__file__).with_name("ical.mjs")),
        str(ICAL_JS),
        *(f"{files}/{name}.ics" for name in names),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(names, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", [*OBJECTS, "feed"])
def test_ical_js_reads_what_was_meant(name, files, by_ical_js):
    data, said = (files / f"{name}.ics").read_bytes(), by_ical_js[name]
    assert [{key: one[key] for key in ("uid", "summary", "description")} for one in said] == meant(data)
    for one, own in zip(said, components(data), strict=True):
        start = own["DUE"].dt if own.name == "VTODO" else own["DTSTART"].dt
        told = datetime.fromisoformat(one["start"]) if isinstance(start, datetime) else date.fromisoformat(one["start"])
        assert told == start
        assert one["alarms"] == [bell["TRIGGER"].dt.total_seconds() for bell in own.walk("VALARM")]


@pytest.fixture(scope="module")
def khal(tmp_path_factory):
    """Return how to call khal on a calendar of its own."""
    root = tmp_path_factory.mktemp("khal")
    (root / "khal.conf").write_text(
        f"[calendars]\n[[ours]]\npath = {root}/calendar\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {root}/khal.db\n[default]\ndefault_calendar = ours\n"
    )
    (root / "calendar").mkdir()

    def call(*words):
        command = [sys.executable, "-m", "khal", "-c", str(root / "khal.conf"), *words]
        environ = {"HOME": str(root), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
        assert done.returncode == 0, done.stderr
        assert "rror" not in done.stderr, done.stderr
        return done.stdout

    return call


def test_khal_imports_every_event_and_shows_it(files, khal):
    """Tasks are not khal's trade: it passes them over."""
    wanted = {}
    for name in OBJECTS:
        if name.startswith("event-") and "nasty" not in name:
            khal("import", "--batch", "-a", "ours", str(files / f"{name}.ics"))
            [one] = components(OBJECTS[name])
            wanted[str(one["UID"])] = one
    shown = khal("list", "--format", "{uid}|{start}|{title}", "--day-format", "", "2026-04-14", "400d")
    told = dict(re.findall(r"(?m)^([0-9a-f-]{36})\|(.+)$", shown))
    assert set(told) == set(wanted)
    for uid, one in wanted.items():
        start = one["DTSTART"].dt
        assert told[uid].startswith(f"{start:%Y-%m-%d %H:%M}" if isinstance(start, datetime) else f"{start:%Y-%m-%d}")
        assert str(one["SUMMARY"])[:30] in told[uid]


@pytest.mark.parametrize("name", [name for name in OBJECTS if name.startswith("event-nasty")])
def test_khal_shows_nasty_texts_as_one_event(name, files, khal):
    khal("import", "--batch", "-a", "ours", str(files / f"{name}.ics"))
    shown = khal("list", "--format", "{uid}|{title}", "--day-format", "", "2026-04-17", "1d")
    assert shown.count("3fa85f64-5717-4562-b3fc-2c963f66afa6") == 1


@pytest.mark.parametrize("name", [*OBJECTS, "feed"])
def test_every_line_is_one_that_no_reader_is_too_strict_for(name, files):
    """What no reader complains of and the standard asks for: CRLF, folded lines, no byte that breaks a letter."""
    data = (files / f"{name}.ics").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert 0 < len(line) <= 75
        line.decode()
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)
    names = {line.partition(b":")[0].partition(b";")[0] for line in data.replace(b"\r\n ", b"").split(b"\r\n")}
    assert not names & {b"METHOD", b"ATTENDEE", b"ORGANIZER", b"TZID"}
    assert data.split(b"\r\n").count(b"BEGIN:VCALENDAR") == 1
