"""The servers of the account: as given, else found and said, else asked for."""

from collections.abc import Callable, Sequence

import msgspec

from courtesy import config, config_file, errors
from courtesy.lookup import providers
from courtesy.setup import given as options
from courtesy.setup import talk as talking

Find = Callable[[str], providers.Found | None]


def settle(
    given: options.Given, talk: talking.Talk, address: str, table: Sequence[providers.Provider], find: Find
) -> providers.Found:
    """Return the servers of an address. Raises ConfigurationError where its provider cannot be watched."""
    known = providers.of_domain(table, address.rpartition("@")[2])
    if given.imap_host:
        told = providers.Found(how="as you say", imap=_imap(given, given.imap_host), smtp=None, provider=known)
        return _with_smtp(given, told)
    if known and known.without:
        raise errors.ConfigurationError(f"{known.without} Courtesy cannot watch this mailbox.")
    talk.say(f"Looking for the mail servers of {address.rpartition('@')[2]} …")
    found = find(address)
    if found:
        _tell(talk, found, address)
        words = f"DNS can be forged, and your password goes to {found.imap.host}. Is that your provider?"
        if found.trusted or talk.agree(words, "--imap-host", default=None):
            return _with_smtp(given, _as_given(given, found))
    else:
        talk.say("None were found. Your provider's help pages name them, under “IMAP” or “mail programs”.")
    return _with_smtp(given, ask(given, talk, address, known))


def ask(
    given: options.Given, talk: talking.Talk, address: str, provider: providers.Provider | None = None
) -> providers.Found:
    """Ask for the IMAP server."""
    domain = address.rpartition("@")[2]
    host = talk.ask("IMAP server", "--imap-host", suggestion=f"imap.{domain}", check=_host_problem)
    name, _, port = host.partition(":")
    imap = _imap(given, name)
    if port:
        imap = config.Imap(host=name, port=int(port), security=_usual(int(port)), ca_file=imap.ca_file)
    return providers.Found(how="as you say", imap=imap, smtp=None, provider=provider)


def _imap(given: options.Given, host: str) -> config.Imap:
    port = given.imap_port or (143 if given.imap_security in {"starttls", "plain"} else 993)
    security = given.imap_security or _usual(port)
    if security == "plain" and not config_file.loopback(host):
        raise errors.ConfigurationError("--imap-security plain would show your password to the network; say tls.")
    return msgspec.convert(
        {
            "host": host,
            "port": port,
            "security": security,
            "username": given.username or "",
            "ca_file": given.ca_file or "",
        },
        config.Imap,
    )


def _as_given(given: options.Given, found: providers.Found) -> providers.Found:
    """Put what was given in the place of what was found."""
    changes = {
        "port": given.imap_port,
        "security": given.imap_security,
        "username": given.username,
        "ca_file": given.ca_file,
    }
    imap = msgspec.structs.replace(found.imap, **{key: value for key, value in changes.items() if value is not None})
    return providers.Found(how=found.how, imap=imap, smtp=found.smtp, provider=found.provider)


def _with_smtp(given: options.Given, found: providers.Found) -> providers.Found:
    smtp = found.smtp
    if given.smtp_host:
        port = given.smtp_port or (587 if given.smtp_security == "starttls" else 465)
        security = given.smtp_security or ("starttls" if port in {25, 587, 1025} else "tls")
        smtp = msgspec.convert({"host": given.smtp_host, "port": port, "security": security}, config.Smtp)
    if smtp and given.ca_file:
        smtp = msgspec.structs.replace(smtp, ca_file=given.ca_file)
    return providers.Found(how=found.how, imap=found.imap, smtp=smtp, provider=found.provider)


def _tell(talk: talking.Talk, found: providers.Found, address: str) -> None:
    """Say what was found, and how."""
    how = found.how[:1].upper() + found.how[1:]
    talk.say(f"  {how}.")
    talk.say(f"  Reading (IMAP): {found.imap.host}, port {found.imap.port}, {_words(found.imap.security)}")
    if found.smtp:
        talk.say(f"  Handing in (SMTP): {found.smtp.host}, port {found.smtp.port}, {_words(found.smtp.security)}")
    if found.imap.username and found.imap.username != address:
        talk.say(f"  Log-in name: {found.imap.username}")


def _words(security: str) -> str:
    return {"tls": "encrypted", "starttls": "encrypted (STARTTLS)"}.get(security, "not encrypted")


def _usual(port: int) -> config.Security:
    return "starttls" if port in {143, 1143} else "tls"


def _host_problem(told: str) -> str:
    host, colon, port = told.partition(":")
    if not host or any(sign.isspace() or sign in "/@" for sign in told):
        return "A server has a name such as imap.example.org."
    if colon and not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
        return "A port is a number, as in imap.example.org:993."
    return ""
