"""How an account with OAuth 2 stands in the configuration."""

import pytest

from courtesy import access, config_file, errors

WHOLE = """
[owner]
name = "Ida Voss"
timezone = "Europe/Oslo"
[[accounts]]
name = "home"
address = "ida@example.test"
[accounts.imap]
host = "imap.example.test"
"""


def load(root, lines):
    path = root / "courtesy.toml"
    path.write_text(WHOLE + lines)
    return config_file.load(path).accounts[0]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('oauth2 = "google"', "oauth2_client_id"),
        ('oauth2 = "google"\noauth2_client_id = "a"\noauth2_client_id_env = "B"', "oauth2_client_id"),
        ('oauth2 = "google"\noauth2_client_id = "a"\npassword_file = "p"', "password_file and oauth2 are given"),
        ('password_file = "p"\noauth2_client_id = "a"', "no oauth2"),
        ('password_file = "p"\noauth2_client_secret_env = "A"', "no oauth2"),
        ('oauth2 = "yahoo"\noauth2_client_id = "a"', "oauth2"),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path, lines, told):
    with pytest.raises(errors.ConfigurationError, match=told):
        load(tmp_path, lines)


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_the_client_comes_from_the_configuration_or_from_the_variable_that_it_names(tmp_path, name):
    written = load(tmp_path, f'oauth2 = "{name}"\noauth2_client_id = "ours"')
    named = load(tmp_path, f'oauth2 = "{name}"\noauth2_client_id_env = "ID"\noauth2_client_secret_env = "KEY"')
    assert access.keeper(written, tmp_path, {}).client.id == "ours"
    client = access.keeper(named, tmp_path, {"ID": "theirs", "KEY": "hush"}).client
    assert (client.id, client.secret) == ("theirs", "hush")
    assert "hush" not in repr(client)


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_every_endpoint_that_ships_is_https_and_asks_for_mail_alone(name):
    one = access.provider(name, {})
    assert all(url.startswith("https://") for url in (one.authorise, one.token, one.device) if url)
    assert all(
        "mail" in scope or "IMAP" in scope or "SMTP" in scope or scope == "offline_access" for scope in one.scopes
    )
