"""The table of large mail providers, config/providers.toml, as values. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courtesy import config

_COUNTRY = re.compile(r"com|(?:com?\.)?[a-z]{2}")  # what follows the name: com, fr, co.uk, com.br


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider: its servers, and how one gets the password that it wants. `imap` is None where it has none."""

    name: str
    domains: tuple[str, ...]
    mx: tuple[str, ...]  # domains of the hosts that take mail in
    imap: Mapping[str, Any] | None
    smtp: Mapping[str, Any] | None
    password: str  # what is to be typed in, as it follows "it wants"
    steps: tuple[str, ...]
    link: str
    oauth2: str  # the name of the way in that needs no password; empty where there is none
    only_oauth2: bool
    without: str  # why it cannot be watched; empty where it can


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The servers of an address, and how they were found: `how` is said to the owner.

    `trusted`: whoever named them is who the address says (or is known to us), so that a password may be sent there
    without the owner having looked.
    """

    how: str
    imap: config.Imap
    smtp: config.Smtp | None
    provider: Provider | None = None
    trusted: bool = True


def load(table: Mapping[str, Any]) -> tuple[Provider, ...]:
    """Turn the table as it stands in the file into values."""
    return tuple(
        Provider(
            name=one["name"],
            domains=tuple(one["domains"]),
            mx=tuple(one.get("mx", ())),
            imap=one.get("imap"),
            smtp=one.get("smtp"),
            password=one.get("password", "the password of your mailbox"),
            steps=tuple(one.get("steps", ())),
            link=one.get("link", ""),
            oauth2=one.get("oauth2", ""),
            only_oauth2=one.get("only_oauth2", False),
            without=one.get("without", ""),
        )
        for one in table["provider"]
    )


def of_domain(providers: Iterable[Provider], domain: str) -> Provider | None:
    """Return the provider whose domain it is; the first in the table counts."""
    folded = domain.casefold().rstrip(".")
    return next((one for one in providers if any(_is(folded, pattern) for pattern in one.domains)), None)


def of_mx(providers: Sequence[Provider], hosts: Iterable[str]) -> Provider | None:
    """Return the provider that takes in the mail of a domain with these MX hosts, best first."""
    for host in hosts:
        folded = host.casefold().rstrip(".")
        for one in providers:
            if any(folded == mx or folded.endswith(f".{mx}") for mx in one.mx):
                return one
    return None


def found(provider: Provider, address: str, how: str) -> Found | None:
    """Return a provider's servers as they are for an address; None where it has none."""
    if provider.imap is None:
        return None
    imap, smtp = provider.imap, provider.smtp
    return Found(
        how=how,
        imap=config.Imap(
            host=imap["host"],
            port=imap.get("port", 993),
            security=imap.get("security", "tls"),
            username=_username(imap, address),
        ),
        smtp=config.Smtp(
            host=smtp["host"],
            port=smtp.get("port", 465),
            security=smtp.get("security", "tls"),
            # Empty would mean the IMAP one.
            username=_username(smtp, address) or (address if _username(imap, address) else ""),
        )
        if smtp
        else None,
        provider=provider,
    )


def _username(server: Mapping[str, Any], address: str) -> str:
    """Return the log-in name; empty where it is the address."""
    return address.rpartition("@")[0] if server.get("username") == "local" else ""


def _is(domain: str, pattern: str) -> bool:
    """Tell whether a domain is one of a pattern's: "yahoo.*" is yahoo.fr and yahoo.co.uk, but not yahoo.example."""
    if not pattern.endswith(".*"):
        return domain == pattern
    ending = domain.removeprefix(pattern[:-1])
    return ending != domain and _COUNTRY.fullmatch(ending) is not None
