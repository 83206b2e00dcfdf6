"""Which days are worked on, and what the clock shows, for the owner and for those whom the owner calls.

Holidays and countries come from config/reading by way of reading.holidays and reading.zones; hours go on to moments.
"""

import re
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from courtesy.reading import holidays, zones

_CODE = re.compile(r"^\s*(?:\+|00)\s?\(?(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side's clock and working days; `sure` is False where the zone is a guess, not to be told to anybody."""

    zone: tzinfo
    working: Callable[[date], bool]
    country: str = ""  # ISO 3166-1 alpha-2; empty where unknown
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Almanac:
    """Holidays by country, and the countries; without them every day from Monday to Friday is worked on."""

    free: holidays.Calendar = field(default_factory=dict)
    atlas: zones.Atlas | None = None
    country: str = ""  # the owner's, where they say it

    def owners(self, zone: tzinfo) -> Side:
        """Return the owner's side: their country's holidays, told by its time zone where they do not say it."""
        return self.side(zone, self.country or self._country_of(str(zone)))

    def theirs(self, phone: str | None, clocks: Sequence[datetime], currency: str, owners: tzinfo) -> Side | None:
        """Return the side of whoever has that number, or of those who offer pay in a currency; None where unknown.

        `clocks` are as their mail shows them: they tell the zones of a country apart, and countries of one currency.
        """
        if self.atlas is None:
            return None
        if known := self.atlas.country(self._country_by(phone or "")):
            return next(self._places([known], clocks), None) or self._somewhere(known, clocks[0])
        paying = [one for one in self.atlas.countries.values() if one.currency == currency]
        there = {side.country: side for side in self._places(paying, clocks)}
        home = self.country or self._country_of(str(owners)) or ""
        return there.get(home) or (next(iter(there.values())) if len(there) == 1 else None)

    def _places(self, countries: Iterable[zones.Country], clocks: Sequence[datetime]) -> Iterator[Side]:
        """Yield a side for each country in which a clock shows what it shows in their mail."""
        for one in countries:
            places = [zoneinfo.ZoneInfo(name) for name in one.zones]
            same = (zone for clock in clocks for zone in places if _offset(clock, zone) == clock.utcoffset())
            if zone := next(same, None):
                yield self.side(zone, one.code)

    def _somewhere(self, one: zones.Country, clock: datetime) -> Side:
        """Return the side of a country where no clock shows what their mail does: its middle, if it is wide."""
        places = sorted((zoneinfo.ZoneInfo(name) for name in one.zones), key=lambda zone: _offset(clock, zone))
        return self.side(places[len(places) // 2], one.code, sure=len(places) == 1)

    def side(self, zone: tzinfo, country: str | None, *, sure: bool = True) -> Side:
        """Return the side of a zone and, where it is known, a country."""
        working = holidays.counting(self.free, country)
        return Side(zone=zone, country=country or "", working=working, sure=sure)

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


def _offset(clock: datetime, zone: tzinfo) -> timedelta:
    return clock.astimezone(zone).utcoffset() or timedelta()
