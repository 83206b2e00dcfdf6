from dataclasses import replace

from casebook.entries import case_of, entry, process
from courtesy.casebook import number

SLANEY = entry("s1", 1, kind="application", company="Slaney Hospital", sender="Slaney <jobs@slaney.example>")


def ids(case):
    return [one.id for one in case.opportunities]


def test_new_opportunities_are_numbered_in_the_order_of_time():
    case, known = number.number(case_of(*process(), SLANEY), {})
    assert ids(case) == [1, 2]
    assert known["<o1@test.example>"] == 1
    assert known["<s1@test.example>"] == 2


def test_an_opportunity_keeps_its_number_when_others_come_before_it():
    case, _ = number.number(case_of(*process(), SLANEY), {"<s1@test.example>": 1})
    assert ids(case) == [2, 1]


def test_of_two_that_turn_out_to_be_one_the_smaller_number_stays():
    case, _ = number.number(case_of(*process()), {"<a1@test.example>": 7, "<o1@test.example>": 3})
    assert ids(case) == [3]


def test_after_a_split_the_part_with_the_offer_keeps_the_number():
    case = case_of(*process(), SLANEY)
    parts = replace(case, opportunities=tuple(reversed(case.opportunities)))
    numbered, _ = number.number(parts, {"<s1@test.example>": 4, "<o1@test.example>": 4})
    assert ids(numbered) == [5, 4]


def test_numbers_are_not_given_a_second_time():
    case, _ = number.number(case_of(*process()), {"<gone@test.example>": 9})
    assert ids(case) == [10]
