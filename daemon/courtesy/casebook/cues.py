"""What ties one message to others: its thread, the people on it, their organisations, the names it gives.

Entries come from casebook.store; cues go on to casebook.match.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from courtesy.casebook import folding, opportunity
from courtesy.mail import address, owner
from courtesy.reading import domains, reading

_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_FOR_PEOPLE = {"hiring", "scheduling", "esign"}
_RELAY = re.compile(r"no.?reply|do.?not.?reply|mailer.?daemon|notifications?$|nepasrepondre|keine.?antwort")


@dataclass(frozen=True, kw_only=True)
class Cues:
    """One entry and what ties it. Addresses are lower case, domains registrable, names folded to plain words."""

    entry: opportunity.Entry
    own: bool  # the owner wrote it
    references: tuple[str, ...]  # the newest first
    subject: str  # without reply prefixes; empty where it is too common to tie
    addresses: frozenset[str]  # of the other side
    sender: str  # the other side's own address, empty in the owner's mail
    writer: str  # the sender's full name, folded; empty in the owner's mail
    domains: frozenset[str]  # organisations of the other side; never a provider's or vendor's
    vendor: str  # hiring, assessment, scheduling, esign or network, where a vendor's system sent it
    machine: bool  # … or an address that nobody reads
    names: frozenset[str]  # full names of people
    company: str  # the employer's name, folded; empty where unknown
    company_weight: float
    agency: str
    role: frozenset[str]  # the words of the job title
    housemate: bool  # shares an organisation's domain with the owner
    woken: bool  # tells nothing of hiring by itself, and was read in full for the process it is in
    headline: str  # subject and display-name, folded

    @property
    def message_id(self) -> str:
        """Return the message's identity."""
        return self.entry.message.message_id

    @functools.cached_property
    def home(self) -> str:
        """Return the registrable domain that it came from, empty in the owner's mail."""
        return folding.organisation(self.sender.rpartition("@")[2])

    @functools.cached_property
    def terms(self) -> frozenset[tuple[object, ...]]:
        """Return pay and first day of an offer that names both; no two employers offer quite the same."""
        read = self.entry.reading
        if self.own or read.pay is None or read.start_date is None or read.kind not in _OFFERING:
            return frozenset()
        return frozenset({(read.pay.amount, read.pay.currency, read.start_date.day)})

    @functools.cached_property
    def ties(self) -> tuple[str, ...]:
        """Return all by which a message and a process may find each other, as keys."""
        return tuple(_ties(self))


def gather(entry: opportunity.Entry, whose: owner.Owner, register: domains.Register, *, woken: bool = False) -> Cues:
    """Gather an entry's cues."""
    mail, read = entry.message, entry.reading
    own = read.own is not None or whose.wrote(mail.sender.email)
    vendor = "" if own else register.vendor(mail.sender.domain)
    others = tuple(one for one in _others(entry, own=own) if one.email and not whose.wrote(one.email))
    if vendor in _FOR_PEOPLE:  # a system tells for whom it writes
        named = (address.Address(one.name, one.email) for one in read.people if one.email)
        others += tuple(one for one in named if not whose.wrote(one.email))
    shared = frozenset(folding.organisation(email.rpartition("@")[2]) for email in whose.addresses)
    organisations = _ours(entry, others, shared, register)
    company = _employer(read, own=own, domains=[one.domain for one in others])
    return Cues(
        entry=entry,
        own=own,
        references=tuple(reversed(mail.references)),
        subject=folding.topic(mail.subject),
        addresses=_addresses(others, organisations, register, own=own),
        writer="" if own else folding.person(mail.sender.name),
        sender="" if own else mail.sender.key,
        domains=organisations,
        vendor=vendor,
        machine=bool(vendor) or (not own and bool(_RELAY.search(mail.sender.local))),
        names=frozenset(_names(read, others, register)),
        company=folding.core(folding.folded(company.value)) if company else "",
        company_weight=company.weight if company else 0.0,
        agency=folding.folded(read.agency.value) if read.agency else "",
        role=folding.words(read.role.value) if read.role else frozenset(),
        housemate=not own and employer(mail.sender.domain, register) in shared,
        woken=woken,
        headline=f" {folding.folded(mail.subject)} {folding.folded(mail.sender.name)} ",
    )


def _employer(read: reading.Reading, *, own: bool, domains: list[str]) -> reading.Text | None:
    """Return the employer's name, where it is one: no person's, and in the owner's mail not a former employer's."""
    company = read.company
    if company is None:
        return None
    homes = [folding.organisation(domain) for domain in domains]
    borne = any(folding.named_in(home, folding.folded(company.value)) for home in homes)
    if not borne and any(folding.folded(company.value) == folding.person(one.name) for one in read.people):
        return None
    return company if borne or not (own and homes) else None


def order(one: Cues) -> tuple[datetime, str]:
    """Sort by time, and at one instant by Message-ID."""
    return one.entry.message.date, one.message_id


def _others(entry: opportunity.Entry, *, own: bool) -> Iterator[address.Address]:
    """Yield who is on the other side; of the copied only the sender's own colleagues, unless the sender has none."""
    mail = entry.message
    if own:
        yield from mail.to
        yield from mail.cc
        return
    yield mail.sender
    yield from mail.reply_to
    beside = [*mail.cc]
    for invitation in mail.invitations:
        beside += [*([invitation.organizer] if invitation.organizer else []), *invitation.attendees]
    yield from beside


def _ours(
    entry: opportunity.Entry, others: tuple[address.Address, ...], shared: frozenset[str], register: domains.Register
) -> frozenset[str]:
    """Return the organisations of the other side: whoever copies a stranger in does not make them one of theirs.

    `shared` are the owner's own domains: who has an address there shares a provider or a family with the owner.
    """
    found = frozenset(org for one in others if (org := employer(one.domain, register))) - shared
    home = employer(entry.message.sender.domain, register)
    return frozenset({home}) if home in found else found


def _addresses(
    others: tuple[address.Address, ...], organisations: frozenset[str], register: domains.Register, *, own: bool
) -> frozenset[str]:
    """Return the addresses that tie: of people, not of systems; of strangers in copy only where there is no house."""
    everyone = own or not organisations
    return frozenset(
        one.key
        for one in others
        if not _system(one, register) and (everyone or employer(one.domain, register) in organisations | {""})
    )


def _system(one: address.Address, register: domains.Register) -> bool:
    """Tell whether an address is a system's, whom nobody knows by it."""
    return bool(register.vendor(one.domain) or _RELAY.search(one.local))


def _names(read: reading.Reading, others: tuple[address.Address, ...], register: domains.Register) -> Iterator[str]:
    for name in (*(one.name for one in others), *(one.name for one in read.people)):
        key = folding.person(name)
        if " " in key:
            yield key
    # A mailbox of a provider's is a person's: its address may spell their name.
    at_home = (one.key for one in others if not (employer(one.domain, register) or _system(one, register)))
    yield from (name for email in at_home if (name := folding.spelt(email)))


def employer(domain: str, register: domains.Register) -> str:
    """Return the registrable domain of an organisation; empty for a provider's, a vendor's or none."""
    return "" if not domain or register.vendor(domain) or register.is_free(domain) else folding.organisation(domain)


def _ties(one: Cues) -> Iterator[str]:
    yield from (f"a {email}" for email in one.addresses)
    yield from (f"d {domain}" for domain in one.domains)
    yield from (f"n {name}" for name in one.names)
    if one.subject:
        yield f"s {one.subject}"
    for word in one.company.split():
        yield f"c {word}"
    for terms in one.terms:
        yield f"t {terms}"
    if one.machine:
        head = one.headline.split()
        yield from (f"c {word}" for word in head)
        yield from (f"n {first} {second}" for first, second in itertools.pairwise(head))
        yield f"l {folding.label(one.sender.partition('@')[0])[:3]}"
    # A domain that bears the name begins like it, or is its initials.
    for run in (
        one.company.replace(" ", ""),
        "".join(word[0] for word in one.company.split()),
        *map(folding.label, one.domains),
        *(() if one.domains else (folding.label(email.partition("@")[0]) for email in one.addresses)),
    ):
        if len(run) >= 3:
            yield f"l {run[:3]}"
