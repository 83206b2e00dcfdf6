"""Whole turns with calendars beside the directory: on a server that comes and goes, and by mail."""

import asyncio
import dataclasses
import re
from datetime import timedelta

import icalendar
import pytest

import jobmail
from courtesy import errors
from courtesy.casebook import opportunity
from courtesy.servers import agenda, memory
from courtesy.turn import desk, take


class Post:
    """Where mail to the owner goes."""

    def __init__(self):
        self.mails = []
        self.away = None

    async def __call__(self, subject, body, calendar, word):
        if self.away:
            raise self.away
        self.mails.append((subject, body, calendar, word))


@pytest.fixture
def server():
    return agenda.Store()


def turn(world, server=None, post=None, *, decision=None, dry=False):
    calendars = (agenda.Calendar(server),) if server else ()
    with world.office() as office:
        here = dataclasses.replace(office, calendars=calendars, post=post)
        if decision:
            here.book.decide(
                opportunity.OwnerDecision(
                    message_id=jobmail.OFFER, decision=decision, reason=None, because=None, at=world.now
                )
            )
        at = desk.Desk(account=here.settings.accounts[0], server=memory.Server(world.mail), office=here)
        report = asyncio.run(take.noted(at) if not dry else take.take(at, dry=True))
        return report, {one.account: one for one in here.book.health()}


def offered(world):
    world.settle()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    return world


def summaries(objects):
    return sorted(str(icalendar.Calendar.from_ical(one).walk("VEVENT")[0]["SUMMARY"]) for one in objects)


def files(world):
    return {path.stem: path.read_bytes() for path in (world.root / "state" / "reminders").glob("*.ics")}


def on(server):
    return {uid: one.data for uid, one in (server.objects or {}).items()}


def standing(objects):
    return {uid for uid, data in objects.items() if b"STATUS:CANCELLED" not in data}


def test_the_directory_and_the_server_hold_the_same_reminders(world, server):
    _, health = turn(offered(world), server)
    assert len(on(server)) == 3
    assert summaries(on(server).values()) == summaries(files(world).values())
    assert health["calendar (caldav)"].well
    report, _ = turn(world, server)
    assert report.actions == ()


def test_a_calendar_is_not_made_before_there_is_something_to_write(world, server):
    world.settle()
    turn(world, server)
    assert server.objects is None


def test_a_dry_turn_writes_nothing_and_tells_what_it_would(world, server):
    report, _ = turn(offered(world), server, dry=True)
    assert server.objects is None
    assert sum(str(one).startswith("Add reminder: Call Nora Quist") for one in report.actions) == 2


def test_a_server_out_of_reach_fails_no_turn_and_is_made_up_for_in_a_later_one(world, server):
    server.away = True
    report, health = turn(offered(world), server)
    assert world.messages("Drafts")
    assert len(files(world)) == 3
    assert report.actions
    assert health["home"].well
    assert not health["calendar (caldav)"].well
    assert "out of reach" in health["calendar (caldav)"].word
    server.away = False
    _, health = turn(world, server)
    assert summaries(on(server).values()) == summaries(files(world).values())
    assert health["calendar (caldav)"].well


def test_a_server_that_reminders_are_kept_on_no_more_is_not_told_of(world, server):
    server.away = True
    turn(offered(world), server)
    _, health = turn(world)
    assert set(health) == {"home"}


def test_a_server_that_breaks_in_the_middle_fails_no_turn(world, server, monkeypatch):
    async def puzzled(self):
        raise RuntimeError("the answer is no XML")

    monkeypatch.setattr(agenda.Calendar, "look", puzzled)
    _, health = turn(offered(world), server)
    assert world.messages("Drafts")
    assert "an error of ours: RuntimeError" in health["calendar (caldav)"].word


def test_what_the_owner_deletes_on_the_server_goes_from_the_directory_too_and_comes_back_in_neither(world, server):
    turn(offered(world), server)
    uid = next(uid for uid, data in on(server).items() if b"Call Nora" in data)
    server.delete(uid)
    turn(world, server)
    assert b"STATUS:CANCELLED" in files(world)[uid]
    world.now += timedelta(days=1)
    turn(world, server)
    turn(world, server, decision=opportunity.Decision.DECLINE)
    turn(world, server, decision=opportunity.Decision.UNDECIDED)
    assert uid not in files(world)
    assert uid not in on(server)


def test_what_the_owner_moves_on_the_server_stays_where_they_moved_it(world, server):
    turn(offered(world), server)
    uid, data = next((uid, data) for uid, data in on(server).items() if b"Call Nora" in data)
    moved = re.sub(rb"DTSTART:\d{8}", b"DTSTART:20260507", re.sub(rb"DTEND:\d{8}", b"DTEND:20260507", data))
    server.write(uid, moved)
    for decision in (None, opportunity.Decision.DECLINE, opportunity.Decision.ACCEPT):
        turn(world, server, decision=decision)
        assert on(server)[uid] == moved


def test_what_is_decided_cancels_and_a_day_later_it_is_gone(world, server):
    turn(offered(world), server)
    turn(world, server, decision=opportunity.Decision.ACCEPT)
    assert standing(on(server)) == standing(files(world)) == set()
    assert len(on(server)) == 3
    assert b"STATUS:CANCELLED" in (world.root / "state" / "courtesy.ics").read_bytes()
    world.now += timedelta(days=1, minutes=1)
    turn(world, server)
    assert on(server) == files(world) == {}


def test_a_no_turns_reminders_to_answer_into_those_to_call_and_to_send(world, server):
    turn(offered(world), server)
    turn(world, server, decision=opportunity.Decision.DECLINE)
    told = [data for uid, data in on(server).items() if uid in standing(on(server))]
    assert [one.split()[0] for one in summaries(told)] == ["Call", "Do", "Send"]
    for letter in list(world.messages("Drafts")):
        world.mail.move("Drafts", letter, "Sent")
    turn(world, server)
    told = [data for uid, data in on(server).items() if uid in standing(on(server))]
    assert not any(one.startswith("Send") for one in summaries(told))


def test_reminders_that_the_owner_threw_out_of_the_directory_stay_out(world):
    turn(offered(world))
    for path in (world.root / "state" / "reminders").glob("*.ics"):
        path.unlink()
    turn(world)
    assert files(world) == {}


def test_a_directory_that_is_gone_is_no_wish_of_the_owners(world):
    turn(offered(world))
    before = summaries(files(world).values())
    (world.root / "state" / "reminders").rename(world.root / "elsewhere")
    turn(world)
    assert summaries(files(world).values()) == before


# By mail.


def test_new_reminders_come_together_in_one_mail(world):
    post = Post()
    turn(offered(world), post=post)
    [(subject, body, calendar, _)] = post.mails
    assert subject.endswith("and 2 more")
    assert "open the attached file" in body
    assert summaries([calendar])
    assert len(icalendar.Calendar.from_ical(calendar).walk("VEVENT")) == 3
    turn(world, post=post)
    assert len(post.mails) == 1


def test_what_is_cancelled_is_told_and_attached_as_such(world):
    post = Post()
    turn(offered(world), post=post)
    turn(world, post=post, decision=opportunity.Decision.ACCEPT)
    _, body, calendar, _ = post.mails[-1]
    assert body.count("No longer: ") == 3
    assert {str(one["STATUS"]) for one in icalendar.Calendar.from_ical(calendar).walk("VEVENT")} == {"CANCELLED"}
    world.now += timedelta(days=3)
    turn(world, post=post)
    turn(world, post=post)
    assert len(post.mails) == 2


def test_a_mail_that_could_not_be_sent_is_sent_later_and_no_turn_fails(world):
    post = Post()
    post.away = errors.TryLater("no way out")
    _, health = turn(offered(world), post=post)
    assert health["home"].well
    post.away = None
    turn(world, post=post)
    [(_, _, calendar, _)] = post.mails
    assert len(icalendar.Calendar.from_ical(calendar).walk("VEVENT")) == 3


def test_a_mail_whose_end_nobody_knows_is_sent_again_under_the_same_word(world):
    class Doubtful(Post):
        async def __call__(self, subject, body, calendar, word):
            self.mails.append((subject, body, calendar, word))
            if len(self.mails) == 1:
                raise errors.TryLater("lost after the last word")

    post = Doubtful()
    turn(offered(world), post=post)
    turn(world, post=post)
    turn(world, post=post)
    assert [word for *_, word in post.mails] == [post.mails[0][3]] * 2


def test_what_does_not_press_waits_for_the_mail_of_the_day(world):
    post = Post()
    world.now += timedelta(hours=1)  # so that the letters are later than what they answer
    turn(offered(world), post=post)
    turn(world, post=post, decision=opportunity.Decision.DECLINE)
    for letter in list(world.messages("Drafts")):
        world.mail.move("Drafts", letter, "Sent")
    turn(world, post=post)
    count = len(post.mails)
    world.now += timedelta(hours=20)
    body = "Dear Ida,\n\nThank you for your kind letter. I wish you all the best.\n\nAstrid Lie\n"
    thanks = jobmail.mail(
        "Astrid Lie <astrid.lie@harbourline.example>", "Re: Thank you for coming", body, days=-0.5,
        answers="<after.0@harbourline.example>",
    )  # fmt: skip
    world.mail.deliver(thanks, when=world.now)
    turn(world, post=post)
    assert len(post.mails) == count
    world.now += timedelta(hours=5)
    turn(world, post=post)
    assert len(post.mails) == count + 1
    assert "Write to Astrid Lie" in post.mails[-1][1]
