"""The program as its owner runs it: the installed command, a configuration file, a real Dovecot."""

import contextlib
import signal
import subprocess
import time

import jobmail
from home import AS_OF


def test_one_turn_finds_the_offer_and_a_second_changes_nothing(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    first = home.drafts()
    said = home.status()
    home.run("run", "--once", "--as-of", AS_OF)
    assert home.drafts() == first
    assert home.status() == said
    [offer] = [one for one in said["opportunities"] if one["offer_message_id"]]
    assert offer["offer_message_id"] == jobmail.OFFER
    assert (offer["company"], offer["stage"], offer["urgency"]) == ("Harbour Line", "offered", "now")
    assert len(offer["drafts"]) == len(first) == 6
    assert all(one["state"] == "drafted" for one in offer["drafts"])
    assert {one["message_id"] for one in said["messages"]} >= {jobmail.OFFER}


def test_a_dry_run_prints_what_it_would_do_and_does_nothing(home):
    home.fill()
    done = home.run("run", "--dry-run", "--as-of", AS_OF)
    assert done.stdout.count("Lay draft") == 6
    assert home.drafts() == []
    assert home.status()["opportunities"] == []


def test_a_decision_on_the_command_line_is_followed_and_can_be_taken_back(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    home.run("accept", "harbour")
    home.run("run", "--once", "--as-of", AS_OF)
    assert home.drafts() == []
    home.run("undecide", "harbour")
    home.run("run", "--once", "--as-of", AS_OF)
    assert len(home.drafts()) == 6


def test_the_owners_word_on_a_deadline_stands_above_what_was_read(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    home.run("correct", "harbour", "--deadline", "2026-05-20")
    [offer] = [one for one in home.status()["opportunities"] if one["offer_message_id"]]
    assert (offer["reply_by"], offer["urgency"]) == ("2026-05-20", "calm")


def test_a_message_corrected_to_be_no_offer_is_none(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    home.run("correct", jobmail.OFFER, "--kind", "other")
    assert not [one for one in home.status()["opportunities"] if one["offer_message_id"]]


def test_show_names_sentence_and_message_of_each_fact(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    shown = home.run("show", "Harbour", "--as-of", AS_OF).stdout
    assert "The salary is NOK 720,000 per year" in shown
    assert "Your offer from Harbour Line" in shown


def test_an_offer_that_does_not_exist_is_wrong_usage(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    assert "status" in home.run("show", "Nobody Inc", code=2).stderr


def test_a_server_out_of_reach_is_to_be_tried_later(home):
    home.configure(port=1)
    assert home.run("run", "--once", code=75).stdout == ""


def test_a_refused_log_in_fails_and_says_so_without_the_password(home):
    (home.root / "password").write_text("not the password\n")
    done = home.run("run", "--once", code=1)
    assert "home" in done.stderr
    assert "not the password" not in done.stderr


def test_a_password_file_that_others_may_read_is_refused_with_the_cure(home):
    (home.root / "password").chmod(0o644)
    assert "chmod 600" in home.run("run", "--once", code=78).stderr


def test_no_configuration_says_where_it_was_looked_for(home):
    (home.root / "courtesy.toml").unlink()
    assert "courtesy.toml" in home.run("status", code=78).stderr


def test_status_tells_silence_from_health(home):
    assert "No turn has been taken yet" in home.run("status").stdout
    home.run("run", "--once", "--as-of", AS_OF)
    assert "No offer among 0 messages" in home.run("status").stdout
    (home.root / "password").write_text("wrong\n")
    home.run("run", "--once", code=1)
    assert "failed" in home.run("status").stdout


@contextlib.contextmanager
def daemon(home):
    one = subprocess.Popen(home.command("run"), stderr=subprocess.PIPE, text=True)
    try:
        yield one
    finally:
        one.kill()
        one.wait()


def heard(one, words):
    for line in one.stderr:
        if words in line:
            return line
    raise AssertionError(f"the daemon ended without saying {words!r}")


def test_the_daemon_lays_letters_when_an_offer_arrives_and_stops_when_asked(home):
    home.fill(offer=False)
    with daemon(home) as one:
        heard(one, "Turn taken")
        client = home.client()
        client.append("INBOX", jobmail.offer())
        client.logout()
        heard(one, "Turn taken")
        assert len(home.drafts()) == 6
        begun = time.monotonic()
        one.send_signal(signal.SIGTERM)
        assert one.wait(30) == 0
        assert time.monotonic() - begun < 5  # what is promised to whoever stops it
        home.run("run", "--once")  # and it has let go of the book


def test_a_second_daemon_is_refused_while_one_runs(home):
    with daemon(home) as one:
        heard(one, "Turn taken")
        assert "another Courtesy" in home.run("run", "--once", code=75).stderr


def test_the_log_tells_no_bodies_and_no_addresses(home):
    home.fill()
    done = home.run("--verbose", "run", "--once", "--as-of", AS_OF)
    for secret in ("delighted", "@harbourline", "Quist", jobmail.ADDRESS, home.dovecot.password):
        assert secret not in done.stderr
