from pathlib import Path

from courtesy import app


def test_what_is_told_wins_over_the_environment_and_that_over_the_custom_of_desktops():
    environ = {"HOME": "/home/robin", "COURTESY_CONFIG": "/c.toml", "STATE_DIRECTORY": "/s"}
    assert app.place("/told.toml", "/told", environ) == app.Place(configuration=Path("/told.toml"), state=Path("/told"))
    assert app.place(None, None, environ) == app.Place(configuration=Path("/c.toml"), state=Path("/s"))
    assert app.place(None, None, {"HOME": "/home/robin"}) == app.Place(
        configuration=Path("/home/robin/.config/courtesy/courtesy.toml"),
        state=Path("/home/robin/.local/state/courtesy"),
    )
    assert app.place(None, None, {"HOME": "/home/robin", "XDG_STATE_HOME": "/x", "XDG_CONFIG_HOME": "/y"}) == app.Place(
        configuration=Path("/y/courtesy/courtesy.toml"), state=Path("/x/courtesy")
    )


def test_a_system_service_needs_no_home():
    environ = {"COURTESY_CONFIG": "/etc/courtesy/courtesy.toml", "STATE_DIRECTORY": "/var/lib/courtesy"}
    assert app.place(None, None, environ).state == Path("/var/lib/courtesy")
