"""Single messages (YAML) as mail, each with whose mailbox it came to and what a careful reader says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import yaml

from corpus import render, score
from courtesy.mail import message, owner, parse

PLACE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Single:
    """One message and the truth about it."""

    key: str
    truth: dict[str, Any]
    mail: message.Message
    whose: owner.Owner


def load(name: str) -> Iterator[Single]:
    """Render and parse the messages of singles-NAME.yaml."""
    place = next(place for place in (PLACE, render.SEALED) if (place / f"singles-{name}.yaml").is_file())
    written = (place / f"singles-{name}.yaml").read_text(encoding="utf-8")
    for told in yaml.load(written, Loader=yaml.BaseLoader):
        one = render._clean(told)
        shown, email = parseaddr(one["owner"])
        data = render._mail(one, {}, {one["id"]: f"<{one['id']}@corpus>"}, {"name": shown, "email": email})
        whose = owner.Owner(name=shown, addresses=frozenset({email.lower()}), timezone="UTC")
        yield Single(key=one["id"], truth=one["truth"], mail=parse.parse(data, extract=score.text_of), whose=whose)


def of_scenario(name: str) -> Iterator[Single]:
    """Render and parse the messages of a scenario, each by itself; what the owner wrote as well."""
    told = yaml.load((render.PLACE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    truths = {one["id"]: render._clean(one["truth"]) for one in told["messages"]}
    scenario = render.load(name)
    who = scenario.owner
    addresses = frozenset(email.lower() for email in (who["email"], *(who.get("aliases") or ())))
    whose = owner.Owner(name=who["name"], addresses=addresses, timezone=who["timezone"])
    for one in scenario.messages:
        mail = parse.parse(one.data, extract=score.text_of)
        yield Single(key=f"{name} {one.key}", truth=truths[one.key], mail=mail, whose=whose)
