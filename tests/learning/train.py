"""Learn what words, acts and signs speak for, from the snippets beside this file and from the project's own mailboxes.

    python tests/learning/train.py            # writes config/reading/learned.txt; the same texts give the same bytes

Multinomial logistic regression in plain Python, with what the rules alone make of a message as its starting point.
Of the mailboxes in tests/corpus some are held back (HELD), so that tests can show what mail costs that nobody learned
from.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "daemon"), str(HERE.parent)]

from corpus import render, singles  # noqa: E402
from courtesy import resources  # noqa: E402
from courtesy.mail import address, message, owner  # noqa: E402
from courtesy.reading import learned, opened, read, rules  # noqa: E402

OWNER = owner.Owner(name="Robin Vale", addresses=frozenset({"robin@mailbox.example"}), timezone="UTC")
HELD = frozenset(
    {
        "data-analyst-public-sector-us",
        "f",
        "game-artist-canada",
        "hotel-manager-austria",
        "journalist-us-northeast",
        "marketing-manager-uk-northwest",
        "nurse-ireland",
        "own",
        "veterinarian-us-rural",
    }
)
HELD_OWN = frozenset(  # of these what the owner wrote is held back
    {"pharmacist-south-africa", "product-manager-us-remote", "social-worker-uk-wales", "sound-technician-quebec"}
)
EPOCHS, RATE, SEEN = 40, 0.1, 3
PENALTY = {"theirs": 0.02, "own": 0.006}  # what others write is of more kinds than there are mails to learn from
LEAST = 0.08  # a word whose weights differ by less is left out
NAMES = {"followup": "offer_followup"}

Row = tuple[str, frozenset[str], dict[str, float]]
"""Label, features, and what the rules alone make of it."""


def snippets(path: Path) -> Iterator[tuple[str, message.Message]]:
    """Yield the label and the message of every snippet in a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip() and not line.startswith("#"):
            label, subject, body = (part.strip() for part in line.split(" | ", 2))
            marked = label.rstrip("*+")
            body = body.replace(" // ", "\n")
            yield NAMES.get(marked, marked), _message(number, subject, body, label[len(marked) :], path.stem)


def _message(number: int, subject: str, body: str, mark: str, box: str) -> message.Message:
    sender = OWNER.name if box == "own" else ""
    email = "robin@mailbox.example" if box == "own" else "no-reply@greenhouse.io" if mark == "+" else "jo@acme.example"
    return message.Message(
        message_id=f"<{box}-{number}@learning>",
        digest=str(number),
        date=datetime(2026, 5, 4, 9, tzinfo=UTC),
        sender=address.Address(sender, email),
        reply_to=(),
        to=(address.Address("", "jo@acme.example" if box == "own" else "robin@mailbox.example"),),
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


def rows(known: rules.Rules) -> dict[str, list[Row]]:
    """Return the rows of both boxes: what others wrote, what the owner wrote."""
    found: dict[str, list[Row]] = {"theirs": [], "own": []}
    for box, each in found.items():
        each.extend(_row(label, mail, OWNER, known) for label, mail in snippets(HERE / f"{box}.txt"))
    found["theirs"].extend(_row(label, mail, OWNER, known) for label, mail in snippets(HERE / "ordinary.txt"))
    for one in _mailboxes():
        label = one.truth["own"] if one.truth["kind"] == "own" else one.truth["kind"]
        box = "own" if one.truth["kind"] == "own" else "theirs"
        if not (box == "own" and one.key.split()[0] in HELD_OWN):
            found[box].append(_row(label, one.mail, one.whose, known))
    return found


def _mailboxes() -> Iterator[singles.Single]:
    for path in sorted(singles.PLACE.glob("singles-*.yaml")):
        name = path.stem.removeprefix("singles-")
        yield from singles.load(name) if name not in HELD else ()
    for name in render.names():
        yield from singles.of_scenario(name) if name not in HELD else ()


def _row(label: str, mail: message.Message, whose: owner.Owner, known: rules.Rules, counts: float = 1.0) -> Row:
    page = opened.open_page(mail, whose, known)
    facts = frozenset[str]() if page.mine else read.terms(page).signs | read.facts(page).signs
    return label, opened.features(page, facts), opened.weighed(page, facts)


def learn(told: list[Row], penalty: float) -> dict[str, dict[str, float]]:
    """Return the weights of features for each label, by stochastic gradient descent with a penalty on their size."""
    seen = Counter(word for _, words, _ in told for word in words)
    labels = sorted({label for label, *_ in told} | {label for _, _, base in told for label in base})
    weights = {word: [0.0] * len(labels) for word in sorted(seen) if seen[word] >= SEEN}
    prepared = [
        (
            labels.index(label),
            [learned.SCALE * base.get(one, 0.0) for one in labels],
            [weights[word] for word in sorted(words) if word in weights],
        )
        for label, words, base in told
    ]
    order = list(range(len(prepared)))
    chance = random.Random(4)
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        rate = RATE / (1 + epoch / 10)
        for number in order:
            _step(*prepared[number], rate, penalty)
    return {word: dict(zip(labels, each, strict=True)) for word, each in weights.items()}


def _step(right: int, base: list[float], held: list[list[float]], rate: float, penalty: float) -> None:
    part = learned.part(len(held))
    scores = [start + part * sum(each[index] for each in held) for index, start in enumerate(base)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    steps = [rate * part * ((index == right) - share / total) for index, share in enumerate(shares)]
    for each in held:
        for index, step in enumerate(steps):
            each[index] += step - rate * penalty * each[index]


def write(path: Path, boxes: dict[str, dict[str, dict[str, float]]]) -> None:
    """Write the weights: a line for each feature, weights in hundredths; what speaks for nothing is left out."""
    lines = []
    for box, weights in boxes.items():
        labels = sorted(next(iter(weights.values())))
        lines.append(f"[{box}] {' '.join(labels)}")
        for word, each in sorted(weights.items()):
            if max(each.values()) - min(each.values()) >= LEAST:
                hundredths = [round(100 * each[label]) for label in labels]
                if max(map(abs, hundredths)) > learned.GREATEST:
                    raise SystemExit(f"{word!r} would weigh more than can be summed: {hundredths}")
                lines.append(word + "\t" + " ".join(map(str, hundredths)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn both boxes and write them down."""
    known = rules.compile_tables(resources.tables("reading") | {"learned": {}})
    write(
        ROOT / "config" / "reading" / "learned.txt",
        {box: learn(each, PENALTY[box]) for box, each in rows(known).items()},
    )


if __name__ == "__main__":
    main()
