"""What the program says of a scenario, held against what a careful reader says of it."""

import functools
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pypdf

from corpus import render
from courtesy import resources
from courtesy.casebook import fold, opportunity
from courtesy.mail import owner, parse
from courtesy.plan import urgency
from courtesy.reading import read, rules

FIGURES = (
    "kind",
    "offers",
    "company",
    "role",
    "stage",
    "reply_by",
    "urgency",
    "pay",
    "start_date",
    "people",
    "letters",
)


@functools.cache
def known() -> rules.Rules:
    """Return the reading rules, compiled once."""
    return rules.compile_tables(resources.tables("reading"))


def text_of(media_type: str, data: bytes) -> str:
    """Take the text out of the documents that render makes."""
    if media_type == "application/pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.sub(r"<[^>]*>", "", archive.read("word/document.xml").decode().replace("</w:p>", "\n"))


@functools.cache
def told(name: str) -> tuple[render.Scenario, opportunity.Case]:
    """Read a scenario as the program does."""
    scenario = render.load(name)
    who = scenario.owner
    whose = owner.Owner(
        name=who["name"], addresses=frozenset({who["email"], *who.get("aliases", ())}), timezone=who["timezone"]
    )
    entries = []
    for one in scenario.messages:
        mail = parse.parse(one.data, extract=text_of)
        entries.append(
            opportunity.Entry(account="a", mailbox=one.mailbox, message=mail, reading=read.read(mail, whose, known()))
        )
    return scenario, fold.fold(entries, whose=whose, known=known(), now=scenario.now)


def score(names: Iterable[str]) -> tuple[dict[str, float], list[str]]:
    """Return every figure (0 to 1), pooled over scenarios, and what was missed."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[str] = []
    for name in names:
        _score(name, right, asked, misses)
    return {figure: right[figure] / asked[figure] for figure in FIGURES if asked[figure]}, misses


def _score(name: str, right: Counter[str], asked: Counter[str], misses: list[str]) -> None:
    scenario, case = told(name)

    def mark(figure: str, where: str, want: Any, got: Any, *, same: bool) -> None:
        asked[figure] += 1
        right[figure] += same
        if not same:
            misses.append(f"{figure}: {name}: {where}: {want}, said {got}")

    said = {one.message_id: str(one.kind) for one in case.messages}
    for mid, want in scenario.kinds.items():
        got = said.get(mid, "other")
        mark("kind", mid, want, got, same=got == want)
    found = {one.offer.message_id: one for one in case.opportunities if one.offer}
    for want in scenario.opportunities:
        if want["offer_message"]:
            one = found.pop(want["offer_message"], None)
            mark("offers", want["id"], want["offer_message"], one and one.company, same=one is not None)
            if one is not None:
                _terms(want, one, scenario, mark)
                _people(want, one, mark)
    for one in found.values():
        mark("offers", "nowhere", None, f"{one.company} / {one.role}", same=False)


def _terms(want: dict[str, Any], one: opportunity.Opportunity, scenario: render.Scenario, mark: Any) -> None:
    where, offer = want["id"], one.offer
    assert offer is not None
    mark("company", where, want["company"], one.company, same=_overlap(want["company"], one.company))
    mark("role", where, want["role"], one.role, same=_overlap(want["role"], one.role))
    mark("stage", where, want["stage"], one.stage, same=want["stage"] == one.stage)
    due = offer.reply_by and (offer.reply_by.at.isoformat() if offer.reply_by.at else offer.reply_by.day.isoformat())
    mark("reply_by", where, want["reply_by"], due, same=_same_time(want["reply_by"], due))
    level = urgency.urgency(one, scenario.now, scenario.owner["timezone"])
    mark("urgency", where, want["urgency"], level, same=level.level == want["urgency"])
    pay = offer.pay and (float(offer.pay.amount), offer.pay.currency, offer.pay.period)
    wanted = want["pay"] and (float(want["pay"]["amount"]), want["pay"]["currency"], want["pay"]["period"])
    mark("pay", where, wanted, pay, same=wanted == pay)
    start = offer.start_date and offer.start_date.day.isoformat()
    mark("start_date", where, want["start_date"], start, same=want["start_date"] == start)


def _people(want: dict[str, Any], one: opportunity.Opportunity, mark: Any) -> None:
    left = list(one.people)
    for person in want["people"]:
        hit = next((other for other in left if _overlap(person["name"], other.name)), None)
        mark("people", want["id"], person["name"], None, same=hit is not None)
        if hit is not None:
            left.remove(hit)
            if want["stage"] in {"offered", "declined"}:
                mark(
                    "letters",
                    f"{want['id']}: {person['name']}",
                    person["letter"],
                    hit.letter,
                    same=person["letter"] == hit.letter,
                )
    for other in left:
        mark("people", want["id"], None, other.name, same=False)


def _overlap(one: str | None, other: str | None) -> bool:
    """Tell whether one name's words are all among the other's."""
    mine, theirs = _words(one), _words(other)
    if "".join(_in_order(one)) == "".join(_in_order(other)):
        return True
    return (not mine and not theirs) or bool(mine and theirs and (mine <= theirs or theirs <= mine))


def _words(text: str | None) -> set[str]:
    return set(_in_order(text))


def _in_order(text: str | None) -> list[str]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(char))
    return re.findall(r"[a-z0-9]+", bare.lower())


def _same_time(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return not one and not other
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


if __name__ == "__main__":
    import sys

    figures, missed = score(sys.argv[1:] or render.names())
    print(*missed, sep="\n")
    print(*(f"{name:11} {value:.3f}" for name, value in figures.items()), sep="\n")
