"""What letters may recall of somebody: read from whole mail, invitations and all."""

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from corpus import score
from courtesy.casebook import fold, opportunity
from courtesy.mail import owner, parse
from courtesy.reading import read

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
IDA = "Ida Voss <ida@mailbox.example>"
NORA = "Nora Quist <nora.quist@tarnworks.example>"
LEIF = "Leif Aune <leif.aune@tarnworks.example>"
BODIL = "Bodil Rask <bodil.rask@tarnworks.example>"
WHOSE = owner.Owner(name="Ida Voss", addresses=frozenset({"ida@mailbox.example"}), timezone="Europe/Oslo")
SIGNED = "\n\nNora\n\nNora Quist\nTalent Partner, Tarnworks"
OFFER = (
    "Dear Ida,\n\nI am delighted to offer you the position of Surveyor at Tarnworks. Please let us know your decision "
    f"by Friday 10 April.\n\nKind regards,{SIGNED}"
)
INVITING = "Hi Ida,\n\nI am happy to invite you to an interview for the position of Surveyor; see the invitation."


def mail(day, sender, body, *, to=IDA, subject="Surveyor at Tarnworks", cc=None, calendar=None, answers=None):
    one = EmailMessage()
    one["From"], one["To"], one["Subject"] = sender, to, subject
    one["Date"] = format_datetime(START + timedelta(days=day))
    one["Message-ID"] = f"<{day}@tarnworks.example>"
    if cc:
        one["Cc"] = cc
    if answers is not None:
        one["In-Reply-To"] = one["References"] = f"<{answers}@tarnworks.example>"
    one.set_content(body)
    if calendar:
        one.add_attachment(calendar.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    return one.as_bytes()


def invite(start, *people, summary="Interview: Ida Voss", organizer=NORA, uid="one", method="REQUEST", about=""):
    def line(name, who):
        label, _, email = who.rstrip(">").partition(" <")
        return f'{name};CN="{label}":mailto:{email}'

    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//t//t//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{summary}",
        *([f"DESCRIPTION:{about}"] if about else []),
        line("ORGANIZER", organizer),
        *(line("ATTENDEE", who) for who in (IDA, *people)),
        *(["STATUS:CANCELLED"] if method == "CANCEL" else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


def people(*mails, now=60):
    entries = []
    for data in mails:
        message = parse.parse(data)
        mailbox = "Sent" if WHOSE.wrote(message.sender.key) else "INBOX"
        said = read.read(message, WHOSE, score.known())
        entries.append(opportunity.Entry(account="a", mailbox=mailbox, message=message, reading=said))
    case = fold.fold(entries, whose=WHOSE, known=score.known(), now=START + timedelta(days=now))
    offered = next(one for one in case.opportunities if one.offer)
    return offered, {one.name: one for one in offered.people}


def invited(day, start, *who, **more):
    return mail(day, NORA, f"{INVITING}{SIGNED}", calendar=invite(start, *who, **more))


HELD = START + timedelta(days=8, hours=2)


def test_whoever_came_to_an_interview_is_known_to_have_met_the_owner_on_that_day():
    _, found = people(invited(1, HELD, NORA, LEIF, BODIL), mail(20, NORA, OFFER))
    assert [one.day for one in found["Leif Aune"].meetings] == [date(2026, 3, 10)]
    assert found["Leif Aune"].meetings[0].summary == "Interview: Ida Voss"


def test_who_sent_the_invitation_arranged_it_and_is_not_taken_to_have_come():
    _, found = people(invited(1, HELD, NORA, LEIF, BODIL), mail(20, NORA, OFFER))
    assert found["Nora Quist"].meetings == ()
    assert [(one.kind, one.day) for one in found["Nora Quist"].deeds] == [("arranged", date(2026, 3, 10))]


def test_whom_the_owner_met_is_named_where_it_was_one_person():
    _, found = people(invited(1, HELD, NORA, LEIF), mail(20, NORA, OFFER))
    assert found["Nora Quist"].deeds[0].other == "Leif Aune"


def test_a_talk_between_two_is_a_meeting_of_theirs_whoever_invited():
    _, found = people(invited(1, HELD, NORA), mail(20, NORA, OFFER))
    assert [one.day for one in found["Nora Quist"].meetings] == [date(2026, 3, 10)]


def test_a_day_is_that_of_the_owners_own_calendar():
    late = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)  # half past midnight in Oslo
    _, found = people(invited(1, late, NORA, LEIF), mail(20, NORA, OFFER))
    assert [one.day for one in found["Leif Aune"].meetings] == [date(2026, 3, 11)]


def test_a_meeting_that_was_called_off_or_is_still_to_come_is_not_recalled():
    off = invited(1, HELD, NORA, LEIF), invited(2, HELD, NORA, LEIF, method="CANCEL"), mail(20, NORA, OFFER)
    ahead = invited(1, START + timedelta(days=90), NORA, LEIF), mail(20, NORA, OFFER)
    for mails in (off, ahead):
        _, found = people(*mails)
        assert all(one.meetings == () for one in found.values())


def test_a_meeting_that_was_moved_is_recalled_on_its_new_day():
    moved = invited(2, HELD + timedelta(days=1), NORA, LEIF)
    _, found = people(invited(1, HELD, NORA, LEIF), moved, mail(20, NORA, OFFER))
    assert [one.day for one in found["Leif Aune"].meetings] == [date(2026, 3, 11)]


@pytest.mark.parametrize(
    ("schedule", "about"),
    [
        ("9:00 Aune (map reading), 10:00 Rask (safety)", "map reading"),
        ("9:00 Leif Aune, Lead (fieldwork, bring boots)", "fieldwork"),
        ("9:00 Leif Aune (room 4)", ""),
        ("9:00 Leif Aune (site manager)", ""),
        ("9:00 Leif Aune (walking with you)", ""),
        ("9:00 Aunesson (safety)", ""),
    ],
)
def test_what_an_hour_was_about_is_taken_from_a_schedule_where_it_says_so_plainly(schedule, about):
    _, found = people(invited(1, HELD, NORA, LEIF, BODIL, about=schedule), mail(20, NORA, OFFER))
    assert found["Leif Aune"].meetings[0].about == about


def test_who_gave_more_time_is_known():
    asked = mail(21, IDA, "Dear Nora,\n\nMay I have a little more time to decide?\n\nIda", to=NORA, answers=20)
    given = mail(22, NORA, "Dear Ida,\n\nOf course, we can extend the deadline to Friday 17 April.\n\nNora", answers=21)
    _, found = people(invited(1, HELD, NORA, LEIF), mail(20, NORA, OFFER), asked, given)
    assert "gave_time" in {one.kind for one in found["Nora Quist"].deeds}
    assert found["Leif Aune"].deeds == ()


def test_a_note_after_the_meeting_is_remembered():
    note = mail(9, LEIF, "Hi Ida,\n\nHere is the map that I told you about yesterday.\n\nLeif", subject="That map")
    _, found = people(invited(1, HELD, NORA, LEIF), note, mail(20, NORA, OFFER, cc=LEIF))
    assert "wrote_after" in {one.kind for one in found["Leif Aune"].deeds}


def test_how_the_two_greet_each_other_is_kept_as_it_was_written():
    ours = mail(2, IDA, "Kia ora Nora,\n\nThe day suits me.\n\nIda", to=NORA, answers=1)
    _, found = people(invited(1, HELD, NORA, LEIF), ours, mail(20, NORA, OFFER))
    assert found["Nora Quist"].greets == "Dear Ida,"
    assert found["Nora Quist"].greeted == "Kia ora Nora,"


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("The offer is subject to a background check.", ("check",)),
        ("You will get the letter by DocuSign.", ("esign",)),
        ("Please log in to the candidate portal to accept the offer.", ("portal",)),
        ("It is conditional on two satisfactory references.", ("referees",)),
        ("We are holding a room in the staff house for you.", ("room",)),
        ("The office is in the old mill.", ()),
    ],
)
def test_what_lies_ready_for_the_owner_is_known_so_that_it_can_be_given_back(sentence, held):
    found, _ = people(invited(1, HELD, NORA, LEIF), mail(20, NORA, OFFER.replace("Kind", f"{sentence}\n\nKind")))
    assert found.held == held


COME = "Hi Ida,\n\nWe would like to invite you to an interview {when}. You will meet Leif Aune, our Lead.{more}"


def asked(when, more="", *later):
    letter = mail(1, NORA, COME.format(when=when, more=more) + SIGNED, cc=LEIF)
    _, found = people(letter, *later, mail(20, NORA, OFFER))
    return [one.day for one in found["Leif Aune"].meetings]


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ("on Tuesday 10 March at 10 am at our office", ""),
        ("on March 10, 2:00 pm", " Bring boots."),
        ("on Tuesday 10 March", " Could you do 10 March?"),
    ],
)
def test_a_day_that_a_mail_asks_the_owner_to_come_on_is_recalled_without_an_invitation(when, more):
    assert asked(when, more) == [date(2026, 3, 10)]


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ("soon", ""),
        ("soon", " Please let me know by 10 March whether that suits you."),
        ("on 10 or 12 March", ""),
        ("between 10 March and 12 March", ""),
        ("soon", "\n\nThe trustees meet on 10 March, so bear with us."),
        ("on Monday 4 May at 10 am", ""),
    ],
)
def test_a_day_that_is_not_plainly_that_of_a_meeting_is_not(when, more):
    assert asked(when, more) == []


def test_a_meeting_whose_day_was_answered_with_another_is_not_recalled():
    other = mail(2, IDA, "Dear Nora,\n\nCould we make it Thursday 12 March instead?\n\nIda", to=NORA, answers=1)
    assert asked("on Tuesday 10 March at 10 am", "", other) == []
    fine = mail(2, IDA, "Dear Nora,\n\nTuesday is fine.\n\nIda", to=NORA, answers=1)
    assert asked("on Tuesday 10 March at 10 am", "", fine) == [date(2026, 3, 10)]


def test_who_asks_the_owner_to_meet_others_and_themselves_is_met_as_well():
    letter = COME.format(when="on Tuesday 10 March", more="").replace("our Lead", "our Lead, and me")
    _, found = people(mail(1, NORA, letter + SIGNED, cc=LEIF), mail(20, NORA, OFFER))
    assert [one.day for one in found["Nora Quist"].meetings] == [date(2026, 3, 10)]


def test_who_asked_the_owner_to_meet_others_arranged_it():
    _, found = people(
        mail(1, NORA, COME.format(when="on Tuesday 10 March", more="") + SIGNED, cc=LEIF), mail(20, NORA, OFFER)
    )
    assert found["Nora Quist"].meetings == ()
    assert [(one.kind, one.day, one.other) for one in found["Nora Quist"].deeds] == [
        ("arranged", date(2026, 3, 10), "Leif Aune")
    ]
