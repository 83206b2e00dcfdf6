"""Whose mail it is: where employers' and agencies' names stand, and what is no employer's name."""

import textwrap

import pytest

from courtesy import resources
from courtesy.mail import owner, parse
from courtesy.reading import read, rules

KNOWN = rules.compile_tables(resources.tables("reading"))
WHOSE = owner.Owner(name="Tamsin Orde", addresses=frozenset({"tamsin@postbox.example"}), timezone="Europe/London")


def _read(sender, subject, body):
    head = f"From: {sender}\nTo: Tamsin Orde <tamsin@postbox.example>\nSubject: {subject}\n"
    more = "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8"
    return read.wake(parse.parse((head + more + "\n\n" + textwrap.dedent(body)).encode()), WHOSE, KNOWN)


def _company(sender, subject, body):
    found = _read(sender, subject, body).company
    return found.value if found else None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("We would love you to join Pellmore Glass as a glazier.", "Pellmore Glass"),
        ("I am pleased to offer you a role at Quarrydene Foods.", "Quarrydene Foods"),
        ("Thank you for your application to Silverhythe Ferries.", "Silverhythe Ferries"),
        ("Welcome to Brackenshaw Mills!", "Brackenshaw Mills"),
        ("Everyone at Lantern & Vale enjoyed meeting you.", "Lantern & Vale"),
        ("On behalf of Coldbrook District Council, I offer you the post of planner.", "Coldbrook District Council"),
        (
            "Wir freuen uns, Ihnen eine Stelle bei der Hartlieb Optik GmbH anzubieten.",
            "Hartlieb Optik GmbH",
        ),
        ("Votre candidature chez Mervaux Conseil a été retenue.", "Mervaux Conseil"),
        ("Employer: Fenwater Trust", "Fenwater Trust"),
        ("Tallis Ore Ltd is delighted to offer you a contract.", "Tallis Ore Ltd"),
    ],
)
def test_an_employer_is_named_by_what_stands_around_the_name(said, name):
    assert _company("Jo Ferris <jo.ferris@gmail.com>", "News", f"Dear Tamsin,\n\n{said}\n\nJo\n") == name


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("Directrice technique, École de voile La Bernerie\n06 39 98 55 10", "École de voile La Bernerie"),
        ("Direktor, Heimatmuseum Oberau", "Heimatmuseum Oberau"),
        ("Practice Manager, Two Rivers Vets\n027 555 0161", "Two Rivers Vets"),
        ("Head Chef | The Otter & Reed", "The Otter & Reed"),
        ("Operations Manager\nWexcombe Rail Services Ltd\nTel. 020 7946 0121", "Wexcombe Rail Services Ltd"),
        ("Office Manager at Sable Point Clinic", "Sable Point Clinic"),
    ],
)
def test_an_employer_stands_behind_or_below_the_title_of_who_signs(signature, name):
    body = f"Dear Tamsin,\n\nWe would like to offer you the job.\n\nBest wishes,\nJo Ferris\n{signature}\n"
    assert _company("Jo Ferris <jo.ferris@gmail.com>", "News", body) == name


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Quillhaven Recruiting <no-reply@us.greenhouse-mail.io>", "Quillhaven"),
        ("Mo Adeyemi from Larkstone <no-reply@hire.lever.co>", "Larkstone"),
        ("Dottrel Systems Talent Team <notifications@ashbyhq.com>", "Dottrel Systems"),
        ("Jo Ferris <jo@harrowmere-foods.example>", "Harrowmere Foods"),
    ],
)
def test_a_sender_tells_the_employer_where_the_text_does_not(sender, name):
    assert _company(sender, "Your offer", "Dear Tamsin,\n\nWe are pleased to offer you the job.\n") == name


@pytest.mark.parametrize(
    "signature",
    [
        "Managing Partner",
        "Port Captain",
        "Direktor",
        "General Manager",
        "Senior Consultant",
        "M. Gugler, Direktor",
        "Crewing",
        "Sent from my iPhone",
        "Human Resources",
        "GmbH",
    ],
)
def test_titles_departments_and_devices_are_nobodys_employer(signature):
    body = f"Dear Tamsin,\n\nWe would like to offer you the job.\n\nBest wishes,\nJo Ferris\n{signature}\n"
    assert _company("Jo Ferris <jo.ferris@gmail.com>", "News", body) is None


def test_the_telephone_number_behind_a_name_is_no_part_of_it():
    body = "Dear Tamsin,\n\nWe would like to offer you the job.\n\nJo Ferris\nOrme Lane Physio 03 5550 0142\n"
    assert _company("Jo Ferris <jo@ormelanephysio.example>", "News", body) == "Orme Lane Physio"


def test_those_who_want_somebody_are_people_where_they_bear_given_names():
    body = "Dear Tamsin,\n\nCongratulations! Rachel and Tony want you to join.\n\nJo\n"
    assert _company("Jo Ferris <jo.ferris@gmail.com>", "News", body) is None


@pytest.mark.parametrize(
    ("said", "subject", "client"),
    [
        ("Our client Oxmoor Dairies would like to offer you the job.", "Good news", "Oxmoor Dairies"),
        ("Oxmoor rang me this morning and they'd like you to join them as planner.", "They want you!!", "Oxmoor"),
        ("Congratulations! They want you.", "GOOD NEWS - Oxmoor Dairies", "Oxmoor Dairies"),
    ],
)
def test_an_agency_speaks_for_its_client(said, subject, client):
    body = f"Hi Tamsin,\n\n{said}\n\nJo Ferris\nSenior Consultant, Bracken Healthcare Recruitment\n01 555 0136\n"
    found = _read("Jo Ferris <jo@brackenhealth.example>", subject, body)
    assert found.agency is not None
    assert found.agency.value == "Bracken Healthcare Recruitment"
    assert found.company is not None
    assert found.company.value == client


def test_an_employers_own_recruiters_are_no_agency():
    body = "Dear Tamsin,\n\nYour offer is ready.\n"
    found = _read("Larkstone Recruitment <hello@larkstone.example>", "Your offer", body)
    assert found.agency is None
