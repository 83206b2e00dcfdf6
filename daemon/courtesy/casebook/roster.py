"""Mentions of one opportunity, joined to the people they mean.

Mentions come with the entries, from casebook.people; clusters go back there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from courtesy.casebook import desk, opportunity
from courtesy.reading import judging, likeness, names, reading
from courtesy.reading import lexicon as lexicons

_BODIES = ("council", "hospital", "university", "college", "school", "trust", "academy")
_ADDRESSED = frozenset({"from", "to", "cc", "invitation"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention, the number of the entry it stands in, and its name read."""

    at: int
    mention: reading.Mention
    name: names.Name


@dataclass(slots=True)
class Cluster:
    """All that is seen of one person, in the order of time."""

    seen: list[Seen] = field(default_factory=list)

    @property
    def emails(self) -> tuple[str, ...]:
        """Return their addresses, in the order of their first use."""
        return tuple(dict.fromkeys(one.mention.email.lower() for one in self.seen if one.mention.email))

    @property
    def forms(self) -> tuple[names.Name, ...]:
        """Return the forms of their name, with the family name that a message gives them now."""
        written = dict.fromkeys(one.name for one in self.seen)
        new = {one.mention.also for one in self.seen if one.mention.also}
        return (*written, *(_with_family(name, also) for also in new for name in written if name.full))

    def rank(self, lone: names.Name, lexicon: names.Lexicon) -> int:
        """Tell how well a lone name fits: 0 not at all, 1 shortened, 2 nickname, 3 as they are called."""
        word = lone.words[0]
        signed = {names.fold(one.mention.signed) for one in self.seen if one.mention.signed}
        best = 3 if word in signed else 0
        for name in self.forms:
            family = name.full and word in {name.family, name.variants[-1]}
            if (lone.honorific and family) or word in {name.given, name.variants[0]}:
                best = max(best, 3)
            elif family or likeness.called(lone, name, lexicon):
                best = max(best, 2)
            elif len(word) > 2 and (
                name.given.startswith(word) or (word.startswith(name.given) and len(name.given) > 2)
            ):
                best = max(best, 1)
        return best


def _with_family(name: names.Name, also: str) -> names.Name:
    given = name.text.rpartition(" ")[0] or name.text
    word = names.fold(also)
    return names.Name(f"{given} {also}", name.honorific, (*name.words[:-1], word), (*name.variants[:-1], word))


def gather(entries: Sequence[opportunity.Entry], lexicon: lexicons.Lexicon) -> list[Cluster]:
    """Join the mentions of an opportunity's entries: by address, by whole name, then lone names to whom they mean."""
    seen = [
        Seen(at, mention, name)
        for at, entry in enumerate(entries)
        for mention in (() if desk.is_other(entry, lexicon.names) else entry.reading.people)
        if (name := names.parse(mention.name, lexicon.names))
    ]
    clusters = _by_address(seen, lexicon.names)
    whole = [one for one in seen if not one.mention.email and one.name.full]
    # Sure ones first: a name in passing must not found a person.
    for one in sorted(whole, key=lambda one: not one.mention.sure):
        _place(one, clusters, lexicon.names)
    lone = [one for one in seen if not one.mention.email and not one.name.full]
    for one in sorted(lone, key=lambda one: not one.mention.sure):
        _place_lone(one, clusters, lexicon.names)
    for cluster in clusters:
        cluster.seen.sort(key=lambda one: one.at)
    firms = _firms(entries)
    clusters = [one for one in clusters if not _is_owners(one)]
    return [
        one
        for one in clusters
        if any(seen.mention.sure for seen in one.seen)
        and not _is_firm(one, firms, lexicon.names)
        and not _only_copied(one, entries)
    ]


def _only_copied(cluster: Cluster, entries: Sequence[opportunity.Entry]) -> bool:
    """Tell whether somebody was only sent copies, and is of a house from which nobody wrote."""
    if any(one.mention.source != "cc" for one in cluster.seen if one.mention.sure):
        return False
    return _domains(cluster).isdisjoint(entry.message.sender.domain for entry in entries)


def _is_owners(cluster: Cluster) -> bool:
    """Tell whether the owner names somebody as a reference, or as their own who wrote no mail of the process."""
    rules = {one.mention.evidence.rule for one in cluster.seen}
    wrote = any(one.mention.source == "from" for one in cluster.seen)
    return judging.REFEREES in rules or (not wrote and judging.OWNERS in rules)


def _firms(entries: Sequence[opportunity.Entry]) -> frozenset[str]:
    """Return the domains and the names of firms that the entries give, as one word each."""
    said = (text.value for entry in entries for text in (entry.reading.company, entry.reading.agency) if text)
    bearers = (one for entry in entries for one in (entry.message.sender, *entry.message.to, *entry.message.cc))
    people = (one.email for entry in entries for one in entry.reading.people if one.email)
    domains = (*(one.domain for one in bearers), *(email.rpartition("@")[2] for email in people))
    plain = ("".join(c for c in names.fold(one) if c.isalnum()) for one in said)
    return frozenset((*plain, *("".join(c for c in names.fold(one) if c.isalnum() or c == ".") for one in domains)))


def _bears(name: names.Name, lexicon: names.Lexicon) -> bool:
    """Tell whether a whole name begins as people's do."""
    return name.full and name.given in lexicon.given and name.given not in lexicon.ambiguous


def _is_firm(cluster: Cluster, firms: frozenset[str], lexicon: names.Lexicon) -> bool:
    """Tell whether somebody who has no address is a firm: its name stands in a domain, or is an employer's."""
    if cluster.emails or any(form.honorific for form in cluster.forms):
        return False
    if any(one.mention.sure and one.mention.met and _bears(one.name, lexicon) for one in cluster.seen):
        # "An interview with Morag Beaton" named no employer; "Glyn Ebwy Council" does.
        firms = frozenset(one for one in firms if "." in one or one.endswith(_BODIES))
    forms = (words for form in cluster.forms for words in {form.words, form.variants})
    plains = ("".join(c for word in words for c in word if c.isalnum()) for words in forms)
    return any(len(plain) > 4 and any(firm.startswith(plain) for firm in firms) for plain in plains)


def _by_address(seen: Iterable[Seen], lexicon: names.Lexicon) -> list[Cluster]:
    addressed: dict[str, Cluster] = {}
    for one in seen:
        if one.mention.email:
            addressed.setdefault(one.mention.email.lower(), Cluster()).seen.append(one)
    clusters: list[Cluster] = []
    for cluster in addressed.values():
        # A second address of somebody known: the private one, the agency's.
        twin = next((known for known in clusters if _same(known, cluster, lexicon)), None)
        if twin:
            twin.seen += cluster.seen
        else:
            clusters.append(cluster)
    return clusters


def _same(one: Cluster, other: Cluster, lexicon: names.Lexicon) -> bool:
    if any(likeness.same(a, b, lexicon) for a in one.forms for b in other.forms):
        return True
    if _domains(one) & _domains(other):
        # Two addresses at one firm: "Frau Grote", and Anna-Lena Grote.
        lone = ((a, b) for x, y in ((one, other), (other, one)) for a in x.forms for b in y.forms)
        if any(a.honorific and not a.full and b.full and a.family == b.family for a, b in lone):
            return True
    return _made_of(one, other) or _made_of(other, one) or _renamed(one, other)


def _domains(one: Cluster) -> set[str]:
    return {email.rpartition("@")[2] for email in one.emails}


def _made_of(one: Cluster, other: Cluster) -> bool:
    """Tell whether somebody known by a lone name alone has an address made of the other's whole one."""
    if any(form.full for form in one.forms):
        return False
    local_parts = [email.partition("@")[0] for email in one.emails]
    given = {form.given for form in one.forms}
    return any(form.given in given and any(likeness.fits(local, form) for local in local_parts) for form in other.forms)


def _renamed(one: Cluster, other: Cluster) -> bool:
    """Tell whether two of one given name and firm are one who married: the same number, or the same title."""
    if not _domains(one) & _domains(other):
        return False
    if not {form.words[:-1] for form in one.forms if form.full} & {
        form.words[:-1] for form in other.forms if form.full
    }:
        return False
    return any(
        {value for seen in one.seen if (value := getattr(seen.mention, field))}
        & {value for seen in other.seen if (value := getattr(seen.mention, field))}
        for field in ("phone", "title")
    )


def _place(one: Seen, clusters: list[Cluster], lexicon: names.Lexicon) -> None:
    """Put a whole name without address to its person, or found one."""
    for cluster in clusters:
        if any(likeness.same(one.name, name, lexicon) for name in cluster.forms):
            cluster.seen.append(one)
            return
    for cluster in clusters:
        # An address without a whole name beside it, made of this one: wosei@ for William Osei.
        locals_ = [email.partition("@")[0] for email in cluster.emails]
        if any(likeness.fits(local, one.name) for local in locals_) and not any(name.full for name in cluster.forms):
            cluster.seen.append(one)
            return
    for cluster in clusters:
        if (
            not any(name.full for name in cluster.forms)
            and any(likeness.called(name, one.name, lexicon) for name in cluster.forms)
            and cluster.emails
        ):
            cluster.seen.append(one)
            return
    if one.mention.sure:
        clusters.append(Cluster([one]))


def _place_lone(one: Seen, clusters: list[Cluster], lexicon: names.Lexicon) -> None:
    """Put a lone name to the only person it can mean; to found one it must be sure."""
    ranked = [(cluster.rank(one.name, lexicon), cluster) for cluster in clusters]
    best = max((rank for rank, _ in ranked), default=0)
    fitting = [cluster for rank, cluster in ranked if rank == best and rank > 0]
    if len(fitting) > 1:
        fitting = _nearest(one, fitting)
    if len(fitting) == 1:
        fitting[0].seen.append(one)
    elif not fitting and one.mention.sure:
        clusters.append(Cluster([one]))


def _nearest(one: Seen, fitting: Sequence[Cluster]) -> list[Cluster]:
    """Of several people of one first name, return whom the same message or the last one before names otherwise."""
    here = [
        cluster
        for cluster in fitting
        if any(other.at == one.at and (other.mention.source in _ADDRESSED or other.name.full) for other in cluster.seen)
    ]
    if here:
        return here
    before = [
        (max((other.at for other in cluster.seen if other.at < one.at), default=-1), cluster) for cluster in fitting
    ]
    newest = max(at for at, _ in before)
    return [cluster for at, cluster in before if at == newest >= 0]


def at(cluster: Cluster, number: int) -> Iterator[reading.Mention]:
    """Yield the mentions of a person in one entry."""
    return (one.mention for one in cluster.seen if one.at == number)
