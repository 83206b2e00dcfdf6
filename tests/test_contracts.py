"""The import contracts name every module of the casebook, so that a new one cannot slip past them."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
WITH_SQL = {"store", "told", "kept", "word", "file", "ladder"}


def test_every_module_of_the_casebook_stands_in_the_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {name.strip() for layer in contracts[0]["layers"] for name in layer.replace("|", ":").split(":")}
    pure = set(contracts[1]["source_modules"])
    for path in (ROOT / "daemon" / "courtesy" / "casebook").glob("[a-z]*.py"):
        assert f"courtesy.casebook.{path.stem}" in layers, path.stem
        assert (f"courtesy.casebook.{path.stem}" in pure) != (path.stem in WITH_SQL), path.stem
