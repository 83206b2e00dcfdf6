"""Which days are worked on, and what the clock shows, for the owner and for those whom the owner calls.

Holidays and countries come from config/reading by way of reading.holidays and reading.zones; hours go on to moments.
"""

import re
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from courtesy.reading import holidays, zones

_CODE = re.compile(r"^\s*(?:\+|00)\s?\(?(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side's clock and working days."""

    zone: tzinfo
    working: Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Almanac:
    """Holidays by country, and the countries; without them every day from Monday to Friday is worked on."""

    free: holidays.Calendar = field(default_factory=dict)
    atlas: zones.Atlas | None = None
    country: str = ""  # the owner's, where they say it

    def owners(self, zone: tzinfo) -> Side:
        """Return the owner's side: their country's holidays, told by its time zone where they do not say it."""
        return self.side(zone, self.country or self._country_of(str(zone)))

    def theirs(self, phone: str | None, clock: datetime, currency: str, owners: tzinfo) -> Side | None:
        """Return the side of those who offer pay in a currency, or of whoever has that number; None where unknown.

        `clock` is as their mail shows it: it tells the zones of one country apart, and the countries of one currency.
        """
        if self.atlas is None:
            return None
        if known := self.atlas.country(self._country_by(phone or "")):
            return self.side(next(_zones(known, clock), zoneinfo.ZoneInfo(known.zones[0])), known.code)
        paying = [one for one in self.atlas.countries.values() if one.currency == currency]
        there = {one.code: zone for one in paying for zone in _zones(one, clock)}
        home = self.country or self._country_of(str(owners)) or ""
        code = home if home in there else next(iter(there), "")
        if not there or (len(there) > 1 and code != home):
            return None
        return self.side(next(_zones(self.atlas.countries[code], clock)), code)

    def side(self, zone: tzinfo, country: str | None) -> Side:
        """Return the side of a zone and, where it is known, a country."""
        return Side(zone=zone, working=holidays.counting(self.free, country))

    def _country_of(self, zone: str) -> str | None:
        known = self.atlas.countries.values() if self.atlas else ()
        return next((one.code for one in known if zone in one.zones), None)

    def _country_by(self, phone: str) -> str | None:
        """Return the country of a number written with its code, the longest code that is known first."""
        found = _CODE.match(phone)
        if not found or not self.atlas:
            return None
        digits = found[1]
        return next(
            (self.atlas.phones[digits[:size]] for size in (3, 2, 1) if digits[:size] in self.atlas.phones), None
        )


def _zones(country: zones.Country, clock: datetime) -> Iterator[tzinfo]:
    """Yield the zones of a country where the clock shows what it shows in a mail."""
    places = (zoneinfo.ZoneInfo(name) for name in country.zones)
    return (one for one in places if clock.astimezone(one).utcoffset() == clock.utcoffset())
