"""What ``courtesy status --watch`` paints: accounts, offers by urgency, letters, next reminders. Pure.

It takes what ``courtesy status --json`` prints, and gives lines of rich text that fit the terminal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from courtesy.casebook import store

if TYPE_CHECKING:
    from rich import console, text

COLOURS = {"now": "bold red", "soon": "yellow", "calm": "green", "none": "dim"}
_LETTERS = ("edited", "drafted", "removed", "sent", "withdrawn")  # what wants the owner's hand comes first
_DONE = frozenset({"sent", "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The book at one instant: what status says, when each offer's deadline passes (by number), how the turns went."""

    said: Mapping[str, Any]
    due: Mapping[int, datetime] = field(default_factory=dict)
    health: Sequence[store.Health] = ()
    count: int = 0  # of messages read


def board(seen: Seen, now: datetime, *, width: int, height: int) -> "console.Group":
    """Return the picture; `now` is in the owner's zone."""
    from rich import console, text

    offers = _offers(seen)
    head = text.Text(f"Courtesy  {now:%a %-d %b %H:%M:%S}", "bold")
    head.append(" " * max(1, width - len(head) - 6) + "q ends", "dim")
    lines = [head, *(_account(one, now) for one in seen.health), text.Text()]
    if not offers:
        lines += [text.Text(_nothing(seen))]
    else:
        listed = {
            "Offers": [_offer(one, seen.due.get(one["id"]), now) for one in offers],
            "Letters": _letters(offers),
            "Next reminders": _reminders(offers, now),
        }
        sections = {name: rows for name, rows in listed.items() if rows}
        # Each has a heading, perhaps a word on the rest, and an empty line; a line is left for the cursor.
        shares = _shares(
            [sum(map(len, rows)) for rows in sections.values()], height - len(lines) - 3 * len(sections) - 1
        )
        for (name, rows), share in zip(sections.items(), shares, strict=True):
            lines += _section(name, rows, share)
    for line in lines:
        line.no_wrap, line.overflow = True, "ellipsis"
    return console.Group(*lines)


def _nothing(seen: Seen) -> str:
    if not seen.health:
        return "No turn has been taken yet: start `courtesy run`."
    return f"No offer among {seen.count} messages read. {len(seen.said['opportunities'])} processes seen."


def _offers(seen: Seen) -> list[dict[str, Any]]:
    """Return the offers, most urgent first, and of those the one that passes soonest."""
    offers = [one for one in seen.said["opportunities"] if one["offer_message_id"]]
    far = max((*seen.due.values(), datetime.fromisoformat(seen.said["as_of"]))) + timedelta(days=1)
    return sorted(offers, key=lambda one: (list(COLOURS).index(one["urgency"]), seen.due.get(one["id"], far)))


def _shares(needs: Sequence[int], room: int) -> list[int]:
    """Divide lines among lists that need so many: alike, but what a short one leaves goes to the longer ones."""
    shares = [0] * len(needs)
    for done, (need, at) in enumerate(sorted((need, at) for at, need in enumerate(needs))):
        shares[at] = max(1, min(need, room // (len(needs) - done)))
        room -= shares[at]
    return shares


def _section(name: str, rows: "Sequence[Sequence[text.Text]]", share: int) -> "list[text.Text]":
    """Return a heading and as many whole entries as have room, with a word on the rest."""
    from rich import text

    lines, left = [text.Text(name, "bold underline")], list(rows)
    while left and len(lines) + len(left[0]) <= share + 1:
        lines += left.pop(0)
    if left:
        lines.append(text.Text(f"  … and {len(left)} more", "dim"))
    return [*lines, text.Text()]


def _account(one: store.Health, now: datetime) -> "text.Text":
    from rich import text

    when = f"{one.at.astimezone(now.tzinfo):%-d %b %H:%M}"
    if one.well:
        return text.Text.assemble(("● ", "green"), f"{one.account}: well, last turn {when}")
    return text.Text.assemble(("✗ ", "bold red"), f"{one.account}: last turn {when} failed: {one.word}")


def _offer(one: Mapping[str, Any], due: datetime | None, now: datetime) -> "list[text.Text]":
    """Return an offer in two lines: how urgent, until when, whose; and why."""
    from rich import text

    open_ = one["stage"] == "offered"
    first = text.Text.assemble(
        (f"{one['urgency'] if open_ else one['stage']:>9}", COLOURS[one["urgency"]]),
        f"  {countdown(due, now) if open_ else '':<15} ",
        (one["company"] or "unknown company", "bold"),
        f", {one['role']}" if one["role"] else "",
        (f"  ({one['id']})", "dim"),
    )
    return [first, *(text.Text(" " * 11 + word, "dim") for word in one["because"][:1])]


def countdown(due: datetime | None, now: datetime) -> str:
    """Say how long there is until an instant: the nearer, the finer."""
    if due is None:
        return "no deadline"
    left = int((due - now).total_seconds())
    days, hours, minutes = abs(left) // 86400, abs(left) // 3600 % 24, abs(left) // 60 % 60
    if abs(left) >= 86400:
        said = f"{days} d {hours} h"
    elif abs(left) >= 3600:
        said = f"{hours} h {minutes:02} min"
    else:
        said = f"{minutes} min {abs(left) % 60:02} s"
    return said if left >= 0 else f"{said} ago"


def _letters(offers: Sequence[Mapping[str, Any]]) -> "list[list[text.Text]]":
    """Return each letter with its state, those that are done with last, and what an edited one misses beneath it."""
    from rich import text

    rows = []
    of = [(draft, one) for one in offers for draft in one["drafts"]]
    for draft, one in sorted(of, key=lambda pair: (not pair[0]["misses"], _LETTERS.index(pair[0]["state"]))):
        style = "dim" if draft["state"] in _DONE else ""
        line = f"{draft['state']:>9}  {draft['letter'].replace('_', ' '):<15} {', '.join(draft['to'])}"
        notes = (*draft["misses"], *draft["warnings"])
        rows.append([
            text.Text.assemble((line, style), (f"  ({one['id']})", "dim")),
            *(text.Text(" " * 11 + note, "magenta") for note in notes),
        ])  # fmt: skip
    return rows


def _reminders(offers: Sequence[Mapping[str, Any]], now: datetime) -> "list[list[text.Text]]":
    """Return the reminders that are to come, next first."""
    from rich import text

    every = [(_start(memory["start"], now), memory, one) for one in offers for memory in one["reminders"]]
    return [
        [text.Text.assemble(f"{when:%a %-d %b %H:%M}".rjust(16), f"  {memory['summary']}", (f"  ({one['id']})", "dim"))]
        for when, memory, one in sorted(every, key=lambda row: (row[0], row[1]["uid"]))
        if when >= now
    ]


def _start(start: str, now: datetime) -> datetime:
    """Return a start in the owner's zone; a date alone lasts to its end, so it stands at its last minute."""
    if len(start) == len("2026-03-20"):
        return datetime.combine(date.fromisoformat(start), datetime.max.time(), tzinfo=now.tzinfo)
    return datetime.fromisoformat(start).astimezone(now.tzinfo)
