"""What holds for all of one plan: the instant, the owner, the settings, the templates."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from courtesy import config
from courtesy.mail import owner
from courtesy.plan import almanac, compose


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All that a plan of one opportunity takes beside the opportunity itself."""

    now: datetime
    whose: owner.Owner
    settings: config.Config
    templates: compose.Templates
    secret: bytes
    companies: Collection[str]  # of every opportunity
    days: almanac.Almanac = field(default_factory=almanac.Almanac)
    settled: Collection[str] = ()  # keys of the letters that the owner has sent or thrown away
