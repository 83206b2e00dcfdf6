"""What a mail remembers of somebody, statement by statement: what they and the owner spoke of, what they did."""

import itertools

import pytest

from casebook import remembered_mail
from corpus import render, score


def topics(name):
    for row in remembered_mail.rows(name):
        yield row["say"], None if row["topic"] == "none" else row["topic"], remembered_mail.topic(row)


@pytest.mark.parametrize(("name", "least"), [("remembered", 130), ("remembered_b", 80), ("remembered_c", 70)])
def test_what_two_spoke_of_is_taken_from_most_statements_and_never_wrongly(name, least):
    told = list(topics(name))
    assert len(told) >= least
    assert [one for one in told if one[2] and one[1] != one[2]] == []
    assert sum(one[1] == one[2] for one in told) / len(told) >= 0.96


@pytest.mark.parametrize("language", ["english", "german", "french"])
def test_every_language_is_told(language):
    found = {
        "english": "It was a pleasure to talk with you about sail repair.",
        "german": "vielen Dank für unser Gespräch über Lehmputz.",
        "french": "merci pour notre échange sur les moulins à marée.",
    }
    assert remembered_mail.topic({"by": "own", "say": found[language]})


@pytest.mark.parametrize(("name", "least"), [("favours", 100), ("favours_b", 60)])
def test_what_somebody_did_is_taken_from_most_statements_and_never_wrongly(name, least):
    asked = hits = 0
    for row in remembered_mail.rows(name):
        found, kind = remembered_mail.favours(row), row["did"]
        if kind == "none":
            assert found.keys() <= BESIDE, row
            continue
        asked += 1
        hits += found.get(kind) == row.get("what", "")
        assert found.get(kind) in {None, row.get("what", "")}, row
        assert found.keys() - {kind} <= BESIDE | ALSO, (row, found)
    assert asked >= least
    assert hits / asked >= 0.95


BESIDE = {"answered", "prepared", "called", "gave_time", "revised", "arranged", "wrote_after"}  # from elsewhere
ALSO = {"patient", "frank", "praised", "encouraged"}  # said along with something else


def test_praise_that_is_passed_on_is_not_the_writers():
    said = "Ingrid Moe was very taken with your hedgehog idea."
    assert "praised" not in remembered_mail.favours({"say": said})


def test_a_link_is_not_read():
    said = "Here is the form: crew.example/report."
    assert "sent" not in remembered_mail.favours({"say": said})


def test_an_answer_by_a_date_is_not_patient():
    said = "No rush, but please let us know by Friday 13 March."
    assert "patient" not in remembered_mail.favours({"say": said, "after": True})


def test_what_was_announced_was_spoken_of_once_the_two_had_met():
    for row in remembered_mail.rows("announced"):
        wanted = None if row["topic"] == "none" else row["topic"]
        assert remembered_mail.announced(row) in {wanted, None}, row
        assert remembered_mail.announced(row, held=False) is None, row
    hits = [remembered_mail.announced(row) == row["topic"] for row in remembered_mail.rows("announced")]
    assert sum(hits) >= 7


def due():
    """Yield scenario and person of our own corpus, whoever a careful reader would write to."""
    for name in render.names():
        scenario, case = score.told(name)
        offers = {one.offer.message_id: one for one in case.opportunities if one.offer}
        for wanted in scenario.opportunities:
            found = offers.get(wanted.get("offer_message"))
            for one in wanted["people"] if found else ():
                if one.get("letter") in {None, "none"}:
                    continue
                who = (x for x in found.people if x.name == one["name"] or (x.email and x.email == one.get("email")))
                yield from ((name, person) for person in itertools.islice(who, 1))


def test_of_many_people_something_is_remembered_and_what_is_was_read_by_eye():
    people = list(due())
    signed = remembered_mail.rows("remembered_own")
    told = [(name, one.name, one.talked_about) for name, one in people if one.talked_about]
    new = [row for row in told if row[1] not in signed.get(row[0], {})]
    assert [row for row in told if row not in new and signed[row[0]][row[1]] != row[2]] == []
    assert len(new) <= 5, new  # read them, and write them down
    assert len(told) / len(people) >= 0.14  # of 26 mailboxes, two of them new
    did = [one for _, one in people if KINDS & {deed.kind for deed in one.deeds}]
    assert len(did) / len(people) >= 0.18  # four mailboxes came in that nothing was learned from


_KINDS = "showed hosted sent travel moved flexible raised chased encouraged patient frank personal_word praised"
KINDS = frozenset(_KINDS.split())


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("9:00 - 9:50   System design    Ingrid Moe, Principal Engineer", "system design"),
        ("10:00 Ingrid Moe: fault-finding", "fault-finding"),
        ("Tuesday at 10:00: pairing with Ingrid Moe, then lunch.", "pairing"),
        ("11:45 Lunch with Ingrid Moe", None),
        ("10:00, along with Ingrid Moe", None),
    ],
)
def test_a_schedule_says_what_an_hour_was_about(line, about):
    assert remembered_mail.topic({"by": "theirs", "say": line, "who": "Ingrid Moe"}) == about
