"""A logged-in connection and the mailbox that is open on it; blocking.

imap.Server makes one with login and runs what look and change do with it in its executor, one call at a time.
"""

import contextlib
import imaplib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from imapclient import imap_utf7

from courtesy import errors, ports
from courtesy.servers import discover, responses, trouble, wire

BATCH = 500
_NOT_THERE = re.compile(r"\[(?:NONEXISTENT|TRYCREATE)\b|exist|not found|unknown mailbox|no such", re.IGNORECASE)

Items = dict[bytes, responses.Value]


class Session:
    """A connection that is logged in."""

    def __init__(self, client: wire.Client, host: str, names: discover.Names) -> None:
        self.client = client
        self.host = host
        self.names = names
        self.selected = ""
        self.keywords = False
        self.exists = 0
        self._fresh = -1  # imaplib's number of the command that selected the mailbox
        self._changed: set[str] = set()  # mailboxes that nobody has looked at since they changed
        self._states: dict[str, ports.MailboxState] = {}
        self._trash: str | None = None

    @property
    def told(self) -> bool:
        """Whether the server told of a change in the selected mailbox that no search has looked at yet."""
        return self.selected in self._changed

    @told.setter
    def told(self, told: bool) -> None:
        (self._changed.add if told else self._changed.discard)(self.selected)

    def can(self, capability: str) -> bool:
        """Whether the server announces a capability."""
        return bool(self.client.has_capability(capability))

    def mailboxes(self) -> ports.Mailboxes:
        """List all mailboxes and tell which plays which part."""
        listed = self.listed()
        foreign: tuple[str, ...] = ()
        prefix = ""
        if self.can("NAMESPACE"):
            with contextlib.suppress(imaplib.IMAP4.error):
                personal, *others = self.client.namespace()
                prefix = _decoded(personal[0][0]) if personal else ""
                foreign = tuple(_decoded(one[0]) for kind in others for one in kind or ())
        found = discover.mailboxes(listed, self.names, prefix=prefix, foreign=foreign)
        self._trash = found.trash
        return found

    def listed(self) -> list[discover.Listed]:
        """List all mailboxes."""
        listed = []
        for attributes, separator, raw in self.client.list_folders():
            name = _name(raw)
            if name is not None:
                lowered = frozenset(_decoded(one).lower() for one in attributes)
                listed.append(discover.Listed(name, lowered, _decoded(separator) if separator else ""))
        return listed

    def select(self, mailbox: str) -> ports.MailboxState:
        """Select a mailbox, afresh."""
        self._open(mailbox)
        self.told = False
        return self._states[mailbox]

    def ensure(self, mailbox: str) -> None:
        """Select a mailbox unless it is selected; a change since it was left is told of."""
        if self.selected == mailbox:
            return
        before = self._states.get(mailbox)
        self._open(mailbox)
        if before is not None and before != self._states[mailbox]:
            self.told = True

    def refresh(self, mailbox: str) -> None:
        """Select a mailbox, or ask for news of it: some servers search and fetch in what they last told of."""
        if self.selected != mailbox:
            self.ensure(mailbox)
        elif self.client.connection.tagnum != self._fresh:
            self.client.noop()
            self.gather()

    def _open(self, mailbox: str) -> None:
        if not mailbox:
            raise discover.missing(mailbox, self.names)
        self.selected = ""
        try:
            said = self._select(mailbox)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise self.missing_or_refused(mailbox, error, "open a mailbox") from error
        self.selected, self._fresh = mailbox, self.client.connection.tagnum
        self.exists = int(said.get(b"EXISTS", 0))
        permanent = said.get(b"PERMANENTFLAGS")
        uidnext = int(said[b"UIDNEXT"]) if b"UIDNEXT" in said else self._highest() + 1
        self.keywords = permanent is not None and rb"\*" in permanent
        self._states[mailbox] = ports.MailboxState(
            uidvalidity=int(said.get(b"UIDVALIDITY", 0)),
            uidnext=uidnext,
            exists=self.exists,
            keywords=self.keywords,
            read_only=b"READ-ONLY" in said,
        )
        self._forget()

    def _select(self, mailbox: str) -> dict[bytes, Any]:
        name = imap_utf7.encode(mailbox)
        try:
            said = self.client.select_folder(name)
        except imaplib.IMAP4.readonly:
            said = self.client.select_folder(name, readonly=True) | {b"READ-ONLY": True}
        return dict(said)

    def missing_or_refused(self, mailbox: str, error: Exception, what: str) -> errors.CourtesyError:
        """Tell a mailbox that does not exist from one that cannot be used at the moment."""
        if _NOT_THERE.search(str(error)) or not any(one.name == mailbox for one in self.listed()):
            return discover.missing(mailbox, self.names)
        return trouble.refused(error, self.host, what)

    def _highest(self) -> int:
        if not self.exists:
            return 0
        return max(self.uids("UID *"), default=0)

    def uids(self, criteria: str) -> list[int]:
        """Search the selected mailbox; ascending."""
        return sorted(int(uid) for uid in self.client.search(criteria))

    def fetched(self, uids: Sequence[int], items: str) -> dict[int, Items]:
        """Fetch data items of messages."""
        found: dict[int, Items] = {}
        for some in self.batches((uids[start : start + BATCH] for start in range(0, len(uids), BATCH)), items):
            for uid, one in some.items():
                found.setdefault(uid, {}).update(one)
        return found

    def batches(self, batches: Iterable[Sequence[int]], items: str) -> Iterator[dict[int, Items]]:
        """Fetch batch after batch; each FETCH is sent before the answer to the one before is taken apart.

        The server need not wait for us so, and may answer two at a time: what is yielded belongs to any of the batches.
        """
        connection = self.client.connection
        asked: set[int] = set()
        tags: list[bytes] = []
        for batch in batches:
            asked.update(batch)
            tags.append(connection.start("UID", "FETCH", _set(batch), items))
            if len(tags) > 1:
                yield self._answer(tags.pop(0), asked)
        for tag in tags:
            yield self._answer(tag, asked)

    def _answer(self, tag: bytes, asked: Collection[int]) -> dict[int, Items]:
        found: dict[int, Items] = {}
        for one in responses.fetched(self.client.connection.finish(tag, "FETCH")):
            uid = responses.number(one.get(b"UID"))
            if uid is not None and uid in asked:
                found.setdefault(uid, {}).update(one)
            else:
                self.told = True  # flags that somebody else has changed
        return found

    def trash(self) -> str:
        """Return the name of the mailbox for deleted messages."""
        if self._trash is None:
            self.mailboxes()
        return self._trash or ""

    def gather(self, *, own: int = 0, own_flags: bool = False) -> None:
        """Take what the server has told unasked; `own` messages were expunged, or flags changed, by ourselves."""
        pushed = self.client.connection.untagged_responses
        gone = len(pushed.get("EXPUNGE", ())) + len(pushed.get("VANISHED", ()))
        count = self.exists - gone
        if "EXISTS" in pushed:
            count = int(pushed["EXISTS"][-1])  # type: ignore[arg-type]  # a literal it is not
        if gone > own or count > self.exists - gone or ("FETCH" in pushed and not own_flags):
            self.told = True
        self.exists = count
        self._forget()

    def _forget(self) -> None:
        pushed = self.client.connection.untagged_responses
        for kind in pushed.keys() - {"BYE", "READ-ONLY"}:
            del pushed[kind]


def _set(uids: Sequence[int]) -> str:
    """Return UIDs as a sequence set; only neighbours in number become a range, so that it names no others."""
    ranges: list[tuple[int, int]] = []
    for uid in uids:
        if ranges and uid == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], uid)
        else:
            ranges.append((uid, uid))
    return ",".join(f"{first}:{last}" if first < last else str(first) for first, last in ranges)


def _name(raw: object) -> str | None:
    """Return a mailbox's name decoded; None where it could not be named again."""
    encoded = str(raw).encode() if isinstance(raw, int | str) else raw  # imapclient reads the name "100" as a number
    if not isinstance(encoded, bytes):
        return None
    try:
        name: str = imap_utf7.decode(encoded)
        return name if imap_utf7.encode(name) == encoded else None
    except ValueError:
        return None


def _decoded(value: object) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
