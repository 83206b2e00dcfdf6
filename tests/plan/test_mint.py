import uuid

from hypothesis import given
from hypothesis import strategies as st

from courtesy.plan import mint


def test_an_ident_is_a_random_uuid_to_whoever_does_not_know_the_secret():
    assert uuid.UUID(mint.uid(b"secret", "3", "call", "ann@there.example")).version == 4


def test_the_same_input_gives_the_same_ident_and_another_secret_another():
    assert mint.uid(b"secret", "3", "call") == mint.uid(b"secret", "3", "call")
    assert mint.uid(b"secret", "3", "call") != mint.uid(b"another", "3", "call")


def test_a_domain_beyond_ascii_is_written_by_idna_and_an_impossible_one_left_out():
    assert mint.message_id(b"s", "slot", ["text"], "münchen.example").endswith("@xn--mnchen-3ya.example>")
    assert mint.message_id(b"s", "slot", ["text"], "").endswith("@localhost>")
    assert mint.message_id(b"s", "slot", ["text"], "x" * 300).endswith("@localhost>")


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_no_two_texts_are_taken_for_one_another(one, other):
    same = mint.message_id(b"s", "slot", one, "a.example") == mint.message_id(b"s", "slot", other, "a.example")
    assert same == (one == other)
