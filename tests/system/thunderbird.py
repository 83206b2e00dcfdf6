"""Drafts in Thunderbird on a real Dovecot: opened, edited, sent, deleted, and what the next turn says of them.

Not among the tests that run with the others, since it takes a desktop program of some size:

    apt-get install thunderbird xvfb openbox x11-apps imagemagick
    .venv/bin/python -m pytest tests/system/thunderbird.py

Thunderbird is driven by its own remote protocol (Marionette); with SHOTS=DIR its windows are drawn there.
"""

import contextlib
import json
import os
import socket
import subprocess
import time
from pathlib import Path

import aiosmtpd.controller
import pytest

import jobmail
from home import AS_OF
from system import test_neomutt as neomutt

DISPLAY = ":91"
COMPOSE = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
let win = Services.wm.getMostRecentWindow("mail:3pane");
let wait = ms => new Promise(r => win.setTimeout(r, ms));
let drafts = MailServices.accounts.getAccount("account1").incomingServer.rootFolder.descendants
    .find(f => f.URI.endsWith("/Drafts"));
let about = win.document.getElementById("tabmail").currentAbout3Pane;
about.displayFolder(drafts.URI);
drafts.updateFolder(win.msgWindow);
await wait(1500);
about.sortController.sortUnthreaded();
let row = -1;
for (let tries = 0; tries < 60 && row < 0; tries++) {
    await wait(250);
    let view = about.gDBView;
    for (let i = 0; view && i < view.rowCount; i++)
        if (view.getMsgHdrAt(i).recipients.includes(A[0]) && view.getMsgHdrAt(i).messageId == A[1]) row = i;
}
if (row < 0) {
    let view = about.gDBView, seen = [];
    for (let i = 0; view && i < view.rowCount; i++)
        seen.push(view.getMsgHdrAt(i).recipients + " | " + view.getMsgHdrAt(i).mime2DecodedSubject);
    throw new Error(`no draft to ${A[0]}, ${A[1]} among: ${seen.join("; ")}`);
}
about.threadTree.selectedIndex = row;
await wait(1500);
"""
OPEN = (
    COMPOSE
    + """
about.commandController.doCommand("cmd_editDraftMsg");
let cw = null;
let ready = () => cw?.gMsgCompose?.editor && !cw.gMsgCompose.insertingQuotedContent;
for (let tries = 0; tries < 80 && !ready(); tries++) {
    await wait(250);
    cw = Services.wm.getMostRecentWindow("msgcompose");
}
await wait(2000);
let doc = cw.document;
return {
    subject: doc.getElementById("msgSubject").value,
    to: [...doc.querySelectorAll("#toAddrContainer mail-address-pill")].map(x => x.fullAddress),
    references: cw.gMsgCompose.compFields.references,
    html: cw.gMsgCompose.composeHTML,
    attached: doc.getElementById("attachmentBucket").itemCount,
    body: doc.getElementById("messageEditor").contentDocument.body.innerText,
};
"""
)  # fmt: skip
TYPE = """
let cw = Services.wm.getMostRecentWindow("msgcompose");
let editor = cw.GetCurrentEditor();
editor.endOfDocument();
editor.insertText(A[0]);
cw.gContentChanged = true;
await new Promise(r => cw.setTimeout(r, 500));
"""
SAVE = """
let win = Services.wm.getMostRecentWindow("mail:3pane");
let cw = Services.wm.getMostRecentWindow("msgcompose");
cw.SaveAsDraft();
await new Promise(r => win.setTimeout(r, 4000));
cw.gContentChanged = false;
cw.close();
await new Promise(r => win.setTimeout(r, 1000));
"""
SEND = """
let win = Services.wm.getMostRecentWindow("mail:3pane");
Services.wm.getMostRecentWindow("msgcompose").goDoCommand("cmd_sendNow");
await new Promise(r => win.setTimeout(r, 7000));
"""
DELETE = (
    COMPOSE
    + """
about.commandController.doCommand("cmd_delete");
await wait(3000);
"""
)
LOG_IN = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
let server = MailServices.accounts.getAccount("account1").incomingServer;
let login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
login.init("imap://127.0.0.1", null, "imap://127.0.0.1", A[0], A[1], "", "");
await Services.logins.addLoginAsync(login);
let win = Services.wm.getMostRecentWindow("mail:3pane");
let names = () => server.rootFolder.descendants.map(f => f.URI);
for (let tries = 0; tries < 30 && !names().some(one => one.endsWith("/Drafts")); tries++) {
    if (tries % 10 == 0) {
        server.performExpand(win.msgWindow);
        let inbox = server.rootFolder.descendants.find(f => f.URI.endsWith("/INBOX"));
        let about = win.document.getElementById("tabmail").currentAbout3Pane;
        if (inbox && about) about.displayFolder(inbox.URI);
    }
    await new Promise(r => win.setTimeout(r, 500));
}
return names();
"""


class Thunderbird:
    """A running Thunderbird, by Marionette."""

    def __init__(self, port: int) -> None:
        for _ in range(300):
            with contextlib.suppress(OSError):
                self._socket = socket.create_connection(("127.0.0.1", port), 120)
                break
            time.sleep(0.2)
        self._buffer, self._count = b"", 0
        self._receive()
        self._call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self._call("Marionette:SetContext", {"value": "chrome"})

    def run(self, script: str, *words: str) -> object:
        """Run the body of an asynchronous function within Thunderbird."""
        body = (
            "let cb = arguments[arguments.length - 1]; let A = Array.from(arguments).slice(0, -1);"
            f"(async () => {{{script}}})().then(x => cb({{ok: x ?? null}}), e => cb({{err: String(e) + e.stack}}));"
        )
        given = {"script": body, "args": words, "newSandbox": True, "sandbox": "system", "scriptTimeout": 90000}
        value = self._call("WebDriver:ExecuteAsyncScript", given)["value"]
        assert "err" not in value, value
        return value["ok"]

    def _call(self, name: str, given: dict) -> dict:
        self._count += 1
        data = json.dumps([0, self._count, name, given]).encode()
        self._socket.sendall(b"%d:%b" % (len(data), data))
        _, _, error, result = self._receive()
        assert not error, error
        return result

    def _receive(self) -> list:
        while b":" not in self._buffer:
            self._more()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._more()
        data, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(data)

    def _more(self) -> None:
        some = self._socket.recv(65536)
        assert some, "Thunderbird has gone"
        self._buffer += some


def preferences(home, submission: int, marionette: int) -> dict[str, object]:
    account = {
        "type": "imap", "hostname": "127.0.0.1", "port": home.dovecot.port, "userName": home.user, "socketType": 0,
        "authMethod": 3, "login_at_startup": False, "check_new_mail": False, "offline_download": False, "name": "home",
    }  # fmt: skip
    local = {"type": "none", "hostname": "Local Folders", "userName": "nobody", "name": "Local Folders",
             "directory-rel": "[ProfD]Mail/Local Folders"}  # fmt: skip
    identity = {
        "fullName": "Ida Voss", "useremail": jobmail.ADDRESS, "smtpServer": "smtp1", "valid": True, "fcc": True,
        "draft_folder": f"imap://{home.user}@127.0.0.1/Drafts", "fcc_folder": f"imap://{home.user}@127.0.0.1/Sent",
    }  # fmt: skip
    smtp = {"hostname": "127.0.0.1", "port": submission, "authMethod": 1, "try_ssl": 0, "username": "", "type": "smtp"}
    quiet = (
        "mailnews.start_page.enabled", "mail.shell.checkDefaultClient", "app.update.enabled", "app.update.auto",
        "datareporting.policy.dataSubmissionEnabled", "network.captive-portal-service.enabled", "mail.compose.autosave",
        "network.connectivity-service.enabled", "mail.inappnotifications.enabled", "messenger.account-hub.enabled",
        "mail.compose.attachment_reminder", "mail.warn_on_send_accel_key", "browser.cache.disk.enable",
        "mailnews.database.global.indexer.enabled",
    )  # fmt: skip
    return {
        "mail.accountmanager.accounts": "account1,account2", "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2", "mail.account.account1.identities": "id1",
        "mail.account.account1.server": "server1", "mail.account.account2.server": "server2",
        "mail.account.lastKey": 2, "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1",
        **{f"mail.server.server1.{name}": value for name, value in account.items()},
        **{f"mail.server.server2.{name}": value for name, value in local.items()},
        **{f"mail.identity.id1.{name}": value for name, value in identity.items()},
        **{f"mail.smtpserver.smtp1.{name}": value for name, value in smtp.items()},
        **dict.fromkeys(quiet, False),
        "marionette.port": marionette, "mail.rights.version": 1, "mail.spotlight.firstRunDone": True,
        "mail.provider.suppress_dialog_on_startup": True, "app.donation.eoy.version.viewed": 999,
        "intl.locale.requested": "en-US", "mail.e2ee.auto_enable": False,
    }  # fmt: skip


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


@pytest.fixture
def sink():
    kept = neomutt.Sink()
    kept.port = free()
    server = aiosmtpd.controller.Controller(kept, hostname="127.0.0.1", port=kept.port)
    server.start()
    yield kept
    server.stop()


@pytest.fixture
def client(home, sink, tmp_path):
    """Return a way to begin Thunderbird on the owner's mailbox."""
    begun = []
    profile = tmp_path / "profile"
    profile.mkdir()
    port = free()
    lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences(home, sink.port, port).items())
    (profile / "user.js").write_text("\n".join(lines))
    around = {**os.environ, "HOME": str(tmp_path), "DISPLAY": DISPLAY}

    def start():
        begun.append(subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1400x950x24", "-nolisten", "tcp"]))
        time.sleep(1)
        begun.append(subprocess.Popen(["openbox"], env=around, stderr=subprocess.DEVNULL))
        words = [
            "thunderbird",
            "--profile",
            str(profile),
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
        ]
        begun.append(subprocess.Popen(words, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        one = Thunderbird(port)
        names = one.run(LOG_IN, home.user, home.dovecot.password)
        shoot("begun")
        assert any(name.endswith("/Drafts") for name in names), names
        return one

    yield start
    for one in reversed(begun):
        one.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            one.wait(20)


def shoot(name: str) -> None:
    if where := os.environ.get("SHOTS"):
        words = ["import", "-window", "root", str(Path(where) / f"{name}.png")]
        subprocess.run(words, check=False, env={**os.environ, "DISPLAY": DISPLAY})


def states(home):
    [offer] = [one for one in home.status()["opportunities"] if one["offer_message_id"]]
    return {(one["letter"], one["to"][0].partition(".")[0]): one["state"] for one in offer["drafts"]}


def look(window, mail):
    """See in the window for writing what a person ought to see."""
    assert window["subject"] == mail["Subject"]
    assert mail["To"].addresses[0].addr_spec in window["to"][0]
    assert not window["html"]
    assert window["attached"] == 0
    assert (mail["In-Reply-To"] or "") in window["references"]
    assert window["body"].split() == mail.get_content().split()


def test_drafts_are_edited_sent_and_deleted_in_thunderbird_and_the_turns_follow(home, client, sink):
    home.fill()
    home.run("run", "--once", "--as-of", AS_OF)
    home.run("letter", "ask_time", "harbour", "--until", "2026-05-15", "--as-of", AS_OF)
    home.run("letter", "referral", "harbour", "jonas", "--introduce", "Ines Moreau", "--as-of", AS_OF)
    home.run("run", "--once", "--as-of", AS_OF)
    before = neomutt.lying(home, "Drafts")
    known = {(one["letter"], one["to"][0].partition(".")[0]): one["message_id"] for one in drafts(home)}
    mails = {mail["Message-ID"]: mail for mail in neomutt.parsed(before)}
    bird = client()

    def open_(key):
        mail = mails[known[key]]
        window = bird.run(OPEN, mail["To"].addresses[0].addr_spec, mail["Message-ID"].strip("<>"))
        shoot("-".join(key))
        look(window, mail)

    open_(("thank_you", "astrid"))
    bird.run(TYPE, "I shall write again in June.")
    bird.run(SAVE)
    open_(("referral", "jonas"))
    bird.run(TYPE, "I shall write again in June.")
    bird.run(SEND)
    shoot("sent")
    mette = mails[known["thank_you", "mette"]]
    bird.run(DELETE, mette["To"].addresses[0].addr_spec, mette["Message-ID"].strip("<>"))
    shoot("deleted")

    [(recipients, sent)] = sink.taken
    assert recipients == ["jonas.berg@harbourline.example"]
    assert "I shall write again in June." in sent.get_content()
    assert "Ines Moreau" in sent.get_content()
    after = neomutt.lying(home, "Drafts")
    for _ in range(2):
        home.run("run", "--once", "--as-of", AS_OF)
        assert states(home) == dict.fromkeys(known, "drafted") | {
            ("thank_you", "astrid"): "edited", ("referral", "jonas"): "sent", ("thank_you", "mette"): "removed",
        }  # fmt: skip
        assert neomutt.lying(home, "Drafts") == after


def drafts(home):
    return [draft for one in home.status()["opportunities"] for draft in one["drafts"]]
