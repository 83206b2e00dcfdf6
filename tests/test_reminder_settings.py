"""The settings of reminders: what they may be, and what is told of what they may not."""

import re

import pytest

import world as worlds
from courtesy import app, config, config_file, errors, secret
from courtesy.servers import caldav

DAV = {"url": "https://dav.mailbox.example/", "username": "ida", "password_file": "secret"}


def load(tmp_path, **reminders):
    return config_file.parse({**worlds.TABLE, "reminders": reminders}, tmp_path / "courtesy.toml")


def problems(tmp_path, **reminders):
    with pytest.raises(errors.ConfigurationError) as caught:
        load(tmp_path, **reminders)
    return "\n".join(caught.value.problems)


def test_events_are_the_default_and_no_server_is_asked(tmp_path):
    found = load(tmp_path).reminders
    assert (found.kind, found.caldav, found.email, found.keep_in_touch) == ("event", None, False, (3, 6, 12))


def test_a_path_in_it_is_relative_to_the_file(tmp_path):
    dav = load(tmp_path, caldav={**DAV, "ca_file": "ca.pem"}).reminders.caldav
    assert dav.password_file == str(tmp_path / "secret")
    assert dav.ca_file == str(tmp_path / "ca.pem")


@pytest.mark.parametrize("url", ["http://dav.mailbox.example/", "http://127.0.0.1.evil.example/", "http://10.0.0.1/"])
def test_a_password_is_not_shown_to_the_network(tmp_path, url):
    assert "write https" in problems(tmp_path, caldav={**DAV, "url": url})


@pytest.mark.parametrize("url", ["http://127.0.0.1:5232/", "http://localhost/", "http://[::1]:8080/"])
def test_a_server_on_this_machine_may_be_spoken_with_in_the_clear(tmp_path, url):
    assert load(tmp_path, caldav={**DAV, "url": url}).reminders.caldav.url == url


@pytest.mark.parametrize("url", ["", "dav.mailbox.example", "ftp://dav.mailbox.example/", "https://"])
def test_what_is_no_address_of_a_server_is_told(tmp_path, url):
    assert "no address of a server" in problems(tmp_path, caldav={**DAV, "url": url})


def test_exactly_one_way_to_the_password_is_given(tmp_path):
    none = {key: value for key, value in DAV.items() if key != "password_file"}
    assert "none is given" in problems(tmp_path, caldav=none)
    assert "password_file and keyring are given" in problems(tmp_path, caldav={**DAV, "keyring": True})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "journal"}, "reminders.kind"),
        ({"occasions": ["answer_by", "dance"]}, "reminders.occasions"),
        ({"keep_in_touch": [0]}, "reminders.keep_in_touch"),
        ({"keep_in_touch": [600]}, "reminders.keep_in_touch"),
        ({"email": True}, "reminders.email needs an [accounts.smtp]"),
        ({"caldav": {**DAV, "calendar": " "}}, "reminders.caldav.calendar"),
        ({"caldav": {**DAV, "calender": "x"}}, "did you mean calendar?"),
        ({"caldav": {"url": DAV["url"], "keyring": True}}, "reminders.caldav.username is missing"),
    ],
)
def test_what_cannot_be_is_told_with_its_key(tmp_path, wrong, told):
    assert told in problems(tmp_path, **wrong)


@pytest.mark.parametrize("way", ["password_file", "password_command", "credential"])
def test_the_password_comes_by_the_ways_that_an_accounts_does(tmp_path, way):
    (tmp_path / "secret").write_text("of the calendar\n")
    (tmp_path / "secret").chmod(0o600)
    given = {"password_file": "secret", "password_command": f"cat {tmp_path / 'secret'}", "credential": "secret"}[way]
    dav = load(tmp_path, caldav={"url": DAV["url"], "username": "ida", way: given}).reminders.caldav
    assert secret.calendars(dav, {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "of the calendar"


def test_a_password_that_others_may_read_is_refused(tmp_path):
    (tmp_path / "secret").write_text("of the calendar\n")
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(errors.ConfigurationError, match=re.escape("reminders.caldav.password_file")):
        secret.calendars(load(tmp_path, caldav=DAV).reminders.caldav, {})


@pytest.mark.parametrize(
    ("kind", "components"), [("event", ("VEVENT",)), ("todo", ("VTODO",)), ("both", ("VEVENT", "VTODO"))]
)
def test_a_calendar_is_made_for_what_is_kept_in_it(kind, components):
    made = app.calendar_on(config.Caldav(**DAV), kind, None)
    assert isinstance(made, caldav.Calendar)
    assert made._at.components == components
