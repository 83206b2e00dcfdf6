"""The wheel, built from the source distribution and installed in an environment of its own, far from the checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MAIL = b"""\
From: Noor Visser <noor@example.com>
To: Sam Lund <sam@example.org>
Subject: Our offer
Date: Tue, 17 Mar 2026 09:00:00 +0000
Message-ID: <1@example.com>

Dear Sam,

we are delighted to offer you the position of Pastry Chef. Please let us know by Friday 20 March.

Noor Visser
"""


def run(*command, **more):
    environ = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        check=False,
        text=True,
        env=environ,
        stdin=subprocess.DEVNULL,
        **more,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", dist, ROOT)
    (built,) = dist.glob("*.whl")
    assert list(dist.glob("*.tar.gz"))
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    place = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", place)
    run(place / "bin/python", "-m", "pip", "install", "-q", "-c", ROOT / "requirements.lock", f"{wheel}[demo]")
    return place


def test_the_wheel_carries_templates_sample_and_units(installed):
    told = run(
        installed / "bin/python", "-I", "-c",
        "from courtesy import resources as r\n"
        "for name in ('templates', 'config', 'systemd'):\n"
        "    place = r.directory(name)\n"
        "    print(*sorted(str(path.relative_to(place)) for path in place.rglob('*') if path.is_file()))",
        cwd=installed,
    )  # fmt: skip
    for shown, name in zip(told.splitlines(), ("templates", "config", "systemd"), strict=True):
        there = [str(path.relative_to(ROOT / name)) for path in (ROOT / name).rglob("*") if path.is_file()]
        assert shown.split() == sorted(there)


def test_what_is_installed_reads_mail(installed, tmp_path):
    (tmp_path / "offer.eml").write_bytes(MAIL)
    read = json.loads(run(installed / "bin/courtesy", "read", "--json", "offer.eml", cwd=tmp_path))
    assert (read["kind"], read["reply_by"]) == ("offer", "2026-03-20")


def test_what_is_installed_shows_the_demo(installed, tmp_path):
    run(installed / "bin/courtesy", "demo", "--keep", "kept", cwd=tmp_path)
    assert list(tmp_path.glob("kept/*.eml"))
    assert list(tmp_path.glob("kept/*.ics"))


def test_what_is_installed_names_its_version(installed):
    assert run(installed / "bin/courtesy", "--version", cwd=installed).startswith("courtesy, version 0.")
