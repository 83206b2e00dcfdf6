"""What is known of a message before its sentences are read for people: who wrote it, whose names it bears, how.

Messages come from people; pages go on to named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from courtesy.mail import address, message, owner
from courtesy.reading import bearer, capitals, likeness, names, signature, undersigned
from courtesy.reading.lexicon import Lexicon

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_GERMAN = re.compile(r"\b(?:und|der|die|das|wir|ich|Sie|nicht|mit|für)\b")
_APART = re.compile(r"[._-]")
_SIGNED = 8  # lines from the end in which one of two signs
_VERBS = frozenset(("may", "march"))  # months only with a capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A message as its sentences are to be read."""

    message_id: str
    whose: owner.Owner
    lexicon: Lexicon
    own: bool  # the owner wrote it
    owner_name: names.Name | None
    writer: names.Name | None  # the person who wrote it, if a person did
    domain: str
    parties: tuple[names.Name, ...]  # the names that its address fields and invitations give
    manner: capitals.Manner
    emails: tuple[str, ...]  # addresses in its text
    signature: signature.Signature
    written: datetime
    opening: tuple[str, ...]  # its first line

    def goes_later(self, said: str) -> bool:
        """Tell whether somebody who goes does so in a later month that is named: until then they are there."""
        words = (names.fold(word.strip(".,;!?()")) for word in said.split() if word not in _VERBS)
        named = next((month for word in words if (month := self.lexicon.months.get(word))), self.written.month)
        return (named - self.written.month) % 12 in range(1, 6)

    def is_owner(self, name: names.Name) -> bool:
        """Tell whether a name is the owner's."""
        mine, lexicon = self.owner_name, self.lexicon.names
        if mine is None:
            return False
        if name.full:
            initials = all(len(part) == 1 for word in name.words[1:] for part in word.split("-"))
            return likeness.same(name, mine, lexicon) or (name.given == mine.given and initials)
        if name.given in {mine.given, mine.family}:
            return True
        return len(name.given) > 2 and lexicon.alike(name.given, mine.given) and name.given not in self.manner.known

    def is_nobody(self, name: names.Name) -> bool:
        """Tell whether a name is the owner's, or a firm's: its domain's, or put together of two people's."""
        if self.is_owner(name):
            return True
        if name.full and set(name.words) <= self.manner.known:
            return not any(likeness.same(name, party, self.lexicon.names) for party in self.parties)
        mine = self.owner_name
        if mine and name.full and name.family == mine.family and name.given not in self.lexicon.names.given:
            return True  # "Kennenlernen Ohlendorf"
        domain = self.domain.replace("-", "")
        forms = ("".join(words).replace("-", "") for words in {name.words, name.variants})
        return any(len(plain) > 3 and plain in domain for plain in forms) and not set(name.words) <= self.manner.known

    def is_writer(self, name: names.Name) -> bool:
        """Tell whether a name is that of the one who wrote."""
        writer, lexicon = self.writer, self.lexicon.names
        if writer is None:
            return False
        if name.full:
            return likeness.same(name, writer, lexicon)
        if self.signature.signed and names.fold(self.signature.signed) == name.given:
            return True
        return likeness.called(name, writer, lexicon) if writer.full else lexicon.alike(name.given, writer.given)

    def email_for(self, name: names.Name, also: str | None = None) -> str | None:
        """Return the address in the text that is made of a name, or of the new family name that goes with it."""
        if also:
            return next((email for email in self.emails if names.fold(also) in names.fold(email)), None)
        return next((email for email in self.emails if self._bears(email.partition("@")[0], name)), None)

    def _bears(self, local: str, name: names.Name) -> bool:
        if likeness.fits(local, name):
            return True
        plain = "".join(c for c in names.fold(local) if c.isalpha())
        if len(plain) < 3 or len(name.given) < 3:
            return False
        if not name.full:
            return names.fold(_APART.split(local)[0]) == name.given
        return plain in {name.given, name.family} or self.lexicon.names.alike(plain, name.given)


def open_page(mail: message.Message, whose: owner.Owner, lexicon: Lexicon) -> Page:
    """Gather what is known of a message before its sentences are read."""
    own = whose.wrote(mail.sender.key)
    mine = names.parse(whose.name, lexicon.names)
    written = [line.text for line in mail.lines if line.label in {message.Label.NEW, message.Label.SIGNATURE}]
    emails = _emails(written, whose, lexicon)
    writer = None
    if not own:
        writer = (
            of_two(mail.sender, written[-_SIGNED:], lexicon)
            or _person(mail.sender, emails, lexicon)
            or undersigned.signer(written, lexicon.words, lexicon.signoffs)
        )
    parties = tuple(_parties(mail, whose, lexicon))
    manner = capitals.Manner(
        known=_known(parties, lexicon) - frozenset(mine.words if mine else ()),
        lower=_without_capitals(written),
        nouns=sum(len(_GERMAN.findall(line)) for line in written[:30]) > 2,
    )
    signed = signature.Signature()
    if writer:
        signed = signature.read(written, writer, mail.sender.domain, lexicon.words, lexicon.signoffs)
    return Page(
        message_id=mail.message_id,
        whose=whose,
        lexicon=lexicon,
        own=own,
        owner_name=mine,
        writer=writer,
        domain=mail.sender.domain,
        parties=parties,
        manner=manner,
        emails=emails,
        signature=signed,
        written=mail.date,
        opening=tuple(line for line in written if line.strip())[:1],
    )


def _parties(mail: message.Message, whose: owner.Owner, lexicon: Lexicon) -> Iterator[names.Name]:
    """Yield the names of people that the address fields and invitations give."""
    invited = (one for invitation in mail.invitations for one in (invitation.organizer, *invitation.attendees) if one)
    for one in (mail.sender, *mail.reply_to, *mail.to, *mail.cc, *invited):
        if not whose.wrote(one.key) and _may_be_a_person(one, mail.sender, lexicon):
            name = bearer.of_address(one, lexicon.names)
            if name and not is_office(name, lexicon):
                yield name


def _known(parties: Iterable[names.Name], lexicon: Lexicon) -> frozenset[str]:
    """Return the words of names that are hardly anything else."""
    return frozenset(
        word
        for name in parties
        for word in name.words
        if len(word) > 1
        and word not in lexicon.names.honorifics
        and word not in lexicon.words.stop
        and not lexicon.words.titles.has(word)
    )


def _may_be_a_person(one: address.Address, sender: address.Address, lexicon: Lexicon) -> bool:
    return not bearer.is_group(one, lexicon.names) and not (one == sender and bearer.is_relay(one, lexicon.names))


def of_two(one: address.Address, lines: Sequence[str], lexicon: Lexicon) -> names.Name | None:
    """Return which of the two who share an address stands in lines: who signs at the end, who is greeted."""
    two = bearer.couple(one, lexicon.names)
    words = {names.fold(word.strip(" ,.!-–—~*")) for line in lines for word in line.split()[-2:]}
    return next((name for name in two if name.given in words), two[-1] if two else None)


def _person(one: address.Address, emails: Sequence[str], lexicon: Lexicon) -> names.Name | None:
    """Return the name of the person who wrote; None for firms, teams and systems."""
    if bearer.is_group(one, lexicon.names):
        return None
    name = bearer.of_address(one, lexicon.names)
    if name is None or not (one.name or name.full) or is_office(name, lexicon):
        return None
    listed = name.given in lexicon.names.given
    if bearer.is_relay(one, lexicon.names):
        # "Dana Whitcombe via Lever": a person if it can be one's name; "Harbour Trust via Lever" is not.
        return name if name.full and len(name.words) < 5 and (listed or _vouched(name, emails)) else None
    house = "".join(name.words).replace("-", "") == one.domain.split(".")[0].replace("-", "")
    return None if house and not listed else name


def is_office(name: names.Name, lexicon: Lexicon) -> bool:
    """Tell whether a display-name is that of an office whoever holds it: "Chief Nursing Officer"."""
    words, titles = lexicon.words, lexicon.words.titles
    spoken = [word for word in name.words if word not in words.stop]
    return (
        titles.is_title(name.text)
        and all(titles.has(word) or word in titles.departments for word in spoken)
        and not (name.full and name.given in words.names.given and name.given not in words.names.ambiguous)
    )


def _vouched(name: names.Name, emails: Sequence[str]) -> bool:
    """Tell whether an address in the text is made of a name: a system that writes for a person gives theirs."""
    return any(likeness.fits(email.partition("@")[0], name) for email in emails)


def _emails(lines: Iterable[str], whose: owner.Owner, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the addresses in a text that a person may read."""
    found = (match.group().strip(".-'") for line in lines if "@" in line for match in _EMAIL.finditer(line))
    ones = (address.Address("", email) for email in dict.fromkeys(found))
    return tuple(
        one.email
        for one in ones
        if not whose.wrote(one.key)
        and one.local not in lexicon.names.groups
        and not bearer.is_relay(one, lexicon.names)
    )


def _without_capitals(lines: Iterable[str]) -> bool:
    starts = [line.lstrip()[:1] for line in lines if line.strip()]
    return sum(start.islower() for start in starts) * 2 >= max(1, len(starts))
