"""Letters by command on a real Dovecot: asked for, brought back, shown, and checked."""

import email
import email.policy
import html.parser

import pytest

import jobmail
from home import AS_OF


def turn(home):
    home.run("run", "--once", "--as-of", AS_OF)


@pytest.fixture
def laid(home):
    home.fill()
    turn(home)
    return home


def lying(home):
    """Return what lies in Drafts: the message, by kind of letter and first word of the address."""
    by_id = {mail["Message-ID"]: mail for mail in parsed(home)}
    return {
        (one["letter"], one["to"][0].partition(".")[0]): by_id[one["message_id"]]
        for one in rows(home)
        if one["message_id"] in by_id
    }


def parsed(home):
    client = home.client()
    client.select_folder("Drafts", readonly=True)
    found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
    client.logout()
    return [email.message_from_bytes(one[b"BODY[]"], policy=email.policy.default) for one in found.values()]


def rows(home):
    return [draft for one in home.status()["opportunities"] for draft in one["drafts"]]


def replace(home, who, data):
    """Take the draft to somebody out of Drafts; put something else there, if anything."""
    client = home.client()
    client.select_folder("Drafts")
    [uid] = client.search(["TO", who])
    raw = client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]
    client.delete_messages([uid])
    client.expunge()
    if data:
        client.append("Drafts", data(raw), flags=[r"\Draft"])
    client.logout()


def test_a_letter_that_is_asked_for_lies_beside_the_answer_after_the_next_turn(laid):
    before = lying(laid)
    told = laid.run("letter", "ask_time", "harbour", "--until", "2026-05-15", "--as-of", AS_OF)
    assert "nora.quist@harbourline.example" in told.stderr
    turn(laid)
    after = lying(laid)
    assert set(after) - set(before) == {("ask_time", "nora")}
    assert "15" in after["ask_time", "nora"].get_content()
    assert {key: after[key].as_bytes() for key in before} == {key: one.as_bytes() for key, one in before.items()}
    turn(laid)
    assert set(lying(laid)) == set(after)


def test_somebody_is_introduced_by_name(laid):
    laid.run("letter", "referral", "harbour", "astrid", "--introduce", "Ines Moreau", "--as-of", AS_OF)
    turn(laid)
    assert "Ines Moreau" in lying(laid)["referral", "astrid"].get_content()


@pytest.mark.parametrize(
    "words",
    [
        ("referral", "harbour"),
        ("keeping_in_touch", "harbour", "--introduce", "Ines Moreau"),
        ("love_letter", "harbour"),
        ("decline", "nowhere"),
        ("thank_you", "harbour", "harbourline"),
        ("thank_you", "harbour", "zoltan"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_wrong_usage(laid, words):
    laid.run("letter", *words, code=2)


def test_a_removed_letter_is_brought_back_once(laid):
    replace(laid, "jonas.berg", None)
    turn(laid)
    assert ("thank_you", "jonas") not in lying(laid)
    laid.run("redraft", "harbour", "jonas", "--as-of", jobmail.NOW.replace(minute=1).isoformat())
    home_again = jobmail.NOW.replace(minute=2).isoformat()
    laid.run("run", "--once", "--as-of", home_again)
    assert ("thank_you", "jonas") in lying(laid)
    replace(laid, "jonas.berg", None)
    laid.run("run", "--once", "--as-of", home_again)
    laid.run("run", "--once", "--as-of", home_again)
    assert ("thank_you", "jonas") not in lying(laid)


def test_there_is_nothing_to_bring_back_where_nothing_was_removed(laid):
    laid.run("redraft", "harbour", code=2)


def test_all_letters_are_shown_and_the_page_is_one_that_holds_nothing_but_text(laid):
    shown = laid.run("preview", "harbour", "--as-of", AS_OF).stdout
    for mail in parsed(laid):
        assert mail.get_content().replace("\r\n", "\n").strip() in shown
        assert str(mail["Subject"]) in shown
    page = laid.run("preview", "harbour", "--html", "--as-of", AS_OF).stdout
    seen = Tags()
    seen.feed(page)
    assert seen.open == []
    assert not seen.all & {"script", "img", "link", "iframe", "form", "a"}
    assert page.count("<article") == len(parsed(laid))
    assert "astrid.lie@harbourline.example&gt;" in page


class Tags(html.parser.HTMLParser):
    """The tags of a page, and those that are not closed."""

    def __init__(self):
        super().__init__()
        self.all, self.open = set(), []

    def handle_starttag(self, tag, attrs):
        self.all.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_what_an_edited_letter_says_amiss_and_misses_is_told(laid):
    replace(laid, "nora.quist", lambda raw: spoilt(raw, "[name]"))
    turn(laid)
    [nora] = [one for one in rows(laid) if one["to"] == ["nora.quist@harbourline.example"]]
    assert nora["state"] == "edited"
    assert any("not filled" in word for word in nora["warnings"])
    assert nora["misses"] == []
    laid.run("decline", "harbour", "--because", "We are moving north.")
    turn(laid)
    [nora] = [one for one in rows(laid) if one["to"] == ["nora.quist@harbourline.example"]]
    assert any("moving north" in word for word in nora["misses"])
    assert "moving north" in laid.run("show", "harbour", "--as-of", AS_OF).stdout
    assert "not filled" in laid.run("status", "--as-of", AS_OF).stdout.replace("\n", " ")


def spoilt(raw, words):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    mail.set_content(f"{mail.get_content()}\n{words}\n")
    return mail.as_bytes(policy=email.policy.SMTP)


def test_a_letter_of_ours_passes_the_check_of_letters_and_a_spoilt_one_does_not(laid, tmp_path):
    for mail in parsed(laid):
        (tmp_path / "letter.eml").write_bytes(mail.as_bytes())
        assert laid.run("check-letter", str(tmp_path / "letter.eml")).stdout == ""
    (tmp_path / "letter.eml").write_bytes(spoilt(mail.as_bytes(), "North Quay was no better, and Zebulon Hartnagel?"))
    told = laid.run("check-letter", str(tmp_path / "letter.eml"), code=1).stdout
    assert "North Quay" in told
    assert "Zebulon" in told


def test_a_letter_whose_recipient_is_known_from_nowhere_is_checked_by_itself(laid, tmp_path):
    data = jobmail.mail(
        jobmail.OWNER, "Hello", "Dear Sam,\n\nThank you for ___.\n\nIda Voss\n", to="Sam Low <sam@low.example>"
    )
    (tmp_path / "letter.eml").write_bytes(data)
    told = laid.run("check-letter", str(tmp_path / "letter.eml"), code=1)
    assert "not filled" in told.stdout
    assert "by itself" in told.stderr
