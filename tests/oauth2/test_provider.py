"""What a provider's answers mean, and whom it is safe to ask."""

import dataclasses
from datetime import UTC, datetime

import pytest

from courtesy import errors
from courtesy.servers import grant, oauth2

NOW = datetime(2026, 3, 20, tzinfo=UTC)


def test_a_provider_that_cannot_prove_who_it_is_gets_nothing(at, client, google):
    with pytest.raises(errors.TryLater, match=r"(?i)certificate"):
        oauth2.refreshed(dataclasses.replace(at, ca_file=""), client, "refresh", NOW)
    assert google.asked == []


def test_tokens_are_asked_for_by_https_alone(at, client):
    for url in ("http://provider.example/token", "file:///etc/passwd", "ftp://127.0.0.1/token"):
        with pytest.raises(errors.ConfigurationError, match="https"):
            oauth2.refreshed(dataclasses.replace(at, token=url), client, "refresh", NOW)


def test_nobody_there_is_tried_later(at, client):
    with pytest.raises(errors.TryLater):
        oauth2.refreshed(dataclasses.replace(at, token="https://127.0.0.1:9/token"), client, "refresh", NOW)


def test_a_wrong_client_is_a_matter_of_the_configuration(at, google):
    with pytest.raises(errors.ConfigurationError, match="oauth2_client_id"):
        oauth2.refreshed(at, grant.Client(id="another"), "refresh", NOW)


def test_a_redirection_is_not_followed(at, client, google):
    with pytest.raises(errors.CourtesyError):
        oauth2.post(at, at.token.replace("/token", "/moved"), {"client_id": client.id})
    assert google.visits == ["/moved"]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "a"},
        {"access_token": 3, "refresh_token": "r"},
        {"access_token": "a\r\nb", "refresh_token": "r"},
        {"access_token": "ä", "refresh_token": "r"},
        {"access_token": "", "refresh_token": "r"},
        {"access_token": "a", "refresh_token": ["r"]},
    ],
)
def test_an_answer_without_usable_tokens_is_an_error(answer):
    with pytest.raises(errors.CourtesyError):
        grant.tokens(answer, NOW)


@pytest.mark.parametrize("seconds", [None, "soon", -5, 10**400, 1e400, {}, True])
def test_a_strange_lifetime_is_borne(seconds):
    found = grant.tokens({"access_token": "a", "refresh_token": "r", "expires_in": seconds}, NOW)
    assert found.until >= NOW


def test_the_challenge_is_that_of_the_standard():  # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert grant.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
