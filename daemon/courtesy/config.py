"""The settings: each a typed field, its default, and a sentence that tells what it does.

config_file reads them from a TOML file; config/courtesy.toml is its annotated sample.
"""

import typing
from typing import Literal

import msgspec

Security = Literal["tls", "starttls", "plain"]


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Whose mailbox it is."""

    name: str
    """Your name as it stands under your letters."""
    timezone: str
    """The IANA name of your time zone, for example "Europe/Berlin"."""
    phone: str = ""
    """Your telephone number; stands under letters if given."""
    linkedin: str = ""
    """The address of your LinkedIn profile; stands under letters if given."""
    country: str = ""
    """The country whose public holidays are yours, such as "US"; told by the time zone if empty."""


class Imap(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the mailbox. Exactly one of the four ways to the password, or oauth2, must be given."""

    host: str
    """The IMAP server."""
    port: int = 993
    """Its port: 993 with tls, 143 with starttls."""
    security: Security = "tls"
    """tls, starttls, or plain; plain is refused unless the host is a loopback address."""
    username: str = ""
    """The log-in name; the address if empty."""
    password_file: str = ""
    """A file of yours alone (mode 0600) whose first line is the password."""
    password_command: str = ""
    """A command that prints the password, for example "pass show mail"."""
    credential: str = ""
    """The name of a systemd credential (LoadCredential=) that holds the password."""
    keyring: bool = False
    """Whether the password lies in the desktop's keyring, under service "courtesy" and your address."""
    oauth2: Literal["", "google", "microsoft"] = ""
    """Whose sign-in page you agree on instead of a password, by `courtesy authorise`: "google" or "microsoft"."""
    oauth2_client_id: str = ""
    """The id of the client that you have registered there; no secret."""
    oauth2_client_id_env: str = ""
    """The name of an environment variable that holds it, instead."""
    oauth2_client_secret_env: str = ""
    """The name of an environment variable that holds the client's secret, where the provider wants one."""
    ca_file: str = ""
    """The certificate of a private authority that signed the server's."""


class Smtp(msgspec.Struct, frozen=True, kw_only=True):
    """Where notices to yourself are handed in. Nobody else is ever written to."""

    host: str
    """The SMTP submission server."""
    port: int = 587
    """Its port: 465 with tls, 587 with starttls."""
    security: Security = "starttls"
    """tls, starttls, or plain; plain is refused unless the host is a loopback address."""
    username: str = ""
    """The log-in name; the IMAP one if empty."""
    ca_file: str = ""
    """The certificate of a private authority that signed the server's."""


class Mailboxes(msgspec.Struct, frozen=True, kw_only=True):
    """Which mailboxes play which part; an empty one is found by SPECIAL-USE, then by well-known names."""

    inbox: str = "INBOX"
    """Where new mail arrives."""
    drafts: str = ""
    """Where letters are laid."""
    sent: str = ""
    """Where your own mail lies."""
    also: tuple[str, ...] | None = None
    """Further mailboxes to read for context and people; the archive if not given."""
    decisions: str = "Courtesy"
    """The mailbox below which you decide: copy or move an offer into one of the next three. Empty: none are made."""
    declined: str = "Declined"
    """Below it, the mailbox of offers that you decline; one below that may name a reason ("Declined/Other offer")."""
    accepted: str = "Accepted"
    """Below it, the mailbox of the offer that you accept."""
    not_an_offer: str = "Not an offer"
    """Below it, the mailbox of mail that was taken for an offer and is none."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One mail account of yours."""

    name: str
    """A name of your choice, for messages and logs."""
    address: str
    """Your address there."""
    aliases: tuple[str, ...] = ()
    """Other addresses whose mail arrives there."""
    imap: Imap
    """How to reach it."""
    smtp: Smtp | None = None
    """Where notices to yourself are handed in; needed only for notices."""
    mailboxes: Mailboxes = Mailboxes()
    """Which mailboxes play which part."""


LetterKind = Literal[
    "decline", "thank_you", "acknowledgement", "ask_time", "heads_up", "withdrawal", "referral", "keeping_in_touch"
]


class Letters(msgspec.Struct, frozen=True, kw_only=True):
    """The letters laid in Drafts."""

    kinds: tuple[LetterKind, ...] = ("decline", "thank_you", "withdrawal")
    """Letters laid of their own accord when their occasion comes; every other kind when you ask (courtesy letter)."""

    prepare: Literal["offer", "decision"] = "offer"
    """offer: letters lie ready as soon as an offer arrives; decision: only once you have declined."""
    templates: str = ""
    """A directory whose templates win over the packaged ones."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """How your letters sound. What is said by language is a table: closing = { en = "Warmly,", de = "Herzlich" }."""

    tone: Literal["", "formal", "warm"] = ""
    """formal or warm, always; if empty, as they write to you."""
    length: Literal["short", "usual", "full"] = "usual"
    """short: the thing itself and your thanks; full: every sentence that is true of the person."""
    opening: dict[str, str] = {}
    """A sentence of yours that each letter begins with, by language."""
    closing: dict[str, str] = {}
    """The words above your name, by language."""
    forbidden: tuple[str, ...] = ()
    """Words that never stand in a letter."""
    looking_for: dict[str, str] = {}
    """What you look for, as it can follow "I am looking for", by language; stands where you keep others informed."""


class Caldav(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar on a CalDAV server. Exactly one of the four ways to the password must be given."""

    url: str
    """The address of the server, or of your own place there."""
    username: str
    """The log-in name."""
    calendar: str = "Courtesy"
    """The name of the calendar; made if there is none of that name, best one of its own."""
    password_file: str = ""
    """A file of yours alone (mode 0600) whose first line is the password."""
    password_command: str = ""
    """A command that prints the password."""
    credential: str = ""
    """The name of a systemd credential that holds the password."""
    keyring: bool = False
    """Whether the password lies in the desktop's keyring, under service "courtesy" and the log-in name."""
    ca_file: str = ""
    """The certificate of a private authority that signed the server's."""


Occasion = Literal["answer_by", "deadline", "call", "send", "thank", "recommend", "connect", "keep_in_touch"]


class Reminders(msgspec.Struct, frozen=True, kw_only=True):
    """The events for your calendar."""

    directory: str = ""
    """A directory with one .ics file for each event (a vdir); STATE/reminders if empty."""
    feed: str = ""
    """A file with all of them; STATE/courtesy.ics if empty."""
    kind: Literal["event", "todo", "both"] = "event"
    """event: in the calendar; todo: in the task list, which many calendars do not show; both."""
    occasions: tuple[Occasion, ...] = typing.get_args(Occasion)
    """What you want to be reminded of."""
    keep_in_touch: tuple[int, ...] = (3, 6, 12)
    """Months after the last contact with somebody at which to be reminded of them; empty for never."""
    email: bool = False
    """Whether to mail reminders to yourself as an .ics file, new and changed ones together; needs [accounts.smtp]."""
    caldav: Caldav | None = None
    """A calendar on a server to keep them in."""


Day = Literal["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Notices(msgspec.Struct, frozen=True, kw_only=True):
    """Words to you alone: an offer needs a prompt response, a mailbox cannot be watched, how things stand this week."""

    email: bool = False
    """Whether to mail them to yourself; needs [accounts.smtp]."""
    apprise: tuple[str, ...] = ()
    """Addresses for apprise of what holds no secret: this desktop (dbus://), a service on this machine."""
    apprise_file: str = ""
    """A file of yours alone (mode 0600) with all other addresses for apprise, one a line: most hold a secret."""
    apprise_command: str = ""
    """A command that prints addresses for apprise, one a line."""
    quiet: str = ""
    """Hours by your clock in which nothing is given, such as "22:00-07:00"; it comes when they end."""
    digest: Day = ""
    """The day on which to be told at eight, or when quiet hours end, how things stand: "monday"; empty for never."""


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """How the mailbox is watched."""

    poll: int = 60
    """Seconds between looks where the server has no IDLE."""
    look_back: int = 365
    """Days of old mail that are read the first time."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    owner: Owner
    accounts: tuple[Account, ...]
    letters: Letters = Letters()
    voice: Voice = Voice()
    reminders: Reminders = Reminders()
    notices: Notices = Notices()
    watch: Watch = Watch()
