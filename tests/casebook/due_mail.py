"""Short processes with an offer, read and folded as the program does it: by when an answer is due at their end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from casebook import thread_mail
from courtesy.casebook import fold
from courtesy.reading import reading, rules

NO_OFFER = "no offer"


def judged(name: str, known: rules.Rules) -> Iterator[tuple[str, Sequence[Any], Any]]:
    """Yield each row of a collection: what it is, the days and instants that are fair, and what is said."""
    for row in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")):
        yield row["what"], row["due"] if isinstance(row["due"], list) else [row["due"]], due(row["mail"], known)


def due(mail: Sequence[Mapping[str, Any]], known: rules.Rules) -> date | datetime | str | None:
    """Return the day or the instant by which the offer that mail tells of wants its answer; None where it has none."""
    entries = thread_mail.entries_of([_interview(mail[0]), *map(_moved, mail)], known)
    now = entries[-1].message.date + timedelta(days=1)
    case = fold.fold(entries, whose=thread_mail.OWNER, known=known, now=now)
    offers = [one.offer for one in case.opportunities if one.offer]
    return _said(offers[-1].reply_by) if offers else NO_OFFER


def _interview(first: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the mail in which whoever writes first had asked the owner to come: few offers come out of the blue."""
    name = first["from"].partition(" <")[0]
    say = f"Hello Robin,\n\nthank you for applying. Can you come for an interview on Tuesday at 10?\n\n{name}"
    return {"at": first["at"] - timedelta(days=9), "from": first["from"], "subject": "Interview", "say": say}


def _moved(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**one, "re": one["re"] + 1} if "re" in one else one


def _said(deadline: reading.Deadline | None) -> date | datetime | None:
    return deadline and (deadline.at or deadline.day)
