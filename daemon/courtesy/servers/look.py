"""What can be seen of a mailbox without touching it: everything is fetched with PEEK.

Each function takes the session it works on; a message that has gone meanwhile is left out of what it returns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from courtesy import ports
from courtesy.servers import partial, responses, session, wire

WHOLE = 256 << 10  # a message up to this size is fetched whole
BATCH_BYTES = 4 << 20  # what one FETCH may bring
_BRACKETED = re.compile(r"<[^<>]*>")


def search(on: session.Session, mailbox: str, above: int, since: date | None) -> list[int]:
    """Return UIDs, ascending."""
    on.refresh(mailbox)
    on.told = False
    criteria = [f"UID {above + 1}:*"] if above > 0 else []
    if since:
        criteria.append(f"SINCE {since.day}-{responses.MONTHS[since.month - 1].title()}-{since.year}")
    found = on.uids(" ".join(criteria) or "ALL")
    on.gather()
    return [uid for uid in found if uid > above]  # n:* names the last message even where n is beyond it


def find(on: session.Session, mailbox: str, message_id: str) -> list[int]:
    """Return the UIDs of the messages with exactly that Message-ID; HEADER alone finds parts of it too."""
    on.refresh(mailbox)
    wanted = message_id.strip()
    if not wanted.strip("<> ") or not wanted.isascii() or not wanted.isprintable():
        return []
    candidates = on.uids(f"HEADER Message-ID {wire.quoted(wanted)}")
    found = with_message_id(on, candidates, wanted)
    on.gather()
    return found


def with_message_id(on: session.Session, uids: Sequence[int], message_id: str) -> list[int]:
    """Return those of the messages whose Message-ID it is."""
    fetched = on.fetched(uids, "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
    return [uid for uid in uids if uid in fetched and identifier(content(fetched[uid]) or b"") == message_id]


def identifier(header: bytes) -> str:
    """Return the Message-ID that stands in a header block; empty where there is none."""
    block = re.split(rb"\r?\n\r?\n", header, maxsplit=1)[0]
    field = re.search(rb"^message-id[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)", block, re.IGNORECASE | re.MULTILINE)
    if not field:
        return ""
    value = field[1].decode("latin-1")
    bracketed = _BRACKETED.search(value)
    return "".join(bracketed[0].split()) if bracketed else value.strip()


def flags(on: session.Session, mailbox: str, uids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return the flags of messages."""
    on.refresh(mailbox)
    fetched = on.fetched(uids, "(UID FLAGS)")
    on.gather()
    return {uid: responses.flags(fetched[uid].get(b"FLAGS")) for uid in uids if uid in fetched}


def headers(on: session.Session, mailbox: str, uids: Sequence[int] | None) -> list[ports.Fetched]:
    """Return the header blocks, of all messages where `uids` is None."""
    on.refresh(mailbox)
    if uids is None:
        on.told = False
        uids = on.uids("ALL")
    fetched = on.fetched(uids, "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER])")
    on.gather()
    found = ((uid, fetched[uid], content(fetched[uid])) for uid in uids if uid in fetched)
    return [_value(uid, items, data, truncated=True) for uid, items, data in found if data is not None]


def fetch(on: session.Session, mailbox: str, uids: Sequence[int]) -> list[ports.Fetched]:
    """Return messages: a small one whole, of a large one what can be read."""
    on.ensure(mailbox)
    facts = on.fetched(uids, "(UID FLAGS INTERNALDATE RFC822.SIZE)")
    sizes = {uid: responses.number(one.get(b"RFC822.SIZE")) or 0 for uid, one in facts.items()}
    found: dict[int, ports.Fetched] = {}
    small = [uid for uid in uids if uid in sizes and sizes[uid] <= WHOLE]
    for some in on.batches(_batches(small, sizes), "(UID BODY.PEEK[])"):
        for uid, one in some.items():
            if (data := content(one)) is not None:
                found[uid] = _value(uid, facts[uid], data, truncated=False)
    for uid in (uid for uid in uids if sizes.get(uid, 0) > WHOLE):
        assembled = partial.fetch(lambda items, uid=uid: on.fetched([uid], items).get(uid, {}))  # type: ignore[misc]
        if assembled:
            found[uid] = _value(uid, facts[uid], assembled.data, truncated=assembled.truncated)
    on.gather()
    return [found[uid] for uid in uids if uid in found]


def _batches(uids: Sequence[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    batch: list[int] = []
    total = 0
    for uid in uids:
        if batch and (len(batch) >= session.BATCH or total + sizes[uid] > BATCH_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(uid)
        total += sizes[uid]
    if batch:
        yield batch


def content(items: session.Items) -> bytes | None:
    """Return what came of BODY[…], whichever section it was; None where only flags came, told of unasked."""
    for name, value in items.items():
        if name.startswith(b"BODY["):
            return value if isinstance(value, bytes) else b""
    return None


def _value(uid: int, items: session.Items, data: bytes, *, truncated: bool) -> ports.Fetched:
    return ports.Fetched(
        uid=uid,
        flags=responses.flags(items.get(b"FLAGS")),
        arrived=responses.arrived(items.get(b"INTERNALDATE")),
        data=data,
        truncated=truncated,
    )
