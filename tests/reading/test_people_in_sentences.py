"""Whom a sentence makes known, in the voices of many trades."""

import pytest

from reading.people_mail import named

SENDER = "Walt Brubaker <walt@brubakermechanical.example>"

KNOWN = [
    ("Ask for Denny at the gate, he'll get you a hard hat.", {"Denny"}),
    ("You'll ride with Skip and the new kid, Mateo, the first week.", {"Skip", "Mateo"}),
    ("Call Jolene in the office with your answer, 555-0144.", {"Jolene"}),
    ("Tell Duane yes or no by Friday.", {"Duane"}),
    ("Big Ron Sadowski runs the second shift, you met him at the bench test.", {"Ron Sadowski"}),
    ("Deb in payroll will send you the forms.", {"Deb"}),
    ("Superintendent Mike Petrakis wants to show you the plant.", {"Mike Petrakis"}),
    ("Hank, our estimator, liked how you read the drawings.", {"Hank"}),
    ("It was a pleasure to meet you on Tuesday; Captain Reyes has asked about you twice.", {"Captain Reyes"}),
    ("Sister Philomena from the convent school board will sit in.", {"Sister Philomena"}),
    ("The vet you met, Dr. Kaya, has asked about you every day.", {"Dr. Kaya"}),
    (
        "Interview panel: Ms. Adwoa Boateng (Principal), Mr. Luc Tremblay (Head of Languages), Coach Darnell Hicks.",
        {"Ms. Adwoa Boateng", "Mr. Luc Tremblay", "Coach Darnell Hicks"},
    ),
    (
        "9am - Yolanda Pruitt (Charge Nurse), 9:30 - Dr Vikram Sethi, 10am - tour of the ward with Bethan.",
        {"Yolanda Pruitt", "Dr Vikram Sethi", "Bethan"},
    ),
    ("Your skills test will be marked by Gerald Oduya, Training Officer.", {"Gerald Oduya"}),
    ("Marisol from HR will be in touch about the drug screen.", {"Marisol"}),
    (
        "Both partners, Ngaire Tautahi and Colin Bathgate, would like you to come to dinner.",
        {"Ngaire Tautahi", "Colin Bathgate"},
    ),
    ("Father Tomasz, who chairs the governors, has asked me to pass on his thanks.", {"Father Tomasz"}),
    ("I spoke to Mr Okonjo this morning and he would like to meet you again.", {"Mr Okonjo"}),
    ("Kirsty and I loved your trial lesson.", {"Kirsty"}),
    ("The head gardener, Alf Wickstead, will walk you round the walled garden.", {"Alf Wickstead"}),
    ("Please let Ms. Xochitl Barrera know by Monday.", {"Ms. Xochitl Barrera"}),
    ("You'd be working under Branwell Price, who has run the press room for thirty years.", {"Branwell Price"}),
    ("We will be joined by Ximena (Head of Conservation) and Oyelowo (registrar).", {"Ximena", "Oyelowo"}),
    (
        "Am Probetag begleitet Sie unser Geselle Finn, abends spricht Meister Oberhuber mit Ihnen.",
        {"Geselle Finn", "Meister Oberhuber"},
    ),
    ("Herr Wenzel aus der Werkstatt und Frau Dr. Amsel lassen herzlich grüßen.", {"Herr Wenzel", "Frau Dr. Amsel"}),
    ("Le chef, Baptiste Renoux, vous montrera la cuisine.", {"Baptiste Renoux"}),
    ("Mme Kaba, notre responsable de salle, vous attendra à l'entrée.", {"Mme Kaba"}),
    ("Jerome couldn't make the interview after all, so Patti stepped in.", {"Jerome", "Patti"}),
    (
        "Unfortunately Lt. Brandt has been called away, Sgt. Kowalski will run the ride-along.",
        {"Lt. Brandt", "Sgt. Kowalski"},
    ),
]

NOBODY = [
    "We are an Equal Opportunity Employer and a proud Union Shop.",
    "Please bring your Red Seal Certificate and Steel Toe Boots.",
    "The job is in Grand Rapids, near Lake Michigan, off Jackson Road.",
    "You would start on the Johnson & Sons account in April or May.",
    "Overtime is paid after 40 hours under the Fair Labor Standards Act.",
    "Our shop is closed on Martin Luther King Day and on Memorial Day.",
    "The offer comes with Blue Cross health cover and a Ford Transit van.",
    "Parking is on Victoria Street, behind St. Andrew's Church.",
    "We use Procore, Bluebeam and Microsoft Teams.",
    "He trained with the Royal Navy and speaks Portuguese.",
    "Best Western has held a room for you in Virginia Beach.",
    "Our client, Mrs Appleby, has twelve cats.",
    "The late Sir Edmund Blakeney left us the collection.",
    "Two other candidates, Ravi and Susan, are still in the running.",
    "Wir sind ein Familienbetrieb in der Ernst-Reuter-Straße mit Kunden wie Siemens und Bosch.",
    "Nous travaillons avec la Banque Saint-Martin et le Crédit Lavalois.",
    "As Will Rogers said, you never get a second chance to make a first impression.",
    "Will you be able to come in May? Mark the date, and feel free to Grant us a call.",
]


@pytest.mark.parametrize(("sentence", "wanted"), KNOWN)
def test_a_sentence_makes_people_known(sentence, wanted):
    assert set(named(SENDER, f"Hi Marta,\n\n{sentence}\n\nWalt\n")) == wanted


@pytest.mark.parametrize("sentence", NOBODY)
def test_a_sentence_makes_nobody_known(sentence):
    assert set(named(SENDER, f"Hi Marta,\n\n{sentence}\n\nWalt\n")) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommen Sie am Dienstag um 18 Uhr in die Hans-Keller-Straße, zweiter Hof.",
        "Wir treffen uns bei uns im Haus (Anna-Lang-Str., 2. Stock).",
        "Onze werkplaats is aan de Jan-Smit-laan 4.",
    ],
)
def test_a_street_named_after_somebody_is_nobody(sentence):
    assert not named(SENDER, sentence)
