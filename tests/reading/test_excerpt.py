"""Of a long letter nothing is lost that matters, and no text, however long, makes much to read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy import resources
from courtesy.mail import message
from courtesy.reading import excerpt, read, text
from reading import mails

CHATTER = {
    "en": "The mill lies between two hills and a river, and the walls are of a grey stone that is found nowhere else.",
    "de": "Die Mühle liegt zwischen zwei Hügeln an einem Fluss, und ihre Mauern sind aus Stein, wie überall.",
    "fr": "Le moulin se trouve entre deux collines au bord d’une rivière, et ses murs sont de pierre, comme partout.",
}
TOLD = [
    ("en", "Please let us have your answer by Friday 15 May, so that we can plan the summer."),
    ("en", "The salary is $34,500 a year, paid monthly."),
    ("en", "We hold the post for you until tomorrow noon."),
    ("en", "We are delighted to offer you the position of Head Miller."),
    ("de", "Bitte geben Sie uns bis spätestens Freitag Bescheid."),
    ("de", "Ihr Gehalt beträgt 48.000 € brutto im Jahr."),
    ("fr", "Merci de nous donner votre réponse avant vendredi."),
    ("fr", "Votre salaire sera de 2 400 € bruts par mois."),
]


def long_letter(language: str, told: str, between: str = "\n\n") -> str:
    chatter = [CHATTER[language]] * 90
    return between.join(["We offer you the post of Miller.", *chatter, told, *chatter, "With kind regards, Ann"])


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
@pytest.mark.parametrize(("language", "told"), TOLD)
def test_what_the_middle_of_a_long_letter_tells_is_read(language, told, between, known):
    said = text.sentences(mails.mail(long_letter(language, told, between)), lambda: known.telling)
    assert any(told in one.text for one in said)


@pytest.mark.parametrize(("language", "told"), TOLD)
def test_what_the_middle_of_an_attached_contract_tells_is_read(language, told, known):
    mail = mails.mail("See attached.", attached={"contract.pdf": long_letter(language, told)})
    assert any(told in one.text for one in text.sentences(mail, lambda: known.telling))


def test_a_deadline_in_the_middle_of_a_long_letter_is_found(known):
    opening = "We are delighted to offer you the position of Miller. A contract is attached for you to sign.\n\n"
    written = opening + long_letter("en", TOLD[0][1])
    found = read.read(mails.mail(written), mails.OWNER, known)
    assert found.reply_by is not None
    assert found.reply_by.day == date(2026, 5, 15)


@pytest.mark.parametrize(("label", "read"), [(message.Label.FORWARDED, True), (message.Label.QUOTED, False)])
def test_the_middle_of_what_is_passed_on_is_read_but_that_of_what_is_quoted_was_when_it_came(label, read, known):
    lines = tuple(message.Line(one, label) for one in long_letter("en", TOLD[0][1]).split("\n"))
    said = text.sentences(mails.mail("", lines=lines), lambda: known.telling)
    assert any(TOLD[0][1] in one.text for one in said) is read


def test_however_much_a_text_tells_what_is_read_of_it_is_bounded(known):
    lines = [f"The offer of {number} May at £{number},000 is open until Friday." for number in range(20_000)]
    said = text.sentences(mails.mail("\n\n".join(lines)), lambda: known.telling)
    assert sum(len(one.text) for one in said) < 22_000


@given(st.text(alphabet="ab .\n1£", max_size=300), st.integers(0, 40), st.integers(0, 40))
def test_what_is_taken_stands_in_the_text_in_its_order(written, beginning, end):
    measure = excerpt.Measure(beginning=beginning, end=end, between=50)
    taken = excerpt.take(written, measure, excerpt.no_words)
    rest = iter("".join(written.split()))
    assert all(one in rest for one in "".join(taken.split()))


def test_a_cut_falls_between_words():
    assert excerpt.cut("one two three", 9) == len("one two ")
    assert excerpt.cut("It is so. But why not", 18) == len("It is so. ")


def test_a_fault_in_the_words_names_its_file():
    tables = resources.tables("reading", frozenset({"language"}))
    tables["fr"]["language"]["asking"] = 3
    with pytest.raises(ValueError, match=r"fr/language\.toml"):
        excerpt.compile_tables(tables)
