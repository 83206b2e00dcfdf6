"""How a letter names a post and a house, so that it stands right in a sentence."""

import pytest

from courtesy import resources
from courtesy.plan import naming

HOUSES = {
    name: naming.houses(table["houses"]) for name, table in resources.tables("letters").items() if "houses" in table
}


@pytest.mark.parametrize(
    ("company", "at", "them"),
    [
        ("Théâtre du Lavoir", "au Théâtre du Lavoir", "le Théâtre du Lavoir"),
        ("Clinique des Tilleuls", "à la Clinique des Tilleuls", "la Clinique des Tilleuls"),
        ("Agence Corbeau", "à l’Agence Corbeau", "l’Agence Corbeau"),
        ("Université de Lorme", "à l’Université de Lorme", "l’Université de Lorme"),
        ("Morand & Fils", "chez Morand & Fils", "Morand & Fils"),
        ("Portelune", "chez Portelune", "Portelune"),
        ("", "chez vous", "votre équipe"),
    ],
)
def test_a_french_house_that_says_what_it_is_takes_its_article(company, at, them):
    said = naming.naming("fr", "Relieur", company, familiar=False, known=HOUSES["fr"])
    assert (said["at"], said["them"]) == (at, them)
    assert said["position_at"] == f"le poste de Relieur {at}"


@pytest.mark.parametrize(
    ("company", "at", "them"),
    [
        ("Stadt Lenzburg", "bei der Stadt Lenzburg", "zur Stadt Lenzburg"),
        ("Möbius GmbH & Co. KG", "bei der Möbius GmbH & Co. KG", "zur Möbius GmbH & Co. KG"),
        ("Auwaldklinik (Leipzig)", "bei der Auwaldklinik (Leipzig)", "zur Auwaldklinik (Leipzig)"),
        ("Imkerbund e. V.", "beim Imkerbund e. V.", "zum Imkerbund e. V."),
        ("Tourismuskolleg Hallthal", "beim Tourismuskolleg Hallthal", "zum Tourismuskolleg Hallthal"),
        ("Kanton Glarus", "beim Kanton Glarus", "zum Kanton Glarus"),
        ("Seilbahnen Grünegg", "bei den Seilbahnen Grünegg", "zu den Seilbahnen Grünegg"),
        ("Technische Hochschule", "bei Technische Hochschule", "zu Technische Hochschule"),
        ("Stadtlicht Verlag", "bei Stadtlicht Verlag", "zu Stadtlicht Verlag"),
    ],
)
def test_a_german_house_that_says_what_it_is_takes_its_article(company, at, them):
    said = naming.naming("de", "Buchbinder", company, familiar=False, known=HOUSES["de"])
    assert (said["at"], said["them"]) == (at, them)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Survey Lead", "Survey Lead"),
        ("Survey Lead, Peatlands, North", "Survey Lead"),
        ("Relief Cook (nights)", "Relief Cook"),
        ("Manager, Stores", ""),
        ("Lead of the Whole Survey Team", ""),
        ("", ""),
    ],
)
def test_in_passing_a_post_is_named_by_its_title_alone(role, said):
    assert naming.brief(role) == said


@pytest.mark.parametrize(
    ("role", "said"),
    [("Backend Engineer on", "Backend Engineer"), ("Cook at the", "Cook"), ("Head of Audio", "Head of Audio")],
)
def test_what_sticks_to_a_title_from_the_sentence_is_left_out(role, said):
    assert naming.plain_role(role, "Larder") == said


@pytest.mark.parametrize(
    ("company", "said"),
    [("of the Marsh Trust", "the Marsh Trust"), ("at Larder", "Larder"), ("By the Sea", "By the Sea")],
)
def test_what_led_in_a_house_is_no_part_of_its_name(company, said):
    assert naming.spoken(company) == said


@pytest.mark.parametrize(
    ("company", "at"),
    [
        ("City of Marlow", "at the City of Marlow"),
        ("Harbour Pilots Union", "at the Harbour Pilots Union"),
        ("the Marsh Foundation", "at the Marsh Foundation"),
        ("Marlow Council", "at Marlow Council"),
        ("Larder", "at Larder"),
    ],
)
def test_an_english_house_that_says_what_it_is_takes_the_article(company, at):
    assert naming.naming("en", "Cook", company, familiar=True)["at"] == at
