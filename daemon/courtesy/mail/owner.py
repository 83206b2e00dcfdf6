"""Whose mailbox it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The owner's name and every address of theirs (lower case), and the IANA name of their time zone."""

    name: str
    addresses: frozenset[str]
    timezone: str

    def wrote(self, email: str) -> bool:
        """Tell whether an address is the owner's."""
        return email.lower() in self.addresses
