"""Signals of fraud: money asked for, interviews by chat alone, a company's name at a free provider, and the like.

None alone is a proof but the first. Each is evidence; their weights go on to reading.read, which adds them to "scam".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courtesy.mail import message
from courtesy.reading import domains, index, phrase, reading, text

_HIRING_NAME = re.compile(
    r"\b(?:hr|h\.r\.|human resources?|recruit\w*|talent|careers?|hiring|staffing|personal\w*|rh|recrutement|jobs?"
    r"|head ?hunt\w*|team|dept|department|secretary|ltd|inc|llc|gmbh|group|company|corp)\b",
    re.IGNORECASE,
)
_BAIT = (
    "hr|careers?|jobs?|hiring|recruit(?:ing|ment)?|offers?|onboarding|staffing|talent|crewcareers|employment|apply"
    "|humanresources?|selection|payroll"
)
_BAIT_DOMAIN = re.compile(rf"(?:^|[-.])(?:{_BAIT})(?:[-.]|$)")
_ALONE = 4.0  # a signal of the header that tells something where the words are clean


@dataclass(frozen=True, slots=True)
class _Signal:
    name: str
    weight: float
    pattern: phrase.Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The signals that are words, indexed by the words that they need, and what takes them away."""

    signals: tuple[_Signal, ...]
    by_words: index.Index
    guards: index.Patterns


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One signal found in a message."""

    weight: float
    evidence: reading.Evidence


def compile_tables(tables: Mapping[str, Any]) -> Signals:
    """Compile config/reading/fraud.toml. Raises ValueError naming the entry at fault."""
    table = tables.get("fraud", {})
    grammar = phrase.Grammar(table.get("concepts", {}))
    try:
        guards = index.gather(map(grammar.compile, table.get("guards", {}).get("patterns", ())))
    except ValueError as error:
        raise ValueError(f"fraud.toml: guards: {error}") from error
    signals: list[_Signal] = []
    for name, entry in table.get("signals", {}).items():
        if not isinstance(entry.get("weight"), int | float):
            raise ValueError(  # noqa: TRY004 -- what compiles rules raises one kind of error
                f"fraud.toml: signals.{name}: weight must be a number"
            )
        try:
            signals += [_Signal(name, entry["weight"], grammar.compile(source)) for source in entry["patterns"]]
        except (KeyError, ValueError) as error:
            raise ValueError(f"fraud.toml: signals.{name}: {error}") from error
    by_words = index.build([one.pattern for one in signals])
    kept = tuple(replace(one, pattern=one.pattern.indexed()) for one in signals)
    return Signals(signals=kept, by_words=by_words, guards=guards)


def suspect(
    mail: message.Message, said: Sequence[text.Sentence], signals: Signals, known: domains.Register
) -> tuple[Suspicion, ...]:
    """Return the signals of fraud in a message, each once, by the first sentence that bears it."""
    found: dict[str, Suspicion] = {}
    for one in _spoken(mail, said, signals):
        found.setdefault(one.evidence.rule, one)
    for one in _sent(mail, known):
        if found or one.weight >= _ALONE:
            found.setdefault(one.evidence.rule, one)
    return tuple(found.values())


def _mimics(domain: str, known: domains.Register) -> bool:
    """Tell whether a domain looks like a vendor's to a hasty eye: "docuslgn-secure.com"."""
    if known.vendor(domain):
        return False
    parts = frozenset(re.split(r"[-.]", domain))
    seen = {domains.looks(part.replace("rn", "m").replace("vv", "w")) for part in parts}
    return any(known.looks[look] - parts for look in seen & known.looks.keys())


def _spoken(mail: message.Message, said: Sequence[text.Sentence], signals: Signals) -> Iterator[Suspicion]:
    for sentence in said[:200]:
        if not sentence.new and sentence.place != "signature":
            continue
        folded = phrase.fold(sentence.text)
        words = phrase.anchors(folded)
        tried = (signals.signals[number] for number in signals.by_words.candidates(words))
        hits = {one.name: one for one in tried if one.pattern.search(folded)}
        if hits and not signals.guards.stand(folded):
            for one in sorted(hits.values(), key=lambda one: one.name):
                yield Suspicion(one.weight, reading.Evidence(mail.message_id, sentence.place, sentence.text, one.name))


def _sent(mail: message.Message, known: domains.Register) -> Iterator[Suspicion]:
    """Yield what the header tells: none of it tells anything where the words are clean."""
    sender = mail.sender
    header = f"From: {sender.name} <{sender.email}>"

    def signal(weight: float, rule: str, shown: str = header) -> Suspicion:
        return Suspicion(weight, reading.Evidence(mail.message_id, "header", shown, rule))

    if _mimics(sender.domain, known):
        yield signal(6.0, "mimics_vendor")
    if known.is_free(sender.domain) and _HIRING_NAME.search(f"{sender.name} {sender.local}"):
        yield signal(2.5, "free_sender_claims_company")
    elif _BAIT_DOMAIN.search(domains.label(sender.domain)) and not known.vendor(sender.domain):
        yield signal(1.5, "bait_domain")
    for other in mail.reply_to:
        if domains.organisation(other.domain) != domains.organisation(sender.domain):
            free = known.is_free(other.domain)
            yield signal(2.5 if free else 0.8, "replies_go_elsewhere", f"Reply-To: {other.email}")
    if mail.authenticated is False:
        yield signal(2.0, "not_authenticated")
