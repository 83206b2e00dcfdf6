"""Drafts in neomutt on a real Dovecot: looked at, edited, sent and deleted, and what the next turn says of them."""

import email
import email.policy
import shutil
import socket
import subprocess
import time
from pathlib import Path

import aiosmtpd.controller
import pytest

import jobmail
from home import AS_OF

SETTINGS = """
set folder = "imap://127.0.0.1:{port}/"
set imap_user = "{user}"
set imap_pass = "{password}"
set ssl_starttls = no
set ssl_force_tls = no
set spoolfile = "+INBOX"
set postponed = "+Drafts"
set record = "+Sent"
set from = "{address}"
set realname = "Ida Voss"
set smtp_url = "smtp://127.0.0.1:{submission}/"
set smtp_authenticators = ""
set editor = "{editor}"
set header_cache = ""
set crypt_use_gpgme = no
set confirmappend = no
set postpone = yes
set recall = yes
set copy = yes
set delete = yes
set wait_key = no
set markers = no
set mark_old = no
set help = no
set sleep_time = 0
set index_format = "%4C %Z %t %s"
ignore *
unignore from to subject in-reply-to
"""

EDITOR = """#!/bin/sh
cp "$1" "{seen}"
printf '\\nI shall write again in June.\\n' >> "$1"
"""

OPENED = {"astrid": "Astrid Lie", "jonas": "Jonas Berg", "mette": "Mette Dahl"}


class Sink:
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd names it
        self.taken.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 taken"


class Screen:
    """A program on a terminal of its own (tmux), whose keys are pressed and whose screen is read."""

    def __init__(self, socket: Path, *command):
        self._socket = str(socket)
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "140", "-y", "60", *command)

    def press(self, *keys):
        self._tmux("send-keys", *keys)

    def type(self, text):
        self._tmux("send-keys", "-l", text)
        self._tmux("send-keys", "Enter")

    def text(self):
        return self._tmux("capture-pane", "-p")

    def search(self, pattern):
        self.press("/")
        self.wait("Search for")
        self.type(pattern)

    def wait(self, *words):
        """Wait until all the words stand on the screen, wherever its lines break."""
        for _ in range(600):
            seen = " ".join(self.text().split())
            if all(" ".join(one.split()) in seen for one in words):
                return
            time.sleep(0.05)
        raise AssertionError(f"{words} do not stand on the screen:\n{self.text()}")

    def ended(self):
        """Wait until the program has ended."""
        for _ in range(600):
            if subprocess.run(["tmux", "-S", self._socket, "has-session"], check=False, capture_output=True).returncode:
                return
            time.sleep(0.05)
        raise AssertionError(f"it did not end:\n{self.text()}")

    def close(self):
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True)

    def _tmux(self, *words):
        return subprocess.run(
            ["tmux", "-S", self._socket, *words], check=True, capture_output=True, text=True
        ).stdout  # fmt: skip


@pytest.fixture
def sink():
    kept = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = aiosmtpd.controller.Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    kept.port = port
    yield kept
    server.stop()


@pytest.fixture
def laid(home):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    return home


@pytest.fixture
def neomutt(laid, sink, tmp_path):
    assert shutil.which("neomutt"), "this test needs neomutt and tmux: apt-get install neomutt tmux"
    editor, seen = tmp_path / "editor.sh", tmp_path / "seen.txt"
    editor.write_text(EDITOR.format(seen=seen))
    editor.chmod(0o755)
    (tmp_path / "muttrc").write_text(
        SETTINGS.format(
            port=laid.dovecot.port, user=laid.user, password=laid.dovecot.password, address=jobmail.ADDRESS,
            submission=sink.port, editor=editor,
        )
    )  # fmt: skip
    begun = []

    def start(*words):
        screen = Screen(
            tmp_path / f"tmux-{len(begun)}", "env", f"HOME={tmp_path}", "TERM=screen", "LC_ALL=C.UTF-8",
            "neomutt", "-n", "-F", str(tmp_path / "muttrc"), *words,
        )  # fmt: skip
        screen.seen = seen
        begun.append(screen)
        return screen

    yield start
    for screen in begun:
        screen.close()


def lying(home, mailbox):
    """Return what lies in a mailbox: bytes and flags, by UID."""
    client = home.client()
    client.select_folder(mailbox, readonly=True)
    found = client.fetch(client.search("ALL"), ["BODY.PEEK[]", "FLAGS"])
    client.logout()
    return {uid: (data[b"BODY[]"], data[b"FLAGS"]) for uid, data in found.items()}


def parsed(messages):
    return [email.message_from_bytes(data, policy=email.policy.default) for data, _ in messages.values()]


def to(messages, name):
    """Return the one message to somebody."""
    [one] = [mail for mail in parsed(messages) if name in str(mail["To"])]
    return one


def states(home):
    [offer] = [one for one in home.status()["opportunities"] if one["offer_message_id"]]
    return {one["to"][0].partition(".")[0]: one["state"] for one in offer["drafts"]}


def look(screen, name, mail):
    """Find a draft in the list, open it, and see there what a person ought to see."""
    screen.search(f"~t {name}")
    screen.press("Enter")
    screen.wait(
        f"To: {OPENED[name]} <{name}", f"Subject: {mail['Subject']}", f"In-Reply-To: {mail['In-Reply-To']}",
        *(one for one in mail.get_content().split("\n") if one),
    )  # fmt: skip
    screen.press("i")
    screen.wait("NeoMutt: +Drafts")


def recall(screen, name, mail):
    """Open a draft for editing, as a person does, and return when it is ready to be sent or put away."""
    screen.wait("Postponed Messages", *OPENED.values())
    screen.search(f"~t {name}")
    screen.press("Enter")
    screen.wait("-- Attachments", f"To: {OPENED[name]}", f"Subject: {mail['Subject']}")
    assert screen.seen.read_text().split() == mail.get_content().split()


def test_drafts_are_read_edited_sent_and_deleted_in_neomutt_and_the_turns_follow(laid, neomutt, sink):
    before = lying(laid, "Drafts")
    folder = neomutt("-f", "+Drafts")
    folder.wait(*(f"{mail['To'].addresses[0].display_name} {mail['Subject']}" for mail in parsed(before)))
    for name in OPENED:
        look(folder, name, to(before, name))
    folder.press("q")
    folder.ended()

    writing = neomutt("-p")
    recall(writing, "astrid", to(before, "astrid"))
    writing.press("P")
    writing.ended()
    writing = neomutt("-p")
    recall(writing, "jonas", to(before, "jonas"))
    writing.press("y")
    writing.ended()
    folder = neomutt("-f", "+Drafts")
    folder.wait(OPENED["mette"])
    folder.search("~t mette")
    folder.press("d")
    folder.press("q")
    folder.ended()

    after, [(recipients, sent)] = lying(laid, "Drafts"), sink.taken
    assert recipients == ["jonas.berg@harbourline.example"]
    assert "I shall write again in June." in sent.get_content()
    assert sent["In-Reply-To"] == to(before, "jonas")["In-Reply-To"]
    assert "I shall write again in June." in to(after, "astrid").get_content()
    assert to(after, "astrid")["In-Reply-To"] == to(before, "astrid")["In-Reply-To"]
    assert len(after) == len(before) - 2

    for _ in range(2):
        laid.run("run", "--once", "--as-of", AS_OF)
        assert states(laid) == dict.fromkeys(("nora", "olav", "per"), "drafted") | {
            "astrid": "edited", "jonas": "sent", "mette": "removed",
        }  # fmt: skip
        assert lying(laid, "Drafts") == after
