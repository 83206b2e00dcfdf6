"""Draw the pictures of `courtesy init` and `courtesy check` that the README shows, from what they really say.

    python tests/setup/draw.py DIRECTORY

A fresh home directory, a Dovecot with a job search in it, and somebody who types; then the same with some things
wrong. Prints what was shown and how long each thing took.
"""

import io
import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

import imapclient
import rich.console
import rich.terminal_theme
import rich.text

import dovecot
import jobmail
import terminal

COLUMNS = 92
COURTESY = str(Path(sys.executable).with_name("courtesy"))


def draw(raw: bytes, command: str, path: Path) -> None:
    """Draw what a terminal showed, and print it."""
    text = re.sub(r"\r+\n", "\n", raw.decode())
    console = rich.console.Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(rich.text.Text(f"$ {command}"))
    console.print(rich.text.Text.from_ansi(text))
    title = command.partition(" --")[0]
    theme = rich.terminal_theme.MONOKAI
    drawn = console.export_svg(title=title, theme=theme, unique_id=path.stem)
    path.write_text(re.sub(r"@font-face \{[^}]*\}\s*", "", drawn), encoding="utf-8")  # fetched from elsewhere
    print(f"$ {command}\n{re.sub(chr(27) + r'[^m]*m', '', text)}")


def fill(server: dovecot.Dovecot, user: str) -> None:
    client = imapclient.IMAPClient(server.host, server.port, ssl=False)
    client.login(user, server.password)
    for mailbox, data in [*jobmail.before_the_offer(), ("INBOX", jobmail.offer())]:
        client.append(mailbox, data, msg_time=jobmail.NOW)
    client.logout()


def set_up(server: dovecot.Dovecot, user: str, environ: dict[str, str], place: Path) -> None:
    """Type what a person types, a wrong password first."""
    with terminal.running([COURTESY, "init"], environ, columns=COLUMNS) as at:
        at.answer("Your mail address:", user)
        at.answer("IMAP server", f"localhost:{server.tls_port}")
        at.answer("Password", "my web password")
        at.answer("Number [1]:", "1")
        at.answer("Password", server.password)
        at.answer("Your name", "Ida Voss")
        at.answer("time zone", "")
        at.answer("telephone", "+47 22 12 34 56")
        at.answer("Number [1]:", "")
        at.end()
        draw(at.raw, "courtesy init", place / "init.svg")


def check(environ: dict[str, str], place: Path) -> None:
    with terminal.running([COURTESY, "check"], environ, columns=COLUMNS) as at:
        at.end()
        draw(at.raw, "courtesy check", place / "check.svg")


def main(place: Path) -> None:
    place.mkdir(exist_ok=True)
    with dovecot.running() as server, tempfile.TemporaryDirectory(prefix="ida-") as home:
        user = "ida.voss@example.test"
        fill(server, user)
        environ = {"HOME": home, "PATH": os.environ["PATH"], "TZ": "Europe/Oslo", "LANG": "C.UTF-8",
                   "TERM": "xterm-256color", "GIT_CONFIG_GLOBAL": "/dev/null",
                   "SSL_CERT_FILE": server.ca_file}  # fmt: skip
        as_of = ("--as-of", jobmail.NOW.isoformat())
        begun = time.monotonic()
        set_up(server, user, environ, place)
        print(f"courtesy init: {time.monotonic() - begun:.1f} s, the typing left out")
        with terminal.running([COURTESY, "run", "--once", *as_of], environ) as at:
            at.end()
        with terminal.running([COURTESY, "status", *as_of], environ, columns=COLUMNS) as at:
            at.end()
            print(at.shown)
        print(f"until the letters lay in Drafts: {time.monotonic() - begun:.1f} s")
        settings = Path(home) / ".config/courtesy/courtesy.toml"
        text = settings.read_text().replace(
            "[accounts.imap]", '[accounts.mailboxes]\ndrafts = "Entwürfe"\n[accounts.imap]'
        )
        settings.write_text(text.replace("#phone", "phon").replace("[notices]", "[notices]\nemial = true"))
        (Path(home) / ".local/state/courtesy").chmod(0o755)
        check(environ, place)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
