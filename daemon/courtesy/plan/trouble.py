"""The word to the owner that a mailbox is not watched: its log-in is refused, or it has failed for an hour.

Failures come from the casebook, where each turn writes them; notices go on to plan.pace.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courtesy.plan import desired, mint, telling

LONG = timedelta(hours=1)  # until a failure is worth a word: servers restart, laptops sleep


class Kind(StrEnum):
    """What should happen next."""

    LOG_IN = "log_in"  # the log-in is refused: not tried again until a person has mended it
    SIGN_IN = "sign_in"  # the provider's leave is missing or over: not tried again until the owner has signed in
    STOPPED = "stopped"  # otherwise to be mended by a person; not tried again
    LATER = "later"  # tried again by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An account whose turns fail: since when, and when the last of them did. Instants are aware."""

    account: str
    kind: Kind
    word: str
    since: datetime
    at: datetime


_PRESSING = (Kind.LOG_IN, Kind.SIGN_IN)

_SUBJECT = {
    Kind.LOG_IN: "Courtesy can no longer log in to “{account}”",
    Kind.SIGN_IN: "Courtesy needs you to sign in again for “{account}”",
    Kind.STOPPED: "Courtesy has stopped watching “{account}”",
    Kind.LATER: "Courtesy has not reached “{account}” since {since}",
}
_WHAT = {
    Kind.LOG_IN: "The server has refused the log-in to your mailbox “{account}” since {since}.",
    Kind.SIGN_IN: "Your provider has not let Courtesy into your mailbox “{account}” since {since}.",
    Kind.STOPPED: "Your mailbox “{account}” has not been watched since {since}.",
    Kind.LATER: "Your mailbox “{account}” has been out of reach since {since}.",
}
_AGAIN = "then let Courtesy read its configuration again (systemctl --user reload courtesy, or start it anew)."
_DEED = {
    Kind.LOG_IN: "If your password has changed, put the new one in place; if not, courtesy check says what is wrong; "
    + _AGAIN,
    Kind.SIGN_IN: "Run courtesy authorise with the name of the mailbox, and agree on the page that it shows; then "
    "Courtesy goes on by itself.",
    Kind.STOPPED: "Run courtesy check, which says what is wrong and how to mend it; " + _AGAIN,
    Kind.LATER: "Nothing, if you know why: Courtesy goes on trying. Otherwise run courtesy check, which says what is "
    "wrong.",
}


def notices(
    failing: Iterable[Trouble], *, waiting: int, now: datetime, zone: str, secret: bytes
) -> Iterator[desired.Notice]:
    """Yield a notice for every account that has failed for long, or whose log-in is refused; one a kind and account."""
    for one in failing:
        if _worth_telling(one, now):
            since = telling.when(one.since.astimezone(ZoneInfo(zone)), ZoneInfo(zone))
            yield desired.Notice(
                ident=mint.uid(secret, "trouble", one.kind, one.account),
                subject=_SUBJECT[one.kind].format(account=one.account, since=since),
                body="\n".join(_lines(one, since, waiting)) + "\n",
                pressing=desired.PRESSING if one.kind in _PRESSING else desired.PLAIN,
            )


def _worth_telling(one: Trouble, now: datetime) -> bool:
    if one.kind in _PRESSING:
        return True
    # What is tried again must have failed an hour on: a laptop that slept for a night has not failed for a night.
    return (one.at if one.kind is Kind.LATER else now) - one.since >= LONG


def _lines(one: Trouble, since: str, waiting: int) -> Iterator[str]:
    yield "What: " + _WHAT[one.kind].format(account=one.account, since=since)
    yield f"Why: {telling.sentence(one.word)}"
    yield "By when: As soon as you can. Until then no new offer in that mailbox is seen, and no letter is laid there."
    yield f"What to do: {_DEED[one.kind]}"
    yield "What lies ready: Letters and reminders stand as they were at the last look."
    if waiting:
        offers = "1 offer wants" if waiting == 1 else f"{waiting} offers want"
        yield f"Meanwhile {offers} your answer now: courtesy status tells which."
    yield "You are told once a day at most, for as long as it lasts."
