"""Whose mailbox it is: address, name, time zone, telephone number, and what the account is called."""

import difflib
import zoneinfo
from collections.abc import Collection, Mapping

from courtesy import config
from courtesy.setup import given as options
from courtesy.setup import guess
from courtesy.setup import talk as talking


def require(given: options.Given, talk: talking.Talk, environ: Mapping[str, str], *, add: bool) -> None:
    """Without a terminal, name every option that is missing at once."""
    if talk.terminal:
        return
    wanting = [
        ("--address", given.address),
        ("--password-stdin", given.password or given.password_command),
        ("--name", given.name or add),
        ("--timezone", given.timezone or add or guess.timezone(environ)),
    ]
    missing = [option for option, value in wanting if not value]
    if missing:
        raise talking.missing(*missing)


def address(given: options.Given, talk: talking.Talk) -> str:
    """Return the mail address."""
    if given.address:
        problem = _address_problem(given.address)
        if problem:
            raise talking.wrong("--address", problem)
        return given.address
    return talk.ask("Your mail address", "--address", check=_address_problem)


def owner(given: options.Given, talk: talking.Talk, environ: Mapping[str, str]) -> config.Owner:
    """Return who the letters are from."""
    name = given.name or talk.ask(
        "Your name, as it stands under your letters", "--name", suggestion=guess.name(environ), check=_line_problem
    )
    zone = given.timezone or talk.ask(
        "Your time zone",
        "--timezone",
        default=guess.timezone(environ) or None,
        suggestion=guess.timezone(environ),
        check=_zone_problem,
    )
    zone = _of_city(zone) or zone
    for option, problem in (("--name", _line_problem(name)), ("--timezone", _zone_problem(zone))):
        if problem:
            raise talking.wrong(option, problem)
    phone = given.phone
    if phone is None:
        phone = talk.ask(
            "Your telephone number, to stand under your letters (Enter for none)",
            "--phone",
            default="",
            check=_line_problem,
        )
    return config.Owner(name=name, timezone=zone, phone=phone)


def account(given: options.Given, mail: str, taken: Collection[str]) -> str:
    """Return what the account is called, in messages and logs: as given, else by its domain, none twice."""
    if given.account:
        return given.account
    stem = "personal" if not taken else mail.rpartition("@")[2].partition(".")[0]
    return next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)


def _address_problem(told: str) -> str:
    local, at, domain = told.rpartition("@")
    well = local and at and "@" not in local and "." in domain.strip(".") and told.isprintable() and " " not in told
    return "" if well else "A mail address looks like name@example.org."


def _line_problem(told: str) -> str:
    return "" if told.isprintable() else "Only letters and signs that can be printed, please."


def _zone_problem(told: str) -> str:
    zones = zoneinfo.available_timezones()
    if told in zones or _of_city(told):
        return ""
    near = difflib.get_close_matches(told, zones, 1, 0.5)
    hint = f"Do you mean {near[0]}? " if near else ""
    return f"{hint}It is written as area and city, such as Europe/Berlin."


def _of_city(told: str) -> str:
    """Return the zone that a city alone names, whatever its case; empty where none does, or more than one."""
    word = told.strip().replace(" ", "_").casefold()
    near = [zone for zone in zoneinfo.available_timezones() if "/" in zone and zone.split("/")[-1].casefold() == word]
    return near[0] if len(near) == 1 else ""
