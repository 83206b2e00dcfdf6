import pytest

from courtesy.reading import volumes


def test_a_language_is_compiled_when_it_is_first_asked_for_and_english_at_once():
    compiled = []

    def compile_one(language: str, table: int) -> int:
        compiled.append(language)
        return table * 10

    shelf = volumes.Volumes({"de": 2, "en": 1, "fr": 3}, compile_one)
    assert compiled == ["en"]
    assert "de" in shelf
    assert list(shelf) == ["de", "en", "fr"]
    assert [shelf["de"], shelf["de"], shelf["en"]] == [20, 20, 10]
    assert compiled == ["en", "de"]


def test_a_language_without_a_table_has_no_volume():
    shelf = volumes.Volumes({"en": 1}, lambda _, table: table)
    assert "xx" not in shelf
    with pytest.raises(KeyError):
        shelf["xx"]
