import pytest

from courtesy.casebook import spelling


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("millbrookyard", "Millbrook Yard & Timber"),
        ("harrowlegal", "Harrow Community Legal Centre"),
        ("ferndale", "Ferndale"),
        ("orchardandvine", "Orchard and Vine"),
        ("gazetteashford", "Ashford Evening Gazette"),
    ],
)
def test_a_name_spells_the_domain_that_its_words_run_together_to(label, words):
    assert spelling.spells(label, words.split())


@pytest.mark.parametrize(
    ("label", "words"), [("millbrookyard", "Mill Brookfield"), ("ferndale", "Fern Hill"), ("ferndale", "The Ferndale")]
)
def test_other_words_spell_it_not(label, words):
    assert not spelling.spells(label, words.split())
