"""The letters of whole mailboxes: what a reader would hold against them, asked of every one."""

import dataclasses
import functools
import itertools
import re
import zoneinfo

import pytest

from corpus import render, score
from courtesy import config
from courtesy.casebook import opportunity
from courtesy.mail import owner, parse
from courtesy.plan import cast, check, phrases, plan
from plan import cases

TEMPLATES = cases.templates()
PARTED = re.compile(r"[^\W_][\w'’-]*")


@functools.cache
def laid(name):
    """Return the scenario, its case with numbers, the settings, and all letters that its offers call for."""
    scenario, case = score.told(name)
    who = scenario.owner
    numbered = tuple(dataclasses.replace(one, id=place) for place, one in enumerate(case.opportunities, 1))
    settings = config.Config(
        owner=config.Owner(name=who["name"], timezone=who["timezone"], phone=who.get("phone") or ""),
        accounts=(
            config.Account(
                name="personal", address=who["email"], imap=config.Imap(host="127.0.0.1", password_file="/x")
            ),
        ),
    )
    whose = owner.Owner(
        name=who["name"], addresses=frozenset({who["email"], *who.get("aliases", ())}), timezone=who["timezone"]
    )
    found = plan.plan(
        opportunity.Case(opportunities=numbered, messages=case.messages),
        now=scenario.now,
        whose=whose,
        settings=settings,
        templates=TEMPLATES,
        secret=cases.SECRET,
    )
    return scenario, numbered, settings, found


def between(letter, settings):
    """Return the words of a letter between its greeting and its signature."""
    text = letter.body.partition("\n")[2].removesuffix(cast.signature(settings.owner) + "\n")
    return text.strip()


@functools.cache
def mail(name):
    """Return all that stands in a mailbox, and the days of its invitations as one says them."""
    scenario, _, settings, _ = laid(name)
    texts = []
    for one in scenario.messages:
        message = parse.parse(one.data, extract=score.text_of)
        texts += [message.subject, message.sender.name, *(line.text for line in message.lines)]
        texts += [address.name for address in (*message.to, *message.cc)]
        texts += [document.text for document in message.documents]
        for invited in message.invitations:
            texts += [invited.summary, invited.description, *(one.name for one in invited.attendees)]
            if invited.start:
                texts.append(f"{invited.start.astimezone(owner_zone(settings)):%d %B %A}")
    return "\n".join(texts)


def owner_zone(settings):
    return zoneinfo.ZoneInfo(settings.owner.timezone)


@functools.cache
def stock(language):
    """Return the words that stand in sentences of ours, whoever they are about."""
    every = [phrase.text for slot in TEMPLATES.phrases[language].values() for phrase in slot]
    formed = [re.sub(r"\[([^|\]]*)\|([^|\]]*)\]", form, text) for text in every for form in (r"\1", r"\2")]
    named = [form for _, kind in TEMPLATES.recalls.meetings.kinds for form in kind.get(language, ())]
    named += [form for forms in TEMPLATES.recalls.things[language].values() for form in forms]
    months = TEMPLATES.recalls.days[language]
    words = set(PARTED.findall(" ".join((*formed, *named, *months["months"], *months["weekdays"]))))
    return words | {word.replace("ß", "ss") for word in words}  # as in Switzerland


@pytest.mark.parametrize("name", render.names())
def test_every_letter_of_a_mailbox_passes_the_check(name):
    assert laid(name)[3].refused == ()


@pytest.mark.parametrize("name", render.names())
def test_no_two_letters_of_an_offer_share_a_sentence(name):
    _, _, settings, found = laid(name)
    said = {}
    for letter in found.letters:
        text = between(letter, settings).rpartition("\n\n")[0]
        said.setdefault(letter.slot.opportunity, []).append(set(phrases.sentences(text)))
    for letters in said.values():
        for one, other in itertools.combinations(letters, 2):
            assert not {sentence for sentence in one & other if sentence}


@pytest.mark.parametrize("name", render.names())
def test_every_name_number_and_date_of_a_letter_stands_in_the_mailbox_or_the_configuration(name):
    _, _, settings, found = laid(name)
    there = set(PARTED.findall(mail(name))) | set(PARTED.findall(repr(settings.owner)))
    there |= {word.title() for word in there} | {str(int(word)) for word in there if word.isdigit()}
    for letter in found.letters:
        for word in PARTED.findall(f"{letter.body.partition(chr(10))[0]} {between(letter, settings)}"):
            told = word in there or word in stock(letter.language)
            pieces = set(re.split(r"[-’']", word)) - {""}
            assert told or word.islower() or pieces <= there | stock(letter.language), (letter.slot.key, word)


@pytest.mark.parametrize("name", render.names())
def test_a_letter_names_no_other_process_of_the_mailbox(name):
    _, case, settings, found = laid(name)
    by_id = {one.id: one for one in case}
    for letter in found.letters:
        mine = by_id[letter.slot.opportunity]
        text = between(letter, settings)
        for other in case:
            strange = other.company and mine.company and other.company.split()[0] != mine.company.split()[0]
            if strange and len(other.company) > 3 and other.company.lower() not in (mine.role or "").lower():
                assert not re.search(rf"(?<!\w){re.escape(other.company)}(?!\w)", text), (letter.slot.key, text)


@pytest.mark.parametrize("name", render.names())
def test_letters_are_neither_curt_nor_long(name):
    _, _, settings, found = laid(name)
    for letter in found.letters:
        least, most = {"thank_you": (40, 120)}.get(letter.slot.kind, (60, 180))
        assert least <= check.count(between(letter, settings)) <= most


@pytest.mark.parametrize("name", render.names())
def test_paragraphs_begin_as_they_do_in_their_language(name):
    """Behind a greeting that ends on a comma German goes on small; every other paragraph begins with a capital."""
    _, _, settings, found = laid(name)
    for letter in found.letters:
        first, *others = [text for text in between(letter, settings).split("\n\n") if text]
        assert first[0].islower() == (letter.language == "de"), letter.slot.key
        assert not any(text[0].islower() for text in others), letter.slot.key
