"""Words to systemd: ready, what is going on, still alive, reloading, stopping (sd_notify(3)).

Where nobody listens (no NOTIFY_SOCKET in the environment) every word is silently dropped.
"""

import contextlib
import logging
import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notifier:
    """The way to the service manager: `address` is its socket, empty for none; `watchdog` the seconds that it waits."""

    address: str = ""
    watchdog: float | None = None

    def ready(self, status: str = "") -> None:
        """Tell that the service is up, or up again after a reload."""
        self._say("READY=1", *_status(status))

    def status(self, text: str) -> None:
        """Tell in a line what is going on; `systemctl status` shows it."""
        self._say(*_status(text))

    def alive(self) -> None:
        """Feed the watchdog; to be called at least every half of `watchdog` seconds."""
        self._say("WATCHDOG=1")

    def reloading(self) -> None:
        """Tell that the configuration is being read again; `ready` must follow."""
        self._say("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self, status: str = "") -> None:
        """Tell that the service is going down."""
        self._say("STOPPING=1", *_status(status))

    def _say(self, *assignments: str) -> None:
        if not self.address or not assignments:
            return
        # A leading @ stands for the NUL byte of Linux's abstract namespace.
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as one:
                # A manager that does not read must not stop the loop; a word that is lost is said again.
                one.settimeout(0)
                one.sendto("\n".join(assignments).encode(), address)
        except OSError as error:
            _log.debug("The service manager could not be told.", extra={"error": str(error)})


def from_environment(environ: Mapping[str, str], pid: int | None = None) -> Notifier:
    """Return the notifier that NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID describe.

    A watchdog meant for another process (sd_watchdog_enabled(3)) is none of ours.
    """
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return Notifier()
    ours = environ.get("WATCHDOG_PID") in {None, str(os.getpid() if pid is None else pid)}
    microseconds = 0
    with contextlib.suppress(ValueError):
        microseconds = int(environ.get("WATCHDOG_USEC", "0"))
    return Notifier(address, microseconds / 1_000_000 if ours and microseconds > 0 else None)


def _status(text: str) -> tuple[str, ...]:
    line = " ".join(text.split())
    return (f"STATUS={line}",) if line else ()
