"""The units that ship with the program, judged by systemd itself."""

import os
import re
import subprocess

import pytest

from courtesy import resources

UNITS = resources.directory("systemd")


def settings(name):
    pairs = re.findall(r"(?m)^([A-Za-z]+)=(.*)$", (UNITS / name).read_text(encoding="utf-8"))
    return {key: [value for other, value in pairs if other == key] for key, _ in pairs}


@pytest.mark.parametrize(("name", "manager"), [("courtesy.service", "--user"), ("courtesy-system.service", "--system")])
def test_systemd_finds_nothing_wrong_with_the_unit(name, manager, tmp_path):
    text = (UNITS / name).read_text(encoding="utf-8")
    # The program is not installed where the unit looks for it; a program that is there stands in.
    unit = tmp_path / name
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    done = subprocess.run(
        ["systemd-analyze", manager, "--man=no", "verify", str(unit)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_system_unit_exposes_little():
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(UNITS / "courtesy-system.service")],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


@pytest.mark.parametrize("name", ["courtesy.service", "courtesy-system.service"])
def test_a_problem_that_only_a_person_can_mend_is_not_tried_again(name):
    unit = settings(name)
    assert unit["Restart"] == ["on-failure"]
    assert set(unit["RestartPreventExitStatus"][0].split()) == {"2", "78"}


def test_every_loosened_line_of_the_system_unit_says_what_needs_it():
    lines = (UNITS / "courtesy-system.service").read_text(encoding="utf-8").splitlines()
    loose = [
        number for number, line in enumerate(lines) if line.startswith(("SystemCallFilter=set", "RestrictAddress"))
    ]
    assert len(loose) == 2
    assert all(lines[number - 1].startswith("#") for number in loose)
