"""Which servers are settled on: what was given goes before what was found, and a password goes to nobody unseen."""

import click
import pytest

from courtesy import config, errors, resources
from courtesy.lookup import providers
from courtesy.setup import given, servers, talk

ADDRESS = "ida@harbour.example"
TABLE = providers.load(resources.table("providers"))
SILENT = talk.Talk(terminal=False)


def found(*, trusted=True):
    return providers.Found(
        how="named by the DNS of harbour.example",
        imap=config.Imap(host="imap.elsewhere.example", username="ida"),
        smtp=config.Smtp(host="smtp.elsewhere.example"),
        trusted=trusted,
    )


def settle(*, finds=lambda _: None, address=ADDRESS, **options):
    return servers.settle(given.Given(**options), SILENT, address, TABLE, finds)


def test_what_was_found_is_taken_where_it_can_be_trusted():
    assert settle(finds=lambda _: found()).imap.host == "imap.elsewhere.example"


def test_no_password_goes_unseen_to_a_server_that_dns_alone_names():
    with pytest.raises(click.UsageError, match="--imap-host"):
        settle(finds=lambda _: found(trusted=False))


def test_where_nothing_is_found_the_option_is_named():
    with pytest.raises(click.UsageError, match="--imap-host"):
        settle()


def test_a_server_that_was_given_is_not_looked_for():
    def never(address):
        raise AssertionError(address)

    one = settle(finds=never, imap_host="mail.harbour.example", username="iv", ca_file="/ca.pem")
    assert (one.imap.host, one.imap.port, one.imap.security) == ("mail.harbour.example", 993, "tls")
    assert (one.imap.username, one.imap.ca_file, one.smtp) == ("iv", "/ca.pem", None)


@pytest.mark.parametrize(
    ("options", "port", "security"),
    [
        ({"imap_port": 143}, 143, "starttls"),
        ({"imap_security": "starttls"}, 143, "starttls"),
        ({"imap_port": 1993}, 1993, "tls"),
        ({"imap_port": 2143, "imap_security": "starttls"}, 2143, "starttls"),
    ],
)
def test_port_and_security_follow_from_each_other(options, port, security):
    one = settle(imap_host="mail.harbour.example", **options)
    assert (one.imap.port, one.imap.security) == (port, security)


def test_an_open_line_is_only_for_this_machine():
    with pytest.raises(errors.ConfigurationError, match="password"):
        settle(imap_host="mail.harbour.example", imap_security="plain")
    assert settle(imap_host="127.0.0.1", imap_security="plain").imap.port == 143


def test_what_was_given_stands_above_what_was_found():
    one = settle(finds=lambda _: found(), imap_port=1993, username="other", smtp_host="relay.harbour.example")
    assert (one.imap.host, one.imap.port, one.imap.username) == ("imap.elsewhere.example", 1993, "other")
    assert (one.smtp.host, one.smtp.port, one.smtp.security) == ("relay.harbour.example", 465, "tls")


def test_a_provider_without_imap_is_refused_unless_a_server_is_given():
    with pytest.raises(errors.ConfigurationError, match="Tuta"):
        settle(address="ida@tuta.com")
    assert settle(address="ida@tuta.com", imap_host="127.0.0.1").imap.host == "127.0.0.1"
