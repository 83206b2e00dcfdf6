"""``courtesy correct``: the owner's word above what was read."""

from datetime import date, datetime

import click

from courtesy import app, cli, errors
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening
from courtesy.reading import reading


@click.command()
@click.argument("subject", metavar="MESSAGE|OFFER")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in reading.Kind]), help="What a message (its Message-ID) is."
)
@click.option(
    "--deadline", metavar="WHEN", help="By when an offer asks for the answer: a date, an instant with offset, or none."
)
@click.option("--company", help="Who the employer is.")
@click.option("--role", help="What the role is called.")
@click.pass_obj
def correct(
    given: cli.Globals, subject: str, kind: str | None, deadline: str | None, company: str | None, role: str | None
) -> None:
    """Correct what was read of a message (by its Message-ID) or of an offer (by number or company)."""
    said = {"kind": kind, "reply_by": deadline, "company": company, "role": role}
    if not any(said.values()):
        raise click.UsageError("Say what to correct: --kind, --deadline, --company or --role.")
    if deadline:
        _check_deadline(deadline)
    with opening.opened(given) as here:
        case = here.case()
        message_id = _message_id(case, subject, needs_message=kind is not None)
        for field, value in said.items():
            if value:
                here.book.correct(opportunity.Correction(subject=message_id, field=field, value=value))
        app.wake(here.where.state)


def _message_id(case: opportunity.Case, subject: str, *, needs_message: bool) -> str:
    """Return the message that the owner means: one named by its id, or the one that extended the offer."""
    bracketed = subject if subject.startswith("<") else f"<{subject}>"
    if any(one.message_id == bracketed for one in case.messages) or "@" in subject:
        return bracketed
    one = app.find(case, subject)
    if one.offer is not None:
        return one.offer.message_id
    if needs_message:
        raise errors.NoSuchOffer(f"{subject}: no offer has come there; name the message by its Message-ID.")
    return one.anchor


def _check_deadline(text: str) -> None:
    if text != "none" and not _is_day(text) and not _is_instant(text):
        raise click.UsageError(
            f"--deadline {text!r}: write a date (2026-03-27), an instant (2026-03-27T17:00:00-04:00), or none."
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
