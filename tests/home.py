"""The program as its owner has it: the installed command, a configuration file, a real Dovecot."""

import json
import subprocess
import sys
from pathlib import Path

import imapclient
import pytest

import jobmail

AS_OF = jobmail.NOW.isoformat()


class Home:
    """A configuration, a state directory, and a mailbox on Dovecot."""

    def __init__(self, dovecot, root: Path) -> None:
        self.dovecot, self.root, self.user = dovecot, root, dovecot.user()
        (root / "password").write_text(dovecot.password + "\n")
        (root / "password").chmod(0o600)
        self.configure()

    def configure(self, **changes):
        given = {"password_file": "password", "port": self.dovecot.tls_port, **changes}
        (self.root / "courtesy.toml").write_text(f"""
[owner]
name = "Ida Voss"
timezone = "Europe/Oslo"
[[accounts]]
name = "home"
address = "{jobmail.ADDRESS}"
[accounts.imap]
host = "127.0.0.1"
port = {given["port"]}
username = "{self.user}"
password_file = "{given["password_file"]}"
ca_file = "{self.dovecot.ca_file}"
""")

    def command(self, *words):
        return [
            sys.executable, "-m", "courtesy.cli", "--config", str(self.root / "courtesy.toml"),
            "--state", str(self.root / "state"), *words,
        ]  # fmt: skip

    def run(self, *words, code=0):
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == code, done.stderr
        return done

    def client(self):
        one = imapclient.IMAPClient(self.dovecot.host, self.dovecot.port, ssl=False)
        one.login(self.user, self.dovecot.password)
        return one

    def fill(self, *, offer=True):
        one = self.client()
        for mailbox, data in [*jobmail.before_the_offer(), *([("INBOX", jobmail.offer())] if offer else [])]:
            one.append(mailbox, data, msg_time=jobmail.NOW)
        one.logout()

    def drafts(self):
        one = self.client()
        one.select_folder("Drafts", readonly=True)
        found = one.search("ALL")
        one.logout()
        return found

    def status(self):
        return json.loads(self.run("status", "--json", "--as-of", AS_OF).stdout)


@pytest.fixture
def home(dovecot, tmp_path):
    return Home(dovecot, tmp_path)
