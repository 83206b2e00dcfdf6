"""Notices from the turn to the owner: over a real submission server with TLS, and by apprise to a real webhook."""

import contextlib
import email
import email.policy
import http.server
import json
import threading
from datetime import timedelta

import pytest

import jobmail
from courtesy import errors
from courtesy.plan import trouble
from courtesy.servers import memory
from courtesy.turn import desk, give, take


class Hook(http.server.BaseHTTPRequestHandler):
    """What apprise calls."""

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append((self.path, told))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def hook():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        server.told, server.answer = [], 200
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def account(world, name, port, certificate, *, password="secret"):
    secret = world.root / f"{name}-password"
    secret.write_text(f"{password}\n")
    secret.chmod(0o600)
    ca_file = str(certificate / "cert.pem")
    return {
        "name": name,
        "address": jobmail.ADDRESS,
        "imap": {"host": "127.0.0.1", "security": "plain", "password_file": secret.name},
        "smtp": {"host": "127.0.0.1", "port": port, "security": "tls", "username": "robin", "ca_file": ca_file},
    }


def wanting(world, accounts=None, **notices):
    world.table = {**world.table, "notices": notices, **({"accounts": accounts} if accounts else {})}


def arrived(kept):
    return [email.message_from_bytes(one.content, policy=email.policy.default) for one in kept.envelopes]


async def turn(office, mail):
    at = desk.Desk(account=office.settings.accounts[0], server=memory.Server(mail), office=office)
    with contextlib.suppress(errors.CourtesyError):
        report = await take.noted(at)
        await give.give(office, report.notices)
        return
    await give.give(office)


def fail(office, kind, word="LOGIN failed", **more):
    now = office.clock()
    name = more.get("name", office.settings.accounts[0].name)
    office.book.failed(trouble.Trouble(account=name, kind=kind, word=word, since=now, at=now))


async def test_an_offer_that_presses_is_mailed_once_by_tls_with_all_that_the_owner_needs(
    world, submission_server, certificate
):
    kept, port = await submission_server("tls")
    wanting(world, [account(world, "home", port, certificate)], email=True)
    world.settle()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.now = jobmail.NOW + timedelta(hours=3)
    with world.office() as office:
        await turn(office, world.mail)
        await turn(office, world.mail)
    (mail,) = arrived(kept)
    assert mail["To"] == mail["From"] == jobmail.ADDRESS
    for word in ("What: ", "Why: ", "By when: ", "What lies ready: ", "letters in Drafts"):
        assert word in mail.get_content()


async def test_a_log_in_that_broke_is_told_once_a_day_by_whichever_account_still_works(
    world, submission_server, certificate
):
    broken, first = await submission_server("tls")
    kept, second = await submission_server("tls")
    accounts = [
        account(world, "home", first, certificate, password="revoked"),
        {**account(world, "work", second, certificate), "address": "ida@work.example"},
    ]
    wanting(world, accounts, email=True)
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        for _ in range(25):
            await give.give(office)
            world.now += timedelta(hours=1)
    assert not broken.envelopes
    first, again = arrived(kept)
    assert first["To"] == "ida@work.example"
    assert "home" in first["Subject"]
    assert "LOGIN failed" in first.get_content()
    assert first["Message-ID"] != again["Message-ID"]


async def test_a_submission_server_out_of_reach_is_tried_again_and_the_notice_is_not_lost(
    world, submission_server, certificate
):
    kept, port = await submission_server("tls")
    wanting(world, [account(world, "home", port, certificate)], email=True)
    kept.answer = "451 Later"
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        await give.give(office)
        kept.answer = "250 OK"
        await give.give(office)
        assert not kept.envelopes
        world.now += timedelta(minutes=3)
        await give.give(office)
    assert len(kept.envelopes) == 1


async def test_notices_go_by_apprise_to_every_address_and_again_only_to_one_that_failed(world, hook):
    port = hook.server_address[1]
    (world.root / "push").write_text(f"# my telephone\njson://127.0.0.1:{port}/telephone\n")
    (world.root / "push").chmod(0o600)
    wanting(world, apprise=[f"json://127.0.0.1:{port}/desktop", "json://127.0.0.1:1/nobody"], apprise_file="push")
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        await give.give(office)
        world.now += timedelta(minutes=10)
        await give.give(office)
    assert sorted(path for path, _ in hook.told) == ["/desktop", "/telephone"]
    assert all("home" in told["title"] and "What to do: " in told["message"] for _, told in hook.told)


async def test_an_address_for_apprise_stands_in_no_log_and_not_in_the_book(world, hook, caplog):
    caplog.set_level("DEBUG")
    secret = f"json://robin:tokentoken@127.0.0.1:{hook.server_address[1]}/tokenpath"
    (world.root / "push").write_text(f"{secret}\nwhat://tokentoken\ntokentoken\nmailto://tokentoken@else.example\n")
    (world.root / "push").chmod(0o600)
    wanting(world, apprise_file="push")
    hook.answer = 500
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        await give.give(office)
    assert [path for path, _ in hook.told] == ["/tokenpath"]
    book = b"".join(path.read_bytes() for path in (world.root / "state").iterdir() if path.is_file())
    assert b"tokentoken" not in book
    heard = " ".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records)
    assert "could not be given" in heard
    assert "tokentoken" not in heard
    assert "tokenpath" not in heard


async def test_a_file_of_addresses_that_others_may_read_is_not_read_and_mail_goes_all_the_same(
    world, submission_server, certificate, caplog
):
    kept, port = await submission_server("tls")
    (world.root / "push").write_text("json://127.0.0.1:1/x\n")
    (world.root / "push").chmod(0o644)
    wanting(world, [account(world, "home", port, certificate)], email=True, apprise_file="push")
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        await give.give(office)
    assert len(kept.envelopes) == 1
    assert any("chmod 600" in str(vars(one)) for one in caplog.records)


async def test_without_a_wish_for_notices_none_is_given(world):
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN)
        await give.give(office)
        assert office.book.told() == []
        assert office.ways() == []


async def test_a_notice_that_arrives_in_the_mailbox_is_no_mail_of_anybody_and_changes_nothing(
    world, submission_server, certificate
):
    kept, port = await submission_server("tls")
    wanting(world, [account(world, "home", port, certificate)], email=True, digest=f"{jobmail.NOW:%A}".lower())
    world.settle()
    world.mail.deliver(jobmail.offer(), when=jobmail.NOW)
    world.now = jobmail.NOW + timedelta(hours=3)
    with world.office() as office:
        fail(office, trouble.Kind.LOG_IN, name="home")
        await give.give(office)
        await turn(office, world.mail)
        before = take.case(office).opportunities, world.messages("Drafts")
        assert len(kept.envelopes) == 3
        for envelope in kept.envelopes:
            world.mail.deliver(envelope.content, when=world.now)
        await turn(office, world.mail)
        assert (take.case(office).opportunities, world.messages("Drafts")) == before
    assert len(kept.envelopes) == 3
