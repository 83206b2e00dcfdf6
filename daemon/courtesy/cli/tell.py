"""What the demo found, told to a person: offers by urgency, whom they met, the letters and reminders laid ready."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich import box, console, padding, panel, table, text

from courtesy.casebook import opportunity
from courtesy.mail import message
from courtesy.plan import urgency
from courtesy.reading import reading
from courtesy.reconcile import state

WIDTH = 108
_COLOURS = {"now": "bold white on red", "soon": "black on yellow", "calm": "black on green", "none": "dim"}
_NO_OFFER = {
    reading.Kind.REJECTION: "a rejection",
    reading.Kind.SCAM: "looks like a fraud",
    reading.Kind.OUTREACH: "a recruiter's first word",
    reading.Kind.INTERVIEW: "an interview",
    reading.Kind.APPLICATION: "an application",
    reading.Kind.OTHER: "not about a job of yours",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter as it lies in Drafts, and what the book says of it."""

    known: state.Draft
    mail: message.Message
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that there is to tell. `again` is how much a second turn did."""

    now: datetime
    zone: str
    mail: Mapping[str, message.Message]
    seconds: float
    again: int
    case: opportunity.Case
    others: Sequence[opportunity.Judged]
    drafts: Sequence[Draft]
    reminders: Sequence[state.ReminderMemory]


def tell(found: Found, picture: Path | None = None) -> None:
    """Print the account on stdout; `picture` is where to draw it as SVG beside."""
    out = console.Console(highlight=False, record=picture is not None, soft_wrap=False)
    out.width = WIDTH if picture else min(out.width, WIDTH)
    offers = _offers(found)
    out.print()
    out.print(_summary(found, len(offers)))
    for one, pressing in offers:
        out.print(_offer(found, one, pressing))
    if picture:
        picture.write_text(out.export_svg(title="courtesy demo"), encoding="utf-8")
    out.print(_left_alone(found))
    out.print(_letter(found, offers))
    out.print(_how_to_go_on())


def _offers(found: Found) -> list[tuple[opportunity.Opportunity, urgency.Urgency]]:
    judged = [(one, urgency.urgency(one, found.now, found.zone)) for one in found.case.opportunities if one.offer]
    return sorted(judged, key=lambda pair: (list(_COLOURS).index(pair[1].level), _deadline(pair[0]) or date.max))


def _deadline(one: opportunity.Opportunity) -> date | None:
    return one.offer.reply_by.day if one.offer and one.offer.reply_by else None


def _summary(found: Found, offers: int) -> text.Text:
    told = text.Text()
    told.append(f"{len(found.mail)} messages, {len(found.case.opportunities)} processes, ")
    told.append(
        f"{offers} offers, {len(found.drafts)} letters laid in Drafts, {len(found.reminders)} reminders", "bold"
    )
    told.append(f" in {found.seconds:.1f} s. ")
    again = "A second turn changed nothing." if not found.again else f"A second turn did {found.again} more things!"
    told.append(again, "dim" if not found.again else "bold red")
    return told


def _offer(found: Found, one: opportunity.Opportunity, pressing: urgency.Urgency) -> panel.Panel:
    title = text.Text.assemble(
        (f" {pressing.level.upper()} ", _COLOURS[pressing.level]),
        " ",
        (f"{one.company or 'Unknown company'}", "bold"),
        f": {one.role}" if one.role else "",
    )
    inside = table.Table.grid(padding=(0, 0))
    for line in _answer_by(found, one, pressing):
        inside.add_row(line)
    inside.add_row(_people(found, one))
    for memory in sorted((m for m in found.reminders if m.opportunity == one.id), key=lambda m: m.start):
        inside.add_row(
            text.Text.assemble(("◷ ", "cyan"), (_when(memory.start, found.zone), "cyan"), f"  {memory.summary}")
        )
    return panel.Panel(inside, title=title, title_align="left", box=box.ROUNDED, border_style="dim", padding=(0, 1))


def _answer_by(found: Found, one: opportunity.Opportunity, pressing: urgency.Urgency) -> Iterator[text.Text]:
    """Yield by when to answer, and the sentence that says so."""
    told = text.Text()
    offer = one.offer
    if offer is None:
        return
    if offer.reply_by:
        clock = offer.reply_by.at.astimezone(ZoneInfo(found.zone)) if offer.reply_by.at else None
        told.append(f"Answer by {_day(clock or offer.reply_by.day)}", "bold")
    else:
        told.append("No deadline", "bold")
    if offer.pay:
        told.append(f"   {offer.pay.amount:,.0f} {offer.pay.currency} a {offer.pay.period}")
    if offer.start_date:
        told.append(f"   start {_day(offer.start_date.day)}")
    yield told
    if offer.reply_by:
        yield from _evidence(found, offer.reply_by.evidence)
    else:
        yield from (text.Text(f"  {why}", "italic") for why in pressing.because)


def _evidence(found: Found, evidence: reading.Evidence) -> Iterator[text.Text]:
    yield text.Text(f"  “{' '.join(evidence.sentence.split())}”", "italic")
    mail = found.mail.get(evidence.message_id)
    if mail:
        yield text.Text(f"  {evidence.place} of {mail.sender.name}'s mail of {_day(mail.date, clock=False)}", "dim")


def _people(found: Found, one: opportunity.Opportunity) -> table.Table:
    rows = table.Table(box=None, pad_edge=False, show_header=False, expand=True, padding=(0, 2, 0, 0))
    for ratio in (4, 4, 7):
        rows.add_column(ratio=ratio, overflow="ellipsis")
    drafts = {draft.known.slot.email: draft for draft in found.drafts if draft.known.slot.opportunity == one.id}
    for person in one.people:
        draft = next((drafts[email.lower()] for email in person.emails if email.lower() in drafts), None)
        part = str(person.part or "met").replace("_", " ")
        letter = (
            text.Text.assemble((f"✎ {_kind(draft)}", "magenta"), ("  " + draft.mail.subject, "dim"))
            if draft
            else text.Text("no letter", "dim")
        )
        rows.add_row(person.name, text.Text(f"{part}{'  ' + person.phone if person.phone else ''}", "dim"), letter)
    return rows


def _kind(draft: Draft) -> str:
    return draft.known.slot.kind.replace("_", " ")


def _left_alone(found: Found) -> panel.Panel:
    """Show what says "offer" but is none, and what became of processes without one."""
    rows = table.Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(3):
        rows.add_column(overflow="ellipsis", no_wrap=True)
    for judged in _telling(found):
        mail = found.mail[judged.message_id]
        style = "red" if judged.kind is reading.Kind.SCAM else "dim"
        rows.add_row(text.Text(_NO_OFFER[judged.kind], style), mail.sender.name or mail.sender.email, mail.subject)
    return panel.Panel(rows, title="No offers of a job, whatever they say", title_align="left", border_style="dim")


def _telling(found: Found) -> Iterator[opportunity.Judged]:
    """Yield the messages that ended something or belong to nothing, the telling kinds first."""
    order = [reading.Kind.REJECTION, reading.Kind.SCAM, reading.Kind.OTHER]
    alone = [one for one in (*found.case.messages, *found.others) if one.anchor is None or one.kind is order[0]]
    for kind in order:
        yield from (one for one in alone if one.kind is kind and one.message_id in found.mail)


def _letter(found: Found, offers: Sequence[tuple[opportunity.Opportunity, urgency.Urgency]]) -> panel.Panel | str:
    """Show one letter as it lies in Drafts: the answer to the most urgent offer."""
    first = [one.id for one, _ in offers[:1]]
    letters = [draft for draft in found.drafts if draft.known.slot.opportunity in first]
    letters.sort(key=lambda draft: draft.known.slot.kind != "decline")
    if not letters:
        return ""
    mail = letters[0].mail
    head = text.Text(f"To: {mail.to[0].name} <{mail.to[0].email}>\nSubject: {mail.subject}\n", "dim")
    shown = text.Text.assemble(head, "\n", "\n".join(line.text for line in mail.lines).strip())
    return panel.Panel(shown, title="One of the letters, as it lies in Drafts", title_align="left", border_style="dim")


def _how_to_go_on() -> padding.Padding:
    lines = (
        ("courtesy demo --keep DIR", "lays all letters and reminders in a directory"),
        ("courtesy check", "looks whether it would work on your own mailbox (see “On your own mailbox” in README.md)"),
        ("courtesy run", "watches it; letters are laid in Drafts, nothing is ever sent"),
    )
    rows = table.Table.grid(padding=(0, 2))
    for command, what in lines:
        rows.add_row(text.Text(command, "bold"), what)
    return padding.Padding(rows, (1, 1))


def _day(day: date | datetime, *, clock: bool = True) -> str:
    shown = f"{day:%A} {day.day} {day:%B}"
    return f"{shown}, {day:%H:%M}" if clock and isinstance(day, datetime) else shown


def _when(start: str, zone: str) -> str:
    if len(start) == len("2026-03-17"):
        return f"{date.fromisoformat(start):%a %d %b}      "
    return f"{datetime.fromisoformat(start).astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"
