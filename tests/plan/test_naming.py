"""How a letter names a post and a house, so that it stands right in a sentence."""

import pytest

from courtesy.plan import naming


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
    said = naming.naming("fr", "Relieur", company, familiar=False)
    assert (said["at"], said["them"]) == (at, them)
    assert said["position_at"] == f"le poste de Relieur {at}"
