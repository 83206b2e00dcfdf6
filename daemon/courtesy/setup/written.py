"""The configuration as text: what was answered, each setting with the sentence that the annotated sample has for it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from courtesy import config, config_file, resources

Sentences = Mapping[tuple[str, str], str]
"""From table and key to the sentence above it; the key is empty for the table's own."""


def whole(owner: config.Owner, account: config.Account, *, notices: bool, today: date) -> str:
    """Return a configuration with one account."""
    sample = resources.directory("config") / "courtesy.toml"
    told = _sentences(sample.read_text(encoding="utf-8"))
    lines = [
        f"# The configuration of Courtesy, written by `courtesy init` on {today:%d %B %Y}.",
        "# Change what you like, then run `courtesy check`. Every setting that there is, with a sentence on what it",
        f"# does, stands in {sample}",
        "",
        *_table("owner", owner, told, always=("name", "timezone", "phone")),
        *_account(account, told),
        *_table("notices", config.Notices(email=notices), told, always=("email",)),
    ]
    return "\n".join(lines)


def added(account: config.Account) -> str:
    """Return an account, to stand at the end of a configuration."""
    sample = (resources.directory("config") / "courtesy.toml").read_text(encoding="utf-8")
    return "\n" + "\n".join(_account(account, _sentences(sample)))


def checked(text: str, path: Path) -> config.Config:
    """Return what a configuration says that is about to be written. Raises ConfigurationError."""
    return config_file.parse(tomllib.loads(text), path)


def _account(account: config.Account, told: Sentences) -> Iterator[str]:
    yield from _table("accounts", account, told, many=True)
    yield from _table("accounts.imap", account.imap, told, always=("host", "port", "security"))
    if account.smtp:
        yield from _table("accounts.smtp", account.smtp, told, always=("host", "port", "security"))


def _table(
    name: str, values: msgspec.Struct, told: Sentences, *, always: tuple[str, ...] = (), many: bool = False
) -> Iterator[str]:
    """Yield a table: what is not at its default, and `always` these, those at their default with a mark before them."""
    yield from _comment(told.get((name, ""), ""))
    yield f"[[{name}]]" if many else f"[{name}]"
    for field in msgspec.structs.fields(type(values)):
        value = getattr(values, field.name)
        usual = not field.required and value == field.default
        if isinstance(value, msgspec.Struct) or value is None or (usual and field.name not in always):
            continue
        yield from _comment(told.get((name, field.name), ""))
        yield f"{'#' if usual and value in {'', False} else ''}{field.name} = {_value(value)}"
    yield ""


def _comment(sentence: str) -> Iterator[str]:
    if sentence:
        yield f"# {sentence}"


def _value(value: Any) -> str:
    """Return a value as TOML; a JSON string is one, but for the one control character that JSON lets stand."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _sentences(sample: str) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    table = ""
    above: list[str] = []
    for line in sample.splitlines():
        if header := re.fullmatch(r"#?\[+([a-z.]+)\]+", line):
            table = header[1]
            found[table, ""] = " ".join(above)
        elif setting := re.fullmatch(r"#?([a-z_]+) = .+", line):
            found[table, setting[1]] = " ".join(above)
        elif line.startswith("# "):
            above.append(line.removeprefix("# "))
            continue
        above = []
    return found
