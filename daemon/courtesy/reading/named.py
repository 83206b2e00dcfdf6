"""People in the sentences of a message, and what each sentence says of them.

Sentences come from text, by way of people; mentions go back there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from courtesy.mail import address, message, owner
from courtesy.reading import cues, names, phones, reading, signature, spot, text, topic
from courtesy.reading.lexicon import Lexicon

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_GERMAN = re.compile(r"\b(?:und|der|die|das|wir|ich|Sie|nicht|mit|für)\b")
_OWN_NUMBER = re.compile(r"\b(?:my|me|i'm|i am|mich|meine?|mir|moi|mon|ma|us|directly|durchwahl)\b", re.IGNORECASE)
_SLOT = re.compile(r"\s*[-*•]?\s*(?:\w{2,9}\.?,? ){0,3}\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|uhr|h)?\s*(?:[-–—]|to|bis|à)?", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|elle|lui)(?=['’]|\b)|\A(?:er|il)\b", re.IGNORECASE)
_JOINT = re.compile(r"[\s,;:&+/|)–—-]*(?:(?:and|und|et|sowie|then|plus|or|as well as|y|e)\b\s*)?(?:(?:with|mit|avec|by|par|our|the|my|unsere?[rsn]?|notre|le|la|dem|der|von|durch)\s*){0,3}", re.IGNORECASE)
_PLACES = frozenset({"body", "invitation", "signature", "subject"})
_STRONG = tuple(
    "hand_over_self met greets team not_met steps_in hand_over answer_to manager coordinator interviewer referrer executive left on_behalf assisted person helps".split()
)
_PERSONAL = frozenset({"person", "answer_to"})      # nobody but people do, or get, this
_ASKED = frozenset({"questions", "person", "met", "decision", "answer_let"})
_MEETS = frozenset({"met", "steps_in", "hand_over", "interviewer", "coordinator", "hand_over_self", "helps", "person", "manager", "referrer", "answer_to", "greets"})
_SHARED = frozenset({"met", "not_met", "interviewer", "left", "person"})
_ABOVE_KIN = frozenset({"answer_to", "coordinator", "hand_over", "helps", "person", "steps_in", "interviewer", "manager", "met"})
_LISTS = re.compile(
    r"\b(?:panel|interview\w*|meet\w*|met|with|board|committee|follows|following|agenda|programme|program|schedule|timetable|visit|day|team|see|people|talk|speak|teilnehm\w*|gespräch\w*|runde|ablauf|programm|"
    r"kommission|entretien\w*|jury|rencontr\w*|déroulé|avec|planning|personnes)\b",
    re.IGNORECASE,
)
_REFEREES = re.compile(r"referee|reference|referenz|référence|candidate|kandidat|candidat", re.IGNORECASE)
_LISTED = 34        # characters before the name in a line of a list: bullet, time, what it is about
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
    nouns: bool                                 # German, where every noun has one
    signature: signature.Signature

    def is_owner(self, name: names.Name, lexicon: Lexicon) -> bool:
        """Tell whether a name is the owner's."""
        mine = self.owner_name
        if mine is None:
            return False
        if name.full:
            initials = all(len(part) == 1 for word in name.words[1:] for part in word.split("-"))
            return names.same(name, mine, lexicon.names) or (name.given == mine.given and initials)
        return name.given in {mine.given, mine.family} or (len(name.given) > 2 and lexicon.names.alike(name.given, mine.given) and name.given not in self.known)

    def is_nobody(self, name: names.Name, lexicon: Lexicon) -> bool:
        """Tell whether a name is the owner's, or the firm's."""
        plain = "".join(name.words).replace("-", "")
        house = len(plain) > 3 and plain in self.domain.replace("-", "") and not set(name.words) <= self.known
        return house or self.is_owner(name, lexicon)

    def email_for(self, name: names.Name, lexicon: Lexicon) -> str | None:
        """Return the address in the text that is made of a name."""
        for email in self.emails:
            local = email.partition("@")[0]
            plain = "".join(c for c in names.fold(local) if c.isalpha())
            if not name.full and len(name.given) > 2 and names.fold(re.split(r"[._-]", local)[0]) == name.given:
                return email
            if names.fits(local, name) or (name.full and len(plain) > 2 and plain in {name.given, name.family}) or lexicon.names.alike(plain, name.given) and len(plain) > 2:
                return email
        return None


def open_page(mail: message.Message, whose: owner.Owner, lexicon: Lexicon) -> Page:
    """Gather what is known of a message before its sentences are read."""
    own = whose.wrote(mail.sender.key)
    mine = names.parse(whose.name, lexicon.names)
    written = [line.text for line in mail.lines if line.label in {message.Label.NEW, message.Label.SIGNATURE}]
    parties = [mail.sender, *mail.reply_to, *mail.to, *mail.cc, *(one for invitation in mail.invitations for one in (invitation.organizer, *invitation.attendees) if one)]
    people = [one for one in parties if not whose.wrote(one.key) and not names.is_group(one, lexicon.names) and not (names.is_relay(one, lexicon.names) and one.key == mail.sender.key)]
    known = frozenset(word for one in people for word in (names.of_address(one, lexicon.names) or _nobody).words)
    mine_words = frozenset(mine.words) if mine else frozenset[str]()
    emails = _emails(written, whose, lexicon)
    writer = None if own else _person(mail.sender, emails, lexicon)
    signer = None if own or writer else signature.signer(written, lexicon.words, lexicon.signoffs)
    return Page(
        message_id=mail.message_id,
        whose=whose,
        own=own,
        owner_name=mine,
        writer=writer or signer,
        domain=mail.sender.domain,
        known=frozenset(word for word in known - mine_words if len(word) > 1 and word not in lexicon.names.honorifics and not lexicon.words.titles.has(word) and word not in lexicon.words.stop),
        emails=emails,
        lower=_without_capitals(written),
        nouns=sum(len(_GERMAN.findall(line)) for line in written[:30]) > 2,
        signature=signature.read(written, writer or signer, mail.sender.domain, lexicon.words, lexicon.signoffs)
        if writer or signer
        else signature.Signature(),
    )


_nobody = names.Name("", "", (), ())


def _person(one: address.Address, emails: Sequence[str], lexicon: Lexicon) -> names.Name | None:
    """Return the name of the person who wrote; None for firms, teams and systems."""
    if not names.is_group(one, lexicon.names):
        name = names.of_address(one, lexicon.names)
        relay = names.is_relay(one, lexicon.names)
        if name and relay and not (name.full and len(name.words) < 5 and (name.given in lexicon.names.given or _vouched(name, emails))):
            return None
        plain = "".join(name.words).replace("-", "") if name else ""
        house = one.domain.split(".")[0].replace("-", "")
        if name and plain == house and name.given not in lexicon.names.given:
            return None
        return name if name and (one.name or name.full) else None
    return None


def _vouched(name: names.Name, emails: Sequence[str]) -> bool:
    """Tell whether an address in the text is made of a name: a system that writes for a person gives theirs."""
    return any(names.fits(email.partition("@")[0], name) for email in emails)


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
    manner = spot.Manner(known=page.known, lower=page.lower, nouns=page.nouns)
    listing = False
    for sentence in _rejoined(sentences, lexicon):
        said, nicknames = names.nicknamed(sentence.text[:_LONGEST])
        spans = [span for span in spot.find(said, lexicon.words, manner) if not _is_nobody(span, page, lexicon)]
        if not spans and last and sentence.place == "body":
            spans = list(_pronoun(said, last))
        listing = (listing and bool(spans) and spans[0].start < _LISTED) or (listing and _is_slot(said))
        for one in _of_sentence(sentence, said, spans, page, lexicon, listed=listing):
            nickname = nicknames.get(names.fold(one.name)) if nicknames else None
            yield replace(one, signed=nickname) if nickname else one
        yield from _afterwards(sentence, said, spans, page, lexicon)
        listing = listing or (said.endswith(":") and bool(_LISTS.search(said)) and not _REFEREES.search(said))
        last = spans[-1] if spans and spans[-1].weight > spot.UNLISTED else None


def _rejoined(sentences: Sequence[text.Sentence], lexicon: Lexicon) -> Iterator[text.Sentence]:
    """Yield the sentences that the sender says, those put together that an abbreviated honorific seemed to end."""
    held: text.Sentence | None = None
    for sentence in sentences:
        if sentence.place not in _PLACES and not sentence.place.startswith("attachment"):
            continue
        if held is not None and held.place == sentence.place:
            sentence = replace(sentence, text=f"{held.text} {sentence.text}")  # noqa: PLW2901
        elif held is not None:
            yield held
        held = None
        last = sentence.text.rpartition(" ")[2] if sentence.text.endswith(".") else ""
        if 1 < len(last) < 7 and names.fold(last).strip(".") in lexicon.names.honorifics:
            held = sentence
        else:
            yield sentence
    if held is not None:
        yield held


def _afterwards(
    sentence: text.Sentence, said: str, spans: Sequence[spot.Span], page: Page, lexicon: Lexicon
) -> Iterator[reading.Mention]:
    """Yield the person again of whom a last clause goes on: "Beth will send the form; please return it to her"."""
    before, semicolon, clause = said.rpartition(";")
    if semicolon and spans and spans[-1].end < len(before) and spans[-1].weight > spot.UNLISTED:
        again = list(_pronoun(clause, spans[-1]))
        yield from _of_sentence(sentence, clause, again, page, lexicon, listed=False)


def _pronoun(said: str, last: spot.Span) -> Iterator[spot.Span]:
    """Yield the person of the sentence before, where this one goes on about him or her."""
    match = _PRONOUN.search(said)
    if match:
        yield spot.Span(match.start(), match.end(), match.end(), last.name, None, last.weight)


def _is_nobody(span: spot.Span, page: Page, lexicon: Lexicon) -> bool:
    """Tell whether a name is the owner's or the firm's."""
    if span.name.honorific or span.title:
        return page.is_owner(span.name, lexicon)
    return page.is_nobody(span.name, lexicon)


def _of_sentence(
    sentence: text.Sentence, said: str, spans: Sequence[spot.Span], page: Page, lexicon: Lexicon, *, listed: bool
) -> Iterator[reading.Mention]:
    found = [lexicon.cues.said(cues.about(said, spans, focus)) for focus in cues.foci(spans)]
    if listed:
        for kinds in found:
            kinds.setdefault("met", "in a list of those to be met")
    for group in _lists(said, spans):
        shared = {kind: source for focus in group if focus < len(found) for kind, source in found[focus].items() if kind in _SHARED}
        for focus in group:
            if focus < len(found):
                found[focus] = {**shared, **found[focus]}
        if len(group) > 1 and any(spans[focus].weight >= spot.GIVEN for focus in group) and not shared.keys().isdisjoint(_STRONG):
            for focus in group[: len(found) - group[0]]:        # who stands in a list of people is one
                if spans[focus].weight > spot.LONE or spans[focus].title:
                    found[focus].setdefault("person", "among people")
    for focus, kinds in enumerate(found):
        _settle_answer(kinds)
        if page.writer is None or not _is_writer(spans[focus].name, page, lexicon):
            yield from _mention(sentence, said, spans, focus, kinds, page, lexicon)


def _settle_answer(kinds: dict[str, str]) -> None:
    """Keep "let NAME know" as a word about the answer only beside a word about a decision."""
    if "answer_let" in kinds and "decision" in kinds and kinds.keys().isdisjoint({"not_answer", "questions"}):
        kinds.setdefault("answer_to", kinds["answer_let"])
    elif "not_answer" in kinds:
        kinds.pop("answer_to", None)


def _lists(said: str, spans: Sequence[spot.Span]) -> Iterator[list[int]]:
    """Yield the numbers of names that stand in one list: "Ana (design), Tom from Sales and our CTO Priya"."""
    group = [0] if spans else []
    # "our director, Ana Pires; Kwame, a clerk; and a tenant, Ms Grimes": between any two there is a semicolon.
    people = sum(span.weight >= spot.DOUBTFUL for span in spans)
    semicolons = people > 2 and said.count(";") >= people - 1
    for number in range(1, len(spans)):
        between = said[spans[number - 1].until : spans[number].start]
        title = spans[number].title
        if title and between.rstrip(" ,:").endswith(title):
            between = between.rstrip(" ,:").removesuffix(title)
        if (len(between) < 40 and _JOINT.fullmatch(between)) or (semicolons and ";" in between):
            group.append(number)
        else:
            yield group
            group = [number]
    if group:
        yield group


def _mention(
    sentence: text.Sentence,
    said: str,
    spans: Sequence[spot.Span],
    focus: int,
    found: Mapping[str, str],
    page: Page,
    lexicon: Lexicon,
) -> Iterator[reading.Mention]:
    span = spans[focus]
    sure = _is_sure(sentence, said, span, found, page, lexicon)
    if not sure and span.weight < spot.DOUBTFUL:
        return
    part, weight = _part(span, found, lexicon, own=page.own)
    close = said[span.end : spans[focus + 1].start if focus + 1 < len(spans) else len(said)]
    rule = next((f"people.{kind}: {found[kind]}" for kind in _STRONG if kind in found), "people.named")
    yield reading.Mention(
        name=f"{span.name.honorific} {span.name.text}".strip(),
        email=page.email_for(span.name, lexicon) if page.emails else None,
        part=part,
        part_weight=weight,
        title=span.title,
        phone=_number(close, page),
        talked_about=topic.about(said, spans, focus, lexicon.topics, own=page.own, slot=_is_slot(said))
        if sentence.place != "subject"
        else None,
        source=_source(sentence, said, found),
        met=_met(sentence, said, found),
        not_met="not_met" in found and "steps_in" not in found,
        left="left" in found and "returns" not in found,
        answer_to="answer_to" in found and not page.own,
        hand_over="hand_over" in found and not page.own,
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


def _is_sure(sentence: text.Sentence, said: str, span: spot.Span, found: Mapping[str, str], page: Page, lexicon: Lexicon) -> bool:
    """Tell whether a name is that of a person of the process, by what kind of word it is and what is said of it."""
    if sentence.place == "subject" or "aside" in found or ("kin" in found and not found.keys() & _ABOVE_KIN):
        return False
    if page.own:
        return span.weight >= spot.GIVEN and not found.keys().isdisjoint({"referrer", "referrer_own"})
    if "questions" in found and found.keys() <= _ASKED and lexicon.part(span.title)[1] < 0.6:
        return False        # whom to ask about the insurance is nobody of the process
    department = span.title is not None and said[span.end : span.until].split(maxsplit=1)[:1] in (["from"], ["in"])
    cue = 0
    if department or not found.keys().isdisjoint(_PERSONAL):
        cue = 4
    elif not found.keys().isdisjoint(_STRONG):
        cue = 2
    elif _is_slot(said) and span.title and span.name.full:
        cue = 2
    elif _is_slot(said) or (sentence.place == "invitation" and (span.name.full or span.weight == spot.KNOWN)):
        cue = 1
    return (cue > 0 or span.title is not None) and span.weight + cue + (span.title is not None) >= 3


def _is_slot(said: str) -> bool:
    """Tell whether a line is a slot of a schedule: "10:00 Hanna Wójcik, Staff Engineer"."""
    return any(c.isdigit() for c in said[:16]) and bool(_SLOT.match(said))


def _met(sentence: text.Sentence, said: str, found: Mapping[str, str]) -> bool:
    if "not_met" in found and "steps_in" not in found:
        return False
    return bool(_MEETS & found.keys()) or sentence.place == "invitation" or (sentence.place != "subject" and _is_slot(said))


def _number(close: str, page: Page) -> str | None:
    """Return the number that follows a name, where it is not the writer's own."""
    number = None if page.own else phones.best(phones.find(close))
    return number if number != page.signature.phone else None


def _source(sentence: text.Sentence, said: str, found: Mapping[str, str]) -> str:
    if sentence.place == "invitation":
        return "invitation"
    if sentence.place.startswith("attachment"):
        return "attachment"
    if "hand_over" in found:
        return "handover"
    return "schedule" if _is_slot(said) else "body"


def _part(span: spot.Span, found: Mapping[str, str], lexicon: Lexicon, *, own: bool) -> tuple[reading.Part | None, float]:
    if "manager" in found:
        return reading.Part.HIRING_MANAGER, 0.9
    if "team" in found:
        return reading.Part.HIRING_MANAGER, 0.65
    if "referrer" in found or (own and "referrer_own" in found):
        return reading.Part.REFERRER, 0.5
    part, weight = lexicon.part(span.title)
    if "assisted" in found and weight < 0.7:
        return reading.Part.EXECUTIVE, 0.6
    if "coordinator" in found and weight < 0.7:
        return reading.Part.COORDINATOR, 0.6
    if part and weight >= 0.6:
        return part, weight
    if "on_behalf" in found:
        return reading.Part.HIRING_MANAGER, 0.55
    if "executive" in found:
        return reading.Part.EXECUTIVE, 0.5
    return (reading.Part.INTERVIEWER, 0.5) if "interviewer" in found else (part, weight)
