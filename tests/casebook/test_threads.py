"""Short processes of many trades and countries: which mail is one process, what makes the offer, how far it came."""

import pytest

from casebook import thread_mail
from casebook.entries import KNOWN

_FLOORS = {  # at first sight: offer 0.80, stage 0.63, mail 0.86, own 0.69
    "threads": {"offer": 0.94, "stage": 0.9, "mail": 0.9, "own": 0.98, "offers from nowhere": 0.98},
}


@pytest.mark.parametrize("name", list(_FLOORS))
def test_short_processes_are_told_as_a_careful_reader_tells_them(name):
    figures, misses = thread_mail.score(name, KNOWN)
    fallen = {one: figures[one] for one, floor in _FLOORS[name].items() if figures[one] < floor}
    assert not fallen, "\n".join(misses)
