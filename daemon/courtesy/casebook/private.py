"""What ties a private person's mail to a process, where no address and no organisation does.

Small firms write from mailboxes of a provider's, and bosses from their own at home: the name or the firm is in the
address, or the words name who and what the process is about. Cues come from casebook.cues; weigh asks here.
"""

import functools
import re
from collections.abc import Iterator
from datetime import timedelta

from courtesy.casebook import cues as cue
from courtesy.casebook import folding
from courtesy.casebook import trail as trails
from courtesy.mail import message
from courtesy.reading import reading, wording

THE_SAME = 4.5  # the name of somebody who wrote before
NAMED = 4.5  # the name of somebody whom the process names
FIRM = 3.5  # the firm's own name in the address
SUBJECT = 2.5  # the firm's name in the subject
HONOURED = 2.5  # a family name with an honorific, of somebody who wrote
GIVEN = 2.0  # a given name alone, of the writer's or in the words
FAMILY = 1.5  # the writer bears the firm's name
_OFFERING = frozenset({reading.Kind.OFFER, reading.Kind.OFFER_FOLLOWUP})
_SEEKING = _OFFERING | {reading.Kind.INTERVIEW}
_LIVE = timedelta(days=90)  # after which a process that was silent is no likely home of an offer
_SHORT = 7  # letters that a name in an address must have, for it is looked for at the beginning
_READ = 2000  # characters that are looked at
_CAPITALISED = re.compile(r"[^\W\d_]+")
_NAME = 3  # letters of a family name, for it is looked for in domains
_MANY = 3  # names of so many parts may begin with the family's


@functools.lru_cache(maxsize=4)
def compile_words(words: wording.Wording) -> re.Pattern[str]:
    """Compile the honorifics of all languages, and the name behind. Raises ValueError naming the file at fault."""
    return re.compile(rf"\b{words.either('people', 'honorifics')}\b\.? ([^\W\d_]{{3,30}})")


def is_private(one: cue.Cues, hosts: frozenset[str]) -> bool:
    """Tell whether a message is between two people, one of whom writes from no organisation's address.

    `hosts` are the domains that show to be nobody's house.
    """
    return one.domains <= hosts and not one.machine and not one.entry.message.bulk and bool(one.addresses)


def seeks(one: cue.Cues, hosts: frozenset[str]) -> bool:
    """Tell whether a message is of hiring and answers none, so that some process is likely to be its own."""
    return not one.own and not one.references and one.entry.reading.kind in _SEEKING and is_private(one, hosts)


def offers(one: cue.Cues) -> bool:
    """Tell whether a person offers something and answers nothing: nobody is offered a job without a process."""
    afresh = not one.own and not one.references and one.entry.reading.kind in _OFFERING
    return afresh and not one.machine and not one.entry.message.bulk


def reasons(
    one: cue.Cues, process: trails.Trail, hosts: frozenset[str], honorific: re.Pattern[str]
) -> Iterator[tuple[float, str]]:
    """Yield what ties a private message to a process."""
    names = spelt(one)
    if names & process.writers:
        yield THE_SAME, "the same person from a private address"
    elif names & process.names or any(_spells(one, name) for name in process.names):
        if one.own or one.entry.reading.kind is not reading.Kind.OTHER:  # a friend who is named writes of much else
            yield NAMED, "somebody of it from a private address"
    elif _spells(one, process.company):
        yield FIRM, "the firm's name in the address"
    elif seeks(one, hosts):
        yield from likely(one, process, honorific)


def spelt(one: cue.Cues) -> frozenset[str]:
    """Return the full names of who is on the other side, as shown or as their addresses spell them."""
    shown = {one.writer} if " " in one.writer else set[str]()
    return frozenset(shown | {name for email in one.addresses if (name := folding.spelt(email))})


def _spells(one: cue.Cues, name: str) -> bool:
    """Tell whether a name begins an address: fernhollowoffice@, and janedoe.audio@."""
    run = name.replace(" ", "")
    return len(run) >= _SHORT and any(folding.label(email.partition("@")[0]).startswith(run) for email in one.addresses)


def likely(one: cue.Cues, process: trails.Trail, honorific: re.Pattern[str]) -> Iterator[tuple[float, str]]:
    """Yield what speaks for its being of this process rather than another: who it is, whom and what it names.

    `honorific` is followed by a family name.
    """
    if one.entry.message.date - process.cues[-1].entry.message.date > _LIVE:
        return
    mine = set(one.writer.split())
    if one.entry.reading.kind in _OFFERING:
        yield from _of_the_firm(one, process, honorific)
    if mine & process.given or any(mine <= set(name.split()) for name in process.writers if mine):
        yield GIVEN, "the writer's given name"
    if _names_writer(one, process):
        yield GIVEN, "names somebody who wrote"


def _of_the_firm(one: cue.Cues, process: trails.Trail, honorific: re.Pattern[str]) -> Iterator[tuple[float, str]]:
    """Yield what ties an offer to the house of a process, by its name or by those who go by a family name there."""
    named = folding.telling(process.company) - set(one.writer.split())
    headed = any(f" {name} " in one.headline for name in process.writers if " " in name and name != one.writer)
    if headed or named & set(one.headline.split()):
        yield SUBJECT, "the firm's name in the subject"
    elif named & _capitalised(one.entry.message):
        yield FAMILY, "the firm's name in the words"
    if _honoured(one.entry.message, honorific) & {name.rpartition(" ")[2] for name in process.writers}:
        yield HONOURED, "names somebody who wrote with an honorific"
    if _of_the_family(one, process):
        yield FAMILY, "bears the family's or the firm's name"


def _of_the_family(one: cue.Cues, process: trails.Trail) -> bool:
    """Tell whether the writer shares a family name with somebody who wrote, or with the firm or its domain."""
    _, space, family = one.writer.rpartition(" ")
    if not space or len(family) < _NAME:
        return False
    relatives = any(name.rpartition(" ")[2] == family and name != one.writer for name in process.writers if " " in name)
    return relatives or family in process.company.split() or any(family in folding.label(d) for d in process.domains)


def _names_writer(one: cue.Cues, process: trails.Trail) -> bool:
    """Tell whether the words name, without the family name, somebody who wrote: "Hui Shan says you can do"."""
    words = _capitalised(one.entry.message)
    mine = set(one.writer.split())
    for name in process.writers:
        parts = name.split()
        given = [set(parts[:-1] or parts)] + [set(parts[1:])] * (len(parts) >= _MANY)
        if any(one <= words and not one & mine for one in given):
            return True
    return False


def _honoured(mail: message.Message, honorific: re.Pattern[str]) -> frozenset[str]:
    """Return the family names that follow an honorific: "M. Peltier nous informe"."""
    written = f"{mail.subject}\n{mail.part(message.Label.NEW)[:_READ]}"
    return frozenset(folding.plain(name) for name in honorific.findall(written))


def _capitalised(mail: message.Message) -> frozenset[str]:
    written = f"{mail.subject}\n{mail.part(message.Label.NEW)[:_READ]}"
    return _words(written)


@functools.lru_cache(maxsize=256)
def _words(written: str) -> frozenset[str]:
    return frozenset(folding.plain(word) for word in _CAPITALISED.findall(written) if word[0].isupper())
