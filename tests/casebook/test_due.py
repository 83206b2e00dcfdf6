"""By when an answer is due at the end of short processes: collections of our own, held from falling."""

import pytest

from casebook import due_mail
from casebook.entries import KNOWN

# At first sight: due 0.64, due_b 0.46 (of 37; in seven of them the offer was not seen).
_FLOORS = {"due": 0.95, "due_b": 0.75}


@pytest.mark.parametrize("name", list(_FLOORS))
def test_the_day_that_a_careful_reader_names_is_named(name):
    rows = list(due_mail.judged(name, KNOWN))
    missed = [f"{what}: {truths}, said {said}" for what, truths, said in rows if said not in truths]
    assert 1 - len(missed) / len(rows) >= _FLOORS[name], "\n".join(missed)
