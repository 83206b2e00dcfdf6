"""Whom mail names and the owner meets: collections of our own, held from falling."""

import pytest

from casebook import met_mail
from casebook.entries import KNOWN

# At first sight they gave, of those found and of those there are: met 0.96, 0.80; met_b 0.92, 0.66; met_c 0.91, 0.79;
# met_d 0.94, 0.85; met_e 0.92, 0.67; met_f 0.93, 0.78; met_g, written to be mistaken, 0.84, 0.87; met_h, people under
# several names, 0.84, 0.92; met_i, whom one would only come to know, 0.61, 1.00; met_letters
# 0.95, 0.93. The right letter: met_f 0.96, met_letters 0.92.
_FLOORS = {
    "met": {"precision": 0.97, "recall": 0.93, "title": 0.88, "phone": 0.98, "email": 0.92, "part": 0.88},
    "met_b": {"precision": 0.94, "recall": 0.86, "title": 0.80, "phone": 0.98, "email": 0.98, "part": 0.86},
    "met_c": {"precision": 0.94, "recall": 0.91, "title": 0.78, "phone": 0.87, "email": 0.98, "part": 0.88},
    "met_d": {"precision": 0.98, "recall": 0.95, "part": 0.75, "letter": 0.99},
    "met_e": {"precision": 0.95, "recall": 0.86, "letter": 0.99},
    "met_f": {"precision": 0.98, "recall": 0.92, "part": 0.91, "letter": 0.98},
    "met_g": {"precision": 0.96, "recall": 0.91, "part": 0.83, "letter": 0.99},
    "met_h": {"precision": 0.98, "recall": 0.96, "letter": 0.99},
    "met_i": {"precision": 0.9, "recall": 0.99},
    "met_letters": {"precision": 0.97, "recall": 0.92, "part": 0.92, "letter": 0.98},
}


@pytest.mark.parametrize("name", list(_FLOORS))
def test_the_people_whom_a_careful_reader_finds_are_found_and_hardly_others(name):
    figures, misses = met_mail.score(name, KNOWN)
    fallen = {one: figures[one] for one, floor in _FLOORS[name].items() if figures[one] < floor}
    assert not fallen, "\n".join(misses)


def test_the_owners_thanks_make_somebody_known_whom_no_mail_of_theirs_names():
    row = {
        "from": "Jo Vale <jo.vale@mailbox.example>",
        "to": "Ada Finch <ada@finchmill.example>",
        "say": "Dear Ada,\n\nThanks for the day, and please thank Rosalind for the tour. My sister Pru liked it.\n\nJo",
        "who": ["Ada Finch", "Rosalind"],
    }
    assert {one.name for one in met_mail.people_of(row, KNOWN)} == {"Ada Finch", "Rosalind"}


def test_a_wife_a_client_and_the_owners_own_boss_are_nobody_met():
    row = {
        "from": "Rob Tilney <rob@tilneyroofs.example>",
        "say": "Jo,\n\nMy wife Kate is out. Our client, Mr Harris, is late. Thanks to your boss G. Frost.\n\nRob",
        "who": ["Rob Tilney"],
    }
    assert [one.name for one in met_mail.people_of(row, KNOWN) if one.met] == ["Rob Tilney"]


@pytest.mark.parametrize(
    "said",
    [
        "The panel is Peter Ash, Director of Income, to whom the post reports, and Una Lee.",
        "Peter Ash, whose team you would join, will be there.",
        "You'd answer to Peter Ash day to day; he will show you round.",
        "Peter Ash (hiring for his own team) will interview you.",
        "The vacancy is in the group of Peter Ash, whom you will meet.",
        "Peter Ash, the post's supervisor, will sit in.",
    ],
)
def test_whoever_the_post_belongs_to_is_the_manager(said):
    row = {"from": "Ann Roe <ann.roe@larchhouse.example>", "say": f"Dear Jo,\n\n{said}\n\nAnn Roe\nHR Adviser"}
    parts = {one.name: str(one.part) for one in met_mail.people_of(row, KNOWN)}
    assert parts["Peter Ash"] == "hiring_manager"
    assert "hiring_manager" not in {part for name, part in parts.items() if name != "Peter Ash"}
