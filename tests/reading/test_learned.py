import pytest

from courtesy import resources
from courtesy.reading import learned, text
from reading import mails


def test_words_and_pairs_are_found_in_what_the_sender_says_newly():
    mail = mails.mail("The job pays 20 an hour.", forwarded="secret")
    words = learned.words(text.sentences(mail))
    assert {"job", "job pays", "pays #"} <= words
    assert "secret" not in words


def test_weights_add_up_for_each_label():
    box = learned.compile_tables({"learned": {"text": "[theirs] offer other\njob\t90 -30\npay\t30 0\n"}})["theirs"]
    summed = box.weigh({"job", "pay", "unknown"})
    assert summed["offer"] == pytest.approx(1.2 / learned.SCALE)
    assert summed["other"] == pytest.approx(-0.3 / learned.SCALE)


def test_a_line_with_too_few_weights_is_a_fault_that_names_it():
    with pytest.raises(ValueError, match=r"learned\.txt: line 2"):
        learned.compile_tables({"learned": {"text": "[theirs] offer other\njob\t90\n"}})


def test_no_weight_that_we_ship_is_greater_than_can_be_summed():
    boxes = learned.compile_tables(resources.tables("reading", frozenset({"learned"})))
    rows = [row for box in boxes.values() for row in box.words.values()]
    assert rows
    assert max(abs(int(weight)) for row in rows for weight in row.split()) <= learned.GREATEST
