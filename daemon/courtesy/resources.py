"""Where the files that ship with the program lie: templates, reading rules, the sample configuration, units."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """Return the directory `name` ("templates", "config" or "systemd") of the installed package or of the checkout."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name
