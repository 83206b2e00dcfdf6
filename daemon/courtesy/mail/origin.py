"""What the header says of how a mail came about: by a person or a machine, to one or to many, from whom it claims.

Fields come from mail.header; what is found goes into a Message.
"""

import re

from courtesy.mail import address, header, phrases

_AUTOMATIC_SUBJECT = re.compile(rf"\s*(?:{phrases.AUTOMATIC})", re.IGNORECASE)
_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon")
_RESULT = re.compile(r"\b(dmarc|dkim)\s{0,9}=\s{0,9}([a-z]{1,20})([^;]{0,500})", re.IGNORECASE)
_SIGNER = re.compile(r"header\.[di]=\s?(?:[\w.+-]{0,64}@)?([\w.-]{1,255})", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]{0,500}\)")


def bulk(fields: header.Fields) -> bool:
    """Tell whether a mail went to many, or was written by a machine."""
    if "list-unsubscribe" in fields or "list-id" in fields or "list-post" in fields:
        return True
    if fields.raw("precedence").strip().lower() in {"bulk", "list", "junk"}:
        return True
    return _submitted(fields) not in {"", "no"}


def automatic(fields: header.Fields, media_type: str, sender: address.Address, subject: str) -> bool:
    """Tell whether a mail is a bounce, an absence notice or a report of delivery."""
    if media_type == "multipart/report" or "x-failed-recipients" in fields or _submitted(fields) == "auto-replied":
        return True
    if any(name in fields for name in ("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply")):
        return True
    if fields.raw("precedence").strip().lower() == "auto_reply" or sender.local in _DAEMONS:
        return True
    return _AUTOMATIC_SUBJECT.match(subject) is not None


def _submitted(fields: header.Fields) -> str:
    return fields.raw("auto-submitted").partition(";")[0].strip().lower()


def authenticated(fields: header.Fields, domain: str) -> bool | None:
    """Tell whether the receiving server found that the mail is from whom it says; None where it says nothing.

    Only the topmost Authentication-Results counts: the receiving server wrote it, anybody may have written those below.
    """
    found = fields.every("authentication-results")[:1]
    if not found:
        return None
    dkim: bool | None = None
    for method, result, properties in _RESULT.findall(_COMMENT.sub(" ", found[0])):
        verdict = {"pass": True, "fail": False, "permerror": False}.get(result.lower())
        if method.lower() == "dmarc" and verdict is not None:
            return verdict
        if method.lower() == "dkim" and verdict is not None:
            signer = _SIGNER.search(properties)
            aligned = signer is not None and _aligned(signer[1].lower(), domain)
            dkim = dkim or (verdict and aligned) or (None if verdict else False if dkim is None else dkim)
    return dkim


def _aligned(signer: str, domain: str) -> bool:
    return bool(domain) and (signer == domain or domain.endswith(f".{signer}") or signer.endswith(f".{domain}"))
