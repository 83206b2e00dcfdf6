"""What one message says, read for itself, without the rest of the mailbox.

Readings come from reading.read; they go on to casebook.fold, which judges them again in the light of the others.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a message is to a job seeker."""

    OFFER = "offer"
    OFFER_FOLLOWUP = "offer_followup"
    INTERVIEW = "interview"
    APPLICATION = "application"
    REJECTION = "rejection"
    OUTREACH = "outreach"
    SCAM = "scam"
    OTHER = "other"


class Own(StrEnum):
    """What a message of the owner's does."""

    ACCEPT = "accept"
    DECLINE = "decline"
    THANKS = "thanks"
    NEGOTIATE = "negotiate"
    ASK_TIME = "ask_time"
    QUESTION = "question"
    APPLY = "apply"
    SCHEDULE = "schedule"
    OTHER = "other"


class Part(StrEnum):
    """The part that a person plays in a process."""

    RECRUITER = "recruiter"
    HR = "hr"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    COORDINATOR = "coordinator"
    EXECUTIVE = "executive"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: the sentence as written, the place in the message, the rule that saw it."""

    message_id: str
    place: str  # "subject", "body", "quoted", "signature", "invitation", "attachment Offer.pdf", "header"
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when an answer is asked: `at` is an aware instant, `day` alone where no time of day was given.

    `zone_stated` tells whether the mail names the zone. `cleared` means: the mail takes an earlier deadline away.
    """

    day: date
    at: datetime | None = None
    zone_stated: bool = False
    extended: bool = False  # the sentence moves an earlier deadline
    contradiction: str = ""  # "Friday 14 March is a Thursday": shown to the owner
    shift_count: int = 0  # the mail gives so many more units (`day` counts from the mail's own day):
    shift_unit: str = ""  # hour | day | business | week | fortnight | month, on top of the earlier deadline
    same_time: bool = False  # at the time of day of the earlier deadline
    soft: bool = False  # the expiry of an envelope or link: gives way to a deadline that somebody states
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that a mail names without asking for an answer by it: what was said before may make it one."""

    deadline: Deadline
    asks: bool = False  # an answer is what the sentence speaks of
    denied: bool = False  # it is not to be that day: "don't worry about Friday"
    taken: bool = False  # something else happens on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Base or fixed pay."""

    amount: float
    currency: str  # ISO 4217
    period: str  # year | month | week | day | hour
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDate:
    """The day on which the job begins."""

    day: date
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A name that the message gives (company, role), and how sure it is (0 to 1)."""

    value: str
    weight: float
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person whom the message names, or who wrote or got it."""

    name: str  # as written, honorific kept: "Dr. Ana Pereira", "Tom"
    email: str | None = None
    part: Part | None = None
    part_weight: float = 0.0  # how sure `part` is
    title: str | None = None
    phone: str | None = None  # as written
    organisation: str | None = None  # their employer where the mention says it
    talked_about: str | None = None  # what they and the owner spoke of, as a noun phrase
    to_talk_about: str | None = None  # what they announce that they want to speak of
    source: str  # from | to | cc | signature | invitation | schedule | body | attachment | handover
    met: bool = False  # wrote, was written to, is on an interview's schedule, or was spoken with
    supposed: bool = False  # is told of what would be, if the owner came: "you would share an office with Ann"
    not_met: bool = False  # was replaced, could not come, is only reported of
    left: bool = False  # has left the company, or must not be written to any more
    answer_to: bool = False  # the message asks that the answer go to this person
    sure: bool = True  # False: a name in passing, which only adds to somebody known otherwise
    hand_over: bool = False  # takes over the process from the writer
    on_behalf: bool = False  # the message is written for this person
    for_other: bool = False  # of the writer: they ask that somebody else be answered, whom they do not name
    also: str | None = None  # the family name they bear now, where the message gives them a new one
    signed: str | None = None  # how the writer calls themselves under the mail: "Bill"
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one message says. `scores` holds every kind with its weight, so that context may tip the scale."""

    message_id: str
    kind: Kind
    own: Own | None = None  # set where the owner wrote it
    confidence: float
    scores: dict[str, float] = field(default_factory=dict)
    language: str  # ISO 639-1
    company: Text | None = None  # the employer, never a vendor of hiring systems
    agency: Text | None = None  # who speaks for the employer, if not itself
    houses: tuple[Text, ...] = ()  # further names that may be the employer's, the likeliest first
    role: Text | None = None
    reply_by: Deadline | None = None
    days: tuple[Day, ...] = ()  # further days ahead that it names, where it asks by none
    reply_at_once: bool = False  # asks for an answer today or tomorrow without a date
    no_deadline: bool = False  # says that there is none ("take your time"), or takes the earlier one away
    pay: Pay | None = None
    start_date: StartDate | None = None
    people: tuple[Mention, ...] = ()
    acts: tuple[str, ...] = ()  # what is done: "extends", "rescinds", "revises", "extends_deadline", "closes", …
    fraud: tuple[Evidence, ...] = ()  # signals of fraud
    because: tuple[Evidence, ...] = ()  # why this kind
    relevant: bool = True  # False: without a trace of hiring; its text need not be kept
    asleep: bool = False  # a person's mail without a trace of hiring in itself: not read in full
    # until the casebook finds it in a process (read.wake)
