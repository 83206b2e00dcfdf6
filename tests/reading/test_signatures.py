"""What stands under a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.reading import names, signature
from reading.people_mail import LEXICON, writer

CASES = [
    (
        "Moira Kilbride <moira@kilbride-vets.example>",
        (
            "See you Friday.\n\nBest,\nMoira\n\n--\nMoira Kilbride MRCVS\nPractice Owner, Kilbride Vets\nM: "
            "07700 900412 | T: 020 7946 0551"
        ),
        ("Moira Kilbride", "Moira", "Practice Owner", "07700 900412", "executive"),
    ),
    (
        "Jun Park <jun.park@haeorum.example>",
        "Talk soon\n\nJun Park | Senior Talent Partner | Haeorum Robotics | (415) 555-0177 x204",
        ("Jun Park", None, "Senior Talent Partner", "(415) 555-0177 x204", "recruiter"),
    ),
    (
        "BAUER Lothar <l.bauer@stahlbau-bauer.example>",
        (
            "Bis Montag.\n\nMit freundlichen Grüßen\n\ni. A. Lothar Bauer\nLeiter Personal\nStahlbau Bauer GmbH\nTel. "
            "+49 30 23125 410\nFax +49 30 23125 411"
        ),
        ("Lothar Bauer", None, "Leiter Personal", "+49 30 23125 410", "hr"),
    ),
    (
        "Hervé Le Goff <h.legoff@chantiers-ouest.example>",
        (
            "À mardi !\n\nCordialement,\n\nHervé Le Goff\nDirecteur d'exploitation\nChantiers de l'Ouest SA\nPort. "
            "+33 6 39 98 12 34"
        ),
        ("Hervé Le Goff", None, "Directeur d'exploitation", "+33 6 39 98 12 34", None),
    ),
    (
        "Thandi Mokoena <thandi@mokoenaclinic.example>",
        (
            "Looking forward to it!\n\nWarm regards\nThandi\n(she/her)\nHR Business Partner\nMokoena Clinic | "
            "Johannesburg\n+27 11 555 0140"
        ),
        ("Thandi Mokoena", "Thandi", "HR Business Partner", "+27 11 555 0140", "hr"),
    ),
    (
        "Bill Haverford <whaverford@haverfordtrucking.example>",
        "come by the yard any time after 6\n\nBill\n614-555-0133",
        ("Bill Haverford", "Bill", None, "614-555-0133", None),
    ),
    (
        "Aoife Ní Bhriain <aoife.nibhriain@scoil-mhuire.example>",
        "Le gach dea-ghuí,\n\nAoife Ní Bhriain\nDeputy Principal · Scoil Mhuire · 01 555 0166",
        ("Aoife Ní Bhriain", None, "Deputy Principal", "01 555 0166", None),
    ),
    (
        "Sofía Andrade <sofia.andrade@vinedosdelsur.example>",
        "Saludos,\nSofía\n\nSofía Andrade // People Operations // Viñedos del Sur // Tel (+56) 2 2555 0199",
        ("Sofía Andrade", "Sofía", "People Operations", "(+56) 2 2555 0199", "hr"),
    ),
    (
        "Prof. Dr. Annette Vogel <vogel@uni-moor.example>",
        "Mit besten Grüßen\nAnnette Vogel\n\nProf. Dr. Annette Vogel\nLehrstuhl für Bodenkunde",
        ("Prof. Dr. Annette Vogel", None, None, None, None),
    ),
]


@pytest.mark.parametrize(("sender", "body", "wanted"), CASES, ids=[case[2][0] for case in CASES])
def test_signatures_in_many_shapes(sender, body, wanted):
    one = writer(sender, f"Dear Marta,\n\n{body}\n")
    name, signed, title, phone, part = wanted
    assert one.name == name
    assert one.title == title
    assert one.phone == phone
    if signed:
        assert one.signed == signed
    if part:
        assert one.part == part


def test_a_nickname_under_the_mail_is_how_they_are_called():
    one = writer("Harpal Singh Gill <harpal@gillfarms.example>", "Dear Marta,\n\nSee you at the dairy.\n\nSunny\n")
    assert one.signed == "Sunny"


def test_the_department_behind_a_dash_says_what_they_do():
    one = writer(
        "Rania Haddadin <rania@almarsa.example>",
        "Kindly confirm.\n\nRania Haddadin\nSr. Officer – Talent Acquisition, Human Capital Dept.\n"
        "04-555 0129 Extn 214\n",
    )
    assert (one.part, one.phone) == ("recruiter", "04-555 0129 Extn 214")


def test_a_disclaimer_is_no_title():
    one = writer(
        "Ola Fjeld <ola@nordlys.example>",
        "Hi Marta,\n\nsee you.\n\nOla\n\nThis message is confidential and for the use of the recipient's manager "
        "only. Nordlys AS, director: K. Moe.\n",
    )
    assert one.title is None


@given(st.lists(st.text(max_size=120), max_size=40), st.text(max_size=60), st.text(max_size=40))
def test_any_text_can_stand_under_a_mail(lines, name, domain):
    writer_name = names.parse(name, LEXICON.names)
    found = signature.read(lines, writer_name, domain, LEXICON.words, LEXICON.signoffs)
    assert found.phone is None or any(c.isdigit() for c in found.phone)
