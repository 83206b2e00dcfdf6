"""Memory over a hundred thousand messages: what reading keeps of each, in one process.

Ordinary mail, again and again, each time by another writer, from another domain, with a sentence of its own: whatever
is kept by text, name or domain grows if anything does. It is read as the daemon reads, which knows whose mail it is;
one in ten as its recipient's own, which is read much further. A minute or two; python tests/bench/lasting.py [MESSAGES]
"""

import statistics
import sys
import time

import ground
import psutil

import jobmail
from courtesy import app
from courtesy.mail import message, owner, parse
from courtesy.reading import read

COUNT = 100_000
STEP = 2_000
SETTLED = 10  # steps after which whatever is kept for good has been met
OWN = 10  # of so many messages one is its recipient's own
TOLD = 10  # steps between two lines of progress


def distinct(data: bytes, number: int) -> bytes:
    """Return a mail as another writer would have written it, from elsewhere, on another day."""
    head, line, body = data.partition(b"\n\n")
    rows = [row for row in head.splitlines() if not row.lower().startswith(b"from:")]
    rows.append(f"From: Writer{number} Of{number} <writer{number}@house{number}.example>".encode())
    if b"multipart" not in head.lower() and b"base64" not in head.lower():
        body = f"This is letter{number} on thing{number}, and no other.\n\n".encode() + body
    return b"\n".join(rows) + line + body


def reader(mail: message.Message, number: int) -> owner.Owner:
    """Return whose mail it is."""
    own = frozenset(one.key for one in mail.to[:1]) if number % OWN == 0 else frozenset({jobmail.ADDRESS})
    return owner.Owner(name="", addresses=own, timezone="UTC")


def memory(count: int) -> list[float]:
    """Return the resident KB after every step."""
    known, process = app.reading_rules(), psutil.Process()
    begun, found = time.monotonic(), list[float]()
    mails = ground.ordinary(1200)
    for first in range(0, count, STEP):
        for number in range(first, first + STEP):
            mail = parse.parse(distinct(mails[number % len(mails)], number))
            read.read(mail, reader(mail, number), known)
        found.append(process.memory_info().rss / 1024)
        if len(found) % TOLD == 0:
            sys.stderr.write(
                f"  {first + STEP:,} messages, {time.monotonic() - begun:.0f} s, {found[-1] / 1024:.1f} MB\n"
            )
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    found = memory(count)
    settled = found[SETTLED:] if len(found) > 2 * SETTLED else found
    slope = statistics.linear_regression(range(len(settled)), settled).slope / STEP * 1024
    ground.show(
        f"memory over {count:,} messages",
        f"{slope:.1f} bytes a message (goal 0), from {settled[0] / 1024:.1f} to {settled[-1] / 1024:.1f} MB",
    )


if __name__ == "__main__":
    main()
