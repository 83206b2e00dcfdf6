"""Reading: messages a second on one core, beside the standard library's parser on the same bytes in the same run."""

import email
import time
from collections.abc import Callable, Sequence

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


if __name__ == "__main__":
    main()
