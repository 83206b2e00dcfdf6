import pytest

from courtesy.plan import greeting
from plan import cases

TEMPLATES = cases.templates()
WORDS = {name: table["greeting"] for name, table in TEMPLATES.words.items()}


def greet(language, name, /, *names, **more):
    names = more.pop("names", (name, *names))
    return greeting.greet(cases.person(name, names=names, **more), WORDS[language], TEMPLATES.titles)


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("Bill Osgood", {"greeting": "Bill"}, "Hi Bill,"),
        ("William Osgood", {"greeting": "Bill"}, "Hi Bill,"),
        ("William Osgood", {}, "Hi William,"),
        ("Priya Menon", {"greeting": "Priya M"}, "Hi Priya,"),
        ("Fathima Begum", {"greeting": "Fathima Begum"}, "Hi Fathima,"),
        ("Adi", {"greeting": "adi"}, "Hi Adi,"),
        ("marco bellini", {}, "Hi Marco,"),
        ("Mary Ann Low", {"greeting": "Mary Ann"}, "Hi Mary Ann,"),
        ("Adi", {}, "Hi Adi,"),
        ("Dr. Ana Pereira", {"language": "en"}, "Hi Ana,"),
        ("Dr. Ana Pereira", {}, "Dear Dr. Pereira,"),
        ("S. Karthik", {}, "Hi S. Karthik,"),
        ("Low, Ann", {}, "Hi Ann,"),
        ("Ann Low, PhD", {}, "Hi Ann,"),
        ("Ann Low (she/her)", {}, "Hi Ann,"),
        ("Ann Low", {"greeting": "The Talent Team!"}, "Hi Ann,"),
        ("Ann Low", {"greeting": "A. Low, Head of 3 teams"}, "Hi Ann,"),
        ("", {}, "Hello,"),
        ("Siobhán Ní Dara", {"formal": True, "names": ("Dr Siobhán", "Siobhán Ní Dara")}, "Dear Dr Ní Dara,"),
        ("Professor Hamish Dunmore", {"formal": True}, "Dear Professor Dunmore,"),
        ("Prof. Ursula Wyss", {"formal": True}, "Dear Prof. Wyss,"),
        ("Dr Ana Pereira", {"formal": True}, "Dear Dr Pereira,"),
        ("Ms Ngozi Adeleke", {"formal": True}, "Dear Ms Adeleke,"),
        ("Mr de la Tour", {"formal": True}, "Dear Mr de la Tour,"),
        ("Herr Pohl", {"formal": True}, "Dear Mr Pohl,"),
        ("Herr Pohl", {}, "Dear Mr Pohl,"),
        ("Jean van der Berg", {"formal": True}, "Dear Jean van der Berg,"),
        ("Ngozi Adeleke", {"formal": True}, "Dear Ngozi Adeleke,"),
    ],
)
def test_an_english_letter_greets_as_they_are_on_terms(name, more, expected):
    assert greet("en", name, **more) == expected


@pytest.mark.parametrize(
    ("name", "names", "more", "expected"),
    [
        ("Dr. Friederike Pfau", ("Frau Dr. Pfau",), {"formal": True}, "Sehr geehrte Frau Dr. Pfau,"),
        ("Jens Albrecht", ("Herr Albrecht",), {"formal": True}, "Sehr geehrter Herr Albrecht,"),
        ("Herr Prof. Dr. Lindner", (), {"formal": True}, "Sehr geehrter Herr Prof. Dr. Lindner,"),
        ("Frau Professor Ilse Lind", (), {"formal": True}, "Sehr geehrte Frau Prof. Lind,"),
        ("Friederike von Tann", ("Frau von Tann",), {"formal": True}, "Sehr geehrte Frau von Tann,"),
        ("Katharina Stoll", (), {"formal": True}, "Guten Tag Katharina Stoll,"),
        ("Dr. Katharina Stoll", (), {"formal": True}, "Guten Tag Dr. Katharina Stoll,"),
        ("Katharina Stoll", ("Frau Stolle",), {"formal": True}, "Guten Tag Katharina Stoll,"),
        ("Herr Pohl", (), {}, "Sehr geehrter Herr Pohl,"),
        ("Uwe Petzold", (), {"greeting": "Uwe", "familiar": True}, "Hallo Uwe,"),
        ("", (), {"formal": True}, "Guten Tag,"),
    ],
)
def test_a_german_letter_names_frau_or_herr_only_where_the_mail_does(name, names, more, expected):
    assert greet("de", name, *names, **more) == expected


@pytest.mark.parametrize(
    ("name", "names", "more", "expected"),
    [
        ("Hélène Carsac", ("Mme Carsac",), {"formal": True}, "Bonjour Madame Carsac,"),
        ("Antoine Brémond", ("M. Brémond",), {"formal": True}, "Bonjour Monsieur Brémond,"),
        ("Guillaume d’Aubigny", ("Monsieur d’Aubigny",), {"formal": True}, "Bonjour Monsieur d’Aubigny,"),
        ("Lucie Adam", (), {"formal": True}, "Bonjour Lucie Adam,"),
        ("Yann Le Goff", (), {"greeting": "Yann"}, "Bonjour Yann,"),
        ("", (), {}, "Bonjour,"),
    ],
)
def test_a_french_letter_names_madame_or_monsieur_only_where_the_mail_does(name, names, more, expected):
    assert greet("fr", name, *names, **more) == expected


def test_a_person_is_spoken_of_by_the_name_they_go_by():
    assert greeting.call_name(cases.person("Tom Becker"), TEMPLATES.titles) == "Tom Becker"
    assert greeting.call_name(cases.person("Frau Dr. Pfau", formal=True), TEMPLATES.titles) == "Frau Dr. Pfau"
