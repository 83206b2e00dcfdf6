"""Time zones and countries as mail names them.

The tables come from config/reading/zones.toml; what they say goes on to dates.find and place.guess.
"""

import functools
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """What is known of a country: its zones (the most populous first), and how it writes dates and pays."""

    code: str  # ISO 3166-1 alpha-2
    zones: tuple[str, ...]  # IANA names
    domains: frozenset[str]  # top-level domains
    phone: str  # the telephone code without "+"; empty where shared
    currency: str  # ISO 4217
    day_first: bool  # 3/12 is the third of December


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Abbreviations and names of zones, and the countries."""

    abbreviations: Mapping[str, str]  # "PT" to an IANA name
    ambiguous: Mapping[str, Mapping[str, str]]  # "IST" to country to an IANA name
    words: Mapping[str, str]  # "pacific time" to an IANA name
    named: Mapping[str, str]  # "toronto" to an IANA name
    countries: Mapping[str, Country]
    common: tuple[str, ...]  # zones for senders of unknown country, the likeliest first
    places: Mapping[str, str]  # name of a place to its country
    regions: Mapping[str, Mapping[str, str]]  # country to names of places to its part with holidays of its own
    domains: Mapping[str, str]  # top-level domain to country
    phones: Mapping[str, str]  # telephone code to country

    def country(self, code: str | None) -> Country | None:
        """Return what is known of a country; None where it is unknown."""
        return self.countries.get(code) if code else None


def compile_tables(tables: Mapping[str, Any]) -> Atlas:
    """Compile config/reading/zones.toml. Raises ValueError where a zone does not exist."""
    countries = {code: _country(code, row) for code, row in tables["countries"].items()}
    atlas = Atlas(
        abbreviations=dict(tables["abbreviations"]),
        ambiguous={name: dict(row) for name, row in tables["ambiguous"].items()},
        words=dict(tables["words"]),
        named=dict(tables["named"]),
        countries=countries,
        common=tuple(tables["common"]),
        places=_places(tables, countries),
        regions=_regions(tables["regions"]),
        domains={domain: one.code for one in countries.values() for domain in one.domains},
        phones={one.phone: one.code for one in countries.values() if one.phone},
    )
    _check(atlas)
    return atlas


def stated(name: str, atlas: Atlas, country: str | None) -> str:
    """Return the IANA name of a zone that a mail names by its abbreviation, where need be by the sender's country."""
    return atlas.ambiguous.get(name, {}).get(country or "", "") or atlas.abbreviations.get(name, name)


def home(anchor: datetime, atlas: Atlas, country: str | None) -> tzinfo:
    """Return the zone that a mail was sent from: the country's own whose offset is the mail's, else that fixed offset.

    A mail that a server stamped in UTC is in the country's zone, where it has but one.
    """
    own = atlas.country(country)
    # Of instants alone those would be one that are written with several offsets.
    return _home(anchor, anchor.utcoffset() or timedelta(), own.zones if own else atlas.common)


@functools.lru_cache(maxsize=64)  # every sentence of a mail asks
def _home(anchor: datetime, offset: timedelta, zones: tuple[str, ...]) -> tzinfo:
    for name in zones:
        one = zoneinfo.ZoneInfo(name)
        if anchor.astimezone(one).utcoffset() == offset:
            return one
    if len(zones) == 1 and not offset:  # stamped by a server
        return zoneinfo.ZoneInfo(zones[0])
    return timezone(offset)


def zone(name: str) -> tzinfo:
    """Return the zone of an IANA name, or of an offset written as "+02:00"."""
    if name[:1] not in "+-":
        return zoneinfo.ZoneInfo(name)
    hours, _, minutes = name[1:].partition(":")
    span = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-span if name[0] == "-" else span)


def _places(tables: Mapping[str, Any], countries: Mapping[str, Country]) -> dict[str, str]:
    """Return the country of every place that names a zone of one country, and of the names listed for countries."""
    owners = {name: one.code for one in reversed(list(countries.values())) for name in one.zones}
    own = {place: owners[name] for place, name in tables["named"].items() if name in owners}
    return own | {name: code for code, names in tables["places"].items() for name in names}


def _regions(tables: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return, by country, which of its parts a place lies in: "belfast" in "GB-NIR"."""
    regions: dict[str, dict[str, str]] = {}
    for region, names in tables.items():
        regions.setdefault(region.partition("-")[0], {}).update(dict.fromkeys(names, region))
    return regions


def _country(code: str, row: Mapping[str, Any]) -> Country:
    return Country(
        code=code,
        zones=tuple(row["zones"]),
        domains=frozenset(row["domains"]),
        phone=row["phone"],
        currency=row["currency"],
        day_first=row["day_first"],
    )


def _check(atlas: Atlas) -> None:
    names = {*atlas.abbreviations.values(), *atlas.words.values(), *atlas.named.values()}
    names |= {name for row in atlas.ambiguous.values() for name in row.values()}
    names |= set(atlas.common)
    names |= {name for one in atlas.countries.values() for name in one.zones}
    for name in sorted(names):
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"zones.toml: there is no time zone {name!r}.") from error
