"""Signing in, as the owner does: the verb in a process of its own, the test at the browser."""

import urllib.parse

import pytest

from courtesy import errors
from courtesy.servers import oauth2


@pytest.fixture
def owner(dovecot, owner_at):
    return owner_at(dovecot)


def test_who_agrees_in_the_browser_is_let_in(owner):
    running = owner.start()
    address = owner.page(running)
    assert owner.visit(address) == 200
    said, _ = running.communicate()
    assert running.returncode == 0, said
    assert owner.tokens()["access"] in owner.google.access
    assert owner.tokens()["access"] not in said


def test_an_answer_to_something_else_is_refused_and_waited_past(owner):
    running = owner.start()
    address = owner.page(running)
    back = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["redirect_uri"][0]
    for query in ("code=stolen&state=forged", "code=stolen", "error=access_denied&state=forged", ""):
        assert owner.visit(f"{back}?{query}") == 400
    assert owner.google.asked == []
    assert owner.visit(address) == 200
    running.communicate()
    assert running.returncode == 0


def test_who_does_not_agree_is_told_and_nothing_is_kept(owner):
    running = owner.start()
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(owner.page(running)).query)
    owner.visit(f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}")
    _, said = running.communicate()
    assert running.returncode == 1
    assert "access_denied" in said
    assert owner.tokens() is None


def test_a_code_that_was_put_in_by_another_is_worth_nothing(owner):
    running = owner.start()
    asked = {
        key: values[0]
        for key, values in urllib.parse.parse_qs(urllib.parse.urlsplit(owner.page(running)).query).items()
    }
    other = owner.google.agree(asked | {"code_challenge": "of-somebody-else"})
    owner.visit(other)
    running.communicate()
    assert running.returncode == 1
    assert owner.tokens() is None


def test_who_agrees_on_another_device_is_let_in(owner, at, client):
    waits = []
    asked = oauth2.device(at, client)
    assert asked.shown == "WDJB-MJHT"
    given = oauth2.awaited(at, client, asked, waits.append)
    assert given.access in owner.google.access
    assert waits == [1, 1, 6]  # asked too often: from then on less often


def test_a_code_that_nobody_types_in_ends(google, at, client):
    asked = oauth2.device(at, client)
    google.devices.clear()
    with pytest.raises(errors.AuthenticationRefused, match="in time"):
        oauth2.awaited(at, client, asked, lambda _: None)


def test_a_device_waits_for_a_network_that_fails_but_not_for_ever(google, at, client):
    waits = []
    asked = oauth2.device(at, client)
    google.broken = True
    with pytest.raises(errors.AuthenticationRefused):
        oauth2.awaited(at, client, asked, waits.append)
    assert sum(waits[:-1]) < asked.seconds


def test_the_verb_shows_the_code_and_waits(owner):
    owner.google.hesitates = ("authorization_pending",)
    running = owner.start("--device")
    said = running.communicate(timeout=120)
    assert "WDJB-MJHT" in said[1]
    assert running.returncode == 0
    assert owner.tokens()["refresh"] in owner.google.refresh


def test_an_account_that_is_none_and_one_with_a_password_are_told(owner):
    assert "home" in owner.run("authorise", "elsewhere", code=2).stderr
    owner.configure()
    assert "oauth2" in owner.run("authorise", "home", code=78).stderr


def test_a_secret_that_the_environment_lacks_is_told_by_its_name(owner, monkeypatch):
    monkeypatch.delenv("OUR_SECRET")
    assert "OUR_SECRET" in owner.run("authorise", "home", code=78).stderr
