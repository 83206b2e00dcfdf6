"""People in the sentences of a message, and what each sentence says of them.

Sentences come from text, by way of people; mentions go back there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courtesy.mail import address, message, owner
from courtesy.reading import cues, names, phones, reading, signature, spot, text, topic
from courtesy.reading.lexicon import Lexicon

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_OWN_NUMBER = re.compile(r"\b(?:my|me|i'm|i am|mich|meine?|mir|moi|mon|ma|us|directly|durchwahl)\b", re.IGNORECASE)
_SLOT = re.compile(r"\s*[-*•]?\s*(?:\w{2,9}\.?,? ){0,3}\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|uhr|h)?\s*(?:[-–—]|to|bis|à)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|er|sie|il|elle)(?='|’|\s)", re.IGNORECASE)
_CREATES = frozenset({"met", "not_met", "steps_in", "hand_over", "answer_to", "manager", "coordinator", "interviewer", "referrer", "executive", "left", "hand_over_self", "on_behalf"})
_MEETS = frozenset({"met", "steps_in", "hand_over", "interviewer", "coordinator", "hand_over_self"})
_LONGEST = 600
"""Characters of a sentence that are looked at for names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of a message before its sentences are read."""

    message_id: str
    whose: owner.Owner
    own: bool                                   # the owner wrote it
    owner_name: names.Name | None
    writer: names.Name | None                   # the person who wrote it, if a person did
    domain: str
    known: frozenset[str]                       # words of the names in its address fields
    emails: tuple[str, ...]                     # addresses in its text
    lower: bool                                 # written without capitals
    signature: signature.Signature

    def is_owner(self, name: names.Name, lexicon: Lexicon) -> bool:
        """Tell whether a name is the owner's."""
        mine = self.owner_name
        if mine is None:
            return False
        if name.full:
            return names.same(name, mine, lexicon.names) or (name.given == mine.given and len(name.words[1]) == 1)
        return name.given in {mine.given, mine.family} or (len(name.given) > 2 and lexicon.names.alike(name.given, mine.given) and name.given not in self.known)

    def email_for(self, name: names.Name, lexicon: Lexicon) -> str | None:
        """Return the address in the text that is made of a name."""
        for email in self.emails:
            local = email.partition("@")[0]
            plain = "".join(c for c in names.fold(local) if c.isalpha())
            if names.fits(local, name) or (name.full and len(plain) > 2 and plain in {name.given, name.family}) or lexicon.names.alike(plain, name.given) and len(plain) > 2:
                return email
        return None


def open_page(mail: message.Message, whose: owner.Owner, lexicon: Lexicon) -> Page:
    """Gather what is known of a message before its sentences are read."""
    own = whose.wrote(mail.sender.key)
    mine = names.parse(whose.name, lexicon.names)
    written = [line.text for line in mail.lines if line.label in {message.Label.NEW, message.Label.SIGNATURE}]
    parties = [mail.sender, *mail.reply_to, *mail.to, *mail.cc, *(one for invitation in mail.invitations for one in (invitation.organizer, *invitation.attendees) if one)]
    known = names.tokens(one.name if "@" not in one.name else "" for one in parties if not whose.wrote(one.key) and not names.is_group(one, lexicon.names))
    known |= frozenset(word for one in parties if not one.name and not whose.wrote(one.key) for word in (names.of_address(one, lexicon.names) or _nobody).words)
    mine_words = frozenset(mine.words) if mine else frozenset[str]()
    writer = None if own else _person(mail.sender, lexicon)
    return Page(
        message_id=mail.message_id,
        whose=whose,
        own=own,
        owner_name=mine,
        writer=writer,
        domain=mail.sender.domain,
        known=frozenset(word for word in known - mine_words if len(word) > 1 and word not in lexicon.names.honorifics and not lexicon.words.titles.has(word) and word not in lexicon.words.stop),
        emails=_emails(written, whose, lexicon),
        lower=_without_capitals(written),
        signature=signature.read(written, writer, mail.sender.domain, lexicon.words, lexicon.signoffs) if writer else signature.Signature(),
    )


_nobody = names.Name("", "", (), ())


def _person(one: address.Address, lexicon: Lexicon) -> names.Name | None:
    """Return the name of the person who wrote; None for firms, teams and systems."""
    if not names.is_group(one, lexicon.names):
        name = names.of_address(one, lexicon.names)
        relay = names.is_relay(one, lexicon.names)
        if name and relay and not (name.full and name.given in lexicon.names.given and len(name.words) < 5):
            return None
        plain = "".join(name.words).replace("-", "") if name else ""
        house = one.domain.split(".")[0].replace("-", "")
        if name and plain == house and name.given not in lexicon.names.given:
            return None
        return name if name and (one.name or name.full) else None
    return None


def _emails(lines: Sequence[str], whose: owner.Owner, lexicon: Lexicon) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        if "@" in line:
            for match in _EMAIL.finditer(line):
                one = address.Address("", match.group().strip(".-'"))
                if not whose.wrote(one.key) and not names.is_relay(one, lexicon.names) and one.local not in lexicon.names.groups:
                    found.setdefault(one.email)
    return tuple(found)


def _without_capitals(lines: Sequence[str]) -> bool:
    starts = [line.lstrip()[:1] for line in lines if line.strip()]
    return sum(start.islower() for start in starts) * 2 >= max(1, len(starts))


def gives_own_number(line: str) -> bool:
    """Tell whether a line may give the writer's own number."""
    return sum(c.isdigit() for c in line) >= 7 and bool(_OWN_NUMBER.search(line))


def mentions(sentences: Sequence[text.Sentence], page: Page, lexicon: Lexicon) -> Iterator[reading.Mention]:
    """Yield the people in the sentences, one mention for each sentence that names them."""
    last: spot.Span | None = None
    for sentence in sentences:
        if not (sentence.place in {"body", "invitation", "signature"} or sentence.place.startswith("attachment") or (sentence.place == "subject")):
            continue
        said = sentence.text[:_LONGEST]
        spans = spot.find(said, lexicon.words, page.known, lower=page.lower and sentence.place in {"body", "subject"})
        pronoun = _PRONOUN.match(said) if last and sentence.place == "body" else None
        if pronoun and last:
            spans = [spot.Span(0, pronoun.end(), last.name, None, last.sure, last.listed), *spans]
        kept = [span for span in spans if not _is_none(span, page, lexicon)]
        for focus in cues.foci(kept):
            yield from _mention(sentence, said, kept, focus, page, lexicon)
        if kept:
            last = kept[-1] if not pronoun or len(kept) > 1 else kept[0]


def _is_none(span: spot.Span, page: Page, lexicon: Lexicon) -> bool:
    """Tell whether a name is the owner's or the firm's."""
    if page.is_owner(span.name, lexicon):
        return True
    if set(span.name.words) <= page.known:
        return False
    plain = "".join(span.name.words).replace("-", "")
    house = page.domain.replace("-", "")
    return len(plain) > 4 and plain in house and not (span.listed and span.name.full and span.name.given in page.known)


def _mention(
    sentence: text.Sentence, said: str, spans: Sequence[spot.Span], focus: int, page: Page, lexicon: Lexicon
) -> Iterator[reading.Mention]:
    span = spans[focus]
    if page.writer and _is_writer(span.name, page, lexicon):
        return
    found = lexicon.cues.said(cues.about(said, spans, focus))
    sure = _is_sure(sentence, said, span, found, page)
    if not sure and not span.listed:
        return
    part, weight = _part(span, found, lexicon)
    close = said[span.end : spans[focus + 1].start if focus + 1 < len(spans) else len(said)]
    rule = next((f"people.{kind}: {source}" for kind, source in found.items() if kind in _CREATES), "people.named")
    yield reading.Mention(
        name=f"{span.name.honorific} {span.name.text}".strip(),
        email=_email(close, span.name, page, lexicon),
        part=part,
        part_weight=weight,
        title=span.title,
        phone=phones.best(phones.find(close)) if not page.own else None,
        talked_about=topic.about(said, span.start, span.end, page.own),
        source=_source(sentence, said, found),
        met=_met(sentence, said, found),
        not_met="not_met" in found and "steps_in" not in found,
        left="left" in found and "returns" not in found,
        answer_to="answer_to" in found and not page.own,
        hand_over="hand_over" in found,
        on_behalf="on_behalf" in found,
        sure=sure,
        evidence=reading.Evidence(page.message_id, sentence.place, sentence.text, rule),
    )


def _is_writer(name: names.Name, page: Page, lexicon: Lexicon) -> bool:
    writer = page.writer
    if writer is None:
        return False
    if name.full:
        return names.same(name, writer, lexicon.names)
    return names.called(name, writer, lexicon.names) if writer.full else lexicon.names.alike(name.given, writer.given)


def _is_sure(sentence: text.Sentence, said: str, span: spot.Span, found: Mapping[str, str], page: Page) -> bool:
    if "aside" in found:
        return False
    if page.own:
        return span.sure and "referrer" in found
    if sentence.place == "subject":
        return False
    cue = bool(_CREATES & found.keys())
    if not span.listed:
        return span.name.full and (span.title is not None) and (cue or _is_slot(said) or sentence.place == "invitation")
    if sentence.place == "invitation":
        return span.sure
    return (span.sure and (cue or span.title is not None or _is_slot(said))) or (cue and span.listed and "met" in found)


def _is_slot(said: str) -> bool:
    """Tell whether a line is a slot of a schedule: "10:00 Hanna Wójcik, Staff Engineer"."""
    return bool(_SLOT.match(said)) and any(c.isdigit() for c in said[:24])


def _met(sentence: text.Sentence, said: str, found: Mapping[str, str]) -> bool:
    if "not_met" in found and "steps_in" not in found:
        return False
    return bool(_MEETS & found.keys()) or sentence.place == "invitation" or (sentence.place != "subject" and _is_slot(said))


def _source(sentence: text.Sentence, said: str, found: Mapping[str, str]) -> str:
    if sentence.place == "invitation":
        return "invitation"
    if sentence.place.startswith("attachment"):
        return "attachment"
    if "hand_over" in found:
        return "handover"
    return "schedule" if _is_slot(said) else "body"


def _part(span: spot.Span, found: Mapping[str, str], lexicon: Lexicon) -> tuple[reading.Part | None, float]:
    if "manager" in found:
        return reading.Part.HIRING_MANAGER, 0.9
    if "referrer" in found:
        return reading.Part.REFERRER, 0.5
    part, weight = lexicon.part(span.title)
    if "coordinator" in found and weight < 0.7:
        return reading.Part.COORDINATOR, 0.6
    if part and weight >= 0.6:
        return part, weight
    if "executive" in found:
        return reading.Part.EXECUTIVE, 0.5
    return (reading.Part.INTERVIEWER, 0.5) if "interviewer" in found else (part, weight)


def _email(close: str, name: names.Name, page: Page, lexicon: Lexicon) -> str | None:
    if not page.emails:
        return None
    return page.email_for(name, lexicon)
