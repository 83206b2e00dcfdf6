"""One process as it grows while messages are matched.

Cues come from casebook.match; trails go on to casebook.judge and casebook.fold.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from courtesy.casebook import cues as cue
from courtesy.casebook import folding
from courtesy.reading import reading

SURE = 0.5  # the weight from which a company's name counts
FIRM = 0.7  # the weight from which a name outweighs the address it came from, where that bears none
APPLIED = 0.6  # … of a post, in the owner's own application
ALIKE = 1 / 3  # from which two titles may be of one post

_POSTS = {reading.Kind.APPLICATION, reading.Kind.OFFER}
_ANSWERS = {reading.Own.ACCEPT, reading.Own.DECLINE}


def is_titled(one: cue.Cues) -> bool:
    """Tell whether a message names a post surely; whoever applies names it more likely than not."""
    role = one.entry.reading.role
    least = APPLIED if one.entry.reading.own is reading.Own.APPLY else FIRM
    return bool(one.role) and role is not None and role.weight >= least


@dataclass(slots=True, eq=False)
class Trail:
    """One process as it grows while messages are matched."""

    cues: list[cue.Cues] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)  # Message-ID to the ties that brought it here
    addresses: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)  # full names of those who wrote
    names: set[str] = field(default_factory=set)
    offering: set[str] = field(default_factory=set)  # full names that an offer gives
    given: set[str] = field(default_factory=set)  # single names of those who are named
    subjects: set[str] = field(default_factory=set)
    company: str = ""  # the employer's folded name that most messages give
    firmness: float = 0.0  # of the surest of those messages
    companies: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sure: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    agencies: set[str] = field(default_factory=set)
    roles: list[frozenset[str]] = field(default_factory=list)
    posts: list[frozenset[str]] = field(default_factory=list)  # roles that were applied for, or offered
    terms: set[tuple[object, ...]] = field(default_factory=set)  # pay and first day, where an offer names both
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
        self.offering |= one.names if one.entry.reading.kind is reading.Kind.OFFER else set()
        self.given |= {name for who in one.entry.reading.people if " " not in (name := folding.person(who.name))}
        self.terms |= one.terms
        self.writers |= {one.writer} - {""}
        if one.subject:
            self.subjects.add(one.subject)
        if one.company and one.company_weight >= SURE:
            self.call({one.company: one.company_weight})
        if one.agency:
            self.agencies.add(one.agency)
        self.answered |= one.entry.reading.own in _ANSWERS
        if is_titled(one):
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
        return max((folding.role_likeness(role, post) for post in self.posts or self.roles), default=1.0)

    def absorb(self, other: "Trail") -> None:
        """Take another trail in: the two were one process."""
        merged = sorted((*self.cues, *other.cues), key=cue.order)
        why = self.why | other.why
        for name in ("terms", "addresses", "domains", "names", "offering", "given", "writers", "subjects", "agencies"):
            getattr(self, name).update(getattr(other, name))
        self.call(other.companies)
        self.roles.extend(other.roles)
        self.posts.extend(other.posts)
        self.cues, self.why = merged, why
