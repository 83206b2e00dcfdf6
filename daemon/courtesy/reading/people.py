"""Who a message names: writer, recipients, invited guests, signers of letters, and the people in its sentences.

Messages and sentences come from read; mentions go on, with the Reading, to casebook.people.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from courtesy.mail import address, message, owner
from courtesy.reading import (
    apposition,
    around,
    bearer,
    below,
    beside,
    cues,
    domains,
    named,
    names,
    page,
    placing,
    reading,
    rename,
    slots,
    talked,
    text,
    titles,
    topic,
    wording,
    writer,
)
from courtesy.reading.lexicon import Lexicon

_GREETS = re.compile(r"\s*[^\W\d_]{2,9}(?: [a-z]{2,8})? ([^\W\d_a-z][\w'’-]{1,20})\s{0,9}[,!.–—-]?\s{0,9}\Z")

_LETTER_END = 14
"""Lines from the end of an attached letter within which its signature stands."""


def compile_tables(tables: Mapping[str, Any]) -> Lexicon:
    """Compile names.toml and the people.toml of every language. Raises ValueError naming the file at fault."""
    languages = {name: table["people"] for name, table in tables.items() if "people" in table}
    try:
        return _compiled(tables, list(languages.values()))
    except (KeyError, AttributeError) as error:
        raise ValueError(
            f"names.toml or people.toml ({', '.join(languages)}): {error} is missing or no text"
        ) from error


def _compiled(tables: Mapping[str, Any], languages: Sequence[Mapping[str, Any]]) -> Lexicon:
    known = names.compile_table(tables["names"], domains.compile_tables(tables))
    spelt = wording.Wording(tables)
    stop = frozenset(names.fold(word) for language in languages for word in language["words"]["stop"].split())
    signoffs = (one for language in languages for one in language["salutation"]["signoff"].split("|"))
    return Lexicon(
        names=known,
        words=placing.Words(
            names=known,
            titles=titles.compile_tables(languages),
            stop=stop,
            firms=known.firms,
            times=frozenset(names.fold(one) for one in _times(tables)),
            apposition=apposition.compile_words(spelt),
            around=around.compile_words(spelt),
            slots=slots.compile_words(spelt),
            beside=beside.compile_words(spelt),
            below=below.compile_words(spelt, tables["organisations"]["forms"]["under_signatures"].split()),
        ),
        cues=cues.compile_tables(languages),
        favours=cues.compile_tables(_favours(one["favours"]) for one in languages),
        signoffs=frozenset(names.fold(one).strip() for one in signoffs),
        topics=topic.compile_tables(languages, spelt),
        renames=rename.compile_tables(languages),
        months={
            names.fold(name): number
            for table in tables.values()
            for name, number in table.get("dates", {}).get("months", {}).items()
            if len(name) > 2
        },
    )


def _times(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of months and days of the week of every language."""
    for table in tables.values():
        dates = table.get("dates", {})
        yield from dates.get("months", {})
        yield from dates.get("weekdays", {})


def _favours(table: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "concepts": table["concepts"],
        "patterns": {kind: sources for kind, sources in table.items() if kind != "concepts"},
    }


def mentions(
    mail: message.Message, sentences: Sequence[text.Sentence], whose: owner.Owner, lexicon: Lexicon
) -> tuple[reading.Mention, ...]:
    """Return everybody that a message names, the owner and groups left out."""
    of = page.open_page(mail, whose, lexicon)
    spoken_of = list(named.mentions(sentences, of))
    theirs = {one.phone for one in spoken_of}
    parties = _recipients(mail, of) if of.own else _parties(mail, sentences, of, spoken_of)
    parties = talked.told(iter(parties), mail, sentences, of, spoken_of)
    return (*parties, *_guests(mail, of), *_signers(mail, of), *writer.numbers(sentences, of, theirs), *spoken_of)


def _recipients(mail: message.Message, of: page.Page) -> Iterator[reading.Mention]:
    """Yield those to whom the owner wrote."""
    for place, addresses in (("to", mail.to), ("cc", mail.cc)):
        for one in addresses:
            found = list(_addressed(one, place, of, met=place == "to"))
            yield from found or (_greeted(mail, one, of) if place == "to" else ())


def _greeted(mail: message.Message, one: address.Address, of: page.Page) -> Iterator[reading.Mention]:
    """Yield whom the owner greets under an address that is made of the name: "Hi Marek" to marek@firm.example."""
    said = next((line.text for line in mail.lines if line.label is message.Label.NEW and line.text.strip()), "")
    match = _GREETS.match(said) if not one.name else None
    name = names.parse(match[1], of.lexicon.names) if match else None
    if name and len(name.given) > 2 and names.fold(one.local.partition(".")[0]) == name.given and not of.is_owner(name):
        where = reading.Evidence(of.message_id, "body", said.strip(), "people.greeted")
        yield reading.Mention(name=name.text, email=one.email, source="to", met=True, evidence=where)


def _parties(
    mail: message.Message, sentences: Sequence[text.Sentence], of: page.Page, spoken_of: Sequence[reading.Mention]
) -> Iterator[reading.Mention]:
    """Yield who wrote to the owner, and who else got it."""
    takes_over = any(one.evidence.rule.startswith("people.hand_over_self") for one in spoken_of)
    wrote = writer.mention(mail, of, writer.said_of_self(sentences, of), takes_over=takes_over)
    if wrote:
        yield wrote
        yield from writer.former(mail, wrote, of)
        yield from _other_half(mail.sender, of)
    for one in (*mail.cc, *mail.to):
        if one.key != mail.sender.key:
            yield from _addressed(one, "cc", of, met=False)


def _other_half(one: address.Address, of: page.Page) -> Iterator[reading.Mention]:
    """Yield the other of the two who share the writer's address."""
    for name in bearer.couple(one, of.lexicon.names):
        if of.writer and name.given != of.writer.given:
            where = reading.Evidence(of.message_id, "header", one.name, "people.couple")
            yield reading.Mention(name=name.text, source="body", met=True, evidence=where)


def _addressed(one: address.Address, place: str, of: page.Page, *, met: bool) -> Iterator[reading.Mention]:
    """Yield somebody whom an address field names, unless it is the owner, a group or a system."""
    lexicon = of.lexicon
    if of.whose.wrote(one.key) or bearer.is_relay(one, lexicon.names) or bearer.is_group(one, lexicon.names):
        return
    name = page.of_two(one, of.opening, lexicon) or bearer.of_address(one, lexicon.names)
    if name is None or of.is_owner(name) or page.is_office(name, lexicon) or _is_house(name, one, lexicon):
        return
    title = writer.title_in(one.name, lexicon.words)
    part, weight = lexicon.part(title)
    yield reading.Mention(
        name=f"{name.honorific} {name.text}".strip(),
        email=one.email,
        part=part,
        part_weight=weight,
        title=title,
        source=place,
        met=met,
        not_met=place == "invitation" and not met,
        evidence=reading.Evidence(of.message_id, "header", f"{one.name} <{one.email}>".strip(), f"people.{place}"),
    )


def _is_house(name: names.Name, one: address.Address, lexicon: Lexicon) -> bool:
    """Tell whether the display-name is the firm's own: Acme <anything@acme.example>."""
    plain = "".join(name.words).replace("-", "")
    label = one.domain.split(".")[0].replace("-", "")
    alike = plain == label or (len(name.words) > 1 and plain in label)
    return len(plain) > 3 and alike and name.given not in lexicon.names.given


def _guests(mail: message.Message, of: page.Page) -> Iterator[reading.Mention]:
    """Yield organisers and attendees; of a meeting called off, as people not met."""
    for invitation in mail.invitations:
        off = invitation.cancelled or invitation.method == "CANCEL"
        for one in (invitation.organizer, *invitation.attendees):
            if one:
                yield from _addressed(one, "invitation", of, met=not off)


def _signers(mail: message.Message, of: page.Page) -> Iterator[reading.Mention]:
    """Yield who signed an attached letter: a name near its end with a title below. Signing alone is not meeting."""
    for document in mail.documents if not of.own else ():
        tail = [line.strip() for line in document.text.splitlines() if line.strip()][-_LETTER_END:]
        for line, title in pairwise(tail):
            name = _signing(line, title, of)
            if name is None:
                continue
            part, weight = of.lexicon.part(title)
            where = f"attachment {document.name}"
            yield reading.Mention(
                name=f"{name.honorific} {name.text}".strip(),
                part=part,
                part_weight=weight,
                title=titles.cleaned(title),
                source="attachment",
                evidence=reading.Evidence(of.message_id, where, f"{line}, {title}", "people.signer"),
            )


def _signing(line: str, below: str, of: page.Page) -> names.Name | None:
    """Return the name on a line where a title stands below it and it can only be a person's."""
    if len(line) > 60 or any(c.isdigit() or c == "/" for c in line) or len(below) > 80 or below.endswith((".", ":")):
        return None
    name, words = names.parse(line.partition(",")[0], of.lexicon.names), of.lexicon.words
    if name is None or not words.titles.is_title(below) or of.is_nobody(name):
        return None
    written = [word for word in name.text.split() if names.fold(word) not in words.names.particles]
    if not 2 <= len(written) <= 4 or not all(word[:1].isupper() for word in written):
        return None
    stops = (word in words.stop and word not in words.names.given for word in name.words)
    return None if any(stops) or any(words.titles.has(word) for word in name.words) else name
