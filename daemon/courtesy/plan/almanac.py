"""Which days are worked on, and what the clock shows, for the owner and for those whom the owner calls.

Holidays and countries come from config/reading by way of reading.holidays and reading.zones; hours go on to moments.
"""

import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

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
        return self._side(zone, self.country or self._country_of(str(zone)))

    def theirs(self, phone: str | None, clock: datetime) -> Side:
        """Return the side of whoever has that number; `clock` is as their mail shows it, for where it says nothing."""
        country = self._country_by(phone or "")
        known = self.atlas.country(country) if self.atlas else None
        places = [zoneinfo.ZoneInfo(name) for name in known.zones] if known else []
        same = (one for one in places if clock.astimezone(one).utcoffset() == clock.utcoffset())
        return self._side(next(same, places[0] if places else clock.tzinfo or UTC), country)

    def _side(self, zone: tzinfo, country: str | None) -> Side:
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
