"""The live view: what it paints of a book, and how it goes on at a terminal."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from rich import console

import jobmail
import terminal
from courtesy.casebook import store
from courtesy.cli import board
from home import AS_OF

NOW = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


def painted(seen, *, width=80, height=24):
    screen = console.Console(width=width, height=height, highlight=False)
    with screen.capture() as shown:
        screen.print(board.board(seen, NOW, width=width, height=height))
    return shown.get()


def offer(number, urgency="calm", **more):
    one = {"id": number, "company": f"House {number}", "role": "Deck Officer", "stage": "offered", "because": ["so"]}
    return {**one, "offer_message_id": f"{number}@x", "urgency": urgency, "drafts": [], "reminders": [], **more}


def draft(state, to="noor@example.com", **more):
    return {"state": state, "letter": "thank_you", "to": [to], "misses": [], "warnings": [], **more}


def seen(*offers, **more):
    return board.Seen(said={"as_of": NOW.isoformat(), "opportunities": offers}, **more)


def test_the_most_urgent_offer_stands_first_and_of_two_alike_the_one_that_passes_sooner():
    due = {2: NOW + timedelta(days=9), 3: NOW + timedelta(days=8), 4: NOW + timedelta(hours=5)}
    shown = painted(seen(offer(1), offer(2), offer(3), offer(4, "now"), due=due))
    assert sorted((1, 2, 3, 4), key=lambda number: shown.index(f"House {number}")) == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=3), "2 d 3 h"),
        (timedelta(hours=4, minutes=5), "4 h 05 min"),
        (timedelta(minutes=12, seconds=9), "12 min 09 s"),
        (timedelta(hours=-1), "1 h 00 min ago"),
    ],
)
def test_the_countdown_is_finer_the_nearer_it_comes(left, said):
    assert board.countdown(NOW + left, NOW) == said


def test_an_edited_letter_that_misses_something_stands_first_with_what_it_misses():
    letters = [draft("sent", "a@x.org"), draft("drafted", "b@x.org"), draft("edited", "c@x.org", misses=["no name"])]
    shown = painted(seen(offer(1, drafts=letters)))
    assert shown.index("c@x.org") < shown.index("no name") < shown.index("b@x.org") < shown.index("a@x.org")


def test_reminders_that_are_past_are_not_next():
    reminders = [{"uid": day, "summary": f"on {day}", "start": f"2026-03-{day}"} for day in ("19", "16", "17")]
    shown = painted(seen(offer(1, reminders=reminders)))
    assert "on 16" not in shown
    assert shown.index("on 17") < shown.index("on 19")


def test_a_mailbox_that_fails_is_told_with_why():
    health = [store.Health(account="work", at=NOW, well=False, word="wrong password")]
    assert "work: last turn 17 Mar 09:30 failed: wrong password" in painted(seen(health=health))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 15), (200, 60)])
def test_however_much_there_is_it_fits_the_terminal_and_says_what_is_left_out(width, height):
    many = [offer(n, company="A very long name " * 9, drafts=[draft("edited")] * 9) for n in range(30)]
    lines = painted(seen(*many), width=width, height=height).splitlines()
    assert len(lines) <= height
    assert max(map(len, lines)) <= width
    assert sum("more" in line for line in lines) == 2


def test_it_shows_what_a_turn_has_changed_and_ends_with_q(home):
    home.fill(offer=False)
    home.run("run", "--once", "--as-of", AS_OF)
    with terminal.running(home.command("status", "--watch", "--as-of", AS_OF), dict(os.environ)) as screen:
        screen.wait_for("No offer among")
        client = home.client()
        client.append("INBOX", jobmail.offer(), msg_time=jobmail.NOW)
        client.logout()
        home.run("run", "--once", "--as-of", AS_OF)
        screen.wait_for("Harbour")
        screen.wait_for("Next reminders")
        screen.type("q")
        assert screen.end() == 0
    assert screen.raw.endswith(b"\x1b[?25h\x1b[?1049l")  # the cursor and what stood there before are back


def test_it_leaves_no_trace_where_there_is_no_book_yet(home):
    with terminal.running(home.command("status", "--watch"), dict(os.environ)) as screen:
        screen.wait_for("No turn has been taken yet")
        screen.type("\x03")
        assert screen.end() == 0
    assert not (home.root / "state").exists()


def test_programs_are_sent_to_json(home):
    assert "status --json" in home.run("status", "--watch", code=2).stderr
    assert "--json" in home.run("status", "--watch", "--json", code=2).stderr
