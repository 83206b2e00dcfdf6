"""The one who wrote a message: name, address, title, number, and what they say of themselves.

Messages, pages and sentences come from people; the mention goes back there.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from courtesy.mail import address, message
from courtesy.reading import bearer, cues, likeness, names, page, phones, placing, reading, rename, text, titles

_OWN_NUMBER = re.compile(
    r"\b(?:my|me|i'm|i am|mich|meine?|mir|moi|mon|ma|us|directly|durchwahl|handy|mobile|cell|mobil|portable|number"
    r"|nummer|numéro)\b",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"\d\W+(?:any ?time|whenever|day or night|jederzeit|à tout moment)\b", re.IGNORECASE)
_END = 40
"""Lines from the end within which the writer signs."""
_SELF = (
    ("manager_self", reading.Part.HIRING_MANAGER, 0.6),
    ("recruiter_self", reading.Part.RECRUITER, 0.6),
    ("coordinator_self", reading.Part.COORDINATOR, 0.6),
    ("executive_self", reading.Part.EXECUTIVE, 0.6),
    ("referrer_self", reading.Part.REFERRER, 0.4),
)

Said = Mapping[str, text.Sentence]
"""What writers say of themselves: kind of cue to the sentence that says it."""


def said_of_self(sentences: Sequence[text.Sentence], of: page.Page) -> Said:
    """Return what the writer says of themselves."""
    found: dict[str, text.Sentence] = {}
    for sentence in sentences if not of.own else ():
        if sentence.place not in {"body", "subject"}:
            continue
        kinds = of.lexicon.cues.said(cues.plain(sentence.text))
        if "answer_me_let" in kinds and "decision" in kinds and "questions" not in kinds:
            kinds.setdefault("answer_me", kinds["answer_me_let"])
        for kind in kinds:
            if kind.endswith(("_self", "_me")) or kind == "returns":
                found.setdefault(kind, sentence)
    return found


def mention(mail: message.Message, of: page.Page, said: Said, *, takes_over: bool) -> reading.Mention | None:
    """Return the writer of a message; None where no person wrote it."""
    name, signed, sender = of.writer, of.signature, mail.sender
    if name is None:
        return None
    fullest = signed.name if signed.name and _fuller(signed.name, name) else name
    part, weight = _part(signed.title, said, sender.domain, of)
    source = next(iter(said.values()), None)
    return reading.Mention(
        name=f"{name.honorific} {fullest.text}".strip(),
        email=_address(mail, name, of),
        part=part,
        part_weight=weight,
        title=signed.title or title_in(sender.name, of.lexicon.words),
        phone=signed.phone,
        organisation=signed.company,
        source="from",
        met=not mail.automatic,
        left="left_self" in said and "returns" not in said and not of.goes_later(said["left_self"].text),
        answer_to="answer_me" in said,
        hand_over=takes_over,
        for_other="answer_other_self" in said,
        signed=signed.signed,
        evidence=reading.Evidence(
            of.message_id,
            source.place if source else "header",
            source.text if source else f"{sender.name} <{sender.email}>",
            "people.from",
        ),
    )


def _fuller(one: names.Name, other: names.Name) -> bool:
    """Tell whether a signature gives more of a name than the header does: "Yusuf Kaplan" for "Yusuf K"."""
    if len(one.words) == len(other.words):
        return len(other.family) == 1 < len(one.family) or len(other.given) == 1 < len(one.given)
    return len(one.words) > len(other.words)


def title_in(display: str, words: placing.Words) -> str | None:
    """Return the title that a display-name carries: "Ottoline Bray (Food & Beverage Manager)"."""
    inside = display.partition("(")[2].partition(")")[0]
    return titles.cleaned(inside) if inside and words.titles.is_title(inside) else None


def _address(mail: message.Message, name: names.Name, of: page.Page) -> str | None:
    """Return the address at which the writer reads: Reply-To's where it is theirs, never a system's."""
    lexicon, sender = of.lexicon.names, mail.sender
    reply = next((one for one in mail.reply_to if not of.whose.wrote(one.key) and not _unread(one, of)), None)
    if not _unread(sender, of):
        return reply.email if reply and _is_theirs(reply, sender, name, of) else sender.email
    if reply:
        return reply.email
    if not bearer.is_relay(sender, lexicon) and sender.local.partition("+")[0] in lexicon.houses:
        return sender.email
    return of.email_for(name)


def _unread(one: address.Address, of: page.Page) -> bool:
    return bearer.is_relay(one, of.lexicon.names) or bearer.is_group(one, of.lexicon.names)


def _is_theirs(reply: address.Address, sender: address.Address, name: names.Name, of: page.Page) -> bool:
    other = bearer.of_address(reply, of.lexicon.names)
    return reply.domain == sender.domain or bool(other and likeness.same(other, name, of.lexicon.names))


def _part(title: str | None, said: Said, domain: str, of: page.Page) -> tuple[reading.Part | None, float]:
    part, weight = of.lexicon.part(title)
    if weight > 0.6:
        return part, weight
    if any(word in domain for word in of.lexicon.names.agencies):
        return reading.Part.RECRUITER, 0.65  # whatever rank they have at an agency
    if weight == 0.6:
        return part, weight
    return next(((says, clear) for kind, says, clear in _SELF if kind in said), (part, weight))


def former(mail: message.Message, wrote: reading.Mention, of: page.Page) -> Iterator[reading.Mention]:
    """Yield the writer under the name they bore until now: "Fiona Gilchrist (was Rennie)"."""
    if of.writer is None or not of.writer.full:
        return
    family = rename.former((line.text for line in mail.lines[-_END:]), of.writer, of.lexicon.renames)
    new = (line.text for line in mail.lines[:_END] if line.label is message.Label.NEW)
    family = family or rename.earlier(new, of.writer, of.lexicon.renames)
    if family:
        given, _, now = of.writer.text.rpartition(" ")
        yield reading.Mention(
            name=f"{given} {family}", email=wrote.email, source="body", also=now, evidence=wrote.evidence
        )


def numbers(
    sentences: Sequence[text.Sentence], of: page.Page, others: Collection[str | None]
) -> Iterator[reading.Mention]:
    """Yield the writer once more where a sentence gives their number: "telephone me: 07700 900161"; not `others`'."""
    before = False  # whether the sentence before asks to be rung
    for one in sentences if of.writer and not of.signature.phone else ():
        asks = one.place == "body" and bool(_OWN_NUMBER.search(one.text))
        asks = asks or (one.place == "body" and bool(_ANY_TIME.search(one.text)))
        number = phones.best(phones.find(one.text)) if (asks or before) and one.place in {"body", "signature"} else None
        before = asks
        if number and of.writer and number not in others:
            where = reading.Evidence(of.message_id, one.place, one.text, "people.number")
            yield reading.Mention(
                name=of.writer.text, phone=number, source="body", met=True, sure=False, evidence=where
            )
            return
