"""Whole little mailboxes, folded as the program does it: whom of the process the owner has to do with, by name."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import yaml

from casebook import thread_mail
from courtesy.casebook import fold, opportunity
from courtesy.reading import rules


def score(name: str, known: rules.Rules) -> tuple[float, float, list[str]]:
    """Return how many of those found are wanted, how many of those wanted are found, and what was missed."""
    found = wanted = hits = 0
    misses: list[str] = []
    for row in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")):
        entries = thread_mail.entries_of(row["mail"], known)
        now = entries[-1].message.date + timedelta(days=1)
        case = fold.fold(entries, whose=thread_mail.OWNER, known=known, now=now)
        met = [person for one in case.opportunities if one.offer for person in one.people if person.met]
        left = _left(met, row["who"])
        missing = [one for one in row["who"] if not any(_is(person, one) for person in met)]
        found, wanted, hits = found + len(met), wanted + len(row["who"]), hits + len(met) - len(left)
        misses += [f"{row['what']}: {one} is missing" for one in missing]
        misses += [f"{row['what']}: {person.name} is nobody of it" for person in left]
    return hits / found, hits / wanted, misses


def _left(met: Sequence[opportunity.Person], who: Sequence[str]) -> list[opportunity.Person]:
    """Return those found who are nobody wanted; of two who are one, the second as well."""
    left = list(met)
    for one in who:
        hit = next((person for person in left if _is(person, one)), None)
        left = [person for person in left if person is not hit]
    return left


def _is(person: opportunity.Person, wanted: str) -> bool:
    return any(set(wanted.split()) <= set(name.split()) for name in (person.name, *person.names))
