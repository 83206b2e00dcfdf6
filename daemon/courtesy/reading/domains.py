"""Whose a domain is: a vendor's between employer and owner, a free provider's, or an organisation's own."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import publicsuffixlist

_ALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s"})
_TELLING = 5  # letters of a name; a shorter one looks like many


def _suffixes() -> Iterator[str]:
    """Yield the lines of the list that comes with the library; left to itself it encodes each, though few need it."""
    for line in Path(publicsuffixlist.PSLFILE).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("//"):
            yield line
            if not line.isascii():
                yield publicsuffixlist.encode_idn(line)


_SUFFIXES = publicsuffixlist.PublicSuffixList(_suffixes(), accept_encoded_idn=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The known domains: vendors by what they do, free providers, and words that make a name look like one."""

    vendors: Mapping[str, str]
    labels: Mapping[str, str]  # of vendors with a name long enough to be known by it alone
    looks: Mapping[str, frozenset[str]]  # by what a hasty eye sees (see looks), vendors' names
    free: frozenset[str]
    free_words: tuple[str, ...]

    def vendor(self, domain: str) -> str:
        """Return "hiring", "assessment", "scheduling", "esign" or "network" where a vendor sends from it, else ""."""
        for part in _upwards(domain):
            if part in self.vendors:
                return self.vendors[part]
        # A vendor's name in front of any other ending (linkedin.example) is the vendor's regional or test domain.
        return self.labels.get(_label(domain), "")

    def is_free(self, domain: str) -> bool:
        """Tell whether anybody may have an address there."""
        label = _label(domain)
        return any(part in self.free for part in _upwards(domain)) or any(word in label for word in self.free_words)


def _upwards(domain: str) -> list[str]:
    parts = domain.split(".")
    return [".".join(parts[index:]) for index in range(len(parts) - 1)]


@functools.lru_cache(maxsize=8192)
def organisation(domain: str) -> str:
    """Return the part of a domain that is registered: "mail.acme.co.uk" is "acme.co.uk"."""
    return _SUFFIXES.privatesuffix(domain) or domain


def _label(domain: str) -> str:
    return organisation(domain).partition(".")[0]


def label(domain: str) -> str:
    """Return the name in a domain: "mail.acme.co.uk" is "acme"."""
    return _label(domain)


def looks(name: str) -> str:
    """Return a name with the letters alike that a hasty eye takes for each other."""
    return name.translate(_ALIKE)


def _looks(vendors: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name in map(_label, vendors):
        if len(name) > _TELLING:
            found[looks(name)] = found.get(looks(name), frozenset()) | {name}
    return found


def compile_tables(tables: Mapping[str, Any]) -> Register:
    """Compile config/reading/domains.toml. Raises ValueError naming the entry at fault."""
    table = tables.get("domains", {})
    try:
        vendors = {domain: kind for kind, listed in table["vendors"].items() for domain in listed.split()}
        labels = {name: kind for domain, kind in vendors.items() if len(name := _label(domain)) > 6}
        free = table["free"]
        return Register(
            vendors=vendors,
            labels=labels,
            looks=_looks(vendors),
            free=frozenset(free["domains"].split()),
            free_words=tuple(free["names"].split()),
        )
    except (KeyError, AttributeError) as error:
        raise ValueError(
            f"domains.toml: the tables vendors and free (domains, names) must hold texts: {error}"
        ) from error
