import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.reading import index, phrase

CONCEPTS = {"glad": ["(very|so)? (happy|pleased)"], "post": ["job", "post of"]}


def stands(source: str, sentence: str) -> bool:
    one = phrase.Grammar(CONCEPTS).compile(source)
    folded = phrase.fold(sentence)
    found = one.search(folded) is not None
    held = index.build([one]).candidates(phrase.anchors(folded))
    assert held or not found, "what is found must not have been ruled out beforehand"
    return found


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("offer you", "We offer you a job."),
        ("you are in", "You're in!"),
        ("will not be", "we won’t be able"),
        ("{glad} to offer", "So pleased to offer"),
        ("{glad} to offer", "Pleased to offer"),
        ("the (job|post) is yours", "the post is yours"),
        ("the {post} *2 leader", "the post of deputy team leader"),
        ("say (a)? yes", "say yes"),
        ("bewerb~", "Ihre Bewerbungsunterlagen"),
        ("# weeks", "12 weeks"),
        ("questions? below", "see the question below"),
        ("sign on", "a sign-on bonus"),
        ("felicitations", "Félicitations !"),
        ("^ thanks", "Thanks for coming"),
        ("yours $", "it is yours."),
        (r"match (\$|£) #", "could you match $34?"),
        (r"(paid|worth) \$", "worth $ 20"),
        ("(a (big|small) dog|cat)", "a small dog"),
    ],
)
def test_a_pattern_stands_where_its_words_stand(source, sentence):
    assert stands(source, sentence)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("offer you", "You offer us"),
        ("the {post} *2 leader", "the post of a deputy regional sales team leader"),
        ("^ thanks", "Many thanks"),
        ("yours $", "yours truly"),
        (r"paid \$", "we have not paid"),
        ("offer *4 job", "an offer; the job"),
    ],
)
def test_a_pattern_does_not_stand_elsewhere(source, sentence):
    assert not stands(source, sentence)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("an (offer", "bracket is not closed"),
        ("an offer)", "stray"),
        ("{nobody} offers", "no concept 'nobody'"),
        ("(maybe)?", "would match anything"),
        ("a (b|) c", "empty alternative"),
        ("($|eur) # (an|per) hour", "behind the end of the sentence"),
    ],
)
def test_a_pattern_at_fault_says_what_is_wrong_with_it(source, told):
    with pytest.raises(ValueError, match=told):
        phrase.Grammar(CONCEPTS).compile(source)


def test_a_concept_that_holds_itself_is_refused():
    with pytest.raises(ValueError, match="holds itself"):
        phrase.Grammar({"one": ["{two}"], "two": ["{one}"]}).compile("{one}")


@given(st.text())
def test_whatever_is_folded_can_be_searched(written):
    folded = phrase.fold(written)
    assert folded == " " + " ".join(folded.split()) + (" " if folded.strip() else "") or not folded.strip()
    phrase.Grammar({}).compile("a *4 b *4 c").search(folded)


def test_a_pattern_about_somebody_is_ruled_out_where_nobody_stands():
    one = phrase.Grammar({}).compile(f"{phrase.CODE}n~ will call")
    held = index.build([one]).candidates
    assert held(phrase.anchors(phrase.fold(f"{phrase.CODE}n will call you")))
    assert held(phrase.anchors(phrase.fold(f"{phrase.CODE}nse will call you")))
    assert not held(phrase.anchors(phrase.fold("nobody will call you")))
