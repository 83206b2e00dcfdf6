"""Entries made by hand: a message's outside and what reading made of it, a few words each."""

import hashlib
import math
from datetime import UTC, date, datetime, timedelta

from courtesy import resources
from courtesy.casebook import fold, opportunity
from courtesy.mail import address, message, owner
from courtesy.reading import reading, rules

WHOSE = owner.Owner(name="Aoife Brennan", addresses=frozenset({"aoife@postbox.example"}), timezone="Europe/Dublin")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = START + timedelta(days=40)
KNOWN = rules.compile_tables(resources.tables("reading"))


_ACTS = {"accept": ("accepts",), "decline": ("declines",), "ask_time": ("asks_time",)}


def mailbox_of(text):
    name, _, email = text.rpartition("<")
    return address.Address(name=name.strip(), email=email.rstrip(">").strip())


def evidence(mid, sentence="as written"):
    return reading.Evidence(message_id=mid, place="body", sentence=sentence, rule="test")


def entry(
    mid,
    day,
    *,
    sender="Aoife Brennan <aoife@postbox.example>",
    to=("Aoife Brennan <aoife@postbox.example>",),
    kind="other",
    own=None,
    subject="Hello",
    reply=(),
    company=None,
    agency=None,
    role=None,
    due=None,
    pay=None,
    start=None,
    acts=(),
    body="Text.",
    mailbox="INBOX",
    fraud=False,
    confidence=0.9,
    automatic=False,
    **facts,
):
    """Return one entry; `day` counts from the start, `due` is a date, an instant or None."""
    mid = f"<{mid}@test.example>"
    sent = message.Message(
        message_id=mid,
        digest=hashlib.sha256(mid.encode()).hexdigest(),
        date=START + timedelta(days=day),
        sender=mailbox_of(sender),
        reply_to=(),
        to=tuple(map(mailbox_of, to)),
        cc=(),
        delivered_to=(),
        subject=subject,
        in_reply_to=f"<{reply[-1]}@test.example>" if reply else None,
        references=tuple(f"<{one}@test.example>" for one in reply),
        lines=(message.Line(body, message.Label.NEW),),
        invitations=(),
        documents=(),
        bulk=False,
        automatic=automatic,
        authenticated=None,
    )
    read = reading.Reading(
        message_id=mid,
        kind=reading.Kind(kind),
        own=reading.Own(own) if own else None,
        confidence=confidence,
        scores={"other": 2.0} | {kind: 2.0 + math.log(confidence / (1 - confidence))} | {"scam": 3.0 * fraud},
        language="en",
        company=_text(mid, company),
        agency=_text(mid, agency),
        role=_text(mid, role),
        reply_by=_due(mid, due),
        pay=reading.Pay(amount=pay, currency="EUR", period="year", evidence=evidence(mid)) if pay else None,
        start_date=reading.StartDate(day=start, evidence=evidence(mid)) if start else None,
        acts=tuple(acts) or _ACTS.get(own, ()),
        fraud=(evidence(mid, "pay a fee first"),) if fraud else (),
        **facts,
    )
    return opportunity.Entry(account="personal", mailbox=mailbox, message=sent, reading=read)


def _text(mid, value):
    return reading.Text(value=value, weight=0.9, evidence=evidence(mid)) if value else None


def _due(mid, due):
    if due is None:
        return None
    if isinstance(due, datetime):
        return reading.Deadline(day=due.date(), at=due, zone_stated=True, evidence=evidence(mid))
    assert isinstance(due, date)
    return reading.Deadline(day=due, evidence=evidence(mid))


def case_of(*entries, decisions=(), corrections=(), now=NOW, known=KNOWN):
    return fold.fold(entries, whose=WHOSE, known=known, decisions=decisions, corrections=corrections, now=now)


def only(case):
    (one,) = case.opportunities
    return one


def kinds(case):
    return {one.message_id.partition("@")[0].strip("<"): str(one.kind) for one in case.messages}


def groups(case):
    return [[mid.partition("@")[0].strip("<") for mid in one.messages] for one in case.opportunities]


def process():
    """Return an application, an interview and an offer at one employer."""
    nora = "Nora Keane <nora@ormondcare.example>"
    return (
        entry(
            "a1",
            0,
            kind="application",
            company="Ormond Care",
            role="Staff Nurse",
            sender="Ormond Care <jobs@ormondcare.example>",
        ),
        entry("i1", 5, kind="interview", company="Ormond Care", sender=nora, subject="Interview on Thursday week"),
        entry(
            "o1",
            20,
            kind="offer",
            company="Ormond Care",
            role="Staff Nurse",
            sender=nora,
            subject="Your offer of employment",
            acts=("extends",),
            due=date(2026, 4, 3),
            pay=41000.0,
            start=date(2026, 5, 4),
        ),
    )
