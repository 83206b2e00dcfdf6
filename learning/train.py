"""Learn from the snippets in this directory what words speak for, beside what the rules see.

    python learning/train.py            # writes config/reading/learned.txt; the same snippets give the same bytes

Multinomial logistic regression over the words of a message and what the rules make of it, in plain Python.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "daemon"))

from courtesy import resources  # noqa: E402
from courtesy.mail import address, message, owner  # noqa: E402
from courtesy.reading import learned, read, rules  # noqa: E402

OWNER = owner.Owner(name="Robin Vale", addresses=frozenset({"robin@mailbox.example"}), timezone="UTC")
EPOCHS, RATE, PENALTY, SEEN = 40, 0.1, 0.004, 2
NAMES = {"followup": "offer_followup"}


def snippets(path: Path) -> Iterator[tuple[str, message.Message]]:
    """Yield the label and the message of every snippet in a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        label, subject, body = (part.strip() for part in line.split(" | ", 2))
        marked = label.rstrip("*+")
        yield (
            NAMES.get(marked, marked),
            _message(number, subject, body.replace(" // ", "\n"), label[len(marked) :], path.stem),
        )


def _message(number: int, subject: str, body: str, mark: str, box: str) -> message.Message:
    sender = (
        "robin@mailbox.example" if box == "own" else "no-reply@greenhouse.io" if mark == "+" else "jo@somewhere.example"
    )
    return message.Message(
        message_id=f"<{box}-{number}@learning>",
        digest=str(number),
        date=datetime(2026, 5, 4, 9, tzinfo=UTC),
        sender=address.Address("", sender),
        reply_to=(),
        to=(address.Address("", "robin@mailbox.example"),),
        cc=(),
        delivered_to=(),
        subject=subject,
        in_reply_to="<before@learning>" if subject.startswith("Re:") else None,
        references=(),
        lines=tuple(message.Line(line, message.Label.NEW) for line in body.split("\n")),
        invitations=(),
        documents=(),
        bulk=mark == "*",
        automatic=False,
        authenticated=None,
    )


def features(mail: message.Message, known: rules.Rules) -> tuple[frozenset[str], dict[str, float]]:
    """Return the words of a message and what the rules alone make of it."""
    page = read.opened(mail, OWNER, known)
    return learned.words(page.said), read.weighed(page, frozenset() if page.mine else read.facts(page).signs)


def learn(rows: list[tuple[str, frozenset[str], dict[str, float]]], scale: float) -> dict[str, dict[str, float]]:
    """Return the weights of words for each label, by stochastic gradient descent with a penalty on their size."""
    seen = Counter(word for _, words, _ in rows for word in words)
    labels = sorted({label for label, _, _ in rows} | {label for _, _, base in rows for label in base})
    weights: dict[str, dict[str, float]] = {
        word: dict.fromkeys(labels, 0.0) for word, count in seen.items() if count >= SEEN
    }
    order = list(range(len(rows)))
    chance = random.Random(4)
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        rate = RATE / (1 + epoch / 10)
        for number in order:
            label, words, base = rows[number]
            held = [weights[word] for word in words if word in weights]
            scores = {one: scale * base.get(one, 0.0) + sum(each[one] for each in held) for one in labels}
            top = max(scores.values())
            shares = {one: math.exp(score - top) for one, score in scores.items()}
            total = sum(shares.values())
            for one in labels:
                step = rate * ((one == label) - shares[one] / total)
                for each in held:
                    each[one] += step - rate * PENALTY * each[one]
    return weights


def write(path: Path, tables: dict[str, dict[str, dict[str, float]]]) -> None:
    """Write the weights: a line for each word, weights in hundredths; words that speak for nothing are left out."""
    lines = []
    for box, weights in tables.items():
        labels = sorted(next(iter(weights.values())))
        lines.append(f"[{box}] {' '.join(labels)}")
        for word, each in sorted(weights.items()):
            if max(each.values()) - min(each.values()) >= 0.1:
                lines.append(word + "\t" + " ".join(str(round(100 * each[label])) for label in labels))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(box: str, known: rules.Rules) -> list[tuple[str, frozenset[str], dict[str, float]]]:
    """Return label, words and the rules' own scores of every snippet."""
    return [(label, *features(mail, known)) for label, mail in snippets(HERE / f"{box}.txt")]


def main() -> None:
    """Learn both boxes and write them down."""
    known = rules.compile_tables(resources.tables("reading") | {"learned": {}})
    write(
        HERE.parent / "config" / "reading" / "learned.txt",
        {box: learn(rows(box, known), learned.SCALE) for box in ("theirs", "own")},
    )


if __name__ == "__main__":
    main()
