"""By when an answer to an offer is asked: offers.yaml holds whole offers, the tables below single sentences."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from courtesy.reading import deadline, place
from reading import offer_mail

OFFERS = yaml.load(Path(__file__).with_name("offers.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def answer(body, language="en", **given_mail):
    one = offer_mail.mail(body, **given_mail)
    hints = place.guess(one, offer_mail.DATES.atlas, language=language)
    return deadline.find(offer_mail.sentences(one), one, offer_mail.DEADLINES, languages=(language,), hints=hints)


def by(body, language="en", **given_mail):
    return offer_mail.written(answer(body, language, **given_mail).reply_by)


def same(want, got):
    if not want or not got:
        return not want and not got
    if len(want) == 10 or len(got) == 10:
        return want[:10] == got[:10]
    return datetime.fromisoformat(want) == datetime.fromisoformat(got)


def of(row, key):
    return None if row.get(key) in (None, "null") else row[key]


@pytest.mark.parametrize("row", OFFERS, ids=lambda row: row["id"])
def test_an_offer_says_by_when_to_answer(row):
    given_mail = {"date": row["date"], "subject": row.get("subject", "Offer"), "attachment": row.get("attachment", "")}
    said = answer(row["body"], row.get("lang", "en"), **given_mail)
    assert same(of(row, "reply_by"), offer_mail.written(said.reply_by))
    assert said.no_deadline == (row.get("none") == "true")
    assert said.reply_at_once == (row.get("at_once") == "true")
    if "shift" in row:
        assert f"{said.reply_by.shift_count} {said.reply_by.shift_unit}" == row["shift"]
    if "extended" in row:
        assert said.reply_by.extended


SENTENCES = [
    ("I can hold the spot till Monday 6 a.m., then I call the next one.", "2026-02-16T06:00:00-05:00"),
    ("Let me know by quitting time Friday.", "2026-02-13"),
    ("Need to hear by 4 Friday so I can tell dispatch.", "2026-02-13T16:00:00-05:00"),
    ("Give me a holler before the weekend either way.", "2026-02-13"),
    ("You've got until the 20th.", "2026-02-20"),
    ("Sleep on it and call the shop Thursday with your answer.", "2026-02-12"),
    ("Could you give us an answer by Presidents' Day?", "2026-02-16"),
    ("Text me Y or N by 8 tonight.", "2026-02-10T20:00:00-05:00"),
    ("Deadline to accept: 02/17/2026 5:00 PM EST", "2026-02-17T17:00:00-05:00"),
    ("Respond by: Feb 17, 2026", "2026-02-17"),
    ("You have five days to think it over.", "2026-02-15"),
    ("I can give you a week.", "2026-02-17"),
    ("We have a 72-hour window on offers.", "2026-02-13T10:00:00-05:00"),
    ("Your new deadline is Friday the 20th, 5 pm Central.", "2026-02-20T17:00:00-06:00"),
    ("We've agreed to move your response date from February 13 to February 20.", "2026-02-20"),
    ("This offer, if not accepted by February 20, 2026, shall expire.", "2026-02-20"),
    ("Please answer within five days, no later than by 5 p.m.", "2026-02-15T17:00:00-05:00"),
    ("I know we asked for an answer by the 13th. You can have until the 20th.", "2026-02-20"),
    ("Let me know before my leave starts on Thursday.", "2026-02-12"),
    ("I'm away from Friday so could I have your answer before then?", "2026-02-13"),
    ("Please sign one copy and let us have it back within seven days of today.", "2026-02-17"),
    ("Could you say yes or no by Tuesday teatime, the 17th?", "2026-02-17"),
    ("yes or no by midday sat please", "2026-02-14T12:00:00-05:00"),
    ("say yes by friday 13", "2026-02-13"),
    ("I need your yes before the window shuts on Friday at 11pm.", "2026-02-13T23:00:00-05:00"),
    ("I got you until Thursday 19 February, end of day.", "2026-02-19"),
    ("I have to tell Ruth something by end of day Thursday.", "2026-02-12"),
    ("lmk by thurs if u want in", "2026-02-12"),
    ("Your answer by the Feast of St Valentine, which is Saturday 14 February, please.", "2026-02-14"),
    ("We had agreed on this Thursday for your answer; take until Monday 16 February.", "2026-02-16"),
    ("Validity of the offer: 10 days", "2026-02-20"),
    ("The captain wants an answer by 6pm Thursday, Antibes time.", "2026-02-12T18:00:00+01:00"),
    ("OK, Monday it is, but not a day later.", "2026-02-16"),
]


@pytest.mark.parametrize(("sentence", "day"), SENTENCES)
def test_a_sentence_asks_for_an_answer_by_a_day(sentence, day):
    assert by(sentence) == day


NO_DEADLINE = [
    "You would start on Monday 2 March and work with Ines.",
    "We met on 3 February and liked you at once.",
    "Your interview is on Friday at 10am.",
    "Please let me know by Thursday which slot suits you for the interview.",
    "Benefits enrolment closes on 27 February.",
    "Please upload your passport by 20 February.",
    "Your background check must be complete by 1 March.",
    "Within 30 days of your start date we pay the sign-on bonus.",
    "The contract runs until 31 December 2027.",
    "Your probation ends on 30 June.",
    "The office is closed until Monday.",
    "I am on leave until 23 February.",
    "The board meets on Thursday.",
    "Please register for the conference by 1 March.",
    "This envelope will expire on 10 June 2026.",
    "We will announce the appointment on 19 March.",
    "Thank you for accepting; please return the form by 20 February.",
    "Your first payslip comes on 28 February.",
    "To change the appointment, reply no later than Friday.",
    "We raised our round in January and close the next on 1 May.",
    "Once you have accepted, complete the checks within 48 hours.",
    "The lease on our building ends on 1 March.",
    "My number is 555-0142, and I am in until five.",
    "Dinner with the team is on Wednesday; tell me if you eat fish.",
    "Our letter of 2 February sets out the terms.",
]


@pytest.mark.parametrize("sentence", NO_DEADLINE)
def test_a_day_for_something_else_is_no_deadline(sentence):
    assert by(sentence) is None


GERMAN_NO_DEADLINE = [
    "Ihr Vertrag beginnt am 1. April 2026.",
    "Das Gespräch findet am Freitag um 10 Uhr statt.",
    "Bitte reichen Sie Ihre Zeugnisse bis zum 20. Februar ein.",
    "Ich bin bis zum 23. Februar im Urlaub.",
    "Die Probezeit endet am 30. Juni.",
    "Unser Schreiben vom 2. Februar haben Sie erhalten.",
]
FRENCH_NO_DEADLINE = [
    "Votre contrat débute le 1er avril 2026.",
    "L'entretien aura lieu vendredi à 10h.",
    "Les documents devront nous parvenir avant le 20 février.",
    "Je suis en congés jusqu'au 23 février.",
    "La période d'essai prend fin le 30 juin.",
    "Suite à notre courrier du 2 février, nous revenons vers vous.",
]


@pytest.mark.parametrize("sentence", GERMAN_NO_DEADLINE)
def test_a_german_day_for_something_else_is_no_deadline(sentence):
    assert by(sentence, "de") is None


@pytest.mark.parametrize("sentence", FRENCH_NO_DEADLINE)
def test_a_french_day_for_something_else_is_no_deadline(sentence):
    assert by(sentence, "fr") is None


def test_the_letter_reckons_from_its_own_date():
    letter = "FIRM LTD\n\n6 February 2026\n\nPlease confirm your acceptance within ten days of the date of this letter."
    assert by("Please see attached.", attachment=letter) == "2026-02-16"


def test_the_body_wins_over_the_letter():
    letter = "6 February 2026\n\nThe offer is valid until 20 February 2026."
    assert by("Please give us your answer by 24 February.", attachment=letter) == "2026-02-24"


def test_the_time_of_day_comes_from_whichever_gives_it():
    letter = "6 February 2026\n\nThe offer lapses at 5 pm on 20 February 2026."
    assert by("Please give us your answer by 20 February.", attachment=letter) == "2026-02-20T17:00:00-05:00"


def test_a_quoted_mail_sets_no_deadline():
    assert by("Any questions, just ask.", quoted="Please accept by Friday.") is None


def test_days_on_which_the_sender_is_closed_do_not_count():
    said = "Please accept within three working days. We are closed on Thursday 12 February and that day is not counted."
    assert by(said, date="2026-02-10T10:00:00+00:00") == "2026-02-16"


def test_an_automatic_reminder_is_soft():
    said = answer("Your offer expires on Friday.", subject="Reminder: your offer", sender="no-reply@ats.example")
    assert said.reply_by.soft


def test_an_envelope_that_expires_soon_is_soft_and_one_far_off_is_nothing():
    assert answer("This envelope will expire on 13 February 2026.").reply_by.soft
    assert answer("This envelope will expire on 13 June 2026.").reply_by is None


def test_the_evidence_is_the_sentence_as_written():
    said = answer("Hello Sam.\n\nWe need your answer by Friday, please.")
    assert said.reply_by.evidence.sentence == "We need your answer by Friday, please."
    assert said.reply_by.evidence.place == "body"


def test_a_contradiction_is_kept():
    assert "Thursday" in answer("Please accept by Friday 12 March 2026.").reply_by.contradiction


def test_a_letter_that_asks_by_another_day_than_the_mail_is_told():
    letter = "This offer is open until 10 March 2026. Please sign and return it by that date."
    said = answer("Please let me have your answer by 3 March.", attachment=letter).reply_by
    assert said.day.isoformat() == "2026-03-03"
    assert "10 March" in said.contradiction
    assert "Offer.pdf" in said.contradiction


def test_a_letter_that_the_mail_gives_more_time_than_does_not_contradict_it():
    letter = "This offer is open until 3 March 2026."
    said = answer("Forget the date in the letter, you have until 10 March.", attachment=letter).reply_by
    assert said.day.isoformat() == "2026-03-10"
    assert not said.contradiction


def test_nothing_but_a_word_such_as_by_makes_a_deadline_that_gives_way():
    assert answer("We need it by Friday.").reply_by.soft
    assert by("We need it by Friday. Please let me know by Thursday.") == "2026-02-12"


def test_an_earlier_deadline_is_taken_away():
    assert answer("Please ignore the 48 hours in the portal.").no_deadline


def test_the_same_time_of_day_is_told():
    assert answer("You can have until Thursday, same time.").reply_by.same_time


PLAIN_PEOPLE = [
    ("Under our summer program rules the offer stays open for 14 days.", "2026-02-24"),
    ("If that's a yes, swing by the shop Thursday before 3 and we'll do the paperwork.", "2026-02-12T15:00:00-05:00"),
    ("The grant makes us fill this by the 27th, so we'd have to hear from you by then.", "2026-02-27"),
    ("I can sit on this through the weekend, but Monday morning I've got to call the other guy.", "2026-02-16"),
    ("Talk it over with your wife and give me a ring Sunday night.", "2026-02-15"),
    ("We ask that offers be answered within ten (10) business days of receipt.", "2026-02-25"),
    ("HR's system will nag you at 72 hours; pay it no mind, Friday the 20th is fine by me.", "2026-02-20"),
    ("Our fiscal year ends June 30, but I do need a decision before the February 19 staff meeting.", "2026-02-19"),
    ("Please don't feel you have to answer on the spot. End of next week would be great.", "2026-02-20"),
    ("Crew leaves for the dam job Monday at 5 a.m., so tell me by Saturday if you're on the truck.", "2026-02-14"),
    ("I'll hold your spot in the apprenticeship class till February 20.", "2026-02-20"),
    ("Could you sign and fax it back by COB this Friday?", "2026-02-13"),
    ("Steve says you asked for more time. Tuesday the 17th at 5 is the best I can do.", "2026-02-17T17:00:00-05:00"),
    ("Drop me a text by the end of your shift tomorrow.", "2026-02-11"),
    ("Bid closes Friday; after that the position goes to the next man on the list.", "2026-02-13"),
    ("Your background check has to be in by February 20.", None),
    ("Swearing-in is Friday, February 20, in Judge Kerr's courtroom.", None),
    ("Open enrollment ends on February 28.", None),
    ("Our offices are closed Monday for Presidents' Day.", None),
    ("The safety class is Thursday at 7 and you can sign for your boots then.", None),
    ("I told the other candidate she'd hear by Friday.", None),
    ("The clinic's lease is up on March 31 and we will move then.", None),
    (
        "Take all the time you need, though the judge leaves on the 20th and would love to know before he goes.",
        "2026-02-20",
    ),
    (
        "Your offer will be rescinded if the signed acceptance isn't in our hands by February 17 at 4:00 PM.",
        "2026-02-17T16:00:00-05:00",
    ),
    ("We'd appreciate hearing from you on or about February 18.", "2026-02-18"),
    ("Two weeks should do it, shouldn't it? That makes it the 24th.", "2026-02-24"),
    ("Accept or decline in the portal (offer expires 02/16/2026).", "2026-02-16"),
    ("Let's talk Thursday at 10 and you can give me your answer then.", "2026-02-12T10:00:00-05:00"),
]


@pytest.mark.parametrize(("sentence", "day"), PLAIN_PEOPLE)
def test_people_ask_in_words_of_their_own(sentence, day):
    assert same(day, by(f"We would like to offer you the job of pipefitter.\n\n{sentence}"))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "xx"]))
def test_any_text_is_judged_without_failing(text, language):
    answer(f"{text} please accept the offer by Friday {text}", language)


@pytest.mark.parametrize("piece", ["by Friday ", "let me know by 5 May, ", "offer ", ",", "1 ", "until "])
def test_a_long_run_of_anything_is_judged_to_an_end(piece):
    answer(piece * (80_000 // len(piece)))


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("We would like to offer you the post. Please tell us soon. Opening hours: Tue to Sun 10am to 6pm.", "en"),
        (
            "Wir bieten Ihnen die Stelle an. Bitte geben Sie uns Bescheid. Öffnungszeiten: Di bis So 10 bis 18 Uhr.",
            "de",
        ),
        (
            "Nous vous proposons le poste. Dites-nous votre avis. Horaires d'ouverture : mardi au jeudi 9 h.",
            "fr",
        ),
    ],
)
def test_the_hours_in_which_a_house_is_open_are_no_deadline(body, language):
    assert by(body, language) in {None, ""}
