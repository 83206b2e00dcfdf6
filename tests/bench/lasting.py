"""Memory over a hundred thousand messages: what reading keeps of each. Ordinary mail, again and again, in one process.

python tests/bench/lasting.py [MESSAGES]
"""

import statistics
import sys

import ground
import psutil

from courtesy import app
from courtesy.mail import owner, parse
from courtesy.reading import read

COUNT = 100_000
STEP = 2_000
SETTLED = 10  # steps after which whatever is kept for good has been met


def memory(count: int) -> list[float]:
    """Return the resident KB after every step."""
    known, process = app.reading_rules(), psutil.Process()
    found = []
    for begun in range(0, count, STEP):
        for data in ground.ordinary(STEP, first=begun):
            mail = parse.parse(data)
            whose = owner.Owner(name="", addresses=frozenset(one.key for one in mail.to[:1]), timezone="UTC")
            read.read(mail, whose, known)
        found.append(process.memory_info().rss / 1024)
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
