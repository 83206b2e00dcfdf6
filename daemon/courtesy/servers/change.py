"""What changes a mailbox: append, store, delete, create. Each touches the one message it is told to."""

import contextlib
import imaplib
import re
from collections.abc import Sequence
from datetime import datetime

from imapclient import imap_utf7

from courtesy import errors, ports
from courtesy.servers import discover, look, session, trouble

_APPENDED = re.compile(r"\[APPENDUID \d+ (\d+)\]", re.IGNORECASE)
_AT_ONCE = 256 * 1024  # bytes sent without waiting: both sides must never wait for each other
_LATEST = 50  # how many messages are looked through for one that SEARCH does not find


def append(on: session.Session, mailbox: str, data: bytes, flags: Sequence[str], when: datetime | None) -> int:
    """Append a message and return its UID. Raises MailboxMissing."""
    if not mailbox:
        raise discover.missing(mailbox, on.names)
    if any(not flag.startswith("\\") for flag in flags):
        on.ensure(mailbox)
        flags = _allowed(on, flags)
    try:
        said = on.client.append(imap_utf7.encode(mailbox), data, flags, when)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise on.missing_or_refused(mailbox, error, "take a message") from error
    on.gather()
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else str(said)
    appended = _APPENDED.search(text)
    return int(appended[1]) if appended else _found_again(on, mailbox, data)


def append_all(on: session.Session, mailbox: str, letters: Sequence[ports.Letter]) -> list[int]:
    """Append messages, each sent before the one before is confirmed, and return their UIDs. Raises MailboxMissing."""
    pipelined = (
        on.can("LITERAL+") and on.can("UIDPLUS") and mailbox and sum(len(one.data) for one in letters) < _AT_ONCE
    )
    if not pipelined or any(not flag.startswith("\\") for one in letters for flag in one.flags):
        return [append(on, mailbox, one.data, one.flags, one.when) for one in letters]
    connection = on.client.connection
    tags = [connection.start_append(imap_utf7.encode(mailbox), one) for one in letters]
    said = [connection.ended(tag) for tag in tags]  # all of them, so that no answer is left for the next command
    on.gather()
    refused = [text for status, text in said if status != "OK"]
    if refused:
        error = imaplib.IMAP4.error(refused[0])
        raise on.missing_or_refused(mailbox, error, "take a message") from error
    found = [_APPENDED.search(text) for _, text in said]
    return [int(one[1]) if one else _found_again(on, mailbox, letters[n].data) for n, one in enumerate(found)]


def _found_again(on: session.Session, mailbox: str, data: bytes) -> int:
    on.ensure(mailbox)
    on.client.noop()
    wanted = look.identifier(data)
    found = look.find(on, mailbox, wanted)
    if not found and wanted:  # some servers index late, or search no Message-ID
        found = look.with_message_id(on, on.uids("ALL")[-_LATEST:], wanted)
    if not found:
        raise errors.TryLater(f"{on.host} took a message but does not show it.")
    return max(found)


def store(on: session.Session, mailbox: str, uid: int, add: Sequence[str], remove: Sequence[str]) -> None:
    """Add and take away flags; keywords only where the mailbox keeps them."""
    on.ensure(mailbox)
    try:
        if added := _allowed(on, add):
            on.client.add_flags([uid], added, silent=True)
        if removed := _allowed(on, remove):
            on.client.remove_flags([uid], removed, silent=True)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise trouble.refused(error, on.host, "change flags") from error
    on.gather(own_flags=True)


def _allowed(on: session.Session, flags: Sequence[str]) -> list[str]:
    return [flag for flag in flags if flag.startswith("\\") or on.keywords]


def delete(on: session.Session, mailbox: str, uid: int) -> bool:
    """Delete one message and no other."""
    on.ensure(mailbox)
    try:
        done = _moved_to_trash(on, uid) or _expunged(on, uid)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise trouble.refused(error, on.host, "delete a message") from error
    on.gather(own=1, own_flags=True)
    return done


def _moved_to_trash(on: session.Session, uid: int) -> bool:
    """Move it where Gmail deletes it: what is expunged elsewhere stays in All Mail there."""
    if not (on.can("X-GM-EXT-1") and on.can("MOVE")):
        return False
    trash = on.trash()
    if not trash or trash == on.selected:
        return False
    on.client.move([uid], imap_utf7.encode(trash))
    return True


def _expunged(on: session.Session, uid: int) -> bool:
    if on.can("UIDPLUS"):
        on.client.delete_messages([uid], silent=True)
        on.client.uid_expunge([uid])
        return True
    if set(on.uids("DELETED")) - {uid}:
        return False
    on.client.delete_messages([uid], silent=True)
    if set(on.uids("DELETED")) - {uid}:  # somebody has been faster than we
        on.client.remove_flags([uid], [r"\Deleted"], silent=True)
        return False
    on.client.command("EXPUNGE")
    return True


def create(on: session.Session, mailbox: str) -> None:
    """Create a mailbox unless it exists, and subscribe to it."""
    name = imap_utf7.encode(mailbox)
    try:
        on.client.create_folder(name)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        if not any(one.name == mailbox for one in on.listed()):
            raise trouble.refused(error, on.host, "create a mailbox") from error
    with contextlib.suppress(imaplib.IMAP4.error):
        on.client.subscribe_folder(name)
    on.gather()
