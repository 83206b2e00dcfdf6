"""Single messages that nothing was learned from: what is right of them must not fall."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import jobmail
from corpus import singles
from courtesy.mail import owner, parse
from courtesy.reading import read

HELD_ORDINARY = Path(__file__).parents[1] / "learning" / "ordinary-held.txt"
OWNER = owner.Owner(name="Ida Voss", addresses=frozenset({jobmail.ADDRESS}), timezone="Europe/Oslo")

LEGAL = set("inc ltd limited llc gmbh plc co corp company the group bv sa ag pte pty".split())  # noqa: SIM905


def words(name: str | None) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    return set(re.findall(r"[a-z0-9]+", plain)) - LEGAL


def same(told, want: str) -> bool:
    found, wanted = words(told.value if told else None), words(want)
    return bool(found) and (found <= wanted or wanted <= found)


def figures(name: str, known) -> Counter:
    right: Counter = Counter()
    for one in singles.load(name):
        said, truth = read.read(one.mail, one.whose, known), one.truth
        right["asked"] += 1
        right["kind"] += said.kind == truth["kind"]
        right["offers"] += truth["kind"] == "offer"
        right["offers found"] += truth["kind"] == said.kind == "offer"
        right["offers said"] += said.kind == "offer"
        right["scams"] += truth["kind"] == "scam"
        right["scams found"] += truth["kind"] == said.kind == "scam"
        right["scams said to be offers"] += truth["kind"] == "scam" and said.kind in {"offer", "offer_followup"}
        for fact in ("company", "role"):
            if truth["kind"] in {"offer", "offer_followup"} and truth.get(fact):
                right[f"{fact} asked"] += 1
                right[fact] += same(getattr(said, fact), truth[fact])
    return right


@pytest.mark.parametrize(
    ("name", "kind", "company", "role"), [("own", 0.93, 0.93, 0.87), ("b", 0.86, 0.65, 0.65), ("e", 0.95, 0.92, 0.9)]
)
def test_what_is_right_of_single_messages_does_not_fall(name, kind, company, role, known):
    right = figures(name, known)
    assert right["kind"] / right["asked"] >= kind
    assert right["offers found"] / right["offers"] >= 0.9
    assert right["offers found"] / right["offers said"] >= 0.9
    assert right["scams found"] / right["scams"] >= 0.9
    assert right["scams said to be offers"] == 0
    assert right["company"] / right["company asked"] >= company
    assert right["role"] / right["role asked"] >= role


def test_hardly_any_ordinary_mail_that_was_written_to_be_mistaken_is_called_an_offer(known):
    lines = HELD_ORDINARY.read_text(encoding="utf-8").splitlines()
    mails = [line for line in lines if line.startswith("other")]
    taken = []
    for number, line in enumerate(mails):
        _, subject, body = (part.strip() for part in line.split(" | ", 2))
        data = jobmail.mail(f"Sam <s{number}@village.example>", subject, body.replace(" // ", "\n"))
        said = read.read(parse.parse(data), OWNER, known)
        if said.kind == "offer":
            taken.append(subject)
    assert len(mails) > 100
    assert len(taken) <= 2, taken  # as many as when the floor was set: none would be right
