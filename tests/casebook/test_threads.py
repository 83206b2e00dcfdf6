"""Short processes of many trades and countries: which mail is one process, what makes the offer, how far it came."""

import pytest

from casebook import thread_mail
from casebook.entries import KNOWN

# At first sight: offer 0.80, stage 0.63, mail 0.86, own 0.69; threads_b, when the first were mended: 0.77, 0.65, 0.87,
# 0.50; threads_c, when both were: 0.92, 0.79, 0.92, 0.67; threads_d after that: 1.00, 0.75, 0.94, 0.71;
# threads_e at last: 0.82, 0.82, 0.91.
_FLOORS = {
    "threads": {"offer": 0.98, "stage": 0.94, "mail": 0.98, "own": 0.75, "offers from nowhere": 1.0},
    "threads_b": {"offer": 0.96, "stage": 0.96, "mail": 0.95, "own": 0.95, "offers from nowhere": 1.0},
    "threads_c": {"offer": 0.98, "stage": 0.95, "mail": 0.95, "own": 0.95, "offers from nowhere": 1.0},
    "threads_d": {"offer": 1.0, "stage": 0.98, "mail": 0.98, "own": 0.85, "offers from nowhere": 1.0},
    "threads_e": {"offer": 1.0, "stage": 0.9, "mail": 1.0, "offers from nowhere": 1.0},
}


@pytest.mark.parametrize("name", list(_FLOORS))
def test_short_processes_are_told_as_a_careful_reader_tells_them(name):
    figures, misses = thread_mail.score(name, KNOWN)
    fallen = {one: figures[one] for one, floor in _FLOORS[name].items() if figures[one] < floor}
    assert not fallen, "\n".join(misses)
