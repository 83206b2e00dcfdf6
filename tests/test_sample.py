"""The annotated sample and config.py are held together: same settings, same sentences, same defaults."""

import ast
import inspect
import itertools
import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from courtesy import config, config_file, resources

SAMPLE = resources.directory("config") / "courtesy.toml"

TABLES = {
    "owner": config.Owner,
    "accounts": config.Account,
    "accounts.imap": config.Imap,
    "accounts.smtp": config.Smtp,
    "accounts.mailboxes": config.Mailboxes,
    "letters": config.Letters,
    "voice": config.Voice,
    "reminders": config.Reminders,
    "reminders.caldav": config.Caldav,
    "notices": config.Notices,
    "watch": config.Watch,
}

NO_DEFAULT_TO_SHOW = {("accounts.mailboxes", "also")}

CHOSEN_WAY_TO_THE_PASSWORD = {("accounts.imap", "password_file")}


def test_the_sample_is_a_configuration_that_loads():
    assert config_file.load(SAMPLE).accounts[0].smtp is None


def test_every_table_of_the_sample_is_known():
    assert set(_written()) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_stands_in_the_sample_in_the_same_order(table):
    plain = [field.name for field in msgspec.structs.fields(TABLES[table]) if f"{table}.{field.name}" not in TABLES]
    assert [key for key, _, _, _ in _written()[table]] == plain


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_bears_the_sentence_of_its_field(table):
    sentences = _sentences(TABLES[table])
    assert {key: sentence for key, _, _, sentence in _written()[table]} == {
        key: sentences[key] for key, _, _, _ in _written()[table]
    }


@pytest.mark.parametrize("table", TABLES)
def test_what_may_be_left_out_is_marked_and_shows_its_default(table):
    fields = {field.name: field for field in msgspec.structs.fields(TABLES[table])}
    optional_table = table in {"accounts.smtp", "reminders.caldav"}
    for key, marked, value, _ in _written()[table]:
        field = fields[key]
        if (table, key) in CHOSEN_WAY_TO_THE_PASSWORD:
            assert not marked
        elif field.required:
            assert marked == optional_table, f"[{table}] {key}"
        else:
            assert marked, f"[{table}] {key}"
            if (table, key) not in NO_DEFAULT_TO_SHOW:
                made = field.default is msgspec.NODEFAULT
                default = field.default_factory() if made else field.default
                assert msgspec.convert(value, field.type) == default, f"[{table}] {key}"


def test_with_every_mark_taken_away_the_sample_names_every_setting():
    text = re.sub(r"(?m)^#(?=[a-z\[])", "", SAMPLE.read_text(encoding="utf-8"))
    account = tomllib.loads(text)["accounts"][0]
    assert set(account["smtp"]) == {field.name for field in msgspec.structs.fields(config.Smtp)}
    assert set(account["imap"]) == {field.name for field in msgspec.structs.fields(config.Imap)}


def _written() -> dict[str, list[tuple[str, bool, object, str]]]:
    """Return, for each table of the sample, its settings: key, whether marked as a comment, value, sentence."""
    found: dict[str, list[tuple[str, bool, object, str]]] = {}
    sentence: list[str] = []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"#?\[+([a-z.]+)\]+", line):
            rows = found[header[1]] = []
        elif setting := re.fullmatch(r"(#?)([a-z0-9_]+) = (.+)", line):
            value = tomllib.loads(f"it = {setting[3]}")["it"]
            rows.append((setting[2], bool(setting[1]), value, " ".join(sentence)))
        elif line.startswith("# "):
            sentence.append(line.removeprefix("# "))
            continue
        sentence = []
    return found


def _sentences(struct: type) -> dict[str, str]:
    """Return the string that stands under each field of a class of config.py."""
    tree = ast.parse(Path(inspect.getfile(config)).read_text(encoding="utf-8"))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == struct.__name__).body
    return {
        field.target.id: " ".join(told.value.value.split())
        for field, told in itertools.pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(told, ast.Expr)
        and isinstance(told.value, ast.Constant)
    }
