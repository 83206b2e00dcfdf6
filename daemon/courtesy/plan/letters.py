"""Which letters ought to lie in Drafts, to whom, and in which thread.

Opportunities come from casebook.fold; letters go on to reconcile.diff. A decline goes to who extended the offer, a
thank-you to each other person met; none is written where there is nothing to turn down, or no person to read it. Of
every other kind plan.occasions says when.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from courtesy.casebook import opportunity
from courtesy.mail import address, draft
from courtesy.plan import cast, check, circle, compose, desired, given, mint, occasions, template

_CLOSED = frozenset({opportunity.Stage.ACCEPTED, opportunity.Stage.RESCINDED, opportunity.Stage.REJECTED})


def letters(
    one: opportunity.Opportunity, terms: given.Given, further: Sequence[occasions.Occasion] = ()
) -> Iterator[desired.Letter | desired.Refusal]:
    """Yield the letters of one opportunity, and what was not fit to be laid down; `further` are its occasions."""
    for_now = due(one, terms.settings.letters.prepare)
    arisen = {(which.kind, which.to(terms.whose)): which for which in further if _fits(one, which)}
    answers = list(cast.cast(one, terms)) if for_now or any(kind in desired.ANSWERS for kind, _ in arisen) else []
    usual = {
        role.email.lower(): role.kind
        for role in answers
        if for_now and role.due and role.kind.value in terms.settings.letters.kinds
    }
    there = {(role.kind, role.email.lower()) for role in answers}
    # Answers first: their words stay as they are; and nobody gets two of them.
    casts = [
        *answers,
        *(
            _cast(one, which, terms)
            for (kind, email), which in arisen.items()
            if (kind, email) not in there and not (kind in desired.ANSWERS and email in usual)
        ),
    ]
    said = compose.compose(terms.templates, [role.part for role in casts], terms.settings.voice)
    for role, words in zip(casts, said, strict=True):
        which = arisen.get((role.kind, role.email.lower()))
        if which or usual.get(role.email.lower()) is role.kind:
            yield _letter(one, role, words, terms, which)


def _fits(one: opportunity.Opportunity, which: occasions.Occasion) -> bool:
    """Tell whether a letter may be written now: an answer that was asked for, only where there is one to give."""
    return which.kind not in desired.ANSWERS or due(one, "offer")


def _cast(one: opportunity.Opportunity, which: occasions.Occasion, terms: given.Given) -> cast.Cast:
    part = cast.part(one, which.person, which.kind, terms, which.extra)
    if which.since:  # what is written again is written in other words
        part = dataclasses.replace(part, key=f"{part.key} {which.since:%Y-%m}")
    email = circle.address(which.person, terms.whose) or ""
    return cast.Cast(person=which.person, email=email, kind=which.kind, part=part, due=True)


def moot(one: opportunity.Opportunity) -> bool:
    """Tell whether there is no answer left to give that would be a no."""
    accepted = one.decision is not None and one.decision.decision is opportunity.Decision.ACCEPT
    return accepted or one.stage in _CLOSED


def due(one: opportunity.Opportunity, prepare: str) -> bool:
    """Tell whether an opportunity is one that letters are written in."""
    decision = one.decision.decision if one.decision else opportunity.Decision.UNDECIDED
    if one.offer is None or moot(one):
        return False
    if decision is opportunity.Decision.DECLINE or one.stage is opportunity.Stage.DECLINED:
        return True
    return one.stage is opportunity.Stage.OFFERED and prepare == "offer"


def _letter(
    one: opportunity.Opportunity,
    role: cast.Cast,
    words: template.Words,
    terms: given.Given,
    which: occasions.Occasion | None,
) -> desired.Letter | desired.Refusal:
    slot = desired.Slot(opportunity=one.id, kind=role.kind, email=role.email.lower())
    if words.problem:
        return desired.Refusal(slot=slot, problems=(words.problem,))
    known = role.part.facts
    facts = check.Facts(
        kind=role.kind.value,
        greeting=known["greeting"],
        company="" if one.tie else known.get("company", ""),
        signature=known["signature"],
        strangers=_strangers(known, terms),
        own_words=[known[name] for name in ("reason", "clause_first") if name in known],
        forbidden=terms.settings.voice.forbidden,
        length=terms.settings.voice.length,
    )
    problems = tuple(check.problems(words.body, facts, terms.templates.checks[role.part.language]))
    if problems:
        return desired.Refusal(slot=slot, problems=problems)
    letter = _addressed(one, role, words, slot, terms)
    return _again(letter, which, terms) if which else letter


def _again(letter: desired.Letter, which: occasions.Occasion, terms: given.Given) -> desired.Letter:
    """Return a letter that may come again, under an id that none before it had: some servers keep each id once."""
    seen = (letter.message_id, *(str(moment) for moment in (which.asked, which.since) if moment))
    if len(seen) == 1:
        return letter
    minted = mint.message_id(terms.secret, letter.slot.key, seen, letter.sender.domain)
    return dataclasses.replace(letter, message_id=minted, asked=which.asked, since=which.since)


def _strangers(known: Mapping[str, str], terms: given.Given) -> list[str]:
    """Return the companies of other processes that a fact about this one names; the sentences themselves name none."""
    told = " ".join(known.get(name, "") for name in ("topic", "aside", "event", "meeting", "arranged", "others"))
    return [name for name in terms.companies if name in told and not name.startswith(known.get("company", name))]


def _addressed(
    one: opportunity.Opportunity, role: cast.Cast, words: template.Words, slot: desired.Slot, terms: given.Given
) -> desired.Letter:
    sender = address.Address(terms.whose.name, _from(one, terms))
    to = address.Address(role.person.name, role.email)
    references = draft.trim(role.person.thread)
    subject = draft.line(words.subject)
    seen = (sender.email, to.name, to.email, subject, *references, words.body)
    return desired.Letter(
        slot=slot,
        account=_account(one, terms),
        message_id=mint.message_id(terms.secret, slot.key, seen, sender.domain),
        date=terms.now,
        sender=sender,
        to=to,
        subject=subject,
        in_reply_to=references[-1] if references else None,
        references=references,
        body=words.body,
        language=role.part.language,
        also=tuple(sorted({email.lower() for email in role.person.emails} - {slot.email})),
        facts=tuple(sorted(role.part.facts.items())),
    )


def _account(one: opportunity.Opportunity, terms: given.Given) -> str:
    return one.offer.account if one.offer else one.account or terms.settings.accounts[0].name


def _from(one: opportunity.Opportunity, terms: given.Given) -> str:
    """Return the address that they wrote to, else the account's own."""
    used = draft.writable(one.offer.written_to if one.offer else one.written_to)
    if used and terms.whose.wrote(used):
        return used
    named = [account.address for account in terms.settings.accounts if account.name == _account(one, terms)]
    return (named or [terms.settings.accounts[0].address])[0]
