"""What the program makes of every corpus at hand, in one table (make evaluate).

Our own mailboxes and single messages; and, where they lie beside the checkout (../shared), ordinary mail of which none
may be called an offer, and the mailboxes of shared/corpus over a real Dovecot. Ends with 1 where ordinary mail is
called an offer.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path[:0] = [str(ROOT / "tests")]

from corpus import render, score, singles  # noqa: E402
from courtesy.cli import read as files  # noqa: E402
from courtesy.mail import parse  # noqa: E402
from courtesy.reading import read  # noqa: E402


def mailboxes() -> None:
    """Print the figures of our own mailboxes, pooled and by mailbox."""
    print(f"{'mailbox':28}", *(f"{figure:>10}" for figure in score.FIGURES))
    for name in render.names():
        _row(name, score.score([name])[0])
    _row("all", score.score(render.names())[0])
    _row("sealed, together", score.score(render.sealed())[0])  # by name it would soon be learned from


def _row(name: str, figures: dict[str, float]) -> None:
    print(f"{name:28}", *(f"{figures[one]:>10.3f}" if one in figures else f"{'-':>10}" for one in score.FIGURES))


def messages() -> None:
    """Print what is right of our own single messages."""
    print(
        f"\n{'single messages':28}{'n':>6}{'kind':>8}{'offers found':>14}{'called offer, right':>21}{'scams found':>13}"
    )
    for path in (*sorted(singles.PLACE.glob("singles-*.yaml")), *sorted(render.SEALED.glob("singles-*.yaml"))):
        told = [
            (one.truth["kind"], str(read.read(one.mail, one.whose, score.known()).kind))
            for one in singles.load(path.stem.removeprefix("singles-"))
        ]
        row = (
            str(len(told)),
            _share(want == got for want, got in told),
            _share(got == "offer" for want, got in told if want == "offer"),
            _share(want == "offer" for want, got in told if got == "offer"),
            _share(got == "scam" for want, got in told if want == "scam"),
        )
        print(f"{path.stem:28}", *(f"{cell:>13}" for cell in row))


def _share(right: Iterable[bool]) -> str:
    every = list(right)
    return f"{sum(every) / len(every):.3f}" if every else "-"


def ordinary() -> int:
    """Print what ordinary mail is taken for; return how much of it is called an offer."""
    place = SHARED / "mail" / "ordinary"
    if not place.is_dir():
        return 0
    kinds: Counter[str] = Counter()
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        mail = parse.parse(path.read_bytes())
        kind = str(read.read(mail, files._owner(mail), score.known()).kind)
        kinds[kind] += 1
        if kind == "offer":
            print(f"called an offer: {path}")
    print(f"\nordinary mail ({kinds.total()}):", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    return kinds["offer"]


def shared() -> None:
    """Run the shared evaluation over a real Dovecot, if it is there."""
    script = SHARED / "corpus" / "evaluate.py"
    if script.is_file():
        print("\nshared/corpus:", flush=True)
        program = Path(sys.executable).with_name("courtesy")
        subprocess.run([sys.executable, str(script), "--courtesy", str(program)], check=False)


def main() -> int:
    """Print it all."""
    mailboxes()
    messages()
    called = ordinary()
    shared()
    return int(called > 0)


if __name__ == "__main__":
    sys.exit(main())
