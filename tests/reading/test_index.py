import pytest

from corpus import singles
from courtesy import app
from courtesy.reading import acts, index, phrase, text

KNOWN = app.reading_rules()
SENTENCES = [
    phrase.fold(sentence.text)
    for one in singles.load("own")
    for sentence in text.sentences(one.mail)
    if sentence.place in {"subject", "body"}
]


@pytest.mark.parametrize("shelf", [KNOWN.book, KNOWN.own_book])
def test_no_pattern_stands_where_the_index_rules_it_out(shelf: acts.Books):
    book = shelf["en"]
    for folded in SENTENCES[::4]:
        standing = {number for number, rule in enumerate(book.rules) if rule.pattern.search(folded)}
        assert standing <= set(book.by_words.candidates(phrase.anchors(folded))), folded


def test_the_index_names_patterns_in_their_order_and_none_that_lacks_a_word():
    grammar = phrase.Grammar({})
    sources = ["we offer you", "offer *2 post", "(red|green) house", "*3 house"]
    built = index.build([grammar.compile(source) for source in sources])
    folded = phrase.fold("We offer you the post in the red house")
    assert built.candidates(phrase.anchors(folded)) == [0, 1, 2, 3]
    assert built.candidates(phrase.anchors(phrase.fold("You offer us homes"))) == []


def test_words_that_stand_apart_are_no_neighbours():
    built = index.build([phrase.Grammar({}).compile("offer you")])
    assert built.candidates(phrase.anchors(phrase.fold("You offer what you have"))) == []
