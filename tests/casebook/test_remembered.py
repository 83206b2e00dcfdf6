"""What a mail remembers of somebody, statement by statement: what they and the owner spoke of, what they did."""

import pytest

from casebook import remembered_mail


def of_topics():
    for row in remembered_mail.rows("remembered"):
        yield row["say"], None if row["topic"] == "none" else row["topic"], remembered_mail.topic(row)


def test_what_two_spoke_of_is_taken_from_most_statements_and_never_wrongly():
    told = list(of_topics())
    assert len(told) >= 130
    assert [one for one in told if one[2] and one[1] != one[2]] == []
    assert sum(one[1] == one[2] for one in told) / len(told) >= 0.97


@pytest.mark.parametrize("language", ["english", "german", "french"])
def test_every_language_is_told(language):
    found = {
        "english": "It was a pleasure to talk with you about sail repair.",
        "german": "vielen Dank für unser Gespräch über Lehmputz.",
        "french": "merci pour notre échange sur les moulins à marée.",
    }
    assert remembered_mail.topic({"by": "own", "say": found[language]})
