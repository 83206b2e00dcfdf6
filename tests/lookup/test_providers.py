"""The table of providers: sound in itself, and asked before anything else."""

import re

import pytest

from courtesy import resources
from courtesy.lookup import find, providers

TABLE = providers.load(resources.table("providers"))


def domains(one):
    return [domain.replace("*", "fr") for domain in one.domains] or [f"own.example/{one.mx[0]}"]


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.name)
def test_every_provider_has_servers_with_tls_or_a_reason_why_not(one):
    assert one.domains or one.mx
    found = providers.found(one, f"ida@{domains(one)[0]}", "")
    if one.without:
        assert found is None
        return
    for server in (found.imap, found.smtp):
        assert re.fullmatch(r"[a-z0-9.-]+", server.host)
        assert server.security in {"tls", "starttls"}
        assert (server.port in {993, 465}) == (server.security == "tls")
    assert one.only_oauth2 or (one.password and one.steps)
    assert not one.only_oauth2 or one.oauth2


def test_no_domain_stands_in_the_table_twice():
    told = [domain for one in TABLE for domain in one.domains]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("gmail.com", "Gmail"), ("GoogleMail.com", "Gmail"), ("outlook.com", "Outlook.com"),
        ("hotmail.co.uk", "Outlook.com"), ("live.nl", "Outlook.com"), ("icloud.com", "iCloud Mail"),
        ("yahoo.com", "Yahoo Mail"), ("yahoo.com.br", "Yahoo Mail"), ("yahoo.co.jp", "Yahoo Mail (Japan)"),
        ("aol.com", "AOL Mail"), ("fastmail.com", "Fastmail"), ("gmx.de", "GMX"), ("gmx.com", "GMX (international)"),
        ("web.de", "WEB.DE"), ("mail.de", "mail.de"), ("posteo.de", "Posteo"), ("mailbox.org", "mailbox.org"),
        ("t-online.de", "T-Online (Telekom)"), ("orange.fr", "Orange"), ("free.fr", "Free"),
        ("laposte.net", "La Poste"), ("sfr.fr", "SFR"), ("ik.me", "Infomaniak"), ("bluewin.ch", "Bluewin (Swisscom)"),
        ("zoho.com", "Zoho Mail"), ("proton.me", "Proton Mail (by Proton Mail Bridge)"), ("yandex.com", "Yandex Mail"),
    ],
)  # fmt: skip
def test_the_large_ones_are_known_by_their_domains(domain, name):
    assert providers.of_domain(TABLE, domain).name == name


@pytest.mark.parametrize(
    "domain",
    [
        "yahoo.example",
        "yahoo.evil.com",
        "yahoo.bad.com",
        "yahoo.co.x",
        "notyahoo.com",
        "mail.gmail.com",
        "live.com.x.uk",
    ],
)
def test_a_domain_that_only_looks_like_one_is_not(domain):
    assert providers.of_domain(TABLE, domain) is None


def test_a_domain_of_ones_own_is_known_by_who_takes_its_mail_in():
    assert providers.of_mx(TABLE, ["aspmx.l.google.com"]).name == "Gmail"
    assert providers.of_mx(TABLE, ["own-example.mail.protection.outlook.com"]).name == "Microsoft 365"
    assert providers.of_mx(TABLE, ["eur.olc.protection.outlook.com"]).name == "Outlook.com"
    assert providers.of_mx(TABLE, ["mx.evilgoogle.com"]) is None


def test_where_the_log_in_name_is_not_the_address_each_server_is_told_its_own():
    found = providers.found(providers.of_domain(TABLE, "icloud.com"), "ida@icloud.com", "")
    assert (found.imap.username, found.smtp.username) == ("ida", "ida@icloud.com")
    found = providers.found(providers.of_domain(TABLE, "web.de"), "ida@web.de", "")
    assert (found.imap.username, found.smtp.username) == ("ida", "ida")
    found = providers.found(providers.of_domain(TABLE, "gmail.com"), "ida@gmail.com", "")
    assert (found.imap.username, found.smtp.username) == ("", "")


def test_the_table_is_asked_before_the_network_and_the_first_answer_of_that_counts():
    def never(address):
        raise AssertionError(address)

    def silent(address):
        return None

    def says(how):
        return lambda address: providers.found(providers.of_domain(TABLE, "posteo.de"), address, how)

    assert find.find("ida@gmail.com", TABLE, [never]).provider.name == "Gmail"
    assert find.find("ida@own.example", TABLE, [silent, says("second"), says("third")]).how == "second"
    assert find.find("ida@own.example", TABLE, [silent]) is None


@pytest.mark.parametrize("address", ["ida@", "ida@" + "x" * 300 + ".example", "ida@..", "ida@one"])
def test_what_is_no_domain_is_looked_for_nowhere(address):
    def never(address):
        raise AssertionError(address)

    assert find.find(address, TABLE, [never]) is None
