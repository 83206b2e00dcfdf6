import os
import socket

import click.testing
import pytest

import dovecot as server
from courtesy import cli


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return a directory for configuration and state, the one beside the other."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    password = tmp_path / "password"
    password.write_text(server.PASSWORD + "\n")
    password.chmod(0o600)
    return tmp_path


def account(dovecot, *, name="one", more="", way='password_file = "password"', port=None):
    return f"""
[[accounts]]
name = "{name}"
address = "{dovecot.user()}"
{more}
[accounts.imap]
host = "localhost"
port = {port or dovecot.tls_port}
ca_file = "{dovecot.ca_file}"
{way}
"""


OWNER = '[owner]\nname = "Robin"\ntimezone = "Europe/London"\n'


def check(place, configuration):
    (place / "courtesy.toml").write_text(configuration)
    arguments = ["--config", str(place / "courtesy.toml"), "--state", str(place / "state"), "check"]
    done = click.testing.CliRunner().invoke(cli.group, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def test_where_all_is_well_it_says_so_and_what_it_will_use(place, dovecot):
    code, said = check(place, OWNER + account(dovecot))
    assert (code, "✗" in said) == (0, False), said
    assert "All is well." in said
    assert "Reads INBOX, Sent, Archive, Junk; lays letters in Drafts." in said
    assert "It has IDLE, UIDPLUS, SPECIAL-USE, MOVE, NAMESPACE." in said
    assert not (place / "state").exists()


def test_the_problems_of_every_account_are_told_at_once(place, dovecot):
    unreachable = account(dovecot, name="unreachable", port=free_port())
    locked = account(dovecot, name="locked", way='password_command = "false"')
    refused = account(dovecot, name="refused", way='password_command = "echo wrong"')
    fine = account(dovecot, name="fine")
    code, said = check(place, OWNER + unreachable + locked + refused + fine)
    wrong = [line for line in said.splitlines() if line.startswith("✗")]
    assert [line.split()[2].strip(":") for line in wrong] == ["unreachable", "locked", "refused"]
    assert code == 78
    assert "password_command" in said


def test_a_log_in_that_is_refused_is_a_failure(place, dovecot):
    code, said = check(place, OWNER + account(dovecot, way='password_command = "echo wrong"'))
    assert code == 1
    assert "refused the log-in" in said
    assert "wrong" not in said.replace("✗", "")


def test_a_server_out_of_reach_is_to_be_tried_later(place, dovecot):
    code, _ = check(place, OWNER + account(dovecot, port=free_port()))
    assert code == 75


def test_a_configuration_that_cannot_be_used_is_told_of_with_every_problem(place):
    code, said = check(place, '[owner]\nname = "Robin"\ntimezon = "Europe/London"\n[letters]\nprepare = "never"\n')
    assert code == 78
    assert "did you mean timezone?" in said
    assert "letters.prepare" in said
    assert "[[accounts]] is missing" in said
    assert "State" in said


def test_where_no_mailbox_looks_like_drafts_the_key_to_set_is_named(place):
    with server.running(special={"Postausgang-Kopien": r"\Sent"}) as bare:
        code, said = check(place, OWNER + account(bare))
    assert code == 78
    assert "[accounts.mailboxes]" in said
    assert "drafts" in said


def test_a_server_for_notices_that_does_not_answer_is_told_of(place, dovecot):
    smtp = f'[accounts.smtp]\nhost = "127.0.0.1"\nport = {free_port()}\n'
    code, said = check(place, OWNER + account(dovecot) + smtp)
    assert code == 75
    assert "✗ Account one: SMTP server" in said


def test_a_template_directory_that_is_missing_is_told_of(place, dovecot):
    code, said = check(place, OWNER + '[letters]\ntemplates = "nowhere"\n' + account(dovecot))
    assert code == 78
    assert "nowhere" in said


def test_a_state_directory_that_others_may_look_into_is_told_of(place, dovecot):
    (place / "state").mkdir()
    (place / "state").chmod(0o755)
    code, said = check(place, OWNER + account(dovecot))
    assert code == 1
    assert "chmod 700" in said


@pytest.mark.parametrize("key", ["directory", "feed"])
def test_a_place_for_reminders_that_cannot_be_made_is_told_of(place, dovecot, key):
    (place / "file").write_text("")
    code, said = check(place, OWNER + f'[reminders]\n{key} = "file/below"\n' + account(dovecot))
    assert code == 1
    assert f"reminders.{key}" in said


def test_no_password_is_ever_shown(place, dovecot):
    _, said = check(place, OWNER + account(dovecot))
    assert server.PASSWORD not in said
    assert os.environ.get("HOME", "/nowhere") + "/.config" not in said
