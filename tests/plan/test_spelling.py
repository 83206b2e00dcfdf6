"""German as it is spelled where the owner lives."""

import dataclasses

import pytest

from courtesy.plan import plan
from plan import cases


def bodies(zone):
    found = plan.plan(
        cases.case(dataclasses.replace(cases.opticians(), company="Weiß & Söhne")),
        now=cases.NOW,
        whose=dataclasses.replace(cases.WHOSE, timezone=zone),
        settings=cases.SETTINGS,
        templates=cases.templates(),
        secret=cases.SECRET,
    )
    assert found.refused == ()
    return [letter.body for letter in found.letters]


@pytest.mark.parametrize("zone", ["Europe/Zurich", "Europe/Vaduz"])
def test_in_switzerland_and_liechtenstein_letters_have_no_eszett_but_in_names(zone):
    texts = bodies(zone)
    assert any("Grüssen" in text for text in texts)
    assert any("Weiß & Söhne" in text for text in texts)
    assert not any("ß" in text.replace("Weiß & Söhne", "") for text in texts)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Vienna"])
def test_elsewhere_german_keeps_its_eszett(zone):
    texts = bodies(zone)
    assert any("Grüßen" in text for text in texts)
    assert not any("Grüssen" in text for text in texts)
