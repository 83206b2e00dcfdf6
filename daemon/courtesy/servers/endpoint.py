"""Where an account's mail lies and how to get there: what imap.Server is made from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from courtesy.servers import discover


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An IMAP server and how to log in there.

    With `token` the secret is an OAuth 2 access token, else a password; `stale` is told of one that the server
    refused, and `authorise` says what the owner is to do where a fresh one is refused, too. Timeouts are in seconds;
    `connect_timeout` covers the greeting too. IDLE is renewed every `renew` seconds, and must end within `deadline` of
    being asked to.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "plain"]  # plain: loopback addresses only
    username: str
    ca_file: str = ""
    token: bool = False
    stale: Callable[[str], None] = lambda _: None
    authorise: str = ""
    names: discover.Names = field(default_factory=discover.Names)
    connect_timeout: float = 15.0
    read_timeout: float = 60.0
    renew: float = 540.0  # NAT and servers forget a silent connection
    deadline: float = 30.0
