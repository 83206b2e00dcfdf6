"""What `courtesy check` says of set-ups that are broken: each by its name, with its cure, and all of them at once."""

import os
import re
import socket
import ssl
from datetime import UTC, datetime, timedelta

import imapclient
import pytest
import trustme

import dovecot as server
import proxy
from courtesy import app
from courtesy.checkup import finding, look, trial
from courtesy.servers import embedded

OWNER = '[owner]\nname = "Robin"\ntimezone = "Europe/London"\n'


class Place:
    """A configuration that can be broken, and what the check-up finds there."""

    def __init__(self, root):
        self.root = root
        self.password("secret")

    def password(self, text, mode=0o600):
        path = self.root / "password"
        path.write_text(text + "\n")
        path.chmod(mode)

    def account(self, *, user, port, name="one", host="localhost", security="tls", ca_file="", more="", boxes=""):
        return f"""
[[accounts]]
name = "{name}"
address = "{user}"
[accounts.imap]
host = "{host}"
port = {port}
security = "{security}"
ca_file = "{ca_file}"
password_file = "password"
{more}
[accounts.mailboxes]
{boxes}
"""

    async def look(self, text):
        (self.root / "courtesy.toml").write_text(OWNER + text)
        where = app.Place(configuration=self.root / "courtesy.toml", state=self.root / "state")
        return await look.look(where, {**os.environ, "PATH": "/nowhere"}, patience=2)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    return Place(tmp_path)


@pytest.fixture
def well(place, dovecot):
    """Return an account with nothing wrong about it."""
    return place.account(user=dovecot.user(), port=dovecot.tls_port, ca_file=dovecot.ca_file)


def wrong(found):
    return [one for one in found if one.exit_code]


def lying(dovecot, user, *mailboxes):
    """Return what lies in mailboxes, by subject."""
    client = imapclient.IMAPClient(dovecot.host, dovecot.port, ssl=False)
    client.login(user, dovecot.password)
    found = []
    for mailbox in mailboxes:
        client.select_folder(mailbox, readonly=True)
        found += [one[b"ENVELOPE"].subject for one in client.fetch(client.search(), "ENVELOPE").values()]
    client.logout()
    return found


async def test_where_nothing_is_wrong_every_line_is_well(place, well):
    found = await place.look(well)
    assert [one.mark for one in found if one.mark != "✓"] == []
    assert {"log-in", "test draft", "push", "keywords", "clock", "disk", "service"} <= {one.what for one in found}
    assert finding.worst(found) == 0


async def test_a_wrong_password_is_named_with_where_to_get_the_right_one(place, dovecot):
    place.password("not this one")
    [one] = wrong(await place.look(place.account(user=dovecot.user(), port=dovecot.tls_port, ca_file=dovecot.ca_file)))
    assert (one.what, one.exit_code) == ("log-in", 1)
    assert "refused the log-in" in one.word
    assert "app password" in one.word
    assert "not this one" not in one.word + one.cure


async def test_a_wrong_port_is_named_with_the_usual_ones(place, dovecot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    [one] = wrong(await place.look(place.account(user=dovecot.user(), port=port, ca_file=dovecot.ca_file)))
    assert one.exit_code == 75
    assert re.search(rf"localhost:{port} cannot be reached.*accounts\.imap\.host and port", one.word)


async def test_the_port_of_another_security_is_named_with_the_usual_ones(place, dovecot):
    [one] = wrong(await place.look(place.account(user=dovecot.user(), port=dovecot.port, ca_file=dovecot.ca_file)))
    assert re.search(r"does not speak TLS.*993.*143", one.word)


async def test_an_expired_certificate_is_named_and_not_talked_around(place, dovecot, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", not_after=datetime.now(UTC) - timedelta(days=3)).configure_cert(context)
    async with proxy.running(dovecot.port, tls=context) as port:
        account = place.account(user=dovecot.user(), port=port, ca_file=str(tmp_path / "ca.pem"))
        [one] = wrong(await place.look(account))
    assert "expired" in one.word
    assert "renew" in one.word
    assert "clock" in one.word
    assert "ca_file" not in one.word


async def test_a_server_without_drafts_is_named_with_the_key_to_set_and_the_names_there_are(place):
    with server.running(special={"Postausgang-Kopien": r"\Sent", "Angefangenes": r"\Archive"}) as bare:
        [one] = wrong(await place.look(place.account(user=bare.user(), port=bare.tls_port, ca_file=bare.ca_file)))
    assert one.exit_code == 78
    assert "drafts" in one.word
    assert "Angefangenes" in one.word
    assert "[accounts.mailboxes] drafts" in one.cure


async def test_a_mailbox_that_may_only_be_read_is_named_with_what_that_means(place, dovecot):
    def rewrite(line):
        return line.replace(b"[READ-WRITE]", b"[READ-ONLY]")

    user = dovecot.user()
    async with proxy.running(dovecot.port, rewrite) as port:
        found = await place.look(place.account(user=user, port=port, security="plain"))
    assert [one.what for one in wrong(found)] == ["mailbox INBOX", "mailbox Drafts"]
    assert all("only be read" in one.word and one.cure for one in wrong(found))
    assert "test draft" not in {one.what for one in found}
    assert lying(dovecot, user, "Drafts") == []


async def test_a_server_that_keeps_no_keywords_is_named_and_can_be_lived_with(place):
    async with embedded.running({"robin@example.test": embedded.User(password="secret")}) as port:
        found = await place.look(
            place.account(user="robin@example.test", host=embedded.HOST, port=port, security="plain")
        )
    [one] = [one for one in found if one.what == "keywords"]
    assert one.mark == "!"
    assert "keeps no keywords" in one.word
    assert "flag alone" in one.cure
    assert wrong(found) == []


@pytest.mark.parametrize(("hours", "told"), [(3, "3 hours behind"), (-1, "60 minutes ahead of")])
async def test_a_clock_that_is_off_is_named_with_how_far_and_how_to_set_it(place, dovecot, hours, told):
    def rewrite(line):
        def later(hit):
            then = datetime.strptime(hit[1].decode(), "%d-%b-%Y %H:%M:%S %z") + timedelta(hours=hours)
            return f'INTERNALDATE "{then:%d-%b-%Y %H:%M:%S %z}"'.encode()

        return re.sub(rb'INTERNALDATE "([^"]+)"', later, line)

    async with proxy.running(dovecot.port, rewrite) as port:
        [one] = wrong(await place.look(place.account(user=dovecot.user(), port=port, security="plain")))
    assert one.what == "clock"
    assert told in one.word
    assert "timedatectl" in one.cure


@pytest.mark.parametrize(
    ("breaking", "told", "cure"),
    [
        (lambda path: path.unlink(), "no such file", "for you alone"),
        (lambda path: path.chmod(0o644), "others may read", "chmod 600"),
        (lambda path: path.write_text(""), "is empty", "first line"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read", "password"),
    ],
)
async def test_a_secret_that_cannot_be_read_is_named_with_how_to_mend_it(place, well, breaking, told, cure):
    breaking(place.root / "password")
    [one] = wrong(await place.look(well))
    assert (one.what, one.exit_code) == ("password", 78)
    assert told in one.word
    assert cure in one.word


async def test_a_bad_template_is_named_with_its_file_and_line(place, well):
    (place.root / "mine").mkdir()
    (place.root / "mine" / "decline.en.eml.j2").write_text("Subject: {{ subject }}\n\n{% if %}\n")
    [one] = wrong(await place.look('[letters]\ntemplates = "mine"\n' + well))
    assert (one.place, one.what) == ("Letters", "templates")
    assert "decline.en.eml.j2" in one.word
    assert "line 3" in one.word
    assert "take it away" in one.cure


async def test_a_letter_that_would_not_be_fit_to_be_laid_is_named_with_what_is_wrong_with_it(place, well):
    [one] = wrong(await place.look('[voice]\nforbidden = ["thank"]\n' + well))
    assert (one.place, one.what) == ("Letters", "templates")
    assert "thank_you.en.eml.j2" in one.word
    assert "[voice]" in one.cure


async def test_an_unknown_key_is_named_with_the_nearest_and_the_rest_is_looked_at(place, well):
    found = await place.look("[letters]\nprepair = 'offer'\n" + well)
    [one] = wrong(found)
    assert "letters.prepair is not a setting; did you mean prepare?" in one.word
    assert {"log-in", "test draft"} <= {one.what for one in found}


async def test_ten_things_wrong_are_all_told_at_once(place, dovecot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (place.root / "mine").mkdir()
    (place.root / "mine" / "phrases.en.toml").write_text("= nothing")
    (place.root / "state").mkdir()
    (place.root / "state").chmod(0o755)
    (place.root / "locked").mkdir()
    fine = {"user": dovecot.user(), "port": dovecot.tls_port, "ca_file": dovecot.ca_file}
    found = await place.look(
        '[letters]\ntemplates = "mine"\nprepare = "never"\n[reminders]\nfeed = "password/x.ics"\n[watch]\npol = 3\n'
        + place.account(name="nowhere", **fine | {"port": port})
        + place.account(name="untrusted", **fine | {"ca_file": ""})
        + place.account(name="named", **fine, boxes='drafts = "Entwürfe"\nalso = ["Attic"]')
        + place.account(name="closed", **fine).replace('password_file = "password"', 'password_command = "false"')
    )
    assert [(one.place, one.what) for one in wrong(found)] == [
        ("Configuration", "at fault"),
        ("Configuration", "at fault"),
        ("Account nowhere", "log-in"),
        ("Account untrusted", "log-in"),
        ("Account named", "mailboxes"),
        ("Account named", "mailboxes"),
        ("Account closed", "password"),
        ("Letters", "templates"),
        ("Calendar", "reminders.feed"),
        ("This machine", "state"),
    ]
    assert finding.worst(found) == 78


async def test_a_server_that_announces_idle_but_says_nothing_is_told_of(place, dovecot):
    idling = set()

    def rewrite(line):
        idling.add(line[:1] == b"+")
        return b"" if True in idling and re.match(rb"\* \d+ (EXISTS|RECENT)", line) else line

    async with proxy.running(dovecot.port, rewrite) as port:
        found = await place.look(place.account(user=dovecot.user(), port=port, security="plain"))
    [one] = [one for one in found if one.what == "push"]
    assert one.mark == "!"
    assert "told nothing" in one.word


async def test_nothing_is_left_in_the_mailbox_and_what_a_killed_check_left_is_cleaned_up(place, dovecot):
    user = dovecot.user()
    text = place.account(user=user, port=dovecot.tls_port, ca_file=dovecot.ca_file)
    client = imapclient.IMAPClient(dovecot.host, dovecot.port, ssl=False)
    client.login(user, dovecot.password)
    client.append("Drafts", b"Subject: mine\r\nMessage-ID: <mine@example.test>\r\n\r\nNot yet done.\r\n")
    left = f"Subject: {trial.SUBJECT}\r\nMessage-ID: <test-draft.courtesy.check@example.test>\r\n\r\nleft\r\n"
    client.append("Drafts", left.encode())
    client.logout()
    assert wrong(await place.look(text)) == []
    assert lying(dovecot, user, "INBOX", "Drafts", "Sent", "Trash") == [b"mine"]


async def test_nothing_is_left_in_trash_where_what_is_deleted_goes_there(place):
    with server.running(capability="IMAP4rev1 IDLE UIDPLUS MOVE SPECIAL-USE X-GM-EXT-1") as like_gmail:
        user = like_gmail.user()
        found = await place.look(place.account(user=user, port=like_gmail.tls_port, ca_file=like_gmail.ca_file))
        assert [one.mark for one in found if one.what == "test draft"] == ["✓"]
        assert lying(like_gmail, user, "INBOX", "Drafts", "Sent", "Trash", "Archive") == []


async def test_where_one_message_cannot_be_taken_away_alone_none_is_laid(place):
    with server.running(capability="IMAP4rev1 IDLE") as old:
        user = old.user()
        client = imapclient.IMAPClient(old.host, old.port, ssl=False)
        client.login(user, old.password)
        client.append("Drafts", b"Subject: half gone\r\n\r\nx\r\n", [r"\Deleted"])
        client.logout()
        [one] = wrong(await place.look(place.account(user=user, port=old.tls_port, ca_file=old.ca_file)))
        assert "None was laid" in one.word
        assert lying(old, user, "Drafts") == [b"half gone"]
