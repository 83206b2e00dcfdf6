"""Find the servers of an address: the table, then what its domain says, then who takes its mail in."""

import concurrent.futures
from collections.abc import Callable, Sequence

from courtesy.lookup import autoconfig, providers, records

Look = Callable[[str], providers.Found | None]


def find(address: str, table: Sequence[providers.Provider], looks: Sequence[Look]) -> providers.Found | None:
    """Return the servers of an address: those in the table, else what the first of `looks` that finds any says.

    All of `looks` are taken at once, for each may wait some seconds for somebody who does not answer. Raises nothing.
    """
    known = provider(address, table)
    if known:
        return providers.found(known, address, f"known to be {known.name}")
    if not _is_a_name(address.rpartition("@")[2]):
        return None
    with concurrent.futures.ThreadPoolExecutor(max(len(looks), 1)) as pool:
        asked = [pool.submit(look, address) for look in looks]
        return next((found for one in asked if (found := one.result())), None)


def provider(address: str, table: Sequence[providers.Provider]) -> providers.Provider | None:
    """Return the provider that the table names for an address, also one that has no IMAP."""
    return providers.of_domain(table, address.rpartition("@")[2])


def everywhere(table: Sequence[providers.Provider]) -> tuple[Look, ...]:
    """Return where to look besides the table: the domain's autoconfig, its SRV records, its MX."""
    names = records.resolver()

    def configured(address: str) -> providers.Found | None:
        return autoconfig.ask(autoconfig.places(address), address)

    if names is None:
        return (configured,)

    def services(address: str) -> providers.Found | None:
        return records.servers(address, names)

    def exchanges(address: str) -> providers.Found | None:
        one = providers.of_mx(table, records.exchanges(address, names))
        return providers.found(one, address, f"its mail is kept by {one.name}") if one else None

    return configured, services, exchanges


def _is_a_name(domain: str) -> bool:
    try:
        return b"." in domain.encode("idna")
    except UnicodeError:
        return False
