"""Which messages belong together: every message to the process it is part of, in the order in which they came.

Cues come from casebook.cues; trails go on to casebook.judge and casebook.fold.

Each message is held against the trails so far; what speaks for and against is added up, and the best trail that
reaches the bar takes it. Content beats thread: a message that clearly names another known company leaves its thread.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from courtesy.casebook import cues as cue
from courtesy.casebook import suspect
from courtesy.reading import domains, reading

THREAD = 6.0  # answers a message of the trail
SUBJECT = 2.5  # bears the same subject
COMPANY = 4.5  # names the same employer
ADDRESS = 4.5  # from or to somebody already on the trail
ORGANISATION = 4.0  # from or to somebody at the same organisation
COLLEAGUE = 3.5  # … who writes nothing that tells of hiring
AT_WORK = 2.0  # … where colleagues of the owner write of anything
AGENCY = 2.5  # the same agency, which may work for several employers
NAME = 2.5  # names somebody already on the trail
ROLE = 1.5  # the same post; as much against it for another
ANOTHER = -5.0  # names another employer
KNOWN_ANOTHER = -9.0  # … which has a trail of its own
BAR = 3.5  # what it takes to belong
FIRM = 0.7  # … and from which it outweighs the address it came from, where that bears no name
ALIKE = 1 / 3  # from which two titles may be of one post
SURE = 0.5  # the weight from which a company's name counts

_OPENS = {
    reading.Kind.OFFER,
    reading.Kind.OFFER_FOLLOWUP,
    reading.Kind.INTERVIEW,
    reading.Kind.APPLICATION,
    reading.Kind.REJECTION,
    reading.Kind.OUTREACH,
}
_OWN_OPENS = {reading.Own.APPLY, reading.Own.ACCEPT, reading.Own.DECLINE, reading.Own.NEGOTIATE}
_POSTS = {reading.Kind.APPLICATION, reading.Kind.OFFER}
_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_ANSWERS = {reading.Own.ACCEPT, reading.Own.DECLINE}
_OF_THE_SAME = {"revises", "refers_offer", "reminds", "counter_offer"}
_OF_HIRING = {"hiring", "assessment", "scheduling", "esign"}
_NEW_POST = {reading.Kind.APPLICATION, reading.Kind.OUTREACH}


@dataclass(slots=True, eq=False)
class Trail:
    """One process as it grows while messages are matched."""

    cues: list[cue.Cues] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)  # Message-ID to the ties that brought it here
    addresses: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)  # full names of those who wrote
    names: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    company: str = ""  # the employer's folded name that most messages give
    firmness: float = 0.0  # of the surest of those messages
    companies: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sure: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    agencies: set[str] = field(default_factory=set)
    roles: list[frozenset[str]] = field(default_factory=list)
    posts: list[frozenset[str]] = field(default_factory=list)  # roles that were applied for, or offered
    answered: bool = False  # the owner has said yes or no to something
    familiar: bool = False  # the mailbox holds other mail with its organisation
    known: bool = False  # the employer is known from another process
    at_work: bool = False  # an offer began it: most likely where the owner works already

    def add(self, one: cue.Cues, why: str) -> None:
        """Take a message in, and all that it tells of the process."""
        self.cues.append(one)
        self.why[one.message_id] = why
        self.addresses |= one.addresses
        self.domains |= one.domains
        self.names |= one.names
        self.writers |= {one.writer} - {""}
        if one.subject:
            self.subjects.add(one.subject)
        if one.company and one.company_weight >= SURE:
            self.call({one.company: one.company_weight})
        if one.agency:
            self.agencies.add(one.agency)
        self.answered |= one.entry.reading.own in _ANSWERS
        if one.role and one.entry.reading.role and one.entry.reading.role.weight >= FIRM:
            self.roles.append(one.role)
            if one.entry.reading.own is reading.Own.APPLY or one.entry.reading.kind in _POSTS:
                self.posts.append(one.role)

    def call(self, names: Mapping[str, float]) -> None:
        """Add to what speaks for each name of the employer."""
        for name, weight in names.items():
            self.companies[name] += weight
            self.sure[name] = max(self.sure[name], min(weight, 1.0))
        self.company = max(self.companies, key=lambda name: (self.companies[name], name), default="")
        self.firmness = self.sure[self.company]

    def likeness(self, role: frozenset[str]) -> float:
        """Say how like a post is to those of this process, from 0 to 1."""
        return max((cue.role_likeness(role, post) for post in self.posts or self.roles), default=1.0)

    def absorb(self, other: "Trail") -> None:
        """Take another trail in: the two were one process."""
        merged = sorted((*self.cues, *other.cues), key=cue.order)
        why = self.why | other.why
        for name in ("addresses", "domains", "names", "writers", "subjects", "agencies"):
            getattr(self, name).update(getattr(other, name))
        self.call(other.companies)
        self.roles.extend(other.roles)
        self.posts.extend(other.posts)
        self.cues, self.why = merged, why


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The processes in a mailbox, and the messages that only pretend to be of one, with what gave them away."""

    trails: tuple[Trail, ...]
    pretenders: Mapping[str, str]
    agencies: frozenset[str]  # domains of agencies and job boards


Wake = Callable[[cue.Cues], cue.Cues]


def match(every: Sequence[cue.Cues], register: domains.Register, wake: Wake) -> Matched:
    """Return the processes in a mailbox. `every` is in the order of time; `wake` reads a sleeping message in full."""
    matcher = _Matcher(every, register, wake)
    for one in every:
        matcher.take(one)
    trails = sorted((trail for trail in matcher.trails if trail.cues), key=lambda trail: cue.order(trail.cues[0]))
    return Matched(trails=tuple(trails), pretenders=matcher.pretenders, agencies=matcher.agencies)


class _Matcher:
    """The trails so far, and where to look for those that a message may belong to."""

    def __init__(self, every: Sequence[cue.Cues], register: domains.Register, wake: Wake) -> None:
        self.trails: list[Trail] = []
        self.register = register
        self.wake = wake
        self.agencies = _agencies(every)
        self.mail_with = Counter(domain for one in every if not one.entry.message.bulk for domain in one.domains)
        self.pretenders: dict[str, str] = {}
        self.home: dict[str, Trail] = {}  # Message-ID to its trail
        self.called: dict[str, bool] = {}  # whether an employer has a trail, as long as no trail changes
        self.stray: dict[str, cue.Cues] = {}  # without a trail
        self.strays_of: dict[str, list[str]] = defaultdict(list)  # by the other side's addresses
        self.known: dict[str, list[Trail]] = defaultdict(list)  # any tie to the trails that bear it

    def take(self, one: cue.Cues) -> None:
        """Put a message where it belongs."""
        if self.pretends(one):
            return
        good = self.homes(one)
        if one.entry.reading.kind is reading.Kind.SCAM and not any(self.knows(one, trail) for _, _, trail in good[:1]):
            return
        if good and one.entry.reading.asleep:
            one = self.wake(one)
            good = self.homes(one)
        if good and not self.another_post(one, good[0][2]):
            self.join(one, good)
        elif opens(one):
            self.begin(one, known=bool(good))
        else:
            self.leave(one)

    def knows(self, one: cue.Cues, trail: Trail) -> bool:
        """Tell whether a trail knows who writes: fraud names employers, but does not write from their addresses."""
        return (
            one.sender in trail.addresses
            or one.home in trail.domains - self.agencies
            or (one.vendor in _OF_HIRING and bool(trail.company))
        )

    def homes(self, one: cue.Cues) -> list[tuple[float, str, Trail]]:
        """Return the trails that a message may belong to, with how much speaks for each and what; the best first."""
        ranked = sorted(((*self.weigh(one, trail), trail) for trail in self.candidates(one)), key=_best, reverse=True)
        return [(total, why, trail) for total, why, trail in ranked if total >= BAR]

    def leave(self, one: cue.Cues) -> None:
        """Keep a message aside: it may turn out to have led to a process."""
        self.stray[one.message_id] = one
        if not one.entry.message.bulk and not one.machine:
            for tie in (*one.addresses, *(one.domains - self.agencies)):
                self.strays_of[tie].append(one.message_id)

    def pretends(self, one: cue.Cues) -> bool:
        """Tell whether a stranger writes in the name of an employer on some trail."""
        if not suspect.worth(one) or f"d {one.home}" in self.known or any(mid in self.home for mid in one.references):
            return False
        for trail in self.trails:
            if trail.cues and not one.addresses & trail.addresses:
                domains = sorted(trail.domains - self.agencies)
                why = suspect.pretends(one, domains, trail.company, self.register, junk=cue.in_junk(one.entry.mailbox))
                if why:
                    self.pretenders[one.message_id] = why
                    return True
        return False

    def join(self, one: cue.Cues, good: list[tuple[float, str, Trail]]) -> None:
        """Add a message to the best trail, and make one of trails that it shows to be one."""
        _, why, trail = good[0]
        self.keep(one, trail, why)
        for _, _, other in good[1:]:
            if other.cues and self.mergeable(trail, other, self.agencies):
                for moved in other.cues:
                    self.home[moved.message_id] = trail
                for tie in _ties_of(other):
                    self.known[tie].append(trail)
                trail.absorb(other)
                other.cues = []

    def begin(self, one: cue.Cues, *, known: bool) -> None:
        """Begin a trail, with what led to it: earlier mail of the same thread, or between the same two."""
        trail = Trail(at_work=not known and not one.own and one.entry.reading.kind in _OFFERING, known=known)
        trail.familiar = any(self.mail_with[domain] > 1 for domain in one.domains)
        self.trails.append(trail)
        self.keep(one, trail, "first of its process")

    def keep(self, one: cue.Cues, trail: Trail, why: str) -> None:
        """Add a message to a trail, and earlier mail that led to it: of the same thread, or between the same two."""
        ties = sorted(one.addresses - trail.addresses)
        if not trail.at_work:
            ties += sorted(one.domains - self.agencies - trail.domains)
        trail.add(one, why)
        self.called.clear()
        self.home[one.message_id] = trail
        for tie in _ties(one):
            if trail not in self.known[tie]:
                self.known[tie].append(trail)
        self.adopt(trail, [*one.references, *(mid for tie in ties for mid in self.strays_of.get(tie, ()))])

    def adopt(self, trail: Trail, led: Iterable[str]) -> None:
        """Take in strays that turn out to have led to a process."""
        for mid in led:
            if (earlier := self.stray.pop(mid, None)) is not None:
                self.keep(self.wake(earlier) if earlier.entry.reading.asleep else earlier, trail, "led to it")
        trail.cues.sort(key=cue.order)

    def candidates(self, one: cue.Cues) -> Iterator[Trail]:
        """Yield every trail that shares anything with a message, once."""
        seen: set[int] = set()
        threads = (self.home[mid] for mid in one.references if mid in self.home)
        for trail in (*threads, *(trail for tie in _ties(one) for trail in self.known.get(tie, ()))):
            if trail.cues and id(trail) not in seen:
                seen.add(id(trail))
                yield trail

    def weigh(self, one: cue.Cues, trail: Trail) -> tuple[float, str]:
        """Say how much speaks for a message's belonging to a trail, and what."""
        found = list(self.reasons(one, trail))
        tied = [why for points, why in found if points > 0]
        return sum(points for points, _ in found), ", ".join(tied)

    def reasons(self, one: cue.Cues, trail: Trail) -> Iterator[tuple[float, str]]:
        """Yield what speaks for and against."""
        if any(self.home.get(mid) is trail for mid in one.references[:1]):
            yield THREAD, "answers a message of it"
        elif any(self.home.get(mid) is trail for mid in one.references):
            yield THREAD - 1, "in its thread"
        if one.subject in trail.subjects and one.subject:
            yield SUBJECT, "same subject"
        yield from self.employer(one, trail)
        yield from self.people(one, trail)
        if one.role and trail.roles:
            likeness = max(cue.role_likeness(one.role, role) for role in trail.roles)
            yield (ROLE * (2 * likeness - 1) if likeness >= 0.5 else likeness - 1), "same post"

    def employer(self, one: cue.Cues, trail: Trail) -> Iterator[tuple[float, str]]:
        """Yield what the employer's name says."""
        if not trail.company:
            return
        named = bool(one.company) and one.company_weight >= SURE
        if one.vendor in _OF_HIRING and (
            cue.named_in(one.sender.partition("@")[0], trail.company)
            or (not (named and one.company_weight >= FIRM) and cue.telling(trail.company) & headed(one))
        ):
            yield COMPANY, "the employer in a system's address or subject"
            return
        if not named:
            return
        theirs, ours = one.domains - self.agencies, trail.domains - self.agencies
        if one.company in trail.companies or (
            # A short form of the name will do, unless both have homes of their own, and different ones.
            (not theirs or not ours or bool(theirs & ours) or cue.akin(theirs, ours))
            and any(cue.same_company(one.company, name) for name in trail.companies)
        ):
            if self.counts(one):
                yield COMPANY, "same employer"
        elif not any(cue.named_in(domain, one.company) for domain in ours) and not self.at_home(one, trail):
            doubt = min(one.company_weight, trail.firmness) ** 2
            yield (KNOWN_ANOTHER if self.has_own(one.company) else ANOTHER) * doubt, "another employer"

    def has_own(self, company: str) -> bool:
        """Tell whether an employer has a trail of its own."""
        if company not in self.called:
            self.called[company] = any(cue.same_company(company, other.company) for other in self.trails if other.cues)
        return self.called[company]

    def at_home(self, one: cue.Cues, trail: Trail) -> bool:
        """Tell whether a message comes from the trail's own employer, so that another name in it is a misreading."""
        shared = one.domains & trail.domains - self.agencies
        borne = any(cue.named_in(domain, name) for domain in shared for name in (one.company, *trail.companies))
        named = any(cue.named_in(domain, trail.company) for domain in one.domains - self.agencies)
        return named or (bool(shared) and (borne or one.company_weight < FIRM))

    def people(self, one: cue.Cues, trail: Trail) -> Iterator[tuple[float, str]]:
        """Yield what the people and their organisations say."""
        theirs = one.domains - self.agencies
        common = one.addresses & trail.addresses
        if common and not one.entry.message.bulk:
            agents = all(cue.organisation(email.rpartition("@")[2]) in self.agencies for email in common)
            yield (AGENCY + 1 if agents else ADDRESS), "same person"
        elif one.writer and " " in one.writer and one.writer in trail.writers and not one.domains and not one.machine:
            yield ADDRESS, "the same person from a private address"
        elif theirs & trail.domains:
            yield self.organisation(one, trail), "same organisation"
        elif one.domains & trail.domains & self.agencies:
            yield AGENCY, "same agency"
        elif trail.company and any(cue.named_in(domain, trail.company) for domain in theirs):
            yield self.organisation(one, trail), "an address in its name"
        named = one.machine and any(f" {name} " in one.headline for name in trail.names)
        if one.names & trail.names or named:
            # A system writes for somebody; a person may write about anybody.
            yield (NAME + 2 if one.machine and self.counts(one) else NAME), "names the same people"

    def organisation(self, one: cue.Cues, trail: Trail) -> float:
        """Say how much an address at the employer's counts: where the owner works, colleagues write of anything."""
        if self.counts(one):
            return ORGANISATION
        if one.entry.message.bulk:
            return 0.0
        return AT_WORK if trail.at_work else COLLEAGUE

    @staticmethod
    def counts(one: cue.Cues) -> bool:
        """Tell whether what a message says of hiring may be taken for its own: adverts and talk are about anybody."""
        return one.own or one.vendor in _OF_HIRING or one.entry.reading.kind is not reading.Kind.OTHER

    def another_post(self, one: cue.Cues, trail: Trail) -> bool:
        """Tell whether a message is about a second post at an employer: applied for, pitched or offered."""
        read = one.entry.reading
        fresh = read.kind in _NEW_POST or read.own is reading.Own.APPLY
        if fresh and any(mid in self.home for mid in one.references):
            return False
        again = read.kind is reading.Kind.OFFER and trail.answered and not _OF_THE_SAME & set(read.acts)
        if any(post <= headed(one) for post in trail.posts):
            return False
        firm = read.role is not None and read.role.weight >= FIRM
        return (fresh or again) and firm and trail.likeness(one.role) < ALIKE

    @staticmethod
    def mergeable(one: Trail, other: Trail, agencies: frozenset[str]) -> bool:
        """Tell whether two trails may be one process: nothing they say of employer and post differs."""
        if one.company and other.company and not cue.same_company(one.company, other.company):
            return False
        mine, theirs = one.domains - agencies, other.domains - agencies
        if mine and theirs and not mine & theirs and not (one.company and other.company):
            return False
        return all(other.likeness(role) >= ALIKE for role in one.posts) or not one.posts


def headed(one: cue.Cues) -> frozenset[str]:
    """Return the words of a message's subject and its sender's name."""
    return frozenset(one.headline.split())


def opens(one: cue.Cues) -> bool:
    """Tell whether a message can be the first of a process."""
    read = one.entry.reading
    return read.own in _OWN_OPENS if one.own else read.kind in _OPENS


def _agencies(every: Sequence[cue.Cues]) -> frozenset[str]:
    """Return the domains of agencies and job boards: what comes from there speaks for employers of other names."""
    spoken: dict[str, set[str]] = defaultdict(set)
    agencies: set[str] = set()  # whose name stands in their domain
    others: set[str] = set()
    for one in every:
        if one.own or one.home not in one.domains:
            continue
        if one.agency:
            (agencies if cue.named_in(one.home, one.agency) else others).add(one.home)
        if one.company and one.company_weight >= SURE:
            spoken[one.home].add(one.company)
    bears = {domain for domain, names in spoken.items() if any(cue.named_in(domain, name) for name in names)}
    boards = {domain for domain, names in spoken.items() if len(names) > 2}
    return frozenset((agencies | others | boards | _hosts(every)) - bears)


def _hosts(every: Iterable[cue.Cues]) -> frozenset[str]:
    """Return domains at which several people have their mailboxes, and of which nobody says that they work there."""
    writers: dict[str, set[str]] = defaultdict(set)
    hiring: set[str] = set()
    for one in every:
        if not one.own and one.home in one.domains and not one.entry.message.bulk and not one.machine:
            writers[one.home].add(one.writer)
            if one.entry.reading.kind in _OPENS - _OFFERING:
                hiring.add(one.home)
    return frozenset(domain for domain, names in writers.items() if len(names) > 1) - hiring


def _ties(one: cue.Cues) -> Iterator[str]:
    yield from (f"a {email}" for email in one.addresses)
    yield from (f"d {domain}" for domain in one.domains)
    yield from (f"n {name}" for name in one.names)
    if one.subject:
        yield f"s {one.subject}"
    for word in one.company.split():
        yield f"c {word}"
    if one.machine:
        head = one.headline.split()
        yield from (f"c {word}" for word in head)
        yield from (f"n {first} {second}" for first, second in itertools.pairwise(head))
        yield f"l {cue.label(one.sender.partition('@')[0])[:3]}"
    # A domain that bears the name begins like it, or is its initials.
    for run in (
        one.company.replace(" ", ""),
        "".join(word[0] for word in one.company.split()),
        *map(cue.label, one.domains),
    ):
        if len(run) >= 3:
            yield f"l {run[:3]}"


def _ties_of(trail: Trail) -> set[str]:
    return {tie for one in trail.cues for tie in _ties(one)}


def _best(ranked: tuple[float, str, Trail]) -> tuple[float, tuple[datetime, str]]:
    total, _, trail = ranked
    return total, cue.order(trail.cues[-1])  # of two that fit alike, the one that was last spoken of
