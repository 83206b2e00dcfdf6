"""How much is understood of who employs and as what, in mail of many trades and countries; it must not fall."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from courtesy.mail import owner, parse
from courtesy.reading import read

WHOSE = owner.Owner(name="Tamsin Orde", addresses=frozenset({"tamsin@postbox.example"}), timezone="Europe/London")
HEAD = """\
From: {from}
To: Tamsin Orde <tamsin@postbox.example>
Subject: {subject}
Date: Mon, 2 Mar 2026 10:00:00 +0000
Message-ID: <a@b.example>
Content-Type: text/plain; charset=utf-8

"""
LEGAL = frozenset("the ltd gmbh co kg aps ab ag kk bv inc llc pvt as".split())  # noqa: SIM905


def words(name: str | None) -> set[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c))
    return set(re.findall(r"[^\W_]+", bare.lower().replace("'", "").replace(".", ""))) - LEGAL


def same(truth: str | None, said: str | None) -> bool:
    """Tell whether the words of one are all among those of the other, or nothing is wanted and nothing said."""
    wanted, found = words(truth), words(said)
    return wanted == found or bool(wanted and found and (wanted <= found or found <= wanted))


@pytest.mark.parametrize(
    ("name", "fact", "floor"),
    [
        ("employers", "company", 0.95),
        ("employers", "role", 0.97),
        ("employers_b", "company", 0.98),  # .87 at first sight
        ("employers_b", "role", 0.94),  # .84 at first sight; word by word .57, now .92
    ],
)
def test_who_employs_and_as_what_is_understood(name, fact, floor, known):
    told = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    wrong, asked = [], [one for one in told if fact in one]
    for one in asked:
        found = getattr(read.wake(parse.parse((HEAD.format(**one) + one["body"]).encode()), WHOSE, known), fact)
        said = found.value if found else None
        if not same(one[fact], said):
            wrong.append((one["subject"], one[fact], said))
    assert len(asked) >= 60
    assert 1 - len(wrong) / len(asked) >= floor, wrong
