"""``courtesy status``: every opportunity with an offer, most urgent first."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import click

from courtesy import cli
from courtesy.casebook import store
from courtesy.cli import board, overview, watch
from courtesy.cli import desk as opening


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--watch", "watching", is_flag=True, help="Stay, and show what changes; q ends it.")
@cli.as_of
@click.pass_obj
def status(given: cli.Globals, as_json: bool, watching: bool, as_of: datetime | None) -> None:
    """Show every opportunity with an offer: urgency and why, deadline, people, drafts, reminders."""
    if watching and as_json:
        raise click.UsageError("--watch is for people, --json for programs: take one of the two.")
    if watching:
        watch.watch(given, as_of)
        return
    with opening.opened(given, as_of=as_of) as here:
        now = here.office.clock()
        case = here.case()
        said = overview.status(
            case,
            here.book.drafts(),
            here.book.reminders(),
            here.book.others(case),
            now=now,
            zone=here.office.settings.owner.timezone,
        )
        if as_json:
            click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            show(said, here.book.health(), sum(here.book.counts().values()))


def show(said: dict[str, Any], health: Sequence[store.Health], count: int) -> None:
    """Print what status says for a person: no mail, no access and no offers look different."""
    from rich import box, console, table, text

    out = console.Console(highlight=False)
    for one in health:
        if not one.well:
            out.print(text.Text(f"{one.account}: last turn {one.at:%d %b %H:%M} failed: {one.word}", "bold red"))
    if not health:
        out.print("No turn has been taken yet: start `courtesy run`.")
        return
    offers = [one for one in said["opportunities"] if one["offer_message_id"]]
    if not offers:
        running = len(said["opportunities"])
        out.print(f"No offer among {count} messages read. {running} process{'es' if running != 1 else ''} seen.")
        return
    rows = table.Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("No.", "Urgency", "Offer", "Answer by", "Letters", "Next reminder"):
        rows.add_column(name, overflow="fold")
    for one in sorted(offers, key=lambda one: (list(board.COLOURS).index(one["urgency"]), one["reply_by"] or "9999")):
        rows.add_row(*_row(one))
    out.print(rows)
    for one in offers:
        for word, style in _words(one):
            out.print(text.Text(f"{one['id']}: {word}", style))


def _words(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of an offer, and its colour: why it is urgent, and which letter to look at again."""
    for word in (*one["because"], *one["contradictions"]):
        yield word, board.COLOURS[one["urgency"]]
    for draft in one["drafts"]:
        for word in (*draft["misses"], *draft["warnings"]):
            yield f"your {draft['letter'].replace('_', ' ')} to {', '.join(draft['to'])}: {word}", "magenta"


def _row(one: dict[str, Any]) -> list[Any]:
    from rich import text

    states: dict[str, int] = {}
    for draft in one["drafts"]:
        states[draft["state"]] = states.get(draft["state"], 0) + 1
    reminders = sorted(one["reminders"], key=lambda memory: memory["start"])
    return [
        str(one["id"]),
        text.Text(one["urgency"] if one["stage"] == "offered" else one["stage"], board.COLOURS[one["urgency"]]),
        text.Text(f"{one['company'] or 'unknown company'}\n{one['role'] or ''}"),
        text.Text(one["reply_by"] or "not said"),
        text.Text(", ".join(f"{number} {name}" for name, number in sorted(states.items())) or "none"),
        text.Text(f"{reminders[0]['start'][:16]} {reminders[0]['summary']}" if reminders else ""),
    ]
