"""Whole turns on an in-memory mailbox: what they leave there, and that twice is once."""

import email
import email.policy
from datetime import timedelta

import pytest

import jobmail
from courtesy import errors
from courtesy.servers import memory
from courtesy.turn import catch_up


def drafts(world):
    return [email.message_from_bytes(data, policy=email.policy.default) for data in world.messages("Drafts").values()]


def offered(world):
    """Let a whole search and then an offer arrive; return the offer's UID."""
    world.settle()
    world.turn()
    uid = world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.turn()
    return uid


def test_nothing_is_laid_before_an_offer_has_come(world):
    world.settle()
    report = world.turn()
    assert report.read == len(jobmail.before_the_offer())
    assert world.messages("Drafts") == {}
    assert not any(world.flags("INBOX").values())


def test_an_offer_that_presses_is_flagged_and_nothing_else_is(world):
    uid = offered(world)
    assert {r"\Flagged", "$CourtesyOffer", "$CourtesyNow"} <= set(world.flags("INBOX")[uid])
    assert [on for number, on in world.flags("INBOX").items() if number != uid and on] == []


def test_everybody_met_gets_one_letter_from_the_address_that_was_written_to(world):
    offered(world)
    assert sorted(one["To"].addresses[0].username for one in drafts(world)) == [
        "astrid.lie", "jonas.berg", "mette.dahl", "nora.quist", "olav.strand", "per.solberg",
    ]  # fmt: skip
    assert {one["From"].addresses[0].addr_spec for one in drafts(world)} == {jobmail.ADDRESS}


def test_a_letter_lies_in_that_persons_own_thread(world):
    offered(world)
    [astrid] = [one for one in drafts(world) if "astrid" in one["To"]]
    assert astrid["In-Reply-To"] == "<after.0@harbourline.example>"
    assert astrid["Subject"].startswith("Re: ")


def test_drafts_are_marked_as_seen_drafts(world):
    offered(world)
    assert set(world.flags("Drafts").values()) == {frozenset({r"\Draft", r"\Seen"})}


def test_reminders_lie_as_files_and_in_the_feed(world):
    offered(world)
    files = world.files()
    assert "courtesy.ics" in files
    assert len(files) > 1
    assert files["courtesy.ics"].count(b"BEGIN:VEVENT") == len(files) - 1


def test_reminders_are_bytes_that_every_calendar_takes(world):
    offered(world)
    for data in world.files().values():
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert max(map(len, data.split(b"\r\n"))) <= 75
        lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
        names = [line.partition(":")[0].partition(";")[0] for line in lines]
        assert not {"METHOD", "ATTENDEE", "ORGANIZER", "TZID"} & set(names)
        events = names.count("BEGIN") - 1 - lines.count("BEGIN:VALARM")
        assert events == names.count("UID") == names.count("DTSTAMP") == names.count("SUMMARY") > 0
        times = [line for line in lines if line.startswith(("DTSTAMP", "DTSTART", "DTEND"))]
        assert all(line.endswith("Z") or ";VALUE=DATE:" in line for line in times)
        assert not any("TZID" in line for line in times)


def test_a_second_turn_writes_nothing(world):
    offered(world)
    before = world.picture()

    def refuse(method, mailbox):
        assert method not in {"append", "store", "delete", "create"}, mailbox

    world.mail.called = refuse
    report = world.turn()
    assert report.actions == ()
    assert world.picture() == before


def test_a_dry_run_tells_and_leaves_nothing(world):
    world.settle()
    world.turn()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    before = world.picture()
    report = world.turn(dry=True)
    assert any("Lay draft" in str(one) for one in report.actions)
    assert world.picture() == before


@pytest.mark.parametrize("mailbox", ["INBOX", "Drafts", "Sent"])
def test_a_renumbered_mailbox_is_read_again_without_doing_anything_twice(world, mailbox):
    offered(world)
    count = len(world.messages("Drafts"))
    flags = sorted(map(sorted, world.flags("INBOX").values()))
    world.mail.renumber(mailbox)
    world.turn()
    world.turn()
    assert len(world.messages("Drafts")) == count
    assert sorted(map(sorted, world.flags("INBOX").values())) == flags


def test_a_lost_casebook_does_not_lead_to_second_letters(world):
    offered(world)
    before = world.messages("Drafts")
    for path in (world.root / "state").glob("casebook*"):
        path.unlink()
    world.turn()
    assert world.messages("Drafts") == before


def test_a_deleted_draft_does_not_come_back_and_an_edited_one_is_left(world):
    offered(world)
    first, second, *_ = world.messages("Drafts")
    edited = world.messages("Drafts")[second].replace(b"Dear", b"My dear").replace(b"Hi", b"Hello, hi")
    world.mail.remove("Drafts", first)
    world.mail.remove("Drafts", second)
    new = world.mail.deliver(edited, "Drafts", flags=[r"\Draft"], when=jobmail.NOW)
    world.turn()
    world.turn()
    lying = world.messages("Drafts")
    assert first not in lying
    assert lying[new].strip() == edited.strip()


def test_without_keywords_the_flag_alone_is_set(world):
    world.mail = memory.Store(keywords=False)
    uid = offered(world)
    assert world.flags("INBOX")[uid] == frozenset({r"\Flagged"})


def test_a_flag_that_the_owner_took_off_stays_off(world):
    uid = offered(world)
    world.mail.flag("INBOX", uid, remove=[r"\Flagged"])
    world.turn()
    world.turn()
    assert r"\Flagged" not in world.flags("INBOX")[uid]


def test_a_mailbox_without_drafts_is_a_clear_error_that_names_the_key(world):
    del world.mail.mailboxes["Drafts"]
    world.settle()
    with pytest.raises(errors.MailboxMissing, match="drafts"):
        world.turn()


def test_moving_the_offer_to_accepted_takes_the_letters_away_and_back_brings_them_again(world):
    uid = offered(world)
    count = len(world.messages("Drafts"))
    world.mail.add("Courtesy/Accepted")
    moved = world.mail.move("INBOX", uid, "Courtesy/Accepted")
    world.turn()
    assert world.messages("Drafts") == {}
    world.mail.move("Courtesy/Accepted", moved, "INBOX")
    world.turn()
    assert len(world.messages("Drafts")) == count


def test_an_offer_moved_to_not_an_offer_is_none(world):
    uid = offered(world)
    world.mail.add("Courtesy/Not an offer")
    world.mail.move("INBOX", uid, "Courtesy/Not an offer")
    world.turn()
    assert world.messages("Drafts") == {}


def test_a_message_that_cannot_be_read_is_passed_over(world):
    world.settle()
    world.mail.deliver(b"\xff\x00" * 500, when=jobmail.NOW)
    world.mail.deliver(b"", when=jobmail.NOW)
    assert world.turn().read == len(jobmail.before_the_offer()) + 2


def test_a_first_look_that_was_broken_off_goes_on_where_it_was(world, monkeypatch):
    monkeypatch.setattr(catch_up, "BATCH", 5)
    for number in range(40):
        world.mail.deliver(jobmail.mail(f"F{number} <f@village.example>", f"Hello {number}", "Hi."), when=jobmail.NOW)
    fetches = []

    def break_off(method, mailbox):
        if method == "fetch":
            fetches.append(mailbox)
            if len(fetches) == 4:
                raise errors.TryLater("the line went dead")

    world.mail.called = break_off
    with pytest.raises(errors.TryLater):
        world.turn()
    world.mail.called = lambda method, mailbox: None
    assert world.turn().read == 40 - 3 * 5


def test_the_first_look_goes_from_the_newest_to_the_oldest(world, monkeypatch):
    monkeypatch.setattr(catch_up, "BATCH", 5)
    for number in range(12):
        world.mail.deliver(jobmail.mail(f"F{number} <f@village.example>", f"Hello {number}", "Hi."), when=jobmail.NOW)
    seen = []
    read = catch_up._read
    monkeypatch.setattr(
        catch_up, "_read", lambda at, mailbox, some: seen.append([one.uid for one in some]) or read(at, mailbox, some)
    )
    world.turn()
    assert seen == [[12, 11, 10, 9, 8], [7, 6, 5, 4, 3], [2, 1]]


def test_mail_older_than_the_look_back_is_left_alone(world):
    world.mail.deliver(jobmail.mail("F <f@village.example>", "Hello", "Hi."), when=jobmail.NOW - timedelta(days=400))
    assert world.turn().read == 0
