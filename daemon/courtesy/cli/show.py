"""``courtesy show``: one opportunity in full, each fact with the sentence that it came from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from courtesy import app, cli
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening
from courtesy.cli import overview
from courtesy.plan import desired, urgency
from courtesy.reading import reading
from courtesy.turn import take

EVIDENCE = 3  # of a person: enough to see where they come from


@click.command()
@click.argument("offer")
@cli.as_of
@click.pass_obj
def show(given: cli.Globals, offer: str, as_of: datetime | None) -> None:
    """Show OFFER (its number in `status`, or part of the company's name) with the evidence of every fact."""
    with opening.opened(given, as_of=as_of) as here:
        case = here.case()
        one = app.find(case, offer)
        said = overview.status(
            opportunity.Case(opportunities=(one,), messages=()),
            here.book.drafts(),
            here.book.reminders(),
            (),
            now=here.office.clock(),
            zone=here.office.settings.owner.timezone,
        )["opportunities"][0]
        refused = [each for each in take.ought(here.office, case).refused if each.slot.opportunity == one.id]
        subjects = {entry.message.message_id: entry.message for entry in take.entries(here.office)}
        pressing = urgency.urgency(one, here.office.clock(), here.office.settings.owner.timezone)
        _print(one, said, subjects, pressing, refused)


def _print(
    one: opportunity.Opportunity,
    said: dict[str, Any],
    mails: dict[str, Any],
    pressing: urgency.Urgency,
    refused: Sequence[desired.Refusal],
) -> None:
    from rich import console, text

    out = console.Console(highlight=False, soft_wrap=True)
    out.print(text.Text(f"{one.company or 'Unknown company'}: {one.role or 'role unknown'}", "bold"))
    for label, value in _facts(said):
        if value:
            out.print(text.Text(f"  {label:<12}{value}"))
    for why in pressing.because:
        out.print(text.Text(f"  {'because':<12}{why}"))
    out.print()
    out.print(text.Text("Where it stands", "bold"))
    for fact, evidence in one.evidence:
        _evidence(out, fact, evidence, mails)
    out.print()
    out.print(text.Text("People", "bold"))
    for person in one.people:
        told = [person.part, person.title, person.email or "no address", person.phone, f"letter: {person.letter}"]
        out.print(text.Text(f"  {person.name}: {', '.join(str(word) for word in told if word)}"))
        for evidence in person.evidence[:EVIDENCE]:
            _evidence(out, "", evidence, mails)
    _drafts(out, said["drafts"], refused)
    if said["reminders"]:
        out.print()
        out.print(text.Text("Reminders", "bold"))
    for row in said["reminders"]:
        out.print(text.Text(f"  {row['summary']}, {row['start']}"))


def _drafts(out: Any, drafts: Sequence[dict[str, Any]], refused: Sequence[desired.Refusal]) -> None:
    """Print the letters, what the edited ones miss or had better not say, and those that were not laid down."""
    from rich import text

    if drafts or refused:
        out.print()
        out.print(text.Text("Drafts", "bold"))
    for row in drafts:
        out.print(text.Text(f"  {', '.join(row['to'])}, {row['letter']}, {row['subject']}, {row['state']}"))
        for word in (*row["misses"], *row["warnings"]):
            out.print(text.Text(f"    look again: {word}", "magenta"))
    for one in refused:
        out.print(text.Text(f"  {one.slot.email}, {one.slot.kind}, not laid down, since it failed the check:"))
        for word in one.problems:
            out.print(text.Text(f"    {word}", "magenta"))


def _facts(said: dict[str, Any]) -> list[tuple[str, Any]]:
    pay = said["pay"]
    return [
        ("stage", said["stage"]),
        ("urgency", said["urgency"]),
        ("answer by", said["reply_by"]),
        ("pay", pay and f"{pay['amount']:,} {pay['currency']} a {pay['period']}"),
        ("start", said["start_date"]),
        ("agency", said["agency"]),
        ("decision", said["decision"]),
        ("but", "; ".join(said["contradictions"])),
    ]


def _evidence(out: Any, fact: str, evidence: reading.Evidence, mails: dict[str, Any]) -> None:
    from rich import text

    mail = mails.get(evidence.message_id)
    where = f"{mail.date:%d %b %Y}, “{mail.subject}”" if mail else evidence.message_id
    out.print(text.Text(f"    {fact + ': ' if fact else ''}“{evidence.sentence}”", "italic"))
    out.print(text.Text(f"      {evidence.place} of {where} ({evidence.rule.partition(': (')[0]})", "dim"))
