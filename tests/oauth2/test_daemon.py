"""The daemon on an account with a token: it watches, stops where leave was taken back, and goes on once it is given."""

import contextlib
import http.server
import json
import os
import signal
import subprocess
import threading

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


@pytest.fixture
def told():
    """Return what the owner is told by apprise, at an address that stands beside it."""
    told = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield told, f"json://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_leave_that_was_taken_back_is_told_the_owner_once(owner, told):
    notices, address = told
    owner.add(f'[notices]\napprise = ["{address}"]')
    owner.agree()
    owner.google.revoke()
    for _ in range(3):
        owner.run("run", "--once", code=1)
    (notice,) = notices
    assert "home" in notice["title"]
    assert "courtesy authorise" in notice["message"]
    assert "access-" not in notice["message"]


def test_check_says_what_to_run_where_leave_is_missing(owner):
    assert "courtesy authorise home" in " ".join(owner.run("check", code=1).stdout.split())
    owner.agree()
    assert "token" in owner.run("check").stdout
