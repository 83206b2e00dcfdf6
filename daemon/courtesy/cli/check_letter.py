"""``courtesy check-letter``: what the reader of a letter of yours might stumble over."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from courtesy import app, cli, config, config_file, errors
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening
from courtesy.mail import message, parse
from courtesy.plan import check, desired
from courtesy.reading import language
from courtesy.turn import remarks

_WRITTEN = (message.Label.NEW, message.Label.SIGNATURE)


@click.command("check-letter")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_context
def check_letter(ctx: click.Context, file: Path) -> None:
    """Check the letter in FILE (a message, .eml; - for standard input), and exit 1 if there is something to say.

    By its recipient and thread it is known which process it belongs to; without one it is checked by itself.
    """
    given: cli.Globals = ctx.obj
    mail = parse.parse(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    found = list(_found(given, mail))
    for one in found:
        click.echo(one)
    if found:
        ctx.exit(1)


def _found(given: cli.Globals, mail: message.Message) -> Iterator[str]:
    where = app.place(given.config, given.state, os.environ)
    if not (where.configuration.exists() and where.state.exists()):
        click.echo("No configuration or no casebook: the letter is checked by itself.", err=True)
        yield from _alone(mail, given)
        return
    with opening.opened(given) as here:
        case = here.case()
        slot = _slot(mail, case, here)
        if slot is None:
            click.echo("Its recipient is known from no process: the letter is checked by itself.", err=True)
            yield from _alone(mail, given)
            return
        one = next(one for one in case.opportunities if one.id == slot.opportunity)
        click.echo(f"A {slot.kind.replace('_', ' ')} to {slot.email}, {one.company or 'unknown company'}.", err=True)
        yield from remarks.look(mail, slot, case, here.office)


def _slot(mail: message.Message, case: opportunity.Case, here: opening.Opened) -> desired.Slot | None:
    """Return the letter that this is: the draft of that Message-ID, else by its recipient, in whose thread it is."""
    known = next((draft for draft in here.book.drafts() if mail.message_id in draft.message_ids), None)
    if known is not None:
        return known.slot
    to = {one.key for one in (*mail.to, *mail.cc)}
    thread = set(mail.references)
    hits = [
        (one, person)
        for one in case.opportunities
        for person in one.people
        if to & {email.lower() for email in person.emails}
    ]
    if not hits:
        return None
    one, person = max(hits, key=lambda hit: (bool(thread & set(hit[0].messages)), hit[0].offer is not None, hit[0].id))
    email = next(email.lower() for email in person.emails if email.lower() in to)
    drafts = [draft for draft in here.book.drafts() if draft.slot.opportunity == one.id and draft.slot.email == email]
    if len(drafts) == 1:
        return drafts[0].slot
    declines = person.letter == "decline" or person.extended_offer
    kind = desired.LetterKind.DECLINE if declines else desired.LetterKind.THANK_YOU
    return desired.Slot(opportunity=one.id, kind=kind, email=email)


def _alone(mail: message.Message, given: cli.Globals) -> Iterator[str]:
    """Check a letter without knowing what it is for: its greeting, its end, gaps and words that hurt."""
    if not mail.to:
        raise errors.CourtesyError("The letter goes to nobody: it has no To.")
    where = app.place(given.config, given.state, os.environ)
    settings = config_file.load(where.configuration) if where.configuration.exists() else None
    templates = app.templates(settings.letters if settings else config.Letters())
    body = mail.part(*_WRITTEN)
    spoken = templates.language(language.detect(body, app.reading_rules().language))
    facts = check.Facts(
        kind="",
        greeting="",
        company="",
        signature=settings.owner.name if settings else mail.sender.name,
        strangers=(),
        own_words=(),
        names=[word for one in mail.to for word in one.name.split()],
        forbidden=settings.voice.forbidden if settings else (),
    )
    yield from check.warnings(body, facts, templates.checks[spoken])
