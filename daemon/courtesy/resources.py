"""Where the files that ship with the program lie: templates, reading rules, the sample configuration, units."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """Return the directory `name` ("templates", "config" or "systemd") of the installed package or of the checkout."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent.parent / name


def tables(name: str, only: frozenset[str] | None = None) -> dict[str, Any]:
    """Return every TOML file below the directory config/`name`, nested as the files lie: {"en": {"dates": {…}}, …}.

    A .txt file is the table {"text": …}. Of files so named `only` are read, where that is told.
    """
    return _tables(directory("config") / name, only)


def table(name: str) -> dict[str, Any]:
    """Return the TOML file config/`name`.toml."""
    return tomllib.loads((directory("config") / f"{name}.toml").read_text(encoding="utf-8"))


def digest(name: str) -> str:
    """Return a digest of every file below the directory config/`name`, that changes when one of them does."""
    found = hashlib.sha256()
    for path in sorted(one for one in (directory("config") / name).rglob("*") if one.suffix in {".toml", ".txt"}):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def texts(place: Path) -> dict[str, str]:
    """Return the text of every template in a directory, by file name: letters (.j2) and phrases (.toml)."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(place.iterdir())
        if path.suffix in {".j2", ".toml"} and path.is_file()
    }


def _tables(place: Path, only: frozenset[str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(place.iterdir()):
        if path.is_dir():
            found[path.name] = _tables(path, only)
        elif only is not None and path.stem not in only:
            continue
        elif path.suffix == ".toml":
            found[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".txt":
            found[path.stem] = {"text": path.read_text(encoding="utf-8")}
    return found
