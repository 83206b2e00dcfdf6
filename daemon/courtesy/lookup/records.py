"""What DNS says of a mail domain: SRV records for its servers (RFC 6186, RFC 8314), MX for who takes its mail in.

DNS is seldom signed. What it names is not trusted with a password before the owner has seen it, unless it lies below
the domain itself; a certificate must be that of the host named either way.
"""

from typing import TYPE_CHECKING, Any, Literal

from courtesy import config
from courtesy.lookup import providers

if TYPE_CHECKING:
    import dns.resolver

PATIENCE = 6.0  # seconds for one question, all servers of names together
Security = Literal["tls", "starttls"]
_IMAP: tuple[tuple[str, Security], ...] = (("_imaps._tcp", "tls"), ("_imap._tcp", "starttls"))
_SUBMISSION: tuple[tuple[str, Security], ...] = (("_submissions._tcp", "tls"), ("_submission._tcp", "starttls"))


def resolver() -> "dns.resolver.Resolver | None":
    """Return a resolver that asks whom the system asks; None where the system names nobody."""
    import dns.exception  # noqa: PLC0415  # half a second on a small machine, for one verb
    import dns.resolver  # noqa: PLC0415

    try:
        return dns.resolver.Resolver()
    except dns.exception.DNSException:
        return None


def servers(address: str, names: "dns.resolver.Resolver") -> providers.Found | None:
    """Return the servers that the domain's SRV records name; None where there are none."""
    domain = _ascii(address)
    imap = _first(domain, _IMAP, names)
    if imap is None:
        return None
    smtp = _first(domain, _SUBMISSION, names)
    below = all(one is None or one[0] == domain or one[0].endswith(f".{domain}") for one in (imap, smtp))
    return providers.Found(
        how=f"named by the DNS of {domain}",
        imap=config.Imap(host=imap[0], port=imap[1], security=imap[2]),
        smtp=smtp and config.Smtp(host=smtp[0], port=smtp[1], security=smtp[2]),
        trusted=below,
    )


def exchanges(address: str, names: "dns.resolver.Resolver") -> list[str]:
    """Return the hosts that take in mail for an address, best first."""
    answers = _ask(_ascii(address), "MX", names)
    return [str(one.exchange).rstrip(".") for one in sorted(answers, key=lambda one: int(one.preference))]


def _first(
    domain: str, services: tuple[tuple[str, Security], ...], names: "dns.resolver.Resolver"
) -> tuple[str, int, Security] | None:
    """Return host, port and security of the first service that the domain offers."""
    for label, security in services:
        answers = sorted(_ask(f"{label}.{domain}", "SRV", names), key=lambda one: (one.priority, -one.weight))
        for one in answers:
            host = str(one.target).rstrip(".").casefold()
            if host and one.port:  # a target of "." says that there is no such service
                return host, int(one.port), security
    return None


def _ask(name: str, kind: str, names: "dns.resolver.Resolver") -> list[Any]:
    import dns.exception  # noqa: PLC0415

    try:
        return list(names.resolve(name, kind, lifetime=PATIENCE))
    except (dns.exception.DNSException, OSError, ValueError):
        return []


def _ascii(address: str) -> str:
    return address.rpartition("@")[2].encode("idna").decode().casefold()
