import pytest

from courtesy import resources
from courtesy.reading import rules


@pytest.fixture(scope="session")
def known():
    return rules.compile_tables(resources.tables("reading"))
