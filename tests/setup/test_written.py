"""The configuration that init writes: whatever was answered, it loads again and says the same."""

from datetime import date
from pathlib import Path

import hypothesis
from hypothesis import strategies

from courtesy import config
from courtesy.setup import written

PATH = Path("/home/ida/courtesy.toml")
lines = strategies.text(
    strategies.characters(blacklist_categories=("Cs",)), min_size=1, max_size=40
)  # what a terminal may hand in, control characters and all


def account(name="personal", **more):
    imap = config.Imap(host="imap.harbour.example", password_command="pass mail", **more)
    return config.Account(name=name, address="ida@harbour.example", imap=imap)


@hypothesis.given(lines, lines, lines, strategies.booleans())
def test_every_answer_is_read_again_as_it_was_given(name, phone, username, wants):
    one = account(username=username)
    if wants:
        one = config.Account(name=one.name, address=one.address, imap=one.imap, smtp=config.Smtp(host="smtp.h.example"))
    whose = config.Owner(name=name, timezone="Europe/Oslo", phone=phone)
    found = written.checked(written.whole(whose, one, notices=wants, today=date(2026, 5, 4)), PATH)
    assert (found.owner, found.notices.email) == (whose, wants)
    assert found.accounts == (one,)


def test_a_further_account_stands_at_the_end_of_what_the_owner_wrote():
    whose = config.Owner(name="Ida Voss", timezone="Europe/Oslo")
    text = written.whole(whose, account(), notices=False, today=date(2026, 5, 4))
    both = text + "[letters]\nprepare = 'decision'\n" + written.added(account("work"))
    found = written.checked(both, PATH)
    assert [one.name for one in found.accounts] == ["personal", "work"]
    assert found.letters.prepare == "decision"


def test_the_text_ends_with_the_end_of_a_line():
    whose = config.Owner(name="Ida Voss", timezone="Europe/Oslo")
    assert written.whole(whose, account(), notices=False, today=date(2026, 5, 4)).endswith("\n")
    assert written.added(account()).endswith("\n")
