"""Who about the owner is nobody of a process: whole little mailboxes, held from falling."""

from casebook import circle_mail
from casebook.entries import KNOWN


def test_those_about_the_owner_are_nobody_of_a_process():
    precision, recall, misses = circle_mail.score("circle", KNOWN)  # at first sight 0.79 and 1.00
    assert precision >= 0.96, "\n".join(misses)
    assert recall >= 0.98, "\n".join(misses)
