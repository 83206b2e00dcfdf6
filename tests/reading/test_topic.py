"""What a sentence tells of a talk: where the phrase begins and ends, and in whose mouth it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.reading import leads, topic
from reading import people_mail

SOME = "your question about the story of NAME you asked me that who which and , . her"
KNOWN = people_mail.LEXICON.topics


def spoken(said, own=True):
    return topic.spoken(said, KNOWN, own=own)


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("Your question about the pump, which I liked, stayed with me.", "the pump"),
        ("Your story of the baker who forgot her yeast will stay with me.", "the baker who forgot her yeast"),
        ("Your question about 14,000 sheep was a good one.", None),
        ("Your question about the 1987 flood was a good one.", "the 1987 flood"),
        ("Your point that schools are buildings too convinced me.", None),
        ("What you said about people who are afraid of it stayed with me.", None),
        ("Your question about who owns the river stayed with me.", "who owns the river"),
        ("Your advice on aged and smoked cheese was good.", "aged and smoked cheese"),
    ],
)
def test_a_phrase_ends_where_its_noun_does(said, phrase):
    assert spoken(said) == phrase


def test_what_is_the_writers_becomes_the_owners_and_the_other_way_round():
    assert spoken("I keep thinking about your idea of a shared crane.", own=False) == "my idea of a shared crane"
    assert spoken("I liked hearing about your seed library.") == "your seed library"


def test_her_book_is_nobodys_where_nobody_is_named():
    assert spoken("I have been thinking about her book on moss.") is None


def test_ours_may_be_the_owners_present_house():
    assert spoken("You asked me about our re-sharding.") is None


def test_a_talk_still_to_come_was_none():
    assert spoken("I would love to hear about your greenhouse.", own=False) is None
    assert spoken("I look forward to our conversation about your greenhouse.", own=False) is None


@pytest.mark.parametrize("word", ["salary", "references", "timeline", "illness", "divorce", "mistakes", "contract"])
def test_the_process_and_what_touches_a_person_are_no_topics(word):
    assert spoken(f"Thank you for our conversation about the {word}.") is None


def test_german_and_french_phrases_take_the_form_of_the_letter():
    assert spoken("Ihre Frage zur schiefen Brücke beschäftigt mich.") == "die schiefe Brücke"
    assert spoken("vous m'aviez parlé du phare.", own=False) == "le phare"


def test_a_lead_without_a_word_of_its_own_is_refused():
    with pytest.raises(ValueError, match="no word of its own"):
        leads.compile_lead("*3 (a|b)?")


def test_words_that_a_lead_asks_for_may_stand_anywhere():
    known = leads.Leads(["(paper|book) on +mentioned"])
    assert [one.at for one in known.find("I mentioned a paper on bees.")] == [23]
    assert list(known.find("Here is a paper on bees.")) == []


@given(st.text(max_size=400))
def test_any_sentence_may_come(said):
    for own in (True, False):
        found = topic.spoken(said, KNOWN, own=own)
        assert found is None or (found.strip() and leads.NAME not in found)
    assert topic.praised(said, KNOWN) is None or topic.praised(said, KNOWN)


@given(
    st.lists(
        st.sampled_from(SOME.split()),
        max_size=60,
    )
)
def test_words_of_leads_in_any_order_are_no_error(words):
    topic.spoken(" ".join(words), KNOWN, own=True)
    topic.shown(" ".join(words), KNOWN)
