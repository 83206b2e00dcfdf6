"""Who a message names: writer, recipients, invited guests, and the people in its sentences.

Messages and sentences come from read; mentions go on, with the Reading, to casebook.people.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from courtesy.mail import address, message, owner
from courtesy.reading import cues, domains, named, names, phones, placing, reading, signature, text, titles, topic
from courtesy.reading.lexicon import Lexicon

_CANCELLED = "CANCEL"
_AGENCY = re.compile(r"staffing|recruit|recrut|talent|headhunt|personalberat|crewing|resourcing|executivesearch|jobs|placement|search(?=\.)")
_LETTER_END = 14
"""Lines from the end of an attached letter within which its signature stands."""


def compile_tables(tables: Mapping[str, Any]) -> Lexicon:
    """Compile names.toml and the people.toml of every language. Raises ValueError or KeyError for a fault in them."""
    languages = [table["people"] for table in tables.values() if isinstance(table, Mapping) and "people" in table]
    known = names.compile_table(tables["names"], domains.compile_tables(tables))
    stop = frozenset(names.fold(word) for language in languages for word in language["words"]["stop"].split())
    return Lexicon(
        names=known,
        words=placing.Words(names=known, titles=titles.compile_tables(languages), stop=stop, firms=known.firms),
        cues=cues.compile_tables(languages),
        signoffs=frozenset(names.fold(one).strip() for language in languages for one in language["salutation"]["signoff"].split("|")),
        topics=topic.compile_tables(languages),
    )


def mentions(
    mail: message.Message, sentences: Sequence[text.Sentence], whose: owner.Owner, lexicon: Lexicon
) -> tuple[reading.Mention, ...]:
    """Return everybody that a message names, the owner and groups left out."""
    page = named.open_page(mail, whose, lexicon)
    said = _of_the_writer(sentences, lexicon) if not page.own else {}
    spoken_of = list(named.mentions(sentences, page, lexicon))
    others = frozenset(one.evidence.sentence for one in spoken_of)
    talked = _topic([one for one in sentences if one.text not in others], page, lexicon)
    takes_over = any(one.evidence.rule.startswith("people.hand_over_self") for one in spoken_of)
    parties = _parties(mail, page, said, lexicon, takes_over=takes_over)
    if talked and (not page.own or len(mail.to) == 1):      # "you" is one person only in a letter to one
        parties = (_with_topic(one, talked) if one.source in {"from", "to"} else one for one in parties)
    found = [*parties, *_guests(mail, page, lexicon), *_signers(mail, page, lexicon), *spoken_of]
    return tuple(found)


def _of_the_writer(sentences: Sequence[text.Sentence], lexicon: Lexicon) -> dict[str, text.Sentence]:
    """Return what the writer says of themselves: kind of cue to the sentence that says it."""
    found: dict[str, text.Sentence] = {}
    for sentence in sentences:
        if sentence.place not in {"body", "subject"}:
            continue
        kinds = lexicon.cues.said(cues.plain(sentence.text))
        if "answer_me_let" in kinds and "decision" in kinds and "questions" not in kinds:
            kinds.setdefault("answer_me", kinds["answer_me_let"])
        for kind in kinds:
            if kind.endswith(("_self", "_me")) or kind == "returns":
                found.setdefault(kind, sentence)
    return found


def _topic(
    sentences: Sequence[text.Sentence], page: named.Page, lexicon: Lexicon
) -> tuple[str, text.Sentence] | None:
    """Return what the writer says that they and the reader spoke of, and the sentence."""
    for sentence in sentences:
        if sentence.place == "body" and (phrase := topic.spoken(sentence.text, lexicon.topics, own=page.own)):
            return phrase, sentence
    return None


def _with_topic(one: reading.Mention, talked: tuple[str, text.Sentence]) -> reading.Mention:
    phrase, sentence = talked
    where = reading.Evidence(one.evidence.message_id, sentence.place, sentence.text, "people.topic")
    return replace(one, talked_about=phrase, evidence=where)


def _parties(
    mail: message.Message, page: named.Page, said: Mapping[str, text.Sentence], lexicon: Lexicon, *, takes_over: bool
) -> Iterator[reading.Mention]:
    if page.own:
        for place, addresses in (("to", mail.to), ("cc", mail.cc)):
            yield from (mention for one in addresses if (mention := _addressed(one, place, page, lexicon, met=place == "to")))
        return
    writer = _writer(mail, page, said, lexicon)
    if writer:
        yield replace(writer, hand_over=takes_over)
    others = [(one, "cc") for one in mail.cc] + [(one, "cc") for one in mail.to]
    for one, place in others:
        if one.key != mail.sender.key and (mention := _addressed(one, place, page, lexicon, met=False)):
            yield mention


def _addressed(
    one: address.Address, place: str, page: named.Page, lexicon: Lexicon, *, met: bool
) -> reading.Mention | None:
    """Return a mention of somebody whom an address field names; None for the owner, groups and systems."""
    if page.whose.wrote(one.key) or names.is_relay(one, lexicon.names) or names.is_group(one, lexicon.names):
        return None
    name = names.of_address(one, lexicon.names)
    if name is None or page.is_owner(name, lexicon) or _is_house(name, one, lexicon):
        return None
    title = _title_in_name(one.name, lexicon)
    part, weight = lexicon.part(title)
    return reading.Mention(
        name=name.text if not name.honorific else f"{name.honorific} {name.text}",
        email=one.email,
        part=part,
        part_weight=weight,
        title=title,
        source=place,
        met=met,
        evidence=reading.Evidence(page.message_id, "header", f"{one.name} <{one.email}>".strip(), f"people.{place}"),
    )


def _is_house(name: names.Name, one: address.Address, lexicon: Lexicon) -> bool:
    """Tell whether the display-name is the firm's own: Acme <anything@acme.example>."""
    plain = "".join(name.words).replace("-", "")
    label = one.domain.split(".")[0].replace("-", "")
    return len(plain) > 3 and (plain == label or (len(name.words) > 1 and plain in label)) and name.given not in lexicon.names.given


def _title_in_name(display: str, lexicon: Lexicon) -> str | None:
    """Return the title that a display-name carries: "Ottoline Bray (Food & Beverage Manager)"."""
    inside = display.partition("(")[2].partition(")")[0]
    return titles.cleaned(inside) if inside and lexicon.words.titles.is_title(inside) else None


def _writer(
    mail: message.Message, page: named.Page, said: Mapping[str, text.Sentence], lexicon: Lexicon
) -> reading.Mention | None:
    sender = mail.sender
    relay = names.is_relay(sender, lexicon.names)
    email: str | None = sender.email
    if relay or names.is_group(sender, lexicon.names):
        reply = next((one for one in mail.reply_to if not _unreachable(one, lexicon) and not page.whose.wrote(one.key)), None)
        house = not relay and sender.local.partition("+")[0] in lexicon.names.houses
        email = reply.email if reply else sender.email if house else None
    elif mail.reply_to and not page.whose.wrote(mail.reply_to[0].key) and not _unreachable(mail.reply_to[0], lexicon):
        reply_name = names.of_address(mail.reply_to[0], lexicon.names)
        if page.writer and reply_name and (names.same(reply_name, page.writer, lexicon.names) or mail.reply_to[0].domain == sender.domain):
            email = mail.reply_to[0].email
    signed = page.signature
    name = page.writer
    if name is None:
        return None
    display = signed.name if signed.name and len(signed.name.words) > len(name.words) else name
    part, weight = _writers_part(signed.title, said, sender.domain, lexicon)
    left = "left_self" in said and "returns" not in said
    source = next(iter(said.values()), None)
    return reading.Mention(
        name=f"{name.honorific} {display.text}".strip() if name.honorific else display.text,
        email=email or page.email_for(name, lexicon),
        part=part,
        part_weight=weight,
        title=signed.title or _title_in_name(sender.name, lexicon),
        phone=signed.phone or _own_number(mail, page),
        organisation=signed.company,
        source="from",
        met=not mail.automatic,
        left=left,
        answer_to="answer_me" in said,
        signed=signed.signed,
        evidence=reading.Evidence(page.message_id, "body" if source else "header", source.text if source else f"{sender.name} <{sender.email}>", "people.from"),
    )


def _unreachable(one: address.Address, lexicon: Lexicon) -> bool:
    return names.is_relay(one, lexicon.names) or names.is_group(one, lexicon.names)


def _writers_part(
    title: str | None, said: Mapping[str, text.Sentence], domain: str, lexicon: Lexicon
) -> tuple[reading.Part | None, float]:
    part, weight = lexicon.part(title)
    if weight < 0.6 and _AGENCY.search(domain):
        return reading.Part.RECRUITER, 0.65
    for kind, says in (("manager_self", reading.Part.HIRING_MANAGER), ("recruiter_self", reading.Part.RECRUITER), ("coordinator_self", reading.Part.COORDINATOR), ("executive_self", reading.Part.EXECUTIVE), ("referrer_self", reading.Part.REFERRER)):
        if kind in said and weight < 0.6:
            return says, 0.6 if kind != "referrer_self" else 0.4
    return part, weight


def _own_number(mail: message.Message, page: named.Page) -> str | None:
    """Return the number that the writer gives in a sentence: "telephone me: 07700 900161"."""
    del page
    for line in mail.lines:
        if line.label is message.Label.NEW and named.gives_own_number(line.text):
            number = phones.best(phones.find(line.text))
            if number:
                return number
    return None


def _signers(mail: message.Message, page: named.Page, lexicon: Lexicon) -> Iterator[reading.Mention]:
    """Yield who signed an attached letter: a name near its end with a title below. Signing alone is not meeting."""
    for document in mail.documents if not page.own else ():
        tail = [line.strip() for line in document.text.splitlines() if line.strip()][-_LETTER_END:]
        for line, below in zip(tail, [*tail[1:], ""], strict=False):
            name = names.parse(line.partition(",")[0], lexicon.names) if len(line) < 60 and not any(c.isdigit() for c in line) else None
            titled = len(below) < 80 and lexicon.words.titles.is_title(below) and not below.endswith((".", ":"))
            if name is None or not titled or not _is_name(name, lexicon) or page.is_nobody(name, lexicon):
                continue
            title = titles.cleaned(below)
            part, weight = lexicon.part(title)
            yield reading.Mention(
                name=f"{name.honorific} {name.text}".strip(),
                part=part,
                part_weight=weight,
                title=title,
                source="attachment",
                evidence=reading.Evidence(page.message_id, f"attachment {document.name}", f"{line}, {below}", "people.signer"),
            )


def _is_name(name: names.Name, lexicon: Lexicon) -> bool:
    """Tell whether a line that could be anything is a person's name."""
    written = [word for word in name.text.split() if names.fold(word) not in lexicon.names.particles]
    if not 2 <= len(written) <= 4 or not all(word[:1].isupper() for word in written):
        return False
    words = lexicon.words
    return not any(words.titles.has(word) or (word in words.stop and word not in lexicon.names.given) for word in name.words)


def _guests(mail: message.Message, page: named.Page, lexicon: Lexicon) -> Iterator[reading.Mention]:
    for invitation in mail.invitations:
        off = invitation.cancelled or invitation.method == _CANCELLED
        people = ([invitation.organizer] if invitation.organizer else []) + list(invitation.attendees)
        for one in people:
            mention = _addressed(one, "invitation", page, lexicon, met=not off)
            if mention:
                yield mention


__all__ = ["Lexicon", "compile_lexicon", "mentions", "signature"]
