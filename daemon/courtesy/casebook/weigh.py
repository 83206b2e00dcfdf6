"""How much speaks for a message's belonging to a process, and what.

Trails come from casebook.match, and what is said of them goes back there.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from courtesy.casebook import cues as cue
from courtesy.casebook import folding, houses, private
from courtesy.casebook import trail as trails
from courtesy.reading import reading

THREAD = 6.0  # answers a message of the trail
SUBJECT = 2.5  # bears the same subject
DOCUMENT = 4.5  # … which is a document's name
COMPANY = 4.5  # names the same employer
ADDRESS = 4.5  # from or to somebody already on the trail
ORGANISATION = 4.0  # from or to somebody at the same organisation
COLLEAGUE = 3.5  # … who writes nothing that tells of hiring
AT_WORK = 2.0  # … where colleagues of the owner write of anything
AGENCY = 2.5  # the same agency, which may work for several employers
TERMS = 3.5  # offers the very same pay from the very same day
NAME = 2.5  # names somebody already on the trail
WRITER = 1.5  # … from that very person, who is at another house: a client, a site, a group's office
ROLE = 1.5  # the same post; as much against it for another
ANOTHER = -5.0  # names another employer
KNOWN_ANOTHER = -9.0  # … which has a trail of its own
BAR = 3.5  # what it takes to belong
OFFER_BAR = 2.5  # … for an offer that has no thread: it is of some process

OF_HIRING = {"hiring", "assessment", "scheduling", "esign"}


class Scales:
    """What the whole mailbox tells beforehand, and where its messages have gone so far."""

    def __init__(
        self,
        whose: houses.Houses,
        home: Mapping[str, trails.Trail],
        every: Iterable[trails.Trail],
        honorific: re.Pattern[str],
    ) -> None:
        self.agencies, self.hosts = whose.agencies, whose.hosts
        self.home = home
        self.trails = every
        self.honorific = honorific
        self.called: dict[str, bool] = {}  # whether an employer has a trail, as long as no trail changes

    def weigh(self, one: cue.Cues, process: trails.Trail) -> tuple[float, str]:
        """Say how much speaks for a message's belonging to a trail, and what."""
        found = list(self.reasons(one, process))
        tied = [why for points, why in found if points > 0]
        return sum(points for points, _ in found), ", ".join(tied)

    def reasons(self, one: cue.Cues, process: trails.Trail) -> Iterator[tuple[float, str]]:
        """Yield what speaks for and against."""
        if any(self.home.get(mid) is process for mid in one.references[:1]):
            yield THREAD, "answers a message of it"
        elif any(self.home.get(mid) is process for mid in one.references):
            yield THREAD - 1, "in its thread"
        if one.subject in process.subjects and one.subject:
            # What an e-sign service names so is one document.
            yield (DOCUMENT if one.vendor == "esign" else SUBJECT), "same subject"
        yield from self.employer(one, process)
        yield from self.people(one, process)
        if self.applies_elsewhere(one, process):
            yield ANOTHER, "an application to another house"
        if one.terms & process.terms:
            yield TERMS, "the same terms"
        if one.role and process.roles:
            likeness = max(folding.role_likeness(one.role, role) for role in process.roles)
            yield (ROLE * (2 * likeness - 1) if likeness >= 0.5 else likeness - 1), "same post"

    def employer(self, one: cue.Cues, process: trails.Trail) -> Iterator[tuple[float, str]]:
        """Yield what the employer's name says."""
        if not process.company:
            return
        named = bool(one.company) and one.company_weight >= trails.SURE
        if one.vendor in OF_HIRING and (
            folding.named_in(one.sender.partition("@")[0], process.company)
            or (" " in process.company and f" {process.company} " in one.headline)
            or (not (named and one.company_weight >= trails.FIRM) and folding.telling(process.company) & headed(one))
        ):
            yield COMPANY, "the employer in a system's address or subject"
            return
        if one.home in self.agencies and folding.telling(process.company) & headed(one):
            yield COMPANY, "the employer in an agent's subject"
            return
        if not named:
            return
        theirs, ours = one.domains - self.agencies, process.domains - self.agencies
        if one.company in process.companies or (
            # A short form of the name will do, unless both have homes of their own, and different ones.
            (not theirs or not ours or bool(theirs & ours) or folding.akin(theirs, ours))
            and any(folding.same_company(one.company, name) for name in process.companies)
        ):
            if self.counts(one):
                yield COMPANY, "same employer"
        elif one.writer in process.offering and _headed_so(one.company, process):
            yield SUBJECT, "the employer in its subjects"
        elif not any(folding.named_in(domain, one.company) for domain in ours) and not self.at_home(one, process):
            doubt = min(one.company_weight, process.firmness) ** 2
            yield (KNOWN_ANOTHER if self.has_own(one.company) else ANOTHER) * doubt, "another employer"

    def applies_elsewhere(self, one: cue.Cues, process: trails.Trail) -> bool:
        """Tell whether the owner writes an application, out of no thread, to a house that the process knows nothing of.

        A CV names the same posts and places in every one.
        """
        applies = one.entry.reading.own is reading.Own.APPLY and not one.references
        theirs, ours = one.domains - self.agencies, process.domains - self.agencies
        return applies and bool(theirs and ours) and not theirs & ours and not private.is_private(one, self.hosts)

    def has_own(self, company: str) -> bool:
        """Tell whether an employer has a trail of its own."""
        if company not in self.called:
            self.called[company] = any(
                folding.same_company(company, other.company) for other in self.trails if other.cues
            )
        return self.called[company]

    def at_home(self, one: cue.Cues, process: trails.Trail) -> bool:
        """Tell whether a message comes from the trail's own employer, so that another name in it is a misreading."""
        shared = one.domains & process.domains - self.agencies
        borne = any(folding.named_in(domain, name) for domain in shared for name in (one.company, *process.companies))
        named = any(folding.named_in(domain, process.company) for domain in one.domains - self.agencies)
        return named or (bool(shared) and (borne or one.company_weight < trails.FIRM))

    def people(self, one: cue.Cues, process: trails.Trail) -> Iterator[tuple[float, str]]:
        """Yield what the people and their organisations say."""
        theirs = one.domains - self.agencies
        common = one.addresses & process.addresses
        if common and not one.entry.message.bulk:
            agents = all(folding.organisation(email.rpartition("@")[2]) in self.agencies for email in common)
            yield (AGENCY + 1 if agents else ADDRESS), "same person"
            if agents and not one.references and trails.is_titled(one) and process.likeness(one.role) < trails.ALIKE:
                yield -NAME, "an agent writes of another post"
        elif private.is_private(one, self.hosts):
            yield from private.reasons(one, process, self.hosts, self.honorific)
        elif theirs & process.domains:
            yield self.organisation(one, process), "same organisation"
        elif one.domains & process.domains & self.agencies:
            yield AGENCY, "same agency"
        elif process.company and any(folding.named_in(domain, process.company) for domain in theirs):
            yield self.organisation(one, process), "an address in its name"
        elif private.offers(one):
            yield from private.likely(one, process, self.honorific)
        named = one.machine and any(f" {name} " in one.headline for name in process.names)
        if one.names & process.names or named:
            # A system writes for somebody; a person may write about anybody.
            yield (NAME + 2 if one.machine and self.counts(one) else NAME), "names the same people"
        if theirs and " " in one.writer and one.writer in process.names - process.writers and self.counts(one):
            yield WRITER, "from somebody whom it names"

    def organisation(self, one: cue.Cues, process: trails.Trail) -> float:
        """Say how much an address at the employer's counts: where the owner works, colleagues write of anything."""
        if self.counts(one):
            return ORGANISATION
        if one.entry.message.bulk:
            return 0.0
        return AT_WORK if process.at_work else COLLEAGUE

    @staticmethod
    def counts(one: cue.Cues) -> bool:
        """Tell whether what a message says of hiring may be taken for its own: adverts and talk are about anybody."""
        return one.own or one.vendor in OF_HIRING or one.entry.reading.kind is not reading.Kind.OTHER


def _headed_so(company: str, process: trails.Trail) -> bool:
    """Tell whether a subject of the process names an employer, as an agent's does: the client writes next."""
    telling = folding.telling(company)
    first = {*itertools.islice((word for word in company.split() if word in telling), 2)}
    return bool(first) and any(first <= set(subject.split()) for subject in process.subjects)


def headed(one: cue.Cues) -> frozenset[str]:
    """Return the words of a message's subject and its sender's name."""
    return frozenset(one.headline.split())
