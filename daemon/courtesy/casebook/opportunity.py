"""One process at one employer: the fold of its readings and of the owner's own mail and decisions.

Opportunities come from casebook.fold; they go on to plan.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from courtesy.mail import message
from courtesy.reading import reading


class Stage(StrEnum):
    """How far the process is."""

    APPLIED = "applied"
    INTERVIEWING = "interviewing"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REJECTED = "rejected"
    RESCINDED = "rescinded"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What the owner has said of an offer."""

    DECLINE = "decline"
    ACCEPT = "accept"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message in the casebook: where it was, what it says, what the reading made of it."""

    account: str
    mailbox: str
    message: message.Message
    reading: reading.Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The owner's word on a message or an opportunity; it stands above what was read."""

    subject: str  # a Message-ID
    field: str  # kind | reply_by | company | role
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerDecision:
    """The owner's decision on the offer that a message extended."""

    message_id: str  # the offer message that was decided on
    decision: Decision
    reason: str | None  # pay | counter_offer | other_offer | role | location | timing | personal
    because: str | None  # in the owner's words
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A letter that the owner asked for."""

    message_id: str  # of any message of the opportunity
    kind: str  # plan.desired.LetterKind
    email: str  # of the recipient, lower case; empty: who is to be answered there
    extra: tuple[tuple[str, str], ...]  # what is to stand in it: who is introduced, the day that is asked for
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that somebody took part in: its day where it took place, what the invitation called it."""

    day: date
    summary: str
    evidence: reading.Evidence
    about: str = ""  # what their hour was about, as a schedule in English says it: "design"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did for the owner in mail of their own.

    `kind` is arranged (a meeting: its day and summary), prepared (the owner for one), wrote_after (one), gave_time,
    revised (the offer), answered (a question), called, took_over, handed_over, introduced. `other` is the name of the
    person whom it concerns beside: who was met, who handed over, who took over, to whom the owner was introduced.
    """

    kind: str
    day: date | None = None
    summary: str = ""
    other: str = ""
    evidence: reading.Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody met in an opportunity, known under one or more names and addresses."""

    name: str  # the fullest form
    names: tuple[str, ...]  # every form seen
    greeting: str  # how they sign or are called: "Bill"; empty where unknown
    email: str | None  # the one to write to
    emails: tuple[str, ...]
    part: reading.Part | None
    title: str | None
    phone: str | None
    talked_about: str | None
    talked_about_evidence: reading.Evidence | None
    extended_offer: bool  # gets the answer to the offer
    met: bool
    left: bool
    reachable: bool  # has an address that a person reads
    answered: bool  # the owner has already declined or accepted to them
    thanked: bool  # the owner has already thanked them since the offer
    formal: bool  # is on surname terms with the owner ("Dear Ms Okafor", "Sehr geehrte")
    last_contact: datetime | None
    thread: tuple[str, ...]  # the References of the newest message in their own thread, oldest first; empty: none
    thread_subject: str
    letter: str  # decline | thank_you | none: what is still to be written
    evidence: tuple[reading.Evidence, ...]
    language: str = ""  # ISO 639-1, of their newest mail to the owner; empty: the opportunity's
    familiar: bool = False  # they write du (or tu) to the owner
    meetings: tuple[Meeting, ...] = ()  # oldest first
    deeds: tuple[Deed, ...] = ()  # each kind once
    greets: str = ""  # the first line of their newest mail to the owner
    greeted: str = ""  # the first line of the owner's newest mail to them


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What was offered, and by when to answer."""

    message_id: str  # the message that first extended it
    account: str
    mailbox: str
    extended_at: datetime
    reply_by: reading.Deadline | None
    reply_at_once: datetime | None  # when an answer "today or tomorrow" was asked for
    pay: reading.Pay | None
    start_date: reading.StartDate | None
    last_word_at: datetime  # their newest message that wants an answer
    answered_at: datetime | None  # the owner's newest message after it, if any
    written_to: str  # the owner's address that they use
    contradictions: tuple[str, ...]
    subject: str = ""  # of the message that first extended it
    asked_time_at: datetime | None = None  # when the owner last asked for more time


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """One process at one employer. `anchor` (the Message-ID of its first message) is its identity."""

    anchor: str
    id: int  # the number that the owner sees; 0 before the store has given one
    company: str | None
    agency: str | None
    role: str | None
    stage: Stage
    language: str
    offer: Offer | None
    decision: OwnerDecision | None
    people: tuple[Person, ...]
    messages: tuple[str, ...]  # Message-IDs, oldest first
    evidence: tuple[tuple[str, reading.Evidence], ...]  # (fact, where it stands)
    tie: str = ""  # counter_offer | internal_move: the owner works there already; else empty
    account: str = ""  # that their newest message came to
    written_to: str = ""  # the owner's address that they used there
    held: tuple[str, ...] = ()  # what lies ready for the owner there: esign, portal, check, referees, room


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A message's kind after the whole mailbox was taken into account."""

    message_id: str
    mailbox: str
    kind: reading.Kind
    confidence: float
    anchor: str | None  # of the opportunity it belongs to
    because: tuple[reading.Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the casebook says at one instant."""

    opportunities: tuple[Opportunity, ...]
    messages: tuple[Judged, ...]
