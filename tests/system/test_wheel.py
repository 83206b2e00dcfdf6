"""The wheel, built from the source distribution and installed in an environment of its own, far from the checkout."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from courtesy import cli

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


SHARE = [
    "man/man1/courtesy.1",
    "bash-completion/completions/courtesy",
    "zsh/site-functions/_courtesy",
    "fish/vendor_completions.d/courtesy.fish",
    "courtesy/courtesy.toml",
    "courtesy/systemd/courtesy.service",
    "courtesy/systemd/courtesy-system.service",
    "courtesy/templates/thank_you.en.eml.j2",
]


def run(*command, environ=None, **more):
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        check=False,
        text=True,
        env=kept | (environ or {}),
        stdin=subprocess.DEVNULL,
        **more,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    return build(tmp_path_factory.mktemp("dist"))


def build(place, sources=ROOT):
    run(sys.executable, "-m", "build", "--outdir", place, sources, environ={"SOURCE_DATE_EPOCH": "1773702000"})
    return place


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def installed(dist, tmp_path_factory):
    (wheel,) = dist.glob("*.whl")
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


def test_what_is_installed_has_man_page_completions_units_sample_and_templates_in_share(installed):
    assert [path for path in SHARE if not (installed / "share" / path).is_file()] == []


def test_the_man_page_is_sound_and_tells_of_every_verb(installed):
    page = installed / "share/man/man1/courtesy.1"
    done = subprocess.run(["groff", "-Kutf8", "-man", "-Tutf8", "-P-c", "-ww", page], capture_output=True, check=True)
    assert done.stderr == b""
    shown = done.stdout.decode()
    assert [verb for verb in cli.VERBS if f"courtesy {verb}" not in re.sub(r"\x1b\[\d*m|.\x08", "", shown)] == []
    assert "2026-03-16" in shown


def test_bash_completes_verbs_and_options(installed):
    script = installed / "share/bash-completion/completions/courtesy"
    asked = (
        f"source {script}; PATH={installed}/bin:$PATH; "
        'complete() { COMP_WORDS=(courtesy "$@"); COMP_CWORD=$#; COMPREPLY=(); _courtesy_completion courtesy; '
        'echo "${COMPREPLY[@]}"; }; complete unde; complete status --wa'
    )
    assert run("bash", "-c", asked).split() == ["undecide", "--watch"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_answered_as_well(installed, shell):
    environ = {"_COURTESY_COMPLETE": f"{shell}_complete", "COMP_WORDS": "courtesy unde", "COMP_CWORD": "1"}
    environ |= {"COMP_CWORD": "unde"} if shell == "fish" else {}
    assert "undecide" in run(installed / "bin/courtesy", environ=environ)


def test_what_is_built_of_the_source_distribution_is_the_same_to_the_byte(dist, tmp_path):
    (source,) = dist.glob("*.tar.gz")
    run("tar", "-xzf", source, "-C", tmp_path)
    (unpacked,) = tmp_path.iterdir()
    again = build(tmp_path / "again", unpacked)
    assert {one.name: sha256(one) for one in again.iterdir()} == {one.name: sha256(one) for one in dist.iterdir()}
