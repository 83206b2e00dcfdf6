"""`courtesy check` as it is typed: what it prints, its exit code, and that nothing is left where it is ended."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import jobmail
from courtesy.checkup import machine


@pytest.fixture
def typed(home):
    """Return what `courtesy check` prints and its exit code; 78 columns, no colours."""

    def run(*words, **environ):
        done = subprocess.run(
            home.command("check", *words), capture_output=True, text=True, check=False, timeout=120,
            env={**os.environ, "COLUMNS": "78", **environ},
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout

    return run


def test_where_all_is_well_it_says_so_and_what_it_will_use(home, typed):
    code, said = typed()
    assert (code, "✗" in said) == (0, False), said
    assert said.endswith("All is well.\n")
    assert "Reads INBOX, Sent, Archive, Junk; lays letters in Drafts." in " ".join(said.split())
    assert max(len(line) for line in said.splitlines() if str(home.root) not in line) <= 78
    assert not (home.root / "state").exists()


def test_what_is_wrong_is_marked_with_its_cure_below_and_the_code_says_so(home, typed):
    (home.root / "state").mkdir(mode=0o755)
    (home.root / "state").chmod(0o755)
    code, said = typed()
    assert code == 1
    assert "✗ state" in said
    assert f"→ chmod 700 {home.root}" in " ".join(said.split())
    assert said.endswith("Mend what is marked ✗, then run `courtesy check` again.\n")


def test_no_configuration_at_all_leads_to_init(home, typed):
    (home.root / "courtesy.toml").unlink()
    code, said = typed()
    assert code == 78
    assert "courtesy init" in said


def test_no_password_is_ever_shown(home, typed):
    assert home.dovecot.password not in typed()[1]
    (home.root / "password").write_text("a wrong one\n")
    assert "a wrong one" not in typed()[1]


def test_whoever_ends_it_finds_nothing_left_behind(home):
    """Asked to end (Ctrl-C, SIGTERM) at every moment of its way, it takes the test draft away first."""
    for moment, how in ((0.4, signal.SIGTERM), (0.8, signal.SIGINT), (1.1, signal.SIGTERM), (1.4, signal.SIGINT)):
        one = subprocess.Popen(home.command("check"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        threading.Timer(moment, one.send_signal, [how]).start()
        assert b"Traceback" not in one.communicate(timeout=60)[1]
        assert home.drafts() == []


def test_the_next_check_cleans_up_after_one_that_was_killed(home):
    one = subprocess.Popen(home.command("check"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not home.drafts() and one.poll() is None:
        time.sleep(0.01)
    one.kill()
    one.communicate(timeout=60)
    home.run("check")
    assert home.drafts() == []


def test_a_check_changes_nothing_that_a_turn_would_see(home):
    home.fill()
    home.run("run", "--once", "--as-of", jobmail.NOW.isoformat())
    before = home.drafts()
    home.run("check")
    assert home.run("run", "--dry-run", "--as-of", jobmail.NOW.isoformat()).stdout == ""
    assert home.drafts() == before


def test_how_the_last_turn_went_is_told(home, typed):
    home.run("run", "--once")
    assert "last turn" in typed()[1]


MANAGER = """#!{python}
import sys
print({answer!r} if "--user" in sys.argv else "LoadState=not-found")
"""


@pytest.mark.parametrize(
    ("answer", "mark", "told"),
    [
        ("LoadState=loaded\nActiveState=active\nSubState=running\nStatusText=home: all read", "✓", "home: all read"),
        ("LoadState=loaded\nActiveState=failed\nResult=exit-code", "✗", "journalctl --user -u courtesy"),
        ("LoadState=loaded\nActiveState=activating\nSubState=auto-restart\nResult=watchdog", "✗", "watchdog"),
        ("LoadState=loaded\nActiveState=inactive\nResult=success", "!", "systemctl --user enable --now courtesy"),
        ("LoadState=not-found\nActiveState=inactive", "✓", "Not set up"),
    ],
)
def test_the_service_is_told_of_as_its_manager_has_it(typed, tmp_path_factory, answer, mark, told):
    place = tmp_path_factory.mktemp("bin")
    (place / "systemctl").write_text(MANAGER.format(python=sys.executable, answer=answer))
    (place / "systemctl").chmod(0o755)
    code, said = typed(PATH=f"{place}:{os.environ['PATH']}")
    assert f"{mark} service" in said
    assert told in " ".join(said.split())
    assert code == (1 if mark == "✗" else 0)


def test_a_full_disk_is_told_of_with_how_much_is_wanted(tmp_path):
    one = machine.disk(tmp_path, free=12_000_000)
    assert (one.mark, "12 MB" in one.word, "100 MB" in one.cure) == ("✗", True, True)
    assert machine.disk(tmp_path, free=40_000_000_000).word == "40 GB are free."
