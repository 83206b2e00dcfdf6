"""What a server's failure means: errors of sockets, TLS, imaplib and imapclient become ours, in sentences for people.

No sentence holds an address, a user name or a password.
"""

import imaplib
import re
import ssl

from courtesy import errors

TEMPORARY = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA|THROTTLED)\b"
    r"|temporar|try (?:again|later)|too many|unavailable|time[d -]?out|maximum number|rate limit|internal|overload",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED|PRIVACYREQUIRED|CONTACTADMIN)\b", re.IGNORECASE
)
OUT_OF_TIME = (9, 10)  # not yet valid, expired
OF_ANOTHER = (62, 64)  # another host name, another address
_UNSAFE = re.compile(r"[^\x20-\x7e]")
BROKEN = (OSError, imaplib.IMAP4.abort, EOFError, ValueError, UnicodeError, LookupError, AssertionError)
"""After one of these a connection cannot be used any more."""


def said(error: BaseException, *secrets: str) -> str:
    """Return what the server said, in brackets after a space; nothing where an address or a secret stands in it."""
    text = str(error)
    if text.startswith(("b'", 'b"')):  # imaplib puts bytes into its errors
        text = text[2:-1]
    text = " ".join(_UNSAFE.sub(" ", text).split())
    if not text or "@" in text or any(secret and secret.casefold() in text.casefold() for secret in secrets):
        return ""
    return f" ({text[:160]})"


def unreachable(error: BaseException, host: str, port: int) -> errors.TryLater:
    """Return why there is no connection."""
    where = f"{host}:{port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return errors.TryLater(
            f"The certificate of {where} cannot be verified ({error.verify_message}); {_mend(error, host)}"
        )
    if isinstance(error, ssl.SSLError):
        return errors.TryLater(
            f"{where} does not speak TLS as expected ({error.reason or 'broken off'}); "
            'check accounts.imap.port and security ("tls" is usually 993, "starttls" 143).'
        )
    if isinstance(error, TimeoutError):
        return errors.TryLater(f"{where} does not answer; check accounts.imap.host and port, and the network.")
    if isinstance(error, OSError):
        return errors.TryLater(
            f"{where} cannot be reached ({error.strerror or type(error).__name__}); "
            "check accounts.imap.host and port, and the network."
        )
    return errors.TryLater(f"{where} does not greet like an IMAP server; check accounts.imap.host and port.")


def _mend(error: ssl.SSLCertVerificationError, host: str) -> str:
    """Say what helps where a certificate cannot be verified, by OpenSSL's reason (X509_V_ERR_*)."""
    if error.verify_code in OUT_OF_TIME:
        return "whoever runs the server must renew it. Look at this machine's clock, too: is it right?"
    if error.verify_code in OF_ANOTHER:
        return f"it is not {host}'s; set accounts.imap.host to the name that the provider gives."
    return "check accounts.imap.host, and set accounts.imap.ca_file if a private authority has signed it."


def lost(error: BaseException, host: str) -> errors.TryLater:
    """Return why a connection was lost."""
    if isinstance(error, TimeoutError):
        return errors.TryLater(f"{host} has stopped answering.")
    if isinstance(error, OSError):
        return errors.TryLater(
            f"The connection to {host} was lost ({error.strerror or error or type(error).__name__})."
        )
    return errors.TryLater(f"The connection to {host} was lost.")


def login(error: BaseException, host: str, *secrets: str, token: str = "") -> errors.CourtesyError:
    """Tell a log-in refused from one that may succeed later (RFC 5530); `token` is the cure of a refused token."""
    text = str(error)
    if TEMPORARY.search(text) and not REFUSED.search(text):
        return errors.TryLater(f"{host} cannot log anybody in at the moment{said(error, *secrets)}.")
    if token:
        return errors.SignInNeeded(f"{host} refused the sign-in{said(error, *secrets)}; {token}")
    return errors.AuthenticationRefused(
        f"{host} refused the log-in{said(error, *secrets)}; check the user name and the password. "
        "Many providers want an app password here, made in the account's security settings."
    )


def refused(error: BaseException, host: str, what: str) -> errors.TryLater:
    """Return that the server said NO to something."""
    return errors.TryLater(f"{host} would not {what}{said(error)}.")
