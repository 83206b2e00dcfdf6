"""Every benchmark, each in a process of its own; each figure stands beside a floor or peer measured in the same run.

python tests/bench [reading] [lasting] [first_look] [push] [idle]
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("reading", "lasting", "first_look", "push", "idle")


def main() -> int:
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}\n")
        return 2
    return max(subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False).returncode for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
