import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import html, message, parse

MAIL = b"From: Ann <ann@mill.example>\nTo: jo@mailbox.example\nSubject: Miller\nContent-Type: %s; charset=utf-8\n\n%s"


def test_a_glimpse_shows_the_words_of_the_body_before_its_lines_are_told_apart():
    assert "the mill is yours" in parse.parse(MAIL % (b"text/plain", b"the mill is yours\n\n> what of it?")).glimpse


def test_a_glimpse_of_markup_shows_its_words_without_tags_and_styles():
    seen = parse.parse(MAIL % (b"text/html", b"<style>p {color: red}</style><p>caf&eacute; <b>job</b></p>")).glimpse
    assert seen.split() == ["café", "job"]


def test_lines_told_later_are_the_lines_of_the_mail():
    mail = parse.parse(MAIL % (b"text/plain", b"yes\n\n> sure?"))
    told = dataclasses.replace(mail, lines=tuple(mail.lines))
    assert (told, told.part(message.Label.NEW).strip()) == (mail, "yes")


@given(st.text(alphabet="<>/style script&;x \n", max_size=400))
def test_any_markup_can_be_glimpsed_at(markup):
    assert "<style>" not in html.glimpse(markup)
