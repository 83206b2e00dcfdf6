"""``courtesy preview``: the letters of one offer, to be read before they lie anywhere."""

import dataclasses
import html
from collections.abc import Iterator, Sequence
from datetime import datetime

import click
import msgspec

from courtesy import app, cli
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening
from courtesy.plan import desired
from courtesy.reconcile import state
from courtesy.turn import desk, take

_LINE = "─" * 72
# Nothing is fetched and nothing runs: the page is for reading only.
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.55 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }}
article {{ border: 1px solid #8886; border-radius: .6rem; padding: 1rem 1.4rem; margin: 1.5rem 0; }}
header {{ border-bottom: 1px solid #8884; margin-bottom: .8rem; padding-bottom: .6rem; }}
header p {{ margin: .1rem 0; overflow-wrap: anywhere; }}
.kind {{ float: right; padding: 0 .6rem; border-radius: 1rem; background: #8883; font-size: .85rem; }}
.body {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
.refused {{ border-color: #c60; }}
.quiet {{ opacity: .7; }}
</style>
</head>
<body>
"""


@click.command()
@click.argument("offer")
@click.option("--html", "as_html", is_flag=True, help="Print one page for a browser, for reading only.")
@cli.as_of
@click.pass_obj
def preview(given: cli.Globals, offer: str, as_html: bool, as_of: datetime | None) -> None:
    """Show all letters of OFFER as they lie, or would lie, in Drafts."""
    with opening.opened(given, as_of=as_of) as here:
        case = here.case()
        one = app.find(case, offer)
        want = take.ought(_at_once(here.office), case)
        letters = [letter for letter in want.letters if letter.slot.opportunity == one.id]
        refused = [each for each in want.refused if each.slot.opportunity == one.id]
        states = {draft.slot: draft.state for draft in here.book.drafts()}
    page = _page(one, letters, refused, states) if as_html else _text(letters, refused, states)
    click.echo("\n".join(page))
    if not letters and not refused:
        click.echo(f"{one.company or offer}: no letter is to be written there.", err=True)


def _at_once(office: desk.Office) -> desk.Office:
    """Return an office in which letters are prepared as soon as an offer has come."""
    letters = msgspec.structs.replace(office.settings.letters, prepare="offer")
    return dataclasses.replace(office, settings=msgspec.structs.replace(office.settings, letters=letters))


def _now(slot: desired.Slot, states: dict[desired.Slot, state.DraftState]) -> str:
    """Say what became of a letter, where it is no longer as shown."""
    match states.get(slot):
        case state.DraftState.EDITED:
            return "you have edited it; this is our own text"
        case state.DraftState.SENT:
            return "sent"
        case state.DraftState.REMOVED:
            return "you have removed it; `courtesy redraft` brings it back"
        case _:
            return ""


def _text(
    letters: Sequence[desired.Letter],
    refused: Sequence[desired.Refusal],
    states: dict[desired.Slot, state.DraftState],
) -> Iterator[str]:
    for letter in letters:
        now = _now(letter.slot, states)
        yield _LINE
        yield f"{letter.slot.kind.replace('_', ' ')}{f' ({now})' if now else ''}"
        yield f"To: {letter.to.name} <{letter.to.email}>"
        yield f"Subject: {letter.subject}"
        yield f"\n{letter.body}"
    for one in refused:
        yield _LINE
        yield f"{one.slot.kind.replace('_', ' ')} to {one.slot.email}: not fit to be laid down"
        yield from (f"  {problem}" for problem in one.problems)


def _page(
    one: opportunity.Opportunity,
    letters: Sequence[desired.Letter],
    refused: Sequence[desired.Refusal],
    states: dict[desired.Slot, state.DraftState],
) -> Iterator[str]:
    title = html.escape(f"Letters: {one.company or 'an offer'}{f', {one.role}' if one.role else ''}")
    yield _HEAD.format(title=title)
    yield f"<h1>{title}</h1>\n<p class='quiet'>For reading only. The letters themselves lie in Drafts.</p>"
    for letter in letters:
        kind, now = html.escape(letter.slot.kind.replace("_", " ")), html.escape(_now(letter.slot, states))
        yield f"<article lang='{html.escape(letter.language)}'><header><span class='kind'>{kind}</span>"
        yield f"<p>To: {html.escape(f'{letter.to.name} <{letter.to.email}>')}</p>"
        yield f"<p><b>{html.escape(letter.subject)}</b></p>{f'<p class=quiet>{now}</p>' if now else ''}</header>"
        yield f"<div class='body'>{html.escape(letter.body.strip())}</div></article>"
    for each in refused:
        whose = html.escape(f"{each.slot.kind} to {each.slot.email}")
        yield f"<article class='refused'><p>{whose}: not laid down, since it failed the check</p><ul>"
        yield from (f"<li>{html.escape(problem)}</li>" for problem in each.problems)
        yield "</ul></article>"
    yield "</body>\n</html>"
