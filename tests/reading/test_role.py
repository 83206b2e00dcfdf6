"""Titles of jobs: where they stand, what is cut off them, and what is none."""

import textwrap

import pytest

from courtesy import resources
from courtesy.mail import owner, parse
from courtesy.reading import read, rules

KNOWN = rules.compile_tables(resources.tables("reading"))
WHOSE = owner.Owner(name="Tamsin Orde", addresses=frozenset({"tamsin@postbox.example"}), timezone="Europe/London")


def _role(body, subject="News"):
    head = f"From: Jo Ferris <jo@harrowmere.example>\nTo: Tamsin Orde <tamsin@postbox.example>\nSubject: {subject}\n"
    more = "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8"
    found = read.wake(parse.parse((head + more + "\n\n" + textwrap.dedent(body)).encode()), WHOSE, KNOWN).role
    return found.value if found else None


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("We are pleased to offer you the position of Dairy Technologist.", "Dairy Technologist"),
        ("I'd like to offer you the Senior Planner role.", "Senior Planner"),
        ("We would love you to join us as a lead guide.", "Lead Guide"),
        ("Position: Quality Inspector", "Quality Inspector"),
        ("Designation: Deputy Manager (Planning)", "Deputy Manager (Planning)"),
        ("Job title: Ward Clerk, Grade 3", "Ward Clerk, Grade 3"),
        ("We want you to be our Organist and Director of Music.", "Organist and Director of Music"),
        ("wir möchten Ihnen die Stelle als Projektleiterin anbieten.", "Projektleiterin"),
        ("Wir bieten Ihnen die Position als Bauleiter (m/w/d) an.", "Bauleiter"),
        ("nous vous proposons le poste de chargée de communication.", "Chargée de communication"),
        ("You are hired as Warehouse Supervisor with effect from 1 June.", "Warehouse Supervisor"),
        ("Ihre Bewerbung als Notfallsanitäterin war erfolgreich.", "Notfallsanitäterin"),
    ],
)
def test_a_title_is_announced_by_what_stands_before_it(said, title):
    assert _role(f"Dear Tamsin,\n\n{said}\n\nJo\n") == title


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Production Planner", "Production Planner"),
        ("Site Engineer (REQ-20931) - next steps", "Site Engineer"),
        ("AW: Vertragsangebot Schiffsoffizierin", "Schiffsoffizierin"),
    ],
)
def test_a_title_stands_in_the_subject(subject, title):
    assert _role("Dear Tamsin,\n\nHere is the offer we spoke of.\n\nJo\n", subject) == title


@pytest.mark.parametrize(
    "subject",
    [
        "ok board said yes",
        "On behalf of the board",
        "Really sorry mate",
        "Following your recent interviews",
        "phone call",
        "thanks for telling me",
    ],
)
def test_what_holds_a_verb_or_speaks_of_somebody_is_no_title(subject):
    assert _role("Dear Tamsin,\n\nSee you then.\n\nJo\n", subject) is None


@pytest.mark.parametrize(
    "said",
    [
        "I'm Jo, the operations manager here. Give me a bell.",
        "The general manager will ring you on Friday about it.",
        "You will report to Ines Okoro, Head of Quality, from the first day.",
        "Our site manager is away until Monday.",
        "The Operations Director signs the contract next week.",
        "Superintendent Oakes has approved it.",
        "Could you see us on Tuesday? Carla Yepes, Supervisory Hydrologist",
        "Der Meister ist zufrieden mit dir.",
        "Kannst du mit der Pflegedienstleiterin telefonieren?",
    ],
)
def test_what_somebody_else_is_is_not_the_job(said):
    assert _role(said) is None


def test_the_job_is_told_from_the_title_of_whom_one_reports_to():
    said = "I am pleased to offer you the position of Depot Coordinator reporting to the Regional Logistics Manager."
    assert _role(said) == "Depot Coordinator"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("We want to bring you in as our Night Shift Supervisor, $28.50 an hour.", "Night Shift Supervisor"),
        ("We'd like to make you Planner for the north.", "Planner"),
        ("The role would be 'Lead Gardener' and you'd have two apprentices.", "Lead Gardener"),
        (
            "I am writing to offer you employment in the capacity of Finance Business Partner.",
            "Finance Business Partner",
        ),
        ("Congratulations! We are offering you the Team Leader role.", "Team Leader"),
    ],
)
def test_an_offer_names_the_job_in_many_ways(said, title):
    assert _role(said) == title


def test_what_stands_before_job_without_a_word_of_titles_is_a_client_or_a_place():
    assert _role("The Harbour job we were depending on is gone, sorry.") is None
