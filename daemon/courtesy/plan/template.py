"""One template of a letter: compiled in a sandbox, filled with strings alone, cut to a length.

The text of templates comes through compose from files of ours or of the owner; nothing that stands in a mail can run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2
    from jinja2 import sandbox

_LONGEST = 8_000  # characters of a letter; the longest good one has 1,500
_GAP = re.compile(r"[ ,]{1,9}(?=[,.](?:\s|$))")
_TEMPLATE = 20_000  # characters of a template


@dataclass(frozen=True, slots=True)
class Words:
    """What a template makes: a subject and the body; or why it could not be filled in."""

    subject: str
    body: str
    problem: str = ""


def render(template: "jinja2.Template", values: Mapping[str, object]) -> Words:
    """Fill one template in."""
    try:
        text = "".join(_capped(template.generate(values)))
    except Exception as error:  # noqa: BLE001  whatever an owner's template raises, it is a template that failed
        return Words("", "", f"the template {template.name} cannot be filled in: {error}")
    head, _, body = text.lstrip("\n").partition("\n\n")
    split = (line.partition(":") for line in head.splitlines())
    fields = {name.strip().lower(): value.strip() for name, _, value in split}
    return Words(fields.get("subject", ""), _tidy(body))


def _capped(pieces: Iterable[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise ValueError(f"the letter is longer than {_LONGEST} characters")
        yield piece


def environment() -> "sandbox.ImmutableSandboxedEnvironment":
    """Return the sandbox: what is missing is an error, and nothing in it can make a long text out of a short one."""
    import jinja2  # noqa: PLC0415  # see load
    from jinja2 import sandbox  # noqa: PLC0415

    world = sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
        loader=None,
    )
    # What could make a text of any length out of a short template.
    world.globals.clear()
    for name in ("center", "indent", "wordwrap", "format", "xmlattr", "pprint"):
        world.filters.pop(name, None)
    return world


def compile_text(world: "jinja2.Environment", name: str, text: str) -> "jinja2.Template":
    """Compile a template by its file name. Raises ValueError for one too long, jinja2.TemplateError for one broken."""
    if len(text) > _TEMPLATE:
        raise ValueError(f"longer than {_TEMPLATE} characters")
    template = world.from_string(text)
    template.name = name
    return template


def _tidy(body: str) -> str:
    """Close the gaps that absent sentences leave."""
    # A role with a comma is closed by one ("the position of Analyst, Storage,"), where another may follow.
    paragraphs = _paragraphs(_GAP.sub("", " ".join(line.split())) for line in body.splitlines())
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(lines: Iterable[str]) -> list[str]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["\n".join(one) for one in found if one]
