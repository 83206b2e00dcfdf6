import pytest

from courtesy.reading import domains


def test_only_true_subdomains_are_a_vendor_s(known):
    assert known.domains.vendor("us.greenhouse-mail.io") == "hiring"
    assert known.domains.vendor("acme.myworkday.com") == "hiring"
    assert known.domains.vendor("notlever.co") == ""
    assert known.domains.vendor("lever.co.evil.example") == ""


def test_a_free_provider_is_known_by_list_or_by_name(known):
    assert known.domains.is_free("gmail.com")
    assert known.domains.is_free("speedymail.example")
    assert not known.domains.is_free("northmill.example")


def test_the_name_in_a_domain_is_what_was_registered():
    assert domains.label("mail.acme.co.uk") == "acme"


def test_a_fault_in_the_table_names_its_file():
    with pytest.raises(ValueError, match=r"domains\.toml"):
        domains.compile_tables({"domains": {"vendors": {}}})
