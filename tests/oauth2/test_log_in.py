"""Logging in with an access token, at a Dovecot that asks the provider about it."""

import pytest

from courtesy import errors


async def reconnect(server):
    await server.close()
    await server.connect()
    await server.close()


async def test_the_token_opens_the_mailbox(server, google):
    await server.connect()
    assert (await server.mailboxes()).drafts == "Drafts"
    await server.close()
    assert google.grants("refresh_token") == 0


async def test_a_token_that_ends_within_five_minutes_is_renewed_when_connecting_again(server, google, clock):
    await server.connect()
    clock.pass_(minutes=54)
    await reconnect(server)
    assert google.grants("refresh_token") == 0
    clock.pass_(minutes=2)
    await reconnect(server)
    assert google.grants("refresh_token") == 1
    await reconnect(server)
    assert google.grants("refresh_token") == 1


async def test_a_token_that_has_ended_long_ago_is_renewed(server, google, clock):
    clock.pass_(days=9)
    google.access.clear()
    await server.connect()
    await server.close()


async def test_a_token_that_the_server_refuses_before_its_time_is_renewed_once(server, google):
    google.access.clear()
    await server.connect()
    await server.close()
    assert google.grants("refresh_token") == 1


async def test_leave_taken_back_is_told_with_its_cure(server, google):
    google.revoke()
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home"):
        await server.connect()
    assert google.grants("refresh_token") == 1


async def test_a_server_that_refuses_a_fresh_token_is_told_with_the_cure(server, google):
    google.user = "somebody-else@example.test"
    with pytest.raises(errors.AuthenticationRefused, match="courtesy authorise home") as caught:
        await server.connect()
    assert google.grants("refresh_token") == 1
    assert not any(token in str(caught.value) for token in google.access)


async def test_a_provider_out_of_order_is_tried_later(server, google, clock):
    clock.pass_(hours=2)
    google.broken = True
    with pytest.raises(errors.TryLater):
        await server.connect()
    google.broken = False
    await server.connect()
    await server.close()
