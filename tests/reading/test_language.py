import pytest

from courtesy.reading import language


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("We would like to talk to you about the job and when you could begin with us.", "en"),
        ("Wir möchten gern mit Ihnen über die Stelle sprechen und wann Sie bei uns anfangen.", "de"),
        ("Nous aimerions vous parler du poste et de la date à laquelle vous pourriez venir.", "fr"),
        ("Nos gustaría hablar con usted de la oferta y de cuándo puede empezar con nosotros.", "es"),
        ("We willen graag met u spreken over de baan en wanneer u bij ons kunt beginnen.", "nl"),
        ("", "en"),
    ],
)
def test_the_little_words_tell_the_language(written, want, known):
    assert language.detect(written, known.language) == want


def test_a_letter_in_two_languages_is_heard_in_both(known):
    german = "Wir freuen uns sehr auf Sie und bitten Sie, uns bis Freitag zu sagen, ob Sie zu uns kommen. "
    english = "We are looking forward to you and ask that you tell us by Friday if you will come to us. "
    assert set(language.spoken(german + english, known.language)[:2]) == {"de", "en"}


def test_a_language_without_words_is_a_fault_that_names_its_file():
    with pytest.raises(ValueError, match=r"xx/language\.toml"):
        language.compile_tables({"xx": {"language": {"stopwords": ""}}})
