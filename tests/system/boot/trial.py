"""What goes on in the container: both units started, told of mail, reloaded, stopped, killed, starved and misled."""

import email.message
import email.utils
import imaplib
import os
import ssl
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = "/opt/courtesy/bin/courtesy"

CONFIGURATION = """
[owner]
name = "Sam Lund"
timezone = "Europe/London"
[[accounts]]
name = "one"
address = "{address}"
[accounts.imap]
host = "localhost"
ca_file = "/trial/cert.pem"
{way}
"""


def shell(command):
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    print(f"$ {command}\n{done.stdout}{done.stderr}", flush=True)
    return done.stdout


def until(said, command, seconds=30):
    """Repeat a command until it says what is expected."""
    for _ in range(seconds):
        if said in shell(command):
            return
        time.sleep(1)
    raise AssertionError(f"{said!r} was not said by: {command}")


def mail_of(address, subject, age):
    """Return a mail to the owner, as many seconds old."""
    mail = email.message.EmailMessage()
    mail["From"] = "Noor Visser <noor@visser-patisserie.example>"
    mail["To"] = f"Sam Lund <{address}>"
    mail["Subject"] = subject
    mail["Date"] = email.utils.formatdate(time.time() - age)
    mail["Message-ID"] = f"<{time.time_ns()}@visser-patisserie.example>"
    return mail


def offer(address):
    """Put an offer whose deadline stands in a PDF attachment into the inbox, and before it what led to it."""
    sys.path.insert(0, "/opt/courtesy/lib/python3.11/site-packages")
    from courtesy.demo import pdf

    before = mail_of(address, "Your application as Pastry Chef", 7 * 86400)
    before.set_content(
        "Dear Sam,\n\nthank you for your application for the position of Pastry Chef. I would like to invite you to an "
        "interview with me on Thursday at 10:00.\n\nNoor Visser\nOwner, Visser Patisserie\n"
    )
    connection(address).append("INBOX", None, None, before.as_bytes())
    mail = mail_of(address, "Our offer", 60)
    mail.set_content(
        "Dear Sam,\n\nwe are delighted to offer you the position of Pastry Chef at Visser Patisserie. The letter is "
        "attached.\n\nNoor Visser\nOwner, Visser Patisserie\n"
    )
    page = pdf.page("Dear Sam,\n\nPlease let us know your decision within two days.")
    mail.add_attachment(page, maintype="application", subtype="pdf", filename="Offer.pdf")
    connection(address).append("INBOX", None, None, mail.as_bytes())


def connection(address):
    client = imaplib.IMAP4_SSL("localhost", ssl_context=ssl.create_default_context(cafile="/trial/cert.pem"))
    client.login(address, "secret")
    return client


def drafts(address):
    """Wait for a draft, and return how many there are in the end."""
    for _ in range(20):
        if int(connection(address).select("Drafts")[1][0]):
            break
        time.sleep(1)
    time.sleep(1)
    return int(connection(address).select("Drafts")[1][0])


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def system_unit():
    address, configuration = "sam@example.org", Path("/etc/courtesy/courtesy.toml")
    write(configuration, CONFIGURATION.format(address=address, way='credential = "password"'))
    write(Path("/etc/credstore/courtesy.password"), "secret\n", 0o600)
    shell("systemctl start courtesy")
    until("Watching 1 account.", "systemctl show courtesy -p StatusText")
    offer(address)
    assert drafts(address) == 1
    ours = f"{PROGRAM} --config {configuration} --state /var/lib/courtesy"
    assert "two days" in shell(f"{ours} status")
    assert "All is well." in shell(f"CREDENTIALS_DIRECTORY=/run/credentials/courtesy.service {ours} check")
    shell("systemctl reload courtesy")
    until("active", "systemctl is-active courtesy")
    assert drafts(address) == 1
    main = "$(systemctl show courtesy -p MainPID --value)"
    status = shell(f"cat /proc/{main}/status")
    assert "CapEff:\t0000000000000000" in status
    assert "Seccomp:\t2" in status
    write(Path("/run/systemd/system/courtesy.service.d/trial.conf"), "[Service]\nWatchdogSec=3\nRestartSec=1\n")
    shell("systemctl daemon-reload; systemctl restart courtesy")
    shell(f"kill -STOP {main}")
    until("NRestarts=1", "systemctl show courtesy -p NRestarts")
    until("active", "systemctl is-active courtesy")
    shell(f"kill -KILL {main}")
    until("NRestarts=2", "systemctl show courtesy -p NRestarts")
    until("Watching 1 account.", "systemctl show courtesy -p StatusText")
    assert drafts(address) == 1
    began = time.monotonic()
    shell("systemctl stop courtesy")
    assert time.monotonic() - began < 5
    assert "Result=success" in shell("systemctl show courtesy -p Result")
    write(configuration, "[owner]\n")
    shell("systemctl start courtesy; sleep 3")
    assert "ExecMainStatus=78" in shell("systemctl show courtesy -p ExecMainStatus,NRestarts")
    assert "NRestarts=0" in shell("systemctl show courtesy -p NRestarts")


def user_unit():
    address, home = "sam2@example.org", Path("/home/sam")
    configuration = CONFIGURATION.format(address=address, way='password_command = "echo secret"')
    write(home / ".config/courtesy/courtesy.toml", configuration)
    (home / ".local/bin").mkdir(parents=True)
    (home / ".local/bin/courtesy").symlink_to(PROGRAM)
    shell("chown -R sam:sam /home/sam; loginctl enable-linger sam; systemctl start user@1000")
    as_sam = "runuser -u sam -- env XDG_RUNTIME_DIR=/run/user/1000 systemctl --user"
    shell(f"{as_sam} daemon-reload; {as_sam} enable --now courtesy")
    until("Watching 1 account.", f"{as_sam} show courtesy -p StatusText")
    offer(address)
    assert drafts(address) == 1
    shell(f"{as_sam} reload courtesy")
    until("active", f"{as_sam} is-active courtesy")
    assert list((home / ".local/state/courtesy/reminders").glob("*.ics"))
    shell(f"{as_sam} stop courtesy")
    assert "Result=success" in shell(f"{as_sam} show courtesy -p Result")


def main():
    Path("/var/trial").mkdir()
    shell("chown mail:mail /var/trial")
    with subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", "/trial/dovecot.conf"]) as dovecot:
        try:
            time.sleep(1)
            system_unit()
            user_unit()
        finally:
            shell("journalctl --no-pager -o cat -t courtesy | tail -40")
            dovecot.terminate()
    print("All is well.", flush=True)


if __name__ == "__main__":
    with open("/out/trial.log", "w", encoding="utf-8") as log:  # noqa: PTH123
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        main()
