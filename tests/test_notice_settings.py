"""The settings of notices: what they may be, and what is told of what they may not."""

import pytest

import world as worlds
from courtesy import config, config_file, errors, secret
from courtesy.checkup import look


def load(tmp_path, **notices):
    return config_file.parse({**worlds.TABLE, "notices": notices}, tmp_path / "courtesy.toml").notices


def problems(tmp_path, **notices):
    with pytest.raises(errors.ConfigurationError) as caught:
        load(tmp_path, **notices)
    return "\n".join(caught.value.problems)


def test_nothing_is_told_unless_the_owner_wants_it(tmp_path):
    found = load(tmp_path)
    assert found == config.Notices()
    assert not any(getattr(found, name) for name in found.__struct_fields__)


@pytest.mark.parametrize("hours", ["22-7", "22:00", "24:00-07:00", "07:00-07:00", "22:00 - 07:00", "at night"])
def test_hours_that_are_none_are_told_with_how_they_are_written(tmp_path, hours):
    assert 'write them as "22:00-07:00"' in problems(tmp_path, quiet=hours)


def test_a_day_that_is_none_is_told(tmp_path):
    assert "notices.digest" in problems(tmp_path, digest="someday")


@pytest.mark.parametrize("address", ["dbus://", "gnome://", "json://127.0.0.1:8080/x", "json://localhost/x"])
def test_an_address_on_this_machine_may_stand_in_the_configuration(tmp_path, address):
    assert load(tmp_path, apprise=[address]).apprise == (address,)


@pytest.mark.parametrize(
    "address",
    [
        "tgram://tokentoken/1",
        "json://me:tokentoken@127.0.0.1/",
        "ntfy://tokentoken",
        "tokentoken",
        "json://[tokentoken",
    ],
)
def test_an_address_that_may_hold_a_secret_may_not_and_is_not_repeated(tmp_path, address):
    told = problems(tmp_path, apprise=["dbus://", address])
    assert "address 2" in told
    assert "apprise_file" in told
    assert "tokentoken" not in told


def test_addresses_come_from_a_file_of_the_owners_alone_and_from_a_command(tmp_path):
    (tmp_path / "push").write_text("# mine\n\n  tgram://token/1  \nntfy://topic\n")
    (tmp_path / "push").chmod(0o600)
    found = load(tmp_path, apprise=["dbus://"], apprise_file="push", apprise_command="printf 'pover://u@t\\n'")
    assert secret.pushes(found) == ("dbus://", "tgram://token/1", "ntfy://topic", "pover://u@t")


def test_the_check_up_says_where_notices_go_and_what_apprise_cannot_use_without_a_word_of_it(tmp_path):
    listed = tmp_path / "push"
    listed.write_text("json://example.net/tokentoken\n")
    listed.chmod(0o600)
    (well,) = look.pushes(config.Notices(apprise_file=str(listed)))
    assert (well.exit_code, well.word) == (0, "Goes to: json://")
    listed.write_text("nosuch://tokentoken\nmailto://tokentoken@else.example\n")
    (broken,) = look.pushes(config.Notices(apprise_file=str(listed)))
    assert broken.exit_code == 78
    assert "Address 1: nosuch://" in broken.word
    assert "Address 2: mailto:// is not for apprise" in broken.word
    assert "tokentoken" not in broken.word
    listed.chmod(0o644)
    (open_,) = look.pushes(config.Notices(apprise_file=str(listed)))
    assert f"chmod 600 {listed}" in open_.word
