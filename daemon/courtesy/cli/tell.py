"""What the demo found, told to a person: offers by urgency, whom they met, the letters and reminders laid ready."""

import re
import shutil
import sys
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
        drawn = re.sub(
            r"@font-face \{[^}]{0,900}\}\s*", "", out.export_svg(title="courtesy demo")
        )  # fetched from elsewhere
        picture.write_text(drawn, encoding="utf-8")
    out.print(_without_offer(found))
    out.print(_left_alone(found))
    out.print(_letter(found, offers))
    out.print(_how_to_go_on())


def _offers(found: Found) -> list[tuple[opportunity.Opportunity, urgency.Urgency]]:
    judged = [(one, urgency.urgency(one, found.now, found.zone)) for one in found.case.opportunities if one.offer]
    return sorted(judged, key=lambda pair: (list(_COLOURS).index(pair[1].level), _deadline(pair[0]) or date.max))


def _deadline(one: opportunity.Opportunity) -> date | None:
    return one.offer.reply_by.day if one.offer and one.offer.reply_by else None


def _summary(found: Found, offers: int) -> text.Text:
    told = text.Text(f"{len(found.mail)} messages read in {found.seconds:.1f} s: ")
    told.append(f"{len(found.case.opportunities)} processes, {offers} of them with an offer; ")
    told.append(f"{len(found.drafts)} letters laid in Drafts, {len(found.reminders)} reminders written", "bold")
    if found.again:
        told.append(f". A second turn did {found.again} more things!", "bold red")
    else:
        told.append(". A second turn changed nothing.")
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
    return _framed(inside, title)


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
        yield text.Text(f"  {evidence.place} of {mail.sender.name}’s mail of {_day(mail.date, clock=False)}", "dim")


def _people(found: Found, one: opportunity.Opportunity) -> table.Table:
    rows = table.Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for least in (18, 14, 16, 11, 8):
        rows.add_column(min_width=least, overflow="ellipsis", no_wrap=True)
    drafts = {draft.known.slot.email: draft for draft in found.drafts if draft.known.slot.opportunity == one.id}
    for person in one.people:
        draft = next((drafts[email.lower()] for email in person.emails if email.lower() in drafts), None)
        part = text.Text(str(person.part or "met").replace("_", " "), "dim")
        kind = text.Text(f"✎ {draft.known.slot.kind.replace('_', ' ')}", "magenta") if draft else ""
        subject = draft.mail.subject if draft else "no letter: no address" if not person.reachable else "no letter"
        rows.add_row(person.name, part, text.Text(person.phone or "", "dim"), kind, text.Text(subject, "dim"))
    return rows


def _without_offer(found: Found) -> panel.Panel:
    """Show the processes in which no offer has come."""
    rows = _two_columns()
    for one in found.case.opportunities:
        if one.offer is None:
            last = max(found.mail[name].date for name in one.messages if name in found.mail)
            who = ": ".join(word for word in (one.company or one.agency, one.role) if word) or "unknown"
            rows.add_row(f"{one.stage}", text.Text.assemble(who, (f"   last word {_day(last, clock=False)}", "dim")))
    return _framed(rows, "Processes without an offer")


def _left_alone(found: Found) -> panel.Panel:
    """Show the mail that belongs to no process, and what looks like a fraud first."""
    rows = _two_columns()
    alone = [one for one in (*found.case.messages, *found.others) if one.anchor is None]
    for judged in sorted(alone, key=lambda one: one.kind is not reading.Kind.SCAM):
        mail = found.mail[judged.message_id]
        fraud = judged.kind is reading.Kind.SCAM
        word = text.Text("fraud?", "bold red") if fraud else text.Text("left alone", "dim")
        rows.add_row(word, text.Text.assemble(mail.subject, (f"   {mail.sender.name}", "dim")))
    return _framed(rows, "Not about a job of yours, whatever it offers")


def _two_columns() -> table.Table:
    rows = table.Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, min_width=len("interviewing"))  # whole, however narrow the terminal
    rows.add_column(overflow="ellipsis", no_wrap=True)
    return rows


def _framed(inside: console.RenderableType, title: str | text.Text) -> panel.Panel:
    return panel.Panel(inside, title=title, title_align="left", box=box.ROUNDED, border_style="none", padding=(0, 1))


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
    return _framed(shown, "One of the letters, as it lies in Drafts")


def _how_to_go_on() -> padding.Padding:
    program = _program()
    lines = (
        (f"{program} demo --keep DIR", "lays all letters and reminders there"),
        (f"{program} check", "looks whether it would work on your own mailbox"),
        (f"{program} run", "watches it; README.md says how to set it up"),
    )
    rows = table.Table.grid(padding=(0, 2))
    for command, what in lines:
        rows.add_row(text.Text(command, "bold"), what)
    return padding.Padding(rows, (1, 1))


def _program() -> str:
    """Return how this program was called, so that its name can be typed as it is shown."""
    called = Path(sys.argv[0])
    if called.name != "courtesy" or shutil.which("courtesy") == str(called.absolute()):
        return "courtesy"
    here = Path.cwd()
    return str(called.absolute().relative_to(here)) if called.absolute().is_relative_to(here) else str(called)


def _day(day: date | datetime, *, clock: bool = True) -> str:
    shown = f"{day:%A} {day.day} {day:%B}"
    return f"{shown}, {day:%H:%M}" if clock and isinstance(day, datetime) else shown


def _when(start: str, zone: str) -> str:
    if len(start) == len("2026-03-17"):
        return f"{date.fromisoformat(start):%a %d %b}      "
    return f"{datetime.fromisoformat(start).astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"
