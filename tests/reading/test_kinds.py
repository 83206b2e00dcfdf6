"""What is easily mistaken: mail of every kind in kinds*.txt, written to be taken for another; no share may fall."""

from dataclasses import replace
from pathlib import Path

import pytest

import jobmail
from courtesy.mail import owner, parse
from courtesy.reading import read

OWNER = owner.Owner(name="Ida Voss", addresses=frozenset({jobmail.ADDRESS}), timezone="Europe/Oslo")
MARKS = "*+~"  # mass mail, a hiring system's, an automatic answer
VENDOR = "Talent <no-reply@us.greenhouse-mail.io>"


def told(name):
    for number, line in enumerate(Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        label, subject, body = (part.strip() for part in line.split(" | ", 2))
        kind = label.rstrip(MARKS)
        sender = VENDOR if label.endswith("+") else f"Jo <jo{number}@works.example>"
        one = parse.parse(jobmail.mail(sender, subject, body.replace(" // ", "\n")))
        one = replace(one, bulk=label.endswith("*"), automatic=label.endswith("~"))
        yield {"followup": "offer_followup"}.get(kind, kind), one


@pytest.mark.parametrize(("name", "least"), [("kinds", 0.94), ("kinds_b", 0.85)])
def test_what_is_easily_mistaken_is_told_apart(name, least, known):
    rows = [(kind, str(read.read(one, OWNER, known).kind), one.subject) for kind, one in told(name)]
    wrong = [row for row in rows if row[0] != row[1]]
    assert len(rows) > 100
    assert 1 - len(wrong) / len(rows) >= least, wrong
    assert not [row for row in wrong if row[0] == "scam" and row[1].startswith("offer")]
    assert len([row for row in wrong if row[1] == "offer"]) <= 1, wrong
