"""From which country a mail was sent, as far as it shows.

Messages come from mail.parse; the hints go on to dates, deadline and pay.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from courtesy.mail import message
from courtesy.reading import dates, zones

_PHONE = re.compile(r"\+\s?\(?(\d{1,4})")
_CANADIAN = (
    "204|226|236|249|250|263|289|306|343|354|365|367|368|382|403|416|418|428|431|437|438|450|468|474|506|514|519|548"
    "|579|581|584|587|604|613|639|647|672|683|705|709|742|753|778|780|782|807|819|825|867|873|879|902|905"
)
_POSTAL = (
    ("CA", re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b")),
    ("GB", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("US", re.compile(r"\b[A-Z][a-z]+,? [A-Z]{2} \d{5}(?:-\d{4})?\b")),
    ("IE", re.compile(r"\b[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}\b")),
)
_DOMESTIC = (
    ("CA", re.compile(rf"(?<!\d)\(?(?:{_CANADIAN})\)?[ ./-]{{1,2}}\d{{3}}[ .-]\d{{4}}(?!\d)")),
    ("GB", re.compile(r"(?<!\d)0(?:7\d{3}|1\d{2,3}|20|28|29) ?\d{3,4}[ -]?\d{3,4}(?!\d)")),
    ("US", re.compile(r"(?<!\d)\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)")),
)
# Each with what must stand in a text before its expression is tried.
_MONEY = (
    ("CA", ("CAD", "$"), re.compile(r"\bCAD\b|\bCA?\$|\$ ?CAD?\b")),
    ("AU", ("AUD", "$"), re.compile(r"\bAUD\b|\bA\$|\bAU\$")),
    ("NZ", ("NZ",), re.compile(r"\bNZD\b|\bNZ\$")),
    ("SG", ("SGD", "$"), re.compile(r"\bSGD\b|\bS\$")),
    ("HK", ("HK",), re.compile(r"\bHKD\b|\bHK\$")),
    (
        "IN",
        ("₹", "INR", "Rs", "lakh", "lac", "LPA", "crore"),
        re.compile(r"₹|\bINR\b|\bRs\.?(?= ?\d)|\b(?:lakhs?|lacs?|LPA|crores?)\b"),
    ),
    ("ZA", ("ZAR", "R"), re.compile(r"\bZAR\b|\bR ?\d{2,3}[ ,]\d{3}\b")),
    ("CH", ("CHF",), re.compile(r"\bCHF\b")),
    (
        "AU",
        ("super",),
        re.compile(r"(?:\+|\b(?:plus|before|incl\.?|including|inclusive of|and)) super(?:annuation)?\b"),
    ),
    ("NZ", ("KiwiSaver",), re.compile(r"\bKiwiSaver\b")),
    ("CA", ("RRSP", "CPP"), re.compile(r"\b(?:RRSP|CPP)\b")),
    ("SG", ("CPF", "AWS"), re.compile(r"\bCPF\b|\bAWS bonus\b")),
    ("IE", ("PRSI",), re.compile(r"\bPRSI\b")),
    ("US", ("401", "W-2", "W2", "1099"), re.compile(r"\b401 ?\(?k\b|\bW-?2\b|\b1099\b")),
    ("GB", ("£", "GBP"), re.compile(r"£|\bGBP\b")),
    ("SE", ("SEK",), re.compile(r"\bSEK\b")),
    ("NO", ("NOK",), re.compile(r"\bNOK\b")),
    ("DK", ("DKK",), re.compile(r"\bDKK\b")),
    ("PL", ("PLN", "zł"), re.compile(r"\bPLN\b|\bzł")),
    ("JP", ("JPY", "¥"), re.compile(r"\bJPY\b|¥")),
    ("AE", ("AED",), re.compile(r"\bAED\b")),
    ("BR", ("BRL", "R$"), re.compile(r"\bBRL\b|\bR\$")),
)
_SPOKEN = {("de", "Europe/Berlin"): "DE", ("fr", "Europe/Paris"): "FR", ("fr", "America/Toronto"): "CA"}
_OFFSETS = {330: "IN", 720: "NZ", 780: "NZ", 600: "AU", 660: "AU", 570: "AU", 630: "AU", -210: "CA"}
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SHORT = 7  # words of a line that is no sentence
_HEAD = 20_000  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class _Signals:
    mail: message.Message
    written: str
    language: str
    reader: str


def guess(mail: message.Message, atlas: zones.Atlas, *, language: str = "en", reader: str = "") -> dates.Hints:
    """Return what a mail shows of its sender's country; `reader` is the IANA name of the owner's zone."""
    labels = {message.Label.NEW, message.Label.SIGNATURE}
    body = "\n".join(line.text for line in mail.lines if line.label in labels)[:_HEAD]
    written = "\n".join((body, *(document.text[:_HEAD] for document in mail.documents)))
    seen = _Signals(mail, written, language, reader)
    country = next((code for code in _signals(seen, atlas) if _fits(code, mail.date, atlas)), None)
    return dates.Hints(country=country, region=_region(written, country, atlas), reader=_zone(reader))


def _signals(seen: _Signals, atlas: zones.Atlas) -> Iterator[str]:
    """Yield countries, the surest sign first."""
    yield from _of_domain(seen.mail, atlas)
    yield from _of_phones(seen.written, atlas)
    numbered = "\n".join(line for line in seen.written.splitlines() if _DIGIT.search(line))  # the few that can match
    yield from (code for code, pattern in _POSTAL if pattern.search(numbered))
    yield from _of_places(seen.written, atlas)
    for code, signs, pattern in _MONEY:
        if any(sign in seen.written for sign in signs) and pattern.search(seen.written):
            yield code
    yield from (code for code, pattern in _DOMESTIC if pattern.search(numbered))
    minutes = int((seen.mail.date.utcoffset() or timedelta()).total_seconds()) // 60
    if minutes in _OFFSETS:
        yield _OFFSETS[minutes]
    for (language, zone), code in _SPOKEN.items():
        if (
            seen.language == language
            and seen.mail.date.astimezone(ZoneInfo(zone)).utcoffset() == seen.mail.date.utcoffset()
        ):
            yield code
    yield from (one.code for one in atlas.countries.values() if seen.reader in one.zones)
    if seen.language == "en":
        yield "US" if minutes <= -240 else "GB"


def _of_domain(mail: message.Message, atlas: zones.Atlas) -> Sequence[str]:
    top = mail.sender.domain.rpartition(".")[2]
    return (atlas.domains[top],) if top in atlas.domains else ()


def _of_places(written: str, atlas: zones.Atlas) -> Iterator[str]:
    """Yield the countries of places that short lines name, as the lines of a signature or a letter's head do."""
    for line in written.splitlines():
        words = _WORD.findall(line.lower())
        if 0 < len(words) <= _SHORT:
            for name in (*map(" ".join, itertools.pairwise(words)), *words):
                if name in atlas.places:
                    yield atlas.places[name]


def _of_phones(written: str, atlas: zones.Atlas) -> Iterator[str]:
    for match in _PHONE.finditer(written):
        digits = match[1]
        code = next((digits[:length] for length in (3, 2, 1) if digits[:length] in atlas.phones), None)
        if code:
            yield atlas.phones[code]


def _fits(code: str, sent: datetime, atlas: zones.Atlas) -> bool:
    """Tell whether a mail can have been sent from a country at its offset; a server's UTC fits any."""
    offset = sent.utcoffset()
    return not offset or any(
        sent.astimezone(ZoneInfo(name)).utcoffset() == offset for name in atlas.countries[code].zones
    )


def _region(written: str, country: str | None, atlas: zones.Atlas) -> str:
    """Return the part of a country with holidays of its own that a text names; empty where it names none."""
    names = atlas.regions.get(country or "", {})
    if not names:
        return ""
    words = _WORD.findall(written.lower())
    pairs = (" ".join(pair) for pair in itertools.pairwise(words))
    return next((names[name] for name in (*words, *pairs) if name in names), "")


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError):
        return None
