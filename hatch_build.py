"""What the build adds to the files that lie in the checkout: the man page and the completions of shells.

The source distribution has them made by the program itself, for which alone the build needs what the program needs; the
wheel takes them from there. So `pip install .` and an editable install stay quick, and have none. Reproducible: the day
on the man page is SOURCE_DATE_EPOCH's.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE = "share"  # in the source distribution


class Hook(BuildHookInterface):
    """Adds man page and completions."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them for a source distribution; take them along into a wheel."""
        del version
        root = Path(self.root)
        if self.target_name == "sdist":
            made = root / "build" / MADE
            environ = os.environ | {"PYTHONPATH": str(root / "daemon"), "PYTHONDONTWRITEBYTECODE": "1"}
            environ.setdefault("SOURCE_DATE_EPOCH", "1580601600")  # hatchling's own, where nothing is said
            subprocess.run([sys.executable, "-m", "courtesy.cli.manual", made], env=environ, check=True)  # noqa: S603
            build_data["force_include"][str(made)] = MADE
        elif (root / MADE).is_dir():
            build_data["shared_data"][str(root / MADE)] = "share"
