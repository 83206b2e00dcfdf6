"""Which messages belong together: every message to the process it is part of, in the order in which they came.

Cues come from casebook.cues; trails go on to casebook.judge and casebook.fold.

Each message is held against the trails so far; what speaks for and against is added up, and the best trail that
reaches the bar takes it. Content beats thread: a message that clearly names another known company leaves its thread.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, houses, private, suspect, weigh
from courtesy.casebook import trail as trails
from courtesy.reading import reading, rules

_OPENS = {
    reading.Kind.OFFER,
    reading.Kind.OFFER_FOLLOWUP,
    reading.Kind.INTERVIEW,
    reading.Kind.APPLICATION,
    reading.Kind.REJECTION,
    reading.Kind.OUTREACH,
}
_OWN_OPENS = {reading.Own.APPLY, reading.Own.ACCEPT, reading.Own.DECLINE, reading.Own.NEGOTIATE}
_OFFERING = {reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP}
_OF_THE_SAME = {"revises", "refers_offer", "reminds", "counter_offer"}
_NEW_POST = {reading.Kind.APPLICATION, reading.Kind.OUTREACH}
Wake = Callable[[cue.Cues], cue.Cues]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The processes in a mailbox, and the messages that only pretend to be of one, with what gave them away."""

    trails: tuple[trails.Trail, ...]
    pretenders: Mapping[str, str]
    agencies: frozenset[str]  # domains of agencies and job boards


def match(every: Sequence[cue.Cues], known: rules.Rules, wake: Wake) -> Matched:
    """Return the processes in a mailbox. `every` is in the order of time; `wake` reads a sleeping message in full."""
    matcher = _Matcher(every, known, wake)
    for one in every:
        matcher.take(one)
    found = sorted((trail for trail in matcher.trails if trail.cues), key=lambda trail: cue.order(trail.cues[0]))
    return Matched(trails=tuple(found), pretenders=matcher.pretenders, agencies=matcher.agencies)


class _Matcher:
    """The trails so far, and where to look for those that a message may belong to."""

    def __init__(self, every: Sequence[cue.Cues], known: rules.Rules, wake: Wake) -> None:
        self.trails: list[trails.Trail] = []
        self.register = known.domains
        self.wake = wake
        self.houses = houses.survey(every)
        self.agencies = self.houses.agencies
        self.mail_with = Counter(domain for one in every if not one.entry.message.bulk for domain in one.domains)
        self.pretenders: dict[str, str] = {}
        self.home: dict[str, trails.Trail] = {}  # Message-ID to its trail
        self.scales = weigh.Scales(self.houses, self.home, self.trails, private.compile_words(known.little))
        self.stray: dict[str, cue.Cues] = {}  # without a trail
        self.strays_of: dict[str, list[str]] = defaultdict(list)  # by the other side's addresses
        self.known: dict[str, list[trails.Trail]] = defaultdict(list)  # any tie to the trails that bear it

    def take(self, one: cue.Cues) -> None:
        """Put a message where it belongs."""
        if self.pretends(one):
            return
        good = self.homes(one)
        if one.entry.reading.kind is reading.Kind.SCAM and not any(self.knows(one, trail) for _, _, trail in good[:1]):
            if suspect.doubtful(one):
                self.leave(one)  # the owner's answer may show that it was none
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

    def knows(self, one: cue.Cues, trail: trails.Trail) -> bool:
        """Tell whether a trail knows who writes: fraud names employers, but does not write from their addresses."""
        return (
            one.sender in trail.addresses
            or one.home in trail.domains - self.agencies
            or (one.vendor in weigh.OF_HIRING and bool(trail.company))
        )

    def homes(self, one: cue.Cues) -> list[tuple[float, str, trails.Trail]]:
        """Return the trails that a message may belong to, with how much speaks for each and what; the best first."""
        ranked = sorted(
            ((*self.scales.weigh(one, trail), trail) for trail in self.candidates(one)), key=_best, reverse=True
        )
        # A house that wrote before of other things may well offer other things.
        bar = weigh.OFFER_BAR if private.offers(one) and one.home not in self.strays_of else weigh.BAR
        return [(total, why, trail) for total, why, trail in ranked if total >= bar]

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
                why = suspect.pretends(
                    one, domains, trail.company, self.register, junk=folding.in_junk(one.entry.mailbox)
                )
                if why:
                    self.pretenders[one.message_id] = why
                    return True
        return False

    def join(self, one: cue.Cues, good: list[tuple[float, str, trails.Trail]]) -> None:
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
        trail = trails.Trail(at_work=not known and not one.own and one.entry.reading.kind in _OFFERING, known=known)
        trail.familiar = any(self.mail_with[domain] > 1 for domain in one.domains)
        self.trails.append(trail)
        self.keep(one, trail, "first of its process")

    def keep(self, one: cue.Cues, trail: trails.Trail, why: str) -> None:
        """Add a message to a trail, and earlier mail that led to it: of the same thread, or between the same two."""
        ties = sorted(one.addresses - trail.addresses)
        if not trail.at_work:
            ties += sorted(one.domains - self.agencies - trail.domains)
        trail.add(one, why)
        self.scales.called.clear()
        self.home[one.message_id] = trail
        for tie in one.ties:
            if trail not in self.known[tie]:
                self.known[tie].append(trail)
        self.adopt(trail, [*one.references, *(mid for tie in ties for mid in self.strays_of.get(tie, ()))])

    def adopt(self, trail: trails.Trail, led: Iterable[str]) -> None:
        """Take in strays that turn out to have led to a process."""
        for mid in led:
            if (earlier := self.stray.pop(mid, None)) is not None:
                self.keep(self.wake(earlier) if earlier.entry.reading.asleep else earlier, trail, "led to it")
        trail.cues.sort(key=cue.order)

    def candidates(self, one: cue.Cues) -> Iterator[trails.Trail]:
        """Yield every trail that shares anything with a message, once."""
        seen: set[int] = set()
        threads = (self.home[mid] for mid in one.references if mid in self.home)
        # Whoever offers something from a mailbox of their own is of some process, if any; so is who has no tie to one
        # yet, unless they speak for an agency: that has processes enough.
        homeless = private.offers(one) and not one.agency and not any(self.known.get(tie) for tie in one.ties)
        every = self.trails if homeless or private.seeks(one, self.houses.hosts) else ()
        for trail in (*threads, *(trail for tie in one.ties for trail in self.known.get(tie, ())), *every):
            if trail.cues and id(trail) not in seen:
                seen.add(id(trail))
                yield trail

    def another_post(self, one: cue.Cues, trail: trails.Trail) -> bool:
        """Tell whether a message is about a second post at an employer: applied for, pitched or offered."""
        read = one.entry.reading
        fresh = read.kind in _NEW_POST or read.own is reading.Own.APPLY
        if fresh and any(mid in self.home for mid in one.references):
            return False
        again = read.kind is reading.Kind.OFFER and trail.answered and not _OF_THE_SAME & set(read.acts)
        if any(post <= weigh.headed(one) for post in trail.posts):
            return False
        return (fresh or again) and trails.is_titled(one) and trail.likeness(one.role) < trails.ALIKE

    @staticmethod
    def mergeable(one: trails.Trail, other: trails.Trail, agencies: frozenset[str]) -> bool:
        """Tell whether two trails may be one process: nothing they say of employer and post differs."""
        if one.company and other.company and not folding.same_company(one.company, other.company):
            return False
        mine, theirs = one.domains - agencies, other.domains - agencies
        if mine and theirs and not mine & theirs and not (one.company and other.company):
            return False
        return all(other.likeness(role) >= trails.ALIKE for role in one.posts) or not one.posts


def opens(one: cue.Cues) -> bool:
    """Tell whether a message can be the first of a process: nobody is asked to a first talk by mass mail."""
    read = one.entry.reading
    if one.entry.message.bulk and not one.vendor and read.kind is reading.Kind.INTERVIEW:
        return False
    return read.own in _OWN_OPENS if one.own else read.kind in _OPENS


def _ties_of(trail: trails.Trail) -> set[str]:
    return {tie for one in trail.cues for tie in one.ties}


def _best(ranked: tuple[float, str, trails.Trail]) -> tuple[float, tuple[datetime, str]]:
    total, _, trail = ranked
    return total, cue.order(trail.cues[-1])  # of two that fit alike, the one that was last spoken of
