"""``courtesy decline``, ``accept``, ``undecide``: the owner's decision on an offer."""

import click

from courtesy import app, cli, errors
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening

REASONS = ("pay", "counter_offer", "other_offer", "role", "location", "timing", "personal")


@click.command()
@click.argument("offer")
@click.option("--because", metavar="TEXT", help="Your reason, in your words.")
@click.option("--reason", type=click.Choice(REASONS), help="What kind of reason it is.")
@click.pass_obj
def decline(given: cli.Globals, offer: str, because: str | None, reason: str | None) -> None:
    """Decline OFFER (its number in `status`, or part of the company's name)."""
    _decide(given, offer, opportunity.Decision.DECLINE, reason=reason, because=because)


@click.command()
@click.argument("offer")
@click.pass_obj
def accept(given: cli.Globals, offer: str) -> None:
    """Accept OFFER (its number in `status`, or part of the company's name)."""
    _decide(given, offer, opportunity.Decision.ACCEPT)


@click.command()
@click.argument("offer")
@click.pass_obj
def undecide(given: cli.Globals, offer: str) -> None:
    """Take the decision on OFFER back."""
    _decide(given, offer, opportunity.Decision.UNDECIDED)


def _decide(
    given: cli.Globals,
    name: str,
    decision: opportunity.Decision,
    *,
    reason: str | None = None,
    because: str | None = None,
) -> None:
    with opening.opened(given) as here:
        one = app.find(here.case(), name)
        if one.offer is None:
            raise errors.NoSuchOffer(f"{one.company or name}: no offer has come there, so there is nothing to decide.")
        here.book.decide(
            opportunity.OwnerDecision(
                message_id=one.offer.message_id,
                decision=decision,
                reason=reason,
                because=because,
                at=here.office.clock(),
            )
        )
        woken = app.wake(here.where.state)
        follows = "follow at once" if woken else "follow at the next `courtesy run`"
        click.echo(f"{one.company or 'The offer'}: {decision}. Drafts and reminders {follows}.", err=True)
