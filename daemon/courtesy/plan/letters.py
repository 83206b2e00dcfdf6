"""Which letters ought to lie in Drafts, to whom, and in which thread.

Opportunities come from casebook.fold; letters go on to reconcile.diff. A decline goes to who extended the offer, a
thank-you to each other person met; none is written where there is nothing to turn down, or no person to read it. Of
every other kind plan.occasions says when.
"""

from collections.abc import Iterator, Mapping, Sequence

from courtesy.casebook import opportunity
from courtesy.mail import address, draft
from courtesy.plan import cast, check, compose, desired, given, mint, occasions

_CLOSED = frozenset({opportunity.Stage.ACCEPTED, opportunity.Stage.RESCINDED, opportunity.Stage.REJECTED})


def letters(
    one: opportunity.Opportunity, terms: given.Given, further: Sequence[occasions.Occasion] = ()
) -> Iterator[desired.Letter | desired.Refusal]:
    """Yield the letters of one opportunity, and what was not fit to be laid down; `further` are its occasions."""
    asked = {(which.kind, which.to(terms.whose)) for which in further if which.asked}
    of_itself = due(one, terms.settings.letters.prepare)
    answers = list(cast.cast(one, terms)) if of_itself or any(kind in desired.ANSWERS for kind, _ in asked) else []
    others = [which for which in further if which.kind not in desired.ANSWERS]
    casts = [*answers, *(_cast(one, which, terms) for which in others)]  # answers first: their words stay as they are
    said = compose.compose(terms.templates, [role.part for role in casts], terms.settings.voice)
    for role, words in zip(casts, said, strict=True):
        usual = of_itself and role.due and role.kind.value in terms.settings.letters.kinds
        if role.kind not in desired.ANSWERS or usual or (role.kind, role.email.lower()) in asked:
            yield _letter(one, role, words, terms)


def _cast(one: opportunity.Opportunity, which: occasions.Occasion, terms: given.Given) -> cast.Cast:
    part = cast.part(one, which.person, which.kind, terms, which.extra)
    email = cast.address(which.person, terms.whose) or ""
    return cast.Cast(person=which.person, email=email, kind=which.kind, part=part, due=True)


def due(one: opportunity.Opportunity, prepare: str) -> bool:
    """Tell whether an opportunity is one that letters are written in."""
    decision = one.decision.decision if one.decision else opportunity.Decision.UNDECIDED
    if one.offer is None or one.stage in _CLOSED or decision is opportunity.Decision.ACCEPT:
        return False
    if decision is opportunity.Decision.DECLINE or one.stage is opportunity.Stage.DECLINED:
        return True
    return one.stage is opportunity.Stage.OFFERED and prepare == "offer"


def _letter(
    one: opportunity.Opportunity, role: cast.Cast, words: compose.Words, terms: given.Given
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
    return desired.Refusal(slot=slot, problems=problems) if problems else _addressed(one, role, words, slot, terms)


def _strangers(known: Mapping[str, str], terms: given.Given) -> list[str]:
    """Return the companies of other processes that a fact about this one names; the sentences themselves name none."""
    told = " ".join(known.get(name, "") for name in ("topic", "aside", "event", "meeting", "arranged", "others"))
    return [name for name in terms.companies if name in told and not name.startswith(known.get("company", name))]


def _addressed(
    one: opportunity.Opportunity, role: cast.Cast, words: compose.Words, slot: desired.Slot, terms: given.Given
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
