"""Mail of one sentence or a few, written by hand, and the grammars that the tests of dates and pay share."""

from datetime import datetime

from courtesy import resources
from courtesy.mail import address, message
from courtesy.reading import deadline, grammar, pay, start, text

TUESDAY = "2026-02-10T10:00:00-05:00"
TABLES = resources.tables("reading")
DATES = grammar.Grammar.compile(TABLES)
DEADLINES = deadline.Grammar.compile(TABLES, DATES)
PAY = pay.Grammar.compile(TABLES, DATES.atlas)
STARTS = start.Grammar.compile(TABLES, DATES)


def mail(
    body, *, date="2026-02-10T10:00:00-05:00", subject="Offer", attachment="", quoted="", sender="pat@firm.example"
):
    lines = [message.Line(line, message.Label.NEW) for line in body.split("\n")]
    lines += [message.Line(line, message.Label.QUOTED) for line in quoted.split("\n") if quoted]
    letter = message.Document(name="Offer.pdf", media_type="application/pdf", text=attachment)
    return message.Message(
        message_id="<one@firm.example>",
        digest="",
        date=datetime.fromisoformat(date),
        sender=address.Address("Pat", sender),
        reply_to=(),
        to=(),
        cc=(),
        delivered_to=(),
        subject=subject,
        in_reply_to=None,
        references=(),
        lines=tuple(lines),
        invitations=(),
        documents=(letter,) if attachment else (),
        bulk=False,
        automatic=False,
        authenticated=None,
    )


def sentences(one):
    return text.sentences(one)


def written(deadline_or_start):
    """Return an instant or a day as ISO 8601, or None."""
    if deadline_or_start is None:
        return None
    at = getattr(deadline_or_start, "at", None)
    return at.isoformat() if at else deadline_or_start.day.isoformat()
