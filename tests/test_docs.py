"""What there is to use stands in the README: every command and option, every letter, every exit code."""

import inspect
import re
from pathlib import Path

import click
import pytest

from courtesy import cli, errors, resources
from courtesy.plan import desired

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def command(name):
    return cli.group.get_command(click.Context(cli.group), name)


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_command_is_told_of_with_its_options(verb):
    told = "\n".join(line for line in README.splitlines() if f"`courtesy {verb}" in line)
    assert told, f"README says nothing of courtesy {verb}"
    options = [one for one in command(verb).params if isinstance(one, click.Option) and not one.hidden]
    assert [name for one in options for name in one.opts if name not in told] == []


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_command_and_option_says_what_it_does(verb):
    assert command(verb).help
    assert all(one.help for one in command(verb).params if isinstance(one, click.Option) and not one.hidden)


def test_every_choice_of_an_option_is_told_of():
    reasons = next(one for one in command("decline").params if one.name == "reason").type.choices
    assert all(reason in README for reason in reasons)


def test_what_stands_before_the_verb_is_told_of():
    names = [name for one in cli.group.params for name in one.opts if name.startswith("--")]
    assert [name for name in names if f"`{name}" not in README and f"courtesy {name}" not in README] == []


def test_no_command_is_told_of_that_does_not_exist():
    told = set(re.findall(r"`courtesy ([a-z]+)\b", README + CONTRIBUTING))
    assert told <= {*cli.VERBS}


@pytest.mark.parametrize("kind", [kind.value for kind in desired.LetterKind])
def test_every_letter_is_told_of_and_can_be_written(kind):
    assert f"`{kind}`" in README
    assert list(resources.directory("templates").glob(f"{kind}.en.eml.j2"))


def test_every_exit_code_is_told_of():
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.CourtesyError)]
    assert {f"| {one.exit_code} |" for one in classes} <= set(re.findall(r"(?m)^\| \d+ \|", README))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_into_the_tree_leads_somewhere(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_told_of_exists(document):
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    told = re.findall(r"(?:^ {4}|`)make ([a-z]+)", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) <= targets


def test_the_sample_configuration_in_the_readme_loads(tmp_path):
    from courtesy import config_file

    (block,) = re.findall(r"(?s)```toml\n(.*?)```", README)
    (tmp_path / "courtesy.toml").write_text(block, encoding="utf-8")
    assert config_file.load(tmp_path / "courtesy.toml").accounts


def test_the_map_in_contributing_names_every_room():
    rooms = [path.parent.name for path in (ROOT / "daemon/courtesy").glob("*/__init__.py")]
    assert [room for room in rooms if f"`{room}" not in CONTRIBUTING] == []
