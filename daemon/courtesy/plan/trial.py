"""Every letter on trial, written to people who are made up: what the owner's own templates and words would do.

Templates and settings come from the shell; what is found goes to `courtesy check`. Nobody of the casebook is used.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import owner
from courtesy.plan import cast, check, compose, desired, given
from courtesy.reading import reading

_NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_EXTRA = {
    "wanted_day": "2026-03-16",
    "other_day": "2026-03-20",
    "candidate": "Robin Sample",
    "candidate_about": "they have built what you are looking for twice over",
    "candidate_contact": "robin.sample@mailbox.example",
}


def problems(templates: compose.Templates, settings: config.Config) -> Iterator[str]:
    """Yield a sentence for each letter that would not be fit to be laid down: which one, to whom, and why."""
    terms = given.Given(
        now=_NOW,
        whose=owner.Owner(name=settings.owner.name, addresses=frozenset(), timezone=settings.owner.timezone),
        settings=settings,
        templates=templates,
        secret=b"",
        companies=(),
    )
    for language in sorted(templates.languages):
        for kind in desired.LetterKind:
            for person in _people(language):
                for found in dict.fromkeys(_found(person, kind, terms)):
                    yield f"{kind.value}.{language}.eml.j2, to {person.name}: {found}"


def _found(person: opportunity.Person, kind: desired.LetterKind, terms: given.Given) -> Iterator[str]:
    one = _opportunity(person)
    part = cast.part(one, person, kind, terms, _EXTRA)
    words = compose.compose(terms.templates, [part], terms.settings.voice)[0]
    if words.problem:
        yield words.problem
        return
    if not words.subject:
        yield "it has no subject"
    facts = check.Facts(
        kind=kind.value,
        greeting=part.facts["greeting"],
        company=part.facts["company"],
        signature=part.facts["signature"],
        strangers=(),
        own_words=(),
        forbidden=terms.settings.voice.forbidden,
        length=terms.settings.voice.length,
    )
    yield from check.problems(words.body, facts, terms.templates.checks[part.language])


def _people(language: str) -> tuple[opportunity.Person, ...]:
    """Return somebody of whom much is known, by title, and somebody of whom nothing is but a first name."""
    met = opportunity.Meeting(day=date(2026, 2, 20), summary="Interview", evidence=_EVIDENCE)
    return (
        _person("Dr. Ada Sample", language, formal=True, part=reading.Part.HIRING_MANAGER, meetings=(met,)),
        _person("Sam Sample", language, formal=False, familiar=True),
    )


_EVIDENCE = reading.Evidence("<sample@company.example>", "invitation", "Interview (2026-02-20)", "sample")


def _person(
    name: str,
    language: str,
    *,
    formal: bool,
    familiar: bool = False,
    part: reading.Part | None = None,
    meetings: tuple[opportunity.Meeting, ...] = (),
) -> opportunity.Person:
    email = f"{name.split()[-2].lower()}@company.example"
    return opportunity.Person(
        name=name,
        names=(name,),
        greeting="" if formal else name.split(maxsplit=1)[0],
        email=email,
        emails=(email,),
        part=part,
        title=None,
        phone=None,
        talked_about=None,
        talked_about_evidence=None,
        extended_offer=True,
        met=bool(meetings),
        left=False,
        reachable=True,
        answered=False,
        thanked=False,
        formal=formal,
        last_contact=_NOW - timedelta(days=3),
        thread=(),
        thread_subject="",
        letter="decline",
        evidence=(),
        language=language,
        familiar=familiar,
        meetings=meetings,
    )


def _opportunity(person: opportunity.Person) -> opportunity.Opportunity:
    return opportunity.Opportunity(
        anchor="<sample@company.example>",
        id=1,
        company="Sample & Sons",
        agency=None,
        role="Surveyor",
        stage=opportunity.Stage.OFFERED,
        language=person.language,
        offer=None,
        decision=None,
        people=(person,),
        messages=(),
        evidence=(),
    )
