"""Where an account's tokens are kept, and how a log-in comes by one that is good: a file of the owner's alone."""

import contextlib
import fcntl
import os
import shlex
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from courtesy import errors
from courtesy.servers import grant, oauth2, shelf

SPARE = timedelta(minutes=5)  # one that ends sooner is not begun with


def cure(account: str) -> str:
    """Say what the owner is to do."""
    return f"run: courtesy authorise {shlex.quote(account)}"


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    access: str
    refresh: str
    until: datetime
    client: str  # a refresh token is of use to the client alone that it was given to


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The tokens of one account. Threads and processes take turns: some providers let a refresh token be used once."""

    account: str
    provider: grant.Provider
    client: grant.Client
    directory: Path
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def access(self) -> str:
        """Return an access token with five minutes or more to go, fetched anew if need be.

        Raises SignInNeeded where the owner must authorise, TryLater where the provider is out of reach.
        """
        with self._turn():
            held = self._held()
            now = self.clock()
            if not held.good(now, SPARE):
                held = self._renewed(held, now)
            return held.access

    def forget(self, access: str) -> None:
        """Give up an access token that the server has refused before its time; the next one is fetched anew."""
        with self._turn():
            held = self._held()
            if held.access == access:
                self._write(grant.Tokens(access="", refresh=held.refresh, until=held.until))

    def keep(self, given: grant.Tokens) -> None:
        """Keep what the owner has agreed to."""
        with self._turn():
            self._write(given)

    @property
    def _path(self) -> Path:
        name = urllib.parse.quote(self.account, safe="@")
        return self.directory / (f"%2E{name[1:]}" if name.startswith(".") else name)

    def _renewed(self, held: grant.Tokens, now: datetime) -> grant.Tokens:
        try:
            fresh = oauth2.refreshed(self.provider, self.client, held.refresh, now)
        except oauth2.Over as error:
            raise errors.SignInNeeded(f"{error}; {cure(self.account)}") from None
        self._write(fresh)
        return fresh

    def _held(self) -> grant.Tokens:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            raise errors.SignInNeeded(f"{self.provider.name} was not asked yet; {cure(self.account)}") from None
        except OSError as error:
            raise errors.ConfigurationError(f"{self._path} cannot be read: {error.strerror}") from error
        except (msgspec.DecodeError, UnicodeDecodeError):  # it may hold parts of a token: nothing of it is told
            raise errors.SignInNeeded(f"{self._path} is damaged; {cure(self.account)}") from None
        if kept.client != self.client.id or kept.until.tzinfo is None:
            raise errors.SignInNeeded(f"The client id is another than before; {cure(self.account)}")
        return grant.Tokens(access=kept.access, refresh=kept.refresh, until=kept.until)

    def _write(self, given: grant.Tokens) -> None:
        """Write beside and rename, so that a power cut leaves the old tokens or the new."""
        kept = _Kept(access=given.access, refresh=given.refresh, until=given.until, client=self.client.id)
        try:
            shelf.write(self._path, msgspec.json.encode(kept))
        except OSError as error:
            raise errors.CourtesyError(f"{self._path} cannot be written: {error.strerror}") from error

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold the directory's lock; whoever waits for it waits for no longer than the provider is waited for."""
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.directory / f".lock-{self._path.name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise errors.ConfigurationError(f"{self.directory} cannot be used: {error.strerror}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
