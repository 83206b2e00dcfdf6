"""Killed with SIGKILL at each step of a turn and run again: the same end as an undisturbed run, on a real Dovecot."""

import email
import email.policy
import re
import subprocess
import sys
from pathlib import Path

import imapclient
import pytest

import jobmail

DRIVER = Path(__file__).with_name("kill_driver.py")


def client(dovecot, user):
    one = imapclient.IMAPClient(dovecot.host, dovecot.port, ssl=False)
    one.login(user, dovecot.password)
    return one


def filled(dovecot, tmp_path, name, *, offer=True):
    """Return a user whose mailbox holds the job search, and an empty state directory."""
    user, root = dovecot.user(), tmp_path / name
    root.mkdir()
    (root / "password").write_text(dovecot.password)
    (root / "password").chmod(0o600)
    one = client(dovecot, user)
    for mailbox, data in [*jobmail.before_the_offer(), *([("INBOX", jobmail.offer())] if offer else [])]:
        one.append(mailbox, data, msg_time=jobmail.NOW)
    one.logout()
    return user, root


def run(dovecot, *jobs):
    """Run the driver on (user, root, attempts) jobs, one after the other in one process."""
    done = subprocess.run(
        [sys.executable, str(DRIVER), str(dovecot.port)]
        + [f"{user}:{root}:{','.join(map(str, attempts))}" for user, root, attempts in jobs],
        capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [int(line) for line in done.stdout.split()]


def picture(dovecot, user, root):
    """Return what can be seen from outside, without what is minted from the book's secret."""
    one = client(dovecot, user)
    drafts, flags = [], []
    one.select_folder("Drafts", readonly=True)
    for data in one.fetch(one.search("ALL"), ["BODY.PEEK[]", "FLAGS"]).values():
        mail = email.message_from_bytes(data[b"BODY[]"], policy=email.policy.default)
        drafts.append((mail["To"], mail["Subject"], mail.get_content(), mail["In-Reply-To"], sorted(data[b"FLAGS"])))
    one.select_folder("INBOX", readonly=True)
    envelopes = one.fetch(one.search("ALL"), ["FLAGS", "ENVELOPE"]).values()
    flags += [(data[b"ENVELOPE"].message_id, sorted(set(data[b"FLAGS"]) - {rb"\Recent"})) for data in envelopes]
    mailboxes = sorted(name for _, _, name in one.list_folders())
    one.logout()
    files = sorted((path.name == "courtesy.ics", events(path.read_bytes())) for path in (root / "state").rglob("*.ics"))
    return sorted(drafts), sorted(flags), files, mailboxes


def events(data):
    """Return what an object or a feed says, event by event, without the UIDs."""
    bare = re.sub(rb"(?m)^UID:.*\r\n(?: .*\r\n)*|^END:VCALENDAR\r\n", b"", data)
    return sorted(bare.split(b"BEGIN:VEVENT"))


@pytest.fixture(scope="module")
def undisturbed(dovecot, tmp_path_factory):
    """Return the picture after an undisturbed turn, and how many steps the turn took."""
    user, root = filled(dovecot, tmp_path_factory.mktemp("calm"), "calm")
    [steps] = run(dovecot, (user, root, [0]))
    seen = picture(dovecot, user, root)
    assert len(seen[0]) >= 6
    run(dovecot, (user, root, [0]))
    assert picture(dovecot, user, root) == seen
    return seen, steps


def test_killed_at_every_step_and_run_again_it_ends_as_if_undisturbed(dovecot, tmp_path, undisturbed):
    seen, steps = undisturbed
    worlds = {step: filled(dovecot, tmp_path, f"step-{step}") for step in range(1, steps + 1)}
    run(dovecot, *((user, root, [step, 0]) for step, (user, root) in worlds.items()))
    for step, (user, root) in worlds.items():
        assert picture(dovecot, user, root) == seen, f"killed at step {step} of {steps}"


def test_killed_again_and_again_it_still_ends_as_if_undisturbed(dovecot, tmp_path, undisturbed):
    seen, _ = undisturbed
    user, root = filled(dovecot, tmp_path, "unlucky")
    run(dovecot, (user, root, [3, 9, 5, 14, 7, 11, 4, 0]))
    assert picture(dovecot, user, root) == seen
