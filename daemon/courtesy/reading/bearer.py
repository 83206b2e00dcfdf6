"""Who stands behind an address: a person, and by what name; a team, a room, a list; a system.

Addresses come from mail.address; answers go to page, people and writer.
"""

import functools
import re

from courtesy.mail import address
from courtesy.reading import names

_APART = re.compile(r"[^\w']+|_")
_HOUSES = ("hotel", "hof", "gasthof", "restaurant", "praxis", "klinik", "apotheke", "schule", "werkstatt", "verlag")
_COUPLE = re.compile(
    r"(?P<one>[^\W\d_]{2,15}) (?:&|and|und|et|e|y|u\.|og|och|en) (?P<other>[^\W\d_]{2,15})"
    r" (?P<family>[^\W\d_][\w'’-]{1,25})"
)
_LOCAL_PARTS = re.compile(r"[^\W\d_]+")


def of_address(one: address.Address, lexicon: names.Lexicon) -> names.Name | None:
    """Return the name of the person at an address, from its local part where no name stands beside it."""
    if one.name and "@" not in one.name:
        return names.parse(one.name, lexicon)
    parts = _LOCAL_PARTS.findall(one.local.partition("+")[0])
    if len(parts) < 2 or any(len(part) < 2 for part in parts):
        return None
    return names.parse(" ".join(part.title() for part in parts[:3]), lexicon)


def couple(one: address.Address, lexicon: names.Lexicon) -> tuple[names.Name, ...]:
    """Return the two who share an address: "Ed & Marge Tolliver"; empty for anybody else."""
    match = _COUPLE.fullmatch(one.name.strip())
    if match is None or not {names.fold(match["one"]), names.fold(match["other"])} <= lexicon.given:
        return ()
    both = (names.parse(f"{given} {match['family']}", lexicon) for given in (match["one"], match["other"]))
    return tuple(name for name in both if name)


def is_relay(one: address.Address, lexicon: names.Lexicon) -> bool:
    """Tell whether what is sent to an address reaches a system and not a person."""
    bare = one.local.replace("-", "").replace("_", "").replace(".", "")
    if (
        "noreply" in bare
        or "donotreply" in bare
        or bare in {"mailerdaemon", "postmaster", "nepasrepondre", "keineantwort", "bittenichtantworten"}
    ):
        return True
    return bool(lexicon.register.vendor(one.domain))


@functools.lru_cache(maxsize=1024)
def is_group(one: address.Address, lexicon: names.Lexicon) -> bool:
    """Tell whether an address is a team's, a room's, a list's: by its display-name, else by its local part."""
    words = [names.fold(word) for word in _APART.split(one.name) if word] if "@" not in one.name else []
    bare = [word for word in words if word not in lexicon.honorifics]
    local = [part for part in re.split(r"[._\-+\d]+", one.local) if part]
    shared = one.local in lexicon.groups or bool(local and local[0] in lexicon.groups)
    if bare:
        named = names.before_via(one.name)
        first = [names.fold(word) for word in _APART.split(names.BRACKETS.sub(" ", named)) if word]
        if any(word in lexicon.group_words for word in first) or (first and first[-1] in lexicon.firms):
            return True
        if not shared or any(word in lexicon.given for word in first):
            return False
        # "Brída Fallon <accounts@fallonelectrical.example>": a whole name that is not the firm's.
        if first[0].endswith(_HOUSES):
            return True
        person = 2 <= len(first) <= 3 and one.local in lexicon.houses and first[0] not in one.domain
        return not (person and all(word[:1].isupper() for word in named.split()))
    return shared
