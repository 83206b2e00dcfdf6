"""What people are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import address
from courtesy.reading import bearer, likeness, names
from reading.people_mail import LEXICON

NAMES = LEXICON.names


@pytest.mark.parametrize(
    ("written", "text", "honorific"),
    [
        ("Dana Whitcombe via Greenhouse", "Dana Whitcombe", ""),
        ("Nowak, Piotr", "Piotr Nowak", ""),
        ("NOWAK Piotr", "Piotr Nowak", ""),
        ("Dr. med. Eva Klein", "Eva Klein", "Dr. med."),
        ("Grace Obuya (Recruitment)", "Grace Obuya", ""),
        ("Ruth Ayers | Harbour Trust", "Ruth Ayers", ""),
        ("Ruth Ayers - Harbour Trust", "Ruth Ayers", ""),
        ("Ruth Ayers, Harbour Trust", "Ruth Ayers", ""),
        ("Moira Kilbride MRCVS, PhD", "Moira Kilbride", ""),
        ('William "Bill" Ostrander', "William Ostrander", ""),
        ("Maria del Carmen Ruiz", "Maria del Carmen Ruiz", ""),
        ("J.R. Hartley", "J.R. Hartley", ""),
    ],
)
def test_a_name_is_read_without_what_clings_to_it(written, text, honorific):
    name = names.parse(written, NAMES)
    assert (name.text, name.honorific) == (text, honorific)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Ostrander", "William Ostrander"),
        ("Hanna Wojcik", "Hanna Wójcik"),
        ("Jurgen Muller", "Jürgen Müller"),
        ("Juergen Mueller", "Jürgen Müller"),
        ("S. Karlsen", "Stine Karlsen"),
        ("Priya M.", "Priya Menon"),
        ("Ann Carrow", "Ann Carrow-Blake"),
        ("Harpal Gill", "Harpal Singh Gill"),
        ("Liz Moreau", "Elizabeth Moreau"),
    ],
)
def test_two_forms_of_one_name_are_the_same(one, other):
    assert likeness.same(names.parse(one, NAMES), names.parse(other, NAMES), NAMES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Priya Menon", "Priya Nair"),
        ("Ann Smith", "Andrew Smith"),
        ("Sam Lee", "Lee Park"),
        ("Marco Rossi", "Teresa Rossi"),
        ("Priya N.", "Priya Menon"),
    ],
)
def test_two_people_are_not_the_same(one, other):
    assert not likeness.same(names.parse(one, NAMES), names.parse(other, NAMES), NAMES)


def test_an_address_made_of_a_name_fits_it():
    osei = names.parse("William Osei", NAMES)
    assert all(likeness.fits(local, osei) for local in ("wosei", "william.osei", "osei.william", "w_osei", "oseiw"))
    assert not likeness.fits("owen", osei)


@pytest.mark.parametrize(
    "display",
    ["Hiring Team", "Harbour Trust Careers", "People & Culture", "Bewerbermanagement", "Service RH", "Meeting Room 4"],
)
def test_teams_and_rooms_are_groups(display):
    assert bearer.is_group(address.Address(display, "x@harbour.example"), NAMES)


@pytest.mark.parametrize(
    "email", ["careers@h.example", "jobs-uk@h.example", "no-reply@h.example", "bewerbung@h.example", "info@h.example"]
)
def test_shared_addresses_without_a_name_are_groups(email):
    assert bearer.is_group(address.Address("", email), NAMES) or bearer.is_relay(address.Address("", email), NAMES)


def test_a_person_at_a_shared_address_is_a_person():
    assert not bearer.is_group(address.Address("Dr N Adair", "head@school.example"), NAMES)
    assert not bearer.is_group(address.Address("Anna Hall", "office@hallflorist.example"), NAMES)


@given(st.text(max_size=200))
def test_any_text_can_stand_for_a_name(text):
    name = names.parse(text, NAMES)
    assert name is None or name.words


@given(st.text(max_size=60), st.text(max_size=60))
def test_sameness_has_two_sides(one, other):
    a, b = names.parse(one, NAMES), names.parse(other, NAMES)
    if a and b:
        assert likeness.same(a, b, NAMES) == likeness.same(b, a, NAMES)
