"""The daemon on an account with a token: it watches, stops where leave was taken back, and goes on once it is given."""

import contextlib
import os
import signal
import subprocess

import pytest


@pytest.fixture
def owner(mailserver, owner_at):
    return owner_at(mailserver)


@contextlib.contextmanager
def daemon(owner):
    one = subprocess.Popen(owner.command("run"), stderr=subprocess.PIPE, text=True)
    try:
        yield one
    finally:
        one.kill()
        one.wait()


def heard(one, words):
    for line in one.stderr:
        if words in line:
            return line
    raise AssertionError(f"the daemon ended without saying {words!r}")


def test_from_the_first_authorisation_to_one_that_was_taken_back_and_given_again(owner):
    with daemon(owner) as one:
        assert "courtesy authorise home" in heard(one, "watched no more")  # nobody has agreed yet
        assert "goes on" in owner.agree()
        heard(one, "Turn taken")
        owner.google.revoke()
        asked = owner.google.grants("refresh_token")
        os.kill(one.pid, signal.SIGHUP)  # it connects again
        assert "courtesy authorise home" in heard(one, "watched no more")
        os.kill(one.pid, signal.SIGUSR1)  # nor does a wake make it ask again and again
        assert "failed" in owner.run("status").stdout
        assert owner.google.grants("refresh_token") == asked + 1
        owner.agree()
        heard(one, "Turn taken")
        one.send_signal(signal.SIGTERM)
        said = one.stderr.read()
        assert one.wait(30) == 0
    assert "access-" not in said


def test_check_says_what_to_run_where_leave_is_missing(owner):
    assert "courtesy authorise home" in " ".join(owner.run("check", code=1).stdout.split())
    owner.agree()
    assert "token" in owner.run("check").stdout
