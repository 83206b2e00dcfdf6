"""`courtesy init` as a real process against a real Dovecot: at a terminal as a person types, and by options alone."""

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import jobmail
import terminal

COMMAND = [sys.executable, "-m", "courtesy.cli"]


class Newcomer:
    """A person with a fresh home directory and a mailbox that holds a job search."""

    def __init__(self, home, root: Path) -> None:
        self.mailbox, self.dovecot, self.root = home, home.dovecot, root
        self.environ = {
            "HOME": str(root), "PATH": f"{root}/bin:{os.environ['PATH']}", "LANG": "C.UTF-8", "TZ": "Europe/Oslo",
        }  # fmt: skip
        (root / "bin").mkdir()
        self.program("git", "exit 1")  # knows no name
        self.program("systemctl", "exit 1")  # no service manager
        self.configuration = root / ".config" / "courtesy" / "courtesy.toml"
        self.server = f"localhost:{self.dovecot.tls_port}"

    def program(self, name, script):
        path = self.root / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def at_a_terminal(self, *words):
        return terminal.running([*COMMAND, "init", "--ca-file", self.dovecot.ca_file, *words], self.environ)

    def run(self, *words, stdin="", code=0, **environ):
        done = subprocess.run(
            [*COMMAND, *words], input=stdin, capture_output=True, text=True, check=False, timeout=120,
            env={**self.environ, **environ},
        )  # fmt: skip
        assert done.returncode == code, (done.stdout, done.stderr)
        return done

    def options(self, **changes):
        given = {
            "address": self.mailbox.user, "name": "Ida Voss", "imap-host": "localhost",
            "imap-port": str(self.dovecot.tls_port), "ca-file": self.dovecot.ca_file, **changes,
        }  # fmt: skip
        return ["init", *(word for key, value in given.items() if value for word in (f"--{key}", value))]

    def settings(self):
        return tomllib.loads(self.configuration.read_text())

    def files(self):
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()
                      and "bin" not in path.parts)  # fmt: skip


@pytest.fixture
def newcomer(home, tmp_path_factory, monkeypatch):
    return Newcomer(home, tmp_path_factory.mktemp("newcomer"))


def test_a_person_who_has_never_edited_a_configuration_comes_to_the_first_draft(newcomer):
    newcomer.mailbox.fill()
    with newcomer.at_a_terminal() as at:
        at.answer("Your mail address:", newcomer.mailbox.user)
        assert "None were found" in at.answer("IMAP server [imap.example.test]:", newcomer.server)
        at.answer("Password", newcomer.dovecot.password)
        told = at.answer("Your name", "Ida Voss")
        assert "That worked. Courtesy will read INBOX, Sent, Archive, and lay letters in Drafts." in told
        at.answer("Your time zone [Europe/Oslo]:", "")
        at.answer("telephone number", "+47 22 00 00 00")
        assert "in a file that only you can read" in at.answer("Number [1]:", "")
        at.wait_for("All is well.")
        assert at.end() == 0
    assert newcomer.dovecot.password not in at.shown
    newcomer.run("run", "--once", "--as-of", jobmail.NOW.isoformat())
    assert len(newcomer.mailbox.drafts()) > 0


def test_the_configuration_is_the_owners_alone_and_every_setting_bears_its_sentence(newcomer):
    newcomer.run(*newcomer.options(), "--password-stdin", stdin=newcomer.dovecot.password + "\n")
    lying = [newcomer.configuration, newcomer.configuration.with_name("personal.password")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in lying] == [0o600, 0o600]
    assert stat.S_IMODE(newcomer.configuration.parent.stat().st_mode) == 0o700
    lines = newcomer.configuration.read_text().splitlines()
    settings = [n for n, line in enumerate(lines) if " = " in line and not line.startswith("# ")]
    assert len(settings) > 8
    assert all(lines[n - 1].startswith("# ") for n in settings)
    assert newcomer.dovecot.password not in "".join(lines)


def test_mistakes_are_said_in_plain_words_and_can_be_tried_again(newcomer):
    with newcomer.at_a_terminal() as at:
        at.answer("Your mail address:", "ida at example")
        assert "looks like name@example.org" in at.answer("Your mail address:", newcomer.mailbox.user)
        at.answer("IMAP server", "localhost:1")
        at.answer("Password", "not this one")
        assert "no mail server listens at its port 1" in at.answer("Number [1]:", "2")
        at.answer("IMAP server", "no-such-host.invalid")
        assert "There is no server called no-such-host.invalid" in at.answer("Number [1]:", "2")
        at.answer("IMAP server", newcomer.server)
        told = at.answer("Number [1]:", "1")
        assert f"localhost did not accept this password for {newcomer.mailbox.user}" in " ".join(told.split())
        assert "app password" in told
        at.answer("Password", newcomer.dovecot.password)
        at.answer("Your name", "Ida Voss")
        at.answer("time zone", "berlin")
        at.answer("telephone", "")
        at.answer("Number [1]:", "")
        assert at.end() == 0
    assert newcomer.settings()["owner"]["timezone"] == "Europe/Berlin"


def test_a_certificate_that_nobody_vouches_for_is_told_and_its_authority_can_be_named(newcomer):
    with terminal.running([*COMMAND, "init"], newcomer.environ) as at:
        at.answer("Your mail address:", newcomer.mailbox.user)
        at.answer("IMAP server", newcomer.server)
        at.answer("Password", newcomer.dovecot.password)
        assert "signed by nobody that this machine trusts" in " ".join(at.answer("Number [1]:", "2").split())
        at.answer("File (PEM):", newcomer.dovecot.ca_file)
        at.answer("Your name", "Ida Voss")
        at.answer("time zone", "")
        at.answer("telephone", "")
        at.answer("Number [1]:", "")
        assert at.end() == 0
    assert newcomer.settings()["accounts"][0]["imap"]["ca_file"] == newcomer.dovecot.ca_file


def test_whoever_leaves_on_the_way_leaves_nothing_behind(newcomer):
    with newcomer.at_a_terminal() as at:
        at.answer("Your mail address:", newcomer.mailbox.user)
        at.answer("IMAP server", newcomer.server)
        at.answer("Password", newcomer.dovecot.password)
        at.answer("Your name", "Ida Voss")
        at.answer("time zone", "\x03")
        assert at.end() == 1
    assert "Nothing was kept" in at.shown
    assert newcomer.files() == []


def test_a_second_mailbox_is_added_beside_the_first(newcomer):
    newcomer.run(*newcomer.options(), "--password-stdin", stdin=newcomer.dovecot.password + "\n")
    before = newcomer.configuration.read_text()
    with newcomer.at_a_terminal("--imap-host", "localhost", "--imap-port", str(newcomer.dovecot.tls_port)) as at:
        assert "There is a configuration already" in at.answer("Number [1]:", "1")
        at.answer("Your mail address:", newcomer.dovecot.user())
        at.answer("Password", newcomer.dovecot.password)
        at.answer("Number [1]:", "")
        assert at.end() == 0
    assert newcomer.configuration.read_text().startswith(before)
    assert [one["name"] for one in newcomer.settings()["accounts"]] == ["personal", "example"]


def test_what_is_replaced_is_kept_beside_it(newcomer):
    newcomer.configuration.parent.mkdir(parents=True)
    newcomer.configuration.write_text("# mine\n")
    words = [*newcomer.options(), "--password-stdin"]
    assert "--existing" in newcomer.run(*words, stdin="secret\n", code=2).stderr
    assert newcomer.configuration.read_text() == "# mine\n"
    newcomer.run(*words, "--existing", "replace", stdin=newcomer.dovecot.password + "\n")
    assert newcomer.configuration.with_name("courtesy.toml.old").read_text() == "# mine\n"
    assert newcomer.settings()["owner"]["name"] == "Ida Voss"


def test_without_a_terminal_every_option_that_is_missing_is_named_at_once(newcomer):
    said = newcomer.run("init", code=2, TZ="UTC").stderr
    assert all(option in said for option in ("--address", "--name", "--password-stdin"))
    said = newcomer.run(*newcomer.options(**{"imap-host": ""}), "--password-stdin", stdin="x\n", code=2).stderr
    assert "--imap-host" in said


def test_the_password_may_come_by_the_environment_and_never_by_an_argument(newcomer):
    newcomer.run(*newcomer.options(), COURTESY_PASSWORD=newcomer.dovecot.password)
    assert "--password " not in newcomer.run("init", "--help").stdout


def test_without_a_terminal_a_wrong_password_fails_and_keeps_nothing(newcomer):
    said = newcomer.run(*newcomer.options(), "--password-stdin", stdin="not this one\n", code=1).stderr
    assert "refused the log-in" in said
    assert "not this one" not in said
    assert newcomer.files() == []


def test_a_command_that_prints_the_password_stores_none(newcomer):
    newcomer.run(*newcomer.options(), "--password-command", f"echo {newcomer.dovecot.password}")
    assert newcomer.files() == [".config/courtesy/courtesy.toml"]
    assert newcomer.settings()["accounts"][0]["imap"]["password_command"] == "echo secret"


def test_a_provider_that_lets_nobody_in_is_named(newcomer):
    said = newcomer.run(*newcomer.options(address="ida@tuta.com", **{"imap-host": ""}), COURTESY_PASSWORD="x", code=78)
    assert "Tuta" in said.stderr


def test_a_provider_that_takes_no_passwords_is_named(newcomer):
    given = newcomer.options(address="ida@outlook.com", **{"imap-host": ""})
    assert "OAuth 2" in newcomer.run(*given, COURTESY_PASSWORD="x", code=78).stderr


def test_the_steps_to_an_app_password_are_the_providers_own(newcomer):
    with terminal.running([*COMMAND, "init"], newcomer.environ) as at:
        at.answer("Your mail address:", "ida.voss@gmail.com")
        told = at.answer("Password (", "\x03")
        at.end()
    assert "Known to be Gmail" in told
    assert "imap.gmail.com, port 993, encrypted" in told
    assert "not the password of your Google account" in " ".join(told.split())
    assert "https://myaccount.google.com/apppasswords" in told


def test_a_place_that_cannot_be_written_is_told_of(newcomer):
    (newcomer.root / ".config").write_text("a file")
    done = newcomer.run(*newcomer.options(), "--password-stdin", stdin=newcomer.dovecot.password + "\n", code=1)
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_mailbox_is_added_to_a_configuration_that_is_at_fault(newcomer):
    newcomer.configuration.parent.mkdir(parents=True)
    newcomer.configuration.write_text("[owner")
    words = [*newcomer.options(), "--password-stdin", "--existing", "add"]
    assert "not valid TOML" in newcomer.run(*words, stdin="secret\n", code=78).stderr
    assert newcomer.files() == [".config/courtesy/courtesy.toml"]


def test_the_service_alone_is_seen_to_where_the_configuration_is_kept(newcomer):
    newcomer.run(*newcomer.options(), "--password-stdin", stdin=newcomer.dovecot.password + "\n")
    before = newcomer.configuration.read_text()
    newcomer.program("systemctl", MANAGER.format(log="/dev/null"))
    newcomer.run("init", "--existing", "keep", "--service")
    assert newcomer.configuration.read_text() == before
    assert (newcomer.root / ".config/systemd/user/courtesy.service").exists()


def test_notices_are_tried_before_they_are_promised(newcomer):
    words = [*newcomer.options(), "--password-stdin", "--notices", "--smtp-host", "localhost", "--smtp-port", "1"]
    assert "--notices" in newcomer.run(*words, stdin="secret\n", code=1).stderr
    assert newcomer.files() == []


MANAGER = """echo "$@" >> {log}
case "$2" in show) echo LoadState=loaded; echo ActiveState=active;; esac"""


def test_the_unit_starts_this_very_program_with_this_very_configuration(newcomer):
    log = newcomer.root / "bin" / "log"
    newcomer.program("systemctl", MANAGER.format(log=log))
    place = newcomer.root / "a place"
    done = newcomer.run("--config", str(place / "my 100%.toml"), *newcomer.options(), "--service", "--password-stdin",
                        stdin=newcomer.dovecot.password + "\n")  # fmt: skip
    unit = (newcomer.root / ".config/systemd/user/courtesy.service").read_text()
    [start] = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    assert start == f'ExecStart={sys.executable} -m courtesy.cli --config "{place}/my 100%%.toml" run'
    assert [line for line in log.read_text().splitlines() if "show" not in line] == [
        "--user daemon-reload",
        "--user enable courtesy.service",
        "--user restart courtesy.service",
    ]
    assert "It runs." in done.stderr


def test_a_service_that_cannot_be_is_refused_where_it_was_asked_for(newcomer):
    words = [*newcomer.options(), "--service", "--password-stdin"]
    assert "no service manager" in newcomer.run(*words, stdin=newcomer.dovecot.password + "\n", code=1).stderr
