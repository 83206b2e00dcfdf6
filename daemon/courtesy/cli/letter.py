"""``courtesy letter``: one more letter, since the owner wants it; ``courtesy redraft``: one that was removed, again."""

from collections.abc import Iterator
from datetime import datetime

import click

from courtesy import app, cli, errors
from courtesy.casebook import opportunity
from courtesy.cli import desk as opening
from courtesy.plan import circle, desired, occasions
from courtesy.reconcile import state
from courtesy.turn import remarks

Kind = desired.LetterKind
_TO_THE_OTHERS = frozenset({Kind.HEADS_UP, Kind.WITHDRAWAL})
_LYING = frozenset({state.DraftState.DRAFTED, state.DraftState.EDITED})


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("offer")
@click.argument("person", required=False)
@click.option("--introduce", metavar="NAME", multiple=True, help="Whom a referral introduces; may be given twice.")
@click.option("--about", metavar="TEXT", default="", help="What you would say of them, as one clause.")
@click.option("--contact", metavar="TEXT", default="", help="How they are reached.")
@click.option("--until", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to ask for with ask_time.")
@cli.as_of
@click.pass_obj
def letter(
    given: cli.Globals,
    kind: str,
    offer: str,
    person: str | None,
    introduce: tuple[str, ...],
    about: str,
    contact: str,
    until: datetime | None,
    as_of: datetime | None,
) -> None:
    """Have a letter of KIND written to PERSON (part of a name or address) of OFFER.

    Without PERSON it goes to who made the offer; a heads_up or withdrawal to who handles each other process.
    """
    wanted = Kind(kind)
    if (wanted is Kind.REFERRAL) != bool(introduce):
        raise click.UsageError("A referral introduces somebody, and nothing else does: --introduce NAME.")
    extra = {
        "candidate": " and ".join(introduce),
        "candidate_about": about,
        "candidate_contact": contact,
        "wanted_day": until.date().isoformat() if until else "",
    }
    with opening.opened(given, as_of=as_of) as here:
        case = here.case()
        one = app.find(case, offer)
        whom = list(_whom(case, one, wanted, person, here))
        if not whom:
            raise errors.NoSuchOffer(f"{one.company or offer}: there is nobody with an address to write that to.")
        said = tuple((name, value) for name, value in extra.items() if value)
        for process, reader in whom:
            _ask(here, process, wanted, circle.address(reader, here.office.whose) or "", said)
        _tell(here)


@click.command()
@click.argument("offer")
@click.argument("person", required=False)
@cli.as_of
@click.pass_obj
def redraft(given: cli.Globals, offer: str, person: str | None, as_of: datetime | None) -> None:
    """Have the letters of OFFER that you removed written again, all or that to PERSON (part of a name or address)."""
    with opening.opened(given, as_of=as_of) as here:
        one = app.find(here.case(), offer)
        emails = {mail.lower() for mail in _named(one, person).emails} if person else None
        gone = [
            draft.slot
            for draft in here.book.drafts()
            if draft.slot.opportunity == one.id
            and draft.state is state.DraftState.REMOVED
            and (emails is None or draft.slot.email in emails)
        ]
        if not gone:
            raise errors.NoSuchOffer(
                f"{one.company or offer}: no letter was removed there{' to them' if person else ''}."
            )
        before = {(request.kind, request.email): request.extra for request in here.book.requests()}
        for slot in gone:
            _ask(here, one, slot.kind, slot.email, before.get((slot.kind.value, slot.email), ()))
        _tell(here)


def _whom(
    case: opportunity.Case, one: opportunity.Opportunity, kind: Kind, person: str | None, here: opening.Opened
) -> Iterator[tuple[opportunity.Opportunity, opportunity.Person]]:
    """Yield who is to be written to, each with the process that it is about."""
    if person:
        found = _named(one, person)
        if circle.address(found, here.office.whose):
            yield one, found
        return
    terms = remarks.terms(here.office)
    others = kind in _TO_THE_OTHERS and one.offer is not None
    processes = [other for other in case.opportunities if occasions.live(other, terms)] if others else [one]
    for process in processes:
        if reader := occasions.contact(process, terms):
            yield process, reader


def _named(one: opportunity.Opportunity, name: str) -> opportunity.Person:
    """Return the person that a part of a name or address means. Raises NoSuchOffer."""
    asked = name.casefold()
    hits = [
        person for person in one.people if any(asked in told.casefold() for told in (*person.names, *person.emails))
    ]
    if len(hits) != 1:
        people = ", ".join(person.name for person in hits or one.people)
        raise errors.NoSuchOffer(f"{name!r} means {'more than one' if hits else 'nobody'} there: {people}.")
    return hits[0]


def _ask(
    here: opening.Opened, one: opportunity.Opportunity, kind: Kind, email: str, extra: tuple[tuple[str, str], ...]
) -> None:
    """Write a request down, unless such a letter lies in Drafts; what it is to say may be another then."""
    lying = next((draft for draft in here.book.drafts() if _does_the_job(draft, one, kind, email.lower())), None)
    if lying is not None and (lying.slot.kind is not kind or not extra or lying.state is state.DraftState.EDITED):
        click.echo(f"The {lying.slot.kind.value} to {email} lies in Drafts already.", err=True)
        return
    here.book.request(
        opportunity.Request(
            message_id=one.offer.message_id if one.offer else one.anchor,
            kind=kind.value,
            email=email.lower(),
            extra=extra,
            at=here.office.clock().replace(microsecond=0),
        )
    )
    click.echo(f"{one.company or 'There'}: a {kind.value} to {email}.", err=True)


def _does_the_job(draft: state.Draft, one: opportunity.Opportunity, kind: Kind, email: str) -> bool:
    """Tell whether a letter lies in Drafts that does the job of another."""
    same = draft.slot.kind is kind or {draft.slot.kind, kind} <= desired.ANSWERS
    return same and draft.state in _LYING and draft.slot.opportunity == one.id and draft.slot.email == email


def _tell(here: opening.Opened) -> None:
    woken = app.wake(here.where.state)
    click.echo(f"It is laid in Drafts {'at once' if woken else 'at the next `courtesy run`'}.", err=True)
