"""One address: a display-name and an addr-spec (RFC 5322, section 3.4)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header field names it; `name` is decoded and may be empty, `email` stands as written."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """Return the address in the form that is compared."""
        return self.email.lower()

    @property
    def domain(self) -> str:
        """Return the domain in lower case, empty where there is none."""
        return self.email.rpartition("@")[2].lower() if "@" in self.email else ""

    @property
    def local(self) -> str:
        """Return the local part in lower case."""
        return self.email.rpartition("@")[0].lower()
