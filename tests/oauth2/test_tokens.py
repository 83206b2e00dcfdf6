"""Keeping tokens: for the owner alone, whole or not at all, and never twice from the same refresh token."""

import concurrent.futures
import logging
import stat

import msgspec
import pytest

from courtesy import errors
from courtesy.servers import grant, tokens


def kept(keeper):
    return [path for path in keeper.directory.iterdir() if not path.name.startswith(".")]


def test_tokens_are_readable_by_their_owner_alone(agreed):
    (path,) = kept(agreed)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(agreed.directory.stat().st_mode) == 0o700
    assert path.name == "home"


@pytest.mark.parametrize("name", ["../../elsewhere", "..", ".lock-home", "a/b", "ida@example.test", "Zuhause ü"])
def test_no_name_of_an_account_leads_elsewhere(keeper, google, clock, name):
    one = tokens.Keeper(**{**fields(keeper), "account": name})
    one.keep(grant.tokens(google.tokens(), clock()))
    assert len(kept(one)) == 1
    assert one.access() in google.access


def fields(keeper):
    return {name: getattr(keeper, name) for name in ("account", "provider", "client", "directory", "clock")}


def test_the_first_log_in_asks_the_owner_to_authorise(keeper):
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home"):
        keeper.access()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"access": "a"}', b"\xff\xfe", b"[]"])
def test_a_damaged_file_asks_the_owner_to_authorise_and_tells_nothing_of_it(agreed, damage):
    (path,) = kept(agreed)
    path.write_bytes(damage)
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home"):
        agreed.access()


def test_tokens_of_another_client_are_not_used(agreed):
    other = tokens.Keeper(**{**fields(agreed), "client": grant.Client(id="another")})
    with pytest.raises(errors.AuthenticationRefused, match="client id"):
        other.access()


def test_what_the_provider_replaces_is_kept(agreed, google, clock):
    google.rotates = True
    for _ in range(3):
        clock.pass_(hours=1)
        assert agreed.access() in google.access
    assert google.grants("refresh_token") == 3


def test_those_who_ask_at_once_take_turns(agreed, google, clock):
    google.rotates = True
    clock.pass_(hours=1)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: agreed.access(), range(8)))
    assert len(found) == google.grants("refresh_token") == 1


def test_a_refusal_leaves_the_tokens_as_they_were(agreed, google, clock):
    (path,) = kept(agreed)
    before = path.read_bytes()
    clock.pass_(hours=1)
    google.broken = True
    with pytest.raises(errors.TryLater):
        agreed.access()
    assert path.read_bytes() == before


def test_only_the_token_that_was_refused_is_given_up(agreed, google):
    agreed.forget("an older one")
    assert agreed.access() in google.access
    assert google.grants("refresh_token") == 0


def test_no_token_reaches_a_log_an_error_or_a_printed_value(agreed, google, clock, caplog):
    caplog.set_level(logging.DEBUG)
    (path,) = kept(agreed)
    held = msgspec.json.decode(path.read_bytes())
    clock.pass_(hours=1)
    google.revoke()
    with pytest.raises(errors.AuthenticationRefused) as caught:
        agreed.access()
    said = f"{caplog.text} {caught.value!r} {agreed!r} {grant.tokens(google.tokens(), clock())!r}"
    assert not any(word in said for word in (held["access"], held["refresh"], agreed.client.secret, "access-"))
