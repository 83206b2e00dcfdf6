import asyncio
import email
import email.policy
import logging
import zoneinfo
from datetime import UTC, datetime, timedelta

import click.testing
import icalendar
import pytest

from courtesy import cli
from courtesy.cli import demo
from courtesy.demo import sample

TUESDAY = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module", params=[TUESDAY, TUESDAY + timedelta(days=4)], ids=["tuesday", "saturday"])
def found(request, tmp_path_factory):
    return asyncio.run(demo.play(request.param, tmp_path_factory.mktemp("demo")))


def offers(found):
    return {one.company: one for one in found.case.opportunities if one.offer}


def test_the_three_offers_are_found_and_no_other(found):
    assert set(offers(found)) == {"Ferrybank", "Saltmarsh Analytics", "Fulmar Energy"}


def test_what_only_speaks_of_jobs_becomes_no_process(found):
    others = {one.company for one in found.case.opportunities if not one.offer}
    assert others == {"Breakwater Mutual", "Foghorn Weekly"}


def test_each_person_has_the_part_that_the_sample_gives_them(found):
    parts = {person.name: str(person.part) for one in offers(found).values() for person in one.people}
    assert parts == {
        "Tomasz Brzoza": "executive",
        "Hugh Carty": "referrer",
        "Nkiru Essien": "executive",
        "Bríd Nolan": "hr",
        "Orla Keane": "recruiter",
        "Declan Moroney": "hiring_manager",
        "Yuki Tanabe": "interviewer",
        "Marguerite Fallon": "hiring_manager",
        "Priya Raman": "recruiter",
        "Senan Burke": "interviewer",
        "Ottilie Marsh": "interviewer",
        "Stephen Tarrant": "hr",
    }


def test_what_somebody_heard_of_the_owner_before_they_met_is_nothing_that_they_spoke_of(found):
    (priya,) = (person for one in offers(found).values() for person in one.people if person.name == "Priya Raman")
    assert priya.talked_about is None


def test_each_deadline_is_the_one_that_the_sample_sets_wherever_it_stands(found):
    today = found.now.astimezone(zoneinfo.ZoneInfo(found.zone)).date()
    named = {name: one.offer.reply_by for name, one in offers(found).items()}
    assert named["Ferrybank"].day == today + timedelta(days=1)
    assert named["Saltmarsh Analytics"].day == sample.working_day(today, 3)
    assert named["Saltmarsh Analytics"].evidence.place.startswith("attachment")
    assert named["Fulmar Energy"].day == sample.working_day(today, 9)


def test_a_second_turn_changes_nothing(found):
    assert found.again == 0


def test_everybody_with_an_address_has_one_letter(found):
    for one in offers(found).values():
        to = sorted(draft.known.slot.email for draft in found.drafts if draft.known.slot.opportunity == one.id)
        assert to == sorted(person.email.lower() for person in one.people if person.reachable)
        assert len(to) == len(set(to)) >= 3


def test_every_offer_has_its_reminder(found):
    reminded = {one.opportunity for one in found.reminders}
    assert reminded == {one.id for one in offers(found).values()}


def test_letters_and_reminders_are_laid_as_files(found, tmp_path):
    demo.lay(found, tmp_path)
    letters = [
        email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in tmp_path.glob("*.eml")
    ]
    assert len(letters) == len(found.drafts)
    assert all(one["To"] and one["Subject"] and one.get_content().strip() for one in letters)
    events = [icalendar.Calendar.from_ical(one.read_bytes()) for one in tmp_path.glob("*.ics")]
    assert len(events) == len(found.reminders)
    assert all(len(one.walk("VEVENT")) == 1 for one in events)


def test_the_account_names_every_offer_its_sentence_and_the_people(tmp_path):
    picture = tmp_path / "demo.svg"
    arguments = ["demo", "--as-of", TUESDAY.isoformat(), "--keep", str(tmp_path / "kept"), "--picture", str(picture)]
    logging.getLogger("courtesy").setLevel(logging.NOTSET)
    done = click.testing.CliRunner().invoke(cli.group, arguments)
    assert done.exit_code == 0, done.output
    told = " ".join(done.output.replace("│", " ").split())
    for words in ("Ferrybank", "Saltmarsh Analytics", "Fulmar Energy", "A second turn changed nothing."):
        assert words in told
    assert "This offer is open until 5pm on Friday 20 March." in told
    assert "no letter: no address" in told
    assert "Tomasz Brzoza" in picture.read_text(encoding="utf-8").replace("&#160;", " ")
    assert list((tmp_path / "kept").iterdir())


def test_every_post_is_named_by_its_title_alone(found):
    """What an offer in two lines says before the post, "64k plus options", is its terms and no title."""
    titles = {one.role.title() for one in offers(found).values()}
    assert titles == {"Data Engineer", "Senior Data Engineer", "Lead Data Engineer"}
