"""Reading: messages a second on one core, beside the standard library's parser and a filter in C in the same run.

Once as the daemon reads, which knows whose mail it is; once as ``courtesy read`` does, which takes every mail for one
to its recipient and reads much more of it.
"""

import email
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ground

import jobmail
from courtesy import app
from courtesy.mail import owner, parse
from courtesy.reading import read


def rate(work: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    """Return messages a second of processor time, best of three."""
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        for data in mails:
            work(data)
        best = max(best, len(mails) / (time.process_time() - begun))
    return best


def filtered(mails: Sequence[bytes]) -> float:
    """Return how many messages a second of processor time bogofilter weighs in bulk, having learned them."""
    with filed(mails) as names:
        listed = "".join(f"{name}\n" for name in names).encode()
        command = ["bogofilter", "-C", "-d", str(names[0].parent), "-b"]
        subprocess.run([*command, "-n"], input=listed, capture_output=True, check=True)
        return len(mails) / spent([*command, "-T"], listed)


def by_verb(mails: Sequence[bytes]) -> tuple[float, float]:
    """Return the processor seconds that ``courtesy read`` takes for mails, its start included, and for its start."""
    command = [sys.executable, "-m", "courtesy.cli", "read", "--json"]
    with filed([b"", *mails]) as names:
        start = min(spent([*command, str(names[0])]) for _ in range(3))
        whole = min(spent([*command, *map(str, names)]) for _ in range(3))
    return whole, start


@contextmanager
def filed(mails: Sequence[bytes]) -> Iterator[list[Path]]:
    """Yield a file for each mail."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        names = [Path(place) / str(number) for number in range(len(mails))]
        for name, data in zip(names, mails, strict=True):
            name.write_bytes(data)
        yield names


def spent(command: Sequence[str], given: bytes = b"") -> float:
    """Return the seconds of processor time that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=given, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    known = app.reading_rules()
    whose = owner.Owner(name="Ida Voss", addresses=frozenset({jobmail.ADDRESS}), timezone="Europe/Oslo")
    ordinary = ground.ordinary(1200)
    search = [data for _, data in jobmail.before_the_offer()] + [jobmail.offer()]
    for name, mails in (("ordinary mail", ordinary), ("mail of a job search", search * 20)):
        ours = rate(lambda data: read.read(parse.parse(data), whose, known), mails)
        floor = rate(email.message_from_bytes, mails)
        size = sum(map(len, mails)) / len(mails)
        goal = " (goal 1,200)" if mails is ordinary else ""
        ground.show(
            f"reading {name}",
            f"{ours:,.0f} messages/s of {size:,.0f} bytes{goal}; email.message_from_bytes {floor:,.0f}: "
            f"ratio {floor / ours:.1f}",
        )
    whole, start = by_verb(ordinary)
    ours, floor = len(ordinary) / (whole - start), rate(email.message_from_bytes, ordinary)
    ground.show(
        "  by courtesy read --json FILE…",
        f"{ours:,.0f} messages/s (goal 1,200) after a start of {start:.2f} s, {len(ordinary) / whole:,.0f} with it, "
        f"tables and expressions compiled within: ratio {floor / ours:.1f}",
    )
    ground.show("  bogofilter, which only weighs words", f"{filtered(ordinary):,.0f} messages/s of ordinary mail")


if __name__ == "__main__":
    main()
