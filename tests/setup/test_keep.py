"""Where the password is kept: every way that this machine has gives it back to the program, and to nobody else."""

import os
import stat
import zoneinfo

import keyring
import keyring.backend
import msgspec
import pytest

from courtesy import config, errors, secret
from courtesy.setup import guess, keep

PASSWORD = "pass wörd #'\"\\%"


class Ring(keyring.backend.KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def get_password(self, service, username):
        return self.kept.get((service, username))


@pytest.fixture(autouse=True)
def ring():
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


def account(**imap):
    return config.Account(
        name="home", address="ida@harbour.example", imap=config.Imap(host="imap.harbour.example", **imap)
    )


STORING = [one for one in keep.WAYS if one.name != keep.COMMAND and (one.name == "keyring" or one.ready())]


@pytest.mark.parametrize("way", STORING, ids=lambda one: one.name)
def test_what_is_kept_is_what_the_program_finds(tmp_path, way):
    assert way.ready()
    told = way.keep(
        keep.Secret(account="home", address="ida@harbour.example", password=PASSWORD, directory=tmp_path / "new")
    )
    if name := told.get("password_file"):
        told = {"password_file": str(tmp_path / "new" / name)}
    assert secret.password(account(**told), os.environ) == PASSWORD
    for path in (tmp_path / "new").glob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len([key for key in msgspec.structs.asdict(account(**told).imap) if key in told]) == 1


def test_what_is_written_lies_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "courtesy.toml"
    keep.written(path, "first\n")
    with pytest.raises(UnicodeEncodeError):
        keep.written(path, "half \udcff")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("courtesy.toml", "first\n")]


def test_a_desktop_without_a_keyring_is_not_offered_one():
    class Nobody(Ring):
        priority = 0

    keyring.set_keyring(Nobody())
    assert "keyring" not in [one.name for one in keep.ways()]


def test_the_way_without_a_store_needs_a_command():
    with pytest.raises(errors.ConfigurationError):
        keep.WAYS[-1].keep(keep.Secret(account="home", address="a@b.example", password="x", directory=None))


@pytest.mark.parametrize(
    ("environ", "link", "told"),
    [
        ({}, "/usr/share/zoneinfo/Europe/Oslo", "Europe/Oslo"),
        ({}, "/usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ({"TZ": ":Asia/Tokyo"}, "/usr/share/zoneinfo/Europe/Oslo", "Asia/Tokyo"),
        ({"TZ": "CET-1CEST"}, "/usr/share/zoneinfo/Europe/Oslo", ""),
        ({}, "/usr/share/zoneinfo/Etc/UTC", ""),
        ({}, "/somewhere/else", ""),
    ],
)
def test_the_time_zone_is_the_systems_unless_nobody_lives_in_it(tmp_path, environ, link, told):
    (tmp_path / "localtime").symlink_to(link)
    assert guess.timezone(environ, tmp_path / "localtime") == told
    assert not told or told in zoneinfo.available_timezones()


def test_a_name_that_git_knows_is_suggested(tmp_path):
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ida Voss\n")
    assert guess.name({"HOME": str(tmp_path), "PATH": os.environ["PATH"]}) == "Ida Voss"
