"""What the benchmarks stand on: mail to read, an office without a daemon, and how figures are shown."""

import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

import dovecot
import jobmail
from courtesy import app, config_file
from courtesy.casebook import store
from courtesy.turn import desk

ORDINARY = Path(__file__).parents[3] / "shared" / "mail" / "ordinary"
TOPICS = ("the boiler", "rehearsal on Tuesday", "the minutes", "your parcel", "the hiking trip", "version 2.1", "lunch")


def ordinary(count: int, first: int = 0) -> list[bytes]:
    """Return ordinary mail: the public corpus where it lies beside the checkout, else letters made here.

    No two are one mail; whoever wants many takes them in pieces, by the number of the first.
    """
    files = sorted(path for path in ORDINARY.rglob("*") if path.is_file() and path.name != "LICENSE")
    found = [path.read_bytes() for path in files] or [_made(number) for number in range(1200)]
    return [_numbered(found[number % len(found)], number) for number in range(first, first + count)]


def _made(number: int) -> bytes:
    topic = TOPICS[number % len(TOPICS)]
    body = f"Hello,\n\nabout {topic}: I looked into it on day {number} and it seems fine.\n\n" * (1 + number % 9)
    return jobmail.mail(f"Friend {number} <friend{number}@village.example>", f"Re: {topic}", body, days=number % 300)


def _numbered(data: bytes, number: int) -> bytes:
    """Give every copy a Message-ID of its own."""
    head, line, body = data.partition(b"\n\n") if b"\r\n\r\n" not in data else data.partition(b"\r\n\r\n")
    lines = [row for row in head.splitlines(keepends=True) if not row.lower().startswith(b"message-id:")]
    if lines and lines[0].startswith(b"From "):
        lines = lines[1:]
    return f"Message-ID: <bench.{number}@mail.example>\n".encode() + b"".join(lines) + line + body


def office(
    root: Path, server: dovecot.Dovecot, users: Sequence[str], *, tls: bool = False
) -> tuple[desk.Office, list[desk.Desk]]:
    """Return an office and its desks on a Dovecot, with a new book."""
    settings = config_file.parse(table(root, server, users, tls=tls), root / "courtesy.toml")
    book = store.Store.open(root / "state")
    where = app.Place(configuration=root / "courtesy.toml", state=root / "state")
    built = app.office(settings, book, where, now=lambda: jobmail.NOW + timedelta(hours=1))
    return built, app.desks(built, app.connect(built.pool, where.state))


def table(root: Path, server: dovecot.Dovecot, users: Sequence[str], *, tls: bool) -> dict[str, object]:
    """Return a configuration with an account for each user."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "password").write_text(server.password)
    (root / "password").chmod(0o600)
    way = (
        {"port": server.tls_port, "security": "tls", "ca_file": server.ca_file}
        if tls
        else {"port": server.port, "security": "plain"}
    )
    return {
        "owner": {"name": "Ida Voss", "timezone": "Europe/Oslo"},
        "accounts": [
            {
                "name": f"a{number}",
                "address": jobmail.ADDRESS if not number else f"ida{number}@mailbox.example",
                "imap": {"host": "127.0.0.1", "username": user, "password_file": str(root / "password"), **way},
            }
            for number, user in enumerate(users)
        ],
    }


def show(name: str, text: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{name:<44} {text}\n")
    sys.stdout.flush()


def against(name: str, ours: Sequence[float], floor: Sequence[float], goal: str, unit: Callable[[float], str]) -> None:
    """Print our median beside the floor's, and their ratio."""
    a, b = statistics.median(ours), statistics.median(floor)
    show(name, f"{unit(a)} against {unit(b)}: ratio {a / b:.2f} (goal {goal}; n={len(ours)})")


def ms(seconds: float) -> str:
    """Return a time in milliseconds."""
    return f"{seconds * 1000:.1f} ms"
