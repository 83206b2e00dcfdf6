r"""Which mailbox plays which part: from what LIST says to ports.Mailboxes. Pure.

Configured names stand first, then SPECIAL-USE (RFC 6154), then names that are well known. All are compared without
regard to case: some servers write `\drafts`.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courtesy import errors, ports
from courtesy.servers import names as known

_CONTAINERS = ("[gmail]", "[google mail]", "[googlemail]")
_CLOSED = frozenset({r"\noselect", r"\nonexistent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that the owner has configured; empty where they leave it to us (`also` None: the archive)."""

    inbox: str = ""
    drafts: str = ""
    sent: str = ""
    also: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of LIST: decoded name, attributes in lower case, hierarchy delimiter."""

    name: str
    attributes: frozenset[str]
    separator: str


def mailboxes(
    listed: Sequence[Listed], configured: Names, *, prefix: str = "", foreign: Sequence[str] = ()
) -> ports.Mailboxes:
    """Tell which mailbox plays which part. Raises MailboxMissing where a configured one does not exist.

    `prefix` is that of the personal namespace, `foreign` those of other users' and shared ones: what lies there plays
    no part.
    """
    usable = [one for one in listed if not one.attributes & _CLOSED]
    ours = [one for one in usable if not any(other and one.name.startswith(other) for other in foreign)]
    separator = next((one.separator for one in listed if one.separator), "")
    roots = _roots(separator, prefix)
    drafts = _configured(usable, configured.drafts, "drafts") or _part(ours, r"\drafts", known.DRAFTS, roots)
    sent = _configured(usable, configured.sent, "sent") or _part(ours, r"\sent", known.SENT, roots)
    inbox = _configured(usable, configured.inbox, "inbox") or "INBOX"
    junk = _part(ours, r"\junk", known.JUNK, roots)
    trash = _part(ours, r"\trash", known.TRASH, roots)
    return ports.Mailboxes(
        inbox=inbox,
        drafts=drafts,
        sent=sent,
        archives=_archives(
            usable,
            ours,
            configured.also,
            roots=roots,
            separator=separator,
            taken={inbox, drafts, sent, junk, trash},
        ),
        junk=junk,
        trash=trash,
        separator=separator,
        all=tuple(one.name for one in usable),
        prefix=prefix,
    )


def missing(mailbox: str, configured: Names) -> errors.MailboxMissing:
    """Return what to say of a mailbox that does not exist, or of none (an empty name)."""
    if not mailbox:
        return errors.MailboxMissing(
            "The server has no mailbox that looks like Drafts or Sent; name them under [accounts.mailboxes] "
            '(drafts = "…", sent = "…").'
        )
    for key in ("inbox", "drafts", "sent", "also"):
        value = getattr(configured, key) or ()
        if mailbox in ((value,) if isinstance(value, str) else value):
            return errors.MailboxMissing(f"There is no mailbox “{mailbox}”; mend [accounts.mailboxes] {key}.")
    return errors.MailboxMissing(f"There is no mailbox “{mailbox}”.")


def nothing_for(part: str) -> errors.MailboxMissing:
    """Return what to say where no mailbox plays a part ("drafts", "sent") that somebody must play."""
    return errors.MailboxMissing(
        f'No mailbox for {part} was found; set [accounts.mailboxes] {part} = "…" to the one that your mail client uses.'
    )


def _configured(usable: Iterable[Listed], name: str, key: str) -> str:
    if not name:
        return ""
    for one in usable:
        if one.name == name or (_folded(name) == "inbox" == _folded(one.name)):
            return one.name
    for one in usable:
        if _folded(one.name) == _folded(name):
            return one.name
    raise errors.MailboxMissing(f"There is no mailbox “{name}”; mend [accounts.mailboxes] {key}.")


def _roots(separator: str, prefix: str) -> tuple[str, ...]:
    """Return the folded prefixes below which a well-known name counts: `Projects/Drafts` is nobody's Drafts."""
    tops = ["", _folded(prefix)]
    if separator:
        tops += [f"inbox{separator}", *(f"{name}{separator}" for name in _CONTAINERS)]
    return tuple(dict.fromkeys(tops))


def _part(ours: Sequence[Listed], attribute: str, well_known: Iterable[str], roots: Sequence[str]) -> str:
    flagged = [one.name for one in ours if attribute in one.attributes]
    if flagged:
        return flagged[0]
    by_name = {_folded(one.name): one.name for one in reversed(ours)}
    candidates = (by_name.get(root + _folded(name)) for name in well_known for root in roots)
    return next((name for name in candidates if name), "")


def _archives(
    usable: Sequence[Listed],
    ours: Sequence[Listed],
    also: tuple[str, ...] | None,
    *,
    roots: Sequence[str],
    separator: str,
    taken: set[str],
) -> tuple[str, ...]:
    if also is not None:
        found = [_configured(usable, name, "also") for name in also]
    else:
        everything = [one.name for one in ours if r"\all" in one.attributes][:1]  # an archive apart lies within it
        first = everything[0] if everything else _part(ours, r"\archive", known.ARCHIVE, roots)
        below = [one.name for one in ours if first and separator and one.name.startswith(first + separator)]
        found = [first, *below]
    return tuple(name for name in dict.fromkeys(found) if name and name not in taken)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
